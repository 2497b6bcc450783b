"""Drives a GTK window from outside: it is found and read as a screen reader
does, through AT-SPI, and pointed at and typed into as a hand does, through X.

Runs inside `tests/util/desktop --accessible`. What is peculiar to AT-SPI in
GTK 4.8 is explained where it is dealt with.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import os
import re
import subprocess
import sys
import time

# Meant for the program under test: AT-SPI's own library warns of races it can bear.
PROGRAM_ENVIRONMENT = dict(os.environ)
# Warnings are looked for in its log: they may be the toolkit's own.
PROGRAM_ENVIRONMENT['G_DEBUG'] = os.environ.get('G_DEBUG', '').replace('fatal-warnings', 'fatal-criticals')
os.environ.pop('G_DEBUG', None)

import gi  # noqa: E402
gi.require_version('Atspi', '2.0')
from gi.repository import Atspi, GLib  # noqa: E402

WINDOWS = ('frame', 'window', 'dialog', 'alert', 'file chooser')
BUTTONS = ('button', 'push button', 'toggle button')
# What newer toolkits complain of themselves, whatever a program does: GTK 4.24 of a popover's frame
# where nothing composites, and GTK 4.18 of the headings of libadwaita 1.7's message dialogs.
OF_THE_TOOLKIT = re.compile(r'gdk_frame_timings_submitted\(\) called on submitted frame|Trying to measure GtkLabel ')
CONTROLS = BUTTONS + ('slider', 'text', 'entry', 'switch', 'check box', 'list item')

# A program that has just gone, or is not quite there, leaves AT-SPI's own library with questions nobody
# answers. It says so as a warning of this process; what matters is found missing by the test itself.
GLib.log_set_handler('dbind', GLib.LogLevelFlags.LEVEL_WARNING,
                     lambda domain, level, message, data: print(f'# {domain}: {message}', flush=True), None)


class Missing(AssertionError):
    """Something that should be in the window is not."""


class Steps:
    """Cases of a TAP test that build on one another: what follows one that fails cannot be tested."""

    def __init__(self, shots):
        self.shots = shots
        self.count = 0
        os.makedirs(shots, exist_ok=True)

    def __call__(self, name, work):
        self.count += 1
        try:
            work()
        except Exception as error:
            print(f'not ok {self.count} - {name}')
            print('\n'.join('# ' + line for line in f'{type(error).__name__}: {error}'.splitlines()))
            self.end()
            sys.stdout.flush()
            os.system(f'import -silent -window root {self.shots}/failed.png')
            os._exit(1)
        print(f'ok {self.count} - {name}', flush=True)

    def end(self):
        print(f'1..{self.count}')


def assert_quiet(*logs):
    """No program that wrote one of the logs complained of anything, but for the toolkit of itself."""
    bad = [line for log in logs for line in open(log, errors='replace')
           if re.search('CRITICAL|WARNING', line) and not OF_THE_TOOLKIT.search(line)]
    assert not bad, ''.join(bad)


def call(*words):
    return subprocess.run([str(word) for word in words], check=True, text=True, stdout=subprocess.PIPE).stdout


class Driver:
    def __init__(self, command, log_path, timeout=30, program=None, **environment):
        """program: its name on the bus, where the command is something that starts it."""
        self.log_path = log_path
        with open(log_path, 'w') as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=log, env=dict(PROGRAM_ENVIRONMENT, **environment))
        self.program = program or os.path.basename(command[0])
        self.app = self.wait(self._find_app, timeout, 'the window on the accessibility bus')

    def _find_app(self):
        desktop = Atspi.get_desktop(0)
        for index in range(desktop.get_child_count()):
            app = desktop.get_child_at_index(index)
            try:
                if app and app.get_name() == self.program and app.get_child_count() > 0:
                    return app
            except GLib.Error:
                pass
        # what starts a program may end well before it is there
        if self.process.poll() not in (None, 0):
            raise Missing(f'the program ended: {open(self.log_path).read()}')
        return None

    @staticmethod
    def wait(condition, timeout, what):
        end = time.monotonic() + timeout
        while True:
            value = condition()
            if value:
                return value
            if time.monotonic() > end:
                raise Missing(f'waited {timeout} s for {what}')
            time.sleep(0.1)

    # Looking
    def _walk(self, node):
        yield node
        try:
            children = [node.get_child_at_index(i) for i in range(node.get_child_count())]
        except GLib.Error:
            return
        for child in filter(None, children):
            yield from self._walk(child)

    @staticmethod
    def _box(node):
        """x, y, width, height in the window; GTK cannot tell places on the screen."""
        try:
            box = Atspi.Component.get_extents(node, Atspi.CoordType.WINDOW)
        except GLib.Error:
            return None
        return box.x, box.y, box.width, box.height

    @staticmethod
    def _is_called(node, name):
        said = node.get_name()
        if hasattr(name, 'search'):
            return name.search(said)
        # a button with a name and a label says both in GTK 4.8
        return said in (name, f'{name} {name}') or \
            node.get_role_name() == 'combo box' and node.get_description() == name  # newer: its name is what is chosen

    def all(self, name=None, role=None, under=None):
        """What is shown under a name (or compiled pattern) and role."""
        (under or self.app).clear_cache()  # GTK's change messages are not enough
        roles = BUTTONS if role in BUTTONS else (role,)
        found = []
        for node in self._walk(under or self.app):
            try:
                if name is not None and not self._is_called(node, name):
                    continue
                if role is not None and node.get_role_name() not in roles:
                    continue
                box = self._box(node)
                if node.get_role_name() in WINDOWS or (box and box[2] > 0 and box[3] > 0):
                    found.append(node)
            except GLib.Error:
                pass
        return found

    def find(self, name=None, role=None, under=None, timeout=10):
        def look():
            found = self.all(name, role, under)
            # of a button in a button, the inner one acts
            return found[-1] if found and role in BUTTONS and found[-1].get_parent() == found[0] else \
                found[0] if found else None
        try:
            return self.wait(look, timeout, f'{role or "anything"} called {name!r}')
        except Missing as error:
            raise Missing(f'{error}\n{self.describe()}') from None

    def nameless(self):
        """Buttons, entries, sliders and rows that a screen reader could not tell the name of."""
        told_by = BUTTONS + ('combo box', 'spin button')  # which tell for the parts they are made of
        return [f'{node.get_role_name()} in {node.get_parent().get_name()!r}' for node in self.all()
                if node.get_role_name() in CONTROLS and re.match('(G[a-z]+|Adw)[A-Z]|$', node.get_name())
                and node.get_parent().get_role_name() not in told_by]

    def describe(self, node=None, depth=0):
        node = node or self.app
        lines = [f'{"  " * depth}{node.get_role_name()} {node.get_name()!r}']
        for index in range(node.get_child_count()):
            child = node.get_child_at_index(index)
            if child:
                lines.append(self.describe(child, depth + 1))
        return '\n'.join(lines)

    def text(self, node):
        node.clear_cache()
        # -1 for "to the end" gives nothing on a GTK 4.8 entry
        return Atspi.Text.get_text(node, 0, Atspi.Text.get_character_count(node))

    # Places
    def _origin(self, node):
        """Where the corner from which _box() counts is on the screen."""
        window = node
        while window.get_role_name() not in WINDOWS:
            window = window.get_parent()
        named = self.wait(lambda: self._find_windows(window.get_name()), 10, f'an X window titled {window.get_name()!r}')
        place = dict(line.split('=') for line in
                     call('xdotool', 'getwindowgeometry', '--shell', named[-1]).split() if '=' in line)
        shadow = re.search(r'= (\d+), (\d+), (\d+), (\d+)', call('xprop', '-id', named[-1], '_GTK_FRAME_EXTENTS'))
        left, top = (int(shadow[1]), int(shadow[3])) if shadow else (0, 0)
        box = self._box(window)
        return int(place['X']) + left - box[0], int(place['Y']) + top - box[1]

    def _find_windows(self, title):
        """Windows of that title, whether or not a window manager has taken them up yet."""
        found = subprocess.run(['xdotool', 'search', '--onlyvisible', '--name', f'^{re.escape(title)}$'],
                               text=True, capture_output=True).stdout.split()
        return [wid for wid in found if self._title(wid) == title]

    @staticmethod
    def _title(wid):
        # the list may still hold a window that has just gone
        return subprocess.run(['xdotool', 'getwindowname', wid], text=True, capture_output=True).stdout.strip()

    def place(self, node, fx=0.5, fy=0.5):
        box = self._box(node)
        if box is None:
            raise Missing('what was found has gone from the window')
        x, y, width, height = box
        left, top = self._origin(node)
        return round(left + x + fx * width), round(top + y + fy * height)

    # Doing
    def act(self, node):
        """The node's first action, as a screen reader calls it."""
        if not Atspi.Action.do_action(node, 0):
            raise Missing(f'{node.get_name()!r} has no action')

    def click(self, node, fx=0.5, fy=0.5, button=1):
        x, y = self.place(node, fx, fy)
        call('xdotool', 'mousemove', x, y, 'sleep', 0.05, 'click', button)
        time.sleep(0.2)

    def set_text(self, node, text):
        if not Atspi.EditableText.set_text_contents(node, text):
            raise Missing(f'{node.get_name()!r} takes no text')

    def _hold_keyboard(self):
        """A window manager that falls may leave the keyboard with nobody."""
        if subprocess.run(['xdotool', 'getwindowfocus', 'getwindowname'], text=True, capture_output=True).stdout.strip():
            return
        titles = [self.app.get_child_at_index(index).get_name() for index in range(self.app.get_child_count())]
        windows = [wid for title in titles for wid in self._find_windows(title)]
        if windows:
            call('xdotool', 'windowfocus', windows[-1], 'sleep', 0.2)

    def key(self, *keys):
        self._hold_keyboard()
        call('xdotool', 'key', '--delay', 40, *keys)
        time.sleep(0.2)

    def type(self, text):
        self._hold_keyboard()
        call('xdotool', 'type', '--delay', 15, text)
        time.sleep(0.2)

    def pick_file(self, title, path, timeout=20):
        """Types a path into the file dialog of that title, be it the program's or the portal's."""
        dialog = self.wait(lambda: self._find_windows(title), timeout, f'a dialog titled {title!r}')[-1]
        call('xdotool', 'windowactivate', '--sync', dialog, 'sleep', 0.5, 'key', 'ctrl+l', 'sleep', 0.5, 'key', 'ctrl+a')
        # the dialog looks into folders while the path is typed
        call('xdotool', 'type', '--delay', 30, path)
        call('xdotool', 'sleep', 0.5, 'key', 'Return')
        self.wait(lambda: not self._find_windows(title), timeout, f'the dialog {title!r} to close')

    def stroke(self, node, points, steps=14):
        """Presses at the first point, draws through the others; fractions of the node's size."""
        places = [self.place(node, fx, fy) for fx, fy in points]
        words = ['xdotool', 'mousemove', *places[0], 'sleep', 0.05, 'mousedown', 1]
        for (x0, y0), (x1, y1) in zip(places, places[1:]):
            for step in range(1, steps + 1):
                words += ['mousemove', round(x0 + (x1 - x0) * step / steps), round(y0 + (y1 - y0) * step / steps),
                          'sleep', 0.015]
        call(*words, 'sleep', 0.05, 'mouseup', 1)
        time.sleep(0.2)

    def scroll(self, node, clicks):
        x, y = self.place(node)
        call('xdotool', 'mousemove', x, y, 'sleep', 0.05, 'click', '--repeat', abs(clicks), '--delay', 40,
             5 if clicks > 0 else 4)
        time.sleep(0.2)

    def resize(self, width, height):
        """Makes what the artist sees of the window that large; its shadow comes on top."""
        wid = call('xdotool', 'search', '--onlyvisible', '--pid', self.process.pid).split()[-1]
        shadow = re.search(r'= (\d+), (\d+), (\d+), (\d+)', call('xprop', '-id', wid, '_GTK_FRAME_EXTENTS'))
        left, right, top, bottom = map(int, shadow.groups()) if shadow else (0, 0, 0, 0)
        call('xdotool', 'windowsize', wid, width + left + right, height + top + bottom)
        time.sleep(0.8)

    def shot(self, path):
        call('import', '-silent', '-window', 'root', path)

    def close(self, key='ctrl+q', timeout=20):
        """Quits as the artist does; the program must end well by itself."""
        self.key(key)
        try:
            status = self.process.wait(timeout)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise Missing('the program did not quit') from None
        if status != 0:
            raise Missing(f'the program ended with {status}')

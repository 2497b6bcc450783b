#!/usr/bin/python3
"""The main job in the installed Flatpak, as an artist does it: a picture comes
in through the file chooser's portal, is painted on and inpainted, and goes out
through the portal; a key goes to the portal of secrets.

    drive.py first|again WORK-FOLDER     inside flatpak/desktop

Prints one line a check for flatpak/check's table: verdict, seconds, what,
figure; separated by tabs. `again` is the next session: what must still be
there is.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import json
import os
import re
import subprocess
import sys
import threading
import time

here = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(here, '..', 'tests', 'util'))
from driver import Driver, assert_quiet  # noqa: E402

ID = 'art.gesso.Gesso'
RUN = ['flatpak', 'run', '--user', ID]
SIZE = 1600, 1200
KEY = 'sk-flatpak-check-0123456789abcdef'
part, work = sys.argv[1], os.path.abspath(sys.argv[2])
picture, saved, pasted = (os.path.join(work, name) for name in ('meadow.png', 'repaired.png', 'pasted.png'))
data = os.path.join(os.environ['HOME'], '.var', 'app', ID, 'data')


def call(*words, **more):
    done = subprocess.run(words, text=True, capture_output=True, **more)
    if done.returncode != 0:
        raise AssertionError(f'{" ".join(words)}: {done.returncode}: {done.stdout}{done.stderr}')
    return done.stdout


class Notifications:
    """What notifications.py says, and a hand that clicks."""

    def __init__(self):
        self.process = subprocess.Popen(['/usr/bin/python3', os.path.join(here, 'notifications.py')], text=True, bufsize=1,
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.said = []
        threading.Thread(target=self._listen, daemon=True).start()
        self.take('ready')

    def _listen(self):
        for line in self.process.stdout:
            self.said.append(json.loads(line))

    def take(self, word, timeout=60):
        """The first with that word which was not taken yet."""
        said = Driver.wait(lambda: next((words for words in self.said if word in words), None), timeout,
                           f'a notification with {word}')
        self.said.remove(said)
        return said

    def click(self, number):
        self.process.stdin.write(f'{number}\n')


def check(name, work_on):
    """One row; those that follow cannot be tested when it fails."""
    start = time.monotonic()
    try:
        figure, verdict = work_on() or '', 'ok'
    except Exception as error:  # whatever it is, it belongs in the table
        figure, verdict = f'{type(error).__name__}: {error}', 'FAILED'
        subprocess.run(['import', '-silent', '-window', 'root', os.path.join(work, 'failed.png')])
        with open(os.path.join(work, 'failed.txt'), 'a') as log:
            log.write(f'{name}: {figure}\n')
    print(verdict, f'{time.monotonic() - start:.1f}', name, figure.splitlines()[0] if figure else '', sep='\t', flush=True)
    if verdict != 'ok':
        subprocess.run(['flatpak', 'kill', ID])
        sys.exit(1)


def start():
    return Driver(RUN, os.path.join(work, f'window-{part}.log'), program='gesso')


def open_through_portal():
    window.key('ctrl+o')
    window.pick_file('Open Pictures', picture)
    window.find('Picture 1 of 1, {} × {}'.format(*SIZE), timeout=30)
    return '{} × {}'.format(*SIZE)


def inpaint():
    window.act(window.find('Paint a mask'))
    canvas = window.find('Canvas', 'image')
    window.stroke(canvas, [(.40, .45), (.5, .5), (.58, .44)])
    window.find(re.compile('^Mask [0-9.]+ %'), 'label')
    window.key('ctrl+Return')
    window.find(re.compile('^Inpaint'), 'list item', timeout=120)
    badge = window.find(re.compile(r'^0 of [\d\s\u202f\u00a0,. ]+ protected pixels changed'), timeout=60)
    window.shot(os.path.join(work, 'window.png'))
    return badge.get_name()


def run_and_leave(place):
    """The artist is in another program when the picture is finished."""
    global elsewhere
    window.act(window.find('Paint a mask'))
    window.stroke(window.find('Canvas', 'image'), [(place, .3), (place + .1, .32)])
    window.find(re.compile('^Mask [0-9.]+ %'), 'label')
    elsewhere = subprocess.Popen(['xmessage', '-title', 'Elsewhere', '-geometry', '+0+0', 'Another program'])
    call('xdotool', 'search', '--sync', '--onlyvisible', '--name', '^Elsewhere$', 'windowactivate', '--sync')
    window.act(window.find('Run', 'push button'))
    return notifications.take('summary', 120)


def tell_of_picture():
    global told
    told = run_and_leave(.3)
    assert told['summary'] == 'A picture is finished' and told['body'] == 'Inpaint', told
    assert told['actions'] and told['picture'], told
    return f'“{told["summary"]}: {told["body"]}”, with the picture'


def open_by_notification():
    """Its default action shows that version, wherever the program is."""
    window.act(window.find('New thread', 'push button'))
    window.wait(lambda: not window.all('Picture 1 of 1, {} × {}'.format(*SIZE)), 20, 'the new thread')
    notifications.click(told['number'])
    window.find('Picture 1 of 1, {} × {}'.format(*SIZE), timeout=30)
    window.find(re.compile('^Inpaint'), 'list item', timeout=20)
    elsewhere.terminate()


def withdraw():
    """Another is seen by itself, as the artist comes back."""
    told = run_and_leave(.6)
    elsewhere.terminate()
    call('xdotool', 'search', '--onlyvisible', '--name', '– Gesso$', 'windowactivate')
    assert notifications.take('closed')['closed'] == told['number']


def save_through_portal():
    window.key('ctrl+s')
    window.pick_file('Save Picture', saved)
    # it is written under another name, then renamed
    window.wait(lambda: os.path.exists(saved), 30, f'{saved} to be written')
    size = call('identify', '-format', '%w %h', saved).split()
    assert [int(side) for side in size] == list(SIZE), size
    # compare says the number of pixels on standard error, and 1 where there are any
    changed = subprocess.run(['compare', '-metric', 'AE', picture, saved, 'null:'], text=True, capture_output=True).stderr
    changed = int(float(changed.split()[0]))
    assert 0 < changed < SIZE[0] * SIZE[1] / 4, changed
    return f'{changed} of {SIZE[0] * SIZE[1]} pixels changed'


def add_key():
    call(*RUN, 'keys', 'add', 'openai', '--label', 'check', input=KEY + '\n')
    stored = os.path.join(data, 'keyrings', 'default.keyring')
    with open(stored, 'rb') as file:
        assert KEY.encode() not in file.read(), 'the key lies there to be read'
    return 'encrypted, in the app’s own folder'


def quit_well():
    window.close()
    assert_quiet(window.log_path)


def find_key():
    listed = call(*RUN, 'keys', 'list')
    assert 'openai' in listed and 'check' in listed, listed
    return listed.strip()


def find_thread():
    window.click(window.find('meadow', 'label', under=window.find('Threads', 'list')))
    window.find(re.compile('^Inpaint'), 'list item', timeout=20)


def paste_by_desktop():
    """As a shell does when the action is chosen in the menu of the program's icon; a picture that is not there yet."""
    global window
    call('convert', picture, '-flop', pasted)
    subprocess.run(['xclip', '-selection', 'clipboard', '-t', 'image/png', '-i', pasted], check=True,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    window = Driver(['gapplication', 'action', ID, 'paste-picture'], os.path.join(work, 'activated.log'), program='gesso')
    window.find('Picture 1 of 1, {} × {}'.format(*SIZE), timeout=30)


def quit_activated():
    window.key('ctrl+q')
    window.wait(lambda: ID not in call('flatpak', 'ps', '--columns=application'), 20, 'the program to end')


window = elsewhere = told = None


def show():
    global window
    window = start()


if part == 'first':
    notifications = Notifications()
    check('the window opens', show)
    check('a picture comes through the file chooser’s portal', open_through_portal)
    check('inpainted on the device', inpaint)
    check('a finished picture is told of when nobody looks', tell_of_picture)
    check('a click there opens it', open_by_notification)
    check('and it is withdrawn once seen', withdraw)
    check('it goes out through the portal', save_through_portal)
    check('the program ends well', quit_well)
    check('a key is kept through the portal of secrets', add_key)
else:
    check('the key is there in the next session', find_key)
    check('the window opens again', show)
    check('so are the thread and its versions', find_thread)
    check('the program ends well again', quit_well)
    check('D-Bus starts it, with “Paste Picture”', paste_by_desktop)
    check('and it ends', quit_activated)

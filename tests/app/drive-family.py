#!/usr/bin/python3
"""Two processes at one library: what a shell makes appears in the window that is
open. Then the family tree as a screen reader sees it, by the keyboard alone.

    drive-family.py GESSO LOG-FOLDER        inside tests/util/desktop --accessible; GESSO_TEST_LOGS overrides the folder

SPDX-License-Identifier: GPL-3.0-or-later
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'util'))
from driver import Atspi, Driver, Steps, assert_quiet  # noqa: E402

# The window looks every 2 s; the rest is for a machine that has much else to do.
LOOK_SECONDS = 20

gesso, logs = sys.argv[1], os.environ.get('GESSO_TEST_LOGS', sys.argv[2])
shots = os.path.join(logs, 'screenshots')
step = Steps(shots)
folder = tempfile.mkdtemp(prefix='gesso-drive-family-')
library = os.path.join(folder, 'library')
log = os.path.join(logs, 'family-window.log')
window = grid = tree = None


def shell(*words):
    subprocess.run([gesso, '--data-dir', library, *words], check=True, stdout=subprocess.DEVNULL)


def open_thread():
    global window
    shell('generate', 'a harbour at dawn', '-s', '512x384')
    shell('upscale', 'v3', '--factor', '2', '--thread', 't1')
    # What GTK keeps until the end of a process is no leak of the program's.
    window = Driver([gesso, '--data-dir', library], log, ASAN_OPTIONS='detect_leaks=0')
    window.click(window.find('a harbour at dawn', 'label', under=window.find('Threads', 'list')))
    window.find(re.compile('^Upscale'), 'list item')


def generated_in_shell():
    shell('generate', 'a red boat', '-s', '400x300', '--thread', 't1')
    rows = window.find('Messages and Versions')
    window.find('a red boat', 'label', under=rows, timeout=LOOK_SECONDS)
    # Its version is the newest; others may be out of sight by then.
    window.find(re.compile('^Scene: sea'), 'label', under=rows, timeout=LOOK_SECONDS)


def wait_for_pictures(count):
    window.wait(lambda: len(window.all(role='list item', under=grid)) == count, LOOK_SECONDS, f'{count} pictures')


def generated_beside_library():
    global grid
    window.key('ctrl+shift+l')
    grid = window.find('Pictures', 'list')
    wait_for_pictures(3)
    shell('generate', 'snow on hills', '-s', '256x256')
    wait_for_pictures(4)
    window.shot(f'{shots}/family-library-1280x800.png')


def search_by_typing():
    window.type('nothing of this')
    window.find('Nothing Found', 'label')
    entry = window.find('Search the library', 'entry')
    window.wait(lambda: window.text(entry) == 'nothing of this', 10, 'all the letters')
    window.key('Escape')
    wait_for_pictures(4)
    window.type('boat')
    wait_for_pictures(1)
    window.key('Escape')
    wait_for_pictures(4)


def menu_by_keyboard():
    # newer GTK does not tell the names of menu items
    window.key('Right', 'Menu')
    window.wait(lambda: window.all(role='menu item'), 10, 'the menu')
    window.key('Escape')
    window.wait(lambda: not window.all(role='menu item'), 10, 'the menu to close')
    window.key('Escape', 'Escape')


def tree_items():
    return {node.get_name(): node for node in window.all(role='tree item', under=tree)}


def is_selected(name):
    return any(name in item and node.get_state_set().contains(Atspi.StateType.SELECTED)
               for item, node in tree_items().items())


def tree_is_told():
    global tree
    window.key('ctrl+shift+t')
    tree = window.find('Family tree', 'tree')
    expected = {'Generate, a harbour at dawn, generation 1, 1 version made from it',
                'Upscale, device/resample, generation 2, on the canvas',
                'Generate, a red boat, generation 1'}
    window.wait(lambda: set(tree_items()) == expected, 20, f'{expected}; there was {set(tree_items())}')
    window.key('Home')
    window.wait(lambda: is_selected('a harbour'), 10, 'the first version to be selected')


def pin_by_keyboard():
    window.key('p')
    name = window.find('Name', 'text')
    window.wait(lambda: name.clear_cache() or name.get_state_set().contains(Atspi.StateType.FOCUSED), 10, 'the focus')
    window.type('The one')
    window.wait(lambda: window.text(name) == 'The one', 10, 'the name to be typed')
    window.key('Return')
    window.wait(lambda: any(name.startswith('The one, Generate') for name in tree_items()), 10, 'the pin')


def unpin_by_keyboard():
    window.key('p')
    window.act(window.find(re.compile('Unpin'), 'push button'))
    window.wait(lambda: not any(name.startswith('The one') for name in tree_items()), 10, 'the pin to go')


def compare_by_keyboard():
    window.key('shift+Down')
    window.wait(lambda: is_selected('a harbour') and is_selected('Upscale'), 10, 'both to be selected')
    window.shot(f'{shots}/family-compare-two-1280x800.png')
    window.key('c')
    window.find(re.compile('^Changed: '), timeout=30)
    window.shot(f'{shots}/family-compared-1280x800.png')


def quit_well():
    window.close()
    assert_quiet(log)


try:
    step('the thread opens', open_thread)
    step('what a shell makes appears in the thread', generated_in_shell)
    step('what a shell makes appears in the library', generated_beside_library)
    step('words typed among pictures are looked for', search_by_typing)
    step('the menu of a picture opens by keyboard', menu_by_keyboard)
    step('a screen reader is told who comes from whom', tree_is_told)
    step('a version is pinned and named', pin_by_keyboard)
    step('the pin is taken out', unpin_by_keyboard)
    step('two versions are compared', compare_by_keyboard)
    step('it quits well', quit_well)
    step.end()
finally:
    shutil.rmtree(folder, ignore_errors=True)

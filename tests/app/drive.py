#!/usr/bin/python3
"""The main job through the real window: a real photograph is opened, painted
on, filled, expanded, cut out and enlarged; then Gesso is quit and started again
with the network cut off, and everything is there. Screenshots stay in the logs.

    drive.py GESSO LOG-FOLDER        inside tests/util/desktop --accessible; GESSO_TEST_LOGS overrides the folder

SPDX-License-Identifier: GPL-3.0-or-later
"""
import glob
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'util'))
from driver import Driver, Steps, assert_quiet  # noqa: E402

gesso, logs = sys.argv[1], os.environ.get('GESSO_TEST_LOGS', sys.argv[2])
shots = os.path.join(logs, 'screenshots')
step = Steps(shots)
folder = tempfile.mkdtemp(prefix='gesso-drive-')
library = os.path.join(folder, 'library')


def find_photograph():
    """The largest photograph of at least 12 megapixels in mate-backgrounds."""
    best = None
    for path in glob.glob('/usr/share/backgrounds/mate/**/*.jpg', recursive=True):
        size = subprocess.run(['identify', '-format', '%w %h', path], capture_output=True, text=True).stdout.split()
        if len(size) == 2 and int(size[0]) * int(size[1]) >= max(12_000_000, best[1] * best[2] if best else 0):
            best = (path, int(size[0]), int(size[1]))
    return best


def start(*files, **environment):
    # What GTK keeps until the end of a process is no leak of the program's.
    return Driver([gesso, '--data-dir', library, *files], os.path.join(logs, f'window-{step.count}.log'),
                  ASAN_OPTIONS='detect_leaks=0', **environment)


def cards(window):
    """The version cards alive in the thread, oldest first by their place."""
    return window.all(role='list item', under=window.find('Messages and Versions'))


def run_and_wait(window, title, seconds=240):
    """Runs, then waits until the newest card is of that tool."""
    window.key('ctrl+Return')
    window.find(re.compile('^' + title), 'list item', timeout=seconds)
    # at rest: no job is left, and the canvas has the new picture
    window.wait(lambda: not window.all('Cancel', 'push button'), 60, 'the job to leave the thread')
    time.sleep(1)


def choose_tool(window, title):
    combo = window.find('Tool', 'combo box')

    def list_opens():
        # The row of a job that ends moves the composer: a click that missed is made again, as a person would.
        items = window.all(role='list item', under=combo)
        if not items:
            window.click(combo)
            time.sleep(2)
        return items

    items = window.wait(list_opens, 30, 'the list of tools')
    names = [[node.get_name() for node in window.all(under=item)] for item in items]
    index = next(i for i, labels in enumerate(names) if title in labels)
    window.key('Home', *['Down'] * index, 'Return')


photograph = find_photograph()
if photograph is None:
    print('1..0 # SKIP no photograph of 12 megapixels is installed')
    sys.exit(0)
path, width, height = photograph
print(f'# {path}, {width} × {height}')
window = None


def open_photograph():
    global window
    window = start(path)
    window.find(f'Picture 1 of 1, {width} × {height}', timeout=30)
    window.find(f'{width} × {height}', 'label', timeout=30)
    window.shot(f'{shots}/1-opened-light-1280x800.png')
    window.resize(400, 700)
    window.shot(f'{shots}/1-opened-light-400x700.png')
    window.resize(1280, 800)


def paint():
    window.click(window.find(re.compile('^Picture 1 of'), 'button'))
    window.key('m')  # a key of the canvas, pressed in the thread
    canvas = window.find('Canvas', 'image')
    window.stroke(canvas, [(.35, .55), (.5, .5), (.6, .58)])
    window.find(re.compile('^Mask [0-9.]+ %'), 'label')
    window.shot(f'{shots}/2-mask.png')


def undo_and_redo():
    window.key('ctrl+z')
    window.wait(lambda: not window.all(re.compile('^Mask [1-9]'), 'label'), 5, 'the stroke to be undone')
    window.key('ctrl+shift+z')
    window.find(re.compile('^Mask [0-9.]+ %'), 'label')


def inpaint():
    run_and_wait(window, 'Inpaint')
    badge = window.find(re.compile(r'^0 of [\d\s\u202f\u00a0,. ]+ protected pixels changed'))
    print(f'# {badge.get_name()}')
    window.shot(f'{shots}/3-inpainted.png')


def expand():
    window.act(window.find('Expand the picture'))
    entry = window.find('How far to expand', 'text')
    window.click(entry)
    window.key('ctrl+a')
    window.type('+128')
    window.key('Return')
    window.find(f'{width}×{height} → {width + 256}×{height + 256}', 'label')
    window.shot(f'{shots}/4-expand-frame.png')
    run_and_wait(window, 'Expand')
    window.find(f'Picture 1 of 1, {width + 256} × {height + 256}')


def remove_background():
    choose_tool(window, 'Remove Background')
    run_and_wait(window, 'Remove Background')
    window.shot(f'{shots}/5-cut-out.png')


def upscale_sketch():
    # From the first version: an enlarged expanded cut-out would pass the limit of what a picture may be.
    choose_tool(window, 'Generate')
    prompt = window.find('Prompt', 'text')
    window.set_text(prompt, 'mountains at dawn, watercolour')
    run_and_wait(window, 'Generate')
    choose_tool(window, 'Upscale')
    run_and_wait(window, 'Upscale')
    window.shot(f'{shots}/6-upscaled.png')


def find_again():
    window.key('ctrl+shift+f')
    window.type('dawn')
    window.find(re.compile('dawn'), 'label', under=window.find('Search Results', 'list'))
    window.shot(f'{shots}/7-search.png')
    window.key('Escape')


def every_control_is_named():
    assert not window.nameless(), window.nameless()
    window.act(window.find('Paint a mask'))
    assert not window.nameless(), window.nameless()
    window.key('ctrl+shift+l')
    window.find('Search the library', timeout=5)
    assert not window.nameless(), window.nameless()
    window.key('ctrl+shift+l')


def quit_well():
    window.close()


def start_again_without_network():
    global window, gesso
    # unshare takes the network away; the display is a socket in the file system and stays.
    wrapper = os.path.join(folder, 'gesso')
    with open(wrapper, 'w') as script:
        script.write(f'#!/bin/sh\nexec unshare --net {gesso} "$@"\n')
    os.chmod(wrapper, 0o755)
    if subprocess.run(['unshare', '--net', 'true']).returncode == 0:
        gesso = wrapper
    else:
        print('# no right to cut the network off; started with it')
    window = start(ADW_DEBUG_COLOR_SCHEME='prefer-dark')
    window.click(window.find(os.path.splitext(os.path.basename(path))[0], 'label',
                             under=window.find('Threads', 'list')))
    window.find(re.compile('^(Upscale|Generate|Remove Background|Expand|Inpaint)'), 'list item')
    time.sleep(2)
    window.shot(f'{shots}/8-again-dark-1280x800.png')


def narrow():
    window.resize(400, 700)
    window.shot(f'{shots}/9-narrow-dark-400x700.png')
    window.click(window.find('Canvas', 'push button'))
    time.sleep(1)
    window.shot(f'{shots}/10-narrow-canvas-400x700.png')
    window.resize(1280, 800)


def library_is_whole():
    """Every version is in the database, every row has its file."""
    text = subprocess.run(['sqlite3', f'{library}/gesso.db', 'PRAGMA integrity_check; '
                           "SELECT group_concat(tool, ' ') FROM (SELECT tool FROM thread_version ORDER BY id);"],
                          capture_output=True, text=True).stdout
    print(f'# {text.split(chr(10))}')
    assert text.startswith('ok\nimport inpaint expand remove-background generate upscale'), text


def clean_logs():
    assert_quiet(*glob.glob(os.path.join(logs, 'window-*.log')))


try:
    step('a photograph given on the command line opens', open_photograph)
    step('a stroke paints a mask', paint)
    step('a stroke is undone and redone', undo_and_redo)
    step('inpaint keeps every protected pixel', inpaint)
    step('the frame expands the picture', expand)
    step('the background goes', remove_background)
    step('a sketch is drawn, then enlarged', upscale_sketch)
    step('a prompt is found again', find_again)
    step('every control has a name', every_control_is_named)
    step('it quits well', quit_well)
    step('everything is there again with no network', start_again_without_network)
    step('it fits a phone', narrow)
    step('it quits well again', quit_well)
    step('the library is whole', library_is_whole)
    step('nothing was complained of', clean_logs)
    step.end()
finally:
    shutil.rmtree(folder, ignore_errors=True)

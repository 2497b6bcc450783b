#!/usr/bin/python3
"""Photographs the running program for the metainfo and the README: a thread, a
mask, a frame to expand by, and the dark style.

    tests/util/desktop --accessible HOME data/screenshots/take.py GESSO PHOTOGRAPH FOLDER

SPDX-License-Identifier: GPL-3.0-or-later
"""
import os
import re
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..', 'tests', 'util'))
from driver import Driver, call  # noqa: E402

SIZE = 1000, 700
gesso, photograph, folder = sys.argv[1:]
library = tempfile.mkdtemp(prefix='gesso-screenshots-')


def start(*files, **environment):
    window = Driver([gesso, '--data-dir', library, *files], os.path.join(library, 'log'), **environment)
    window.find('Prompt', 'text')
    time.sleep(1)
    window.resize(*SIZE)
    return window


def shoot(window, name):
    """The window without its shadow, or the border that GTK draws where there is none."""
    time.sleep(1.5)
    wid = call('xdotool', 'search', '--onlyvisible', '--pid', window.process.pid).split()[-1]
    place = dict(line.split('=') for line in call('xdotool', 'getwindowgeometry', '--shell', wid).split())
    shadow = re.search(r'= (\d+), (\d+), (\d+), (\d+)', call('xprop', '-id', wid, '_GTK_FRAME_EXTENTS'))
    left, _, top, _ = map(int, shadow.groups()) if shadow else (0, 0, 0, 0)
    call('xdotool', 'mousemove', 0, 0, 'sleep', 0.5)
    border = 0 if shadow else 5
    call('import', '-silent', '-window', 'root', '-crop',
         f'{SIZE[0] - 2 * border}x{SIZE[1] - 2 * border}'
         f'+{int(place["X"]) + left + border}+{int(place["Y"]) + top + border}', '+repage',
         os.path.join(folder, name + '.png'))


window = start(photograph)
window.find(re.compile('^Picture 1 of 1'), timeout=30)
window.act(window.find('Paint a mask'))
window.stroke(window.find('Canvas', 'image'), [(.35, .62), (.5, .58), (.62, .64)])
shoot(window, 'mask')
window.key('ctrl+Return')
window.find(re.compile('^Inpaint'), 'list item', timeout=240)
window.wait(lambda: not window.all('Cancel', 'push button'), 60, 'the job to leave the thread')
shoot(window, 'thread')
window.act(window.find('Expand the picture'))
entry = window.find('How far to expand', 'text')
window.click(entry)
window.key('ctrl+a')
window.type('+192')
window.key('Return')
shoot(window, 'expand')
window.close()

window = start(ADW_DEBUG_COLOR_SCHEME='prefer-dark')
window.key('F9')
name = os.path.splitext(os.path.basename(photograph))[0]
window.click(window.find(name, 'label', under=window.find('Threads', 'list')))
window.find(re.compile('^Inpaint'), 'list item', timeout=30)
shoot(window, 'dark')
window.close()
subprocess.run(['rm', '-rf', library])

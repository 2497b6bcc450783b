#!/usr/bin/env python3
"""Counts what meson's logs in a folder hold; the last line is `N passed, N failed`.

Every TAP case counts as one test. A CRITICAL or WARNING line in any log, or a
sanitizer's or valgrind's finding, counts as a failure even where the program
that wrote it went on to succeed.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import glob
import os
import re
import sys
import xml.etree.ElementTree as ElementTree

folder, seconds = sys.argv[1], int(sys.argv[2])
passed = failed = skipped = 0
complaints = []

for path in sorted(glob.glob(os.path.join(folder, '*.junit.xml'))):
    label = os.path.basename(path).removesuffix('.junit.xml')
    counts = [0, 0, 0]
    for case in ElementTree.parse(path).iter('testcase'):
        if case.find('failure') is not None or case.find('error') is not None:
            counts[1] += 1
            complaints.append(f"{label}: {case.get('classname', '')} {case.get('name')} failed")
        elif case.find('skipped') is not None:
            counts[2] += 1
        else:
            counts[0] += 1
    # A program that died after its last good case fails as a suite only.
    for suite in ElementTree.parse(path).iter('testsuite'):
        if int(suite.get('errors', 0)) and not any(c.find('error') is not None or c.find('failure') is not None
                                                   for c in suite.iter('testcase')):
            counts[1] += 1
            complaints.append(f"{label}: {suite.get('name')} ended badly")
    print(f'{label}: {counts[0]} passed, {counts[1]} failed, {counts[2]} skipped ')
    passed, failed, skipped = passed + counts[0], failed + counts[1], skipped + counts[2]

alarm = re.compile(r'-(CRITICAL|WARNING) \*\*|(Gtk|Adwaita|GLib|GLib-GObject|GLib-GIO|Gdk|Gsk|Pango)-(CRITICAL|WARNING)'
                   r'|ERROR: (Address|Leak)Sanitizer|runtime error:|==\d+== .*(definitely lost|Invalid (read|write)|uninitialised)')
for path in sorted(glob.glob(os.path.join(folder, '*.txt'))):
    with open(path, errors='replace') as log:
        for number, line in enumerate(log, 1):
            if alarm.search(line):
                failed += 1
                complaints.append(f'{os.path.basename(path)}:{number}: {line.strip()[:200]}')

if passed == 0:
    failed += 1
    complaints.append('no test ran')
for complaint in complaints[:60]:
    print('  ' + complaint)
print(f'in {seconds // 60} min {seconds % 60:02d} s; logs and screenshots: {folder}')
print(f'{passed} passed, {failed} failed')
sys.exit(1 if failed else 0)

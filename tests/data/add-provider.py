#!/usr/bin/env python3
"""Adds a provider to a copy of the source tree as the README says, builds it, makes a picture with it, and lives through a crash.

The README is read by this test, not by heart: the file's place, the list and
the example are those that stand there. Prints TAP.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import base64
import filecmp
import http.server
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading

KEY = 'easel-key-of-the-test'
checks = 0
failed = False


def check(passed, what, why=''):
    global checks, failed
    checks += 1
    failed |= not passed
    print(('ok' if passed else 'not ok'), checks, '-', what)
    for line in ([] if passed else str(why).splitlines()):
        print('#', line)
    sys.stdout.flush()
    return passed


def read(*parts):
    with open(os.path.join(*parts), encoding='utf-8') as file:
        return file.read()


def read_instructions(source):
    """The file to add, the file with the list, and the example's text."""
    paragraph = re.search(r'^\*\*A new provider\*\*.*?\n\n', read(source, 'README.md'), re.S | re.M).group()
    code, listing, page = re.findall(r'`(src/\S+)`', paragraph)
    example = read(source, page)
    name = re.search(r'`gesso-provider-([a-z]+)\.c`', example).group(1)
    return code.replace('NAME', name), listing, name, re.search(r'^```c\n(.*?)^```', example, re.S | re.M).group(1)


def add(tree, code, listing, name, text):
    with open(os.path.join(tree, code), 'x', encoding='utf-8') as file:
        file.write(text)
    path = os.path.join(tree, listing)
    changed, n = re.subn(r"(provider_names = \[.*?)\]", rf"\1  '{name}',\n]", read(path), count=1, flags=re.S)
    with open(path, 'w', encoding='utf-8') as file:
        file.write(changed)
    return n == 1


def list_differences(comparison, folder=''):
    found = [os.path.join(folder, name) for name in comparison.right_only + comparison.left_only + comparison.diff_files]
    for name, below in comparison.subdirs.items():
        found += list_differences(below, os.path.join(folder, name))
    return sorted(found)


class Easel(http.server.BaseHTTPRequestHandler):
    """The service: what it was sent is kept, and a picture is its answer."""
    picture = b''
    seen = []
    came = threading.Event()
    hold = threading.Event()  # while it is set, nobody is answered

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get('Content-Length', 0)))
        self.seen.append((self.path, dict(self.headers), json.loads(body)))
        self.came.set()
        if self.hold.is_set():
            self.close_connection = True
            self.connection.recv(1)  # until the other side is gone
            return
        answer = json.dumps({'pictures': [{'b64': base64.b64encode(self.picture).decode()}]}).encode()
        self.send_response(200)
        self.send_header('Content-Type', 'application/json')
        self.send_header('Content-Length', str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *arguments):
        pass


def run(arguments, **options):
    return subprocess.run(arguments, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **options)


def build(tree, folder):
    # Only what makes pictures, and as fast as it compiles.
    made = run(['meson', 'setup', folder, tree, '-Dtests=false', '-Dwindow=false', '-Ddevelopment=true',
                '-Dbuildtype=plain', '-Doptimization=0', '-Dwerror=true'])
    if made.returncode == 0:
        made = run(['ninja', '-C', folder, 'src/gesso'])
    return check(made.returncode == 0, 'the tree with the new provider builds without a warning', made.stdout[-4000:])


def live_through_a_crash(gesso, start):
    """A run is killed while its request is out: nobody knows whether it will be charged, so nothing sends it again but a word."""
    Easel.seen.clear()
    Easel.came.clear()
    Easel.hold.set()
    process = start('generate', 'a badger', '--model', 'easel/one')
    check(Easel.came.wait(60), 'a request is out')
    process.kill()
    process.wait()
    Easel.hold.clear()
    made = gesso('jobs', '--json')
    rows = [json.loads(line) for line in made.stdout.splitlines()]
    check(len(rows) == 1 and not rows[0]['elsewhere'], 'its job is open after a crash', made.stdout)
    job = rows[0]['job'] if rows else 'j0'
    made = gesso('jobs', 'resume')
    check(made.returncode == 1 and 'Easel' in made.stdout and f'{job} --send-again' in made.stdout,
          'to go on would be a guess, and is not made', made.stdout)
    made = gesso('jobs', 'resume', job)
    check(made.returncode == 2 and len(Easel.seen) == 1, 'nor when it is named', made.stdout)
    made = gesso('jobs', 'resume', job, '--send-again')
    check(made.returncode == 0 and len(Easel.seen) == 2, 'but it is sent again when that is said', made.stdout)
    check(gesso('jobs', '--json').stdout == '', 'which settles it')


def use(program, folder, fixture):
    Easel.picture = open(fixture, 'rb').read()
    server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Easel)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    environment = dict(os.environ, GESSO_HTTP_REROUTE=f'http://127.0.0.1:{server.server_port}', EASEL_API_KEY=KEY,
                       DBUS_SESSION_BUS_ADDRESS='disabled:', XDG_CACHE_HOME=folder, LC_ALL='C.UTF-8', G_DEBUG='')
    library = os.path.join(folder, 'library')
    output = os.path.join(folder, 'out.png')

    def gesso(*arguments):
        return run([program, '--data-dir', library, *arguments], env=environment, cwd=folder)

    def start(*arguments):
        return subprocess.Popen([program, '--data-dir', library, *arguments], env=environment, cwd=folder,
                                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    made = gesso('models', '--provider', 'easel', '--tool', 'generate')
    check('easel/one' in made.stdout and 'Ready' in made.stdout, 'its model is listed, and ready', made.stdout)
    made = gesso('models', 'easel/one')
    check('grain=0 to 10' in made.stdout, 'its parameter is told', made.stdout)
    made = gesso('generate', 'a fox', '--model', 'easel/one', '--param', 'grain=99', '-o', output)
    check(made.returncode == 2 and 'grain' in made.stdout and not Easel.seen, 'and checked before anything is sent', made.stdout)
    made = gesso('generate', 'a fox', '--model', 'easel/one', '--param', 'grain=3', '-o', output, '--json')
    check(made.returncode == 0 and os.path.exists(output), 'it makes a picture', made.stdout)
    path, headers, body = Easel.seen[-1] if Easel.seen else ('', {}, {})
    check(len(Easel.seen) == 1 and headers.get('X-Gesso-Origin') == 'https://api.easel.example' and path == '/v1/pictures' and
          headers.get('Authorization') == 'Bearer ' + KEY and body == {'prompt': 'a fox', 'grain': 3},
          'by one request, as the example writes it', Easel.seen)
    live_through_a_crash(gesso, start)
    written = b''.join(open(os.path.join(at, name), 'rb').read() for at, _, names in os.walk(library) for name in names)
    check(KEY.encode() not in written, 'and its key is written nowhere')
    server.shutdown()


def main():
    source, fixture = sys.argv[1:3]
    with tempfile.TemporaryDirectory(prefix='gesso-add-provider-') as folder:
        tree = os.path.join(folder, 'tree')
        shutil.copytree(source, tree, symlinks=True, ignore=shutil.ignore_patterns('_build', '.git', 'fixtures'))
        before = os.path.join(folder, 'before')
        shutil.copytree(os.path.join(tree, 'src'), before)
        code, listing, name, text = read_instructions(source)
        check(add(tree, code, listing, name, text), f'{code} is added, and one word to {listing}')
        differences = list_differences(filecmp.dircmp(before, os.path.join(tree, 'src')))
        check(['src/' + name for name in differences] == sorted([code, listing]), 'nothing else is touched', differences)
        if build(tree, os.path.join(folder, 'build')):
            use(os.path.join(folder, 'build', 'src', 'gesso'), folder, fixture)
    print(f'1..{checks}')
    return failed


sys.exit(main())

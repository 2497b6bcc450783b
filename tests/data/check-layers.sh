#!/bin/sh
# A lower folder must not see a higher folder's header, nor core/ GTK: each
# line below takes the very flags with which a folder is compiled and gives it
# an include that has to fail, after one that has to work (else the failure
# would prove nothing).
#
# SPDX-License-Identifier: GPL-3.0-or-later
set -u
source_root=$1 build_root=$2
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
n=0

# The compiler's flags for the object of source file $1, from the build's own record.
flags_of() {
  python3 - "$build_root/compile_commands.json" "$1" <<'PY'
import json, shlex, sys
for entry in json.load(open(sys.argv[1])):
    if entry['file'].endswith(sys.argv[2]):
        words, out, skip = shlex.split(entry['command']), [], False
        for word in words:
            if skip:
                skip = False
            elif word in ('-o', '-MF', '-MQ', '-c'):
                skip = word != '-c'
            elif not word.endswith('.c') and word not in ('-MD', 'ccache'):
                out.append(shlex.quote(word))
        print(' '.join(out))
        break
PY
}

compiles() { # source file whose flags are taken, include line
  printf '%s\nint gesso_layer_probe;\n' "$2" >"$work/probe.c"
  (cd "$build_root" && eval "$(flags_of "$1") -fsyntax-only '$work/probe.c'") >"$work/log" 2>&1
}

allow() {
  n=$((n + 1))
  if compiles "$1" "$2"; then echo "ok $n - $1 sees $2"; else echo "not ok $n - $1 does not see $2"; sed 's/^/# /' "$work/log"; fi
}

forbid() {
  n=$((n + 1))
  if compiles "$1" "$2"; then echo "not ok $n - $1 sees $2"; else echo "ok $n - $1 does not see $2"; fi
}

allow src/core/base/gesso-error.c '#include "gesso-types.h"'
forbid src/core/base/gesso-error.c '#include "gesso-store.h"'
forbid src/core/base/gesso-error.c '#include "gesso-image.h"'
forbid src/core/base/gesso-error.c '#include <gtk/gtk.h>'

allow src/core/store/gesso-store.c '#include "gesso-error.h"'
forbid src/core/store/gesso-store.c '#include "gesso-image.h"'
forbid src/core/store/gesso-store.c '#include "gesso-job.h"'
forbid src/core/store/gesso-store.c '#include <gtk/gtk.h>'

allow src/core/imaging/gesso-image.c '#include "gesso-types.h"'
forbid src/core/imaging/gesso-image.c '#include "gesso-store.h"'
forbid src/core/imaging/gesso-image.c '#include "gesso-provider.h"'
forbid src/core/imaging/gesso-image.c '#include <gdk/gdk.h>'

allow src/core/bundle/gesso-bundle-import.c '#include "gesso-store.h"'
forbid src/core/bundle/gesso-bundle-import.c '#include "gesso-job.h"'
forbid src/core/bundle/gesso-bundle-import.c '#include <gtk/gtk.h>'

allow src/core/providers/gesso-provider.c '#include "gesso-frame.h"'
forbid src/core/providers/gesso-provider.c '#include "gesso-store.h"'
forbid src/core/providers/gesso-provider.c '#include "gesso-job.h"'
forbid src/core/providers/gesso-provider.c '#include <gtk/gtk.h>'

allow src/core/ondevice/gesso-fill.c '#include "gesso-provider.h"'
forbid src/core/ondevice/gesso-fill.c '#include "gesso-job.h"'
forbid src/core/ondevice/gesso-fill.c '#include "gesso-store.h"'
forbid src/core/ondevice/gesso-fill.c '#include <gtk/gtk.h>'

allow src/core/jobs/gesso-job.c '#include "gesso-store.h"'
forbid src/core/jobs/gesso-job.c '#include "gesso-studio.h"'
forbid src/core/jobs/gesso-job.c '#include <adwaita.h>'

allow src/core/studio/gesso-studio.c '#include "gesso-job-queue.h"'
forbid src/core/studio/gesso-studio.c '#include "gesso-window.h"'
forbid src/core/studio/gesso-studio.c '#include <gtk/gtk.h>'

allow src/cli/gesso-cli.c '#include "gesso-studio.h"'
forbid src/cli/gesso-cli.c '#include <gtk/gtk.h>'

# The app and the command line talk to the studio only; what the latter prints is JSON.
n=$((n + 1))
if grep -rnE '\b(sqlite3_|soup_)' "$source_root/src/app" "$source_root/src/cli" --include='*.c' >"$work/log" ||
   grep -rnE '\bjson_(object|node|parser|array)_' "$source_root/src/app" --include='*.c' >"$work/log"; then
  echo "not ok $n - SQL, HTTP or JSON nodes above the studio"; sed 's/^/# /' "$work/log"
else
  echo "ok $n - no SQL, HTTP or JSON nodes above the studio"
fi

# An include with a path could climb over a wall.
n=$((n + 1))
if grep -rnE '#include "[^"]*/' "$source_root/src" --include='*.[ch]' >"$work/log"; then
  echo "not ok $n - includes by path"; sed 's/^/# /' "$work/log"
else
  echo "ok $n - no include by path"
fi

echo "1..$n"

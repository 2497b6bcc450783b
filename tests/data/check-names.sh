#!/bin/sh
# File, type and resource names match, and the application's id is written in
# as few places as the formats allow.
#
# SPDX-License-Identifier: GPL-3.0-or-later
set -u
cd "$1" || exit 1
n=0

result() { # list of offenders, name
  n=$((n + 1))
  if [ -z "$1" ]; then echo "ok $n - $2"; else echo "not ok $n - $2"; printf '%s\n' "$1" | sed 's/^/# /'; fi
}

bad=$(grep -rn 'art\.gesso\.Gesso' src meson.build --include='*.[ch]' --include=meson.build | grep -v "^meson.build:.*application_id = ")
result "$bad" "code takes the application id from the build"

bad=
for ui in resources/ui/*.ui; do
  [ -e "$ui" ] || continue
  name=$(basename "$ui" .ui)
  [ "$name" = help-overlay ] && continue
  # a part made on demand is named after its window: gesso-window-start.ui
  [ -n "$(find src/app -name "$name.c" -o -name "${name%-*}.c")" ] || bad="$bad$ui has no $name.c
"
  grep -q "ui/$name.ui" resources/gesso.gresource.xml || bad="$bad$ui is in no resource
"
done
result "$bad" "every .ui file belongs to the .c of its name"

bad=$(grep -L 'SPDX-License-Identifier' $(find src tests -name '*.[ch]'))
result "$bad" "every source file names its licence"

bad=$(wc -l $(find src -name '*.c' ! -name '*-table-data.c') | awk '$2 != "total" && $1 > 1000 { print $2, $1 }')
result "$bad" "no file is over 1000 lines"

echo "1..$n"

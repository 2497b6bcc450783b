#!/bin/sh
# Every file with text for the artist is in po/POTFILES.in, and the Chinese
# translation is complete.
#
# SPDX-License-Identifier: GPL-3.0-or-later
set -u
cd "$1" || exit 1
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
n=0

result() { # status, name, log
  n=$((n + 1))
  if [ "$1" = 0 ]; then echo "ok $n - $2"; else echo "not ok $n - $2"; sed 's/^/# /' "$3"; fi
}

{
  grep -rlE '(\b|[^a-zA-Z_])(_|N_|C_|NC_|ngettext|g_dngettext) ?\(' src --include='*.c'
  grep -rlE 'N_ ?\("' src --include='*.h'
  grep -rlE 'translatable="(yes|true)"' resources --include='*.ui'
  echo data/art.gesso.Gesso.desktop.in.in
  echo data/art.gesso.Gesso.metainfo.xml.in.in
} | LC_ALL=C sort -u >"$work/with-text"
grep -v '^#' po/POTFILES.in | LC_ALL=C sort -u >"$work/listed"
LC_ALL=C comm -23 "$work/with-text" "$work/listed" >"$work/missing"
[ ! -s "$work/missing" ]
result $? "every file with text is in po/POTFILES.in" "$work/missing"
LC_ALL=C comm -13 "$work/with-text" "$work/listed" >"$work/extra"
[ ! -s "$work/extra" ]
result $? "po/POTFILES.in names no file without text" "$work/extra"

xgettext --files-from=po/POTFILES.in --from-code=UTF-8 --add-comments=Translators \
  --keyword=_ --keyword=N_ --keyword=C_:1c,2 --keyword=NC_:1c,2 --keyword=g_dngettext:2,3 \
  --package-name=gesso -o "$work/gesso.pot" 2>"$work/xgettext.log"
result $? "the text can be extracted" "$work/xgettext.log"

for language in $(cat po/LINGUAS); do
  msgmerge --quiet --no-fuzzy-matching -o "$work/$language.po" "po/$language.po" "$work/gesso.pot" 2>"$work/log"
  result $? "$language merges" "$work/log"
  msgfmt --check --statistics -o /dev/null "$work/$language.po" >"$work/log" 2>&1
  result $? "$language is well formed" "$work/log"
  ! grep -qE 'untranslated|fuzzy' "$work/log"
  status=$?
  [ $status = 0 ] || msgattrib --untranslated --no-wrap "$work/$language.po" | grep '^msgid' | head -n 20 >>"$work/log"
  result $status "$language is complete" "$work/log"
done
echo "1..$n"

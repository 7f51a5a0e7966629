# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh
# Runs on the appliance, as root, on a raw terminal: takes requests, answers in frames. Comments are taken out before it is sent.
#   X MARK SIZE COMMAND   run COMMAND (octal escapes), with SIZE bytes of stdin that follow after "G MARK"
#   S MARK 0              say the last answer again: something else wrote into it. Never runs anything
#   Q                     end
# An answer is "R MARK STATUS OUT ERR", OUT bytes of stdout, ERR bytes of stderr, "E MARK".
out=/proc/self/fd/3
err=/proc/self/fd/4

# Fresh unlinked files for each command, so that a child left behind can't write into a later answer, and nothing stays when the
# session is killed. Memory first: the disk may be full. The umask is left as root's login has set it, it counts for the commands:
# mktemp's directory keeps others out.
fresh() {
  for base in /dev/shm /run /tmp /var/tmp; do
    dir=$(mktemp -d "$base/.expert.XXXXXXXX" 2>/dev/null) || continue
    exec 3<>"$dir/out" 4<>"$dir/err"
    rm -rf "$dir"
    return 0
  done
  return 1
}

answer() {
  printf 'R %s %d %d %d\n' "$1" "$status" "$(($(wc -c <$out)))" "$(($(wc -c <$err)))"
  cat <$out
  cat <$err
  printf 'E %s\n' "$1"
}

fresh || { printf 'F\n'; exit 1; }
status=0
printf 'H %d\n' "$(id -u)"
while IFS=' ' read -r kind mark size word; do
  case $kind in
  X)
    # The last character keeps the substitution from eating the command's own trailing newlines.
    command=$(printf '%b_' "$word")
    command=${command%_}
    fresh
    if [ "$size" -gt 0 ]; then
      # A shell may read ahead on a terminal: the bytes of stdin are sent only now. What the command leaves of them is eaten here.
      printf 'G %s\n' "$mark"
      head -c "$size" | { /bin/sh -c "$command" >$out 2>$err 3>&- 4>&-; status=$?; cat >/dev/null; exit "$status"; }
    else
      /bin/sh -c "$command" </dev/null >$out 2>$err 3>&- 4>&-
    fi
    status=$?
    answer "$mark"
    ;;
  S) answer "$mark" ;;
  Q)
    stty sane 2>/dev/null
    exit 0
    ;;
  esac
done
exit 1

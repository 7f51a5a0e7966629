#!/bin/sh
# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Brings one daemon of an appliance into a state by pmtool, and prints as labelled sections what it found, what it did
# and what it found then. Plain POSIX sh: dash, bash and busybox run it alike.
#
# A daemon between disable and enable stays off, whoever dies then. So a restart is done by a process of its own session
# that nothing here can take along, and a second one, started before the disable, enables after some seconds whatever
# has become of the first.

# ---- settings ------------------------------------------------------------------------------------------------
: "${sse_boundary:=}"        # the mark of the sections
: "${sse_root:=auto}"        # auto, / or a path such as /ngfw
: "${sse_daemon:=}"          # as pmtool names it
: "${sse_state:=started}"    # started, stopped or restarted
: "${sse_apply:=yes}"        # no: only say what would be done
: "${sse_timeout:=60}"       # seconds until pmtool must say the state
: "${sse_watchdog:=30}"      # seconds until the watchdog enables

nl='
'

# ---- what survives -------------------------------------------------------------------------------------------
# Its words: pmtool, the daemon, the seconds, and what starts a session of its own. Twice: the first one may have come
# while the daemon was still being stopped.
# shellcheck disable=SC2016 # expanded by the shell that runs it
watchdog='trap "" HUP INT TERM; for try in 1 2; do sleep "$3"; "$1" enablebyid "$2"; done'

# shellcheck disable=SC2016 # as above
restart='trap "" HUP INT TERM
$4 /bin/sh -c "$5" sse-watchdog "$1" "$2" "$3" &
watchdog=$!
"$1" disablebyid "$2"
"$1" enablebyid "$2"
case $("$1" status | sed -n "s/^[[:space:]]*$2 ([^()]*) - //p") in
    *[Dd]isabled*) exit ;;
esac
kill -9 "-$watchdog" || kill -9 "$watchdog"'

detached_restart() { # the brackets make init the parent: nobody waits, and nobody is waited for
    own_session=$(command -v setsid) || own_session=
    (
        $own_session /bin/sh -c "$restart" sse-restart "$pmtool" "$sse_daemon" "$sse_watchdog" "$own_session" \
            "$watchdog" </dev/null >/dev/null 2>&1 &
    )
}

# ---- sections ------------------------------------------------------------------------------------------------
section() { # NAME SHOWN STATUS TEXT
    printf '\n%s begin %s\n%s\n%s out\n%s\n\n%s err\n\n%s end %s %s 0\n' \
        "$mark" "$1" "$2" "$mark" "$4" "$mark" "$mark" "$1" "$3"
}

look() { # pmtool's list, in $listing; the daemon's own words in $found
    listing=$(pmtool status 2>&1 | head -c 262144)
    found=$(printf '%s\n' "$listing" | sed -n "s/^[[:space:]]\{0,8\}$sse_daemon ([^()]*) - //p" | head -n 1)
}

# ---- what is to be done --------------------------------------------------------------------------------------
decide() {
    case $uid/$sse_state/$found in
        */) action=none ;; # not in the list: nothing is done to what is not known
        0/started/Running* | 0/stopped/*[Dd]isabled*) action=none ;;
        0/started/* | 0/restarted/*[Dd]isabled*) action=enable ;;
        0/stopped/*) action=disable ;;
        0/restarted/*) action=restart ;;
        *) action=none ;; # not root
    esac
}

act() {
    case $action in
        enable) pmtool enablebyid "$sse_daemon" ;;
        disable) pmtool disablebyid "$sse_daemon" ;;
        restart) detached_restart ;;
    esac >/dev/null 2>&1
}

is_done() {
    case $action/$found in
        disable/*[Dd]isabled*) ;;
        enable/Running*) ;;
        restart/Running*) [ "$found" != "$before" ] ;;
        *) return 1 ;;
    esac
}

wait_for_it() { # tries are counted, not seconds: a clock may jump
    tries=0
    while look && ! is_done && [ "$tries" -lt "$sse_timeout" ]; do
        sleep 1
        tries=$((tries + 1))
    done
}

main() {
    umask 077
    set -f
    mark=$sse_boundary
    case $sse_root in
        auto) if [ -d /ngfw ]; then root=/ngfw; else root=; fi ;;
        *) root=${sse_root%/} ;;
    esac
    PATH=$root/usr/local/sf/bin:/usr/local/sf/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin${PATH:+:$PATH}
    LC_ALL=C
    export PATH LC_ALL
    pmtool=$(command -v pmtool) || pmtool=
    printf '#firepower.sse capture 1 %s\n' "$mark"
    listing='' found='' action=none
    [ -z "$pmtool" ] || look
    before=$found
    section before 'pmtool status' 0 "$listing"
    uid=$(id -u)
    decide
    section service 'id -u; command -v pmtool' 0 "uid=$uid${nl}pmtool=$pmtool${nl}action=$action"
    if [ "$sse_apply" = yes ] && [ "$action" != none ]; then
        act
        wait_for_it
        section after 'pmtool status' 0 "$listing"
    fi
    printf '\n%s done\n' "$mark"
}

{ main </dev/null; exit 0; }

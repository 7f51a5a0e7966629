#!/bin/sh
# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Says what a restart of the appliance has to know, and orders it if it is told to. Plain POSIX sh.

: "${sse_boundary:=}"        # the mark of the section
: "${sse_root:=auto}"        # auto, / or a path such as /ngfw
: "${sse_order:=look}"       # look, or reboot
: "${sse_delay:=1}"          # seconds until the restart, so that this session ends in order

nl='
'

role() { # by the model's name; the tree /ngfw exists on an FTD only
    for path in "$root/etc/sf/ims.conf" /etc/sf/ims.conf; do
        model=$(grep -E '^MODEL' "$path" 2>/dev/null) && break
    done
    case $model in
        *'Defense Center'* | *'Management Center'*) echo fmc ;;
        *'Threat Defense'*) echo ftd ;;
        *) case $root in */ngfw) echo ftd ;; *) echo - ;; esac ;;
    esac
}

manager() {
    command -v pmtool >/dev/null || { echo missing; return; }
    case $(pmtool status 2>&1 | head -c 65536) in
        *'No PM running!'*) echo not_running ;;
        *Daemons:*) echo answers ;;
        *) echo silent ;;
    esac
}

# Programs of upgrades, backups, restores and deployments, by name: nothing else of a command line leaves the appliance.
busy='install_update|upgrade_readiness|sf_upgrade|uninstall_update|backup\.pl|restore\.pl|sf_backup|policy_apply|sf_troubleshoot'

processes() {
    list=$(for path in /proc/[0-9]*/cmdline; do tr '\000' ' ' <"$path" 2>/dev/null && echo; done)
    printf 'processes=%s\n' "$(printf '%s\n' "$list" | grep -c .)"
    printf 'busy=%s\n' "$(printf '%s\n' "$list" | grep -Eo "(^|[/ ])($busy)(\.[a-z]+)?( |\$)" | tr -d ' /' | sort -u | tr '\n' ' ')"
}

boot() { # what changes with every boot, and with nothing else
    cat /proc/sys/kernel/random/boot_id 2>/dev/null || sed -n 's/^btime //p' /proc/stat
}

# shellcheck disable=SC2016 # expanded by the shell that runs it
restart='sleep "$1"; reboot || shutdown -r now'

order() {
    own_session=$(command -v setsid) || own_session=
    ($own_session /bin/sh -c "trap '' HUP; $restart" sse-reboot "$sse_delay" </dev/null >/dev/null 2>&1 &)
}

main() {
    umask 077
    case $sse_root in
        auto) if [ -d /ngfw ]; then root=/ngfw; else root=; fi ;;
        *) root=${sse_root%/} ;;
    esac
    PATH=$root/usr/local/sf/bin:/usr/local/sf/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin${PATH:+:$PATH}
    LC_ALL=C
    export PATH LC_ALL
    mark=$sse_boundary
    text="uid=$(id -u)${nl}role=$(role)${nl}boot=$(boot)${nl}manager=$(manager)${nl}$(processes)"
    [ "$sse_order" != reboot ] || order
    printf '#firepower.sse capture 1 %s\n' "$mark"
    printf '\n%s begin look\n%s\n%s out\n%s\n\n%s err\n\n%s end look 0 0\n' "$mark" "$sse_order" "$mark" "$text" "$mark" "$mark"
    printf '\n%s done\n' "$mark"
}

{ main </dev/null; exit 0; }

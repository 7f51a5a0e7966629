#!/bin/sh
# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Reads on an appliance (FTD or FMC) what tells whether its SSEConnector delivers events, and prints it as
# labelled sections. It reads only: no file is written, no daemon touched, the local API gets nothing but GET.
# Plain POSIX sh: dash, bash and busybox run it alike.
#
# By hand, as root:    sh collect.sh >"$(hostname).capture"
# That asks the API host alone. The hosts of a region are data which the controller has; by hand they are lines of
# region, role, host, port and path:
#     sse_targets='eu api api.eu.sse.itd.cisco.com 443 /providers/sse/services/registration/api/v2/clients
#     eu events eventing-ingest.eu.sse.itd.cisco.com 443 /' sh collect.sh >"$(hostname).capture"
# The controller sends the same text over stdin, with other values for the settings below in front of it.
#
# shellcheck disable=SC2317 # many functions are called by a name in a variable

# ---- settings ------------------------------------------------------------------------------------------------
: "${sse_boundary:=}"                # the mark of the sections; made here when nobody gave one
: "${sse_controller_epoch:=}"        # the controller's clock when it sent this
: "${sse_root:=auto}"                # auto, empty for /, or a path such as /ngfw
: "${sse_sections:=identity daemons config context socket connections log probes trust network}"
: "${sse_region:=auto}"              # auto, none, or a region's name
: "${sse_follow_settings:=yes}"      # yes: what the appliance is set to decides, the region above is for when it is unreadable
: "${sse_targets:=}"                 # lines REGION ROLE HOST PORT PATH: the hosts of all regions
: "${sse_extra:=}"                   # lines ROLE HOST PORT PATH: hosts to probe as well
: "${sse_proxy:=auto}"               # auto, none, or HOST:PORT
: "${sse_proxy_config:=}"            # curl's own configuration for that proxy: credentials never become an argument
: "${sse_ca_file:=}"                 # trust this file only
: "${sse_command_timeout:=15}" "${sse_connect_timeout:=5}" "${sse_probe_timeout:=10}" "${sse_max_probes:=16}"
: "${sse_log_bytes:=131072}" "${sse_log_lines:=2000}" "${sse_sample_seconds:=2}"

nl='
'

# ---- small helpers -------------------------------------------------------------------------------------------
want() { case " $sse_sections " in *" $1 "*) ;; *) return 1 ;; esac; }

# Milliseconds since boot, in $now, without a process of its own.
clock() {
    up=0.00
    { IFS=' ' read -r up _ </proc/uptime; } 2>/dev/null
    now=${up%%.*}${up##*.}0
    while :; do case $now in 0?*) now=${now#0} ;; *) break ;; esac; done # 007 would be octal
}

# Milliseconds as seconds with one decimal, in $seconds.
seconds_of() { seconds=$(($1 / 1000)).$(($1 / 100 % 10)); }

is_name() { case $1 in '' | [!A-Za-z0-9]* | *[!A-Za-z0-9.-]*) return 1 ;; esac; [ "${#1}" -le 253 ]; }

is_number() { case $1 in '' | *[!0-9]* | ??????*) return 1 ;; esac; }

is_address() { case $1 in '' | *[!0-9A-Fa-f.:]*) return 1 ;; *[.:]*) [ "${#1}" -le 45 ] ;; *) return 1 ;; esac; }

# ---- one section ---------------------------------------------------------------------------------------------
begin_section() { # NAME ATTRIBUTES SHOWN
    clock
    begun=$now
    printf '\n%s begin %s\n%s\n%s out\n' "$mark" "$1${2:+ $2}" "$3" "$mark"
}

end_section() { # NAME STATUS STDERR
    clock
    took=$((now - begun)) ended=$2
    [ "$took" -ge 0 ] || took=0
    case $ended in
        137 | 143) [ "$took" -lt "$((limit * 1000 - 50))" ] || ended=124 ;; # killed by the limit; busybox says 143
        '' | *[!0-9]*) ended=125 ;;
    esac
    printf '\n%s err\n%s\n%s end %s %s %s\n' "$mark" "$3" "$mark" "$1" "$ended" "$took"
}

say() { # NAME ATTRIBUTES SHOWN STATUS STDOUT [STDERR]: a section that needs no command
    begin_section "$1" "$2" "$3"
    printf '%s\n' "$5"
    end_section "$1" "$4" "${6-}"
}

limited() { "$timeout" -k 2 "$limit" "$@" </dev/null; }

# What a tool leaves behind may hold its pipes open for ever: who reads them waits no longer than for the tool itself.
reader() { exec "$timeout" -k 2 "$((limit + 3))" cat; }

# The command's stdout goes through FILTER, its stderr is kept apart and its exit status is its own, not the
# filter's: the status travels as the last line of stderr, which saves a temporary file.
run() { # NAME ATTRIBUTES SHOWN FILTER COMMAND...
    if is_too_late; then
        say "$1" "$2" "$3" 124 '' 'not run: the whole took too long'
        return
    fi
    section=$1 filter=$4
    begin_section "$1" "$2" "$3"
    shift 4
    case $1 in
        cat | head | tail | stat) # start nothing themselves
            { err=$({ told "$@" | "$filter" 2>/dev/null 4>&-; } 4>&1 >&3 3>&- | last_of_stderr 3>&-); } 3>&1
            ;;
        *)
            {
                err=$({ told "$@" | reader 4>&- | "$filter" 2>/dev/null 4>&-; } 4>&1 >&3 3>&- | reader 3>&- |
                    last_of_stderr 3>&-)
            } 3>&1
            ;;
    esac
    end_section "$section" "${err##*"$mark="}" "${err%"$nl$mark="*}"
}

told() { # COMMAND...: its stdout, and on descriptor 4 its stderr and status
    { limited "$@"; printf '\n%s=%s' "$mark" "$?" >&2; } 2>&4 4>&-
}

last_of_stderr() { exec tail -c 32768; }

# When one command after the other hangs. The probes have deadlines of their own, and so has the local API.
is_too_late() {
    [ -n "$latest" ] || return 1
    clock
    [ "$now" -gt "$latest" ]
}

status_of() { # TEXT NAME: the exit status in a section's text
    status=${1##*"$mark end $2 "}
    status=${status%% *}
}

stdout_of() { # TEXT: what the command of a section's text printed
    stdout=${1#*"$mark out$nl"}
    stdout=${stdout%%"$nl$mark err"*}
}

# ---- filters -------------------------------------------------------------------------------------------------
bounded() { head -c 262144; }

few() { head -c 4096; }

ims_lines() { grep -E '^(MODEL|SW|OS)[A-Z_]*=' | few; }

proxy_lines() { grep -E '^PROXY_(HOST|PORT)=' | sed 's/=.*@/=******@/' | few; }

resolver_lines() { grep -E '^[[:space:]]*nameserver[[:space:]]' | few; }

socket_lines() { grep -F EventHandler_SSEConnector.so | head -c 65536; }

newest_five() { sort -k2,2nr | head -n 5; }

property_lines() {
    head -c 65536 | masked -e 's/^([^=]*(token|secret|passw|key)[^=]*=).*/\1******/I' -e 's#(=[^/[:space:]]*):[^/[:space:]]*@#\1:******@#'
}

# All in one: the key may stand on a line of its own. What is cut within a secret is none the less masked.
json_text() { bounded | masked -e :a -e '$!{N;ba' -e '}'; }

log_text() { tail -n "$sse_log_lines" | masked; }

# csrfToken and its like never leave the appliance: a value in quotes, in escaped quotes (JSON within a string), a list,
# a flat object, a bare word; after Cookie and Authorization the rest of the text; a user in a URL; a token without a key.
secret='(csrf|token|secret|passw|pwd|passphrase|credential|api_?key|private_?key|cookie|authorization)[a-z0-9_.-]{0,32}'
sign='[[:space:]]*[:=][[:space:]]*'

masked() { # SED-OPTIONS, run before
    sed -E "$@" -e 's#://[^/[:space:]\\"]*@#://******@#g' \
        -e 's/('"$secret"'"?'"$sign"')"([^"\\]|\\.)*("|\\?$)/\1"******"/gI' \
        -e 's/('"$secret"'(\\+")?'"$sign"')\\+"([^"\\]|\\[^"\\]|\\\\\\")*(\\+"|\\?$)/\1\\"******\\"/gI' \
        -e 's/('"$secret"'\\*"?'"$sign"')(\[[^]]*(]|$)|\{[^{}]*(}|$))/\1"******"/gI' \
        -e 's/((cookie|authorization)'"$sign"')[^"\\]+/\1******/gI' \
        -e 's/('"$secret"'"'"$sign"')[^][",{}[:space:]]+/\1"******"/gI' \
        -e 's/('"$secret$sign"')[^][",{}[:space:]\\;]+/\1******/gI' \
        -e 's/((bearer|basic)[[:space:]]+)[a-z0-9._~+\/=-]{8,}/\1******/gI' \
        -e 's/eyJ[A-Za-z0-9_-]{8,}[A-Za-z0-9._-]*/******/g'
}

trace_text() { tail -c 32768; }

trace_without_credentials() {
    sed -E -e 's/^(> *proxy-authorization:).*/\1 ******/I' -e "s/(with user ').*'/\1******'/" | trace_text
}

credential_lines() { grep -E '^PROXY_(USER|USERNAME|PASS|PASSWORD)=' | few; }

escaped_for_curl() { sed 's/[\\"]/\\&/g'; }

# A busybox shell prefers its own timeout, which leaves the children of what it kills; take the system's.
find_timeout() {
    timeout=timeout
    IFS=:
    for directory in $PATH; do
        if [ -x "$directory/timeout" ]; then timeout=$directory/timeout && break; fi
    done
    IFS=' '
}

# ---- who and where -------------------------------------------------------------------------------------------
prepare() {
    umask 077
    set -f
    unset http_proxy https_proxy HTTPS_PROXY all_proxy ALL_PROXY no_proxy NO_PROXY CURL_CA_BUNDLE SSL_CERT_FILE SSL_CERT_DIR
    case $sse_root in
        auto) if [ -d /ngfw ]; then root=/ngfw; else root=; fi ;;
        /) root= ;;
        *) root=${sse_root%/} ;;
    esac
    PATH=$root/usr/local/sf/bin:/usr/local/sf/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin${PATH:+:$PATH}
    LC_ALL=C
    export PATH LC_ALL
    find_timeout
    limit=$sse_command_timeout
    mark=$sse_boundary
    if [ -z "$mark" ]; then
        IFS=- read -r one two three four five </proc/sys/kernel/random/uuid
        mark="=sse-$one$two$three$four$five"
    fi
    log_dir=$root/var/log/connector
    socket=$root/var/sf/run/EventHandler_SSEConnector.sock
    date=$(limited date '+%s %z')
    epoch=${date%% *} zone=${date##* }
    case $epoch in '' | *[!0-9]*) epoch=0 ;; esac
    carriage_return=$(printf '\r')
    clock
    started=$now latest=$((now + sse_command_timeout * 6000))
}

# The path in the root, or in / where only that exists.
here() {
    path=$root$1
    if [ ! -e "$path" ] && [ -e "$1" ]; then path=$1; fi
}

identity() {
    role=-
    here /etc/sf/ims.conf
    ims=$(run ims_conf "path=$path" "grep -E '^(MODEL|SW|OS)' $path" ims_lines cat "$path")
    case $ims in
        *'MODEL'*'Defense Center'* | *'MODEL'*'Management Center'*) role=fmc ;;
        *'MODEL'*'Threat Defense'*) role=ftd ;;
        *) case $root in */ngfw) role=ftd ;; esac ;;
    esac
}

start_of() { # PID: the epoch at which the process started, in $born; the stamps of /proc/PID itself are not that
    born=-
    { read -r stat </proc/"$1"/stat; } 2>/dev/null || return 0
    IFS=' '
    # shellcheck disable=SC2086 # split into fields; the program's name, which may hold blanks, is cut off before
    set -- ${stat##*) }
    [ "$#" -ge 20 ] || return 0
    born=$((epoch - started / 1000 + ${20} / 100))
}

host() {
    name=-
    { read -r name </proc/sys/kernel/hostname; } 2>/dev/null
    text="root=$root${nl}role=$role${nl}hostname=$name${nl}uid=$(limited id -u)${nl}epoch=$epoch${nl}zone=$zone"
    text="$text${nl}uptime=$((started / 1000))${nl}controller_epoch=$sse_controller_epoch"
    for pair in "connector_started $connector_pid" "event_handler_started $event_handler_pid"; do
        case $pair in *' ') continue ;; esac
        start_of "${pair##* }"
        text="$text$nl${pair%% *}=$born"
    done
    say host '' 'hostname; id -u; date; cat /proc/uptime' 0 "$text"
}

# ---- settings and daemons ------------------------------------------------------------------------------------
property() { # KEY: its value in connector.properties, in $value
    value=
    IFS=$nl
    for line in $settings; do
        case $line in
            "$1"=* | "$1 "*=*)
                value=${line#*=}
                value=${value#" "}
                value=${value%"$carriage_return"}
                ;;
        esac
    done
}

read_settings() {
    here /etc/sf/connector.properties
    properties=$(run properties "path=$path" "cat $path" property_lines cat "$path")
    stdout_of "$properties"
    settings=$stdout
    property connector_port
    port=8989
    if is_number "$value" && [ "$value" -ge 1 ] && [ "$value" -le 65535 ]; then port=$value; fi
}

read_daemons() {
    connector_pid='' event_handler_pid=''
    want daemons || want connections || return 0
    daemons=$(run pmtool "path=$root/usr/local/sf/bin/pmtool" 'pmtool status' bounded pmtool status)
    IFS=$nl
    for line in $daemons; do
        case $line in
            'SSEConnector ('*' - Running '*) connector_pid=${line##* } ;;
            'EventHandler ('*' - Running '*) event_handler_pid=${line##* } ;;
        esac
    done
    is_pid "$event_handler_pid" || event_handler_pid=
    is_pid "$connector_pid" || connector_by_name
}

is_pid() { case $1 in '' | *[!0-9]* | ???????????*) return 1 ;; esac; }

connector_by_name() {
    connector_pid=
    set +f
    for comm in /proc/[0-9]*/comm; do
        { read -r program <"$comm"; } 2>/dev/null || continue
        [ "$program" = connector ] || continue
        connector_pid=${comm#/proc/}
        connector_pid=${connector_pid%/comm}
        break
    done
    set -f
}

# ---- the local API -------------------------------------------------------------------------------------------
read_api() { # SECTION N PATH
    clock
    seconds_of "$((epoch * 1000 + now - started))"
    set -- "$1" "${2:+n=$2 }scheme=$scheme port=$port at=$seconds" "$scheme://localhost:$port/v1/contexts/default$3"
    limit=$((sse_command_timeout + 2))
    run "$1" "$2" "curl -s$insecure $3" json_text \
        curl -q -sS$insecure --noproxy '*' -m "$sse_command_timeout" -w '\nhttp_code=%{http_code}\n' "$3"
}

# Some builds may speak TLS there; -k is for that loopback only.
first_context() {
    scheme=http insecure=
    context=$(read_api context 1 '')
    status_of "$context" context
    case $status:$context in
        1:* | 52:* | 56:* | 0:*'HTTPS server'*)
            scheme=https insecure=k
            context=$(read_api context 1 '')
            status_of "$context" context
            ;;
    esac
}

# Reads early, waits on stdin for the end of all other sections, then reads again.
contexts() {
    latest=
    first_context
    clock
    begun_sampling=$now tenant=
    [ "$status" != 0 ] || tenant=$(read_api tenant '' /tenant)
    cat >/dev/null
    printf '%s\n%s\n' "$context" "$tenant"
    [ "$status" = 0 ] && [ "$sse_sample_seconds" -gt 0 ] || return 0
    clock
    rest=$((begun_sampling + sse_sample_seconds * 1000 - now))
    if [ "$rest" -gt 0 ]; then
        seconds_of "$((rest + 99))"
        sleep "$seconds"
    fi
    read_api context 2 ''
}

# ---- socket, connections, log, network -----------------------------------------------------------------------
event_socket() {
    kind=absent
    if [ -S "$socket" ]; then kind=socket; elif [ -e "$socket" ]; then kind=other; fi
    say socket_file "path=$socket" "ls -l $socket" 0 "$kind"
    run netstat '' 'netstat -anlpx | grep EventHandler_SSEConnector.so' socket_lines netstat -anlpx
}

connections() {
    if [ -z "$connector_pid" ]; then
        say lsof pid=- 'lsof -nP -a -p PID -i' 1 '' 'no connector process'
    else
        run lsof "pid=$connector_pid" "lsof -nP -a -p $connector_pid -i" bounded lsof -nP -a -p "$connector_pid" -i
    fi
}

connector_log() {
    log=$log_dir/connector.log
    set -- "$log"
    set +f
    for file in "$log_dir"/connector.log?* "$log_dir"/connector-*.log*; do
        [ ! -e "$file" ] || set -- "$@" "$file"
    done
    set -f
    files=$(run log_stat '' "stat -c '%s %Y %n' $log_dir/connector*.log*" newest_five stat -c '%s %Y %n' -- "$@")
    printf '%s\n' "$files"
    run log_head "path=$log" "head -c 2048 $log" log_text head -c 2048 -- "$log"
    run log "path=$log" "tail -c $sse_log_bytes $log" log_text tail -c "$sse_log_bytes" -- "$log"
    stdout_of "$files"
    IFS=$nl
    for line in $stdout; do
        file=${line#* }
        file=${file#* }
        case $file in "$log") ;; "$log_dir"/*) rotated_log "$file" && break ;; esac
    done
}

rotated_log() { # PATH
    case $1 in *[!A-Za-z0-9._/:+-]*) return 1 ;; esac # would forge the section's head
    bytes=$((sse_log_bytes / 4))
    case $1 in
        *.gz) run log_rotated "path=$1" "zcat $1 | tail -c $bytes" rotated_text gzip -dc -- "$1" ;;
        *) run log_rotated "path=$1" "tail -c $bytes $1" log_text tail -c "$bytes" -- "$1" ;;
    esac
}

rotated_text() { tail -c "$bytes" | log_text; }

read_proxy() {
    here /etc/sf/iprep_proxy.conf
    proxy_file=$(run proxy "path=$path" "grep -E '^PROXY_(HOST|PORT)=' $path" proxy_lines cat "$path")
    via=direct not_asked=
    case $sse_proxy in
        auto) proxy_of_appliance ;;
        none) sse_proxy_config= ;;
        *) via=proxy proxy=$sse_proxy ;;
    esac
}

proxy_of_appliance() {
    stdout_of "$proxy_file"
    settings_kept=$settings settings=$stdout
    trimmed_property PROXY_HOST
    proxy_in "$value"
    trimmed_property PROXY_PORT
    proxy_port=${value:-$proxy_port}
    if is_proxy; then
        via=proxy proxy=$proxy:$proxy_port sse_proxy_config="proxy = \"http://$proxy\""
        proxy_credentials
    elif [ -n "$proxy" ]; then
        # Neither is it known how to ask through it, nor does it say anything when asked without it.
        via=proxy not_asked='PROXY_HOST and PROXY_PORT name no proxy that can be asked'
    fi
    settings=$settings_kept
}

proxy_in() { # VALUE: of a name, an address or a URL the host, in $proxy, IPv6 in brackets; its port in $proxy_port
    proxy=${1##*@} proxy_port=
    proxy=${proxy##*//}
    proxy=${proxy%"${proxy##*[!/]}"}
    case $proxy in
        '['*']:'*) proxy_port=${proxy##*:} proxy=${proxy%:*} ;;
        '['*) ;;
        *:*:*) proxy="[$proxy]" ;;
        *:*) proxy_port=${proxy##*:} proxy=${proxy%:*} ;;
    esac
}

is_proxy() { # in $proxy and $proxy_port
    is_number "$proxy_port" && [ "$proxy_port" -ge 1 ] && [ "$proxy_port" -le 65535 ] || return 1
    case $proxy in
        '['*']') bare=${proxy#'['} && is_address "${bare%']'}" ;;
        *) is_name "$proxy" ;;
    esac
}

# The connector's own credentials, should the file hold any: from the file into curl's stdin, nowhere else.
# These names of the keys are believed, not known; without them the proxy is asked without credentials.
proxy_credentials() {
    settings=$(limited cat "$path" 2>/dev/null | credential_lines | escaped_for_curl)
    [ -n "$settings" ] || return 0
    user='' password=''
    for key in PROXY_USER PROXY_USERNAME; do unquoted_property "$key" && user=${value:-$user}; done
    for key in PROXY_PASS PROXY_PASSWORD; do unquoted_property "$key" && password=${value:-$password}; done
    sse_proxy_config="$sse_proxy_config${nl}proxy-user = \"$user:$password\"${nl}proxy-anyauth"
}

trimmed_property() { # KEY: as unquoted_property, without blanks around the quotes, which a password may have
    property "$1"
    value=${value#"${value%%[![:space:]]*}"} value=${value%"${value##*[![:space:]]}"}
    unquote
}

unquoted_property() { # KEY: as property, without the quotes around it
    property "$1"
    unquote
}

unquote() {
    value=${value#'\"'} value=${value%'\"'}
    value=${value#\"} value=${value%\"}
}

# ---- what to probe -------------------------------------------------------------------------------------------
add_target() { # ROLE HOST PORT PATH: unless that host and port is there already
    case $targets in *" $2 $3 "*) ;; *) targets="$targets$1 $2 $3 $4$nl" ;; esac
}

region_of() { # HOST: the region whose API host it is, in $region
    region=
    IFS=$nl
    for line in $sse_targets; do
        case $line in *" api $1 "*) region=${line%% *} && return ;; esac
    done
}

host_of() { # VALUE: the host's name and port within a name, NAME:PORT or URL, in $peer and $peer_port (or empty)
    peer=${1#*://}
    peer=${peer%%[/?]*} peer_port=
    peer=${peer##*@}
    case $peer in *:*) peer_port=${peer##*:} peer=${peer%:*} ;; esac
    peer=${peer%.}
    case $peer in *[A-Z]*) peer=$(printf %s "$peer" | tr '[:upper:]' '[:lower:]') ;; esac
    is_number "$peer_port" || peer_port=
    is_name "$peer"
}

context_host() {
    first_context
    printf '%s' "$context" | sed -n 's/.*"fqdn"[[:space:]]*:[[:space:]]*"\([A-Za-z0-9.:-]*\)".*/\1/p' | head -n 1
}

find_region() {
    region='' source=- api_host=
    if [ "$sse_follow_settings" = yes ]; then
        property connector_fqdn
        if host_of "$value"; then
            source=connector_fqdn api_host=$peer
            region_of "$peer"
        fi
        if [ -z "$region" ] && [ "$sse_region" = auto ] && host_of "$(context_host)"; then
            region_of "$peer"
            [ -z "$region" ] && [ -n "$api_host" ] || source=context api_host=$peer
        fi
    fi
    if [ "$source" = - ] && [ "$sse_region" != auto ]; then
        region=$sse_region source=option
    fi
}

find_targets() {
    targets=
    if [ "$sse_region" != none ]; then
        find_region
        IFS=$nl
        for line in $sse_targets; do
            case $line in
                "$region "*)
                    line=${line#* }
                    [ "$source" != option ] || case $line in api*) api_host=${line#* } api_host=${api_host%% *} ;; esac
                    split add_target "$line"
                    ;;
            esac
        done
        say region '' "grep connector_fqdn $root/etc/sf/connector.properties" 0 \
            "region=${region:--}${nl}source=$source${nl}api_host=$api_host"
        add_setting_targets
    fi
    IFS=$nl
    for line in $sse_extra; do split add_target "$line"; done
}

add_setting_targets() {
    [ "$sse_follow_settings" = yes ] || return 0
    for pair in 'api connector_fqdn' 'discovery region_discovery_endpoint' 'registration sudi_registration_fqdn'; do
        property "${pair##* }"
        host_of "$value" || continue
        [ -n "$peer_port" ] || case $targets in *" $peer "*) continue ;; esac
        add_target "${pair%% *}" "$peer" "${peer_port:-443}" /
    done
    if [ "$source" = context ]; then add_target api "$api_host" 443 /; fi
}

split() { # FUNCTION LINE: calls it with the line's words
    before=$IFS
    IFS=' '
    # shellcheck disable=SC2086 # the words of a line that has no quotes
    set -- "$1" $2
    IFS=$before
    "$@"
}

# ---- trust stores --------------------------------------------------------------------------------------------
find_stores() {
    stores='' paths=''
    if [ -n "$sse_ca_file" ]; then
        look_at_store given "$sse_ca_file"
    else
        here /etc/ssl/connectorCA.pem
        look_at_store connector_ca "$path"
        here /etc/ssl/certs/ios.pem
        look_at_store ios "$path"
        system=/etc/ssl/certs
        for path in /etc/ssl/certs/ca-certificates.crt /etc/pki/tls/certs/ca-bundle.crt /etc/ssl/cert.pem; do
            if [ -f "$path" ]; then system=$path && break; fi
        done
        look_at_store system "$system"
        case $stores in *system*) ;; *) stores="$stores system" ;; esac # curl may know another place
    fi
}

look_at_store() { # STORE PATH
    state=missing
    if [ -r "$2" ]; then
        state=readable stores="$stores $1"
        case $1 in connector_ca) connector_ca=$2 ;; ios) ios=$2 ;; esac
    elif [ -e "$2" ]; then
        state=unreadable
    fi
    paths="$paths$1 $state $2$nl"
}

show_stores() {
    text=''
    IFS=$nl
    set --
    for line in $paths; do set -- "$@" "${line##* }"; done
    sizes=$nl$(limited stat -L -c '%s %n' -- "$@" 2>/dev/null)$nl
    for line in $paths; do
        path=${line##* }
        size=${sizes%%" $path$nl"*}
        if [ "$size" = "$sizes" ]; then size=0; else size=${size##*"$nl"}; fi
        text="$text${line% *} $size $path$nl"
    done
    say ca '' "ls -l ${connector_ca:-$root/etc/ssl/connectorCA.pem}" 0 "${text%"$nl"}"
}

# A store alone: --cacert by itself leaves curl's directory of certificates in use.
store_options() { # STORE: curl's options, in $store_args, and as shown, in $store_shown
    store_args='' store_shown=''
    case $1 in
        connector_ca) file=$connector_ca ;;
        ios) file=$ios ;;
        given) file=$sse_ca_file ;;
        none) store_args='-k -H User-Agent: -H Accept:' store_shown=' -k' && return ;;
        *) return ;;
    esac
    store_args="--cacert $file --capath /dev/null/none" store_shown=" --cacert $file"
}

# ---- probes --------------------------------------------------------------------------------------------------
write_out='http_code=%{http_code}\nhttp_connect=%{http_connect}\nssl_verify_result=%{ssl_verify_result}\nnum_connects=%{num_connects}
remote_ip=%{remote_ip}\nremote_port=%{remote_port}\nlocal_ip=%{local_ip}\ntime_namelookup=%{time_namelookup}
time_connect=%{time_connect}\ntime_appconnect=%{time_appconnect}\ntime_starttransfer=%{time_starttransfer}\ntime_total=%{time_total}\n'

curl_limited() { # the configuration is empty without a proxy
    printf '%s\n' "$sse_proxy_config" | "$timeout" -k 2 "$limit" curl "$@"
}

request() { # STORE ATTEMPT, for the current $role_ $host_ $port_ $path_ $address: prints the section, leaves $status
    clock
    left=$((deadline - now)) limit=$((left / 1000 + 2))
    seconds_of "$left"
    connect=$sse_connect_timeout
    [ "$((connect * 1000))" -le "$left" ] || connect=$seconds
    store_options "$1"
    attributes="host=$host_ port=$port_ path=$path_ role=$role_ address=${address:--} store=$1 attempt=$2 via=$via"
    [ "$1" != none ] || path_=/
    url=https://$host_:$port_$path_
    set -- -v -o /dev/null -sS --http1.1 --connect-timeout "$connect" -m "$seconds" -w "$write_out"
    shown="curl -v$store_shown"
    case $via in
        proxy) trace=trace_without_credentials shown="$shown --proxy $proxy" ;;
        *) trace=trace_text && set -- "$@" --noproxy '*' ;;
    esac
    if [ -n "$address" ]; then
        set -- "$@" --resolve "$host_:$port_:$address"
        shown="$shown --resolve $host_:$port_:$address"
    fi
    IFS=' '
    begin_section probe "$attributes" "$shown $url"
    # shellcheck disable=SC2086 # several options in one variable; paths without blanks
    { err=$({ curl_limited -q -K - "$@" $store_args "$url" 2>&1 >&3 3>&-; printf '\n%s=%s' "$mark" "$?"; } | "$trace"); } 3>&1
    status=${err##*"$mark="}
    end_section probe "$status" "${err%"$nl$mark="*}"
}

out_of_time() {
    clock
    [ "$((deadline - now))" -lt 500 ]
}

# One deadline for all that a probe does: one more try after a failure; the other stores where the certificate was
# not trusted; at last, without trust, whose certificate it is.
probe() { # ROLE HOST PORT PATH ADDRESS
    role_=$1 host_=$2 port_=$3 path_=$4 address=${5-}
    if [ -n "$not_asked" ]; then
        say probe "host=$host_ port=$port_ path=$path_ role=$role_ address=- store=- attempt=1 via=proxy" \
            "curl -v https://$host_:$port_$path_" 125 '' "not asked: $not_asked"
        return
    fi
    clock
    deadline=$((now + sse_probe_timeout * 1000))
    tries=1
    IFS=' '
    for store in $stores; do
        ! out_of_time || return 0
        request "$store" "$tries"
        if ! is_about_trust && is_worth_a_second_try && [ "$tries" = 1 ] && ! out_of_time; then
            tries=2
            request "$store" 2
        fi
        is_about_trust || return 0
    done
    out_of_time || request none "$tries"
}

is_worth_a_second_try() { case $status in 0 | 124 | 126 | 127) return 1 ;; esac; } # not without time or curl

is_about_trust() { case $status in 35 | 51 | 60 | 77) ;; *) return 1 ;; esac; }

names() { # HOST
    limit=$sse_probe_timeout
    run names "host=$1" "getent ahosts $1" few getent ahosts "$1"
}

probe_host() { # ROLE HOST PORT PATH
    case $1 in
        events) names_and_addresses "$@" | { collected probe "$@"; cat; } ;;
        *) collected names "$2" | { collected probe "$@"; cat; } ;;
    esac
}

# A rule by address may let one of several pass: each address of the events host gets a probe of its own.
names_and_addresses() {
    text=$(names "$2")
    printf '%s\n' "$text"
    [ "$via" = direct ] || return 0
    stdout_of "$text"
    addresses='' found=0
    IFS=$nl
    for line in $stdout; do
        line=${line%%[[:space:]]*}
        case " $addresses " in *" $line "*) continue ;; esac
        if is_address "$line" && [ "$found" -lt 8 ]; then addresses="$addresses $line" found=$((found + 1)); fi
    done
    [ "$found" -ge 2 ] || return 0
    jobs=
    IFS=' '
    for line in $addresses; do jobs="${jobs}probe $1 $2 $3 $4 $line$nl"; done
    IFS=$nl
    # shellcheck disable=SC2086 # one argument a line
    together collected $jobs
}

# A section that is printed in one go: the writer on the other side of a full pipe must not be curl.
collected() {
    text=$("$@")
    printf '%s\n' "$text"
}

# All jobs side by side without a temporary file and without a process left behind: what one prints waits in a pipe
# until those to its right are done.
together() { # FUNCTION JOB...
    task=$1 job=$2
    shift 2
    if [ "$#" = 0 ]; then
        split "$task" "$job"
    else
        split "$task" "$job" | { together "$task" "$@"; cat; }
    fi
}

probes() {
    latest=
    find_targets
    group='' members=0
    IFS=$nl
    for target in $targets; do
        group=$group$target$nl members=$((members + 1))
        [ "$members" -lt "$sse_max_probes" ] || probe_group
    done
    probe_group
}

probe_group() {
    [ -n "$group" ] || return 0
    IFS=$nl
    # shellcheck disable=SC2086 # one argument a line
    together probe_host $group
    group='' members=0
}

# ---- all of it -----------------------------------------------------------------------------------------------
on_the_appliance() {
    read_daemons
    host
    if want identity; then
        printf '%s\n' "$ims"
        here /etc/sf/sf-version
        run sf_version "path=$path" "cat $path" few cat "$path"
    fi
    ! want daemons || printf '%s\n' "$daemons"
    ! want config || printf '%s\n' "$properties"
    if want network; then
        printf '%s\n' "$proxy_file"
        run resolv '' 'grep nameserver /etc/resolv.conf' resolver_lines cat /etc/resolv.conf
    fi
    ! want socket || event_socket
    ! want connections || connections
    ! want log || connector_log
    if want trust || want probes; then show_stores; fi
}

everything() {
    if want trust || want probes; then find_stores; fi
    if want probes; then
        probes | { on_the_appliance; cat; }
    else
        on_the_appliance
    fi
}

main() {
    prepare
    printf '#firepower.sse capture 1 %s\n' "$mark"
    identity
    read_settings
    read_proxy
    if want context; then
        { { everything >&3 3>&-; } | contexts 3>&-; } 3>&1
    else
        everything
    fi
    printf '\n%s done\n' "$mark"
}

{ main </dev/null; exit 0; }

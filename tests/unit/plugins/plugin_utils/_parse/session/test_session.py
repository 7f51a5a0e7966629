# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pasted terminal sessions: nothing looks better than it was seen, and nothing is lost that was."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ansible_collections.firepower.sse.plugins.plugin_utils._errors import SseError
from ansible_collections.firepower.sse.plugins.plugin_utils._parse.session.commands import command_of
from ansible_collections.firepower.sse.plugins.plugin_utils._parse.session.curl_trace import request_of, shows_body
from ansible_collections.firepower.sse.plugins.plugin_utils._parse.session.dates import epoch_of
from ansible_collections.firepower.sse.plugins.plugin_utils._parse.session.prompts import prompt_of
from ansible_collections.firepower.sse.plugins.plugin_utils._parse.session.reading import read
from ansible_collections.firepower.sse.plugins.plugin_utils._parse.session.sources import Asked, sources
from ansible_collections.firepower.sse.plugins.plugin_utils._parse.session.terminal import TEXT_BOUND, lines_of
from ansible_collections.firepower.sse.plugins.plugin_utils._regions import regions_with

REGIONS = regions_with({})
SOCK = "/ngfw/var/sf/run/EventHandler_SSEConnector.sock"
LISTENING = f"unix  2      [ ACC ]     STREAM     LISTENING     382276   7741/EventHandler   {SOCK}\n"
CONNECTED = f"unix  3      [ ]         STREAM     CONNECTED     378537   7741/EventHandler   {SOCK}\n"
LISTEN = "connector 13277 www 10u IPv4 26077573 0t0 TCP localhost:8989 (LISTEN)\n"
SYN_SENT = (
    "connector 13277 www 12u IPv4 1 0t0 TCP fw:53426->ec2-100-25-93-234.compute-1.amazonaws.com:https (SYN_SENT)\n"
)
RUNNING = "SSEConnector (system) - Running 5\n"
STOPPED = "SSEConnector (system) - User Disabled\n"
DEFAULT = "localhost:8989/v1/contexts/default"
ASK = f"curl {DEFAULT}"
FAILOVER = "Failover On\n  This host: Primary - Active\n  Other host: Secondary - Standby Ready\n"
TRACE = """* Trying 192.0.2.7...
* Connected to eventing-ingest.sse.itd.cisco.com (192.0.2.7) port 443 (#0)
* SSL connection using TLSv1.2 / ECDHE-RSA-AES128-GCM-SHA256
> GET / HTTP/1.1
> Host: eventing-ingest.sse.itd.cisco.com
>
< HTTP/1.1 403 Forbidden
< Content-Length: 9
<
Forbidden* Connection #0 to host eventing-ingest.sse.itd.cisco.com left intact
"""
HEADERS = TRACE.replace("Length: 9", "Length: 4711").replace("Forbidden*", "*")
EVENTS = "eventing-ingest.sse.itd.cisco.com"
PROPERTIES = "registration_interval=180\nconnector_port=8989\nconnector_fqdn=api-sse.cisco.com\n"
CONTEXT: dict[str, Any] = {
    "settings": {
        "exchange": {"registration": {"refreshInterval": 180}, "fqdn": "api-sse.cisco.com"},
        "client": {"administration": {"auth": {"csrfToken": "geheim4711"}}},
    },
    "status": {
        "exchange": [{"type": "registration", "status": "Enrolled"}],
        "client": [{"type": "Events", "status": "Success"}],
    },
}


def context(*, sent: int = 10, refreshed: str = "2026-11-24T03:10:00Z", started: str = "2026-11-20T00:00:00Z") -> str:
    statistics = {
        "client": [
            {"type": "Events", "statistics": {"ZmqStat": {"TotalEventsReceived": sent, "TotalEventsSent": sent}}}
        ],
        "exchange": [
            {
                "type": "registration",
                "statistics": {
                    "activation": {"registration": {"timestamp": started}},
                    "refresh": {"registration": {"timestamp": refreshed}},
                },
            }
        ],
    }
    return json.dumps({**CONTEXT, "statistics": statistics})


def typed(*pairs: tuple[str, str], prompt: str = "root@ftd01:~#") -> str:
    """A session of commands and their output, which ends at a prompt."""
    return "".join(f"{prompt} {command}\n{output}" for command, output in pairs) + f"{prompt} \n"


def only(text: str | bytes) -> dict[str, Any]:
    (one,) = sources(text)
    return one.evidence(Asked(REGIONS))


def test_the_procedure_typed_by_a_person():
    """CLISH, expert, sudo with its lecture, all commands, escape codes, CRLF."""
    text = (
        "Last login: Mon Nov 23 17:40:12 UTC 2026 from 10.20.0.9 on pts/0\nCopyright 2004-2023, Cisco and others\n\n"
        "> show version\n-----------------[ ftd01 ]------------------\n"
        "Model                     : Cisco Firepower 4145 Threat Defense (76) Version 7.2.5 (Build 208)\n> expert\n"
        "admin@ftd01:~$ sudo su -\n\nWe trust you have received the usual lecture\n\nPassword: \n"
        "\x07\x1b]0;root@ftd01\x07"
        + typed(
            ("date", "Tue Nov 24 03:12:00 UTC 2026\n"),
            ("pmtool status | grep -i SSE", "SSEConnector (system) - Running 13277\n    Required by: SSEConnector\n"),
            ("pmtool status | grep EventHandler", "EventHandler (normal) - Running 7741\n"),
            ("cat /ngfw/etc/sf/connector.properties", PROPERTIES),
            ("netstat -anlp | grep EventHandler_SSEConnector.sock", LISTENING + CONNECTED),
            ("lsof -i | grep conn", LISTEN + SYN_SENT),
            (f"curl -v https://{EVENTS} --cacert /ngfw/etc/ssl/connectorCA.pem", TRACE),
            ("tail -20 /ngfw/var/log/connector/connector.log", 'time="2026-11-24T03:00:00Z" level=info msg="x"\n'),
            ("date", "Tue Nov 24 03:13:00 UTC 2026\n"),
        ).replace(
            "root@ftd01:~# date\nTue Nov 24 03:13",
            f"root@ftd01:~# curl localhost:8989/v1/contexts/default\n{context()}root@ftd01:~# date\nTue Nov 24 03:13",
        )
    ).replace("\n", "\r\n")
    found = only(text)
    assert found["appliance"]["version"] == "7.2.5"
    assert (found["appliance"]["hostname"], found["appliance"]["role"]) == ("ftd01", "ftd")
    assert {name: daemon["state"] for name, daemon in found["daemons"].items()} == {
        "SSEConnector": "running",
        "EventHandler": "running",
    }
    assert found["config"]["connector_fqdn"] == "api-sse.cisco.com"
    assert found["event_socket"]["connected"] is True
    assert found["connections"]["peers"][0]["address"] == "100.25.93.234"
    assert found["context"]["enrolled"] is True
    assert found["context"]["registration"]["overdue"] is False
    assert [one["verdict"] for one in found["probes"] if one["host"] == EVENTS] == ["reachable"]
    assert "geheim4711" not in json.dumps(found)


@pytest.mark.parametrize(
    ("line", "place", "host", "command"),
    [
        ("root@firepower:# lsof -i", "shell", "firepower", "lsof -i"),
        ("root@h:common# date", "shell", "h", "date"),
        ("root@h:/Volume/home/admin#date", "shell", "h", "date"),
        ("admin@firepower:~$ ", "shell", "firepower", ""),
        ("/opt/bootcli/cisco/cli/bin$ sudo su -", "shell", None, "sudo su -"),
        ("bash-4.2# date", "shell", None, "date"),
        ("# pmtool status", "shell", None, "pmtool status"),
        ("> show failover", "clish", None, "show failover"),
        ("firepower# connect ftd", "other", None, "connect ftd"),
        ("Firepower-module1>connect ftd", "other", None, "connect ftd"),
    ],
)
def test_prompts(line, place, host, command):
    found = prompt_of(line)
    assert found is not None
    assert (found.place, found.host, found.command) == (place, host, command)


@pytest.mark.parametrize(
    "line",
    ["> GET / HTTP/1.1", "> Host: a", "# a comment", "#1) Respect the privacy", 'time="x" msg="root@fw:~# date"', ""],
)
def test_no_prompts(line):
    assert prompt_of(line) is None


@pytest.mark.parametrize(
    ("text", "kind", "partial"),
    [
        ("sudo pmtool status", "pmtool", False),
        ("/ngfw/usr/local/sf/bin/pmtool status | grep SSE", "pmtool", True),
        ("echo geheim | sudo -S pmtool DisableByID SSEConnector", "change", False),
        ("netstat -anlp | grep EventHandler_SSEConnector.sock", "netstat", False),
        ("netstat -anlp | grep EventHandler | grep CONNECTED", "netstat", True),
        ("netstat -anlp | grep -v EventHandler_SSEConnector.sock", "netstat", True),
        ("lsof -i | grep conn", "lsof", False),
        ("lsof -i 2>/dev/null | grep ESTABLISHED", "lsof", True),
        ("tail -n 20 connector.log", "log", False),
        ("tail -f /ngfw/var/log/connector/connector.log | grep error", "log", True),
        ("grep -i error connector.log", "log", True),
        ("head connector.log", "log", True),
        ("grep fqdn /ngfw/etc/sf/connector.properties", "properties", True),
        ("reboot", "change", False),
        # Asked for less than all: what is absent proves nothing.
        ("lsof -nP -i", "lsof", False),
        ("lsof -i :8989|grep conn", "lsof", True),
        ("lsof -i -a -p 13277", "lsof", True),
        ("lsof -i4 -i", "lsof", True),
        ("netstat --all --numeric | grep EventHandler_SSEConnector.sock", "netstat", False),
        ("netstat -x -a", "netstat", False),
        ("netstat -nlp | grep EventHandler_SSEConnector.sock", "netstat", True),
        ("netstat", "netstat", True),
        # A change is one in whatever line it stands.
        ("pmtool enablebyid SSEConnector; sleep 5", "change", False),
        ("date && echo geheim | sudo -S /ngfw/usr/local/sf/bin/pmtool DisableByID SSEConnector", "change", False),
        ("sudo pmtool restartbyid SSEConnector >/dev/null 2>&1", "change", False),
        ("pmtool status; sudo reboot &", "change", False),
        ("reboot;", "change", False),
        ("cd /tmp||sudo -u root /sbin/shutdown -r now", "change", False),
        ("reboot 'x", "change", False),
        ("yes | sudo reboot", "change", False),
        ("pmtool status | grep SSE; (sleep 5; reboot)", "change", False),
        ("for n in 1 2; do pmtool restartbyid SSEConnector; done", "change", False),
        ("nohup pmtool disablebyid SSEConnector", "change", False),
        ("sudo timeout -s 9 5 reboot", "change", False),
        ("sudo sh -c 'sleep 5; reboot'", "change", False),
        ("bash -lc 'pmtool restartbyid SSEConnector'", "change", False),
        ("sudo -- reboot", "change", False),
        ("sudo -u root -- pmtool restartbyid SSEConnector", "change", False),
        ("sudo --user=root reboot", "change", False),
        ("sudo --user root reboot", "change", False),
        ("sudo -nu root reboot", "change", False),
        ("if false; then date; elif reboot; then date; fi", "change", False),
        *(
            (text, "change", False)
            for text in (
                f"date; curl -X POST {DEFAULT}",
                f"curl -d '{{}}' {DEFAULT} && date",
                f"cd /tmp && sudo /usr/bin/curl -sT x.json {DEFAULT}",
                f"curl {DEFAULT}; curl -X DELETE {DEFAULT}",
                f"curl -X PUT -d @x.json {DEFAULT} > /tmp/out 2>&1",
                f"cat x.json | curl -d @- {DEFAULT}",
                f"for n in 1 2; do curl -X POST {DEFAULT}; done",
                f"http_proxy= LANG=C timeout 5 curl -F a=b {DEFAULT}",
                f"sudo bash -c \"curl -X POST '{DEFAULT}'\"",
                f"curl -X POST {DEFAULT} \\",  # goes on in the next line
                f"curl {DEFAULT} \\",
                f"curl -d '{{ {DEFAULT}",
                "curl -K request.txt; date",
            )
        ),
        ("grep '' /etc/resolv.conf", "resolv", True),
    ],
)
def test_commands(text, kind, partial):
    found = command_of(text)
    assert found is not None
    assert (found.kind, found.partial) == (kind, partial)
    assert "geheim" not in repr(found)


@pytest.mark.parametrize(
    "text",
    [
        "netsatt -anlp",
        "date; pmtool status",
        "cat x",
        "pmtool status > x",
        "cat 'x",
        "",
        "|",
        "grep '' /etc/hosts",
        '""',
        "'' | cat",
        "date; echo reboot",
        "date; grep pmtool x; sudo",
        "date; echo 'x| sudo reboot'",
        "date > /tmp/reboot",
        f"date; curl {DEFAULT}",
        f"curl {DEFAULT} > /tmp/out",
        f"curl -G -d a=b {DEFAULT} | jq . > x",
        "curl -X POST https://api-sse.cisco.com/x > /tmp/out; date",
        "curl -v https://api-sse.cisco.com \\",
        f"date; echo curl -X POST {DEFAULT}",
        "sh -c",
        "date; sh -c 'date; date'",
    ],
)
def test_other_commands(text):
    assert command_of(text) is None


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("nets\b\btstat\x1b[K", "netstat"),
        ("\x1b[1;32mroot@a\x1b[0m\x07", "root@a"),
        ("--More--\r        \rnext", "next"),
        ("<--- More --->", ""),
        (
            "root@ftd01:~# curl -v https://api-sse.cisco.com --cacert /ngfw/e \rtc/ssl/a.pem",
            "root@ftd01:~# curl -v https://api-sse.cisco.com --cacert /ngfw/etc/ssl/a.pem",
        ),
        # As bash does it: the first character beyond the edge, a return, and the same character in the new row.
        (
            "root@ftd01:~# curl -v https://api-sse.cisco.com --connect-ti\rimeout 4",
            "root@ftd01:~# curl -v https://api-sse.cisco.com --connect-timeout 4",
        ),
        ("old\rnew", "new"),
    ],
)
def test_terminal(raw, shown):
    assert lines_of(f"{raw}\n")[0] == shown


@pytest.mark.parametrize(
    ("line", "epoch"),
    [
        ("Tue Nov 24 03:12:40 UTC 2026", 1795489960),
        ("Tue 24 Nov 2026 03:12:40 AM UTC", 1795489960),
        ("Tue, 24 Nov 2026 04:12:40 +0100", 1795489960),
        ("2026-11-24T03:12:40+00:00", 1795489960),
        ("1795489960", 1795489960),
        ("Tue Nov 24 03:12:40 EST 2026", None),
        ("Tue Foo 99 03:12:40 UTC 2026", None),
        ("nonsense", None),
    ],
)
def test_dates(line, epoch):
    assert epoch_of(line) == epoch


def test_several_appliances_in_one_file():
    text = (
        "me@laptop:~$ curl -v https://api-sse.cisco.com\n* ok\n< HTTP/1.1 403 Forbidden\nme@laptop:~$ ssh admin@muc\n"
        "> show failover\nFailover On\n  This host: Primary - Active\n  Other host: Secondary - Standby Ready\n"
        "> expert\n"
        + typed(("pmtool status", "SSEConnector (system) - User Disabled\n"), prompt="root@muc-fw1:~#")
        + "root@muc-fw1:~# exit\n> exit\nConnection to muc closed.\nme@laptop:~$ ssh admin@fra\n> expert\n"
        + typed(("pmtool status", RUNNING), prompt="root@fra-fw1:~#")
    )
    found = {one.name: one.evidence(regions=REGIONS) for one in read(text=text)}
    assert {name: one["daemons"]["SSEConnector"]["state"] for name, one in found.items()} == {
        "muc-fw1": "user_disabled",
        "fra-fw1": "running",
    }
    told = {"unit": "primary", "state": "active", "peer_state": "standby ready", "source": "appliance"}
    assert found["muc-fw1"]["ha"] == told
    assert found["fra-fw1"]["ha"] is None
    assert found["muc-fw1"]["probes"] is None


@pytest.mark.parametrize("last", ["pmtool status", f"date; curl -X POST {DEFAULT}"])
def test_one_window_after_the_other_is_not_one_appliance(last):
    """Nobody left the first shell: the CLISH below it is another login's."""
    text = typed(("pmtool status", RUNNING), prompt="root@a:~#").rstrip() + (
        f" {last}\n"
        "> show failover\nFailover On\n  This host: Primary - Standby Ready\n> expert\n"
        "root@b:~# date\n1795489960\nroot@b:~# \n"
    )
    found = {one.name: one.evidence(regions=REGIONS)["ha"] for one in read(text=text)}
    assert found["a"] is None
    assert found["b"]["state"] == "standby ready"


@pytest.mark.parametrize("first", ["bash-4.2#", "root@ftd01:~#"])
def test_the_latest_counts_also_when_a_prompt_without_a_name_stands_between(first):
    """Two logins, of which one has no name in its prompt: it is the order of the text that counts."""
    second = "root@ftd01:~#" if first.startswith("bash") else "bash-4.2#"
    pieces = [typed(("pmtool status", RUNNING), prompt="root@ftd01:~#")]
    pieces += [typed(("pmtool status", RUNNING), prompt=first), typed(("pmtool status", STOPPED), prompt=second)]
    found = only("Connection to x closed.\n".join(pieces))
    assert found["daemons"]["SSEConnector"]["state"] == "user_disabled"


def test_one_appliance_under_two_prompts_is_read_in_the_order_of_the_text():
    version = "-----------------[ b ]------------------\nModel : Cisco Firepower 4145 Threat Defense Version 7.2.5\n"
    closed = "Connection to x closed.\n"
    text = typed(("pmtool status", RUNNING), prompt="root@a:~#") + closed
    text += typed(("pmtool status", "SSEConnector (system) - Down\n"), prompt="root@b:~#") + closed
    text += f"> show version\n{version}> expert\n" + typed(("pmtool status", RUNNING), prompt="bash-4.2#") + closed
    text += typed(("pmtool status", STOPPED), prompt="root@b:~#")
    found = {one.name: one.evidence(regions=REGIONS)["daemons"]["SSEConnector"]["state"] for one in read(text=text)}
    assert found == {"a": "running", "b": "user_disabled"}


def test_a_name_of_the_factory_is_two_appliances_in_two_logins():
    one = typed(("pmtool status", RUNNING), prompt="root@firepower:~#")
    assert [found.name for found in read(text=f"{one}Connection to x closed.\n{one}")] == ["firepower", "firepower-2"]


@pytest.mark.parametrize(
    ("pairs", "path", "value"),
    [
        # A filter, or a wrong word in it, that shows nothing.
        ([("lsof -i | grep conn", "")], "connections", None),
        ([("netstat -anlp | grep EventHandler_SSEConnector.sock", "")], "event_socket", None),
        ([("grep -i error /ngfw/var/log/connector/connector.log", "")], "log", None),
        ([("grep fqdn /ngfw/etc/sf/connector.properties", "connector_fqdn=api-sse.cisco.com\n")], "config", None),
        ([("grep fqdn /ngfw/etc/sf/connector.properties", "connector_fqdn=api-sse.cisco.com\n")], "region.name", "us"),
        # Lines that were chosen.
        ([("netstat -anlp | grep EventHandler | grep ACC", LISTENING)], "event_socket.connected", None),
        ([("netstat -anlp | grep EventHandler_SSEConnector.sock", LISTENING)], "event_socket.connected", False),
        ([("lsof -i | grep conn | grep 8989", LISTEN)], "connections.events", None),
        ([("lsof -i | grep conn", LISTEN)], "connections.events", "none"),
        ([("lsof -i | grep conn", LISTEN + SYN_SENT)], "connections.events", "syn_sent"),
        (
            [("lsof -i", f"connector 1 www 6u IPv4 1 0t0 TCP fw:1->{EVENTS}:https (ESTABLISHED)\n")],
            "connections.events",
            "established",
        ),
        # Absence counts at the file's own place only.
        ([("cat /etc/sf/connector.properties", "cat: x: No such file or directory\n")], "config", None),
        ([("cat connector.properties", "cat: x: No such file or directory\n")], "config", None),
        ([("cat /ngfw/etc/sf/connector.properties", "cat: x: No such file or directory\n")], "config.state", "missing"),
        ([(f"ls -l {SOCK}", f"ls: {SOCK}: No such file or directory\n")], "event_socket.file", "absent"),
        ([(f"ls -l {SOCK}", f"srwxr-xr-x 1 root root 0 Nov 24 03:00 {SOCK}\n")], "event_socket.file", "socket"),
        *(
            ([(f"ls {option} {SOCK}", f"srwxr-xr-x. 1 root root 0 03:00 {SOCK}\n")], "event_socket.file", "socket")
            for option in ("-la", "-al", "-lh", "--full-time")
        ),
        ([(f"ls -lh {SOCK}", f"-rw-r--r-- 1 root root 0 Nov 24 03:00 {SOCK}\n")], "event_socket.file", "other"),
        ([(f"ls {SOCK}", f"{SOCK}\n")], "event_socket", None),
        ([(f"ls -i {SOCK}", f"4711 {SOCK}\n")], "event_socket", None),
        # Asked for a part of what there is.
        ([("lsof -i :8989|grep conn", LISTEN)], "connections.events", None),
        ([("netstat -np | grep EventHandler_SSEConnector.sock", CONNECTED)], "event_socket.listening", None),
        ([("netstat -lnp | grep EventHandler_SSEConnector.sock", LISTENING)], "event_socket.connected", None),
        # Refused, interrupted, missing.
        ([("pmtool status", "pmtool must be root\n")], "daemons", None),
        ([("lsof -i | grep conn", "^C\n")], "connections", None),
        ([(ASK, "bash: curl: command not found\n")], "context", None),
        ([(ASK, '{"settings": {"cl')], "context", None),
        ([(ASK, "curl: (7) Failed to connect to localhost\n")], "context.answer", "refused"),
        # The latest counts, and nothing of before a restart.
        (
            [("pmtool status", RUNNING), ("pmtool status", "SSEConnector (system) - Down\n")],
            "daemons.SSEConnector.state",
            "down",
        ),
        ([("pmtool status", RUNNING), ("pmtool disablebyid SSEConnector", "")], "daemons", None),
        ([("pmtool status", RUNNING), ("sudo pmtool disablebyid SSEConnector; sleep 5", "")], "daemons", None),
        ([("show failover", FAILOVER)], "ha.state", "active"),
        ([("show failover", FAILOVER), ("reboot", "")], "ha", None),
        # A request that changes something is a change, one that only reads is none.
        *(
            ([("pmtool status", RUNNING), (f"curl {sending} {ASK[5:]}", "{}\n")], "daemons", None)
            for sending in (
                "-X POST",
                "-XPOST",
                "-sXPUT",
                "--request DELETE",
                "-d {}",
                "-d{}",
                "--data-binary @x.json",
                "-T x.json",
                "--upload-file x.json",
                "-F a=b",
                "--form-string a=b",
                "-X POST --retry 3",
            )
        ),
        ([("pmtool status", RUNNING), (f"curl -X POST {ASK[5:]}", "^C\n")], "daemons", None),
        ([("pmtool status", RUNNING), (f"sudo curl -d @x {ASK[5:]}", "* Trying ::1\n^C\n")], "daemons", None),
        ([("pmtool status", RUNNING), (f"date; curl -X POST {ASK[5:]}", "^C\n")], "daemons", None),
        ([("pmtool status", RUNNING), (f"echo '{{}}' | sudo curl -T - {ASK[5:]} | jq .", "{}\n")], "daemons", None),
        ([("pmtool status", RUNNING), (f"{ASK} \\", "> -X POST\n")], "daemons", None),
        ([("pmtool status", RUNNING), (ASK, "^C\n")], "daemons.SSEConnector.state", "running"),
        ([("pmtool status", RUNNING), (f"date; {ASK}", "{}\n")], "daemons.SSEConnector.state", "running"),
        *(
            ([(f"curl {reading} {ASK[5:]}", context() + "\n")], "context.enrolled", True)
            for reading in ("-X GET", "-XGET", "-s --request GET", "-G -d a=b", "-H X-a:b")
        ),
        # Times want a clock: overdue by one before, in time by one behind.
        ([("date", "1795489960\n"), (ASK, context() + "\n")], "context.registration.overdue", None),
        ([(ASK, context() + "\n"), ("date", "1795489960\n")], "context.registration.overdue", False),
        ([("date", "1795500000\n"), (ASK, context() + "\n")], "context.registration.overdue", True),
        ([(ASK, context() + "\n"), ("date", "1795500000\n")], "context.registration.overdue", None),
        # Counters of one run of the connector grow, those of two are not compared.
        ([(ASK, context(sent=10) + "\n"), (ASK, context(sent=15) + "\n")], "context.counters.sent_growth", 5),
        (
            [(ASK, context(sent=10) + "\n"), (ASK, context(sent=15, started="2026-11-21T00:00:00Z") + "\n")],
            "context.counters.sent_growth",
            None,
        ),
        # The proxy as CLISH shows it.
        (
            [("show network", "DNS Servers  : 10.0.0.53\n=====[ Proxy Information ]=====\nState     : Disabled\n")],
            "network.proxy_read",
            True,
        ),
    ],
)
def test_what_was_seen_and_no_more(pairs, path, value):
    found: Any = only(typed(*pairs, ("hostname", "x\n")))
    for key in path.split("."):
        found = found[key]
    assert found == value


@pytest.mark.parametrize(
    ("command", "output", "words"),
    [
        ("sudo pmtool status", "geheim4711\nsudo: 1 incorrect password attempt\n", "incorrect password"),
        ("cat /ngfw/etc/sf/connector.properties", "geheim4711\ncat: x: No such file or directory\n", "missing"),
    ],
)
def test_what_is_quoted_is_the_refusal_and_nothing_above_it(command, output, words):
    """A password that was typed too early stands above it."""
    found = json.dumps(only(typed((command, output), ("date", "1795489960\n"))))
    assert words in found
    assert "geheim4711" not in found


@pytest.mark.parametrize(
    ("attempts", "verdict"),
    [
        ([("", TRACE)], "reachable"),
        ([(" -k", TRACE)], "unknown"),
        ([("", "* Trying 192.0.2.7...\n^C\n")], None),
        ([("", "* Trying 192.0.2.7...\ncurl: (28) Connection timed out after 5001 milliseconds\n")], "timed_out"),
        (
            [(" -k", "* Trying 192.0.2.7...\ncurl: (7) Failed to connect to x port 443: Connection timed out\n")],
            "timed_out",
        ),
        ([("", "curl: (6) Could not resolve host: x\n")], "name_unresolved"),
        ([("", TRACE), ("", "curl: (28) Connection timed out after 5001 milliseconds\n")], "timed_out"),
        ([("", "curl: (28) Connection timed out after 5001 milliseconds\n"), ("", TRACE)], "reachable"),
        (
            [
                ("", "curl: (60) SSL certificate problem: self signed certificate in certificate chain\n"),
                (" -k", "* Server certificate:\n*  issuer: O=Example AG; CN=Inspector\n" + TRACE),
            ],
            "tls_foreign_issuer",
        ),
        # One address that answers does not undo that the name did not.
        (
            [
                ("", "curl: (28) Connection timed out after 5001 milliseconds\n"),
                (f" --resolve {EVENTS}:443:192.0.2.7", TRACE),
            ],
            "timed_out",
        ),
        ([(f" --connect-to {EVENTS}:443:other.example:443", TRACE)], None),
        # What is not shown takes no later command's words.
        ([(" -o /dev/null", HEADERS), ("", "curl: (28) Connection timed out after 5001 milliseconds\n")], "timed_out"),
        ([(" -X GET", TRACE)], "reachable"),
        ([(" -XPOST", TRACE)], None),
    ],
)
def test_curl(attempts, verdict):
    found = only(typed(*((f"curl -v{option} https://{EVENTS}", output) for option, output in attempts)))
    seen = [one["verdict"] for one in found["probes"] or [] if one["host"] == EVENTS]
    assert seen == ([verdict] if verdict else [])


@pytest.mark.parametrize(("rest", "sends"), [("'", False), ("' -X POST", True)])
def test_a_curl_that_the_terminal_wrapped_within_quotes(rest, sends):
    """What was read before a request that changes something no longer counts."""
    wrapped = f"curl -s --max-time 5 -w 'code %{{http_code}} time %{{time_total}}\n and{rest} {DEFAULT}"
    status = ("pmtool status", RUNNING)
    found = only(typed(status, (wrapped, context()), prompt="root@firepower:/Volume/home/admin#"))
    assert (not (found["daemons"] or {}).get("SSEConnector"), not found["context"]) == (sends, sends)


def test_a_post_elsewhere_whose_errors_go_to_a_file_is_no_change():
    assert command_of("curl -X POST https://api-sse.cisco.com/x > /tmp/out 2> /tmp/err") is None


def test_a_long_command_that_the_terminal_wrapped():
    command = f"curl -v https://{EVENTS} --cacert /ngfw/e\ntc/ssl/connectorCA.pem"
    found = only(typed((command, TRACE), prompt="root@firepower:/Volume/home/admin#"))
    assert [one["verified_by"] for one in found["probes"] if one["host"] == EVENTS] == ["connector_ca"]


def test_a_json_that_the_terminal_wrapped_and_a_prompt_behind_it():
    text = context()
    wrapped = "\n".join(text[at : at + 80] for at in range(0, len(text), 80))
    found = only(
        f"root@a:~# curl -s localhost:8989/v1/contexts/default\n{wrapped}root@a:~# date\n1795489960\nroot@a:~# \n"
    )
    assert found["context"]["enrolled"] is True


@pytest.mark.parametrize("option", ["-v", "-v -o -", "-vo-", "-v -XPOST", "-v -mIO", "-v -x proxy:3128", "-vHo:I"])
def test_a_page_on_the_way_forges_no_command(option):
    """The body of an answer that looks like the next prompt, within the length that the server told."""
    forged = f"root@ftd01:~# curl localhost:8989/v1/contexts/default\n{context()}\n"
    trace = TRACE.replace("Content-Length: 9", f"Content-Length: {len(forged)}").replace("Forbidden*", f"{forged}*")
    assert only(typed((f"curl {option} https://{EVENTS}", trace)))["context"] is None


@pytest.mark.parametrize(
    "words",
    [
        "-o /dev/null URL",
        "-sSo x URL",
        "-ox URL",
        "URL --output x",
        "-O URL",
        "--remote-name URL",
        "-I URL",
        "-kI URL",
        "--head URL",
        "URL | grep HTTP",
        "URL 2>&1 | grep HTTP",
    ],
)
def test_a_body_that_is_not_shown_takes_no_prompt(words):
    command = f"curl -v {words.replace('URL', f'https://{EVENTS}')}"
    found = only(typed((command, HEADERS), ("date", "1795489960\n"), ("pmtool status", RUNNING)))
    assert found["clock"]["appliance_epoch"] == 1795489960
    assert found["daemons"]["SSEConnector"]["state"] == "running"


@pytest.mark.parametrize(
    ("words", "sends", "host", "store"),
    [
        (("-X", "POST", "https://a"), True, "a", "system"),
        (("-vkXPOST", "https://a"), True, "a", "none"),
        (("https://a", "-d"), True, "a", "system"),
        (("-XGET", "-d", "x", "https://a"), False, "a", "system"),
        (("-X", "GET", "-X", "PUT", "https://a"), True, "a", "system"),
        (("-X", "GET", "-K", "file", "https://a"), True, "a", "system"),
        (("-o", "https://b", "https://a"), False, "a", "system"),
    ],
)
def test_what_curl_was_asked(words, sends, host, store):
    found = request_of(("curl", *words))
    assert found is not None
    assert (found.sends, found.host, found.store) == (sends, host, store)
    assert shows_body(("curl", *words)) is ("-o" not in words)


def test_a_capture_behind_the_other_and_none_within_one():
    first = capture_of("a", "x\n")
    inner = capture_of("evil", "y\n")
    found = sources(first + "\n" + capture_of("b", f"log\n{inner}"))
    assert [one.name for one in found] == ["a", "b"]
    assert found[1].evidence(Asked(REGIONS))["appliance"]["hostname"] == "b"


@pytest.mark.parametrize(
    ("hosts", "names"),
    [
        ("a", [None]),
        ("a a b a", ["a", "a-2", "b", "a-3"]),
        ("a a a-2", ["a", "a-3", "a-2"]),
        ("a -", ["a", "unnamed"]),
        ("- unnamed -", ["unnamed", "unnamed-2", "unnamed-3"]),
    ],
)
def test_each_capture_of_a_file_can_be_named(hosts, names):
    captures = [capture_of(host, "x\n").replace("hostname=-\n", "") for host in hosts.split()]
    assert [one.name for one in sources("\n".join(captures))] == names


def test_each_login_of_a_session_can_be_named():
    one, other = (typed(("pmtool status", RUNNING), prompt=prompt) for prompt in ("bash-4.2#", "#"))
    named = [typed(("pmtool status", RUNNING), prompt=f"root@{host}:~#") for host in "ab"]
    found = sources("Connection to x closed.\n".join([*named, one, other]))
    assert [source.name for source in found] == ["a", "b", "unnamed", "unnamed-2"]
    assert found[2].evidence(Asked(REGIONS))["appliance"]["hostname"] is None


def test_a_session_beyond_the_bound_is_refused_and_not_cut():
    with pytest.raises(SseError, match=r"^The session has 16777217 characters and may have 16777216[^.]*\.$"):
        sources("x" * (TEXT_BOUND + 1))


def capture_of(host: str, text: str) -> str:
    mark = f"=sse-{hash(host) & 0xFFFF:032x}"
    body = f"hostname={host}\n"
    marks = [f"begin host\n-\n{mark} out\n{body}", "err\n", "end host 0 1\n"]
    log = [f"begin log\n-\n{mark} out\n{text}", "err\n", "end log 0 1\n"]
    return f"#firepower.sse capture 1 {mark}\n" + "".join(f"\n{mark} {piece}" for piece in [*marks, *log, "done\n"])


def test_the_script_run_by_hand_in_the_session():
    text = f"root@ftd01:~# sh collect.sh\n{capture_of('ftd01', 'x')}root@ftd01:~# \n"
    (one,) = sources(text)
    assert (one.name, one.evidence(Asked(REGIONS))["collected"]["complete"]) == ("ftd01", True)


def test_the_region_of_an_appliance_whose_settings_were_not_shown():
    (one,) = sources(typed(("pmtool status", RUNNING)))
    assert one.evidence(Asked(REGIONS, region="eu"))["region"]["name"] == "eu"


def test_windows_wrote_the_file():
    assert only(typed(("date", "1795489960\n")).encode("utf-16"))["clock"]["appliance_epoch"] == 1795489960


@settings(max_examples=150, deadline=None)
@given(
    text=st.text(max_size=400)
    | st.lists(
        st.sampled_from(
            [
                "root@a:~# ",
                "> expert",
                "curl -v https://x.example",
                "pmtool status",
                "< HTTP/1.1 200",
                "<",
                "\r",
                "\x1b[9999999C",
                "\x1b[999@",
                "{",
                "}",
                "\b",
                "date",
                "\n",
                "#firepower.sse capture 1 =sse-" + 32 * "0",
                "^C",
                "tail connector.log",
            ]
        ),
        max_size=40,
    ).map("".join)
)
def test_no_text_raises(text):
    for one in sources(text):
        json.dumps(one.evidence(Asked(REGIONS)))

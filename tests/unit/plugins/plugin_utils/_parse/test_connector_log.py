# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""connector.log: every known text, both forms, and what stands before and after the last success."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.firepower.sse.plugins.plugin_utils._parse import connector_log, stamps
from ansible_collections.firepower.sse.plugins.plugin_utils._parse.connector_log import Faults, Log, Marks
from ansible_collections.firepower.sse.plugins.plugin_utils._parse.log_cause import CAUSES, cause

SOCKET = "/ngfw/var/sf/run/EventHandler_SSEConnector.sock"
ZMQ = f'could not dial to "ipc://{SOCKET}"'


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            f"Could not connect to ZeroMQ PUSH endpoint: {ZMQ}: dial unix {SOCKET}: connect: no such file or directory",
            "socket_missing",
        ),
        (f"zmq4: {ZMQ} (retry=250ms): dial unix {SOCKET}: connect: connection refused", "socket_refused"),
        (f"zmq4: {ZMQ}: permission denied", "other_error"),
        ("dial tcp 18.205.49.246:443: getsockopt: connection timed out", "tcp_timed_out"),
        ("dial tcp 18.205.49.246:443: connect: connection timed out", "tcp_timed_out"),
        ("dial tcp 18.205.49.246:443: i/o timeout", "tcp_timed_out"),
        ("dial tcp [2001:db8::19]:443: connect: connection timed out", "tcp_timed_out"),
        ("dial tcp 18.205.49.246:443: connect: connection refused", "tcp_refused"),
        ("dial tcp 18.205.49.246:443: getsockopt: connection refused", "tcp_refused"),
        ("dial tcp 18.205.49.246:443: connect: no route to host", "tcp_refused"),
        ("dial tcp 127.0.0.1:9999: connect: connection refused", "other_error"),
        ("dial tcp [::1]:9999: connect: connection refused", "other_error"),
        ("dial tcp: lookup eventing-ingest.sse.itd.cisco.com on 10.0.0.53:53: no such host", "name_unresolved"),
        ("dial tcp: lookup eventing-ingest.sse.itd.cisco.com: no such host", "name_unresolved"),
        ("lookup h: Temporary failure in name resolution", "name_unresolved"),
        ("dial tcp: lookup h on 10.0.0.53:53: read udp 10.0.0.1:5->10.0.0.53:53: i/o timeout", "name_unresolved"),
        ("dial tcp: lookup h on 10.0.0.53:53: server misbehaving", "name_unresolved"),
        ('Get "https://h/": x509: certificate signed by unknown authority', "untrusted"),
        ("tls: failed to verify certificate: x509: certificate signed by unknown authority", "untrusted"),
        ("x509: certificate has expired or is not yet valid", "certificate_dates"),
        (
            "x509: certificate has expired or is not yet valid: current time 2026-11-24T03:00:00Z is before",
            "certificate_dates",
        ),
        ("x509: certificate is valid for proxy.example.net, not api-sse.cisco.com", "wrong_name"),
        ("x509: certificate is not valid for any names, but wanted to match h", "wrong_name"),
        ("proxyconnect tcp: dial tcp 10.0.0.9:3128: connect: connection timed out", "proxy"),
        ("proxyconnect tcp: dial tcp: lookup proxy: no such host", "proxy"),
        ("Proxy Authentication Required", "proxy"),
        ("websocket: bad handshake", "handshake"),
        ("unexpected response: 403 Forbidden", "handshake"),
        ("registration failed, status code: 401", "handshake"),
        ("dial tcp 10.0.0.403:443: weird", "other_error"),
        ("context deadline exceeded", "deadline"),
        ("net/http: request canceled (Client.Timeout exceeded while awaiting headers)", "deadline"),
        ("read tcp 10.0.0.1:4->18.0.0.1:443: i/o timeout", "deadline"),
        ("net/http: TLS handshake timeout", "deadline"),
        ("read tcp 10.0.0.1:4->18.0.0.1:443: connection reset by peer", "other_error"),
        ("", "other_error"),
    ],
)
def test_cause(text, name):
    assert cause(text) == name
    assert name in CAUSES


def counted(text):
    log = connector_log.read(text=text)
    return {name: len(faults.times) for name, faults in log.causes.items()}


@pytest.mark.parametrize(
    ("name", "lines", "causes", "oldest", "newest"),
    [
        ("connector_log_6.4_blocked.txt", 4, {"tcp_timed_out": 4}, "2020-04-13T19:34:02Z", "2020-04-13T19:47:48Z"),
        ("connector_log_6.4_no_socket.txt", 1, {"socket_missing": 1}, None, None),
        (
            "connector_log_7.6_json.txt",
            4,
            {"tcp_timed_out": 1, "wrong_name": 1},
            "2026-11-24T02:10:00Z",
            "2026-11-24T02:16:05Z",
        ),
        (
            "connector_log_7.4_no_details.txt",
            4,
            {"tcp_refused": 1, "other_error": 1},
            "2026-11-24T01:14:05Z",
            "2026-11-24T01:14:08Z",
        ),
    ],
)
def test_files(tools, name, lines, causes, oldest, newest):
    log = connector_log.read(text=tools.text(name))
    assert (log.lines, counted(tools.text(name))) == (lines, causes)
    assert (stamps.rfc3339(log.oldest), stamps.rfc3339(log.newest)) == (oldest, newest)


@pytest.mark.parametrize(
    ("text", "causes"),
    [
        ("", {}),
        ("\n\r\n\n", {}),
        ("no stamp, no level\n", {}),
        ('level=info msg="dial tcp 1.2.3.4:443: i/o timeout"\n', {}),
        ('{"msg":"level=info \\"level\\":\\"info\\" websocket: bad handshake","level":"error"}\n', {"handshake": 1}),
        ('time="x" level=error msg="cut', {"other_error": 1}),
        ("{not json, websocket: bad handshake", {"handshake": 1}),
        ("x" * 100_000, {}),
        ('level=error msg="' + "y" * 100_000, {"other_error": 1}),
    ],
)
def test_lines_of_nonsense(text, causes):
    assert counted(text) == causes


@pytest.mark.parametrize(
    ("line", "sample"),
    [
        (
            'time="2020-04-13T14:34:02-05:00" level=error msg="[fw.cisco.com][events.go:90 events:connectWebSocket] '
            'dial tcp 1.2.3.4:443: i/o timeout"',
            "dial tcp 1.2.3.4:443: i/o timeout",
        ),
        ("events:(*Service).Start] Could not connect", "Could not connect"),
        ('{"level":"error","msg":"[fw][a.go:1 a:b] said \\"no\\""}', 'said "no"'),
        ('level=error msg="a \\"quoted\\" \\\\ word\\n"', 'a "quoted" \\ word'),
        ('level=error msg="csrfToken=abcdef token: xyz end"', "csrfToken=****** token: ****** end"),
        ('level=error msg="\x1b[31mred\x07"', "red"),
        ("", ""),
    ],
)
def test_sample(line, sample):
    assert connector_log.sample(line) == sample


def at(minute: float) -> float:
    return 1_795_000_000.0 + 60 * minute


def assessed(name="tcp_timed_out", times=(), **marks):
    given: dict[str, Any] = {key: value if isinstance(value, bool) else at(value) for key, value in marks.items()}
    seen = connector_log.assessed(faults=Faults(list(times), "line"), name=name, marks=Marks(**given))
    return seen["count_after_success"], seen["after_last_success"], seen["settling"]


TIMES = (at(1), at(2), at(9))


@pytest.mark.parametrize(
    ("name", "marks", "wanted"),
    [
        ("tcp_timed_out", {"now": 10}, (None, None, False)),
        ("tcp_timed_out", {"now": 10, "success": 5}, (1, True, False)),
        ("tcp_timed_out", {"now": 10, "success": 9.5}, (0, False, False)),
        ("tcp_timed_out", {"now": 10, "started": 5}, (1, True, False)),
        ("tcp_timed_out", {"now": 10, "started": 8, "success": 1}, (1, True, False)),
        ("tcp_timed_out", {"now": 10, "started": 8, "activated": 8, "success": 1}, (1, True, True)),
        ("tcp_timed_out", {"now": 30, "started": 0.5, "activated": 0.5}, (3, True, False)),
        ("tcp_timed_out", {"now": 10, "started": 0.5}, (3, True, False)),
        ("socket_missing", {"now": 10, "success": 9.5, "started": 0.5}, (3, True, False)),
        ("socket_missing", {"now": 10, "started": 8, "activated": 8}, (1, True, True)),
        ("socket_missing", {"now": 10, "started": 0.5, "joined": True}, (0, False, False)),
        ("socket_refused", {"now": 10, "started": 0.5, "joined": False}, (3, True, False)),
        ("socket_refused", {"now": 10, "success": 9.5}, (None, None, False)),
    ],
)
def test_before_and_after_the_last_success(name, marks, wanted):
    assert assessed(name, TIMES, **marks) == wanted


def test_errors_without_a_stamp_are_counted_and_not_placed():
    assert assessed(times=(None, None), now=10, success=5) == (0, None, False)


def test_a_cause_in_full():
    line = 'time="2026-11-24T02:14:05Z" level=error msg="dial tcp 203.0.113.21:443: i/o timeout"'
    faults = Faults([at(1), at(9), at(2)], line)
    assert connector_log.assessed(faults=faults, name="tcp_timed_out", marks=Marks(now=at(10), success=at(1.5))) == {
        "count": 3,
        "count_after_success": 2,
        "first": stamps.rfc3339(at(1)),
        "last": stamps.rfc3339(at(9)),
        "since": stamps.rfc3339(at(2)),
        "last_age_seconds": 60,
        "after_last_success": True,
        "settling": False,
        "sample": "dial tcp 203.0.113.21:443: i/o timeout",
    }


@pytest.mark.parametrize(
    ("oldest", "newest", "marks", "wanted"),
    [
        pytest.param(1, 30, {"now": 60, "success": 5, "born": 1}, True, id="back to the last success"),
        pytest.param(45, 59, {"now": 60, "success": 5, "born": 1}, True, id="long enough for a fault to come again"),
        pytest.param(59, 60, {"now": 60, "success": 5, "born": 1}, False, id="the last minute only"),
        pytest.param(59.1, 59.9, {"now": 60, "success": 59, "born": 59}, True, id="the log of a process just started"),
        pytest.param(1, 2, {"now": 9000, "success": 8000, "born": 7990}, False, id="ends before this process"),
        pytest.param(1, 2, {"now": 9000, "success": 8000}, True, id="start not known"),
        pytest.param(1, 2, {"now": 9000, "started": 1, "born": 1}, True, id="the start is the reference"),
        pytest.param(1, 2, {"now": 60, "born": 1}, None, id="no reference"),
        pytest.param(1, 2, {"success": 1, "born": 1}, None, id="no clock"),
        pytest.param(None, None, {"now": 60, "success": 5}, False, id="no stamp at all"),
    ],
)
def test_whether_a_standing_fault_would_be_in_it(oldest, newest, marks, wanted):
    first, last = (None if end is None else at(end) for end in (oldest, newest))
    given: dict[str, Any] = {key: at(value) for key, value in marks.items()}
    assert connector_log.covers(log=Log(3, first, last), marks=Marks(**given)) is wanted


ERROR = 'level=error msg="dial tcp 203.0.113.7:443: i/o timeout"'


def written(*lines):
    """The text of a log: (minute, rest of the line), or a line without a stamp."""
    stamped = (f'time="{stamps.rfc3339(at(line[0]))}" {line[1]}' if isinstance(line, tuple) else line for line in lines)
    return "".join(f"{line}\n" for line in stamped)


START = (100, 'level=info msg="started"')


@pytest.mark.parametrize(
    ("lines", "marks", "wanted"),
    [
        pytest.param([START], {}, 300, id="since its start"),
        pytest.param([START, (150, ERROR), (200, ERROR)], {}, 200, id="since the last error"),
        pytest.param([(50, ERROR), START], {}, 300, id="an error of the process before"),
        pytest.param([START, (401, ERROR)], {}, 0, id="an error logged while it was read"),
        pytest.param([(90, "level=info"), (900, ERROR), START], {}, 300, id="before the clock was set back"),
        pytest.param([(90, "level=info"), (900, ERROR), START, (200, ERROR)], {}, 200, id="and one after that"),
        pytest.param([(50, ERROR), f"panic: {ERROR}", START], {}, 300, id="a line without a time, before the start"),
        pytest.param([START, f"panic: {ERROR}", (200, "level=info")], {}, 200, id="not later than the next line"),
        pytest.param([START, f"panic: {ERROR}"], {}, None, id="a line without a time at the end"),
        pytest.param([START], {"born": None}, None, id="start not known"),
        pytest.param([START], {"now": None}, None, id="no clock"),
        pytest.param([START], {"born": 390, "success": 390}, None, id="a log that ends before this process"),
    ],
)
def test_how_many_minutes_it_is_quiet(lines, marks, wanted):
    given = {"now": 400, "born": 100, "success": 110, **marks}
    given = {key: None if value is None else at(value) for key, value in given.items()}
    seconds = None if wanted is None else 60 * wanted
    whole = connector_log.read(text=written(*lines))
    assert connector_log.quiet(log=whole, marks=Marks(**given)) == seconds
    rotated = connector_log.merged(connector_log.read(text=written(*lines)), connector_log.read(text=""))
    assert connector_log.quiet(log=rotated, marks=Marks(**given)) == seconds


def test_a_rotated_file_comes_before():
    older = connector_log.read(text='time="2026-11-24T02:14:05Z" level=error msg="proxyconnect tcp: x"\n')
    newer = connector_log.read(text='time="2026-11-24T02:15:05Z" level=error msg="proxyconnect tcp: y"\n')
    both = connector_log.merged(older, newer)
    assert (both.lines, both.oldest, both.newest) == (1, older.oldest, newer.newest)
    assert both.causes["proxy"].times == [older.oldest, newer.newest]
    assert both.causes["proxy"].line.endswith('y"')
    looked_up = connector_log.read(text='time="2026-11-24T02:14:05Z" level=error msg="lookup h: no such host"\n')
    assert connector_log.merged(looked_up, newer).dialled == {"h": older.oldest}
    nothing = connector_log.merged(older, connector_log.read(text=""))
    assert (nothing.newest, list(nothing.causes)) == (older.newest, ["proxy"])


def test_a_large_log_is_read_from_its_end():
    line = 'time="2026-11-24T02:14:05Z" level=info msg="nothing"\n'
    last = 'time="2026-11-24T02:15:05Z" level=error msg="proxyconnect tcp: y"\n'
    log = connector_log.read(text=line * 200_000 + last)
    assert stamps.rfc3339(log.newest) == "2026-11-24T02:15:05Z"
    assert list(log.causes) == ["proxy"]
    assert log.lines < 50_000

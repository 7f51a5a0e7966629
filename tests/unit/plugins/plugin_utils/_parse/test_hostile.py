# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Hostile and missing text: no section changes another, nothing is raised, and nothing looks better for being gone."""

from __future__ import annotations

import json
import re
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ansible_collections.firepower.sse.plugins.plugin_utils._parse import api, capture, context, counters
from ansible_collections.firepower.sse.plugins.plugin_utils._parse.evidence import evidence

CAPTURES = (
    "ftd_7.2.5_healthy",
    "ftd_7.2.5_events_one_address_dropped",
    "ftd_7.2.5_tls_intercepted",
    "ftd_7.2.5_connector_disabled",
    "ftd_7.2.5_mx_only",
    "ftd_6.4.0_no_event_socket",
    "ftd_7.2.5_proxy_only",
)

# Which parts are of no worth without a section (alone its own); each is null or has a null at the path.
NULL_WITHOUT = {
    "host": ["appliance.hostname", "appliance.uptime_seconds", "clock.appliance_epoch", "clock.wrong"],
    "sf_version": [],
    "ims_conf": [],
    "pmtool": ["daemons"],
    "properties": ["config"],
    "proxy": ["network.proxy"],
    "resolv": ["network.dns_servers"],
    "socket_file": ["event_socket.file"],
    "netstat": ["event_socket.listening", "event_socket.connected"],
    "lsof": ["connections"],
    "log_stat": ["log.size", "log.modified_epoch"],
    "log_head": ["log.file_started"],
    "log": ["log"],
    "log_rotated": [],
    "ca": ["trust"],
    "region": [],
    "tenant": ["context.tenant"],
}


def goods(found):
    """All that was seen to be well: a check can only pass on these."""
    good = set()
    for path, value in walk(found):
        last = path.rsplit(".", 1)[-1]
        if value is True and last in ("enrolled", "healthy", "enabled", "listening", "connected", "api_listening"):
            good.add(path)
        if value is True and last in ("covers", "proxy_read", "direct_seen"):
            good.add(path)
        if (last, value) in {
            ("state", "running"),
            ("state", "present"),
            ("file", "socket"),
            ("answer", "ok"),
            ("events", "established"),
            ("wrong", "none"),
        }:
            good.add(path)
        if (last, value) in {("overdue", False), ("after_last_success", False), ("settling", True)}:
            good.add(path)
    for probe in found["probes"] or []:
        good |= {f"{probe['host']}.{layer}" for layer, state in probe["layers"].items() if state == "ok"}
        if probe["verdict"] == "reachable":
            good.add(probe["host"])
    log = found["log"]
    if log and not any(cause["after_last_success"] is not False for cause in log["causes"].values()):
        good.add("log without a fault")
    if ((found["context"] or {}).get("counters") or {}).get("sent_growth"):
        good.add("growth")
    return good


def walk(value, path=""):
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from walk(inner, f"{path}.{key}")
    else:
        yield path, json.dumps(value) if isinstance(value, list) else value


def at(found, path):
    for key in path.split("."):
        if found is None:
            return None
        found = found[key]
    return found


@pytest.fixture(scope="session")
def read(tools):
    def evidence_of(text, boundary=None):
        return tools.check(
            evidence(capture=text, boundary=boundary, controller_epoch=None, regions=tools.regions, extra_hosts=[])
        )

    return evidence_of


@pytest.mark.parametrize("name", CAPTURES)
def test_without_any_one_section_nothing_looks_better_and_it_is_said(tools, read, name):
    head, sections, end = tools.parts_of(tools.text(f"captures/{name}.capture"))
    before = read(head + "".join(sections) + end)
    assert goods(before)
    for number, section in enumerate(sections):
        kind = re.findall(r" begin (\w+)", section)[0]
        after = read(head + "".join(sections[:number] + sections[number + 1 :]) + end)
        assert goods(after) <= goods(before), section[:200]
        for path in NULL_WITHOUT.get(kind, []):
            assert at(after, path) is None, (kind, path)
        named = {problem["section"] for problem in after["problems"]}
        if kind not in ("probe", "log_rotated"):
            assert kind in named, kind


@pytest.mark.parametrize("name", CAPTURES)
def test_cut_anywhere_nothing_looks_better_and_it_is_said(tools, read, name):
    text = tools.text(f"captures/{name}.capture")
    before = goods(read(text))
    for share in range(1, 20):
        after = read(text[: len(text) * share // 20])
        assert goods(after) <= before
        assert after["collected"]["complete"] is False
        assert any(problem["section"] == "capture" for problem in after["problems"])


def test_a_probe_of_one_address_that_is_gone_is_missed(tools, read):
    head, sections, end = tools.parts_of(tools.text("captures/ftd_7.2.5_events_one_address_dropped.capture"))
    failed = [
        text for text in sections if re.search(r" begin probe .*role=events address=\d", text) and "curl: (" in text
    ]
    assert failed
    after = read(head + "".join(text for text in sections if text not in failed) + end)
    events = next(probe for probe in after["probes"] if probe["role"] == "events")
    assert events["verdict"] == "unknown"
    assert any("nothing is known of its address" in problem["reason"] for problem in after["problems"])


MARK = "=sse-" + "f" * 32
PIECES = [
    f"\n{MARK} begin host\n",
    f"\n{MARK} out\nepoch=1\n",
    f"\n{MARK} err\n",
    f"\n{MARK} end host 0 0\n",
    f"\n{MARK} done\n",
    "#firepower.sse capture 1 " + MARK + "\n",
    " begin host\n",
    "\x1b[2J\x1b[1;31m",
    "\x1b]0;title\x07",
    "\x9b31m\x00\x08\x7f",
    "{{ lookup('pipe', 'id') }}",
    "{% for x in y %}",
    "$(reboot)`id`",
    "\udcff\ud800",
    "\u202e\u2028\ufeff",
    "connector 13277 x->203.0.113.21:443 (ESTABLISHED)",
    "unix 3 [] STREAM CONNECTED 1 7/EventHandler /ngfw/var/sf/run/EventHandler_SSEConnector.sock",
    "SSEConnector (system) - Running 5",
    'time="2026-11-24T03:12:40Z" level=error msg="dial tcp 203.0.113.21:443: i/o timeout"',
    '{"error": {"message": "SSE connector is not running"}}',
    "http_code=200",
    "connector_port=70000",
    "=",
    "\r",
    "\n",
    "é日本",
    "A" * 5000,
    "9" * 400,
    "[" * 3000,
    "->" * 500,
    "/" * 500,
]
HOSTILE = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=40)), max_size=12).map("".join)
SECTIONS = [
    "host",
    "sf_version",
    "ims_conf",
    "pmtool",
    "properties",
    "proxy",
    "resolv",
    "socket_file",
    "netstat",
    "lsof",
    "log_stat",
    "log_head",
    "log",
    "ca",
    "region",
    "names",
    "probe",
    "context",
    "tenant",
]
QUICK = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
# What a section's text may change; everything else must stay as it is.
OWN = {
    "log": {"log", "summary", "problems"},
    "log_head": {"log", "summary", "problems"},
    "log_stat": {"log", "summary", "problems"},
    "netstat": {"event_socket", "log", "summary", "problems"},
    "lsof": {"connections", "summary", "problems"},
    "pmtool": {"daemons", "summary", "problems"},
    "sf_version": {"appliance", "probes", "trust", "summary", "problems"},
    "ca": {"trust", "summary", "problems"},
    "resolv": {"network", "problems"},
    "tenant": {"context", "manager", "problems"},
    "socket_file": {"event_socket", "summary", "problems"},
}


def replaced(section, *, stdout, stderr, exit_code):
    """The section with other output; what stands before and behind it stays."""
    mark, head = section[1:].split(" ", 1)[0], section.split(" out\n", 1)[0]
    name = re.findall(r" begin (\w+)", section)[0]
    return f"{head} out\n{stdout}\n{mark} err\n{stderr}\n{mark} end {name} {exit_code} 5\n"


@QUICK
@given(
    kind=st.sampled_from(SECTIONS),
    stdout=HOSTILE,
    stderr=HOSTILE,
    exit_code=st.sampled_from([0, 1, 7, 28, 60, 124, 127]),
)
def test_hostile_text_stays_in_its_section(tools, read, kind, stdout, stderr, exit_code):
    head, sections, end = tools.parts_of(tools.text("captures/ftd_7.2.5_healthy.capture"))
    number = next(n for n, text in enumerate(sections) if f" begin {kind}" in text)
    hostile = replaced(sections[number], stdout=stdout, stderr=stderr, exit_code=exit_code)
    text = head + "".join([*sections[:number], hostile, *sections[number + 1 :]]) + end
    plain = capture.read(text=head + "".join(sections) + end, boundary=None)
    seen = capture.read(text=text, boundary=None)
    assert (seen.complete, seen.problems, len(seen.sections)) == (True, [], len(plain.sections))
    assert [a for n, a in enumerate(seen.sections) if n != number] == [
        b for n, b in enumerate(plain.sections) if n != number
    ]
    found = read(text)
    assert all(value.isprintable() for _path, value in walk(found) if isinstance(value, str))
    if kind in OWN:
        before = read(head + "".join(sections) + end)
        assert {part for part in found if found[part] != before[part]} <= OWN[kind]


@QUICK
@given(raw=st.one_of(st.binary(max_size=400), HOSTILE.map(lambda text: text.encode("utf-8", "surrogatepass"))))
def test_bytes_of_any_kind_raise_nothing(tools, read, raw):
    for boundary in (None, tools.boundary, MARK):
        read(raw, boundary)
        read(
            f"#firepower.sse capture 1 {tools.boundary}\n\n{tools.boundary} begin probe host=h\n".encode() + raw,
            boundary,
        )


@QUICK
@given(stdout=HOSTILE, stderr=HOSTILE, attributes=HOSTILE, exit_code=st.integers(0, 255))
def test_hostile_probes_raise_nothing(tools, read, stdout, stderr, attributes, exit_code):
    words = re.sub(r"[\s]", "_", attributes)
    head = (
        f"probe host={words or 'h'} port={words} role={words} address={words} store={words} attempt={words} via={words}"
    )
    found = read(tools.whole(tools.section(head, stdout, stderr=stderr, exit_code=exit_code)))
    assert all(probe["verdict"] != "reachable" for probe in found["probes"] or [])


KEYS = [
    "status",
    "client",
    "exchange",
    "type",
    "Events",
    "registration",
    "statistics",
    "settings",
    "ZmqStat",
    "timestamp",
]
KEYS += ["refresh", "activation", "events", "enabled", "uri", "meta", "clientInfo", "description", "TotalEventsSent"]
VALUES = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8), st.sampled_from(KEYS))
BODIES = st.recursive(
    VALUES,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(KEYS), inner, max_size=4)),
    max_leaves=20,
)


@QUICK
@given(body=st.dictionaries(st.sampled_from(KEYS), BODIES, max_size=6))
def test_json_of_any_shape_raises_nothing(tools, read, body):
    context.read(body=body, now=1.0)
    counters.together(first=counters.read(body=body), second=counters.read(body=body), seconds=1.0)
    text = json.dumps(body)
    assert api.read(exit_code=0, stdout=text).answer in ("ok", "error", "garbled", "absent", "not_running")
    read(tools.whole(*(tools.section(f"context n={n} scheme=http port=1 at={n}", text) for n in (1, 2))))


def test_fifty_megabytes_of_log_cost_seconds_at_most(tools, read):
    line = 'time="2026-11-24T03:12:40Z" level=error msg="dial tcp 203.0.113.21:443: i/o timeout"\n'
    for flood in (line * (50_000_000 // len(line)), "x" * 50_000_000, "[" * 50_000_000):
        before = time.process_time()
        found = read(tools.whole(tools.section("log path=/x", flood), tools.section("netstat", "")))
        assert time.process_time() - before < 15
        assert found["event_socket"]["listening"] is False
        assert len(json.dumps(found)) < 20_000


@pytest.mark.parametrize("kind", SECTIONS)
def test_a_flood_in_any_section_is_bounded(tools, read, kind):
    flood = "".join(
        f"203.0.113.{n % 250} SSEConnector{n} (system) - Running {n} key{n}=[{n}] connector 7 a->10.0.{n % 99}.1:443\n"
        for n in range(20_000)
    )
    before = time.process_time()
    found = read(tools.whole(tools.section(f"{kind} host=h n=1 pid=7", flood)))
    assert time.process_time() - before < 5
    assert len(json.dumps(found)) < 60_000

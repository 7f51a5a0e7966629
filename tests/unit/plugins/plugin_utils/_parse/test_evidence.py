# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Evidence of whole captures that the collecting script took from appliances in known situations."""

from __future__ import annotations

import json
import time

import pytest

from ansible_collections.firepower.sse.plugins.plugin_utils._parse.evidence import empty, evidence

EVENTS, API = "eventing-ingest.eu.sse.itd.cisco.com", "api.eu.sse.itd.cisco.com"


@pytest.fixture(scope="session")
def of(tools):
    """Evidence of a capture among the fixtures."""

    def read(name, **arguments):
        given = {"boundary": None, "controller_epoch": None, "regions": tools.regions, "extra_hosts": [], **arguments}
        return tools.check(evidence(capture=tools.text(f"captures/{name}.capture"), **given))

    return read


def at(found, path):
    """The value at a path such as `daemons.EventHandler.state` or `probes.events.verdict`."""
    for key in path.split("."):
        found = next(entry for entry in found if entry["role"] == key) if isinstance(found, list) else found[key]
    return found


ANY = object()
HEALTHY = {
    "collected.complete": True,
    "problems": [],
    "daemons.SSEConnector.state": "running",
    "daemons.EventHandler.state": "running",
    "config.state": "present",
    "region.name": "eu",
    "context.answer": "ok",
    "context.enrolled": True,
    "context.registration.overdue": False,
    "context.events.healthy": True,
    "event_socket.file": "socket",
    "event_socket.listening": True,
    "event_socket.connected": True,
    "connections.api_listening": True,
    "connections.events": "established",
    "connections.events_seen_by": "address",
    "log.state": "present",
    "summary.log": "no error since the last success",
    "probes.events.verdict": "reachable",
    "probes.api.verdict": "reachable",
    "probes.messaging.verdict": "reachable",
    "trust.verified_by": ["connector_ca"],
    "clock.wrong": "none",
    "clock.outside_certificate": False,
    "network.proxy_read": None,  # no such file, at a place on an FTD that is not certain
    "network.direct_seen": True,
    "network.proxy": None,
    "region.live": "eu",
    "log.covers": True,
}


@pytest.mark.parametrize(
    ("name", "differences"),
    [
        (
            "ftd_7.2.5_healthy",
            {
                "appliance.role": "ftd",
                "appliance.root": "/ngfw",
                "appliance.version": "7.2.5",
                "appliance.hostname": "healthy",
            },
        ),
        (
            "fmc_6.4.0_healthy",
            {
                "appliance.role": "fmc",
                "appliance.root": "",
                "appliance.version": "6.4.0",
                "network.proxy_read": True,
            },
        ),
        (
            "ftd_7.2.5_events_one_address_dropped",
            {
                "probes.events.verdict": "partly_reachable",
                "probes.events.layers.tcp": "failed",
                "probes.events.layers.answer": "ok",
                "summary.events_probe": "1 of 2 addresses answer, tried twice",
            },
        ),
        (
            "ftd_7.2.5_tls_intercepted",
            {
                "probes.events.verdict": "tls_foreign_issuer",
                "probes.api.verdict": "tls_foreign_issuer",
                "probes.messaging.verdict": "tls_foreign_issuer",
                "probes.events.certificate.public_issuer": False,
                "probes.events.layers.tls": "failed",
                "trust.verified_by": [],
                "context.registration.overdue": True,
                "context.events.healthy": False,
                "connections.events": "none",
                "log.causes.untrusted.after_last_success": True,
                "summary.log": ANY,
            },
        ),
        (
            "ftd_7.2.5_connector_disabled",
            {
                "daemons.SSEConnector.state": "user_disabled",
                "context.answer": "refused",
                "context.enrolled": None,
                "context.registration.overdue": None,
                "context.events.healthy": None,
                "event_socket.connected": False,
                "connections": None,
                "region.live": None,
                "log.covers": None,
                "log.state": "empty",
                "summary.log": "log empty",
                "problems": [{"section": "lsof", "reason": "no process of the connector was found"}],
            },
        ),
        (
            "ftd_7.2.5_mx_only",
            {"context.events.healthy": None, "connections.events": "none", "context.counters.sent_growth": 0},
        ),
        (
            "ftd_6.4.0_no_event_socket",
            {
                "event_socket.file": "absent",
                "event_socket.listening": False,
                "event_socket.connected": False,
                "event_socket.program": None,
                "context.events.healthy": False,
                "log.causes.socket_missing.after_last_success": True,
                "summary.log": ANY,
            },
        ),
        (
            "ftd_7.2.5_proxy_only",
            {
                "network.proxy": {"host": "proxy.example.net", "port": 3128},
                "network.proxy_read": True,
                "network.direct_seen": False,
                "probes.events.via": "proxy",
                "probes.events.layers.name": "skipped",
                "probes.events.layers.proxy": "ok",
                "connections.events_seen_by": "proxy",
            },
        ),
        (
            "ftd_7.2.5_curl_missing",
            {
                "context": None,
                "region.live": None,
                "probes.events.verdict": "unknown",
                "probes.api.verdict": "unknown",
                "probes.messaging.verdict": "unknown",
                "trust.verified_by": [],
                "clock.outside_certificate": None,
                "problems": [
                    {"section": "context", "reason": "command not found: curl"},
                    {"section": "probe", "reason": "command not found: curl"},
                ],
            },
        ),
    ],
)
def test_a_situation(of, name, differences):
    """A situation is the healthy one but for what it names; where a whole part is null, nothing is asked within it."""
    found = of(name)
    wanted = {**HEALTHY, **differences}
    for path, value in wanted.items():
        within_nothing = "." in path and wanted.get(path.split(".")[0], ANY) is None
        if value is not ANY and not within_nothing:
            assert at(found, path) == value, path


def test_what_delivers_is_seen_to_grow(of):
    counters = of("ftd_7.2.5_healthy")["context"]["counters"]
    assert counters["sent_growth"] > 0
    assert counters["received_growth"] > 0
    assert counters["seconds_between"] in (2, 3)


def test_the_specimen_stays_valid_and_whole(tools):
    specimen = json.loads((tools.collection / "plugins/plugin_utils/_parse/specimen.json").read_text())
    tools.check(specimen)
    assert None not in {key: value for key, value in specimen.items() if key != "problems"}.values()
    assert set(specimen) == set(empty())
    assert [key for key in specimen["summary"] if not specimen["summary"][key]] == []


def test_nothing_seen_is_valid_too(tools):
    found = tools.check(empty())
    assert found["probes"] is None
    assert found is not empty()


@pytest.mark.parametrize("capture", ["", b"", "x", b"\xff\x00", "#firepower.sse capture 1", "\n" * 1000])
@pytest.mark.parametrize("boundary", [None, "=sse-0123456789abcdef0123456789abcdef"])
def test_no_capture_gives_empty_evidence_with_the_reason(tools, capture, boundary):
    found = tools.check(
        evidence(capture=capture, boundary=boundary, controller_epoch=None, regions=tools.regions, extra_hosts=[])
    )
    assert found["problems"][0]["section"] == "capture"
    assert {**found, "problems": []} == empty()


def test_a_live_run_takes_the_controllers_clock_and_a_saved_one_that_of_the_capture(tools):
    host = tools.section("host", "epoch=1795489960\ncontroller_epoch=1795489000.5\n")
    live = tools.evidence(host, live=True, controller_epoch=1795489900.0)
    assert (live["clock"]["offset_seconds"], live["collected"]["epoch"]) == (60, 1795489900)
    saved = tools.evidence(host, controller_epoch=1795489900.0)
    assert saved["clock"]["offset_seconds"] == 960
    by_hand = tools.evidence(tools.section("host", "epoch=1795489960\ncontroller_epoch=\n"))
    assert (by_hand["clock"]["offset_seconds"], by_hand["collected"]["at"]) == (None, "2026-11-24T03:12:40Z")


@pytest.mark.parametrize(
    ("exit_code", "stderr", "text", "state"),
    [
        (0, "", "connector_fqdn=api-sse.cisco.com\nconnector_port=8989\n", "present"),
        (0, "", "connector_fqdn=api-sse.cisco.com\nconnector_port=$(reboot)\n", "garbled"),
        (0, "", "connector_port=8989\n", "garbled"),
        (0, "", "connector_fqdn=api-sse.cisco.com\n", "present"),
        (0, "", "\x00\x01\x02", "garbled"),
        (0, "", "", "garbled"),
        (1, "cat: /ngfw/etc/sf/connector.properties: No such file or directory", "", "missing"),
        (1, "cat: /ngfw/etc/sf/connector.properties: Permission denied", "", None),
        (124, "", "connector_fqdn=api-sse.cisco.com\n", None),
    ],
)
def test_settings(tools, exit_code, stderr, text, state):
    found = tools.evidence(tools.section("properties", text, exit_code=exit_code, stderr=stderr))
    assert (found["config"] or {}).get("state") == state
    assert any(problem["section"] == "properties" for problem in found["problems"]) is (state is None)


@pytest.mark.parametrize(
    ("exit_code", "stderr", "text", "proxy", "on_fmc", "on_ftd"),
    [
        (0, "", "PROXY_HOST=p\nPROXY_PORT=1\n", {"host": "p", "port": 1}, True, True),
        (0, "", "PROXY_HOST=p\n", {"host": "p", "port": None}, True, True),
        (0, "", "", None, True, True),
        (1, "", "", None, False, False),
        (1, "cat: /etc/sf/iprep_proxy.conf: No such file or directory", "", None, True, None),
        (1, "cat: /etc/sf/iprep_proxy.conf: Permission denied", "", None, False, False),
        (124, "", "", None, False, False),
    ],
)
def test_proxy_setting(tools, exit_code, stderr, text, proxy, on_fmc, on_ftd):
    for role, read in (("fmc", on_fmc), ("ftd", on_ftd), ("-", on_ftd)):
        found = tools.evidence(
            tools.section("host", f"role={role}\n"), tools.section("proxy", text, exit_code=exit_code, stderr=stderr)
        )
        assert (found["network"]["proxy"], found["network"]["proxy_read"]) == (proxy, read)
        unusable = proxy is not None and proxy["port"] is None
        assert any(problem["section"] == "proxy" for problem in found["problems"]) is (read is False or unusable)


MISSING = "cat: /ngfw/etc/sf/iprep_proxy.conf: No such file or directory"
SHOWN = "DNS Servers               : 10.20.0.1\n====[ Proxy Information ]====\nState                     : {}\n"
ENABLED = SHOWN.format("Enabled") + "HTTP Proxy                : p2\nPort                      : 2\n"


@pytest.mark.parametrize(
    ("text", "stderr", "shown", "proxy", "read"),
    [
        # The command line shows what the file, whose place on an FTD is not certain, does not hold.
        ("", MISSING, SHOWN.format("Disabled"), None, True),
        ("", MISSING, ENABLED, {"host": "p2", "port": 2}, True),
        ("", "", ENABLED, {"host": "p2", "port": 2}, True),
        # A file that is there is what the probes went by.
        ("PROXY_HOST=p\nPROXY_PORT=1\n", "", ENABLED, {"host": "p", "port": 1}, True),
        ("PROXY_HOST=p\nPROXY_PORT=1\n", "", SHOWN.format("Disabled"), {"host": "p", "port": 1}, True),
        # No word on a proxy.
        ("", MISSING, "Syntax error: Illegal command\n", None, None),
        ("", MISSING, SHOWN.format("Perhaps"), None, None),
        ("", MISSING, f"{SHOWN.partition('State')[0]}=====[ br1 ]=====\nState  : Disabled\n", None, None),
        ("", MISSING, "", None, None),
    ],
)
def test_the_proxy_by_the_command_line(tools, text, stderr, shown, proxy, read):
    found = tools.evidence(
        tools.section("host", "role=ftd\n"),
        tools.section("proxy", text, exit_code=1 if stderr else 0, stderr=stderr),
        tools.section("show_network", shown),
    )
    assert (found["network"]["proxy"], found["network"]["proxy_read"]) == (proxy, read)
    assert found["network"]["dns_servers"] == (["10.20.0.1"] if shown.startswith("DNS") else None)
    told = [problem["reason"] for problem in found["problems"] if problem["section"] == "proxy"]
    assert any("says that there is none" in reason for reason in told) is bool(text and "Disabled" in shown)


WORD = {"pair": {"unit": "primary", "state": "active", "peer_state": "standby"}}


@pytest.mark.parametrize(
    ("shown", "state", "source"),
    [
        ("Failover On\n  This host: Primary - Failed\n  Other host: Secondary - Active\n", "failed", "appliance"),
        ("Failover Off\nFailover unit Secondary\n", None, None),
        ("Failover On\nfailover is just beginning\n", "active", "fmc"),
        ("Syntax error: Illegal command\n", "active", "fmc"),
        (None, "active", "fmc"),
    ],
)
def test_the_appliances_word_on_its_pair_comes_first(tools, shown, state, source):
    sections = [] if shown is None else [tools.section("show_failover", shown)]
    found = tools.evidence(tools.section("fmc", json.dumps(WORD)), *sections)
    assert [(found["ha"] or {}).get(key) for key in ("state", "source")] == [state, source]


NAMES = "203.0.113.21 STREAM x\n203.0.113.22 STREAM x\n"


def lsof_of(tools, *lines, healthy=None, names=True, pid="7", stderr=""):
    """Evidence of lsof's lines beside the addresses of two hosts and the state of the events service."""
    rows = "".join(f"connector 7 www 9u IPv4 1 0t0 TCP {line}\n" for line in lines)
    status = {True: "Success", False: "Failed", None: "Init"}[healthy]
    body = json.dumps({"status": {"client": [{"type": "Events", "status": status}]}})
    sections = [
        tools.section("proxy", "PROXY_HOST=192.0.2.10\nPROXY_PORT=3128\n"),
        tools.section("context n=1 scheme=http port=8989", body),
        tools.section(f"lsof pid={pid}", rows, exit_code=0 if rows else 1, stderr=stderr),
        tools.section(f"probe host={EVENTS} port=443 path=/ role=events address=- store=ios attempt=1 via=direct"),
        tools.section("probe host=mx01.eu port=443 path=/ role=messaging address=- store=ios attempt=1 via=direct"),
    ]
    if names:
        sections += [
            tools.section(f"names host={EVENTS}", NAMES),
            tools.section("names host=mx01.eu", "203.0.113.31 R\n"),
        ]
    return tools.evidence(*sections)


LISTEN = "localhost:8989 (LISTEN)"
TO_EVENTS, TO_MX, TO_OTHER, TO_PROXY, TO_UNKNOWN_PORT = (
    f"10.0.0.1:5->{far}"
    for far in ("203.0.113.22:443", "203.0.113.31:443", "203.0.113.99:https", "192.0.2.10:3128", "192.0.2.11:8443")
)
TO_SELF = "127.0.0.1:9->127.0.0.1:8989 (ESTABLISHED)"


@pytest.mark.parametrize(
    ("lines", "given", "state", "by"),
    [
        pytest.param([f"{TO_EVENTS} (ESTABLISHED)"], {}, "established", "address", id="to events"),
        pytest.param([f"{TO_EVENTS} (SYN_SENT)", f"{TO_MX} (ESTABLISHED)"], {}, "syn_sent", "address", id="SYN_SENT"),
        pytest.param([f"{TO_EVENTS} (CLOSE_WAIT)"], {"healthy": True}, "other", "address", id="closing"),
        pytest.param([f"{TO_MX} (ESTABLISHED)"], {"healthy": True}, "none", "address", id="to mx only"),
        pytest.param([TO_SELF], {"healthy": True}, "none", "address", id="to itself only"),
        pytest.param([], {"healthy": True}, "none", "address", id="to nobody"),
        pytest.param([f"{TO_OTHER} (ESTABLISHED)"], {"healthy": True}, "established", "service", id="to a new address"),
        pytest.param(
            [f"{TO_OTHER} (ESTABLISHED)"], {"healthy": False}, "none", "service", id="to whom, and not healthy"
        ),
        pytest.param([f"{TO_OTHER} (ESTABLISHED)"], {}, None, None, id="to whom, and nothing else known"),
        pytest.param([f"{TO_OTHER} (SYN_SENT)"], {"healthy": True}, "none", "service", id="nothing established"),
        pytest.param([f"{TO_PROXY} (ESTABLISHED)"], {"healthy": True}, "established", "proxy", id="by proxy"),
        pytest.param([f"{TO_PROXY} (ESTABLISHED)"], {"healthy": False}, "none", "service", id="by proxy, not healthy"),
        pytest.param([f"{TO_PROXY} (ESTABLISHED)"], {}, None, None, id="by proxy, nothing known"),
        pytest.param([f"{TO_PROXY} (SYN_SENT)"], {}, "syn_sent", "proxy", id="proxy does not answer"),
        pytest.param([f"{TO_MX} (ESTABLISHED)"], {"names": False}, None, None, id="names unknown"),
        pytest.param(
            [f"{TO_UNKNOWN_PORT} (ESTABLISHED)"], {"healthy": True}, "established", "service", id="to any port"
        ),
        pytest.param([f"{TO_UNKNOWN_PORT} (ESTABLISHED)"], {}, None, None, id="to any port, nothing else known"),
        pytest.param(
            [f"{TO_UNKNOWN_PORT} (SYN_SENT)"], {"healthy": True}, "none", "address", id="nobody answers there"
        ),
        pytest.param([f"{TO_PROXY} (CLOSE_WAIT)"], {"healthy": True}, "other", "service", id="the proxy closes"),
        pytest.param([f"{TO_OTHER} (CLOSE_WAIT)"], {"healthy": True}, "other", "service", id="somebody closes"),
        pytest.param(["10.0.0.1:5->10.0.0.53:53"], {"healthy": True}, "none", "address", id="to a name server"),
    ],
)
def test_established_to_what(tools, lines, given, state, by):
    seen = lsof_of(tools, LISTEN, *lines, **given)["connections"]
    assert (seen["events"], seen["events_seen_by"], seen["api_listening"]) == (state, by, True)


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({}, "exit status 1"),
        ({"stderr": "lsof: no permission"}, "exit status 1: lsof: no permission"),
        ({"pid": "-"}, "no process of the connector was found"),
    ],
)
def test_where_lsof_shows_nothing_there_is_nothing_to_see(tools, given, reason):
    found = lsof_of(tools, **given)
    assert found["connections"] is None
    assert {"section": "lsof", "reason": reason} in found["problems"]


def test_a_connector_without_any_connection(tools):
    found = lsof_of(tools, LISTEN)["connections"]
    assert found == {"api_listening": True, "peers": [], "events": "none", "events_seen_by": "address"}


def test_another_user_than_root_sees_less(tools):
    for uid, said in (("0", False), ("1000", True)):
        found = tools.evidence(tools.section("host", f"uid={uid}\n"))
        assert any("not as root" in problem["reason"] for problem in found["problems"]) is said


def test_extra_hosts_count_as_the_user_says(tools):
    probe = tools.section(
        "probe host=Ntp.example.com port=8443 path=/ role=extra address=- store=ios attempt=1 via=direct"
    )
    for required, severity in ((True, "critical"), (False, "info")):
        found = tools.evidence(probe, extra_hosts=[{"host": "ntp.example.com", "port": 8443, "required": required}])
        assert [(entry["required"], entry["severity"]) for entry in found["probes"]] == [(required, severity)]


def test_a_required_host_that_was_not_probed_is_unknown(tools):
    found = tools.evidence(
        tools.section("region", f"region=eu\nsource=connector_fqdn\napi_host={API}\n"),
        tools.section(
            f"probe host={API} port=443 path=/ role=api address=- store=ios attempt=1 via=direct", exit_code=7
        ),
    )
    assert [(entry["host"], entry["verdict"]) for entry in found["probes"]] == [(EVENTS, "unknown"), (API, "refused")]
    assert {"section": "probe", "reason": f"{EVENTS} was not probed"} in found["problems"]


def test_the_region_of_a_capture_by_hand(tools):
    """The script alone knows no region; the controller does, and what it misses then is said."""
    found = tools.evidence(
        tools.section("region", f"region=-\nsource=connector_fqdn\napi_host={API}\n"), probed(tools, API, "api")
    )
    assert found["region"]["name"] == "eu"
    assert [(entry["host"], entry["verdict"]) for entry in found["probes"]] == [(EVENTS, "unknown"), (API, "refused")]


def test_a_cloud_of_no_known_region_has_no_required_host(tools):
    found = tools.evidence(
        tools.section("region", "region=-\nsource=connector_fqdn\napi_host=staging-sse.cisco.com\n"),
        tools.section("probe host=staging-sse.cisco.com port=443 path=/ role=api address=- store=ios", exit_code=7),
    )
    assert found["region"]["name"] == "unknown"
    assert [(entry["required"], entry["severity"]) for entry in found["probes"]] == [(False, "warning")]


def test_the_port_that_the_settings_do_not_name(tools):
    for text, port in (
        ("connector_fqdn=api-sse.cisco.com\n", 8989),
        ("connector_fqdn=api-sse.cisco.com\nconnector_port=9\n", 9),
        ("connector_fqdn=api-sse.cisco.com\nconnector_port=x\n", None),
        ("registration_interval=180\n", None),
    ):
        assert tools.evidence(tools.section("properties", text))["config"]["connector_port"] == port


def probed(tools, host, role, **given):
    head = f"probe host={host} port=443 path=/ role={role} address=- store=ios attempt=1 via=direct"
    return tools.section(head, **{"exit_code": 7, **given})


@pytest.mark.parametrize(
    ("fqdn", "live", "required", "elsewhere"),
    [
        ("api.eu.sse.itd.cisco.com", "eu", [EVENTS, API], []),
        ("https://API-sse.cisco.com:443/", "us", ["api-sse.cisco.com"], ["api-sse.cisco.com"]),
        ("staging.example.com", "unknown", [EVENTS, API], []),
        (None, None, [EVENTS, API], []),
    ],
)
def test_where_the_connector_is_and_where_it_is_set_to_be(tools, fqdn, live, required, elsewhere):
    """The hosts of its live region count; where those were not probed, nothing is known of them."""
    body = {"settings": {"exchange": {"fqdn": fqdn}}}
    found = tools.evidence(
        tools.section("region", f"region=eu\nsource=connector_fqdn\napi_host={API}\n"),
        tools.section("context n=1 scheme=http port=8989", json.dumps(body)),
        probed(tools, API, "api"),
        probed(tools, EVENTS, "events"),
    )
    assert (found["region"]["name"], found["region"]["live"]) == ("eu", live)
    assert [probe["host"] for probe in found["probes"] if probe["required"]] == required
    unknown = [probe for probe in found["probes"] if probe["verdict"] == "unknown"]
    assert [probe["host"] for probe in unknown] == elsewhere
    assert {probe["message"] for probe in unknown} <= {"not probed: the settings name another region"}
    assert {probe["severity"] for probe in found["probes"] if not probe["required"]} <= {"warning"}


def test_where_no_region_was_seen_no_host_is_required(tools):
    found = tools.evidence(probed(tools, API, "api"))
    assert (found["region"]["name"], found["probes"][0]["required"]) == (None, False)


LOOKED_UP = f"dial tcp: lookup {EVENTS} on 10.0.0.53:53: i/o timeout"


@pytest.mark.parametrize(
    ("line", "peers", "verdict", "seen"),
    [
        pytest.param("", [], {"exit_code": 28}, False, id="nothing"),
        pytest.param("", [], {"exit_code": 7}, False, id="refused"),
        pytest.param("", [], {"exit_code": 35, "stdout": "time_connect=0.1\n"}, True, id="TCP of our own"),
        pytest.param("", [f"{TO_EVENTS} (SYN_SENT)"], {"exit_code": 28}, True, id="a peer, even if silent"),
        pytest.param("", [f"{TO_OTHER} (ESTABLISHED)"], {"exit_code": 28}, False, id="a peer of no known host"),
        pytest.param("", [TO_SELF], {"exit_code": 28}, False, id="itself"),
        pytest.param(LOOKED_UP, [], {"exit_code": 28}, True, id="a name looked up"),
        pytest.param("dial tcp: lookup proxy.example.net: no such host", [], {"exit_code": 28}, False, id="another"),
        pytest.param("dial tcp 203.0.113.9:443: i/o timeout", [], {"exit_code": 28}, True, id="port 443 dialled"),
        pytest.param("dial tcp 192.0.2.10:3128: i/o timeout", [], {"exit_code": 28}, False, id="a proxy dialled"),
        pytest.param(f"proxyconnect tcp: {LOOKED_UP}", [], {"exit_code": 28}, False, id="through a proxy"),
    ],
)
def test_whether_the_connector_goes_out_directly(tools, line, peers, verdict, seen):
    rows = "".join(f"connector 7 www 9u IPv4 1 0t0 TCP {peer}\n" for peer in [LISTEN, *peers])

    def of(started):
        found = tools.evidence(
            tools.section("host", f"epoch=1795489960\nconnector_started={started}\n"),
            tools.section("log path=/x", f'time="2026-11-24T03:10:00Z" level=error msg="{line}"\n' if line else ""),
            tools.section("lsof pid=7", rows),
            tools.section(f"names host={EVENTS}", NAMES),
            probed(tools, EVENTS, "events", **verdict),
        )
        return found["network"]["direct_seen"]

    assert of(1795489000) is seen
    if line:  # the word of an earlier process does not count, nor of one whose start is not known
        assert of(1795489900) is of("-") is False


def test_a_direct_way_of_an_extra_host_says_nothing_of_the_cloud(tools):
    reached = {"exit_code": 35, "stdout": "time_connect=0.1\n"}
    assert tools.evidence(probed(tools, "ntp.example.com", "extra", **reached))["network"]["direct_seen"] is False
    assert tools.evidence(tools.section("host", ""))["network"]["direct_seen"] is None


@pytest.mark.parametrize(
    ("log", "verdict", "message"),
    [
        ("", "unknown", "the proxy asks for a password, and this check has none"),
        ("Proxy Authentication Required", "proxy_refused", "CONNECT tunnel failed, response 407"),
        ("dial tcp 203.0.113.9:443: i/o timeout", "unknown", "the proxy asks for a password, and this check has none"),
    ],
)
def test_a_proxy_that_asks_for_a_password(tools, log, verdict, message):
    """The connector may have the one that this check lacks: only its own log tells."""
    exit_line, rest = tools.text("curl_7.88_proxy_407.txt").split("\n", 1)
    stdout, stderr = rest.split("===\n", 1)
    found = tools.evidence(
        tools.section("log path=/x", f'time="2026-11-24T03:10:00Z" level=error msg="{log}"\n' if log else ""),
        tools.section(
            f"probe host={EVENTS} port=443 path=/ role=events address=- store=ios attempt=1 via=proxy",
            stdout,
            stderr=stderr,
            exit_code=int(exit_line.split(" ")[1]),
        ),
    )
    assert [(probe["verdict"], probe["message"]) for probe in found["probes"]] == [(verdict, message)]


@pytest.mark.parametrize(
    ("names", "exit_code", "addresses"),
    [
        ("203.0.113.21 STREAM x\n", 0, [{"address": "203.0.113.21", "verdict": "reachable"}]),
        ("", 127, None),
        ("", 124, None),
        ("", 2, None),
        (None, 0, None),
    ],
)
def test_addresses_that_were_not_seen(tools, names, exit_code, addresses):
    """That the name answers says nothing of its other addresses."""
    head, rest = tools.text("curl_8.16_reachable.txt").split("\n", 1)
    stdout, stderr = rest.split("===\n", 1)
    assert head == "exit 0"
    found = tools.evidence(
        *([] if names is None else [tools.section(f"names host={EVENTS}", names, exit_code=exit_code)]),
        probed(tools, EVENTS, "events", stdout=stdout, stderr=stderr, exit_code=0),
    )
    assert [(probe["verdict"], probe["addresses"]) for probe in found["probes"]] == [("reachable", addresses)]


def test_a_success_of_the_future_is_none(tools):
    for when, wanted in (("2026-11-24T03:00:00Z", "2026-11-24T03:00:00Z"), ("2026-11-27T03:00:00Z", None)):
        events = {"type": "Events", "statistics": {"ZmqStat": {"LastCloudConnectSuccess": when}}}
        found = tools.evidence(
            tools.section("host", "epoch=1795489960\n"),
            tools.section("context n=1", json.dumps({"statistics": {"client": [events]}})),
            tools.section("log path=/x", ""),
        )
        assert found["log"]["last_success"] == wanted


def test_a_healthy_capture_is_read_fast(of):
    """Well under 8 ms on an idle machine: the bound is for a busy one, the best of several is taken."""
    of("ftd_7.2.5_healthy")
    taken = []
    for _unused in range(10):
        before = time.process_time()
        of("ftd_7.2.5_healthy")
        taken.append(time.process_time() - before)
    assert min(taken) < 0.08

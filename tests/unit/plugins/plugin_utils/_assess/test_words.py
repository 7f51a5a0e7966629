# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Texts, advice by version, manager and interface, the expected state, the policy."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from ansible_collections.firepower.sse.plugins.plugin_utils._assess import engine, loader, policy
from ansible_collections.firepower.sse.plugins.plugin_utils._assess.intent import intent_of
from ansible_collections.firepower.sse.plugins.plugin_utils._assess.judge import judge_of
from ansible_collections.firepower.sse.plugins.plugin_utils._assess.root import expected_state, release_number, root_of
from ansible_collections.firepower.sse.plugins.plugin_utils._assess.statuses import same
from ansible_collections.firepower.sse.plugins.plugin_utils._assess.texts import short
from ansible_collections.firepower.sse.plugins.plugin_utils._errors import SseError
from ansible_collections.firepower.sse.tests.unit.plugins.plugin_utils._assess.situations import (
    CUT_OFF,
    NOT_ENROLLED,
    SYN_SENT,
    at,
    changed,
)

NOW = datetime.datetime(2026, 11, 24, tzinfo=datetime.timezone.utc)
CHAPTERS = ["cloud_services", "connectivity", "connector", "event_delivery", "own"]


def finding(check: str, change: dict[str, Any], **expected: Any) -> dict[str, Any]:
    result = engine.assess(
        evidence=changed(change), expected=expected, catalogue=loader.load(), waivers=[], host="fra-fw1", now=NOW
    )
    found: dict[str, Any] = next(one for one in result["findings"] if one["check"] == check)
    return found


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"appliance.version": "6.6.1"}, "in System > Integration > Cloud Services in the FMC"),
        ({"appliance.version": "7.0.4"}, "in System > SecureX in the FMC"),
        ({"appliance.version": "7.4.2"}, "in Integration > SecureX in the FMC (7.6 and cloud-delivered: Integration >"),
        (
            {"manager.kind": "unknown"},
            "7.6 and cloud-delivered: Integration > Cisco Security Cloud; device manager: Device",
        ),
        ({"manager.kind": "unknown", "appliance.role": "fmc"}, "in Integration > Cisco Security Cloud in the FMC."),
        ({"appliance.version": "7.6.0"}, "in Integration > Cisco Security Cloud in the FMC."),
        ({"appliance.version": "10.0.0"}, "in Integration > Cisco Security Cloud in the FMC."),
        ({"appliance.version": "6.6.1", "manager.kind": "fdm"}, "in Device > System Settings > Cloud Services"),
        ({"manager.kind": "cdfmc"}, "in Integration > Cisco Security Cloud in the cloud-delivered FMC."),
        ({"appliance.version": None}, "in the FMC's cloud settings (6.x: System > Integration > Cloud Services, 7.6:"),
    ],
)
def test_menus_go_by_version_and_manager(change: dict[str, Any], words: str) -> None:
    assert words in finding("SSE-307", {**NOT_ENROLLED, **change}, cloud_events="on")["advice"]


@pytest.mark.parametrize(
    ("interface", "words", "not_words"),
    [
        ("management", "leaves by the management interface.", "data interface"),
        ("data", "look at this device's own route, NAT and access policy", "by the management interface"),
        (None, "by the management interface; where management runs over a data interface", "Management runs"),
    ],
)
def test_whose_network_it_is_goes_by_the_interface(interface: str | None, words: str, not_words: str) -> None:
    advice = finding("SSE-203", {**at("timed_out", "events"), **SYN_SENT, "network.interface": interface})["advice"]
    assert "Allow TCP 443 to these hosts by NAME" in advice
    assert words in advice
    assert not_words not in advice


@pytest.mark.parametrize(
    ("verdict", "headline", "advice"),
    [
        ("timed_out", "does not answer", "Allow TCP 443 to the host by NAME"),
        ("refused", "refuses the connection", "Allow TCP 443 to the host by NAME"),
        ("tls_foreign_issuer", "has its TLS intercepted", "Exempt the host from TLS inspection, by NAME"),
        ("tls_wrong_name", "shows a certificate of another name", "Exempt the host from TLS inspection, by NAME"),
        ("tls_silent", "fails in TLS", "Exempt the host from TLS inspection, by NAME"),
        ("no_answer", "does not answer", "The request is lost behind one address only"),
    ],
)
def test_one_address_of_several_is_told_by_what_is_wrong_with_it(verdict: str, headline: str, advice: str) -> None:
    change = {
        "probes.events.verdict": "partly_reachable",
        "probes.events.addresses": [
            {"address": "203.0.113.21", "verdict": verdict},
            {"address": "203.0.113.22", "verdict": "reachable"},
        ],
    }
    cause = finding("SSE-204", {**change, **CUT_OFF})
    assert cause["headline"] == f"203.0.113.21 {headline}, other addresses of the same host are fine"
    assert advice in cause["advice"]


@pytest.mark.parametrize(
    ("change", "words", "remedy"),
    [
        (CUT_OFF, "The hosts answer this check. Restart SSEConnector", "restart_connector"),
        ({**CUT_OFF, "probes": None}, "It is not known whether the hosts answer.", None),
        ({**CUT_OFF, **at("unknown", "events")}, "It is not known whether the hosts answer.", None),
    ],
)
def test_a_restart_is_for_a_way_that_is_open(change: dict[str, Any], words: str, remedy: str | None) -> None:
    cause = finding("SSE-403", change)
    assert cause["headline"] == "the connector is not connected to eventing-ingest"
    assert cause["advice"].startswith(words)
    assert cause["remedy"] == remedy


@pytest.mark.parametrize(
    ("change", "expected", "headline", "advice"),
    [
        (
            {},
            {"cloud_events": "off"},
            "cloud events are expected to be off, and the appliance sends them",
            "correct what is expected (sse_expected_cloud_events)",
        ),
        (
            {"cloud": {"events": "off", "excluded": False, "source": "fmc-eu"}},
            {},
            "the FMC has cloud events off or leaves the device out, and it sends them",
            "correct what is expected (sse_expected_cloud_events)",
        ),
        (
            {"cloud": {"events": "off", "excluded": False, "source": "fmc-eu"}, **CUT_OFF},
            {"cloud_events": "on"},
            "cloud events should be on, and the manager has them off",
            "Switch the cloud event configuration on",
        ),
        (
            {"cloud": {"events": "on", "excluded": True, "source": "fmc-eu"}, **CUT_OFF},
            {"cloud_events": "on"},
            "cloud events should be on, and the manager leaves this device out",
            "take the device off the list",
        ),
    ],
)
def test_what_should_be_on_or_off(change: dict[str, Any], expected: dict[str, Any], headline: str, advice: str) -> None:
    told = finding("SSE-101", change, **expected)
    assert told["headline"] == headline
    assert advice in told["advice"]


@pytest.mark.parametrize(
    ("seconds", "headline"),
    [
        (396, "the appliance's clock is ahead by more than 300 s"),
        (-7200, "the appliance's clock is behind by more than 300 s"),
    ],
)
def test_a_clock_is_told_in_words_that_hold_for_all_appliances_of_an_entry(seconds: int, headline: str) -> None:
    told = finding("SSE-216", {"clock.cloud_offset_seconds": seconds})
    assert (told["headline"], told["seen"]) == (headline, [f"by {seconds} s"])


@pytest.mark.parametrize("down_since", ["2026-11-24T02:14:00Z", None])
def test_without_a_log_a_fault_began_with_the_loss_of_the_connection(down_since: str | None) -> None:
    change = {**at("timed_out", "events"), **SYN_SENT, "log": None, "context.counters.down_since": down_since}
    assert finding("SSE-203", change)["since"] == down_since


def test_no_advice_names_what_the_collection_does_not_have() -> None:
    texts = [row.text or "" for check in loader.load().checks.values() for row in check.advice]
    texts += [row.text or "" for rows in loader.load().phrases.values() for row in rows]
    assert not [text for text in texts if "remediate" in text]


def test_a_cause_is_told_as_the_screen_shows_it() -> None:
    change = {**at("timed_out", "events"), **SYN_SENT, "summary.events_probe": "0 of 2 addresses answer, tried twice"}
    change["log.causes"] = {
        "tcp_timed_out": {"since": "2026-11-24T02:14:00Z", "after_last_success": True, "settling": False}
    }
    cause = finding("SSE-203", change)
    assert cause["headline"] == "no TCP answer from eventing-ingest.eu.sse.itd.cisco.com:443"
    assert cause["since"] == "2026-11-24T02:14:00Z"
    assert cause["seen"][0] == "0 of 2 addresses answer, tried twice"
    assert (cause["area"], cause["remedy"]) == ("network", None)


def test_what_passes_or_was_not_seen_has_no_words_of_a_failure() -> None:
    for one in (finding("SSE-203", {}), finding("SSE-302", {"daemons": None})):
        assert (one["headline"], one["advice"], one["avoid"], one["since"], one["seen"]) == (None, None, None, None, [])


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (["a", "b"], "a, b"),
        (["a", "b", "c", "d", "e"], "a, b, c and 2 more"),
        ("a\n b\tc", "a b c"),
        (True, "true"),
        (None, "null"),
        ({"a": 1, "b": ["x"]}, 'a: 1, b: ["x"]'),
        ("x" * 500, "x" * 117 + "..."),
        ([], ""),
    ],
)
def test_short(value: Any, text: str) -> None:
    assert short(value) == text


@pytest.mark.parametrize(
    ("found", "expected", "equal"),
    [
        (1, True, False),
        (0, False, False),
        (True, True, True),
        (1, 1.0, True),
        ([], [], True),
        ("1", 1, False),
        (None, None, True),
    ],
)
def test_equality_is_that_of_json(found: Any, expected: Any, equal: bool) -> None:
    assert same(found, expected) is equal


@pytest.mark.parametrize(
    ("version", "number"),
    [
        ("7.6.0", 706),
        ("10.0", 1000),
        ("6.4.0.17", 604),
        ("7", None),
        (None, None),
        ("7.x", None),
        ("7.²", None),
        ("7.99999", None),
    ],
)
def test_release_number(version: Any, number: int | None) -> None:
    assert release_number(version) == number


@pytest.mark.parametrize(
    ("version", "region", "minimum", "status"),
    [
        ("6.4.0", "us", None, "pass"),
        ("6.4.0", "eu", None, "fail"),
        ("6.5.0", "eu", None, "pass"),
        ("6.4.0", None, None, "unknown"),
        ("6.4.0", "unknown", None, "unknown"),
        ("7.2.0", None, None, "pass"),
        (None, "eu", None, "unknown"),
        ("7.0.0", "eu", "7.2", "fail"),
        ("7.2.5", "eu", "7.2", "pass"),
    ],
)
def test_the_floor_goes_by_the_region(
    version: str | None, region: str | None, minimum: str | None, status: str
) -> None:
    change = {"appliance.version": version, "region.name": region, "context.enrolled": False}
    assert finding("SSE-313", change, cloud_events="on", minimum_version=minimum)["status"] == status


@pytest.mark.parametrize(
    ("evidence", "wanted", "intent"),
    [
        ({}, "auto", ("unknown", None)),
        ({}, "on", ("on", "expected")),
        ({"cloud": {"events": "on"}}, "off", ("off", "expected")),
        ({"cloud": {"events": "on", "excluded": True}}, "auto", ("off", "fmc")),
        ({"cloud": {"events": "off"}}, "auto", ("off", "fmc")),
        ({"cloud": {"events": "on"}}, "auto", ("on", "fmc")),
        ({"context": {"enrolled": True, "events": {"enabled": True}}}, "auto", ("on", "context")),
        ({"context": {"enrolled": True, "events": {"enabled": False}}}, "auto", ("unknown", None)),
        ({"context": {"enrolled": False, "events": {"enabled": True}}}, "auto", ("unknown", None)),
        ({"context": "x", "cloud": []}, "auto", ("unknown", None)),
    ],
)
def test_intent(evidence: dict[str, Any], wanted: str, intent: tuple[str, str | None]) -> None:
    found = intent_of(evidence=evidence, expected=expected_state({"cloud_events": wanted}))
    assert (found["cloud_events"], found["source"]) == intent


def test_yamls_booleans_are_the_words_on_and_off() -> None:
    assert [expected_state({"cloud_events": word})["cloud_events"] for word in (True, False)] == ["on", "off"]


@pytest.mark.parametrize(
    ("expected", "sentence"),
    [
        (
            {"regoin": "eu"},
            "The expected state has no key 'regoin'; known are cloud_events, event_types, licensing, max_clock_offset",
        ),
        ({"cloud_events": "yes"}, "The expected cloud_events is 'yes' and must be one of auto, on, off."),
        ({"minimum_version": "seven"}, "The expected minimum_version is 'seven' and must look like '7.2'."),
    ],
)
def test_an_expected_state_that_cannot_be_used(expected: dict[str, Any], sentence: str) -> None:
    with pytest.raises(SseError) as caught:
        root_of(evidence={}, expected=expected)
    assert sentence in str(caught.value)


BLOCKED = {**at("timed_out", "events"), **SYN_SENT}


@pytest.mark.parametrize(
    ("change", "options", "sentence"),
    [
        (BLOCKED, {}, None),
        (
            BLOCKED,
            {"fail_on": ["critical"]},
            "fra-fw1: not delivering - SSE-203 no TCP answer from eventing-ingest.eu.sse.itd.cisco.com:443",
        ),
        (BLOCKED, {"fail_on": ["critical"], "chapters": ["connector"]}, None),
        (BLOCKED, {"fail_on": ["warning", "unreachable", "nothing_checked"]}, None),
        ({"daemons": None}, {"fail_on": ["unknown"]}, None),
        (
            {"daemons": None, "context.counters.sent_growth": 0, "context.counters.received_growth": 0},
            {"fail_on": ["unknown"]},
            "fra-fw1: idle - SSE-302 not seen: SSEConnector is running; SSE-312 not seen: EventHandler is running",
        ),
        (at("timed_out", "messaging"), {"fail_on": ["critical"]}, None),
        (
            at("timed_out", "messaging"),
            {"fail_on": ["warning"]},
            "fra-fw1: delivering - SSE-213 not reachable: mx01.eu.sse.itd.cisco.com timed_out",
        ),
    ],
)
def test_what_makes_the_task_fail(change: dict[str, Any], options: dict[str, Any], sentence: str | None) -> None:
    result = judge_of({"chapters": CHAPTERS, "fail_on": [], **options}, host="fra-fw1").result(changed(change))
    assert (result.get("failed", False), result.get("msg")) == (sentence is not None, sentence)


def test_chapters_limit_what_is_told_not_what_is_known() -> None:
    result = judge_of({"chapters": ["event_delivery"], "fail_on": ["critical"]}, host="fra-fw1").result(
        changed(BLOCKED)
    )
    assert {one["chapter"] for one in result["findings"]} == {"event_delivery"}
    assert (result["outcome"], result["root_causes"]) == ("not_delivering", ["SSE-203"])
    assert {one["check"]: one["status"] for one in result["findings"]}["SSE-403"] == "blocked"


def test_the_sentence_names_causes_first_and_at_most_three() -> None:
    findings = [
        {"check": f"SSE-{number}", "status": "fail", "headline": None, "title": f"t{number}"}
        for number in range(201, 206)
    ]
    result = {"outcome": "not_delivering", "root_causes": ["SSE-204"], "possible_causes": []}
    assert (
        policy.sentence("x", result, findings)
        == "x: not delivering - SSE-204 t204; SSE-201 t201; SSE-202 t202; and 2 more"
    )

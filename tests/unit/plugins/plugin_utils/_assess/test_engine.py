# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every fault and every trap of real fleets: evidence in, outcome, causes and statuses out."""

from __future__ import annotations

import datetime
import json
import time
from typing import TYPE_CHECKING, Any

import pytest

from ansible_collections.firepower.sse.plugins.plugin_utils._assess import engine, loader, trial
from ansible_collections.firepower.sse.plugins.plugin_utils._assess.queries import Query
from ansible_collections.firepower.sse.plugins.plugin_utils._assess.root import root_of
from ansible_collections.firepower.sse.plugins.plugin_utils._assess.statuses import chain, judge
from ansible_collections.firepower.sse.tests.unit.plugins.plugin_utils._assess.situations import (
    FAULTS,
    NO_FAULTS,
    QUIET,
    Situation,
    at,
    changed,
    counted,
    healthy,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

NOW = datetime.datetime(2026, 11, 24, 3, 12, 40, tzinfo=datetime.timezone.utc)
ALL = [*FAULTS, *NO_FAULTS]
GOOD = ("pass", "not_applicable")
OF_FMC = {"SSE-101", "SSE-106", "SSE-107", "SSE-108", "SSE-109", "SSE-110", "SSE-111"}


def assess(
    evidence: dict[str, Any], *, expected: dict[str, Any] | None = None, checks: Any = (), waivers: Any = ()
) -> Any:
    return engine.assess(
        evidence=evidence,
        expected=expected or {},
        catalogue=loader.load(list(checks)),
        waivers=list(waivers),
        host="fra-fw1",
        now=NOW,
    )


def statuses(result: dict[str, Any]) -> dict[str, str]:
    return {finding["check"]: finding["status"] for finding in result["findings"]}


@pytest.mark.parametrize("situation", ALL, ids=lambda situation: situation.name)
def test_situation(situation: Situation) -> None:
    result = assess(situation.evidence(), expected=situation.expected)
    failed = {check: status for check, status in statuses(result).items() if status not in GOOD}
    assert (result["outcome"], result["root_causes"], result["possible_causes"]) == (
        situation.outcome,
        situation.causes,
        situation.possible,
    ), failed
    assert {check: statuses(result)[check] for check in situation.statuses} == situation.statuses


@pytest.mark.parametrize("situation", FAULTS, ids=lambda situation: situation.name)
def test_a_cause_says_what_to_do(situation: Situation) -> None:
    result = assess(situation.evidence(), expected=situation.expected)
    for finding in result["findings"]:
        if finding["check"] in result["root_causes"]:
            assert finding["severity"] == "critical"
            assert finding["headline"]
            assert "{" not in finding["headline"] + finding["advice"] + finding["avoid"]
            assert finding["seen"] or finding["check"] == "SSE-313"
            assert finding["reference"] == f"docs/checks.md#{finding['check'].lower()}"
        else:
            assert finding["remedy"] is None


@pytest.mark.parametrize("situation", FAULTS, ids=lambda situation: situation.name)
def test_a_fault_is_no_failure_where_the_cloud_is_off(situation: Situation) -> None:
    result = assess(situation.evidence(), expected={**situation.expected, "cloud_events": "off"})
    assert (result["outcome"], result["root_causes"], result["possible_causes"]) == ("off", [], [])
    assert not {"fail", "blocked", "unknown"} & set(statuses(result).values())


def parts_of(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of every part of the evidence, down to the keys of a probe and of a cause in the log."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in pairs:
        yield (*path, key)
        if len(path) < 3:
            yield from parts_of(inner, (*path, key))


def without(evidence: dict[str, Any], path: tuple[Any, ...]) -> dict[str, Any]:
    """A key that was not seen is null, and so is a part; an entry of a list is not there."""
    less = dict(evidence)
    place: Any = less
    for key in path[:-1]:
        place[key] = place[key].copy()
        place = place[key]
    if isinstance(place, dict):
        place[path[-1]] = None
    else:
        del place[path[-1]]
    return less


@pytest.mark.parametrize("situation", ALL, ids=lambda situation: situation.name)
def test_missing_evidence_never_makes_a_check_pass(situation: Situation) -> None:
    checks, evidence = loader.load().checks, situation.evidence()
    root = root_of(evidence=evidence, expected=situation.expected)
    waiting = [check for check, verdict in chain(checks, root, []).items() if verdict.status not in GOOD]
    for path in parts_of(evidence):
        if is_no_evidence(path):
            continue
        root = root_of(evidence=without(evidence, path), expected=situation.expected)
        turned = [check for check in waiting if judge(checks[check], root).status in GOOD]
        # With the cloud's part goes the FMC's word: the operator's word is left, and nobody was asked for the rest.
        assert not turned or (path[0] == "cloud" and set(turned) <= OF_FMC), path


def is_no_evidence(path: tuple[Any, ...]) -> bool:
    """Words for people; and lists whose very entries are what was seen: hosts, their addresses, causes, counters."""
    if path[0] in ("summary", "problems"):
        return True
    if path[0] == "probes":
        return len(path) in (2, 4) or "required" in path
    if path[:3] == ("context", "counters", "sets"):
        return len(path) == 4
    return path[:2] == ("log", "causes") and len(path) == 3


@pytest.mark.parametrize("evidence", [{}, {"probes": []}, {"context": [], "log": 5, "appliance": "x", "cloud": "off"}])
def test_evidence_of_any_form_is_judged(evidence: dict[str, Any]) -> None:
    result = assess(evidence, expected={"cloud_events": "on"})
    assert result["outcome"] == "cannot_tell"
    assert {status for check, status in statuses(result).items() if check != "SSE-101"} <= {
        "unknown",
        "manual",
        "not_applicable",
    }
    assert all(finding["reason"] for finding in result["findings"] if finding["status"] == "unknown")


def test_the_reason_names_the_section_that_was_not_read() -> None:
    evidence = changed({"daemons": None, "problems": [{"section": "pmtool", "reason": "command not found: pmtool"}]})
    found = {finding["check"]: finding["reason"] for finding in assess(evidence)["findings"]}
    assert found["SSE-302"] == (
        "pmtool did not say for sure how SSEConnector is (pmtool: command not found: pmtool);"
        " the appliance sends events all the same"
    )


def by_id(result: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {finding["check"]: finding for finding in result["findings"]}


OWN = {
    "id": "OWN-1",
    "title": "Our own name servers",
    "over": "evidence.network.dns_servers",
    "query": "evidence.network.dns_servers",
    "expect": ["192.0.2.53"],
    "severity": "critical",
}


@pytest.mark.parametrize(
    ("change", "options", "check", "told"),
    [
        (at("timed_out", "events"), {}, "SSE-203", ("fail", "warning", "contradicted: the appliance sends events")),
        ({"daemons": None}, {}, "SSE-302", ("unknown", "warning", None)),
        ({"context.tenant": None}, {"expected": {"tenant": "acme-us"}}, "SSE-309", ("unknown", "critical", None)),
        (
            {"region.live": "unknown", "region.name": "unknown"},
            {"expected": {"region": "eu"}},
            "SSE-311",
            ("unknown", "critical", None),
        ),
        ({}, {"checks": [OWN]}, "OWN-1", ("fail", "critical", None)),
        ({"network.dns_servers": None}, {"checks": [OWN]}, "OWN-1", ("unknown", "critical", None)),
        (
            {},
            {"expected": {"cloud_events": "off"}},
            "SSE-101",
            ("fail", "warning", "contradicted: the appliance sends events"),
        ),
    ],
)
def test_events_that_are_sent_contradict_only_what_they_disprove(
    change: dict[str, Any], options: dict[str, Any], check: str, told: tuple[str, str, str | None]
) -> None:
    result = assess(changed(change), **options)
    finding = by_id(result)[check]
    assert (result["outcome"], finding["status"], finding["severity"]) == ("delivering", *told[:2])
    assert told[2] is None or finding["reason"] == told[2]


@pytest.mark.parametrize(
    ("evidence", "expected", "reason"),
    [
        (
            {"problems": [{"section": "capture", "reason": "it ends in the middle"}]},
            {},
            "nothing was seen of the appliance: capture: it ends in the middle",
        ),
        ({}, {"cloud_events": "on"}, "nothing was seen of the appliance"),
        (changed(QUIET), {}, "connected; 0 events sent within 2 s"),
        (
            changed({**QUIET, "context.counters.leg": "down"}),
            {},
            "the connection stands, but the connector's last try to reach the cloud failed",
        ),
        (
            changed(counted(("zmq", 480000, 0, 0, 0))),
            {},
            "not seen: What EventHandler hands over is sent on (the counters of events do not decide: zmq:"
            " received 480000 (+0), sent 0 (+0))",
        ),
        (
            changed(
                {**counted(("zmq", 7, 0, 7, 0)), "context.counters.sent_growth": None, "context.counters.sets": []}
            ),
            {},
            "not seen: What EventHandler hands over is sent on (the counters of events do not decide)",
        ),
        (changed({}), {"cloud_events": "off"}, "19 events sent within 2 s, and the cloud should be off"),
    ],
)
def test_the_reason_of_the_outcome(evidence: dict[str, Any], expected: dict[str, Any], reason: str) -> None:
    assert assess(evidence, expected=expected)["outcome_reason"] == reason


@pytest.mark.parametrize("situation", ALL, ids=lambda situation: situation.name)
def test_no_query_of_the_catalogue_raises_or_answers_loosely(situation: Situation) -> None:
    root = root_of(evidence=situation.evidence(), expected=situation.expected)
    for check in loader.load().checks.values():
        trial.run(check)
        answers = {key: query.search(root) for key, query in trial.queries_of(check)}
        assert answers.get("applies_when", True) in (True, False, None), check.id
        assert isinstance(answers.get("seen"), (list, type(None))), check.id


def test_a_result_is_plain_json_and_small() -> None:
    result = assess(healthy())
    text = json.dumps(result)
    assert json.loads(text) == result
    assert len(text) < 30_000


def test_an_appliance_is_judged_in_a_few_milliseconds() -> None:
    evidence = FAULTS[2].evidence()
    assess(evidence)
    started = time.process_time()
    for _turn in range(20):
        assess(evidence)
    assert (time.process_time() - started) / 20 < 0.006


def test_queries_are_compiled_when_the_catalogue_is_loaded() -> None:
    assert all(isinstance(check.over, Query) for check in loader.load().checks.values() if not check.manual)
    assert loader.load() is loader.load([])


def test_hostile_text_stays_in_its_place() -> None:
    host = "{{ lookup('pipe', 'id') }} {found} {cloud_menu}\nSSE-999 \x1b[31m"
    evidence = changed({"probes.events": {"host": host, "verdict": "timed_out"}, "connections.events": "syn_sent"})
    evidence["context"]["counters"].update(sent_growth=0, received_growth=0)
    evidence["context"]["events"]["healthy"] = False
    cause = next(finding for finding in assess(evidence)["findings"] if finding["status"] == "fail")
    assert cause["headline"].startswith("no TCP answer from {{ lookup('pipe', 'id') }} {found} {cloud_menu} SSE-999")
    assert "\n" not in cause["headline"]

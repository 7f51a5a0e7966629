# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Against an earlier result file."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.firepower.sse.plugins.plugin_utils._report.compare import changes, compare, events_since
from ansible_collections.firepower.sse.plugins.plugin_utils._report.document import document
from ansible_collections.firepower.sse.tests.unit.plugins.plugin_utils._report.samples import (
    NOW,
    SOCKET,
    UNREACHABLE,
    evidence,
    finding,
    result,
)

FINE = ["delivering", "idle", "off"]
BROKEN = ["not_delivering", "cannot_tell", "unreachable"]
BEFORE, AFTER = "2026-11-24T02:00:00Z", "2026-11-24T03:12:40Z"
TCP = result("not_delivering", [finding()])


def record(outcome: str, **more: Any) -> dict[str, Any]:
    """An appliance as far as the comparison reads it."""
    return {"host": "a", "outcome": outcome, "error": None, "root_causes": [], "possible_causes": [], **more}


def looked(sent: Any, at: Any, source: str = "zmq", pid: Any = 7, up: Any = None) -> dict[str, Any]:
    return {
        "evidence": {
            "collected": {"at": at},
            "appliance": {"uptime_seconds": up},
            "daemons": {"SSEConnector": {"pid": pid}},
            "context": {"counters": {"source": source, "sent": sent}},
        }
    }


def runs(*fleets: list[tuple[str, dict[str, Any]]]) -> dict[str, Any]:
    """The last of several runs, an hour apart, each compared with the one before."""
    content: dict[str, Any] | None = None
    for number, fleet in enumerate(fleets):
        content = document(fleet, fail_on=[], now=NOW + 3600 * number, previous=content)
    assert content
    return content


@pytest.mark.parametrize("was", FINE + BROKEN)
@pytest.mark.parametrize("now", FINE + BROKEN)
def test_changes(was: str, now: str) -> None:
    previous = {"finished": BEFORE, "appliances": [{"host": "a", "outcome": was}]}
    fleet = [record(now), record(now, host="new")]
    compare(fleet, previous, AFTER)
    assert changes(fleet) == {
        "since": BEFORE,
        "compared": 1,
        "newly_broken": ["a"] if was in FINE and now in BROKEN else [],
        "newly_fine": ["a"] if was in BROKEN and now in FINE else [],
        "gone": [],
    }


@pytest.mark.parametrize(
    "previous",
    [
        None,
        {},
        {"appliances": None},
        {"appliances": [3, {}, {"host": 1}]},
    ],
)
def test_without_a_usable_earlier_run(previous: Any) -> None:
    fleet = [record("idle")]
    compare(fleet, previous, AFTER)
    found = changes(fleet)
    assert (found["since"], found["compared"], found["newly_broken"]) == (None, 0, [])


@pytest.mark.parametrize("key", ["first_seen", "root_causes", "findings", "outcome", "error", "evidence"])
@pytest.mark.parametrize("value", [3, "text", [3, {"a": []}], {"a": 1}, {"SSE-203": []}, None])
def test_an_earlier_appliance_of_any_shape(key: str, value: Any) -> None:
    earlier = runs([("a", TCP)])
    earlier["appliances"][0][key] = value
    document([("a", result("idle"))], fail_on=[], now=NOW + 60, previous=earlier)


def test_a_cause_keeps_the_time_it_was_first_seen() -> None:
    content = runs([("a", TCP), ("b", result())], [("a", TCP), ("b", result())], [("a", TCP), ("b", TCP)])
    (cause,) = content["causes"]
    assert (cause["first_seen"], cause["new_hosts"]) == (AFTER, ["b"])
    assert [one["first_seen"]["SSE-203"] for one in content["appliances"]] == [AFTER, "2026-11-24T05:12:40Z"]
    assert content["changes"]["gone"] == []


def test_a_cause_that_is_gone_is_named() -> None:
    content = runs([("a", TCP), ("b", TCP)], [("a", result("not_delivering", [SOCKET])), ("b", result())])
    assert content["changes"]["gone"] == [
        {"check": "SSE-203", "headline": finding()["headline"], "first_seen": AFTER, "hosts": ["a", "b"]}
    ]
    assert [(cause["check"], cause["new_hosts"]) for cause in content["causes"]] == [("SSE-402", ["a"])]


def test_who_was_not_seen_has_neither_lost_nor_gained_a_cause() -> None:
    content = runs([("a", TCP), ("b", UNREACHABLE)], [("a", UNREACHABLE), ("b", TCP)])
    assert content["changes"]["gone"] == []
    assert content["causes"][0]["new_hosts"] == []
    again = runs([("a", TCP)], [("a", UNREACHABLE)], [("a", TCP)])
    assert again["causes"][0]["first_seen"] == AFTER


@pytest.mark.parametrize(
    ("earlier", "later", "expected"),
    [
        (looked(100, "2026-11-24T02:00:00Z"), looked(41302, "2026-11-24T03:12:00Z"), {"sent": 41202, "seconds": 4320}),
        (looked(5, "2026-11-24T02:00:00Z"), looked(5, "2026-11-24T02:00:09Z"), {"sent": 0, "seconds": 9}),
        (
            looked(5, "2026-11-24T02:00:00Z", up=100),
            looked(6, "2026-11-24T02:01:00Z", up=165),
            {"sent": 1, "seconds": 60},
        ),
        # a restart zeroes the counters
        (looked(100, "2026-11-24T02:00:00Z"), looked(7, "2026-11-24T03:12:00Z"), None),
        (looked(1, "2026-11-24T02:00:00Z"), looked(7, "2026-11-24T03:12:00Z", pid=8), None),
        (looked(1, "2026-11-24T02:00:00Z", pid=None), looked(7, "2026-11-24T03:12:00Z", pid=None), None),
        (looked(1, "2026-11-24T02:00:00Z", up=9000), looked(7, "2026-11-24T03:12:00Z", up=300), None),
        (looked(1, "2026-11-24T02:00:00Z"), looked(7, "2026-11-24T03:12:00Z", source="ws"), None),
        (looked(1, "2026-11-24T04:00:00Z"), looked(7, "2026-11-24T03:12:00Z"), None),
        (looked(True, "2026-11-24T02:00:00Z"), looked(7, "2026-11-24T03:12:00Z"), None),
        (looked("1", "2026-11-24T02:00:00Z"), looked(7, "2026-11-24T03:12:00Z"), None),
        (looked(1, "then"), looked(7, "2026-11-24T03:12:00Z"), None),
        (None, looked(7, "2026-11-24T03:12:00Z"), None),
        ({"evidence": None}, looked(7, "2026-11-24T03:12:00Z"), None),
    ],
)
def test_events_since(earlier: Any, later: Any, expected: Any) -> None:
    assert events_since(later, earlier) == expected


@pytest.mark.parametrize(
    ("outcome", "grown", "more", "expected"),
    [
        ("idle", 40, {}, "delivering"),
        ("idle", 0, {}, "idle"),
        ("idle", 40, {"ha": {"state": "standby"}}, "idle"),
        ("idle", 40, {"daemons": {"SSEConnector": {"pid": 1}}}, "idle"),
        ("not_delivering", 40, {}, "not_delivering"),
        ("cannot_tell", 40, {}, "cannot_tell"),
        ("off", 40, {}, "off"),
    ],
)
def test_totals_decide_between_idle_and_delivering_alone(
    outcome: str, grown: int, more: dict[str, Any], expected: str
) -> None:
    later = evidence(collected={"at": "2026-11-24T04:12:10Z"}, **more)
    later["context"]["counters"].update(sent=100200 + grown, sent_growth=0)
    found = runs([("a", result("idle"))], [("a", result(outcome, [], evidence=later, outcome_reason="said"))])
    (entry,) = found["appliances"]
    assert entry["outcome"] == expected
    assert found["outcomes"] == {expected: 1}
    told = "40 events sent in the 60 min since the last result" if expected == "delivering" else "said"
    assert entry["outcome_reason"] == told

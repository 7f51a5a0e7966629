# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a run under --limit leaves out keeps its past, and is otherwise not in the run at all."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ansible_collections.firepower.sse.plugins.plugin_utils._report.document import document
from ansible_collections.firepower.sse.plugins.plugin_utils._report.files import to_json
from ansible_collections.firepower.sse.plugins.plugin_utils._report.formats import texts
from ansible_collections.firepower.sse.plugins.plugin_utils._report.saved import from_saved
from ansible_collections.firepower.sse.plugins.plugin_utils._report.screen import screen
from ansible_collections.firepower.sse.tests.unit.plugins.plugin_utils._report import samples
from ansible_collections.firepower.sse.tests.unit.plugins.plugin_utils._report.samples import (
    NOW,
    UNREACHABLE,
    evidence,
    finding,
    result,
)
from ansible_collections.firepower.sse.tests.unit.plugins.plugin_utils._report.test_document import VALIDATOR

Fleet = list[tuple[str, dict[str, Any]]]
TCP = result("not_delivering", [finding()])
FIRST = "2026-11-24T03:12:40Z"


def run(fleet: Fleet, hours: float = 0, previous: dict[str, Any] | None = None) -> dict[str, Any]:
    """A run so many hours after the first, as it comes back from its file."""
    content = document(fleet, fail_on=["critical", "nothing_checked"], now=NOW + hours * 3600, previous=previous)
    loaded: dict[str, Any] = json.loads(to_json(content))
    VALIDATOR.validate(loaded)
    return loaded


def quiet(sent: int, at: str, pid: int = 4711) -> dict[str, Any]:
    """An idle appliance whose connector has sent so many events since its start."""
    seen = evidence(collected={"at": at}, daemons={"SSEConnector": {"pid": pid}})
    seen["context"]["counters"].update(sent=sent, sent_growth=0)
    return result("idle", evidence=seen)


def of(content: dict[str, Any], host: str) -> dict[str, Any]:
    found: dict[str, Any] = next(entry for entry in content["appliances"] if entry["host"] == host)
    return found


LIMITED: list[Fleet] = [[("b", result())], [("b", TCP)], [("b", UNREACHABLE)], []]


@pytest.mark.parametrize("limited", LIMITED)
def test_a_cause_keeps_its_time_over_runs_that_left_the_appliance_out(limited: Fleet) -> None:
    content = run([("a", TCP), ("b", result())])
    for hours in (1, 2):
        content = run(limited, hours, content)
    again = run([("a", TCP), ("b", result())], 3, content)
    assert of(again, "a")["first_seen"] == {"SSE-203": FIRST}
    assert of(again, "a")["since_last"] == {"at": FIRST, "outcome": "not_delivering", "new": [], "gone": []}
    assert (again["changes"]["compared"], again["changes"]["since"]) == (2, FIRST)


def test_what_is_gone_since_then_is_named() -> None:
    content = run([("b", result())], 1, run([("a", TCP), ("b", result())]))
    found = run([("a", result()), ("b", result())], 2, content)["changes"]
    assert (found["newly_fine"], found["newly_broken"]) == (["a"], [])
    assert found["gone"] == [
        {"check": "SSE-203", "headline": finding()["headline"], "first_seen": FIRST, "hosts": ["a"]}
    ]


@pytest.mark.parametrize(
    ("later", "outcome", "since"),
    [
        (quiet(140, "2026-11-24T05:12:10Z"), "delivering", {"sent": 40, "seconds": 7200}),
        (quiet(100, "2026-11-24T05:12:10Z"), "idle", {"sent": 0, "seconds": 7200}),
        # a restart of the connector in between: its count began anew
        (quiet(140, "2026-11-24T05:12:10Z", pid=4712), "idle", None),
        (quiet(40, "2026-11-24T05:12:10Z"), "idle", None),
    ],
)
def test_counters_survive_and_a_restart_still_voids_them(later: dict[str, Any], outcome: str, since: Any) -> None:
    content = run([("a", quiet(100, "2026-11-24T03:12:10Z")), ("b", result())])
    for between in ([("b", result())], [("a", UNREACHABLE)], [("a", {"msg": "sudo failed"})], [("b", result())]):
        content = run(between, 1, content)
        found = of(run([("a", later)], 2, content), "a")
        assert (found["outcome"], found["events_since"]) == (outcome, since)


@pytest.mark.parametrize(("days", "outcome"), [(7, "delivering"), (8, "idle")])
def test_what_was_sent_long_ago_says_nothing_of_now(days: int, outcome: str) -> None:
    before = run([("a", quiet(100, "2026-11-01T03:12:10Z"))])
    later = f"2026-11-{days + 1:02}T03:12:11Z"
    found = of(run([("a", quiet(140, later))], 1, before), "a")
    assert (found["outcome"], found["events_since"]["sent"]) == (outcome, 40)


def test_history_is_in_nothing_but_its_list() -> None:
    """The run says of those that it asked what it would say without a history."""
    content = run([("b", TCP)], 1, run([("a", TCP), ("b", TCP), ("c", UNREACHABLE)]))
    alone = run([("b", TCP)], 1, run([("b", TCP)]))
    assert [entry["host"] for entry in content["history"]] == ["a", "c"]
    assert {**content, "history": []} == alone
    formats = ["junit", "html", "prometheus", "tickets"]
    assert (texts(content, formats), screen(content, {})) == (texts(alone, formats), screen(alone, {}))


def test_an_entry_holds_what_the_comparison_reads_and_no_more() -> None:
    (entry,) = run([], 1, run([("a", TCP)]))["history"]
    assert entry == {
        "host": "a",
        "finished": FIRST,
        "outcome": "not_delivering",
        "error": None,
        "root_causes": ["SSE-203"],
        "possible_causes": [],
        "first_seen": {"SSE-203": FIRST},
        "findings": [{"check": "SSE-203", "headline": finding()["headline"]}],
        "evidence": {
            "collected": {"at": "2026-11-24T03:12:10Z"},
            "appliance": {"uptime_seconds": None},
            "daemons": {"SSEConnector": {"pid": 4711}},
            "context": {"counters": {"source": "zmq", "sent": 100200}},
        },
    }


@pytest.mark.parametrize(("days", "kept"), [(89, ["a"]), (91, [])])
def test_nobody_is_remembered_for_ever(days: int, kept: list[str]) -> None:
    content = run([("b", result())], 1, run([("a", TCP)]))
    assert [entry["host"] for entry in run([("b", result())], days * 24, content)["history"]] == kept


def test_rendered_again_it_is_the_same_and_a_merge_keeps_the_latest_look() -> None:
    old = run([("a", result()), ("b", result()), ("c", TCP)])
    parts = [run([("b", result())], 1, old), run([("c", result())], 2, run([("a", TCP)], 1, old))]
    assert from_saved([("x", parts[0])]) == parts[0]
    both = from_saved([("x", parts[0]), ("y", parts[1])])
    VALIDATOR.validate(json.loads(to_json(both)))
    assert [entry["host"] for entry in both["appliances"]] == ["b", "c"]
    assert [(entry["host"], entry["outcome"]) for entry in both["history"]] == [("a", "not_delivering")]


def test_who_is_expected_is_missing_although_a_history_knows_it() -> None:
    part = run([("b", result())], 1, run([("a", result()), ("b", result())]))
    merged = from_saved([("x", part)], expected_hosts=["a", "b"])
    assert (merged["errors"], [entry["host"] for entry in merged["history"]]) == (["a"], ["a"])


def test_who_is_missing_in_a_merge_keeps_the_time_of_its_cause() -> None:
    part = run([("b", result())], 1, run([("a", TCP), ("b", result())]))
    merged = from_saved([("x", part)], expected_hosts=["a", "b"])
    assert of(run([("a", TCP)], 2, merged), "a")["first_seen"] == {"SSE-203": FIRST}


@pytest.mark.parametrize("value", [None, 3, "text", [3, {}, {"host": 1}], {"a": 1}])
def test_a_history_of_any_shape(value: Any) -> None:
    content = {**run([("a", TCP)]), "history": value}
    assert run([], 1, content)["history"][0]["host"] == "a"
    from_saved([("x", content)])


KEYS = ["finished", "outcome", "error", "root_causes", "possible_causes", "first_seen", "findings", "evidence"]


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("value", [None, 3, True, "text", [3, {"a": []}], {"a": 1}, {"context": {"counters": [1]}}])
def test_an_entry_of_any_shape(key: str, value: Any) -> None:
    content = run([], 1, run([("a", TCP)]))
    content["history"][0][key] = value
    run([("a", quiet(1, "2026-11-24T05:12:10Z"))], 2, content)
    again = run([("b", result())], 2, content)
    VALIDATOR.validate(json.loads(to_json(from_saved([("x", again)]))))


def test_hostile_text_is_made_harmless() -> None:
    content = run([], 1, run([("a", TCP)]))
    content["history"] = [{**samples.hostile(content["history"][0]), "host": "a", "finished": FIRST}]  # type: ignore[dict-item]
    text = to_json(run([("b", result())], 2, content))
    assert not [bad for bad in ("{{", "\\u001b", "\\u202e", "hunter2") if bad in text]

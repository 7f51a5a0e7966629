# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Result files made into a document again: one says the same, several are one fleet."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from ansible_collections.firepower.sse.plugins.plugin_utils._report.document import document
from ansible_collections.firepower.sse.plugins.plugin_utils._report.files import to_json
from ansible_collections.firepower.sse.plugins.plugin_utils._report.saved import from_saved
from ansible_collections.firepower.sse.plugins.plugin_utils._report.screen import screen
from ansible_collections.firepower.sse.tests.unit.plugins.plugin_utils._report import samples
from ansible_collections.firepower.sse.tests.unit.plugins.plugin_utils._report.samples import (
    NOW,
    UNREACHABLE,
    finding,
    result,
)
from ansible_collections.firepower.sse.tests.unit.plugins.plugin_utils._report.test_document import (
    CLOUD_SIDE,
    VALIDATOR,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

DEFAULT = ("critical", "unknown", "unreachable", "nothing_checked")
TCP = result("not_delivering", [finding()])


def run(results: list[tuple[str, dict[str, Any]]], fail_on: Sequence[str] = DEFAULT, **more: Any) -> dict[str, Any]:
    """As it comes back from a file."""
    content = document(
        results, fail_on=list(fail_on), cloud_side=CLOUD_SIDE, **{"now": NOW, "started": NOW - 38, **more}
    )
    loaded: dict[str, Any] = json.loads(to_json(content))
    return loaded


def merged(*files: dict[str, Any], **more: Any) -> dict[str, Any]:
    named = [(f"job-{number}.json", content) for number, content in enumerate(files, 1)]
    content = from_saved(named, cloud_side=CLOUD_SIDE, **more)
    VALIDATOR.validate(json.loads(to_json(content)))
    return content


@pytest.mark.parametrize("fail_on", [DEFAULT, [], ["warning"]])
def test_one_file_says_the_same_again(fail_on: list[str]) -> None:
    waiver = {"check": "SSE-203", "hosts": ["lon-*"], "reason": "r", "expires": "2026-12-31"}
    fleet = [*samples.fleet(), ("wai-fw1", result(waivers=[waiver]))]
    before = run([*samples.fleet()[4:], ("lon-fw1a", TCP)][:-2])
    saved = run(fleet, fail_on, previous=before)
    assert merged(saved) == saved


def test_causes_of_the_whole_fleet_are_made_anew() -> None:
    parts = [run([("a", TCP), ("b", result())]), run([("c", TCP), ("d", UNREACHABLE)], now=NOW + 60, started=NOW)]
    content = merged(*parts)
    assert [(cause["number"], cause["check"], cause["hosts"]) for cause in content["causes"]] == [
        (1, "SSE-203", ["a", "c"])
    ]
    assert (content["asked"], content["checked"], content["unreachable"]) == (4, 3, ["d"])
    assert (content["started"], content["finished"]) == (parts[0]["started"], parts[1]["finished"])
    assert content["merged"] == {
        "files": [
            {"file": "job-1.json", "finished": parts[0]["finished"]},
            {"file": "job-2.json", "finished": parts[1]["finished"]},
        ],
        "twice": [],
        "missing": [],
    }
    whole = run([("a", TCP), ("b", result()), ("c", TCP), ("d", UNREACHABLE)])
    assert content["verdict"] == whole["verdict"]


@pytest.mark.parametrize("order", [1, -1])
def test_of_an_appliance_in_two_files_the_later_counts(order: int) -> None:
    parts = [run([("a", TCP), ("b", result())]), run([("a", result()), ("c", result())], now=NOW + 60)]
    content = merged(*parts[::order])
    assert {entry["host"]: entry["outcome"] for entry in content["appliances"]}["a"] == "delivering"
    assert content["merged"]["twice"] == ["a"]
    assert "twice   a: the latest counts" in screen(content, {})


def test_who_is_in_no_file_is_an_error() -> None:
    content = merged(run([("a", result())]), expected_hosts=["a", "b"])
    assert content["merged"]["missing"] == ["b"]
    assert content["errors"] == ["b"]
    assert content["verdict"]["because"] == ["error"]
    assert content["verdict"]["hosts"] == {"b": "not checked: is in none of the result files"}
    assert merged(json.loads(to_json(content))) == content


@pytest.mark.parametrize(
    ("policies", "given", "expected"),
    [
        ([[], []], None, []),
        ([["critical"], ["warning", "critical"]], None, ["critical", "warning"]),
        ([["critical"], ["warning"]], ["unreachable"], ["unreachable"]),
        ([["critical"]], [], []),
    ],
)
def test_policy(policies: list[list[str]], given: list[str] | None, expected: list[str]) -> None:
    files = [run([(f"fw{number}", result())], policy) for number, policy in enumerate(policies)]
    assert merged(*files, fail_on=given)["policy"]["fail_on"] == expected


def test_what_was_new_or_gone_stays_so() -> None:
    before = run([("a", TCP), ("b", result())], now=NOW - 3600)
    content = merged(run([("a", result())], previous=before), run([("b", TCP)], previous=before))
    assert content["changes"] == {
        "since": before["finished"],
        "compared": 2,
        "newly_broken": ["b"],
        "newly_fine": ["a"],
        "gone": [
            {"check": "SSE-203", "headline": finding()["headline"], "first_seen": before["finished"], "hosts": ["a"]}
        ],
    }
    assert content["causes"][0]["new_hosts"] == ["b"]


KEYS = ["started", "finished", "appliances", "policy", "merged", "verdict", "causes"]
PARTS = [
    "outcome",
    "error",
    "findings",
    "evidence",
    "first_seen",
    "since_last",
    "events_since",
    "waivers",
    "advice",
    "host",
]


@pytest.mark.parametrize("value", [None, 3, "text", [], [3, {}], {"a": {"b": []}}, {"new": 3, "gone": [{"check": 3}]}])
@pytest.mark.parametrize("key", [*KEYS, *PARTS])
def test_a_file_of_any_shape(key: str, value: Any) -> None:
    saved = run([("a", TCP)])
    (saved if key in KEYS else saved["appliances"][0])[key] = value
    merged(saved)


def test_hostile_text_in_a_file_is_made_harmless() -> None:
    saved = run([("a", TCP), ("b", UNREACHABLE)])
    saved["appliances"] = [{**samples.hostile(entry), "host": entry["host"]} for entry in saved["appliances"]]  # type: ignore[dict-item]
    text = to_json(merged(saved))
    assert not [bad for bad in ("{{", "\\u001b", "\\u202e", "hunter2") if bad in text]

# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which part of the way of the events is drawn as what."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from ansible_collections.firepower.sse.plugins.plugin_utils import _assess
from ansible_collections.firepower.sse.plugins.plugin_utils._report.appliance import appliance
from ansible_collections.firepower.sse.plugins.plugin_utils._report.html.chain import PARTS, chain, part_of
from ansible_collections.firepower.sse.tests.unit.plugins.plugin_utils._report.samples import (
    BAD_INPUT,
    UNREACHABLE,
    finding,
    result,
)

CATALOGUE = [
    check
    for file in sorted((Path(_assess.__file__).parent / "catalogue").glob("*.yml"))
    for check in yaml.safe_load(file.read_text(encoding="utf-8"))
    if isinstance(check, dict) and "id" in check
]
ALL_PASS = [finding(check["id"], "pass", area=check.get("area")) for check in CATALOGUE]


def states(result_of: dict[str, Any]) -> dict[str, str]:
    return {part.key: part.state for part in chain(appliance("fw1", result_of))}


def with_finding(check: str, **more: Any) -> list[dict[str, Any]]:
    return [*(one for one in ALL_PASS if one["check"] != check), finding(check, **more)]


def test_a_healthy_appliance_is_fine_as_far_as_it_can_see() -> None:
    found = states(result(findings=ALL_PASS))
    assert {key for key, state in found.items() if state != "ok"} == {"promotion", "ctr"}
    assert (found["promotion"], found["ctr"]) == ("unseen", "unseen")
    assert list(found) == [key for key, _name in PARTS]


@pytest.mark.parametrize(
    ("check", "part"),
    [
        ("SSE-101", "manager"),
        ("SSE-109", "orders"),
        ("SSE-401", "orders"),
        ("SSE-216", "appliance"),
        ("SSE-312", "event_handler"),
        ("SSE-303", "socket"),
        ("SSE-304", "socket"),
        ("SSE-302", "connector"),
        ("SSE-203", "way"),
        ("SSE-403", "way"),
        ("SSE-307", "sse"),
    ],
)
def test_a_cause_breaks_its_part_alone(check: str, part: str) -> None:
    found = states(result("not_delivering", with_finding(check)))
    assert {key for key, state in found.items() if state == "broken"} == {part}


@pytest.mark.parametrize(
    ("more", "state"),
    [
        ({"status": "fail", "severity": "warning"}, "warning"),
        ({"status": "fail", "severity": "info"}, "ok"),
        ({"status": "waived"}, "waived"),
        ({"status": "unknown"}, "unknown"),
        ({"status": "unknown", "severity": "info"}, "ok"),
        ({"status": "blocked"}, "blocked"),
        ({"status": "not_applicable"}, "ok"),
    ],
)
def test_what_is_no_cause(more: dict[str, Any], state: str) -> None:
    assert states(result("idle", with_finding("SSE-302", **more)))["connector"] == state


@pytest.mark.parametrize("one", [UNREACHABLE, BAD_INPUT, {}])
def test_what_was_not_seen_is_never_fine(one: dict[str, Any]) -> None:
    assert set(states(one).values()) == {"unknown", "unseen"}


def test_off_is_neither_good_nor_bad() -> None:
    assert set(states(result("off", with_finding("SSE-302", status="not_applicable"))).values()) == {"off", "unseen"}


def test_every_check_of_the_catalogue_has_its_part() -> None:
    """A new check must be put somewhere, or it is drawn at a part that it says nothing about."""
    told = {check["id"]: part_of(check["id"], "none") for check in CATALOGUE}
    strays = {check for check, part in told.items() if part == "appliance"} - {
        "SSE-206",
        "SSE-216",
        "SSE-217",
        "SSE-313",
    }
    assert not strays


@pytest.mark.parametrize(
    ("area", "part"),
    [
        ("network", "way"),
        ("cloud", "sse"),
        ("manager", "manager"),
        ("settings", "connector"),
        ("device", "appliance"),
        (3, "appliance"),
    ],
)
def test_an_own_check_goes_by_its_area(area: Any, part: str) -> None:
    assert part_of("OWN-1", area) == part

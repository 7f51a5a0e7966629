# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What became of each waiver in a whole fleet."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.firepower.sse.plugins.plugin_utils._report.document import document
from ansible_collections.firepower.sse.plugins.plugin_utils._report.screen import screen
from ansible_collections.firepower.sse.tests.unit.plugins.plugin_utils._report.samples import (
    NOW,
    UNREACHABLE,
    finding,
    result,
)

WAIVED = finding(status="waived", reason="waived until 2026-12-31: change 4711")
EXPIRED = finding(reason="a waiver expired on 2026-11-01: change 4711")


def waiver(**more: Any) -> dict[str, Any]:
    given = {"check": "SSE-203", "hosts": ["fra-*"], "reason": "change 4711", "expires": "2026-12-31"}
    return {**given, "expired": False, "known": True, **more}


def told(one: dict[str, Any], *findings: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A run of fra-fw1 with these findings and muc-fw1, where all is well; both were given the waiver."""
    return document(
        [
            ("fra-fw1", result("not_delivering", list(findings), waivers=[one], **more)),
            ("muc-fw1", result(findings=[finding(status="pass")], waivers=[one])),
        ],
        fail_on=["critical"],
        now=NOW,
    )


@pytest.mark.parametrize(
    ("one", "found", "state", "hosts"),
    [
        (waiver(), WAIVED, "used", ["fra-fw1"]),
        (waiver(expired=True, expires="2026-11-01"), EXPIRED, "expired", ["fra-fw1"]),
        (waiver(expired=True), finding(status="pass"), "expired", []),
        (waiver(check="SSE-999", known=False), finding(), "no_check", []),
        (waiver(hosts=["lon-*"]), finding(), "no_host", []),
        (waiver(), finding(status="pass"), "not_needed", []),
        (waiver(), finding(status="blocked"), "not_checked", []),
        (waiver(), finding(status="unknown"), "not_checked", []),
        (waiver(), finding("SSE-204"), "not_checked", []),
    ],
)
def test_state(one: dict[str, Any], found: dict[str, Any], state: str, hosts: list[str]) -> None:
    (entry,) = told(one, found)["waivers"]
    assert (entry["state"], entry["hosts"], entry["patterns"]) == (state, hosts, one["hosts"])


def test_an_unreachable_appliance_leaves_it_open() -> None:
    fleet = [("fra-fw1", UNREACHABLE), ("muc-fw1", result(waivers=[waiver()]))]
    assert document(fleet, fail_on=[], now=NOW)["waivers"][0]["state"] == "not_checked"


def test_a_waiver_that_matches_nothing_or_has_expired_is_on_the_screen() -> None:
    lines = screen(told(waiver(hosts=["lon-*"]), finding()), {})
    assert (
        "waiver  SSE-203 for lon-* until 2026-12-31 matches nothing: no appliance of this run has such a name" in lines
    )
    content = told(waiver(expired=True, expires="2026-11-01"), EXPIRED)
    assert "waiver  SSE-203 for fra-* until 2026-11-01 has expired: what it covered counts again (fra-fw1)" in screen(
        content, {}
    )
    assert content["verdict"]["because"] == ["critical"]
    assert not [line for line in screen(told(waiver(), WAIVED), {}) if line.startswith("waiver  ")]


@pytest.mark.parametrize("given", [None, 3, "x", [3], [{}], [{"check": "SSE-203"}], {"check": 1}])
def test_waivers_of_any_shape(given: Any) -> None:
    assert document([("a", result(waivers=given))], fail_on=[], now=NOW)["waivers"] == []

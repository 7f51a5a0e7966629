# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""fail_on → verdict."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.firepower.sse.plugins.plugin_utils._report.appliance import appliance
from ansible_collections.firepower.sse.plugins.plugin_utils._report.group import causes
from ansible_collections.firepower.sse.plugins.plugin_utils._report.policy import FAIL_ON, verdict
from ansible_collections.firepower.sse.tests.unit.plugins.plugin_utils._report.samples import (
    BAD_INPUT,
    UNREACHABLE,
    finding,
    result,
)

DEFAULT = ["critical", "unknown", "unreachable", "nothing_checked"]
FINE = result()
IDLE = result("idle")
OFF = result("off", [finding(status="not_applicable")])
BLOCKED = result("not_delivering", [finding()])
NO_CAUSE = result("not_delivering", [finding(status="waived")], outcome_reason="a waived check fails")
WARNED = result(findings=[finding(severity="warning", headline="mx does not answer")])
NOT_SEEN = result("idle", [finding(status="unknown", reason="curl is not there")])
NOT_SEEN_INFO = result("idle", [finding(status="unknown", severity="info")])
UNDECIDED = result("cannot_tell", [], outcome_reason="off, or broken")


def judged(fail_on: list[str], *results: dict[str, Any]) -> dict[str, Any]:
    fleet = [appliance(f"fw{number}", one) for number, one in enumerate(results, 1)]
    return verdict(fleet, causes(fleet), fail_on)


@pytest.mark.parametrize(
    ("one", "fail_on", "because"),
    [
        (FINE, DEFAULT, []),
        (FINE, list(FAIL_ON), []),
        (IDLE, list(FAIL_ON), []),
        (OFF, list(FAIL_ON), []),
        (BLOCKED, DEFAULT, ["critical"]),
        (BLOCKED, ["unknown", "unreachable", "warning"], []),
        (BLOCKED, [], []),
        (NO_CAUSE, DEFAULT, ["critical"]),
        (WARNED, DEFAULT, []),
        (WARNED, ["warning"], ["warning"]),
        (NOT_SEEN, DEFAULT, ["unknown"]),
        (NOT_SEEN, ["critical"], []),
        (NOT_SEEN_INFO, DEFAULT, []),
        (UNDECIDED, DEFAULT, ["unknown"]),
        (UNDECIDED, ["critical"], []),
        (UNREACHABLE, ["unreachable"], ["unreachable"]),
        (UNREACHABLE, DEFAULT, ["unreachable", "nothing_checked"]),
        (UNREACHABLE, ["nothing_checked"], ["nothing_checked"]),
        (UNREACHABLE, ["critical", "unknown", "warning"], []),
        # input that could not be used fails whatever the policy says
        (BAD_INPUT, [], ["error"]),
        ({}, [], ["error"]),
    ],
)
def test_one_appliance(one: dict[str, Any], fail_on: list[str], because: list[str]) -> None:
    found = judged(fail_on, one)
    assert found["because"] == because
    assert found["failed"] is bool(because)
    assert list(found["hosts"]) == (["fw1"] if because else [])


def test_nobody_was_asked() -> None:
    assert judged(DEFAULT) == {
        "failed": True,
        "because": ["nothing_checked"],
        "sentence": "nothing was checked",
        "hosts": {},
    }


def test_every_failed_appliance_gets_one_sentence() -> None:
    found = judged(list(FAIL_ON), FINE, BLOCKED, NO_CAUSE, WARNED, NOT_SEEN, UNDECIDED, UNREACHABLE, BAD_INPUT)
    assert found["hosts"] == {
        "fw2": "not delivering, cause 1: no TCP answer from eventing-ingest.eu.sse.itd.cisco.com:443",
        "fw3": "not delivering: a waived check fails",
        "fw4": "delivering, but SSE-203 mx does not answer",
        "fw5": "idle, but SSE-203 not seen: curl is not there",
        "fw6": "cannot tell: off, or broken",
        "fw7": "unreachable: ssh: Connection refused",
        "fw8": "not checked: region 'xx' is unknown; known: us, eu, apj, aus, in",
    }
    assert found["because"] == ["critical", "warning", "unknown", "unreachable", "error"]


@pytest.mark.parametrize(
    ("results", "sentence"),
    [
        ([FINE, FINE, IDLE], "2 delivering, 1 idle"),
        ([OFF], "1 off"),
        ([BLOCKED, BLOCKED], "1 cause"),
        ([BLOCKED, UNREACHABLE, BAD_INPUT], "1 cause, 1 unreachable, 1 not checked"),
        ([NO_CAUSE], "1 not delivering, no cause named"),
        ([UNREACHABLE, UNREACHABLE], "nothing was checked, 2 unreachable"),
        (
            [result("not_delivering", [finding()], root_causes=[], possible_causes=["SSE-203"])],
            "1 possible cause",
        ),
        ([UNDECIDED, FINE], "1 cannot tell"),
    ],
)
def test_the_run_in_one_line(results: list[dict[str, Any]], sentence: str) -> None:
    assert judged(DEFAULT, *results)["sentence"] == sentence


def test_several_causes_and_possible_ones_in_one_sentence() -> None:
    two = result(
        "not_delivering",
        [finding(headline="one"), finding("SSE-204", headline="two")],
        root_causes=["SSE-203"],
        possible_causes=["SSE-204"],
    )
    assert judged(DEFAULT, two)["hosts"] == {"fw1": "not delivering, cause 1: one; possible cause 2: two"}

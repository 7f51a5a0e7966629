# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a task registered, as an appliance of the report."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.firepower.sse.plugins.plugin_utils._report.appliance import appliance, count
from ansible_collections.firepower.sse.tests.unit.plugins.plugin_utils._report import samples

SSH = "Failed to connect to the host via ssh: "


@pytest.mark.parametrize(
    ("result", "outcome", "error", "reason"),
    [
        (samples.result(), "delivering", None, None),
        (samples.result("off", outcome_reason="by choice"), "off", None, "by choice"),
        (
            {"unreachable": True, "msg": f"{SSH}ssh: connect to host 10.9.0.7 port 22: Connection refused"},
            "unreachable",
            None,
            "ssh: Connection refused",
        ),
        (
            {"unreachable": True, "msg": f"Task failed: {SSH}Permission denied (publickey)."},
            "unreachable",
            None,
            "ssh: Permission denied (publickey).",
        ),
        (
            {
                "unreachable": True,
                "msg": f"{SSH}Warning: Permanently added '[h]:22' (ED25519) to the list of known hosts.\r\n"
                "admin@h: Permission denied.",
            },
            "unreachable",
            None,
            "ssh: admin@h: Permission denied.",
        ),
        (
            {
                "unreachable": True,
                "msg": 'Data could not be sent to remote host "10.20.1.1".'
                " Make sure this host can be reached over ssh: ",
            },
            "unreachable",
            None,
            "ssh: the session ended without a word",
        ),
        (
            {"unreachable": True, "msg": f"{SSH}{'@' * 59}\n@ WARNING: CHANGED! @\n{'@' * 59}\nIT IS POSSIBLE"},
            "unreachable",
            None,
            "ssh: WARNING: CHANGED! IT IS POSSIBLE",
        ),
        ({"unreachable": True}, "unreachable", None, "no login"),
        ({"unreachable": True, "outcome": "delivering"}, "unreachable", None, "no login"),
        (samples.BAD_INPUT, "cannot_tell", samples.BAD_INPUT["msg"], samples.BAD_INPUT["msg"]),
        ({"failed": True}, "cannot_tell", "returned no outcome", "returned no outcome"),
        ({}, "cannot_tell", "has no result: the check did not run there", "has no result: the check did not run there"),
        ({"skipped": True}, "cannot_tell", "was skipped: nothing was looked at", "was skipped: nothing was looked at"),
    ],
)
def test_outcome(result: dict[str, Any], outcome: str, error: str | None, reason: str | None) -> None:
    entry = appliance("fw1", result)
    assert (entry["outcome"], entry["error"], entry["outcome_reason"]) == (outcome, error, reason)


@pytest.mark.parametrize("outcome", ["fine", "", None, 3, ["delivering"], {"a": 1}])
def test_an_unknown_outcome_is_an_error(outcome: Any) -> None:
    entry = appliance("fw1", {**samples.result(), "outcome": outcome})
    assert entry["error"].startswith("has the outcome ")
    assert entry["findings"] == []


def test_a_task_that_failed_by_fail_on_keeps_its_outcome() -> None:
    entry = appliance(
        "fw1", samples.result("not_delivering", [samples.finding()], failed=True, msg="fw1: not delivering")
    )
    assert entry["error"] is None
    assert entry["root_causes"] == ["SSE-203"]


@pytest.mark.parametrize(
    ("found", "kept"),
    [
        (None, []),
        ("text", []),
        ([1, None, {}, {"check": 3}, {"check": ""}], []),
        ([{"check": "X"}], [("X", "unknown", "critical", "X")]),
        ([{"check": "X", "status": "shiny", "severity": "huge", "title": 5}], [("X", "unknown", "critical", "X")]),
        ([{"check": "X", "status": "pass", "severity": "info", "title": "T"}], [("X", "pass", "info", "T")]),
    ],
)
def test_findings_of_any_shape(found: Any, kept: list[tuple[str, ...]]) -> None:
    entry = appliance("fw1", samples.result(findings=[]) | {"findings": found})
    assert [tuple(one[key] for key in ("check", "status", "severity", "title")) for one in entry["findings"]] == kept


def test_count_leaves_out_what_asks_nothing() -> None:
    findings = [
        samples.finding(status="fail"),
        samples.finding(status="fail", severity="warning"),
        samples.finding(status="fail", severity="info"),
        samples.finding(status="unknown"),
        samples.finding(status="unknown", severity="info"),
        samples.finding(status="waived"),
        samples.finding(status="manual", severity="warning"),
    ]
    assert count(findings) == {"fail": 1, "warning": 1, "unknown": 1, "waived": 1, "manual": 1}

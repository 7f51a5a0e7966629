# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Waivers: when they count, that they still block, and the sentence for each that can't be used."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from ansible_collections.firepower.sse.plugins.plugin_utils._assess import engine, loader
from ansible_collections.firepower.sse.plugins.plugin_utils._assess.waivers import told
from ansible_collections.firepower.sse.plugins.plugin_utils._errors import SseError
from ansible_collections.firepower.sse.tests.unit.plugins.plugin_utils._assess.situations import SYN_SENT, at, changed

NOW = datetime.datetime(2026, 11, 24, 23, 59, tzinfo=datetime.timezone.utc)
BLOCKED_NETWORK = {**at("timed_out", "events"), **SYN_SENT}


def waiver(**keys: Any) -> dict[str, Any]:
    return {"check": "SSE-203", "hosts": ["fra-*"], "reason": "change 4711", "expires": "2026-12-31", **keys}


def assess(*waivers: Any) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    result = engine.assess(
        evidence=changed(BLOCKED_NETWORK),
        expected={},
        catalogue=loader.load(),
        waivers=list(waivers),
        host="fra-fw1",
        now=NOW,
    )
    return result, {finding["check"]: finding for finding in result["findings"]}


def test_a_waived_failure_still_blocks_and_is_no_cause() -> None:
    result, findings = assess(waiver())
    assert (findings["SSE-203"]["status"], findings["SSE-203"]["reason"]) == (
        "waived",
        "waived until 2026-12-31: change 4711",
    )
    assert findings["SSE-403"]["status"] == "blocked"
    assert (result["outcome"], result["root_causes"], result["possible_causes"]) == ("not_delivering", [], [])
    assert result["outcome_reason"] == "what fails is waived, and still fails"


@pytest.mark.parametrize(
    ("given", "status", "reason"),
    [
        (waiver(expires="2026-11-24"), "waived", "waived until 2026-11-24: change 4711"),
        (waiver(expires="2026-11-23"), "fail", "a waiver expired on 2026-11-23: change 4711"),
        (waiver(hosts=["muc-*"]), "fail", None),
        (waiver(hosts=["muc-*", "fra-fw1"]), "waived", "waived until 2026-12-31: change 4711"),
        (waiver(check="SSE-205"), "fail", None),
        (waiver(check="SSE-999"), "fail", None),
        (waiver(expires="2029-01-01", longer_than_a_year=True), "waived", "waived until 2029-01-01: change 4711"),
    ],
)
def test_when_a_waiver_counts(given: dict[str, Any], status: str, reason: str | None) -> None:
    finding = assess(given)[1]["SSE-203"]
    assert (finding["status"], finding["reason"]) == (status, reason)


def test_the_latest_of_several_waivers_counts() -> None:
    finding = assess(waiver(expires="2026-11-01"), waiver(reason="renewed"))[1]["SSE-203"]
    assert (finding["status"], finding["reason"]) == ("waived", "waived until 2026-12-31: renewed")


def test_what_passes_or_is_blocked_is_not_waived() -> None:
    findings = assess(waiver(check="SSE-201"), waiver(check="SSE-403"))[1]
    assert (findings["SSE-201"]["status"], findings["SSE-403"]["status"]) == ("pass", "blocked")


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ("SSE-203", "Waiver 1 must have the keys check, hosts, reason and expires; it is 'SSE-203'."),
        (waiver(check=203), "(check 203) can't be used: its key 'check' is 203 and must be the id of a check."),
        (waiver(check=" "), "its key 'check' is ' ' and must be the id of a check."),
        (waiver(hosts=[]), "its key 'hosts' is [] and must be a list of names or patterns of hosts."),
        (waiver(hosts="fra-*"), "its key 'hosts' is 'fra-*' and must be a list"),
        (waiver(reason=" "), "its key 'reason' is ' ' and must say why the failure is accepted."),
        (waiver(expires="31.12.2026"), "its key 'expires' is '31.12.2026' and must be a day as YYYY-MM-DD."),
        (waiver(expires="2026-13-01"), "its key 'expires' is '2026-13-01' and must be a day as YYYY-MM-DD."),
        (
            waiver(expires="2028-01-01"),
            "its key 'expires' is 2028-01-01, more than a year ahead; 'longer_than_a_year' allows it.",
        ),
        (
            waiver(until="x"),
            "its key 'until' is not known; known are check, hosts, reason, expires, longer_than_a_year.",
        ),
        (waiver(hosts=["nobody"], reason=None), "its key 'reason' is None"),
    ],
)
def test_a_waiver_that_cannot_be_used(given: Any, sentence: str) -> None:
    with pytest.raises(SseError) as caught:
        assess(given)
    assert sentence in str(caught.value)


def test_the_report_is_told_of_all_waivers_whatever_they_match() -> None:
    given = [waiver(), waiver(check="SSE-999", hosts=["nobody"], expires="2026-11-01")]
    assert told(given, now=NOW.date(), known={"SSE-203"}) == [
        {**waiver(), "expired": False, "known": True},
        {**waiver(check="SSE-999", hosts=["nobody"], expires="2026-11-01"), "expired": True, "known": False},
    ]
    assert told([], now=NOW.date(), known=()) == []

# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Evidence and checks in, findings and one outcome out. Pure: no Ansible, no file, no clock."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from .check import CHAPTERS
from .findings import finding
from .outcome import decide
from .outcome_reason import reason_of
from .root import root_of
from .statuses import chain
from .waivers import waivers_for

if TYPE_CHECKING:
    import datetime

    from .loader import Catalogue


def assess(
    *,
    evidence: dict[str, Any],
    expected: dict[str, Any],
    catalogue: Catalogue,
    waivers: Any,
    host: str,
    now: datetime.datetime,
) -> dict[str, Any]:
    """{outcome, outcome_reason, intent, root_causes, possible_causes, findings} of one appliance.

    All arguments are plain JSON but *catalogue* (loader.load) and *now* (aware). Never raises on evidence;
    raises SseError for an expected state or a waiver that can't be used.
    """
    root = root_of(evidence=evidence, expected=expected)
    applicable = waivers_for(waivers, host=host, now=now.date(), known=catalogue.checks)
    verdicts = chain(catalogue.checks, root, applicable)
    outcome = decide(catalogue.checks, verdicts, root)
    findings = [
        finding(check, verdicts[check.id], outcome=outcome, catalogue=catalogue, root=root)
        for check in sorted(catalogue.checks.values(), key=lambda check: (CHAPTERS.index(check.chapter), check.id))
    ]
    return {
        "outcome": outcome.word,
        "outcome_reason": reason_of(outcome, findings, catalogue.phrases, root),
        "intent": root["intent"],
        "root_causes": list(outcome.root_causes),
        "possible_causes": list(outcome.possible_causes),
        "findings": findings,
    }


def summary_of(findings: list[dict[str, Any]]) -> dict[str, int]:
    """How many findings need an eye: {fail, warning, unknown, waived, manual}; what is only info needs none."""
    count = Counter(
        "warning" if one["status"] == "fail" and one["severity"] == "warning" else one["status"]
        for one in findings
        if one["severity"] != "info"
    )
    return {word: count[word] for word in ("fail", "warning", "unknown", "waived", "manual")}

# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Findings: what a check says of an appliance, as the plain dict that users and reports read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .outcome import OFF, Outcome
from .queries import Query, QueryError
from .statuses import (
    BLOCKED,
    FAIL,
    MANUAL,
    NOT_APPLICABLE,
    UNKNOWN,
    WAIVED,
    Verdict,
)
from .texts import choose, fill

if TYPE_CHECKING:
    from .check import Check
    from .loader import Catalogue

# What was not seen has a reason; the words of a failure would be wrong for it.
_TELLING = frozenset({FAIL, MANUAL, WAIVED})
_OFF_BY = {"expected": "the cloud is off by choice, as expected", "fmc": "the cloud is off by choice, says the FMC"}


def finding(
    check: Check, verdict: Verdict, *, outcome: Outcome, catalogue: Catalogue, root: dict[str, Any]
) -> dict[str, Any]:
    """The finding of one check. Advice and what was seen stand only where there is something to do or to look at."""
    status, severity, reason = _seen_from_outcome(check, verdict, outcome, root)
    telling = status in _TELLING
    phrases = catalogue.phrases

    def text(raw: str | None) -> str | None:
        return fill(raw, verdict.found, phrases, root)

    return {
        "check": check.id,
        "title": check.title,
        "chapter": check.chapter,
        "status": status,
        "severity": severity,
        "expected": verdict.expected,
        "found": verdict.found,
        "reason": reason,
        "area": check.area,
        "headline": text(check.headline or f"{check.title}: {{found}}") if telling else None,
        "remedy": check.remedy if check.id in outcome.root_causes else None,
        "advice": text(choose(check.advice, root)) if telling else None,
        "avoid": text(check.avoid) if telling else None,
        "since": _string(_search(check.since, root)) if telling else None,
        "seen": _phrases(_search(check.seen, root)) if telling else [],
        "group": check.group,
        "needs": list(check.needs),
        "reference": check.reference,
    }


def _seen_from_outcome(
    check: Check, verdict: Verdict, outcome: Outcome, root: dict[str, Any]
) -> tuple[str, str, str | None]:
    if outcome.word == OFF and verdict.status in (FAIL, BLOCKED, UNKNOWN):
        return NOT_APPLICABLE, check.severity, _OFF_BY[root["intent"]["source"]]
    if check.id not in outcome.contradicted:
        return verdict.status, check.severity, verdict.reason
    sends = "the appliance sends events"
    if verdict.status == UNKNOWN:
        return UNKNOWN, "warning", f"{verdict.reason}; {sends} all the same"
    return verdict.status, "warning", f"contradicted: {sends}{f'; {verdict.reason}' if verdict.reason else ''}"


def _search(query: Query | None, root: dict[str, Any]) -> Any:
    """Proof and time are extras: a query that can't be evaluated leaves them out."""
    try:
        return None if query is None else query.search(root)
    except QueryError:
        return None


def _string(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None


def _phrases(value: Any) -> list[str]:
    return [phrase for phrase in value if isinstance(phrase, str) and phrase] if isinstance(value, list) else []

# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What each check says of one appliance: first by itself, then in the light of its needs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from . import reasons
from .look import look
from .queries import Query, QueryError
from .waivers import Waiver, waived

if TYPE_CHECKING:
    from .check import Check

PASS, FAIL, BLOCKED, UNKNOWN = "pass", "fail", "blocked", "unknown"
MANUAL, WAIVED, NOT_APPLICABLE = "manual", "waived", "not_applicable"
# Below a need in one of these nothing can be concluded from a failure.
STOPPERS = frozenset({FAIL, BLOCKED, WAIVED})
# Needs of which nothing was to be seen: their own needs stand in for them.
TRANSPARENT = frozenset({MANUAL, NOT_APPLICABLE})


@dataclass(frozen=True)
class Verdict:
    """*alone* is the status before needs and waivers were looked at. *found* is plain JSON."""

    status: str
    alone: str
    found: Any = None
    expected: Any = None
    reason: str | None = None


def judge(check: Check, root: dict[str, Any]) -> Verdict:
    """The check by itself. Missing evidence is unknown, and so is a query that can't be evaluated on what was seen."""
    applies = _applies(check, root)
    if applies is False:
        return Verdict(NOT_APPLICABLE, NOT_APPLICABLE, reason=reasons.not_applicable(check, root))
    try:
        if _is_manual(check, root):
            return Verdict(MANUAL, MANUAL, reason=check.unknown or "this can't be seen from here")
        verdict = _compare(check, root)
    except QueryError as exc:
        return Verdict(UNKNOWN, UNKNOWN, reason=f"the query can't be evaluated on what was seen ({exc})")
    if verdict.status == FAIL and applies is None:
        return replace(verdict, status=UNKNOWN, alone=UNKNOWN, reason=reasons.maybe_not_applicable(check))
    return verdict


def _is_manual(check: Check, root: dict[str, Any]) -> bool:
    return check.manual if isinstance(check.manual, bool) else bool(check.manual.search(root))


def _compare(check: Check, root: dict[str, Any]) -> Verdict:
    expected = check.expect if check.expect_from is None else check.expect_from.search(root)
    if _is_nothing(_search(check.over, root)):
        return Verdict(UNKNOWN, UNKNOWN, expected=expected, reason=reasons.not_seen(check, root))
    found = _search(check.query, root)
    if found is None:
        return Verdict(UNKNOWN, UNKNOWN, expected=expected, reason=reasons.not_seen(check, root))
    status, hidden = (PASS, check.unseen) if same(found, expected) else (FAIL, check.doubt)
    what = _search(hidden, root)
    if not _is_nothing(what) and what is not False:
        return Verdict(UNKNOWN, UNKNOWN, found, expected, reasons.doubtful(check, what, root))
    return Verdict(status, status, found, expected)


def _applies(check: Check, root: dict[str, Any]) -> bool | None:
    """Only a plain `false` says no. Null: what it depends on was not seen, so that a failure would prove nothing."""
    role = look(root, "evidence", "appliance", "role")
    if isinstance(role, str) and role not in check.applies_to:
        return False
    if check.applies_when is None:
        return True
    try:
        found = check.applies_when.search(root)
    except QueryError:
        return True
    return None if found is None else found is not False


def _search(query: Query | None, root: dict[str, Any]) -> Any:
    return None if query is None else query.search(root)


def _is_nothing(value: Any) -> bool:
    return value is None or value in ("", [], {})


def same(found: Any, expected: Any) -> bool:
    """JSON's equality: unlike Python's, 1 is not true."""
    if isinstance(found, bool) is not isinstance(expected, bool):
        return False
    return bool(found == expected)


def chain(checks: dict[str, Check], root: dict[str, Any], waivers: list[Waiver]) -> dict[str, Verdict]:
    """All checks, each after what it needs: a failure below a failed need is blocked, never a failure of its own."""
    verdicts: dict[str, Verdict] = {}
    for name, check in checks.items():
        verdict = judge(check, root)
        if verdict.status in (FAIL, UNKNOWN):
            verdict = _blocked(checks, verdicts, check, verdict)
        if verdict.status == FAIL:
            verdict = _waive(check, verdict, waivers)
        verdicts[name] = verdict
    return verdicts


def _blocked(checks: dict[str, Check], verdicts: dict[str, Verdict], check: Check, verdict: Verdict) -> Verdict:
    stopped_by = [need for need in standing_needs(checks, verdicts, check) if verdicts[need].status in STOPPERS]
    if not stopped_by:
        return verdict
    return replace(verdict, status=BLOCKED, reason=reasons.blocked(checks, verdicts, stopped_by))


def standing_needs(checks: dict[str, Check], verdicts: dict[str, Verdict], check: Check) -> list[str]:
    """The needs that count: a need without a verdict of its own is looked through to its needs."""
    seen: dict[str, None] = {}
    queue = list(check.needs)
    while queue:
        need = queue.pop(0)
        if need not in seen:
            seen[need] = None
            if verdicts[need].status in TRANSPARENT:
                queue.extend(checks[need].needs)
    return [need for need in seen if verdicts[need].status not in TRANSPARENT]


def _waive(check: Check, verdict: Verdict, waivers: list[Waiver]) -> Verdict:
    waiver, reason = waived(check.id, waivers)
    if waiver is None:
        return replace(verdict, reason=reason) if reason else verdict
    return replace(verdict, status=WAIVED, reason=reason)

# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One word for an appliance: does it deliver, and which failure is the cause if not."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from .check import PROOFS, Check
from .look import look
from .queries import QueryError
from .statuses import (
    FAIL,
    NOT_APPLICABLE,
    PASS,
    TRANSPARENT,
    UNKNOWN,
    WAIVED,
    Verdict,
    standing_needs,
)

DELIVERING, IDLE, OFF = "delivering", "idle", "off"
NOT_DELIVERING, CANNOT_TELL = "not_delivering", "cannot_tell"


@dataclass(frozen=True)
class Outcome:
    """*contradicted*: critical checks that failed or were not seen although events are sent."""

    word: str
    root_causes: tuple[str, ...] = ()
    possible_causes: tuple[str, ...] = ()
    contradicted: frozenset[str] = field(default=frozenset())


def decide(checks: dict[str, Check], verdicts: dict[str, Verdict], root: dict[str, Any]) -> Outcome:
    """The outcome, with causes only where something is to be explained."""
    intent = root["intent"]["cloud_events"]
    if intent == "off":
        return Outcome(OFF)
    critical = [name for name, check in checks.items() if check.severity == "critical"]
    flow = _flow(checks, verdicts, root)
    if flow == DELIVERING:
        return Outcome(DELIVERING, contradicted=_named(critical, verdicts, FAIL, UNKNOWN))
    failed = _named(critical, verdicts, FAIL)
    causes = [name for name in checks if name in failed]
    stands = flow == IDLE and not _broken_beyond_probes(checks, critical, verdicts)
    if stands and not failed:
        return Outcome(IDLE)
    left_open = {name for name in causes if stands or _left_open(checks[name], root)}
    if intent != "on" or (left_open == failed and not _named(critical, verdicts, WAIVED)):
        return Outcome(CANNOT_TELL, possible_causes=tuple(causes))
    sure = [name for name in causes if name not in left_open and _all_seen(checks, verdicts, name)]
    return Outcome(NOT_DELIVERING, tuple(sure), tuple(name for name in causes if name not in sure))


def _flow(checks: dict[str, Check], verdicts: dict[str, Verdict], root: dict[str, Any]) -> str | None:
    """Delivering or idle by the four proofs alone, None where they do not stand."""
    proofs = [_proof(checks, verdicts, proof) for proof in PROOFS]
    if not all(proof in (PASS, NOT_APPLICABLE) for proof in proofs):
        return None
    if NOT_APPLICABLE in proofs:
        return IDLE
    growth = look(root, "evidence", "context", "counters", "sent_growth")
    if isinstance(growth, int) and growth > 0:
        return DELIVERING
    return IDLE if growth == 0 or is_standby(root) else None


def _proof(checks: dict[str, Check], verdicts: dict[str, Verdict], proof: str) -> str:
    """Several checks can prove one thing: none may fail, and one must be seen to pass."""
    statuses = {verdicts[name].status for name, check in checks.items() if check.proves == proof}
    if statuses and statuses <= TRANSPARENT:
        return NOT_APPLICABLE
    return PASS if PASS in statuses and statuses <= {PASS, UNKNOWN, *TRANSPARENT} else FAIL


def _left_open(check: Check, root: dict[str, Any]) -> bool:
    """Whether events may flow although this check fails."""
    try:
        return check.leaves_open is not None and bool(check.leaves_open.search(root))
    except QueryError:
        return False


def _broken_beyond_probes(checks: dict[str, Check], critical: list[str], verdicts: dict[str, Verdict]) -> bool:
    """A probe of ours that fails beside a connection that stands does not decide: a dropped connection looks
    established until something is sent. Any other failure says a lot."""
    return any(verdicts[name].alone == FAIL and checks[name].chapter != "connectivity" for name in critical)


def _all_seen(checks: dict[str, Check], verdicts: dict[str, Verdict], name: str) -> bool:
    return all(verdicts[need].status == PASS for need in standing_needs(checks, verdicts, checks[name]))


def _named(names: list[str], verdicts: dict[str, Verdict], *statuses: str) -> frozenset[str]:
    return frozenset(name for name in names if verdicts[name].status in statuses)


def is_standby(root: dict[str, Any]) -> bool:
    """Only the active unit of a pair has events to send."""
    return str(look(root, "evidence", "ha", "state") or "").lower().startswith("standby")

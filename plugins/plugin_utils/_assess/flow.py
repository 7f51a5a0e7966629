# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether the way of the events stands, by the checks that prove it, and whether anything moves on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .check import CONNECTED, PROOFS, QUIET
from .look import look
from .queries import QueryError
from .statuses import FAIL, NOT_APPLICABLE, PASS, TRANSPARENT, UNKNOWN, Verdict

if TYPE_CHECKING:
    from .check import Check

SENDS, RESTS, HELD_BACK, UNCLEAR = "sends", "rests", "held_back", "unclear"


def flow(checks: dict[str, Check], verdicts: dict[str, Verdict], root: dict[str, Any]) -> str | None:
    """What moves on a way that was seen to stand: it *sends*; it *rests* with nothing to send, or is *held_back* where
    something speaks against that.

    *unclear* where the four proofs hold and the growth of the counters was not seen, or the other way round. None where
    neither was.
    """
    proofs = [_proof(checks, verdicts, proof) for proof in PROOFS]
    growth = look(root, "evidence", "context", "counters", "sent_growth")
    grows = isinstance(growth, int) and growth > 0
    if not all(proof in (PASS, NOT_APPLICABLE) for proof in proofs):
        return UNCLEAR if grows and not _disproved(checks, verdicts) else None
    if NOT_APPLICABLE in proofs:
        return RESTS
    if doubts(checks, verdicts, FAIL):
        return HELD_BACK
    if grows:
        return SENDS
    if is_standby(root):
        return RESTS
    if growth != 0:
        return UNCLEAR
    return HELD_BACK if doubts(checks, verdicts, UNKNOWN) else RESTS


def doubts(checks: dict[str, Check], verdicts: dict[str, Verdict], status: str) -> list[str]:
    """The checks that keep an appliance from being idle. What a mere warning has not seen keeps it from nothing."""
    return [
        name
        for name, check in checks.items()
        if check.proves == QUIET and verdicts[name].alone == status and (status == FAIL or check.severity == "critical")
    ]


def stands(checks: dict[str, Check], verdicts: dict[str, Verdict], root: dict[str, Any]) -> bool:
    """Whether the connection was seen (or none is needed), and nothing but probes of ours speaks against it.

    Such a probe does not decide then, nor does the connection: one that is dropped on the way looks established until
    something is sent. Any other failure says a lot.
    """
    if _proof(checks, verdicts, CONNECTED) not in (PASS, NOT_APPLICABLE):
        return False
    return not _disproved(checks, verdicts) and not any(
        verdicts[name].alone == FAIL
        and check.severity == "critical"
        and check.chapter != "connectivity"
        and not left_open(check, root)
        for name, check in checks.items()
    )


def left_open(check: Check, root: dict[str, Any]) -> bool:
    """Whether events may flow although this check fails."""
    try:
        return check.leaves_open is not None and bool(check.leaves_open.search(root))
    except QueryError:
        return False


def is_standby(root: dict[str, Any]) -> bool:
    """Only the active unit of a pair has events to send. What the FMC says of it may be of before a switchover."""
    ha = look(root, "evidence", "ha") or {}
    return ha.get("source") != "fmc" and str(ha.get("state") or "").lower().startswith("standby")


def _proof(checks: dict[str, Check], verdicts: dict[str, Verdict], proof: str) -> str:
    """Several checks can prove one thing: none may fail, and one must be seen to pass."""
    statuses = {verdicts[name].status for name, check in checks.items() if check.proves == proof}
    if statuses and statuses <= TRANSPARENT:
        return NOT_APPLICABLE
    return PASS if PASS in statuses and statuses <= {PASS, UNKNOWN, *TRANSPARENT} else FAIL


def _disproved(checks: dict[str, Check], verdicts: dict[str, Verdict]) -> bool:
    return any(check.proves in PROOFS and verdicts[name].alone == FAIL for name, check in checks.items())

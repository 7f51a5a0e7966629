# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One word for an appliance: does it deliver, and which failure is the cause if not."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from . import flow
from .statuses import FAIL, PASS, UNKNOWN, WAIVED, Verdict, standing_needs

if TYPE_CHECKING:
    from .check import Check

DELIVERING, IDLE, OFF = "delivering", "idle", "off"
NOT_DELIVERING, CANNOT_TELL = "not_delivering", "cannot_tell"


@dataclass(frozen=True)
class Outcome:
    """*contradicted*: critical checks that failed or were not seen, and that the events which are sent disprove.
    *doubts*: what keeps an appliance that sends nothing from being idle."""

    word: str
    root_causes: tuple[str, ...] = ()
    possible_causes: tuple[str, ...] = ()
    contradicted: frozenset[str] = field(default=frozenset())
    doubts: tuple[str, ...] = ()


def decide(checks: dict[str, Check], verdicts: dict[str, Verdict], root: dict[str, Any]) -> Outcome:
    """The outcome, with causes only where something is to be explained."""
    intent = root["intent"]["cloud_events"]
    seen = flow.flow(checks, verdicts, root)
    if seen == flow.SENDS:
        disproved = [name for name, check in checks.items() if _disproved(check)]
        return Outcome(DELIVERING, contradicted=_named(disproved, verdicts, FAIL, UNKNOWN))
    if intent == "off":
        return Outcome(OFF)
    critical = [name for name, check in checks.items() if check.severity == "critical"]
    failed = _named(critical, verdicts, FAIL)
    causes = [name for name in checks if name in failed]
    stands = flow.stands(checks, verdicts, root)
    if seen == flow.RESTS and stands and not failed:
        return Outcome(IDLE)
    open_ = stands or seen == flow.UNCLEAR
    left_open = {name for name in causes if open_ or flow.left_open(checks[name], root)}
    if intent != "on" or (left_open == failed and not _named(critical, verdicts, WAIVED)):
        held = (FAIL, UNKNOWN) if seen == flow.HELD_BACK else ()
        doubts = [name for status in held for name in flow.doubts(checks, verdicts, status)]
        return Outcome(CANNOT_TELL, possible_causes=tuple(causes), doubts=tuple(doubts))
    sure = [name for name in causes if name not in left_open and _all_seen(checks, verdicts, name)]
    return Outcome(NOT_DELIVERING, tuple(sure), tuple(name for name in causes if name not in sure))


def _disproved(check: Check) -> bool:
    """Events that are sent disprove that something on the way is broken.

    They do not tell where they go (a check that compares with what is expected), nor what a user's own check is about.
    """
    return check.severity == "critical" and check.expect_from is None and check.chapter != "own"


def _all_seen(checks: dict[str, Check], verdicts: dict[str, Verdict], name: str) -> bool:
    return all(verdicts[need].status == PASS for need in standing_needs(checks, verdicts, checks[name]))


def _named(names: list[str], verdicts: dict[str, Verdict], *statuses: str) -> frozenset[str]:
    return frozenset(name for name in names if verdicts[name].status in statuses)

# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The sentence beside the outcome."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from . import outcome as words
from .look import look
from .texts import fill

if TYPE_CHECKING:
    from .check import Choice
    from .outcome import Outcome


def reason_of(
    outcome: Outcome,
    findings: list[dict[str, Any]],
    phrases: dict[str, tuple[Choice, ...]],
    root: dict[str, Any],
) -> str:
    """Why the outcome is what it is, in one line."""
    by_id = {one["check"]: one for one in findings}
    if outcome.word == words.DELIVERING:
        return _growth(root, "events sent")
    if outcome.word == words.IDLE:
        return _idle(root)
    if outcome.word == words.OFF:
        source = root["intent"]["source"]
        return (
            "the cloud is expected to be off" if source == "expected" else "the FMC has the cloud off, or leaves it out"
        )
    causes = [*outcome.root_causes, *outcome.possible_causes]
    if outcome.word == words.NOT_DELIVERING:
        return str(by_id[causes[0]]["headline"]) if causes else "what fails is waived, and still fails"
    if root["intent"]["cloud_events"] == "unknown":
        return str(fill("off, or broken: look at {cloud_menu}", None, phrases, root))
    if causes:
        return f"{by_id[causes[0]]['headline']}; yet its connections stand, so events may flow"
    unseen = [one for one in findings if one["status"] == "unknown" and one["severity"] == "critical"]
    if unseen:
        return f"not seen: {unseen[0]['title']} ({unseen[0]['reason']})"
    return "the connection stands, but the counters of events could not be compared"


def _growth(root: dict[str, Any], what: str) -> str:
    counters = look(root, "evidence", "context", "counters")
    return f"{look(counters, 'sent_growth') or 0} {what} within {look(counters, 'seconds_between') or '?'} s"


def _idle(root: dict[str, Any]) -> str:
    if look(root, "evidence", "context", "events", "enabled") is False:
        return "it has no events of its own to send"
    if words.is_standby(root):
        return "a standby unit has no events to send"
    return f"connected; {_growth(root, 'events sent')}"

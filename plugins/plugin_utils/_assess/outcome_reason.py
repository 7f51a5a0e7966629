# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The sentence beside the outcome."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from . import outcome as words
from .flow import is_standby
from .look import look
from .texts import fill

if TYPE_CHECKING:
    from .check import Choice
    from .outcome import Outcome

# Without any of these nothing at all was seen.
_PARTS = ("daemons", "config", "context", "event_socket", "connections", "log", "probes")


def reason_of(
    outcome: Outcome,
    findings: list[dict[str, Any]],
    phrases: dict[str, tuple[Choice, ...]],
    root: dict[str, Any],
) -> str:
    """Why the outcome is what it is, in one line."""
    said = _reason(outcome, findings, phrases, root)
    return f"as the FMC sees it: {said}" if look(root, "evidence", "collected", "depth") == "fmc" else said


def _reason(
    outcome: Outcome,
    findings: list[dict[str, Any]],
    phrases: dict[str, tuple[Choice, ...]],
    root: dict[str, Any],
) -> str:
    by_id = {one["check"]: one for one in findings}
    causes = [*outcome.root_causes, *outcome.possible_causes]
    if outcome.word == words.DELIVERING:
        off = ", and the cloud should be off" if root["intent"]["cloud_events"] == "off" else ""
        return f"{_growth(root, 'events sent')}{off}"
    if outcome.word == words.IDLE:
        return _idle(root)
    if outcome.word == words.OFF:
        source = root["intent"]["source"]
        return (
            "the cloud is expected to be off" if source == "expected" else "the FMC has the cloud off, or leaves it out"
        )
    if outcome.word == words.NOT_DELIVERING:
        return str(by_id[causes[0]]["headline"]) if causes else "what fails is waived, and still fails"
    if not any(look(root, "evidence", part) for part in _PARTS):
        return _only_fmc(root) or _nothing(root)
    if root["intent"]["cloud_events"] == "unknown":
        return str(fill("off, or broken: look at {cloud_menu}", None, phrases, root))
    if causes:
        return f"{by_id[causes[0]]['headline']}; yet its connections stand, so events may flow"
    return _unseen([by_id[name] for name in outcome.doubts], findings)


def _unseen(doubts: list[dict[str, Any]], findings: list[dict[str, Any]]) -> str:
    for one in doubts:
        if one["status"] == "fail":
            return f"the connection stands, but {one['headline']}"
    unseen = [one for one in findings if one["status"] == "unknown" and one["severity"] == "critical"]
    for one in [*(one for one in doubts if one["status"] == "unknown"), *unseen]:
        return f"not seen: {one['title']} ({one['reason']})"
    return "the connection stands, but the counters of events could not be compared"


def _only_fmc(root: dict[str, Any]) -> str | None:
    """Where nobody logged in, and the FMC's word is all."""
    word = look(root, "evidence", "cloud", "events")
    if look(root, "evidence", "collected", "depth") != "fmc" or word is None:
        return None
    return f"cloud events are {word}; whether they arrive only the appliance can show"


def _nothing(root: dict[str, Any]) -> str:
    problems = look(root, "evidence", "problems")
    told = problems if isinstance(problems, list) else []
    of_fmc = [one for one in told if str(look(one, "section")).startswith("fmc")]
    # Where nobody logged in, it is the FMC that should have told.
    if look(root, "evidence", "collected", "depth") == "fmc" and of_fmc:
        told = of_fmc
    first = told[0] if told else None
    why = f": {look(first, 'section')}: {look(first, 'reason')}" if first else ""
    return f"nothing was seen of the appliance{why}"


def _growth(root: dict[str, Any], what: str) -> str:
    counters = look(root, "evidence", "context", "counters")
    return f"{look(counters, 'sent_growth') or 0} {what} within {look(counters, 'seconds_between') or '?'} s"


def _idle(root: dict[str, Any]) -> str:
    if look(root, "evidence", "context", "events", "enabled") is False:
        return "it has no events of its own to send"
    if is_standby(root):
        return "a standby unit has no events to send"
    return f"connected; {_growth(root, 'events sent')}"

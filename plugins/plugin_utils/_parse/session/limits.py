# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a pasted session can't prove, taken out of the evidence again; and the little that only a session shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import clish, stamps
from ..api import dig, of_type, parsed
from ..context import OVERDUE
from ..summary import summary
from ..text import clean

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .taken import Sections

_PARTIAL = "only some of its lines: a filter chose them, or the text ends within them"
_PAUSE = 86_400  # seconds: no session takes as long as that


def kept(found: dict[str, Any], taken: Sections, roles: Mapping[str, str]) -> dict[str, Any]:
    """The evidence without what rests on lines that a filter may have hidden, or on times that are not known.

    `roles` are those of the cloud's hosts, by name.
    """
    _log(found, taken)
    _socket(found, taken)
    _named(found["connections"], roles)
    _connections(found, taken)
    _refresh(found, taken)
    _clock(found)
    found["ha"] = clish.failover(taken.failover)
    found["summary"] = summary(found)
    if found["event_socket"] and found["event_socket"]["connected"] is None and found["event_socket"]["listening"]:
        found["summary"]["event_socket"] = "listening"
    _notes(found, taken)
    return found


def same_run(first: str, second: str) -> bool:
    """Whether two answers are of one process of the connector: both tell the same, exact start."""
    starts = [_start(text) for text in (first, second)]
    return starts[0] is not None and starts[0] == starts[1]


def _start(text: str) -> str | None:
    body = parsed(text.partition("\nhttp_code=")[0])
    statistics = of_type(dig(body, "statistics", "exchange"), "registration").get("statistics")
    found = dig(statistics, "activation", "registration", "timestamp")
    return found if isinstance(found, str) and stamps.epoch(found) else None


def _log(found: dict[str, Any], taken: Sections) -> None:
    section = taken.last("log")
    if found["log"] is None or section is None:
        return
    if section.partial:
        found["log"]["covers"] = None
        taken.notes["log"] = _PARTIAL
    elif taken.before(section.at) is None:
        found["log"]["covers"] = None


def _socket(found: dict[str, Any], taken: Sections) -> None:
    section = taken.last("netstat")
    if found["event_socket"] is None or section is None or not section.partial:
        return
    for key in ("listening", "connected"):
        found["event_socket"][key] = found["event_socket"][key] or None
    taken.notes["netstat"] = _PARTIAL


def _named(seen: dict[str, Any] | None, roles: Mapping[str, str]) -> None:
    """Peers of which lsof without -n tells the name."""
    for peer in (seen or {"peers": []})["peers"]:
        peer["role"] = roles.get(peer["address"], peer["role"]) if peer["role"] == "other" else peer["role"]
    states = [peer["state"] for peer in (seen or {"peers": []})["peers"] if peer["role"] == "events"]
    if seen and seen["events_seen_by"] != "address" and states and states[0] in ("ESTABLISHED", "SYN_SENT"):
        state = "established" if "ESTABLISHED" in states else "syn_sent"
        seen.update(events=state, events_seen_by="address")


def _connections(found: dict[str, Any], taken: Sections) -> None:
    section, seen = taken.last("lsof"), found["connections"]
    if seen is None or section is None:
        return
    # Without -P a port may stand there by a name.
    seen["api_listening"] = seen["api_listening"] or None
    if section.partial:
        seen["events"] = None if seen["events"] == "none" else seen["events"]
        taken.notes["lsof"] = _PARTIAL
        return
    states = [peer["state"] for peer in seen["peers"] if peer["role"] != "loopback"]
    if seen["events"] is None and "SYN_SENT" in states and "ESTABLISHED" not in states:
        # Whichever of them leads to eventing-ingest: no connection of the connector stands.
        seen.update(events="syn_sent", events_seen_by="address")


def _refresh(found: dict[str, Any], taken: Sections) -> None:
    """In time is certain by a clock that was read later, overdue by one that was read earlier."""
    registration = (found["context"] or {}).get("registration")
    section = taken.last("context")
    if registration is None or section is None:
        return
    refreshed, every = stamps.epoch(registration["refreshed_at"]), registration["refresh_interval_seconds"]
    if refreshed is None or not every:
        return
    before, after = taken.before(section.at), taken.after(section.at)
    if before is not None and before - refreshed > OVERDUE * every:
        registration["overdue"] = True
    elif after is not None and -stamps.SKEW <= after - refreshed <= OVERDUE * every:
        registration["overdue"] = False
    else:
        registration["overdue"] = None
        if before is None or after is None:
            taken.notes.setdefault("context", "its age wants date typed before and after it")


def _clock(found: dict[str, Any]) -> None:
    """Between date and a server's answer lie minutes: only what no pause explains is a wrong clock."""
    offset = found["clock"]["cloud_offset_seconds"]
    if found["clock"]["wrong"] == "appliance" and offset is not None and abs(offset) <= _PAUSE:
        found["clock"].update(wrong=None, cloud_offset_seconds=None)


def _notes(found: dict[str, Any], taken: Sections) -> None:
    """Why a command that was typed told nothing, in place of the words for one that was not."""
    noted = {section: clean(reason, limit=200) for section, reason in taken.notes.items()}
    others = [one for one in found["problems"] if not (one["section"] in noted and "not gathered" in one["reason"])]
    found["problems"] = [{"section": name, "reason": reason} for name, reason in noted.items()] + others


__all__ = ["kept", "same_run"]

# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The way of the events, FMC to CTR, and how each part of it is on one appliance. Words only; drawing.py draws it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..appliance import at, is_checked, word
from ..history import causes_of

if TYPE_CHECKING:
    from ..appliance import Record

OK, BROKEN, WARNING, WAIVED, UNKNOWN, BLOCKED, OFF, UNSEEN = (
    "ok",
    "broken",
    "warning",
    "waived",
    "unknown",
    "blocked",
    "off",
    "unseen",
)
WORDS = {
    OK: "ok",
    BROKEN: "broken",
    WARNING: "a warning",
    WAIVED: "a failure that is waived",
    UNKNOWN: "not seen",
    BLOCKED: "not reached, as something before it is broken",
    OFF: "not in use",
    UNSEEN: "not visible from the appliance",
}
# Parts from left to right; nodes and the links between them take turns.
PARTS = (
    ("manager", "FMC"),
    ("orders", "FMC to appliance"),
    ("appliance", "Appliance"),
    ("handler", "Appliance to EventHandler"),
    ("event_handler", "EventHandler"),
    ("socket", "event socket"),
    ("connector", "SSEConnector"),
    ("way", "SSEConnector to SSE"),
    ("sse", "SSE"),
    ("promotion", "SSE to CTR"),
    ("ctr", "CTR"),
)
_CHECKS = {
    "manager": "101 102 103 104 105 106 107 108 110",
    "orders": "109 111 401",
    "appliance": "206 216 313",
    "event_handler": "312",
    "socket": "303 304",
    "connector": "301 302 305 306 310 311 314",
    "way": "201 202 203 204 205 207 208 209 210 211 212 213 214 215 218 402 403 404 405 406",
    "sse": "307 308 309 315",
}
_PART_OF = {f"SSE-{number}": part for part, numbers in _CHECKS.items() for number in numbers.split()}
_PART_OF_AREA = {"network": "way", "cloud": "sse", "manager": "manager", "settings": "connector"}
_BEHIND = ("promotion", "ctr")


@dataclass(frozen=True)
class Part:
    """*caption* is a fact in few words; *reason* says what is wrong, and *check* which finding says so."""

    key: str
    name: str
    state: str
    caption: str = ""
    check: str | None = None
    reason: str | None = None

    @property
    def sentence(self) -> str:
        """For those who hear the picture."""
        told = ": ".join(filter(None, [self.check, self.reason]))
        return f"{self.name}: {WORDS[self.state]}{f' ({told})' if told else ''}"


def part_of(check: str, area: object) -> str:
    """The part that a finding is about; an own check's goes by its area."""
    return _PART_OF.get(check) or _PART_OF_AREA.get(str(area), "appliance")


def chain(entry: Record) -> list[Part]:
    """Every part, of an appliance that was not seen too."""
    captions = _captions(entry)
    causes = causes_of(entry)
    by_part: dict[str, list[Record]] = {}
    for finding in entry["findings"]:
        by_part.setdefault(part_of(finding["check"], finding.get("area")), []).append(finding)
    return [_part(key, name, by_part.get(key, []), causes, captions.get(key, ""), entry) for key, name in PARTS]


def _part(key: str, name: str, findings: list[Record], causes: list[str], caption: str, entry: Record) -> Part:
    if key in _BEHIND:
        return Part(key, name, UNSEEN)
    if entry["outcome"] == "off":
        return Part(key, name, OFF, caption)
    if not is_checked(entry):
        return Part(key, name, UNKNOWN)
    if key == "handler":  # one and the same machine: nothing can break between them
        return Part(key, name, OK)
    worst = min(findings, key=lambda finding: _rank(finding, causes), default=None)
    if worst is None:
        return Part(key, name, UNKNOWN, caption)
    state = _STATES[_rank(worst, causes)]
    if state in (OK, OFF):
        return Part(key, name, state, caption)
    return Part(
        key, name, state, caption, worst["check"], worst.get("headline") or worst.get("reason") or worst["title"]
    )


_STATES = (BROKEN, BROKEN, WARNING, WAIVED, UNKNOWN, BLOCKED, OK, OFF)


def _rank(finding: Record, causes: list[str]) -> int:
    """The place in _STATES; what is only information never makes a part look bad."""
    status, severity = finding["status"], finding["severity"]
    if status == "fail":
        if finding["check"] in causes:
            return 0
        return {"critical": 1, "warning": 2}.get(severity, 6)
    if severity == "info":
        return 6 if status == "pass" else 7
    return {"waived": 3, "unknown": 4, "blocked": 5, "pass": 6}.get(status, 7)


def _captions(entry: Record) -> dict[str, str]:
    """What was seen of each part, in few words."""
    proof = {"established": "connected", "syn_sent": "SYN_SENT", "none": "no connection", "other": "closing"}
    joined = {"True": "joined", "False": "not joined"}.get(str(at(entry, "evidence.event_socket.connected")), "")
    manager = word(entry, "evidence.manager.kind") or ""
    return {
        "manager": word(entry, "evidence.cloud.source") or ("" if manager == "unknown" else manager.upper()),
        "appliance": " ".join(
            filter(None, [word(entry, "evidence.appliance.version"), word(entry, "evidence.ha.state")])
        ),
        "event_handler": _state(entry, "EventHandler"),
        "socket": joined,
        "connector": _state(entry, "SSEConnector"),
        "way": proof.get(word(entry, "evidence.connections.events") or "", ""),
        "sse": word(entry, "evidence.context.tenant.name")
        or {"True": "enrolled", "False": "not enrolled"}.get(str(at(entry, "evidence.context.enrolled")), ""),
    }


def _state(entry: Record, daemon: str) -> str:
    return (word(entry, f"evidence.daemons.{daemon}.state") or "").replace("_", " ")

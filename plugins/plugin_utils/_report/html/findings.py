# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The findings of one appliance: those that need a look in full, all others by their ids."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ..history import causes_of
from .causes import facts_list
from .element import Html, el

if TYPE_CHECKING:
    from ..appliance import Record

_FULL = ("fail", "unknown", "waived", "manual")
_BRIEF = {
    "pass": "Passed",
    "blocked": "Blocked by a failure before it",
    "not_applicable": "Not applicable",
    "other": "For information, not seen",
}
_LONGEST = 300


def findings(entry: Record) -> list[Html | None]:
    """Cards, causes first, then the ids of what asks nothing of the reader."""
    named = causes_of(entry)
    full = [one for one in entry["findings"] if one["status"] in _FULL and not _is_aside(one)]
    order = {status: number for number, status in enumerate(_FULL)}
    full.sort(key=lambda one: (one["check"] not in named, order[one["status"]], one["severity"] != "critical"))
    brief = [(title, _ids([one for one in entry["findings"] if _group(one) == key])) for key, title in _BRIEF.items()]
    return [
        el("h4", "Findings that need a look") if full else None,
        *(_finding(one, one["check"] in named) for one in full),
        el("h4", "All other checks"),
        facts_list(list(brief)),
    ]


def _is_aside(finding: Record) -> bool:
    return (finding["severity"], finding["status"]) == ("info", "unknown")


def _group(finding: Record) -> str | None:
    if _is_aside(finding):
        return "other"
    return finding["status"] if finding["status"] in _BRIEF else None


def _ids(found: list[Record]) -> str:
    return ", ".join(one["check"] for one in found)


def _finding(finding: Record, is_cause: bool) -> Html:
    status, severity = finding["status"], finding["severity"]
    label = "cause" if is_cause else f"{status.replace('_', ' ')}, {severity}" if status == "fail" else status
    seen = finding.get("seen")
    items = [el("li", text) for text in (seen if isinstance(seen, list) else []) if isinstance(text, str)]
    failed = status in ("fail", "waived")
    facts: list[tuple[str, object]] = [
        ("Check", finding["title"] if finding.get("headline") else None),
        ("Expected", _value(finding.get("expected")) if failed else None),
        ("Found", _value(finding.get("found")) if failed else None),
        ("Since", finding.get("since")),
        ("Seen", el("ul", items) if items else None),
        ("Why", finding.get("reason")),
        ("Do", finding.get("advice")),
        ("Do not", finding.get("avoid")),
        ("Reference", finding.get("reference")),
    ]
    title = finding.get("headline") or finding["title"]
    kind = "cause" if is_cause else f"{status} {severity}"
    head = el(
        "h5", el("span", label, class_="badge"), " ", el("span", finding["check"], class_="id"), " ", _plain(title)
    )
    return el("div", head, facts_list([(name, _plain(value)) for name, value in facts]), class_=f"finding {kind}")


def _plain(value: object) -> object:
    """Whatever stands where a text should: an element stays one."""
    return value if value is None or isinstance(value, str) else _value(value)


def _value(value: Any) -> Html | str | None:
    text = value if isinstance(value, str) else json.dumps(value)
    return el("code", text if len(text) <= _LONGEST else f"{text[:_LONGEST]}...")

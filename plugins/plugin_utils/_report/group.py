# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Findings of many appliances as few entries: one for all appliances that share a check and what it found."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from .appliance import SEVERITIES, Record
from .times import epoch_of

if TYPE_CHECKING:
    from collections.abc import Iterable

_ADDRESS = re.compile(
    r"(?:\d{1,3}\.){3}\d{1,3}(?![\w.])"
    r"|\b(?:[0-9A-Fa-f]{1,4}:){7}[0-9A-Fa-f]{1,4}\b|\b[0-9A-Fa-f:]{1,32}::[0-9A-Fa-f:]{0,32}[0-9A-Fa-f]\b"
)
_SHARED = ("check", "title", "chapter", "area", "severity", "headline", "avoid", "remedy", "reference")


def causes(appliances: list[Record]) -> list[Record]:
    """Numbered causes across the fleet: root causes before possible ones, the widest first."""
    entries = []
    for kind, key in (("root", "root_causes"), ("possible", "possible_causes")):
        pairs = [
            (appliance["host"], finding)
            for appliance in appliances
            for finding in appliance["findings"]
            if finding["check"] in appliance[key] and finding["status"] == "fail"
        ]
        entries += sorted((_entry(group, kind=kind) for group in _together(pairs)), key=_order)
    known = {appliance["host"]: appliance for appliance in appliances}
    return [{"number": number, **entry, **_history(entry, known)} for number, entry in enumerate(entries, 1)]


def _history(entry: Record, appliances: dict[str, Record]) -> Record:
    """`{first_seen, new_hosts}`: the earliest result file with this cause, and where it was no cause the last time."""
    check, mine = entry["check"], [appliances[host] for host in entry["hosts"]]
    stamps = [stamp for one in mine if (stamp := one["first_seen"].get(check))]
    return {
        "first_seen": min(stamps, default=None),
        "new_hosts": [one["host"] for one in mine if one["since_last"] and check in one["since_last"]["new"]],
    }


def notes(appliances: list[Record], numbered: list[Record]) -> list[Record]:
    """Entries of what is no cause but needs a look: failed checks, then what could not be seen. Not numbered."""
    named = {(cause["check"], host) for cause in numbered for host in cause["hosts"]}
    pairs = [
        (appliance["host"], finding)
        for appliance in appliances
        for finding in appliance["findings"]
        if finding["status"] in ("fail", "unknown")
        and finding["severity"] != "info"
        and (finding["check"], appliance["host"]) not in named
    ]
    return sorted((_entry(group, status=group[0][1]["status"]) for group in _together(pairs)), key=_order)


def by_reason(appliances: list[Record]) -> list[Record]:
    """`{reason, advice, hosts}` for appliances that say the same, but for their own names and addresses."""
    grouped: dict[tuple[str, str | None], list[tuple[str, str]]] = {}
    for appliance in appliances:
        reason = appliance["error"] or appliance["outcome_reason"] or "no reason given"
        alike = _ADDRESS.sub("(address)", reason.replace(appliance["host"], "(address)"))
        grouped.setdefault((alike, appliance["advice"]), []).append((appliance["host"], reason))
    return [
        {
            "reason": pairs[0][1] if len(pairs) == 1 else alike,
            "advice": advice,
            "hosts": [host for host, _reason in pairs],
        }
        for (alike, advice), pairs in grouped.items()
    ]


def with_status(appliances: list[Record], status: str) -> list[Record]:
    """`{check, title, chapter, reason, advice, hosts}` for findings of a status (waived, manual) that say the same."""
    grouped: dict[tuple[Any, ...], list[str]] = {}
    for appliance in appliances:
        for finding in appliance["findings"]:
            if finding["status"] == status:
                key = tuple(_word(finding.get(name)) for name in ("check", "title", "chapter", "reason", "advice"))
                grouped.setdefault(key, []).append(appliance["host"])
    return [
        {**dict(zip(("check", "title", "chapter", "reason", "advice"), key, strict=True)), "hosts": hosts}
        for key, hosts in grouped.items()
    ]


Pair = tuple[str, Record]


def _together(pairs: Iterable[Pair]) -> list[list[Pair]]:
    """Pairs of (host, finding) that say the same, in their order: by check alone, or by what was found as well."""
    grouped: dict[tuple[str, ...], list[Pair]] = {}
    for host, finding in pairs:
        what = "" if finding.get("group") == "check" else json.dumps(finding.get("found"), sort_keys=True)
        grouped.setdefault((finding["check"], finding["status"], str(finding["severity"]), what), []).append(
            (host, finding)
        )
    return list(grouped.values())


def _entry(group: list[Pair], **more: Any) -> Record:
    findings = [finding for _host, finding in group]
    moments = sorted(
        filter(epoch_of, (finding.get("since") for finding in findings)), key=lambda text: epoch_of(text) or 0
    )
    entry = {key: _word(findings[0].get(key)) for key in _SHARED}
    return {
        **more,
        **entry,
        "headline": entry["headline"] or entry["title"],
        "hosts": [host for host, _finding in group],
        "since": moments[0] if moments else None,
        "reason": _word(findings[0].get("reason")),
        "seen": _seen(group),
        "advice": _advice(group),
    }


def _seen(group: list[Pair]) -> list[Record]:
    """`{text, hosts}`: what was seen, with the appliances it was seen on; what all of them show comes first."""
    texts: dict[str, list[str]] = {}
    for host, finding in group:
        phrases = finding.get("seen")
        for text in phrases if isinstance(phrases, list) else []:
            if isinstance(text, str) and text and host not in texts.setdefault(text, []):
                texts[text].append(host)
    return [{"text": text, "hosts": hosts} for text, hosts in sorted(texts.items(), key=lambda item: -len(item[1]))]


def _advice(group: list[Pair]) -> list[Record]:
    """`{text, hosts}`: advice depends on version and manager, so appliances of one cause may need different words."""
    texts: dict[str, list[str]] = {}
    for host, finding in group:
        text = _word(finding.get("advice"))
        if text:
            texts.setdefault(text, []).append(host)
    return [{"text": text, "hosts": hosts} for text, hosts in texts.items()]


def _order(entry: Record) -> tuple[Any, ...]:
    rank = SEVERITIES.index(entry["severity"])
    moment = epoch_of(entry["since"])
    return (
        entry.get("status") != "fail",
        rank,
        -len(entry["hosts"]),
        moment is None,
        moment or 0,
        entry["check"],
        entry["hosts"],
    )


def _word(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None

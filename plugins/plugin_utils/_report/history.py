# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The last look at each appliance, for the next run to compare with: also at those that a run did not see.

A run under --limit replaces the result file. What it leaves out, and what it could not look at, stands in the file's
`history`, apart from the appliances of the run: it is never counted, judged or shown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .appliance import OUTCOMES, Record, at, is_checked, number, records, word
from .text import clean
from .times import epoch_of

_LONGEST = 90 * 86_400  # seconds; then an appliance that nobody asks any more is forgotten
_CAUSES = ("root_causes", "possible_causes")


def by_host(content: Mapping[str, Any] | None, key: str = "appliances") -> dict[str, Record]:
    """The appliances of a result file, as far as it is one."""
    return {entry["host"]: entry for entry in records((content or {}).get(key)) if isinstance(entry.get("host"), str)}


def last_looks(content: Mapping[str, Any] | None) -> dict[str, Record]:
    """All that a result file knows of appliances, with `finished`: when the run that asked it ended.

    One that the run could not look at has the evidence of the look before.
    """
    past, found = by_host(content, "history"), _looks(content)
    for host, entry in _asked(content).items():
        before = past.get(host, {}) if entry.get("evidence") is None else {}
        found[host] = {
            **entry,
            "evidence": before.get("evidence", entry.get("evidence")),
            "first_seen": {**stamps_of(before), **stamps_of(entry)},
        }
    return found


def history(files: Sequence[Mapping[str, Any]], appliances: Sequence[Record], now: float) -> list[Record]:
    """The latest look of the files at each appliance that was not looked at this time."""
    seen = {entry["host"]: is_checked(entry) for entry in appliances}
    found: dict[str, Record] = {}
    for content in files:
        for host, entry in _looks(content).items():
            moment = epoch_of(entry.get("finished"))
            asked = seen.get(clean(host))
            tells = asked is None or (not asked and entry.get("evidence") is not None)
            if tells and moment is not None and now - moment <= _LONGEST:
                earlier = epoch_of(found[host]["finished"]) if host in found else None
                if earlier is None or earlier <= moment:
                    found[host] = _look(entry)
    return list(found.values())


def _looks(content: Mapping[str, Any] | None) -> dict[str, Record]:
    """The last look at each appliance, which may be of a run before."""
    past = by_host(content, "history")
    new = {host: one for host, one in _asked(content).items() if one.get("evidence") is not None or host not in past}
    return {**past, **new}


def _asked(content: Mapping[str, Any] | None) -> dict[str, Record]:
    finished = content.get("finished") if content else None
    return {host: {**entry, "finished": finished} for host, entry in by_host(content).items()}


def causes_of(entry: Mapping[str, Any] | None) -> list[str]:
    """The checks that are a cause of the appliance."""
    return [name for key in _CAUSES for name in _names(entry, key)]


def stamps_of(entry: Mapping[str, Any] | None) -> dict[str, str]:
    """Since when each cause of the appliance has stood, as far as its entry tells."""
    known = entry.get("first_seen") if entry else None
    known = known if isinstance(known, Mapping) else {}
    return {clean(str(key)): text for key, text in known.items() if epoch_of(text) is not None}


def headline_of(entry: Mapping[str, Any], check: str) -> str | None:
    """What a finding of the appliance says in one line."""
    finding = next((one for one in records(entry.get("findings")) if one.get("check") == check), None)
    return word(clean(finding), "headline") or word(clean(finding), "title")


def _names(entry: Mapping[str, Any] | None, key: str) -> list[str]:
    names = entry.get(key) if entry else None
    return [clean(name) for name in names if isinstance(name, str)] if isinstance(names, list) else []


def _look(entry: Record) -> Record:
    """What a comparison reads of an appliance, where it stands in its entry."""
    outcome, causes = entry.get("outcome"), causes_of(entry)
    found: Record = clean(
        {
            "host": entry["host"],
            "finished": entry["finished"],
            "outcome": outcome if outcome in OUTCOMES else "cannot_tell",
            "error": word(entry, "error"),
            **{key: _names(entry, key) for key in _CAUSES},
            "first_seen": stamps_of(entry),
            "findings": [{"check": check, "headline": headline_of(entry, check)} for check in causes],
            "evidence": _evidence(entry) if isinstance(entry.get("evidence"), Mapping) else None,
        }
    )
    return found


def _evidence(entry: Record) -> Record:
    counters = "evidence.context.counters"
    return {
        "collected": {"at": word(entry, "evidence.collected.at")},
        "appliance": {"uptime_seconds": number(at(entry, "evidence.appliance.uptime_seconds"))},
        "daemons": {"SSEConnector": {"pid": number(at(entry, "evidence.daemons.SSEConnector.pid"))}},
        "context": {
            "counters": {"source": word(entry, f"{counters}.source"), "sent": number(at(entry, f"{counters}.sent"))}
        },
    }

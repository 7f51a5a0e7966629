# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What changed since an earlier result file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .appliance import Record, at, number
from .times import epoch_of

_FINE = ("delivering", "idle", "off")


def changes(appliances: list[Record], previous: Mapping[str, Any] | None) -> Record:
    """`{since, compared, newly_broken, newly_fine}`.

    Since is null without an earlier run; compared says how many appliances both runs asked.
    """
    before = by_host(previous)
    both = [(before[entry["host"]].get("outcome") in _FINE, entry) for entry in appliances if entry["host"] in before]
    return {
        "since": previous.get("finished") if previous else None,
        "compared": len(both),
        "newly_broken": [entry["host"] for was, entry in both if was and entry["outcome"] not in _FINE],
        "newly_fine": [entry["host"] for was, entry in both if not was and entry["outcome"] in _FINE],
    }


def events_since(appliance: Record, earlier: Mapping[str, Any] | None) -> Record | None:
    """`{sent, seconds}` between two looks at one counter; None where that can't be said.

    A restart of the connector zeroes its counters, so a smaller number says nothing about the time between.
    """
    old, new = (at(record, "evidence.context.counters") for record in (earlier, appliance))
    sent = [number(at(counters, "sent")) for counters in (old, new)]
    moments = [epoch_of(at(record, "evidence.collected.at")) for record in (earlier, appliance)]
    if sent[0] is None or sent[1] is None or moments[0] is None or moments[1] is None:
        return None
    if at(old, "source") != at(new, "source") or sent[1] < sent[0] or moments[1] <= moments[0]:
        return None
    return {"sent": int(sent[1] - sent[0]), "seconds": round(moments[1] - moments[0])}


def by_host(previous: Mapping[str, Any] | None) -> dict[str, Mapping[str, Any]]:
    """The appliances of a result file, as far as it is one."""
    found = previous.get("appliances") if previous else None
    return {
        entry["host"]: entry
        for entry in (found if isinstance(found, list) else [])
        if isinstance(entry, Mapping) and isinstance(entry.get("host"), str)
    }

# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The two sets of counters of the events service, `ZmqStat` and `WsStat`, of one read or two.

What each set stands for is not certain: they look like two sources of events with a cloud leg each, rather than two
legs of one way. So received and sent are compared within one set, never across.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from . import stamps
from .api import dig, of_type
from .text import whole

SOURCES = {"zmq": "ZmqStat", "ws": "WsStat"}


@dataclass(frozen=True)
class Leg:
    """One set at one read, or how it grew from one read to the next. Times are seconds since 1970."""

    received: int | None = None
    sent: int | None = None
    success: float | None = None
    failure: float | None = None
    disconnect: float | None = None


def read(*, body: dict[str, Any]) -> dict[str, Leg]:
    """The sets that a context holds, by source.

    >>> events = {"type": "Events", "statistics": {"WsStat": {"TotalEventsReceived": "7", "TotalEventsSent": 7}}}
    >>> read(body={"statistics": {"client": [events]}})["ws"].received
    7
    """
    statistics = of_type(dig(body, "statistics", "client"), "Events").get("statistics")
    found = {}
    for source, key in SOURCES.items():
        values = dig(statistics, key)
        if isinstance(values, dict):
            found[source] = Leg(
                whole(values.get("TotalEventsReceived")),
                whole(values.get("TotalEventsSent")),
                stamps.epoch(values.get("LastCloudConnectSuccess")),
                stamps.epoch(values.get("LastCloudConnectFailure")),
                stamps.epoch(values.get("LastCloudDisconnect")),
            )
    return found


def together(*, first: dict[str, Leg], second: dict[str, Leg], seconds: float | None) -> dict[str, Any] | None:
    """The counters' part of the evidence: of the set that counts events; None where no set was seen."""
    newest = {**first, **second}
    growth = {source: _growth(first[source], second[source]) for source in first if source in second}
    if not newest:
        return None
    source = max(newest, key=lambda name: _weight(newest[name], growth.get(name, Leg())))
    leg, grown = newest[source], growth.get(source, Leg())
    others = [leg, *(other for name, other in newest.items() if name != source)]
    return {
        "source": source,
        "received": leg.received,
        "sent": leg.sent,
        "seconds_between": round(seconds) if growth and seconds is not None and seconds >= 0 else None,
        "received_growth": grown.received,
        "sent_growth": grown.sent,
        "last_connect_success": stamps.rfc3339(next((one.success for one in others if one.success), None)),
        "last_connect_failure": stamps.rfc3339(next((one.failure for one in others if one.failure), None)),
        "last_disconnect": stamps.rfc3339(next((one.disconnect for one in others if one.disconnect), None)),
    }


def _growth(before: Leg, after: Leg) -> Leg:
    """A counter that went back was reset by a restart in between: then nothing is known of its growth."""
    return Leg(_more(before.received, after.received), _more(before.sent, after.sent))


def _more(before: int | None, after: int | None) -> int | None:
    return after - before if before is not None and after is not None and after >= before else None


def _weight(leg: Leg, grown: Leg) -> tuple[int, int, int]:
    """Which set counts: the one that sends, else the one that receives, else the one that ever counted."""
    return grown.sent or 0, grown.received or 0, (leg.sent or 0) + (leg.received or 0)


__all__ = ["SOURCES", "Leg", "read", "together"]

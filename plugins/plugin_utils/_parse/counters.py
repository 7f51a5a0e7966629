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
    """The counters' part of the evidence; None where no set was seen.

    One set is chosen, the one that counts events. `sets` has each that ever counted: what one of them holds back must
    not hide behind the other's growth.
    """
    newest = {**first, **second}
    growth = {source: _growth(first[source], second[source]) for source in first if source in second}
    if not newest:
        return None
    source = max(newest, key=lambda name: _weight(newest[name], growth.get(name, Leg())))
    # Times of two sets are no more to be compared than their counts: all three are of one.
    in_order = [newest[source], *newest.values()]
    timed = next((leg for leg in in_order if leg.success or leg.failure or leg.disconnect), in_order[0])
    return {
        **_counted(source, newest[source], growth.get(source, Leg())),
        "seconds_between": round(seconds) if growth and seconds is not None and seconds >= 0 else None,
        "last_connect_success": stamps.rfc3339(timed.success),
        "last_connect_failure": stamps.rfc3339(timed.failure),
        "last_disconnect": stamps.rfc3339(timed.disconnect),
        **_leg(timed),
        "sets": [
            {**_counted(name, leg, growth.get(name, Leg())), "backlog": _difference(leg.received, leg.sent)}
            for name, leg in newest.items()
            if leg.received or leg.sent
        ],
    }


def _leg(timed: Leg) -> dict[str, str | None]:
    """Whether the leg to the cloud stands by its own times, and since when it does not.

    A disconnect before the last success is history: the leg came back.
    """
    success, failure, disconnect = timed.success, timed.failure, timed.disconnect
    if failure is None:
        return {"leg": None if success is None else "up", "down_since": None}
    if success is not None and failure <= success:
        return {"leg": "up", "down_since": None}
    since = disconnect if disconnect is not None and (success is None or disconnect >= success) else None
    return {"leg": "down", "down_since": stamps.rfc3339(since)}


def _counted(source: str, leg: Leg, grown: Leg) -> dict[str, Any]:
    return {
        "source": source,
        "received": leg.received,
        "sent": leg.sent,
        "received_growth": grown.received,
        "sent_growth": grown.sent,
    }


def _growth(before: Leg, after: Leg) -> Leg:
    """A counter that went back was reset by a restart in between: then nothing is known of its growth."""
    return Leg(_more(before.received, after.received), _more(before.sent, after.sent))


def _more(before: int | None, after: int | None) -> int | None:
    more = _difference(after, before)
    return more if more is not None and more >= 0 else None


def _difference(one: int | None, other: int | None) -> int | None:
    return one - other if one is not None and other is not None else None


def _weight(leg: Leg, grown: Leg) -> tuple[int, int, int]:
    """Which set counts: the one that sends, else the one that receives, else the one that ever counted."""
    return grown.sent or 0, grown.received or 0, (leg.sent or 0) + (leg.received or 0)


__all__ = ["SOURCES", "Leg", "read", "together"]

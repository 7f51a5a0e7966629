# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What changed since an earlier result file. It is kept with each appliance, so that parts of a fleet can be merged."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .appliance import FINE, Record, at, is_checked, number, word
from .history import causes_of, headline_of, last_looks, stamps_of
from .text import clean
from .times import epoch_of, span

if TYPE_CHECKING:
    from collections.abc import Mapping

_BOOT_TOLERANCE = 120  # seconds that two looks at one boot may differ, as clocks are set
_OF_NOW = 8 * 86_400  # seconds: what was sent in a longer time, from one weekly run to the next, says nothing of now


def compare(appliances: list[Record], previous: Mapping[str, Any] | None, finished: str) -> None:
    """Fills events_since, first_seen and since_last of each appliance; totals that grew make an idle one delivering."""
    before = last_looks(previous)
    for entry in appliances:
        earlier = before.get(entry["host"])
        moment = earlier["finished"] if earlier and epoch_of(earlier.get("finished")) is not None else None
        entry["events_since"] = events_since(entry, earlier)
        _decide_by_totals(entry)
        entry["first_seen"] = _first_seen(entry, earlier, moment, finished)
        entry["since_last"] = None if earlier is None else _since_last(entry, earlier, moment)


def changes(appliances: list[Record]) -> Record:
    """`{since, compared, newly_broken, newly_fine, gone}` of a fleet; since is the oldest of what was compared with.

    Gone are causes that an appliance had and has no more: `{check, headline, first_seen, hosts}`.
    """
    both = [(entry["since_last"]["outcome"] in FINE, entry) for entry in appliances if entry["since_last"]]
    moments = [entry["since_last"]["at"] for _was, entry in both if entry["since_last"]["at"]]
    return {
        "since": min(moments, default=None),
        "compared": len(both),
        "newly_broken": [entry["host"] for was, entry in both if was and entry["outcome"] not in FINE],
        "newly_fine": [entry["host"] for was, entry in both if not was and entry["outcome"] in FINE],
        "gone": _gone([entry for _was, entry in both]),
    }


def events_since(appliance: Record, earlier: Mapping[str, Any] | None) -> Record | None:
    """`{sent, seconds}` between two looks at one counter; None where that can't be said.

    A restart of the connector zeroes its counters: both looks must have seen one and the same process.
    """
    old, new = (at(record, "evidence.context.counters") for record in (earlier, appliance))
    sent = [number(at(counters, "sent")) for counters in (old, new)]
    moments = [epoch_of(at(record, "evidence.collected.at")) for record in (earlier, appliance)]
    if sent[0] is None or sent[1] is None or moments[0] is None or moments[1] is None:
        return None
    if at(old, "source") != at(new, "source") or sent[1] < sent[0] or moments[1] <= moments[0]:
        return None
    if not _same_process(earlier, appliance):
        return None
    return {"sent": int(sent[1] - sent[0]), "seconds": round(moments[1] - moments[0])}


def _same_process(earlier: Any, later: Any) -> bool:
    pids = [number(at(record, "evidence.daemons.SSEConnector.pid")) for record in (earlier, later)]
    if pids[0] is None or pids[0] != pids[1]:
        return False
    boots = [_boot(record) for record in (earlier, later)]
    return boots[0] is None or boots[1] is None or abs(boots[0] - boots[1]) <= _BOOT_TOLERANCE


def _boot(record: Any) -> float | None:
    now, up = epoch_of(at(record, "evidence.collected.at")), number(at(record, "evidence.appliance.uptime_seconds"))
    return None if now is None or up is None else now - up


def _decide_by_totals(entry: Record) -> None:
    """Nothing was sent between two looks that are seconds apart, and something since the earlier result.

    On a standby unit that was before it became one, so it says nothing about now.
    """
    since = entry["events_since"]
    standby = (word(entry, "evidence.ha.state") or "").lower().startswith("standby")
    if entry["outcome"] == "idle" and since and since["sent"] and since["seconds"] <= _OF_NOW and not standby:
        entry["outcome"] = "delivering"
        entry["outcome_reason"] = f"{since['sent']} events sent in the {span(since['seconds'])} since the last result"


def _first_seen(entry: Record, earlier: Mapping[str, Any] | None, moment: Any, finished: str) -> dict[str, str]:
    """Since which result file each cause has stood. An appliance that was not seen this time keeps what was known."""
    stamps = stamps_of(earlier)
    if not is_checked(entry):
        return stamps
    stood = {check: moment for check in causes_of(earlier) if epoch_of(moment)}
    return {check: stamps.get(check) or stood.get(check) or finished for check in causes_of(entry)}


def _since_last(entry: Record, earlier: Mapping[str, Any], moment: Any) -> Record:
    """`{at, outcome, new, gone}`: what is new or gone is said only where both looks saw the appliance."""
    was, now, stamps = causes_of(earlier), causes_of(entry), stamps_of(earlier)
    seen = is_checked(entry) and earlier.get("outcome") != "unreachable" and earlier.get("error") is None
    gone = [check for check in was if seen and check not in now]
    return {
        "at": moment,
        "outcome": clean(earlier.get("outcome")),
        "new": [check for check in now if seen and check not in was],
        "gone": [
            {"check": check, "headline": headline_of(earlier, check), "first_seen": stamps.get(check) or moment}
            for check in gone
        ],
    }


def _gone(appliances: list[Record]) -> list[Record]:
    grouped: dict[tuple[str, str | None], Record] = {}
    for entry in appliances:
        for cause in entry["since_last"]["gone"]:
            key = (cause["check"], cause["headline"])
            group = grouped.setdefault(key, {**cause, "hosts": []})
            group["hosts"].append(entry["host"])
            group["first_seen"] = min(filter(None, (group["first_seen"], cause["first_seen"])), default=None)
    return list(grouped.values())

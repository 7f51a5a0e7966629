# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""One line an appliance: what it does, with whom, and how many findings need a look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .appliance import OUTCOMES, Record, at, is_checked, number, word
from .layout import WIDTH, cell
from .times import epoch_of, span

if TYPE_CHECKING:
    from collections.abc import Callable

_NOT_SEEN = "?"
_OUTCOME = "not delivering"
_EVENTS_LEG = {"syn_sent": "SYN_SENT", "none": "down", "other": "elsewhere"}
_COUNTS = (("fail", "FAIL"), ("warning", "WARN"), ("unknown", "UNKN"))
_GAP = "  "


def table(appliances: list[Record]) -> list[str]:
    """Heading and rows, the worst outcome first; a column that nothing was seen for is left out."""
    if not appliances:
        return []
    rows = worst_first(appliances)
    head, told = _told([row for row in rows if is_checked(row)])
    room = WIDTH - len(_GAP + _OUTCOME + _GAP + head)
    width = max(min(max(len(row["host"]) for row in rows), room), len("DEVICE"))
    lines = [(cell("DEVICE", width), cell("OUTCOME", len(_OUTCOME)), head)]
    for row in rows:
        rest = told.get(row["host"]) or row["error"] or row["outcome_reason"]
        lines.append((cell(row["host"], width), cell(outcome(row), len(_OUTCOME)), rest))
    return [cell(_GAP.join(line), WIDTH).rstrip() for line in lines]


def worst_first(appliances: list[Record]) -> list[Record]:
    """By outcome, and those that could not be checked first among their like."""
    return sorted(appliances, key=lambda entry: (OUTCOMES.index(entry["outcome"]), entry["error"] is None))


def outcome(entry: Record) -> str:
    """The word for people."""
    return "not checked" if entry["error"] else str(entry["outcome"]).replace("_", " ")


def _told(judged: list[Record]) -> tuple[str, dict[str, str]]:
    """The heading of all columns behind the outcome, and what stands below it by host."""
    if not judged:
        return "", {}
    columns = [_column(name, most, [text(row) for row in judged]) for name, most, text in _COLUMNS]
    columns = [column for column in columns if any(value.strip() != _NOT_SEEN for value in column[1:])]
    columns.append([" ".join(name for _key, name in _COUNTS), *map(_counts, judged)])
    head, *lines = [_GAP.join(cells) for cells in zip(*columns, strict=True)]
    return head, {row["host"]: line for row, line in zip(judged, lines, strict=True)}


def _counts(row: Record) -> str:
    return " ".join(f"{row['summary'][key]:>{len(name)}}" for key, name in _COUNTS)


def _column(name: str, most: int, texts: list[str]) -> list[str]:
    """Heading and cells, as wide as the longest of them but not wider than `most`."""
    width = min(max(map(len, [name, *texts])), most)
    return [cell(text, width) for text in [name, *texts]]


def ha(row: Record) -> str:
    """What the unit is in its pair."""
    return word(row, "evidence.ha.state") or _NOT_SEEN


def tenant(row: Record) -> str:
    """The organisation that the appliance is enrolled in."""
    return word(row, "evidence.context.tenant.name") or word(row, "evidence.context.tenant.id") or _NOT_SEEN


def cloud_leg(row: Record) -> str:
    """The connection that carries the events, and for how long it has stood."""
    state, healthy = word(row, "evidence.connections.events"), at(row, "evidence.context.events.healthy")
    if row["outcome"] == "off":
        return "off"
    if state in _EVENTS_LEG:
        return _EVENTS_LEG[state]
    if state == "established" or healthy is True:
        since = epoch_of(at(row, "evidence.context.counters.last_connect_success"))
        now = number(at(row, "evidence.clock.appliance_epoch")) or number(at(row, "evidence.collected.epoch"))
        return f"up {span(now - since)}" if since and now and now >= since else "up"
    return "down" if healthy is False else _NOT_SEEN


def events_sent(row: Record) -> str:
    """Growth since the earlier result file, else between the two looks of this one."""
    since = row["events_since"]
    if since is not None and (since["sent"] or row["outcome"] != "delivering"):
        return f"{since['sent']:+,} in {span(since['seconds'])}".replace("+0 ", "0 ")
    growth = number(at(row, "evidence.context.counters.sent_growth"))
    seconds = number(at(row, "evidence.context.counters.seconds_between"))
    if growth is None:
        return _NOT_SEEN
    if not growth and row["outcome"] == "idle" and "standby" in ha(row).lower():
        return "0, as expected"
    return f"{growth:+,.0f} in {span(round(seconds))}".replace("+0 ", "0 ") if seconds else f"{growth:+,.0f}"


# Heading, width at most, text.
_COLUMNS: tuple[tuple[str, int, Callable[[Record], str]], ...] = (
    ("HA", 8, ha),
    ("TENANT", 12, tenant),
    ("CLOUD LEG", 12, cloud_leg),
    ("EVENTS SENT", 20, events_sent),
)

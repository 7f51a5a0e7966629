# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The screen: causes first, then one line an appliance, then the verdict. ASCII, without colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .appliance import FINE
from .entries import cause_lines, note_lines, reason_lines
from .group import by_reason
from .layout import WIDTH, names, plural, sides, wrap, wrap_parts
from .short import shortened
from .table import table
from .text import printable
from .tickets import TICKETS, ticket_name
from .times import epoch_of, span
from .waivers import USED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from .appliance import Record

_SHOWN = ("not_delivering", "cannot_tell", "delivering", "idle", "off", "unreachable")


# What is told beside the causes, and of which appliances.
REASONS: dict[str, Callable[[Record], bool]] = {
    "NO CAUSE": lambda row: row["outcome"] == "not_delivering",
    "NOT CHECKED": lambda row: row["error"] is not None,
    "CANNOT TELL": lambda row: row["outcome"] == "cannot_tell" and row["error"] is None,
    "UNREACHABLE": lambda row: row["outcome"] == "unreachable",
}


def screen(document: Record, paths: Mapping[str, str]) -> list[str]:
    """Lines of at most 100 ASCII columns; `paths` are the files that were written, as the last line names them."""
    document, ending = shortened(document)
    rows = table(document["appliances"])
    blocks = [_head(document, ending), *_causes(document, paths), _notes(document), rows, _tail(document, paths)]
    lines = [line for block in blocks if block for line in ["", *block]]
    return [printable(line)[:WIDTH].rstrip() for line in lines[1:]]


def _head(document: Record, ending: str) -> list[str]:
    unreachable = len(document["unreachable"])
    counted = f"{document['asked']} asked, {document['checked']} checked"
    counted += f", {unreachable} unreachable" if unreachable else ""
    time = document["finished"].replace("T", " ")
    outcomes = dict(document["outcomes"]) | ({"not checked": len(document["errors"])} if document["errors"] else {})
    shown = [
        f"{word.replace('_', ' ').upper()} {outcomes[word]}" for word in (*_SHOWN, "not checked") if word in outcomes
    ]
    return [
        f"SSE event delivery  {time}  {counted}  {span(document['seconds'])}  read-only",
        *(wrap(f"All names end in {ending}") if ending else []),
        *sides(
            "   ".join(shown) or "NO APPLIANCE WAS ASKED: see the inventory, sse_hosts and --limit",
            _since_last(document),
            0,
        ),
    ]


def _since_last(document: Record) -> str:
    changes = document["changes"]
    if not changes["compared"]:
        return ""
    told = [f"{len(changes[key])} {key.replace('_', ' ')}" for key in ("newly_broken", "newly_fine") if changes[key]]
    told += [f"{plural(len(changes['gone']), 'cause')} gone"] if changes["gone"] else []
    return f"since last seen: {', '.join(told) or 'no change'}"


def _causes(document: Record, paths: Mapping[str, str]) -> list[list[str]]:
    now = epoch_of(document["finished"]) or 0
    appliances = {entry["host"]: entry for entry in document["appliances"]}
    place = f"{paths[TICKETS]}/" if TICKETS in paths else ""
    blocks = [
        cause_lines(cause, appliances, now, f"{place}{ticket_name(cause)}" if place else "")
        for cause in document["causes"]
    ]
    return blocks + [reason_lines(label, entry) for label, entry in unjudged(document)]


def unjudged(document: Record) -> Iterator[tuple[str, Record]]:
    """What keeps appliances from being judged, with its label, reason by reason."""
    explained = {host for cause in document["causes"] for host in cause["hosts"]}
    for label, wanted in REASONS.items():
        rows = [row for row in document["appliances"] if wanted(row)]
        rows = [row for row in rows if label != "NO CAUSE" or row["host"] not in explained]
        yield from ((label, entry) for entry in by_reason(rows))


def _notes(document: Record) -> list[str]:
    explained = {host for cause in document["causes"] if cause["kind"] == "root" for host in cause["hosts"]}
    return note_lines(document["notes"], explained)


def _tail(document: Record, paths: Mapping[str, str]) -> list[str]:
    waived, manual = document["waived"], document["manual"]
    lines = [*_broken(document), *_gone(document), *_merged(document)]
    for entry in waived:
        text = f"{entry['check']} {entry['title']}: {entry['reason'] or 'no reason given'} ({names(entry['hosts'], 8)})"
        lines += wrap(text, "waived  ", most=2)
    for entry in document["waivers"]:
        if entry["state"] != USED:
            lines += wrap(_waiver(entry), "waiver  ", most=2)
    waivers = sum(len(entry["hosts"]) for entry in waived)
    lines += [
        f"waived {waivers}   manual {len(manual)}{' (see the result file)' if manual and 'json' in paths else ''}",
        *_cloud_side(document, paths),
    ]
    return lines + wrap(verdict_line(document, paths), rest="  ")


def _gone(document: Record) -> list[str]:
    """Causes that the earlier result named."""
    return [
        line
        for entry in document["changes"]["gone"]
        for line in wrap(f"{entry['check']} {entry['headline'] or ''}: {names(entry['hosts'], 8)}", "gone    ", most=2)
    ]


def _merged(document: Record) -> list[str]:
    """Where a merged report is odd; appliances that are missing have entries of their own."""
    found = document["merged"]
    if not found:
        return []
    lines = [f"merged  {plural(len(found['files']), 'result file')}"]
    return lines + (wrap(f"{names(found['twice'], 12)}: the latest counts", "twice   ") if found["twice"] else [])


def _waiver(entry: Record) -> str:
    """A waiver that is more than a failure that it covers."""
    where = f" ({names(entry['hosts'], 8)})" if entry["hosts"] else ""
    return f"{entry['check']} for {' '.join(entry['patterns'])} until {entry['expires']} {entry['words']}{where}"


def verdict_line(document: Record, paths: Mapping[str, str]) -> str:
    """How the run ended, why, and where the files are."""
    verdict = document["verdict"]
    policy = ", ".join(document["policy"]["fail_on"]) or "nothing"
    word = "FAILED" if verdict["failed"] else "OK" if not document["causes"] else f"OK by policy (fail_on: {policy})"
    return printable(f"{word}: {verdict['sentence']}   {'  '.join(paths.values())}".rstrip())


def _broken(document: Record) -> list[str]:
    """Which cause each broken appliance has: `fra-fw1 fra-fw2 -> 1   muc-fw1 -> 2`."""
    by_causes: dict[tuple[int, ...], list[str]] = {}
    for entry in document["appliances"]:
        numbers = tuple(cause["number"] for cause in document["causes"] if entry["host"] in cause["hosts"])
        if numbers or entry["outcome"] == "not_delivering":
            by_causes.setdefault(numbers, []).append(entry["host"])
    marks = {cause["number"]: "" if cause["kind"] == "root" else "?" for cause in document["causes"]}
    parts = [
        f"{names(hosts)} -> {','.join(f'{number}{marks[number]}' for number in numbers) or 'no cause named'}"
        for numbers, hosts in sorted(by_causes.items(), key=lambda item: item[0] or (len(marks) + 1,))
    ]
    return wrap_parts(parts, "broken: ") if parts else []


def _cloud_side(document: Record, paths: Mapping[str, str]) -> list[str]:
    """Only when the appliances are fine does it help to read what to look at behind them."""
    fine = all(entry["outcome"] in FINE for entry in document["appliances"])
    checks = [item["check"] for item in document["manual"] if item["chapter"] == "cloud_side"]
    if not fine or not checks:
        return []
    where = "manual in the result file" if "json" in paths else "docs/result.md"
    return wrap(f"Events still missed? No appliance can show {checks[0]} to {checks[-1]}: see {where}")

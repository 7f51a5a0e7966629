# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A text for each cause, for the team that has to act: Markdown that reads as plain text too."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from .appliance import Record, at, records, word
from .entries import way
from .layout import plural

if TYPE_CHECKING:
    from collections.abc import Iterator

TICKETS = "tickets"  # the format, and the directory
_MARKUP = re.compile(r"([\\`*\[\]<>|])")
_LINE_START = re.compile(r"^(\d+(?=[.)]\s)|(?=[#>+=~-]))")
_GOOD = ("reachable", "unknown")


def tickets(document: Record) -> dict[str, str]:
    """The text of each cause, by its file's name."""
    appliances = {entry["host"]: entry for entry in document["appliances"]}
    return {
        ticket_name(cause): "\n".join(_lines(cause, [appliances[host] for host in cause["hosts"]], document)) + "\n"
        for cause in document["causes"]
    }


def ticket_name(cause: Record) -> str:
    """The file that holds the text of a cause."""
    return f"cause-{cause['number']}.md"


def _lines(cause: Record, hosts: list[Record], document: Record) -> Iterator[str]:
    guess = "" if cause["kind"] == "root" else " (possible cause: not everything that it rests on could be seen)"
    yield f"# No events to the cloud: {_text(cause['headline'])}{guess}"
    yield ""
    yield f"- Found: {document['finished']}, check {_text(cause['check'])}: {_text(cause['title'])}"
    yield f"- Since: {_text(cause['since'] or 'not known')}"
    if cause["first_seen"] and cause["first_seen"] != document["finished"]:
        yield f"- In every check since: {_text(cause['first_seen'])}"
    yield f"- Concerns: {plural(len(hosts), 'device')}, area {_text(cause['area'] or 'device')}. All times are UTC."
    if cause["area"] == "network":
        yield from _section("To allow", _allowed(hosts))
    yield from _section("What to do", _advice(cause))
    yield from _section("What not to do", [f"- {_text(cause['avoid'])}"] if cause["avoid"] else [])
    yield from _section("Devices", _devices(hosts))
    yield from _section("Proof", [*_seen(cause), *(line for host in hosts for line in _proof(host))])
    yield from _section("When it is done", _afterwards(cause))


def _section(title: str, lines: list[str]) -> Iterator[str]:
    if lines:
        yield from ("", f"## {title}", "", *lines)


def _allowed(hosts: list[Record]) -> list[str]:
    """By name, since the addresses change: which hosts did not answer, on which port, and from where."""
    wanted = {f"{probe['host']} port {probe.get('port')}/tcp": None for host in hosts for probe in _failed(host)}
    sources = {word(host, "evidence.network.source_address") or "": None for host in hosts}
    ways = {found: None for host in hosts if (found := way(host))}
    return [
        *(f"- to `{_code(target)}`" for target in wanted),
        *(f"- from `{_code(source)}`" for source in sources if source),
        *(f"- the way: {_text(found)}" for found in ways),
        *(["- by name: the addresses of these hosts change"] if wanted else []),
        *(["- a device without a source address here was not seen to send from any"] if "" in sources else []),
    ]


def _advice(cause: Record) -> list[str]:
    told = cause["advice"]
    whose = [f" ({' '.join(one['hosts'])})" if len(told) > 1 else "" for one in told]
    return [f"- {_text(one['text'] + names)}" for one, names in zip(told, whose, strict=True)]


def _devices(hosts: list[Record]) -> list[str]:
    columns = ("appliance.version", "network.source_address", "region.name", "ha.state", "context.tenant.name")
    head = "| device | version | source address | region | pair | tenant |\n| --- | --- | --- | --- | --- | --- |"
    rows = [
        " | ".join([_text(host["host"]), *(_text(word(host, f"evidence.{path}") or "not seen") for path in columns)])
        for host in hosts
    ]
    return [head, *(f"| {row} |" for row in rows)]


def _seen(cause: Record) -> list[str]:
    whole = len(cause["hosts"])
    whose = [" ".join(one["hosts"]) if len(one["hosts"]) < whole else "all" for one in cause["seen"]]
    return [f"- {_text(names)}: {_text(one['text'])}" for names, one in zip(whose, cause["seen"], strict=True)]


def _proof(host: Record) -> Iterator[str]:
    """What was tried and how it ended, with the time."""
    time = word(host, "evidence.collected.at") or "time not known"
    for probe in _failed(host):
        tried = [f"{one.get('address')} {one.get('verdict')}" for one in records(probe.get("addresses"))]
        issuer = word(probe, "certificate.issuer")
        parts = [
            f"{time} {host['host']} to {probe['host']}:{probe.get('port')}: {probe.get('verdict')}",
            str(probe.get("message") or ""),
            ", ".join(tried),
            f"issuer {issuer}" if issuer else "",
        ]
        yield f"- {_text('; '.join(filter(None, parts)))}"
    for cause in _log(host):
        yield f"- {_text(' '.join([time, host['host'], 'connector.log:', cause]))}"


def _log(host: Record) -> list[str]:
    found = at(host, "evidence.log.causes")
    return [
        f"{name.replace('_', ' ')}, {entry.get('count_after_success')} times since {entry.get('since')}:"
        f" {entry.get('sample')}"
        for name, entry in (found.items() if isinstance(found, dict) else ())
        if isinstance(entry, dict) and entry.get("after_last_success") is True
    ]


def _failed(host: Record) -> list[dict[str, Any]]:
    """The probes of hosts that count and that did not get through."""
    return [
        probe
        for probe in records(at(host, "evidence.probes"))
        if word(probe, "host") and probe.get("required") is True and probe.get("verdict") not in _GOOD
    ]


def _afterwards(cause: Record) -> list[str]:
    names = ",".join(cause["hosts"])
    return [
        "Check again; it reads only:",
        "",
        f"    ansible-playbook firepower.sse.check -i INVENTORY --limit {_code(names)}",
        *(["", f"Reference: {_text(cause['reference'])}"] if cause["reference"] else []),
    ]


def _text(value: object) -> str:
    """One line in which nothing is markup."""
    return _LINE_START.sub(r"\1\\", _MARKUP.sub(r"\\\1", " ".join(str(value).split())))


def _code(value: str) -> str:
    """One line for a code span."""
    return " ".join(value.replace("`", "'").split())

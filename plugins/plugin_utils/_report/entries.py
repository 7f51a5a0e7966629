# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The screen's entries: one cause, one reason, one note, each with the appliances it is about."""

from __future__ import annotations

from collections.abc import Mapping

from .appliance import Record, at, word
from .layout import names, plural, sides, wrap
from .times import epoch_of, since

_FEW = 3
_LABEL = 9


def cause_lines(cause: Record, appliances: Mapping[str, Record], now: float, ticket: str = "") -> list[str]:
    """Who, since when, what was seen, what to do, what not to do; `ticket` is the file to hand on."""
    hosts = [appliances[host] for host in cause["hosts"]]
    moment = since(cause["since"], now)
    right = f"{plural(len(hosts), 'device')}{f' since {moment}' if moment else ''}"
    mark, guess = ("", "") if cause["kind"] == "root" else ("?", "possible: ")
    left = f"{str(cause['number']) + mark:<2} {(cause['area'] or 'device').upper():<8} {guess}{cause['headline']}"
    lines = sides(left, right, 12)
    lines += _labelled("who", _who(hosts), most=4)
    if cause["area"] == "network":
        lines += _labelled("from", source_and_way(hosts))
    lines += _labelled("seen", _seen(cause))
    for advice in cause["advice"]:
        whose = "" if len(cause["advice"]) == 1 else f" ({len(advice['hosts'])} of them: {names(advice['hosts'], 3)})"
        lines += _labelled("do", advice["text"] + whose)
    lines += _labelled("not", cause["avoid"])
    lines += _labelled("last", history(cause, now))
    return lines + _labelled("more", "  ".join(filter(None, [cause["check"], cause["reference"], ticket])))


def history(cause: Record, now: float) -> str | None:
    """What earlier results say of a cause: since when they all name it, and where it is new."""
    stood = epoch_of(cause["first_seen"])
    parts = [
        f"in every result since {since(cause['first_seen'], now)}" if stood is not None and stood < now else None,
        f"new on {names(cause['new_hosts'], 12)}" if cause["new_hosts"] else None,
    ]
    return "; ".join(filter(None, parts)) or None


def reason_lines(label: str, entry: Record) -> list[str]:
    """What keeps appliances from being judged, which, and what to do."""
    lines = sides(f"-  {label}  {entry['reason']}", plural(len(entry["hosts"]), "device"), 5 + len(label))
    return lines + _labelled("who", names(entry["hosts"]), most=4) + _labelled("do", entry["advice"])


def note_lines(notes: list[Record], explained: set[str], most: int = 12) -> list[str]:
    """What failed and is no cause, then what could not be seen, except where a cause explains the appliance already."""
    lines = []
    for note in notes:
        if note["status"] == "fail":
            label = "warning" if note["severity"] == "warning" else "failed"
            text = "; ".join(filter(None, [note["headline"], note["reason"]]))
            lines.append((label, f"{names(note['hosts'], 8)}: {note['check']} {text}"))
    for (reason, hosts), unseen in sorted(_not_seen(notes, explained).items(), key=lambda item: -len(item[1])):
        what = (
            f"{unseen[0]['check']} {unseen[0]['title']}"
            if len(unseen) == 1
            else names([one["check"] for one in unseen])
        )
        lines.append(("not seen", f"{names(hosts, 8)}: {what}: {reason}"))
    shown = [line for label, text in lines[:most] for line in wrap(text, f"{label:<8} ", most=2)]
    return shown + ([f"and {len(lines) - most} more in the result file"] if len(lines) > most else [])


def _not_seen(notes: list[Record], explained: set[str]) -> dict[tuple[str, tuple[str, ...]], list[Record]]:
    """Checks that were not seen for one reason on the same appliances are one line."""
    grouped: dict[tuple[str, tuple[str, ...]], list[Record]] = {}
    for note in notes:
        hosts = tuple(host for host in note["hosts"] if host not in explained)
        if note["status"] == "unknown" and hosts:
            grouped.setdefault((note["reason"] or "no reason given", hosts), []).append(note)
    return grouped


def _labelled(label: str, text: str | None, most: int = 0) -> list[str]:
    return wrap(text, f"   {label:<{_LABEL - 3}}", most=most) if text else []


def _who(hosts: list[Record]) -> str:
    """The names; of a few appliances also what they are."""
    if len(hosts) > _FEW:
        return names([host["host"] for host in hosts])
    return "  ".join(f"{host['host']}{_kind(host)}" for host in hosts)


def _kind(host: Record) -> str:
    role, version, state = (
        word(host, f"evidence.{path}") for path in ("appliance.role", "appliance.version", "ha.state")
    )
    words = [role.upper() if role else "", version or "", f", {state}" if state else ""]
    told = " ".join(filter(None, words[:2])) + words[2]
    return f" ({told.lstrip(', ')})" if told else ""


def source_and_way(hosts: list[Record], most: int = 6) -> str | None:
    """Where the packets come from and which way they take: what a firewall team asks first."""
    sources = list(dict.fromkeys(word(host, "evidence.network.source_address") or "" for host in hosts))
    known = [source for source in sources if source]
    ways = list(dict.fromkeys(filter(None, map(way, hosts))))
    return ", ".join([names(known, most), *ways] if known else ways) or None


def way(host: Record) -> str | None:
    """Which way the packets of an appliance take; None where nothing was seen of its network."""
    proxy = at(host, "evidence.network.proxy")
    if isinstance(proxy, Mapping) and proxy.get("host"):
        return f"through proxy {proxy['host']}:{proxy.get('port')}"
    if at(host, "evidence.network") is None:
        return None
    return "direct, no proxy" if at(host, "evidence.network.proxy_read") is True else "direct; proxy settings not read"


def _seen(cause: Record) -> str:
    """What all appliances show, then what the first one shows beyond that."""
    shared = [phrase["text"] for phrase in cause["seen"] if len(phrase["hosts"]) == len(cause["hosts"])]
    first = cause["hosts"][0]
    own = [
        phrase["text"]
        for phrase in cause["seen"]
        if len(phrase["hosts"]) < len(cause["hosts"]) and first in phrase["hosts"]
    ]
    return "; ".join([*shared, *([f"on {first}: {'; '.join(own)}"] if own else [])])

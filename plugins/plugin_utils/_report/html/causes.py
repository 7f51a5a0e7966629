# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The causes, one card each, then what has no verdict and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..entries import history, source_and_way
from ..layout import names, plural
from ..screen import unjudged
from ..times import epoch_of, since
from .chain import chain
from .drawing import drawing
from .element import Html, el

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..appliance import Record

_MANY = 12  # names that stand open; more are folded
_VARIANTS = 4  # wordings of advice that differ by appliance
_PROOF = 12


def causes(document: Record, links: Mapping[str, str]) -> list[Html]:
    """A card for each cause; `links` are the appliances' places on the page."""
    appliances = {entry["host"]: entry for entry in document["appliances"]}
    now = epoch_of(document["finished"]) or 0
    return [_card(cause, [appliances[host] for host in cause["hosts"]], now, links) for cause in document["causes"]]


def _card(cause: Record, hosts: list[Record], now: float, links: Mapping[str, str]) -> Html:
    possible = cause["kind"] != "root"
    facts = [
        ("Devices", who(cause["hosts"], links)),
        ("From", source_and_way(hosts, _MANY) if cause["area"] == "network" else None),
        ("Seen", _seen(cause)),
        ("Do", _advice(cause)),
        ("Do not", cause["avoid"]),
        ("Last time", history(cause, now)),
        ("More", " \N{MIDDLE DOT} ".join(filter(None, [cause["check"], cause["title"], cause["reference"]]))),
    ]
    moment = since(cause["since"], now)
    head = el(
        "header",
        el("span", f"{cause['number']}{'?' if possible else ''}", class_="number", aria_hidden="true"),
        el(
            "h3",
            el("span", "Possible cause: ", class_="quiet")
            if possible
            else el("span", f"Cause {cause['number']}: ", class_="heard"),
            cause["headline"],
        ),
        el(
            "p",
            el("span", cause["area"] or "device", class_="tag"),
            el("strong", plural(len(hosts), "device")),
            f" since {moment}" if moment else "",
            class_="span",
        ),
    )
    return el(
        "article",
        head,
        drawing(chain(hosts[0])),
        facts_list(facts),
        class_=f"card {'possible' if possible else 'root'}",
        id=f"cause-{cause['number']}",
    )


def facts_list(facts: list[tuple[str, object]]) -> Html:
    """Names and values; those without a value are left out."""
    rows = [el("div", el("dt", name), el("dd", value)) for name, value in facts if value]
    return el("dl", rows, class_="facts")


def who(hosts: list[str], links: Mapping[str, str]) -> Html:
    """Names that lead to their appliances; many are folded behind a short form."""
    linked = [[el("a", host, href=f"#{links[host]}") if host in links else host, " "] for host in hosts]
    if len(hosts) <= _MANY:
        return el("span", linked, class_="hosts")
    return el("details", el("summary", names(hosts, _MANY)), el("p", linked, class_="hosts"))


def _seen(cause: Record) -> Html | None:
    whole = len(cause["hosts"])
    items = [
        el(
            "li",
            one["text"],
            el("span", f" {names(one['hosts'], 4)}", class_="quiet") if len(one["hosts"]) < whole else None,
        )
        for one in cause["seen"][:_PROOF]
    ]
    more = len(cause["seen"]) - _PROOF
    return (
        el("ul", items, el("li", f"and {more} more, at the devices", class_="quiet") if more > 0 else None)
        if items
        else None
    )


def _advice(cause: Record) -> list[Html]:
    told = cause["advice"]
    shown = [
        el("p", one["text"], el("span", f" {names(one['hosts'], 4)}", class_="quiet") if len(told) > 1 else None)
        for one in told[:_VARIANTS]
    ]
    more = len(told) - _VARIANTS
    return shown + ([el("p", f"and {more} more wordings, at the devices", class_="quiet")] if more > 0 else [])


def without_verdict(document: Record, links: Mapping[str, str]) -> list[Html]:
    """What keeps appliances from being judged, and what to do: the same as on the screen."""
    cards = []
    for label, entry in unjudged(document):
        facts: list[tuple[str, object]] = [("Devices", who(entry["hosts"], links)), ("Do", entry["advice"])]
        cards.append(
            el(
                "article",
                el("header", el("h3", el("span", f"{label.capitalize()}: ", class_="quiet"), entry["reason"])),
                facts_list(facts),
                class_="card open",
            )
        )
    return cards

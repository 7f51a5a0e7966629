# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The whole report as one HTML file: no network, no script, nothing from outside."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ..appliance import OUTCOMES
from ..table import worst_first
from ..times import span
from . import lists
from .causes import causes, facts_list, without_verdict
from .devices import devices, fleet
from .element import Html, el

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..appliance import Record

_STYLE = (Path(__file__).parent / "style.css").read_text(encoding="utf-8")
# Even if something got through, the browser would load and run nothing.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_BAR = 1000


def page(document: Record) -> str:
    """The document as HTML."""
    links = {entry["host"]: f"device-{number}" for number, entry in enumerate(worst_first(document["appliances"]), 1)}
    sections: list[tuple[str, str, Sequence[object]]] = [
        ("causes", "Causes", causes(document, links)),
        ("open", "Without a verdict", without_verdict(document, links)),
        ("changes", "Since the last run", lists.changes(document, links)),
        ("fleet", "The fleet", [fleet(document, links)] if links else []),
        ("notes", "Warnings and gaps", lists.notes(document, links)),
        ("waivers", "Waivers", lists.waivers(document, links)),
        ("manual", "What no appliance can show", lists.manual(document, links)),
        ("merged", "Where this comes from", lists.merged(document)),
        ("devices", "Appliance by appliance", devices(document, links)),
    ]
    shown = [(key, title, [part for part in parts if part]) for key, title, parts in sections]
    shown = [section for section in shown if section[2]]
    body = [
        el("a", "Skip to the content", href="#content", class_="skip"),
        _header(document),
        el(
            "nav",
            el("ul", [el("li", el("a", title, href=f"#{key}")) for key, title, _parts in shown]),
            aria_label="Sections",
        ),
        el("main", [_section(*section) for section in shown], id="content"),
        el(
            "footer",
            el("p", "Made by firepower.sse. All times are UTC. The check reads only and changed no appliance."),
        ),
    ]
    return f"<!DOCTYPE html>\n{el('html', _head(document), el('body', body), lang='en')}\n"


def _head(document: Record) -> Html:
    return el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", http_equiv="Content-Security-Policy", content=_POLICY),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("meta", name="color-scheme", content="light dark"),
        el("meta", name="referrer", content="no-referrer"),
        el("title", f"SSE event delivery {document['finished']}: {_word(document)}, {document['verdict']['sentence']}"),
        el("style", Html(_STYLE)),
    )


def _word(document: Record) -> str:
    if document["verdict"]["failed"]:
        return "FAILED"
    return "OK by policy" if document["causes"] else "OK"


def _section(key: str, title: str, parts: list[object]) -> Html:
    return el("section", el("h2", title, id=f"{key}-title"), parts, id=key, aria_labelledby=f"{key}-title")


def _header(document: Record) -> Html:
    failed = document["verdict"]["failed"]
    unreachable = len(document["unreachable"])
    asked = f"{document['asked']} asked, {document['checked']} checked"
    asked += f", {unreachable} unreachable" if unreachable else ""
    return el(
        "header",
        el("p", "Security Services Exchange", class_="eyebrow"),
        el("h1", "Event delivery"),
        el(
            "p",
            el("span", _word(document), class_=f"badge verdict {'bad' if failed else 'good'}"),
            " ",
            document["verdict"]["sentence"],
            class_="sentence",
        ),
        _bar(document),
        facts_list(
            [
                ("Finished", document["finished"].replace("T", " ")),
                ("Took", span(document["seconds"])),
                ("Appliances", asked),
                ("Failed because of", ", ".join(document["verdict"]["because"]).replace("_", " ")),
                ("Policy", ", ".join(document["policy"]["fail_on"]).replace("_", " ") or "nothing fails the run"),
            ]
        ),
        class_="top",
    )


def _bar(document: Record) -> Html | None:
    """How many appliances have each outcome; the legend says the same in words."""
    counts = {word: document["outcomes"].get(word, 0) for word in OUTCOMES} | {"not_checked": len(document["errors"])}
    total = sum(counts.values())
    if not total:
        return None
    drawn, left = [], 0.0
    for word, count in counts.items():
        width = _BAR * count / total
        drawn.append(el("rect", x=f"{left:.1f}", y=0, width=f"{width:.1f}", height=12, class_=word) if count else None)
        left += width
    legend = [
        el("li", el("span", class_=f"dot {word}"), el("strong", count), f" {word.replace('_', ' ')}")
        for word, count in counts.items()
        if count
    ]
    drawing = el("svg", drawn, viewBox=f"0 0 {_BAR} 12", preserveAspectRatio="none", class_="bar", aria_hidden="true")
    return el("div", drawing, el("ul", legend, class_="legend"), class_="outcomes")

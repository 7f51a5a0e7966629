# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What is no cause: what changed, warnings, what was not seen, waivers, and what a person has to look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..layout import plural
from .causes import who
from .element import Html, el

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..appliance import Record


def table(caption: str, head: Sequence[str], rows: list[list[object]]) -> Html | None:
    """A table whose rows begin with a heading; None without rows."""
    if not rows:
        return None
    body = [el("tr", el("th", row[0], scope="row"), [el("td", cell) for cell in row[1:]]) for row in rows]
    top = el("thead", el("tr", [el("th", name, scope="col") for name in head]))
    made = el("table", el("caption", caption), top, el("tbody", body))
    return el("div", made, class_="wide", tabindex="0", role="group", aria_label=caption)


def changes(document: Record, links: Mapping[str, str]) -> list[Html | None]:
    """Against the earlier result file; nothing without one."""
    found = document["changes"]
    if not found["compared"]:
        return []
    told = [
        (title, found[key])
        for title, key in (("Newly broken", "newly_broken"), ("Newly fine", "newly_fine"))
        if found[key]
    ]
    facts = [el("div", el("dt", title), el("dd", who(hosts, links))) for title, hosts in told]
    gone = [
        [one["check"], one["headline"] or "", who(one["hosts"], links), one["first_seen"] or "not known"]
        for one in found["gone"]
    ]
    since = found["since"] or "an unknown time"
    compared = f"{plural(found['compared'], 'appliance')} compared with results since {since}"
    return [
        el("p", f"{compared}{'' if told or gone else ': no change'}."),
        el("dl", facts, class_="facts") if facts else None,
        table("Causes that are gone", ("Check", "Cause", "Devices", "First seen"), gone),
    ]


def notes(document: Record, links: Mapping[str, str]) -> list[Html | None]:
    """Failed checks that are no cause, then checks that were not seen."""
    failed = [one for one in document["notes"] if one["status"] == "fail"]
    unseen = [one for one in document["notes"] if one["status"] != "fail"]
    return [
        table(
            "Warnings, and failures that are no cause",
            ("Check", "Severity", "What was found", "Devices", "What to do"),
            [
                [
                    one["check"],
                    one["severity"],
                    "; ".join(filter(None, [one["headline"], one["reason"]])),
                    who(one["hosts"], links),
                    [el("p", advice["text"]) for advice in one["advice"][:2]],
                ]
                for one in failed
            ],
        ),
        table(
            "Not seen, so neither good nor bad",
            ("Check", "Severity", "What should be so", "Why it was not seen", "Devices"),
            [
                [
                    one["check"],
                    one["severity"],
                    one["title"],
                    one["reason"] or "no reason given",
                    who(one["hosts"], links),
                ]
                for one in unseen
            ],
        ),
    ]


def waivers(document: Record, links: Mapping[str, str]) -> list[Html | None]:
    """Those in use, those that expired and those that match nothing; failures that are waived otherwise stand below."""
    given = [
        [
            one["check"],
            " ".join(one["patterns"]),
            one["words"],
            who(one["hosts"], links),
            el("time", one["expires"]),
            one["reason"],
        ]
        for one in document["waivers"]
    ]
    waived = [[one["check"], one["title"], one["reason"], who(one["hosts"], links)] for one in document["waived"]]
    return [
        table("Waivers of this run", ("Check", "Appliances", "State", "Covers", "Until", "Reason"), given),
        table("Failures that are accepted", ("Check", "What should be so", "Waiver", "Devices"), waived),
    ]


def manual(document: Record, links: Mapping[str, str]) -> list[Html | None]:
    """What no appliance can show."""
    rows = [[one["check"], one["title"], one["advice"], who(one["hosts"], links)] for one in document["manual"]]
    return [table("For a person to look at", ("Check", "What should be so", "Where", "Devices"), rows)]


def merged(document: Record) -> list[Html | None]:
    """Where the parts of a merged report come from, and what is odd about them."""
    found = document["merged"]
    if not found:
        return []
    odd = [
        f"In more than one file, the latest counts: {' '.join(found['twice'])}." if found["twice"] else None,
        f"Expected, and in none of the files: {' '.join(found['missing'])}." if found["missing"] else None,
    ]
    return [
        table("Result files", ("File", "Finished"), [[one["file"], one["finished"]] for one in found["files"]]),
        *(el("p", text) for text in odd if text),
    ]

# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""All appliances: a table of the fleet, then each with its chain, its findings and what was seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..appliance import at, is_checked, word
from ..table import cloud_leg, events_sent, ha, outcome, tenant, worst_first
from .causes import facts_list
from .chain import chain
from .drawing import drawing
from .element import Html, el
from .findings import findings
from .seen import seen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..appliance import Record

_HEAD = (
    "Device",
    "Outcome",
    "Cause",
    "Version",
    "Pair",
    "Tenant",
    "Cloud leg",
    "Events sent",
    "Fail",
    "Warn",
    "Unseen",
)
_NUMBERS = ("fail", "warning", "unknown")
FEW = 8  # broken appliances that stand open


def badge(entry: Record) -> Html:
    """The outcome, as a label."""
    return el("span", outcome(entry), class_=f"badge {'not_checked' if entry['error'] else entry['outcome']}")


def fleet(document: Record, links: Mapping[str, str]) -> Html:
    """One row an appliance."""
    numbers: dict[str, list[Html]] = {}
    for cause in document["causes"]:
        mark = f"{cause['number']}{'' if cause['kind'] == 'root' else '?'}"
        for host in cause["hosts"]:
            numbers.setdefault(host, []).append(el("a", mark, href=f"#cause-{cause['number']}"))
    rows = [_row(entry, links, numbers.get(entry["host"], [])) for entry in worst_first(document["appliances"])]
    head = el("tr", [el("th", name, scope="col", class_="n" if name in _HEAD[-3:] else None) for name in _HEAD])
    table = el("table", el("caption", "The worst outcome first"), el("thead", head), el("tbody", rows), class_="fleet")
    return el("div", table, class_="wide", tabindex="0", role="group", aria_label="Table of the fleet")


def _row(entry: Record, links: Mapping[str, str], numbers: list[Html]) -> Html:
    first = [
        el("th", el("a", entry["host"], href=f"#{links[entry['host']]}"), scope="row"),
        el("td", badge(entry)),
    ]
    if not is_checked(entry):
        return el("tr", first, el("td", entry["outcome_reason"], colspan=len(_HEAD) - 2))
    cells = [
        word(entry, "evidence.appliance.version") or "?",
        *(of(entry) for of in (ha, tenant, cloud_leg, events_sent)),
    ]
    counts = [el("td", entry["summary"][key], class_="n" if entry["summary"][key] else "n zero") for key in _NUMBERS]
    return el("tr", first, el("td", _listed(numbers)), [el("td", text) for text in cells], counts)


def _listed(numbers: list[Html]) -> list[str]:
    return [part for number in numbers for part in (", ", number)][1:]


def devices(document: Record, links: Mapping[str, str]) -> list[Html]:
    """Each appliance, folded unless it is one of few that are broken."""
    rows = worst_first(document["appliances"])
    open_ = sum(entry["outcome"] == "not_delivering" for entry in rows) <= FEW
    return [_device(entry, links[entry["host"]], open_ and entry["outcome"] == "not_delivering") for entry in rows]


def _device(entry: Record, place: str, open_: bool) -> Html:
    line = [
        el("span", entry["host"], class_="host"),
        badge(entry),
        el("span", entry["outcome_reason"] or "", class_="why"),
    ]
    body = (
        [drawing(chain(entry)), _about(entry), findings(entry), seen(entry)] if is_checked(entry) else [_about(entry)]
    )
    return el(
        "details",
        el("summary", el("h3", line)),
        el("div", body, class_="body", id=place),
        class_=f"device {entry['outcome']}",
        open=open_ and "open",
    )


def _about(entry: Record) -> Html:
    version = " ".join(
        filter(
            None,
            [
                (word(entry, "evidence.appliance.role") or "").upper(),
                word(entry, "evidence.appliance.version"),
                word(entry, "evidence.appliance.model"),
            ],
        )
    )
    lasted = entry["seconds"]
    return facts_list(
        [
            ("Outcome", entry["outcome_reason"]),
            ("Do", entry["advice"]),
            ("Appliance", version),
            (
                "Looked at",
                " ".join(filter(None, [word(entry, "evidence.collected.at"), f"in {lasted:g} s" if lasted else ""])),
            ),
            ("Cloud wanted", _intent(entry)),
            ("Raw capture", entry["capture"]),
        ]
    )


def _intent(entry: Record) -> str | None:
    wanted, source = word(entry, "intent.cloud_events"), word(entry, "intent.source")
    said = {"expected": "as expected by the run", "fmc": "by the FMC's word", "context": "by the connector's context"}
    return f"{wanted}, {said.get(source or '', 'nobody says it')}" if wanted and at(entry, "intent") else None

# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The formats of a report: each makes texts of the document, by the names of their files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .files import to_json
from .html.page import page
from .junit import junit
from .prometheus import prometheus
from .tickets import TICKETS, ticket_name, tickets

if TYPE_CHECKING:
    from collections.abc import Callable

    from .appliance import Record

RESULT_FILE = "result.json"
_FORMATS: dict[str, tuple[str, Callable[[Record], str]]] = {
    "json": (RESULT_FILE, to_json),
    "junit": ("junit.xml", junit),
    "html": ("report.html", page),
    "prometheus": ("metrics.prom", prometheus),
}


def file_names(formats: list[str]) -> dict[str, str]:
    """The file of each format, or the directory, in the order of the screen's last line."""
    chosen = {name: _FORMATS[name][0] for name in _FORMATS if name in formats}
    return {**chosen, **({TICKETS: TICKETS} if TICKETS in formats else {})}


def texts(document: Record, formats: list[str]) -> dict[str, str]:
    """What is to be written, by file name; tickets are in a directory of their own."""
    made = {name: render(document) for key, (name, render) in _FORMATS.items() if key in formats}
    if TICKETS in formats:
        made.update({f"{TICKETS}/{name}": text for name, text in tickets(document).items()})
    return made


def is_ticket(name: str) -> bool:
    """Whether a file of that name was written for a cause, maybe of an earlier run."""
    number = name.removeprefix("cause-").removesuffix(".md")
    return number.isdecimal() and name == ticket_name({"number": number})

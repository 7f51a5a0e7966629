# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Figures as Markdown tables, and the marked part of a page that takes them."""

from __future__ import annotations

import os
import platform
import time
from typing import TYPE_CHECKING, Any

from aims import Aim, Compared, middle, slope
from ansible.release import __version__ as core
from ways import FORKS, WAYS

if TYPE_CHECKING:
    from pathlib import Path

BEGIN, END = "<!-- bench: begin -->", "<!-- bench: end -->"


def table(heads: list[str], rows: list[list[str]]) -> str:
    return "\n".join(f"| {' | '.join(cells)} |" for cells in [heads, ["---"] * len(heads), *rows])


def setting(compared: Compared) -> str:
    loads = ", ".join(f"{entry['load']:.1f}" for entry in compared)
    return (
        f"Measured on {time.strftime('%Y-%m-%d')}: {os.cpu_count()} cores for controller, appliances and cloud"
        f" together, ansible-core {core}, Python {platform.python_version()}, {FORKS} forks."
        f" Load of the machine after each size: {loads}."
    )


def size_table(compared: Compared) -> str:
    heads = [
        "appliances",
        "way",
        "wall",
        "controller CPU",
        "CPU of an appliance",
        "memory",
        "ssh commands an appliance",
    ]
    return table(heads, [size_row(entry, way) for entry in compared for way in WAYS])


def size_row(entry: dict[str, Any], way: str) -> list[str]:
    return [
        str(entry["size"]),
        WAYS[way],
        f"{middle(entry, way, 'wall'):.1f} s",
        f"{middle(entry, way, 'cpu'):.2f} s",
        f"{1000 * middle(entry, way, 'appliance_cpu') / entry['size']:.0f} ms",
        f"{entry['ways'][way]['memory']:.0f} MiB",
        f"{middle(entry, way, 'executions'):.0f}",
    ]


def aim_table(found: list[Aim]) -> str:
    rows = [[aim.about, aim.wanted, aim.measured, "yes" if aim.reached else "**no**"] for aim in found]
    return table(["aim, at 32 appliances", "wanted", "measured", "reached"], rows) if rows else ""


def slope_table(compared: Compared) -> str:
    rows = [[WAYS[way], f"{found:.0f} ms"] for way in WAYS if (found := slope(compared, way)) is not None]
    return table(["way", "controller CPU for each further appliance"], rows) if rows else ""


def dark_table(dark: list[dict[str, Any]]) -> str:
    return (
        table(["(a) on appliances", "wall"], [[run["about"], f"{run['wall']:.1f} s"] for run in dark]) if dark else ""
    )


def write_marked(page: Path, text: str) -> None:
    """Between the marks; raises ValueError if the page has none."""
    before, begin, rest = page.read_text(encoding="utf-8").partition(BEGIN)
    _old, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"{page} has no marks {BEGIN} and {END}")
    page.write_text(f"{before}{BEGIN}\n\n{text}\n\n{END}{after}", encoding="utf-8")

# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The aims that the figures are held against. Each is a sentence, what is wanted and what was measured."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median
from typing import Any

Compared = list[dict[str, Any]]
MAIN_SIZE = 32


@dataclass(frozen=True)
class Aim:
    about: str
    wanted: str
    measured: str
    reached: bool


def middle(entry: dict[str, Any], way: str, what: str) -> float:
    """The median over the timed rounds."""
    return float(median(run[what] for run in entry["ways"][way]["runs"]))


def slope(compared: Compared, way: str) -> float | None:
    """Milliseconds of controller CPU for each further appliance, from the second smallest to the largest fleet."""
    sizes = sorted(compared, key=lambda entry: int(entry["size"]))[1:]
    if len(sizes) < 2:
        return None
    more = middle(sizes[-1], way, "cpu") - middle(sizes[0], way, "cpu")
    return 1000 * more / (sizes[-1]["size"] - sizes[0]["size"])


def aims(compared: Compared, dark: list[dict[str, Any]]) -> list[Aim]:
    """Those that the figures can answer."""
    entry = next((entry for entry in compared if entry["size"] == MAIN_SIZE), None)
    return [*(at_main_size(entry) if entry else []), *slopes(compared), *dark_aims(dark)]


def at_main_size(entry: dict[str, Any]) -> list[Aim]:
    cpu = middle(entry, "check", "cpu") / middle(entry, "raw", "cpu")
    wall = middle(entry, "check", "wall") / middle(entry, "ssh", "wall")
    faster = middle(entry, "procedure", "wall") / middle(entry, "check", "wall")
    executions = int(middle(entry, "check", "executions"))
    memory = entry["ways"]["check"]["memory"]
    return [
        Aim("controller CPU, (a) by (b)", "at most 1.0", f"{cpu:.2f}", cpu <= 1.0),
        Aim("wall, (a) by (c)", "at most 2", f"{wall:.2f}", wall <= 2),
        Aim("wall, (d) by (a)", "at least 10", f"{faster:.1f}", faster >= 10),
        Aim("ssh commands an appliance, (a)", "1", str(executions), executions == 1),
        Aim("memory of the tree, (a)", "at most 250 MiB", f"{memory:.0f} MiB", memory <= 250),
    ]


def slopes(compared: Compared) -> list[Aim]:
    found = slope(compared, "check")
    if found is None:
        return []
    return [Aim("controller CPU for each further appliance, (a)", "at most 45 ms", f"{found:.0f} ms", found <= 45)]


def dark_aims(dark: list[dict[str, Any]]) -> list[Aim]:
    """Six cost what one costs: within two seconds, where a second time-out of ssh or of a probe would be ten."""
    if not dark:
        return []
    _fine, one, six, _waves, one_host, all_hosts = (run["wall"] for run in dark)
    return [
        Aim("wall, 6 black-holed appliances after 1", "at most 2 s more", f"{six - one:+.1f} s", six - one <= 2),
        Aim(
            "wall, 8 black-holed hosts of the cloud after 1",
            "at most 2 s more",
            f"{all_hosts - one_host:+.1f} s",
            all_hosts - one_host <= 2,
        ),
    ]

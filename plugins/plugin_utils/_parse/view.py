# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What every part builds from: the capture, its clock, and the list of what could not be seen."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from . import stamps
from .text import clean, key_values, number

if TYPE_CHECKING:
    from .capture import Capture, Section
    from .hosts import Regions

MOST_PROBLEMS = 100


@dataclass
class View:
    """`now` is the appliance's clock at the start of the capture: the one that wrote the stamps which ages are of."""

    capture: Capture
    regions: Regions
    extra: dict[tuple[str, int], bool] = field(default_factory=dict)
    controller: float | None = None
    problems: list[dict[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        for section, reason in self.capture.problems:
            self.problem(section, reason)
        whole = self.section("host")
        self.host: dict[str, str] = key_values(whole.stdout) if whole else {}
        self.now: float | None = stamps.possible(number(self.host.get("epoch")))
        if whole and self.now is None:
            self.problem("host", "the appliance's clock could not be read")

    def section(self, name: str, *, optional: bool = False) -> Section | None:
        """The section if its command ran to an end; otherwise None, and a problem says why."""
        found = self.capture.first(name)
        if found is None:
            if not optional:
                self.missing(name)
            return None
        if not found.seen:
            self.problem(name, found.reason)
            return None
        return found

    def missing(self, name: str, what: str = "") -> None:
        """Notes a section that the capture does not hold, unless it is known already why."""
        if not any(problem["section"] == name for problem in self.problems):
            why = "not gathered" if self.capture.complete else "not in the capture, which was cut"
            self.problem(name, f"{what}: {why}" if what else why)

    def problem(self, section: str, reason: str) -> None:
        """Notes what could not be seen, once."""
        entry = {"section": clean(section, limit=40), "reason": clean(reason, limit=200)}
        if entry not in self.problems and len(self.problems) < MOST_PROBLEMS:
            self.problems.append(entry)


def absent(section: Section) -> bool:
    """True where the command says that the file is not there, which is a fact and no gap."""
    return section.exit != 0 and "no such file" in section.stderr.lower()


__all__ = ["View", "absent"]

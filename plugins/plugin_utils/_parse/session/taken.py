# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What was taken from a session of one appliance: the sections of a capture to be."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Section:
    """One section to be; `partial` as in commands.Command. `at` is its place among the appliance's commands."""

    head: str
    stdout: str
    at: int
    exit_code: int = 0
    stderr: str = ""
    partial: bool = False


@dataclass
class Sections:
    """All sections of an appliance by what they hold, dates with their places, and notes on what was of no use."""

    role: str | None = None
    found: dict[str, list[Section]] = field(default_factory=dict)
    dates: list[tuple[int, float]] = field(default_factory=list)
    notes: dict[str, str] = field(default_factory=dict)
    failover: list[str] = field(default_factory=list)

    def last(self, name: str) -> Section | None:
        """The latest one of a kind."""
        return self.found[name][-1] if self.found.get(name) else None

    def add(self, name: str, section: Section, *, instead: bool = True) -> None:
        """The section in place of earlier ones of its kind, or behind them."""
        self.found[name] = [*([] if instead else self.found.get(name, [])), section]
        self.notes.pop(name, None)

    def forget(self, names: tuple[str, ...], *, why: str) -> None:
        """Takes away what no longer holds; the unit of a pair that is active may be the other one by now."""
        self.failover = []
        for name in names:
            if self.found.pop(name, None):
                self.notes[name] = why

    def before(self, at: int) -> float | None:
        """The latest clock that was read before a place."""
        return next((epoch for place, epoch in reversed(self.dates) if place <= at), None)

    def after(self, at: int) -> float | None:
        """The first clock that was read behind it."""
        return next((epoch for place, epoch in self.dates if place >= at), None)


__all__ = ["Section", "Sections"]

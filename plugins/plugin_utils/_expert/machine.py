# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the machines of a login have in common: they are fed bytes and times, and say what to do next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from .prompts import BEYOND_DOUBT, NOISE, PROSE, SETTLE, Place, place_of
from .text import Screen

FOREVER = float("inf")


@dataclass(frozen=True)
class Step:
    """Type `send`, then listen until something comes in, but not beyond `wake`. `done`: the goal is reached."""

    send: bytes = b""
    wake: float | None = None
    done: bool = False
    note: str = ""  # for -vvv; never holds a secret


class Machine(Protocol):
    def feed(self, data: bytes, now: float) -> None: ...

    def step(self, now: float) -> Step: ...

    def ended(self) -> None:
        """Raises the error that the screen names when the session has ended."""


class Ear:
    """A screen that also knows since when it is quiet."""

    def __init__(self, now: float, start: bytes = b"") -> None:
        self.screen = Screen(start)
        self.heard = now

    def feed(self, data: bytes, now: float) -> None:
        self.screen.add(data)
        self.heard = now

    def quiet(self, now: float, seconds: float) -> bool:
        return now >= self.heard + seconds

    def place(self, now: float) -> Place | None:
        """The prompt that the cursor stands at, once it stands there for a moment.

        A broadcast can be printed below a prompt, which the device does not repeat: after a longer quiet the last
        line that was left behind counts, if the cursor's own line is empty and so asks nothing.
        """
        if not self.quiet(now, SETTLE):
            return None
        last = self.screen.last_line
        if last.strip() or not self.quiet(now, NOISE):
            return place_of(last)
        lines = reversed(self.screen.lines)
        return next((place_of(line) for line in lines if BEYOND_DOUBT.fullmatch(line)), None)

    def place_at_login(self, now: float) -> Place | None:
        """The same among banners: what may be a piece of one must stand there for longer, and is no prose."""
        place, last = self.place(now), self.screen.last_line
        doubtful = place not in (None, Place.PAGER) and not BEYOND_DOUBT.fullmatch(last) and last.strip()
        return None if doubtful and (PROSE.match(last) or not self.quiet(now, NOISE)) else place

    def next_change(self, now: float, *others: float) -> float:
        """When the answer of `place` can change without a further byte, or one of the other times is reached."""
        times = [self.heard + SETTLE, self.heard + NOISE, *others]
        return min((time for time in times if time > now), default=FOREVER)


__all__ = ["FOREVER", "Ear", "Machine", "Step"]

# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One `show` line asked of CLISH: type it, turn its pages, take what stands above the next prompt."""

from __future__ import annotations

from .errors import ExpertError, Kind
from .machine import Ear, Step
from .prompts import AGAIN, Place
from .text import visible

PAGES = 1000  # a pager without end must not hold the play, nor must any other text
WHOLE = 300.0  # seconds until the whole answer must be there


def checked(line: str) -> str:
    """Only reading is asked: a line that changes something could not be typed again when it was lost."""
    words = line.split()
    if len(words) < 2 or words[0] != "show" or not line.isascii() or not line.isprintable() or "?" in line:
        raise ExpertError(Kind.CLI_LINE, line)
    return " ".join(words)


class Ask:
    """Starts where the cursor stands at CLISH's prompt. `answer` holds the text when `step` says that it is done."""

    def __init__(self, line: str, now: float, limit: float = 60.0) -> None:
        self._line = checked(line)
        self._ear = Ear(now)
        self._pages: list[str] = []
        self._typed: float | None = None
        self._again = False
        self._limit = limit
        self.answer = ""

    def feed(self, data: bytes, now: float) -> None:
        self._ear.feed(data, now)

    def step(self, now: float) -> Step:
        if self._typed is None or (not self._ear.screen.text and not self._again and now >= self._typed + AGAIN):
            return self._type_line(now)
        if self._ear.screen.cut:
            raise ExpertError(Kind.CLI_TOO_LONG, self._line)
        place = self._ear.place(now)
        if place is Place.PAGER and len(self._pages) < PAGES:
            self._pages.append(self._ear.screen.text)
            self._ear.screen.clear()
            self._ear.heard = now
            return Step(send=b" ")
        if place is Place.CLISH and self._ear.screen.text.count("\n") > 0:
            self._pages.append(self._ear.screen.text)
            self.answer = self._shown()
            return Step(done=True)
        limit = min(self._ear.heard + self._limit, self._typed + WHOLE)
        if now >= limit:
            raise ExpertError(Kind.TIMED_OUT, f"waiting for the end of the answer of {self._line!r}")
        return Step(wake=self._ear.next_change(now, self._typed + AGAIN, limit))

    def ended(self) -> None:
        """Whatever the screen holds, it is no answer."""

    def _type_line(self, now: float) -> Step:
        self._again = self._typed is not None
        self._typed = self._ear.heard = now
        return Step(send=f"{self._line}\n".encode(), note=f"asked {self._line!r}")

    def _shown(self) -> str:
        """The text between the echo and the next prompt, as a terminal would show it."""
        lines = [visible(line) for line in _joined(self._pages).split("\n")]
        if lines and lines[0].removeprefix("> ").strip() in ("", self._line):
            lines = lines[1:]
        while lines and lines[-1].strip() in ("", ">"):
            lines.pop()
        return "".join(f"{line}\n" for line in lines)


def _joined(pages: list[str]) -> str:
    """Pages without the pager's own line, which a terminal would wipe out."""
    whole = [page.rpartition("\n")[0] + "\n" for page in pages[:-1]]
    return "".join([*whole, *pages[-1:]])


__all__ = ["Ask", "checked"]

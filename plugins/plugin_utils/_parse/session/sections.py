# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The commands of one appliance as the sections of a capture."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from .. import stamps
from .changes import changes
from .readers import NO_FILE, PASSING, READERS, SECTION
from .taken import Sections

if TYPE_CHECKING:
    from .owners import Owned
    from .transcript import Run

_BEFORE_OUTPUT = re.compile(r"(?:Password|\[sudo\] password for \S{1,64}): ?$|We trust you|Last login: ")
_NO_COMMAND = re.compile(r"(?:-?\w{1,8}: )?(?:line \d+: )?\S{1,64}: (?:command )?not found")
_NO_RIGHT = re.compile(
    r"(?!time=|\{).*(?:Permission denied|must be root|need to be root|not in the sudoers|incorrect password)",
    re.IGNORECASE,
)


def sections_of(appliance: Owned) -> Sections:
    """Everything that was read of an appliance; of a command that was typed again the latest counts."""
    taken = Sections(role=_role(appliance.runs))
    for at, run in enumerate(appliance.runs):
        if run.command is None:
            continue
        words = run.command.words
        if changes(words):  # whatever came of it
            what = "a request that changes something" if words[0] == "curl" else " ".join(words[:3])
            taken.forget(PASSING, why=f"read before {what}, and not again")
            continue
        reader = READERS.get(run.command.kind)
        if reader:
            lines = _output(run)
            said = _useless(run, lines)
            if said:
                taken.notes.setdefault(SECTION.get(run.command.kind, run.command.kind), said)
            else:
                reader(taken, run, lines, at)
    return taken


def _role(runs: list[Run]) -> str | None:
    """FTD where something is below /ngfw; an FMC says so in its version."""
    for run in runs:
        kind = run.command.kind if run.command else ""
        if kind in ("show_version", "sf_version", "ims_conf") and any(
            words in line for line in run.output for words in ("Management Center", "Defense Center")
        ):
            return "fmc"
    shown = (line for run in runs if run.command for line in run.output[:200] if not NO_FILE.search(line))
    return "ftd" if any("/ngfw/var/" in line or "/ngfw/etc/" in line for line in shown) else None


def _output(run: Run) -> list[str]:
    """The lines without sudo's questions in front and without blank ones behind."""
    lines = list(run.output)
    asked = [at for at, line in enumerate(lines[:20]) if _BEFORE_OUTPUT.match(line.strip())]
    lines = lines[asked[-1] + 1 :] if asked else lines
    while lines and not lines[-1].strip(" >"):
        lines.pop()
    return lines


def _useless(run: Run, lines: list[str]) -> str | None:
    """Why an output says nothing, if so. An interrupted tail -f has shown its lines all the same."""
    follows = run.command is not None and run.command.kind == "log" and lines
    if run.interrupted and not follows:
        return "it was interrupted"
    refusal = next((line for line in lines[:5] if _NO_RIGHT.match(line)), None)
    if refusal is not None:  # a line above it may be a password
        return f"it was refused: {refusal.strip()[:100]}"
    if any(_NO_COMMAND.fullmatch(line.strip()) for line in lines[:3]):
        return "the command is not there"
    return None


def boundary_of(texts: list[str]) -> str:
    """A mark that no text can hold: it is made of the text itself."""
    digest = hashlib.sha256("\n".join(texts).encode("utf-8", "surrogatepass")).hexdigest()
    return f"=sse-{digest[:32]}"


def when(taken: Sections) -> float | None:
    """The clock that ages are counted by: the last one read before what has times, else the first one behind it."""
    timed = [section.at for name in ("context", "log") for section in taken.found.get(name, [])]
    place = min(timed, default=None)
    if place is None:
        return taken.dates[-1][1] if taken.dates else None
    return stamps.possible(taken.before(place) or taken.after(place))


__all__ = ["boundary_of", "sections_of", "when"]

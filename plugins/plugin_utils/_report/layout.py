# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Lines of at most a hundred columns: wrapping, two sides, and many host names in few words."""

from __future__ import annotations

import re
import textwrap
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDTH = 100
_GLUE = "\N{SYMBOL FOR UNIT SEPARATOR}"  # no text is left with it: a screen is ASCII
_NUMBERED = re.compile(r"(.*?)(\d+)(\D*)", re.DOTALL)


def wrap(text: str, first: str = "", rest: str | None = None, most: int = 0) -> list[str]:
    """The text after `first`, further lines after `rest` (default: as many blanks); at most `most` lines (0: all)."""
    rest = " " * len(first) if rest is None else rest
    lines = textwrap.wrap(text, WIDTH, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False) or [
        first.rstrip()
    ]
    if most and len(lines) > most:
        lines = lines[:most]
        lines[-1] = f"{lines[-1][: WIDTH - 4]} ..."
    return lines


def wrap_parts(parts: Sequence[str], first: str) -> list[str]:
    """The parts after `first`, each kept together where it fits into half a line."""
    glued = [part.replace(" ", _GLUE) if len(part) < WIDTH // 2 else part for part in parts]
    return [line.replace(_GLUE, " ") for line in wrap("   ".join(glued), first)]


def sides(left: str, right: str, indent: int) -> list[str]:
    """Left text wrapped beside a right one, which ends the first line."""
    room = WIDTH - len(right) - 2
    lines = textwrap.wrap(left, room, subsequent_indent=" " * indent, break_on_hyphens=False) or [""]
    return [f"{lines[0]:<{room}}  {right}".rstrip(), *lines[1:]]


def cell(text: str, width: int) -> str:
    """The text in exactly `width` columns; two dots show that it was cut."""
    return f"{text:<{width}}" if len(text) <= width else f"{text[: width - 2]}.."


def names(hosts: Sequence[str], most: int = 40) -> str:
    """Host names in their order, three or more that count up as one: `fra-fw1..4 muc-fw1`."""
    words = [word for _key, run in groupby(enumerate(hosts), _running) for word in _run([host for _index, host in run])]
    if len(words) > most:
        words = [*words[:most], f"and {len(words) - most} more"]
    return " ".join(words)


def plural(number: int, one: str) -> str:
    """`1 device`, `2 devices`."""
    return f"{number} {one}{'' if number == 1 else 's'}"


def _running(item: tuple[int, str]) -> tuple[object, ...]:
    """The same for neighbours whose names differ by the number alone, which counts up by one."""
    index, host = item
    match = _NUMBERED.fullmatch(host)
    if match is None or len(match[2]) > 9:
        return (index, host)
    return (match[1], match[3], int(match[2]) - index, len(match[2]))


def _run(hosts: list[str]) -> list[str]:
    if len(hosts) < 3:
        return hosts
    match = _NUMBERED.fullmatch(hosts[-1])
    return [f"{hosts[0]}..{match[2]}{match[3]}"] if match else hosts

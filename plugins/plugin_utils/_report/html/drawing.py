# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The chain as inline SVG. Each state has a sign of its own, so that nothing rests on colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .chain import BLOCKED, BROKEN, OFF, OK, UNKNOWN, UNSEEN, WAIVED, WARNING
from .element import Html, el

if TYPE_CHECKING:
    from .chain import Part

_SIGNS = {OK: "\N{CHECK MARK}", BROKEN: "\N{MULTIPLICATION X}", WARNING: "!", WAIVED: "w", UNKNOWN: "?"}
_SIGNS |= {BLOCKED: "\N{BULLET}", OFF: "\N{EN DASH}", UNSEEN: "?"}
_NODE, _GAP, _TOP, _HEIGHT = 124, 58, 12, 46
_PITCH = _NODE + _GAP
_SIZE = (6 * _NODE + 5 * _GAP + 12, 86)
_ROOM, _BELOW = 19, 28  # characters inside a node, and below a link


def drawing(parts: list[Part]) -> Html:
    """Eleven parts: six nodes and the five links between them."""
    spoken = f"The way of the events. {'; '.join(part.sentence for part in parts)}."
    drawn = [_link(part, index // 2) if index % 2 else _node(part, index // 2) for index, part in enumerate(parts)]
    size = f"0 0 {_SIZE[0]} {_SIZE[1]}"
    svg = el("svg", drawn, class_="chain", viewBox=size, role="img", aria_label=spoken)
    return el("div", svg, class_="wide", tabindex="0", role="group", aria_label="Drawing")


def _node(part: Part, number: int) -> Html:
    left, middle = 6 + number * _PITCH, 6 + number * _PITCH + _NODE // 2
    return el(
        "g",
        el("title", part.sentence) if part.reason else None,
        el("rect", x=left, y=_TOP, width=_NODE, height=_HEIGHT, rx=7),
        el("text", part.name, x=middle, y=_TOP + (20 if part.caption else 28)),
        el("text", _cut(part.caption, _ROOM), class_="fact", x=middle, y=_TOP + 36) if part.caption else None,
        _sign(part, left + _NODE - 4, _TOP + 2),
        _below(part, middle) if part.check else None,
        class_=f"node {part.state}",
    )


def _link(part: Part, number: int) -> Html:
    left = 6 + number * _PITCH + _NODE
    middle, height = left + _GAP // 2, _TOP + _HEIGHT // 2
    return el(
        "g",
        el("title", part.sentence) if part.reason else None,
        el("path", d=f"M{left + 3} {height}h{_GAP - 8}m-6-4 6 4-6 4"),
        _sign(part, middle, height),
        _below(part, middle) if part.check or part.caption else None,
        class_=f"link {part.state}",
    )


def _sign(part: Part, x: int, y: int) -> Html:
    return el("g", el("circle", cx=x, cy=y, r=8), el("text", _SIGNS[part.state], x=x, y=y + 4), class_="sign")


def _below(part: Part, x: int) -> Html:
    return el("text", _cut(part.check or part.caption, _BELOW), class_="below", x=x, y=_TOP + _HEIGHT + 20)


def _cut(text: str, room: int) -> str:
    return text if len(text) <= room else f"{text[: room - 1]}\N{HORIZONTAL ELLIPSIS}"

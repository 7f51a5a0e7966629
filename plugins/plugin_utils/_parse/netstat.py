# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""`netstat -anlp`: the event socket between EventHandler and SSEConnector."""

from __future__ import annotations

from dataclasses import dataclass

from .text import clean, lines

_SOCKET = "EventHandler_SSEConnector.so"  # documents cut the path's end: `.soc`


@dataclass(frozen=True)
class EventSocket:
    """`connected` is true once SSEConnector has joined; a CONNECTED line may stand alone."""

    listening: bool = False
    connected: bool = False
    path: str | None = None
    program: str | None = None


def read(*, text: str) -> EventSocket:
    r"""What the lines that name the socket say.

    >>> line = "unix 3 [] STREAM CONNECTED 378537 7741/EventHandler /ngfw/var/sf/run/EventHandler_SSEConnector.soc"
    >>> read(text=line).connected, read(text=line).path
    (True, '/ngfw/var/sf/run/EventHandler_SSEConnector.sock')
    """
    listening = connected = False
    path = program = None
    for line in lines(text):
        if _SOCKET not in line:
            continue
        # Real output pads the flags (`[ ACC ]`), documents squeeze them (`[ACC]`, `[]`).
        head, bracket, rest = line.partition("[")
        flags, _bracket, tail = rest.partition("]")
        words = tail.split()
        if not bracket or "unix" not in head or not words:
            continue
        listening = listening or "LISTENING" in words or "ACC" in flags
        connected = connected or "CONNECTED" in words
        path = path or next((_whole_path(word) for word in words if _SOCKET in word), None)
        program = program or next((_program(word) for word in words if word[:1].isdigit() and "/" in word), None)
    return EventSocket(listening, connected, path, program)


def _whole_path(word: str) -> str:
    return clean(word[: word.rindex(".so")] + ".sock")


def _program(word: str) -> str | None:
    return clean(word.partition("/")[2]) or None


__all__ = ["EventSocket", "read"]

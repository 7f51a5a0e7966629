# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Commands and answers on a raw terminal. The other side is helper.sh.

An answer is `R MARK STATUS OUT ERR`, then OUT and ERR bytes, then `E MARK`. Each request has a new random mark.
Lengths make the answer binary-safe; what else a terminal carries (wall, syslog) shows in the trailer's place.
"""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass

from .errors import ExpertError, Kind
from .text import LIMIT

COMMAND_LIMIT = 131071  # one argument of execve on Linux, less its NUL

_PLAIN = frozenset(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./=,:@+-")
_WORD = [chr(byte) if byte in _PLAIN else f"\\0{byte:03o}" for byte in range(256)]


class Disturbed(Exception):
    """Other output landed inside the answer: ask for the same answer again, do not run the command again."""


@dataclass(frozen=True)
class Answer:
    status: int
    stdout: bytes
    stderr: bytes


def new_mark() -> str:
    return secrets.token_hex(8)


def run_request(mark: str, command: bytes, stdin_size: int = 0) -> bytes:
    """The command travels as one word of printable ASCII, which printf %b turns back."""
    if len(command) > COMMAND_LIMIT:
        raise ExpertError(Kind.TOO_LONG, f"{len(command)} bytes, at most {COMMAND_LIMIT}")
    word = "".join([_WORD[byte] for byte in command])
    return f"X {mark} {stdin_size} {word}\n".encode()


def again_request(mark: str) -> bytes:
    return f"S {mark} 0\n".encode()


QUIT = b"Q\n"


def go_sign(mark: str) -> bytes:
    """What the helper prints when the bytes of stdin may come."""
    return f"G {mark}\n".encode()


class AnswerReader:
    """Collects one answer; `feed` gives it when it is complete and raises Disturbed when it can't become whole."""

    def __init__(self, mark: str) -> None:
        self._head = re.compile(rf"R {mark} (\d{{1,3}}) (\d{{1,15}}) (\d{{1,15}})\n".encode())
        self._tail = f"E {mark}\n".encode()
        self._data = bytearray()
        self._lengths: tuple[int, int, int] | None = None

    def feed(self, data: bytes) -> Answer | None:
        self._data += data
        if self._lengths is None:
            self._lengths = self._find_head()
        if self._lengths is None:
            return None
        status, out, err = self._lengths
        end = out + err
        if len(self._data) < end + len(self._tail):
            if self._data.endswith(self._tail):
                raise Disturbed
            return None
        if self._data[end : end + len(self._tail)] != self._tail:
            raise Disturbed
        return Answer(status, bytes(self._data[:out]), bytes(self._data[out:end]))

    def _find_head(self) -> tuple[int, int, int] | None:
        if found := self._head.search(self._data):
            status, out, err = (int(number) for number in found.groups())
            del self._data[: found.end()]
            return status, out, err
        if self._tail in self._data:
            raise Disturbed
        # A head may still be cut in two; what a broadcast without end piles up before it may go.
        del self._data[:-LIMIT]
        return None


__all__ = [
    "COMMAND_LIMIT",
    "QUIT",
    "Answer",
    "AnswerReader",
    "Disturbed",
    "again_request",
    "go_sign",
    "new_mark",
    "run_request",
]

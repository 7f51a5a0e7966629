# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a terminal's bytes look like to a person: control codes gone, lines as they stand, secrets out."""

from __future__ import annotations

import re

LIMIT = 65536  # a device that prints without end must not fill the controller's memory
MASK = "********"
COLUMNS = 80

_CODES = re.compile(
    r"\x1b\][^\x07\x1b\n]*(?:\x07|\x1b\\)"  # OSC: a window title in a prompt
    r"|\x1b\[[0-?]*[ -/]*[@-~]"  # CSI, ESC[18t among them
    r"|\x1b[()*+][0-9A-Za-z]"
    r"|\x1b[ -/]*[0-Z\\^-~]"
    r"|[\x00\x07\x0e\x0f]"
)
_UNPRINTABLE = re.compile(r"[^\x20-\x7e\xa0-\U0010ffff]+")


def clean(data: bytes) -> str:
    """Text without ANSI codes, BEL and NUL; line ends become one newline, a lone carriage return stays."""
    text = _CODES.sub("", data.decode("utf-8", "replace"))
    return re.sub(r"\r+\n|\n\r+", "\n", text)


def visible(line: str) -> str:
    """One line as a terminal would show it after carriage returns and backspaces.

    Sample: `--More--\\r        \\rnext` → `next`
    """
    if "\r" not in line and "\b" not in line:
        return line.rstrip(" ")
    cells: list[str] = []
    place, wrapped = 0, False
    for char in line:
        if char == "\r":
            # ssh gives the far terminal no size, so 80 columns: a longer prompt goes on in a new row.
            place, wrapped = 0, place >= COLUMNS
        elif char == "\b":
            place = max(0, place - 1)
        else:
            if wrapped:
                cells.clear()
                wrapped = False
            cells[place : place + 1] = [char]
            place += 1
    return "".join(cells).rstrip(" ")


def quoted(text: str, limit: int = 200) -> str:
    """The end of a device's words, fit for one line of an error message."""
    line = _UNPRINTABLE.sub(" ", text).strip()
    return repr(line if len(line) <= limit else f"...{line[-limit:]}")


def redact(text: str, secrets: tuple[bytes, ...]) -> str:
    """Text without the secrets; nothing at all where a piece of one is left, as after a torn echo."""
    for secret in (raw.decode("utf-8", "replace") for raw in secrets if raw):
        text = text.replace(secret, MASK)
        size = min(len(secret), 5)
        joined = "".join(text.split())
        if any(secret[start : start + size] in joined for start in range(len(secret) - size + 1)):
            return "(not shown: it may hold a password)"
    return text


class Screen:
    """What has come in since the last line that was typed."""

    def __init__(self, start: bytes = b"") -> None:
        self._data = bytearray(start)
        self._text: str | None = None
        self.cut = False  # the beginning is no longer known

    def add(self, data: bytes) -> None:
        self._data += data
        self.cut = self.cut or len(self._data) > LIMIT
        del self._data[:-LIMIT]
        self._text = None

    def clear(self) -> None:
        self._data.clear()
        self._text = None
        self.cut = False

    @property
    def text(self) -> str:
        if self._text is None:
            self._text = clean(bytes(self._data))
        return self._text

    @property
    def lines(self) -> list[str]:
        """A lone carriage return begins a line too: ssh puts one before its questions."""
        return re.split(r"[\n\r]", self.text)

    @property
    def last_line(self) -> str:
        """The line that the cursor stands in; its trailing blank matters to prompts and is kept."""
        line, *pieces = self.text.rsplit("\n", 1)[-1].split("\r")
        for piece in pieces:
            # readline repeats the character at which a prompt wider than the terminal goes on
            wrapped = len(line) > COLUMNS and piece[:1] == line[-1:]
            line = line[:-1] + piece if wrapped else piece
        return line


__all__ = ["LIMIT", "MASK", "Screen", "clean", "quoted", "redact", "visible"]

# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a person saw on the terminal: a small terminal of endless width, line by line."""

from __future__ import annotations

import re

from ansible_collections.firepower.sse.plugins.plugin_utils._errors import SseError

LINE_BOUND = 1 << 16
TEXT_BOUND = 1 << 24
_MOST_CELLS = 1 << 17  # a hostile text moves the cursor far out

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_CODE = re.compile(
    r"\x1b\[(?P<numbers>[0-?]{0,32})[ -/]{0,8}(?P<final>[@-~])"
    r"|\x1b\][^\x07\x1b]{0,1024}(?:\x07|\x1b\\)?"  # a window's title
    r"|\x1b[()*+][0-9A-Za-z]|\x1b[ -~]?"
)
_PAGER = re.compile(r"<?-{2,4} ?[Mm]ore ?-{2,4}>?(?: ?\(\d{1,3}%\))?")
_PROMPT_END = re.compile(r"[#$>]")
_LEAST_WIDTH = 20


def decoded(text: str | bytes) -> str:
    """Of the encodings that terminals' logs have: UTF-8, and UTF-16 with its mark as Windows writes it."""
    if isinstance(text, str):
        return text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    if text[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return text.decode("utf-16", "replace")
    return text.decode("utf-8-sig", "replace")


def lines_of(text: str) -> list[str]:
    r"""The lines as they stood on the screen in the end, without pagers. Raises SseError: what is cut could look well.

    >>> lines_of("nets\b\btstat\x1b[K\r\none\rtwo\n<--- More --->\r              \rthree")
    ['netstat', 'two', 'three']
    """
    if len(text) > TEXT_BOUND:
        raise SseError(f"The session has {len(text)} characters and may have {TEXT_BOUND}: cut it to what matters.")
    text = text if "\n" in text else text.replace("\r", "\n")
    return [_PAGER.sub("", _shown(line[:LINE_BOUND])).rstrip() for line in text.split("\n")]


def _shown(line: str) -> str:
    line = line.rstrip("\r")
    return _Cells(line).text() if _CONTROL.search(line) else line


class _Cells:
    """One line being written; `start` is where its last row begins, if it was wrapped."""

    def __init__(self, line: str) -> None:
        self._cells: list[str] = []
        self._at = self._start = 0
        at = 0
        while at < len(line):
            code = _CODE.match(line, at) if line[at] == "\x1b" else None
            if code:
                self._obey(code)
                at = code.end()
            else:
                self._put(line[at], line[at + 1 : at + 2])
                at += 1

    def text(self) -> str:
        """All that stands there."""
        return "".join(self._cells)

    def _put(self, char: str, following: str) -> None:
        if char == "\r":
            self._return(following)
        elif char == "\b":
            self._at = max(0, self._at - 1)
        elif char == "\t" or char >= " ":
            self._cells[self._at : self._at + 1] = [char]
            self._at += 1

    def _return(self, following: str) -> None:
        """To the start of the row.

        A shell that wraps what is typed writes a blank or the next character beyond the edge, a return, and goes on in
        the new row.
        """
        at_end = self._at == len(self._cells) and self._at - self._start >= _LEAST_WIDTH
        if at_end and self._cells[-1] in (" ", following) and _PROMPT_END.search(self.text()):
            self._cells.pop()
            self._start = len(self._cells)
        self._at = self._start

    def _obey(self, code: re.Match[str]) -> None:
        first = (code["numbers"] or "").split(";")[0]
        number = min(int(first), LINE_BOUND) if first.isascii() and first.isdigit() else 0
        final, many = code["final"], number or 1
        if final == "K" and number == 0:
            del self._cells[self._at :]
        elif final == "K" and number == 2:
            self._cells, self._at, self._start = [], 0, 0
        elif final == "D":
            self._at = max(0, self._at - many)
        elif final in ("C", "G"):
            self._to(self._at + many if final == "C" else self._start + many - 1)
        elif final == "P":
            del self._cells[self._at : self._at + many]
        elif final == "@" and len(self._cells) + many < _MOST_CELLS:
            self._cells[self._at : self._at] = [" "] * many

    def _to(self, column: int) -> None:
        self._at = min(column, _MOST_CELLS)
        self._cells.extend([" "] * (self._at - len(self._cells)))


__all__ = ["decoded", "lines_of"]

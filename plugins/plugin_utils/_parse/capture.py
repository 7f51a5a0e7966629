# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads a capture: the framed text that collect writes.

#firepower.sse capture 1 =sse-0123456789abcdef0123456789abcdef
<newline><boundary> begin NAME key=value ...
the command as a person would type it
<boundary> out
standard output
<newline><boundary> err
standard error
<newline><boundary> end NAME EXIT MILLISECONDS
<newline><boundary> done
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from .text import clean

TIME_LIMIT = 124
NOT_EXECUTABLE = 126
NOT_FOUND = 127

_FIRST_LINE = re.compile(r"\s*#firepower\.sse capture (\d{1,9}) (=sse-[0-9a-f]{32})[ \t]*(?=\r|\n|$)")
_NAME = re.compile(r"[a-z][a-z0-9_]{0,31}")
_END = re.compile(r"end (\S{1,32}) (\d{1,9}) (-?\d{1,12})")


@dataclass(frozen=True)
class Section:
    """One command: what was typed, what it wrote and how it ended."""

    name: str
    attributes: dict[str, str]
    command: str
    stdout: str
    stderr: str
    exit: int
    milliseconds: int

    @property
    def seen(self) -> bool:
        """False where the command did not run to an end, so that absence in its output proves nothing."""
        return self.exit not in (TIME_LIMIT, NOT_EXECUTABLE, NOT_FOUND)

    @property
    def reason(self) -> str:
        """Why the section shows nothing, in a few words; empty if its command ended well."""
        if self.exit == TIME_LIMIT:
            return f"the time limit was hit after {self.milliseconds} ms"
        if self.exit == NOT_FOUND:
            return f"command not found: {clean(self.command.split(' ')[0], limit=64) or 'unknown'}"
        if self.exit == 0:
            return ""
        said = clean(self.stderr.strip().partition("\n")[0], limit=160)
        return f"exit status {self.exit}{f': {said}' if said else ''}"


@dataclass
class Capture:
    """All sections that came whole, and what was wrong with the others."""

    sections: list[Section] = field(default_factory=list)
    problems: list[tuple[str, str]] = field(default_factory=list)
    complete: bool = False

    def all(self, name: str) -> list[Section]:
        """The sections of a name that may stand more than once."""
        return [section for section in self.sections if section.name == name]

    def first(self, name: str) -> Section | None:
        """The section of a name that stands once."""
        return next((section for section in self.sections if section.name == name), None)


def read(*, text: str | bytes, boundary: str | None) -> Capture:
    r"""The sections of a capture. `boundary` is known while live; None takes it from line 1 of a saved capture.

    >>> b = "=sse-" + 32 * "0"
    >>> marks = ["begin host\nid -u", "out\nuid=0\n", "err\n", "end host 0 5\n", "done\n"]
    >>> text = f"#firepower.sse capture 1 {b}\n" + "".join(f"\n{b} {mark}" for mark in marks)
    >>> capture = read(text=text, boundary=None)
    >>> capture.complete, capture.sections[0].stdout
    (True, 'uid=0\n')
    """
    text = _decoded(text)
    if boundary is None:
        first = _FIRST_LINE.match(text)
        if first is None or first[1] != "1":
            return Capture(problems=[("capture", _first_line_problem(first))])
        boundary = first[2]
        # The whole file was turned into CRLF by whatever carried it; a lone `\r` inside stays.
        text = text.replace("\r\n", "\n") if text.startswith("\r\n", first.end()) else text
    return _Reader().read(f"\n{text}".split(f"\n{boundary} ")[1:])


def _decoded(text: str | bytes) -> str:
    if isinstance(text, bytes):
        return text.decode("utf-8", "replace")
    # Lone surrogates (an earlier `surrogateescape`) could not be written out again as JSON or to a screen.
    return text if text.isascii() else text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")


def _first_line_problem(first: re.Match[str] | None) -> str:
    if first is None:
        return "line 1 is not `#firepower.sse capture 1 =sse-...`: not a saved capture, or its start is lost"
    return f"line 1 names version {first[1]} of the format, this release reads version 1"


class _Reader:
    """Takes pieces, each from one mark to the next, in the order begin, out, err, end."""

    def __init__(self) -> None:
        self.capture = Capture()
        self.open: str | None = None
        self.attributes: dict[str, str] = {}
        self.parts: list[str] = []

    def read(self, pieces: list[str]) -> Capture:
        if not pieces:
            self._problem("capture", "no section mark was found in the output")
        for piece in pieces:
            mark, _newline, body = piece.partition("\n")
            mark = mark.rstrip("\r")
            if mark.startswith("begin "):
                self._begin(mark, body)
            elif mark in ("out", "err"):
                self._part(mark, body)
            elif mark.startswith("end "):
                self._end(mark)
            elif mark == "done":
                self.capture.complete = True
            else:
                self._drop(f"has a mark that is not known: {clean(mark, limit=40)!r}")
        self._drop("was cut before its end mark")
        if not self.capture.complete:
            self._problem("capture", "was cut: its last mark `done` is missing")
        return self.capture

    def _begin(self, mark: str, body: str) -> None:
        self._drop("has no end mark")
        words = mark.split(" ")
        self.open = words[1] if _NAME.fullmatch(words[1]) else "unnamed"
        self.attributes = {key: value for key, sign, value in (word.partition("=") for word in words[2:]) if sign}
        self.parts = [body]
        if self.open == "unnamed":
            self._drop(f"has a begin mark without a name: {clean(mark, limit=40)!r}")

    def _part(self, mark: str, body: str) -> None:
        if len(self.parts) == (1 if mark == "out" else 2):
            self.parts.append(body)
        else:
            self._drop(f"has its mark `{mark}` out of order")

    def _end(self, mark: str) -> None:
        found = _END.fullmatch(mark)
        if self.open is None or found is None or found[1] != self.open or len(self.parts) != 3:
            self._drop(f"has a garbled end: {clean(mark, limit=40)!r}")
            return
        command, stdout, stderr = self.parts
        self.capture.sections.append(
            Section(self.open, self.attributes, command.strip(), stdout, stderr, int(found[2]), int(found[3]))
        )
        self.open = None

    def _drop(self, reason: str) -> None:
        """Leaves the section that is open, if there is one; what else of it follows is passed over."""
        if self.open is not None:
            self._problem(self.open, reason)
        self.open = None

    def _problem(self, section: str, reason: str) -> None:
        self.capture.problems.append((section, reason))


__all__ = ["NOT_EXECUTABLE", "NOT_FOUND", "TIME_LIMIT", "Capture", "Section", "read"]

# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prompts: where one stands, whose it is, and what was typed there."""

from __future__ import annotations

import re
from dataclasses import dataclass

SHELL, CLISH, OTHER = "shell", "clish", "other"

_HOST = r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?"
_NAMED = re.compile(
    rf"(?P<user>[A-Za-z_][\w.-]{{0,31}})@(?P<host>{_HOST}):(?P<path>[^\s#$:\"{{}}]{{0,256}}) ?(?P<sign>[#$])"
    r"(?P<command>.{0,4096})"
)
_NAMELESS = re.compile(r"(?:/[\w./-]{1,256}|~|(?:ba|da)?sh-\d[\d.]{0,8}) ?(?P<sign>[#$]) ?(?P<command>.{0,4096})")
# A `#` or `$` alone is a prompt only before a command of the procedure: files have comments.
_BARE = re.compile(
    r"(?P<sign>[#$]) ?(?P<command>(?:sudo |/ngfw)?[\w./]{0,64}\b"
    r"(?:pmtool|netstat|lsof|curl|cat|tail|grep|zgrep|ls|date|hostname|exit)(?: .{0,4096})?)"
)
# The request lines in a trace of curl begin as CLISH's prompt does: there, only what CLISH knows is a command.
_CLISH = re.compile(
    r"> ?(?P<command>(?:expert|exit|logout|reboot|show [a-z].{0,200}|system [a-z].{0,200}|configure [a-z].{0,200}"
    r"|connect [a-z].{0,200}|pmtool .{0,200})\s*)"
)
_OTHER = re.compile(
    rf"(?:(?i:[-\w.]{{0,64}}module\d{{1,3}}>) ?|{_HOST}(?:/[a-z]{{3}}/[a-z]{{3,4}})?(?: ?/[-\w/]{{1,64}})?\*? ?[#>] ?)"
    r"(?P<command>(?:connect|show|scope|exit|enable|end|top|failover)\b.{0,200}|)"
)
# A body without a newline at its end leaves the prompt behind it, on the same line.
_BEHIND = re.compile(
    rf"(?<=[}}\w*/>])(?P<prompt>(?:root|admin)@{_HOST}:[^\s#$:\"{{}}]{{0,256}} ?[#$](?: .{{0,4096}})?)$"
)


@dataclass(frozen=True)
class Prompt:
    """`host` is None where the prompt does not name it, `place` SHELL, CLISH or OTHER (chassis, boot CLI, LINA)."""

    place: str
    command: str
    host: str | None = None
    user: str | None = None
    root: bool = False


def prompt_of(line: str) -> Prompt | None:
    """The prompt that a line begins with.

    >>> prompt_of("root@firepower:/etc/sf# lsof -i | grep conn")
    Prompt(place='shell', command='lsof -i | grep conn', host='firepower', user='root', root=True)
    >>> prompt_of("> expert").place, prompt_of("> GET / HTTP/1.1"), prompt_of("# comment")
    ('clish', None, None)
    """
    found = _NAMED.match(line)
    if found:
        root = found["sign"] == "#"
        return Prompt(SHELL, found["command"].strip(), found["host"], found["user"], root)
    for place, pattern in ((SHELL, _NAMELESS), (SHELL, _BARE), (CLISH, _CLISH), (OTHER, _OTHER)):
        found = pattern.fullmatch(line)
        if found:
            return Prompt(place, found["command"].strip(), root=place == SHELL and found["sign"] == "#")
    return None


def divided(line: str) -> tuple[str, str]:
    """A line with a prompt behind a text without end of line, as its two parts; else the line and nothing.

    >>> divided('{"id": "default"}root@ftd01:~# date')
    ('{"id": "default"}', 'root@ftd01:~# date')
    """
    found = _BEHIND.search(line)
    return (line[: found.start()], found["prompt"]) if found else (line, "")


__all__ = ["CLISH", "OTHER", "SHELL", "Prompt", "divided", "prompt_of"]

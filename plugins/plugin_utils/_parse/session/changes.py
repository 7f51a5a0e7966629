# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The commands in a typed line, and whether one of them changes something: what was read before it no longer holds."""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING

from . import curl_trace

if TYPE_CHECKING:
    from collections.abc import Iterable

SHELLS = ("sh", "bash", "dash", "ash")
_CHANGING = ("reboot", "shutdown", "halt", "poweroff", "init", "systemctl", "service", "kill", "killall", "configure")
_BETWEEN = "|;&()"
_COMMAND = re.compile(r"-[a-z]{0,8}c")  # the option of a shell before a command
_STREAM = re.compile(r"(?<!\S)\d(?=[<>])")  # in `2> file`
SUDO = r"sudo (?:-[AEHiknPSs]{1,8} |-[AEHiknPSs]{0,8}[ugp] ?\S{1,64} |--(?:user|group|prompt) \S{1,64} |--\S{0,64} )*"
# What stands before a command that runs all the same.
_BEFORE = re.compile(
    rf"(?:{SUDO}"
    r"|timeout (?:-[sk] ?\S{1,32} |-[fpv] |--\S{1,64} )*[\d.]{1,16}[smhd]? "
    r"|\w{1,64}=\S{0,256} "
    r"|(?:if|elif|while|until|do|then|else|time|nohup|exec|command|env|[!{]) )*"
)


def stages_of(text: str) -> tuple[list[tuple[str, ...]], bool]:
    """The words of each command of a line, and whether they are one pipeline and nothing else."""
    text = _STREAM.sub("", text)
    try:
        lexer = shlex.shlex(text, posix=True, punctuation_chars=f"{_BETWEEN}<>")
        lexer.whitespace_split, lexer.commenters = True, ""
        words = list(lexer)
    except ValueError:  # it goes on in the next line, with options that nobody knows
        return [(*part.rstrip("\\").split(), "--config") for part in re.split(r"[|;&()]", text)], False
    stages: list[tuple[str, ...]] = [()]
    alone, to_file = True, False
    for word in words:
        if word and word[0] in _BETWEEN:
            stages.append(())
            alone = alone and word == "|"
        elif word and word[0] in "<>":
            alone, to_file = False, True  # a file follows, and no command
        elif to_file:
            to_file = False
        else:
            stages[-1] = (*stages[-1], word)
    return stages, alone


def changes(words: tuple[str, ...]) -> bool:
    """Whether a command, which begins with its bare name, changes something of the appliance."""
    if words[0] == "pmtool":
        return words[1:2] not in (("status",), ("Status",))
    return curl_trace.changes(words) if words[0] == "curl" else words[0] in _CHANGING


def change_in(stages: Iterable[tuple[str, ...]]) -> tuple[str, ...] | None:
    """The words of the first of several commands that changes something."""
    for stage in stages:
        before = _BEFORE.match(" ".join(stage))
        words = stage[len(before[0].split()) if before else 0 :]
        name = words[0].rpartition("/")[2] if words else ""
        if name in SHELLS and any(_COMMAND.fullmatch(word) for word in words[:-1]):
            inner = change_in(stages_of(words[-1])[0])
            if inner:
                return inner
        elif name and changes((name, *words[1:])):
            return (name, *words[1:])
    return None


__all__ = ["SHELLS", "SUDO", "change_in", "changes", "stages_of"]

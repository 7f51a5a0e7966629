# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The commands of a session with their output, and whose appliance each was typed on."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .commands import command_of
from .curl_trace import shows_body
from .prompts import CLISH, OTHER, SHELL, divided, prompt_of

if TYPE_CHECKING:
    from .commands import Command
    from .prompts import Prompt

_MOST_LINES = 50_000
_WIDTH = 72  # no terminal is narrower than this and a bit
_NEW_LOGIN = re.compile(
    r"login as: |Using username \"|Connection to \S{1,255} closed|\S{1,64}@\S{1,255}'s password:"
    r"|Copyright \d{4}-\d{4}, Cisco"
)
_IN_TRACE = re.compile(r"[*<>{}%]|curl: |\s{1,3}%")
_LENGTH = re.compile(r"< ?content-length: ?(\d{1,9})$", re.IGNORECASE)
_HEADER = re.compile(r"< ?HTTP/[\d.]{1,3} \d{3}")
_END_OF_TRACE = re.compile(r"\* (?:Closing connection|Connection #\d|Curl_http_done|shutting down)")


@dataclass
class Run:
    """One command with the lines that followed it; `ended` once another prompt came, so that nothing is cut."""

    prompt: Prompt
    login: int
    command: Command | None
    output: list[str] = field(default_factory=list)
    ended: bool = False

    @property
    def interrupted(self) -> bool:
        """Ended by the person, so that it did not say all."""
        return any(line.endswith("^C") for line in self.output[-3:])

    @property
    def partial(self) -> bool:
        """Lines may be missing: by a filter, or since the text ends within the output."""
        return not self.ended or (self.command is not None and self.command.partial)


class _Body:
    """What a server sent, as curl -v prints it between the headers and the end of the trace: no prompt is in there."""

    def __init__(self) -> None:
        self.left: int | None = None
        self._length: int | None = None
        self._headers = False

    def inside(self, line: str) -> bool:
        """Whether the line belongs to a body."""
        if self.left is not None:
            self.left -= len(line.encode("utf-8", "replace")) + 2
            # Without a length, or once it is over, the next line of the trace ends the body.
            if self.left <= 0 and _END_OF_TRACE.search(line):
                self.left = None
            return True
        if _HEADER.match(line):
            self._headers, self._length = True, None
        elif self._headers and (found := _LENGTH.match(line)):
            self._length = int(found[1])
        elif self._headers and line.rstrip() == "<":
            self.left, self._headers = self._length or 0, False
        return False


def runs_of(lines: list[str]) -> list[Run]:
    """All commands in the order of the text."""
    runs: list[Run] = []
    login, body = 0, None
    at = 0
    while at < len(lines):
        line = lines[at]
        at += 1
        if runs and _of_curl(runs[-1]):
            if body and body.inside(line):
                runs[-1].output.append(line)
                continue
            line, behind = divided(line)
            if behind:
                runs[-1].output.append(line)
                line = behind
        prompt = prompt_of(line)
        if prompt is None:
            login += bool(_NEW_LOGIN.match(line)) and not (runs and _reads(runs[-1]))
            if runs and len(runs[-1].output) < _MOST_LINES:
                runs[-1].output.append(line)
            continue
        prompt, at = _whole(prompt, line, lines, at)
        if runs:
            runs[-1].ended = True
            login += _elsewhere(runs[-1], prompt)
        runs.append(Run(prompt, login, command_of(prompt.command)))
        body = _Body() if _shows_body(runs[-1]) else None
    return runs


def _of_curl(run: Run) -> bool:
    return run.command is not None and run.command.kind == "curl"


def _shows_body(run: Run) -> bool:
    """Whether a whole body is in the output: of one that is not, the length would take what follows."""
    return _of_curl(run) and run.command is not None and not run.command.partial and shows_body(run.command.words)


def _reads(run: Run) -> bool:
    return run.command is not None and not run.command.entering


def _whole(prompt: Prompt, line: str, lines: list[str], at: int) -> tuple[Prompt, int]:
    """The prompt with a command that the terminal wrapped, and the line that follows it."""
    while len(line) >= _WIDTH and at < len(lines) and lines[at] and prompt_of(lines[at]) is None:
        alone, joined = command_of(prompt.command), command_of(prompt.command + lines[at])
        # Cut within quotes, a curl may look like one that sends: the rest decides.
        of_curl = alone is not None and alone.words[:1] == ("curl",) and not _IN_TRACE.match(lines[at])
        if not (alone is None or of_curl) or (joined is None and (alone is None or alone.kind == "curl")):
            break
        line = lines[at]
        prompt = type(prompt)(prompt.place, prompt.command + line, prompt.host, prompt.user, prompt.root)
        at += 1
    return prompt, at


def _elsewhere(before: Run, prompt: Prompt) -> bool:
    """Whether this prompt can't be where the last command led: then the text goes on in another window."""
    last = before.command.kind if before.command else ""
    if last == "ssh":
        return True
    if before.prompt.place == SHELL and prompt.place == CLISH:
        by_curl = before.command is not None and before.command.words[0] == "curl"
        return by_curl or last not in ("exit", "logout", "connect", "change")
    # `exit` in CLISH leaves the appliance: the shell that follows is the one that ssh was typed in.
    return before.prompt.place in (CLISH, OTHER) and prompt.place == SHELL and last not in ("expert", "connect")


__all__ = ["Run", "runs_of"]

# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The one line that is typed at the shell's prompt, and the helper that it starts."""

from __future__ import annotations

import secrets
import shlex
from dataclasses import dataclass
from pathlib import Path

NO_HELPER = 79  # exit status of a shell in which the helper could not run, or did not end as it was told
# A new shell keeps what its read-only TMOUT would do to an idle session.
_START = 'text=$(head -c {size}) && env -u TMOUT /bin/sh -c "$text" && exit; exit {failed}'
# What is typed for a helper that is gone must not be read by the shell around it. A refusal (1) leaves it usable.
_LEFT = "left=$?; printf '%s%s-%s\\n' {first} {second} $left; case $left in 0) exit;; 1) ;; *) cat >/dev/null;; esac"


def helper() -> bytes:
    """The helper as it is sent: without comments and blank lines, it is sent once a session."""
    source = Path(__file__).with_name("helper.sh").read_text(encoding="utf-8")
    lines = (line.strip() for line in source.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("#")).encode()


@dataclass(frozen=True)
class Bootstrap:
    """The lines of one login and the marks that they print.

    Every mark is made of two halves which only the shell joins, so that the echo of a typed line can't be taken for it.
    """

    first: str
    second: str
    size: int

    @classmethod
    def new(cls, size: int) -> Bootstrap:
        return cls(secrets.token_hex(6), secrets.token_hex(6), size)

    @property
    def ready(self) -> str:
        """Printed when the terminal is raw and the helper's bytes are awaited."""
        return f"{self.first}{self.second}="

    @property
    def left(self) -> str:
        """Printed, with the exit status behind it, by the shell around the helper: it is gone, or never came."""
        return f"{self.first}{self.second}-"

    @property
    def ask(self) -> str:
        """The prompt that sudo is told to ask with."""
        return f"{self.first}{self.second}?"

    @property
    def plain(self) -> str:
        """Starts the helper in the shell that reads this line, which it ends."""
        mark = f'printf "%s%s=\\n" {self.first} {self.second}'
        start = _START.format(size=self.size, failed=NO_HELPER)
        return f"stty raw -echo 2>/dev/null || exit {NO_HELPER}; {mark}; {start}"

    @property
    def as_user(self) -> str:
        return f" unset HISTFILE; ({self.plain}); {self._left}"

    @property
    def as_root(self) -> str:
        return f" unset HISTFILE; {self._sudo} su - root -c {shlex.quote(self.plain)}; {self._left}"

    @property
    def root_shell(self) -> str:
        """For an account whose sudo takes nothing but a plain `su -`."""
        return f" {self._sudo} su -; {self._left}"

    @property
    def _left(self) -> str:
        return _LEFT.format(first=self.first, second=self.second)

    @property
    def _sudo(self) -> str:
        return f"sudo -p {self.first}''{self.second}?"


__all__ = ["Bootstrap", "helper"]

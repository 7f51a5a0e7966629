# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The one line that is typed at the shell's prompt, and the helper that it starts."""

from __future__ import annotations

import secrets
import shlex
from dataclasses import dataclass
from pathlib import Path

# A new shell keeps what its read-only TMOUT would do to an idle session.
_START = 'exec env -u TMOUT /bin/sh -c "$(head -c {size})"'


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
    def ask(self) -> str:
        """The prompt that sudo is told to ask with."""
        return f"{self.first}{self.second}?"

    @property
    def plain(self) -> str:
        """Starts the helper in the shell that reads this line."""
        mark = f'printf "%s%s=\\n" {self.first} {self.second}'
        return f"stty raw -echo 2>/dev/null; {mark}; {_START.format(size=self.size)}"

    @property
    def as_user(self) -> str:
        return f" unset HISTFILE; {self.plain}"

    @property
    def as_root(self) -> str:
        return f" unset HISTFILE; {self._sudo} su - root -c {shlex.quote(self.plain)} && exit"

    @property
    def root_shell(self) -> str:
        """For an account whose sudo takes nothing but a plain `su -`."""
        return f" {self._sudo} su - && exit"

    @property
    def _sudo(self) -> str:
        return f"sudo -p {self.first}''{self.second}?"


__all__ = ["Bootstrap", "helper"]

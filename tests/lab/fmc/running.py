# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One simulated FMC that runs: what it knows, who is logged in, what it was asked."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from .endpoints import PLATFORM
from .sessions import Limits, Sessions

if TYPE_CHECKING:
    from pathlib import Path

LOGIN = f"{PLATFORM}/auth/generatetoken"
REFRESH = f"{PLATFORM}/auth/refreshtoken"


class Entry(NamedTuple):
    """One request: `path` with its query; status 0: the connection was cut."""

    method: str
    path: str
    status: int


@dataclass
class Fmc:
    """What a test sees and may change while it runs: `state`. Everything else is to look at."""

    url: str
    ca_path: str
    state: dict[str, Any]
    log: list[Entry] = field(default_factory=list)
    writes: list[Entry] = field(default_factory=list)
    log_file: Path | None = None

    def __post_init__(self) -> None:
        self.sessions, self.limits = Sessions(self.state), Limits(self.state)
        self.lock = threading.Lock()

    @property
    def logins(self) -> int:
        return sum(entry.path == LOGIN for entry in self.log)

    def gets(self, word: str = "") -> list[str]:
        """The addresses that were asked for and hold `word`."""
        return [entry.path for entry in self.log if entry.method == "GET" and word in entry.path]

    def note(self, method: str, path: str, status: int, write: bool = False) -> None:
        entry = Entry(method, path, status)
        with self.lock:
            self.log.append(entry)
            if write:
                self.writes.append(entry)
            if self.log_file:
                with self.log_file.open("a", encoding="utf-8") as log:
                    log.write(f"{method} {path} {status}{' WRITE' if write else ''}\n")

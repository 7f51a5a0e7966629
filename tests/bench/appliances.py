# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a run costs the appliances: the CPU of all their processes, and how often their sshd was given a command."""

from __future__ import annotations

import json
import os
import time
from dataclasses import dataclass
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Moment:
    at: float  # seconds, monotonic
    cpu: float  # seconds, of all appliances together
    executions: dict[str, int]  # appliance: commands that its sshd has run


class Appliances:
    """The lab's appliances, seen from the lab's own process namespace, where all their processes are visible."""

    def __init__(self, place: Path) -> None:
        hosts = json.loads((place / "fleet.json").read_text(encoding="utf-8"))["hosts"]
        self.logs = {name: place / name / "sshd.log" for name in hosts}
        self.namespaces = {_namespace(Path(f"/proc/{host['pid']}")) for host in hosts.values()}

    def now(self) -> Moment:
        return Moment(time.monotonic(), self._cpu(), {name: _executions(log) for name, log in self.logs.items()})

    def idle_rate(self, seconds: float) -> float:
        """CPU seconds a second that the daemons use by themselves."""
        first = self.now()
        time.sleep(seconds)
        last = self.now()
        return (last.cpu - first.cpu) / (last.at - first.at)

    def _cpu(self) -> float:
        return sum(_cpu(process) for process in _processes() if _namespace(process) in self.namespaces)


def _processes() -> list[Path]:
    return [path for path in Path("/proc").iterdir() if path.name.isdigit()]


def _namespace(process: Path) -> str:
    try:
        return os.readlink(process / "ns/pid")
    except OSError:
        return ""


def _cpu(process: Path) -> float:
    """Its own time and that of the children it has waited for: a process that ended counts once, in its parent."""
    try:
        words = (process / "stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return sum(map(int, words[11:15])) / TICKS


def _executions(log: Path) -> int:
    try:
        return log.read_text(encoding="utf-8", errors="replace").count("Starting session: command ")
    except OSError:
        return 0

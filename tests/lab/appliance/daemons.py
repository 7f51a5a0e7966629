# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The daemons of a simulated appliance: started, stopped, watched and listed as its process manager does."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from dataclasses import dataclass, field
from typing import Any

GONE_AFTER = 3.0


@dataclass
class Daemon:
    """One entry of data/daemons.yml together with the process behind it."""

    name: str
    types: list[str]
    run: list[str]
    requires: list[str]
    user: str = "root"
    enabled: bool = True
    respawn: bool = True
    pid: int = 0
    next_start: float = 0
    process: Any = field(default=None, repr=False)

    def start(self) -> None:
        account: dict[str, Any] = (
            {} if self.user == "root" else {"user": self.user, "group": self.user, "extra_groups": []}
        )
        with open(f"/.lab/out/{self.name}.out", "ab") as out:
            self.process = subprocess.Popen(
                self.run, cwd="/", stdin=subprocess.DEVNULL, stdout=out, stderr=out, start_new_session=True, **account
            )
        self.pid = self.process.pid

    def stop(self) -> None:
        """Asks, then insists: a stopped (SIGSTOP) process never answers SIGTERM."""
        if not self.pid:
            return
        for number in (signal.SIGCONT, signal.SIGTERM):
            os.kill(self.pid, number)
        end = time.monotonic() + GONE_AFTER
        while self.process.poll() is None and time.monotonic() < end:
            time.sleep(0.01)
        self.process.kill()
        self.process.wait()
        self.pid = 0

    def state(self) -> str:
        if self.pid:
            return f"Running {self.pid}"
        if not self.enabled:
            return "User Disabled"
        return "Waiting" if self.respawn else "Down"


class Daemons:
    """All of them, in the order of their start."""

    def __init__(self, entries: list[dict[str, Any]]) -> None:
        self.all = {entry["name"].lower(): Daemon(**entry) for entry in entries}

    def start_due(self) -> None:
        for daemon in self.all.values():
            if daemon.enabled and daemon.respawn and not daemon.pid and time.monotonic() >= daemon.next_start:
                daemon.start()

    def reaped(self, pid: int) -> None:
        """A child has ended by itself: its daemon starts again after a second."""
        for daemon in self.all.values():
            if daemon.pid == pid:
                daemon.pid, daemon.next_start = 0, time.monotonic() + 1

    def command(self, verb: str, name: str) -> None:
        daemon = self.all.get(name.lower())
        if daemon is None:
            return
        if verb == "respawnoff":
            daemon.respawn = False
            return
        if verb in ("disablebyid", "restartbyid"):
            daemon.stop()
        if verb != "restartbyid":
            daemon.enabled = verb == "enablebyid"
        if daemon.enabled:
            daemon.respawn, daemon.next_start = True, 0
            if not daemon.pid:
                daemon.start()

    def listing(self, root: str) -> str:
        lines = ["Received status (0): ", "Global Environment:", f"\tPATH={root}/usr/local/sf/bin:/usr/sbin:/usr/bin"]
        lines += ["\tLANG=C", "Daemons:"]
        for daemon in self.all.values():
            lines += self.block(daemon, root)
        return "\n".join(lines) + "\n"

    def block(self, daemon: Daemon, root: str) -> list[str]:
        dependents = [other.name for other in self.all.values() if daemon.name in other.requires]
        waiting = daemon.next_start > time.monotonic() and not daemon.pid
        return [
            f"{daemon.name} ({','.join(daemon.types)}) - {daemon.state()}",
            f"\tCommand: {' '.join(daemon.run)}",
            f"\tPID File: {root}/var/sf/run/{daemon.name}.pid",
            f"\tEnable File: {root}/etc/sf/{daemon.name}.enabled",
            "\tCPU Affinity: ",
            "\tPriority: 0",
            "\tStop Timeout: 30",
            f"\tNext start: {time.ctime(time.time() + 1) if waiting else ''}",
            f"\tRequires: {','.join(daemon.requires)}",
            f"\tRequired by: {','.join(dependents)}",
            "\tCGroups: memory=System(enrolled)",
        ]

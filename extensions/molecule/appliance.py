# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What plain commands on an appliance, the lab's record and the simulated cloud show, without the collection's code."""

from __future__ import annotations

import json
import os
import re
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from testinfra.host import Host

LAB_DIR = Path(os.environ["SSE_LAB_DIR"])
NAME = os.environ["MOLECULE_SCENARIO_NAME"]
SOCKET = "/ngfw/var/sf/run/EventHandler_SSEConnector.sock"
EVENTS_HOST = "eventing-ingest.eu.sse.itd.cisco.com"
# Any login with sudo leaves traces, logs grow, and the lab keeps files of its own there.
PASSING = ("/dev", "/run/sudo", "*/.sudo_as_admin_successful", "*/log", "/.lab")


class Appliance:
    """The scenario's appliance, as root over ssh."""

    def __init__(self, host: Host) -> None:
        self.host = host

    def daemon(self, name: str) -> str:
        """`Running PID`, `User Disabled`, `Down` or `Waiting`."""
        listing = self.host.check_output("/ngfw/usr/local/sf/bin/pmtool status")
        found = re.search(rf"^{name} \(.*\) - (.*)$", listing, re.MULTILINE)
        return found[1] if found else "unknown"

    def runs(self, name: str, process: str) -> bool:
        """The process manager says so, and its process is really there."""
        pids = [f"Running {each.pid}" for each in self.host.process.filter(comm=process)]
        return self.daemon(name) in pids

    def listens(self) -> bool:
        """Somebody listens on the event socket, and its file is there."""
        return bool(self.host.file(SOCKET).is_socket and self.host.socket(f"unix://{SOCKET}").is_listening)

    def joined(self) -> bool:
        """EventHandler has a connection on the event socket whose other end the connector holds."""
        lines = [line.split() for line in self.host.check_output("ss -Hxnp state established").splitlines()]
        peers = [words[6] for words in lines if words[3] == SOCKET]
        return any(words[4] in peers and '"connector"' in words[-1] for words in lines)

    def connected(self) -> bool:
        """The connector has an established TCP connection to one of the addresses of the events host."""
        addresses = set(re.findall(r"^\S+", self.host.check_output(f"getent ahosts {EVENTS_HOST}"), re.MULTILINE))
        lines = self.host.check_output("ss -Htnp state established dport = 443").splitlines()
        return any(line.split()[3].rsplit(":", 1)[0] in addresses and '"connector"' in line for line in lines)

    def boot_id(self) -> str:
        return str(self.host.check_output("cat /proc/sys/kernel/random/boot_id"))

    def events_arrive(self, seconds: float = 5) -> bool:
        """The cloud receives further events of this appliance within that time; the lab sends two a second."""
        end, first = time.monotonic() + seconds, received()
        while (more := received()) <= first and time.monotonic() < end:
            time.sleep(0.2)
        return more > first

    def state(self) -> list[str]:
        """All that a change would show in, a line each: the boot, daemons, the lab's record, files but logs."""
        passing = " -o ".join(f"-path '{path}'" for path in PASSING)
        files = self.host.check_output(
            rf"find / -xdev \( {passing} \) -prune -o ! -type d -printf 'file %p %y %m %u %s %T@\n'"
        )
        children = self.host.check_output("ps --ppid 1 -o comm=,pid=")
        return [
            f"boot {self.boot_id()}",
            *("process " + " ".join(line.split()) for line in children.splitlines()),
            *(f"change {number} {line}" for number, line in enumerate(changes())),
            *files.splitlines(),
        ]

    def differences(self, before: list[str]) -> list[str]:
        """The lines of state() that have gone or come since."""
        return sorted(set(before) ^ set(self.state()))


def changes() -> list[str]:
    """The lab's record: every command on the appliance that changed something."""
    log = LAB_DIR / NAME / "changes.log"
    return log.read_text(encoding="utf-8").splitlines() if log.exists() else []


def received() -> int:
    """The events of this appliance that the cloud has received."""
    counters = json.loads((LAB_DIR / "cloud" / "counters.json").read_text(encoding="utf-8"))
    number: int = counters.get(NAME, {}).get("events", 0)
    return number

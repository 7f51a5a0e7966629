# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Process 1 of a simulated appliance: boots it, manages its daemons, answers pmtool, reboots it.

Standard input brings one line, `go`, once the controller side has connected the network; standard output gives
one line, `READY` or `UNSETTLED why`, once the appliance is in the state that its faults are meant to lead to.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import host
import settle
from daemons import Daemons

CHANGES = ("disablebyid", "enablebyid", "restartbyid", "respawnoff", "reboot")


class Supervisor:
    def __init__(self) -> None:
        self.settings = host.load()
        self.daemons: Daemons | None = None
        self.listener: socket.socket | None = None
        self.rebooting = False
        self.disabled = [name.lower() for name in self.settings["behaviour"].get("disabled", [])]

    def network(self, up: bool) -> None:
        """The address goes away with the link, as in a real restart."""
        lines = ["link set lo up", "link set eth0 down"]
        if up:
            lines[1:] = [
                f"addr replace {self.settings['address']}/16 dev eth0",
                "link set eth0 up",
                f"route replace default via {self.settings['gateway']}",
            ]
        subprocess.run(["ip", "-batch", "-"], input="\n".join(lines), text=True, check=True)

    def start_sshd(self) -> None:
        if not self.settings["behaviour"].get("no_sshd"):
            subprocess.Popen(["/usr/sbin/sshd", "-D", "-E", "/.lab/out/sshd.log"], start_new_session=True)

    def start_daemons(self) -> None:
        self.daemons = Daemons(self.settings["daemons"])
        for name in self.disabled:
            self.daemons.all[name].enabled = False
        self.daemons.start_due()
        self.listener = socket.socket(socket.AF_UNIX)
        self.listener.bind("/run/pm.sock")
        os.chmod("/run/pm.sock", 0o600)
        self.listener.listen(16)
        self.listener.settimeout(0.25)

    def answer(self, manager: socket.socket) -> None:
        words = manager.recv(4096).decode(errors="replace").split() or ["?"]
        verb = words[0].lower()
        if verb in CHANGES:
            self.record(words)
        if self.daemons is None or verb == "reboot":
            self.rebooting = True
        elif verb == "status":
            manager.sendall(self.daemons.listing(self.settings["root"]).encode())
        elif verb in CHANGES:
            for name in words[1:]:
                self.daemons.command(verb, name)
        else:
            manager.sendall(b"pmtool: status|disablebyid|enablebyid|restartbyid ID\n")

    def record(self, words: list[str]) -> None:
        """Every command that changes something, in HOST/changes.log of the lab's folder."""
        with open("/.lab/out/changes.log", "a", encoding="utf-8") as log:
            log.write(f"{' '.join(words)}\n")

    def serve(self) -> None:
        """Until a reboot is asked for: answer pmtool, reap children, start what is due."""
        assert self.listener and self.daemons
        while not self.rebooting:
            try:
                connection = self.listener.accept()[0]
            except TimeoutError:
                pass
            else:
                with connection:
                    connection.settimeout(2)
                    self.answer(connection)
            self.reap()
            self.daemons.start_due()

    def reap(self) -> None:
        try:
            while (pid := os.waitpid(-1, os.WNOHANG)[0]) and self.daemons:
                self.daemons.reaped(pid)
        except ChildProcessError:
            pass

    def shut_down(self) -> None:
        """Everything stops; what a user has disabled stays so over the restart."""
        assert self.listener and self.daemons
        self.disabled = [name for name, daemon in self.daemons.all.items() if not daemon.enabled]
        self.listener.close()
        os.unlink("/run/pm.sock")
        for number in (signal.SIGTERM, signal.SIGKILL):
            os.kill(-1, signal.SIGCONT)
            os.kill(-1, number)
            time.sleep(0.2)
        self.network(up=False)
        self.reap()
        self.daemons = None

    def boot_again(self) -> None:
        """Off for a while, then ssh answers, and only later the process manager (`No PM running!`)."""
        self.rebooting = False
        self.shut_down()
        settle.change(settle.forget_until_boot)
        self.settings = host.load()
        shutil.copyfile("/proc/sys/kernel/random/uuid", "/.lab/boot_id")  # in place: it is mounted over the kernel's
        time.sleep(self.settings["boot_seconds"])
        self.network(up=True)
        self.start_sshd()
        time.sleep(self.settings["boot_seconds"])
        sync(self.settings["sync_seconds"])
        self.start_daemons()


def sync(seconds: float, config: Path = Path("/etc/clish.json")) -> None:
    """The standby unit of a pair takes over what its active one holds, before it is ready again."""
    if seconds:
        ready = config.read_text(encoding="utf-8")
        threading.Timer(seconds, config.write_text, [ready]).start()
        config.write_text(ready.replace("- Standby Ready", "- Sync Config"), encoding="utf-8")


def main() -> None:
    signal.signal(signal.SIGTERM, lambda *_unused: os._exit(0))
    sys.stdin.readline()
    supervisor = Supervisor()
    supervisor.network(up=True)
    supervisor.start_sshd()
    supervisor.start_daemons()
    threading.Thread(target=settle.report, args=(supervisor.settings,), daemon=True).start()
    while True:
        supervisor.serve()
        supervisor.boot_again()


if __name__ == "__main__":
    main()

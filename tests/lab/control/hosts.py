# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Appliances as running things: started in namespaces, entered, waited for."""

from __future__ import annotations

import os
import select
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from control.accounts import SYSTEM_PATH
from control.problem import Problem
from control.rootfs import PROGRAMS

if TYPE_CHECKING:
    from collections.abc import Callable

    from control.fleet import Appliance

NAMESPACES = ["--net", "--mount", "--pid", "--uts", "--ipc", "--fork", "--kill-child", "--propagation", "private"]


def enter_words(pid: int) -> list[str]:
    """A command line that runs what follows in the appliance whose process 1 is `pid`."""
    return ["nsenter", "-t", str(pid), "-n", "-m", "-p", "-u", "-i", "-r", "-w", "--"]


def root_environment(root: str) -> list[str]:
    path = f"{root}/usr/local/sf/bin:{SYSTEM_PATH}"
    return ["env", "-i", f"PATH={path}", "HOME=/root", f"TERM={os.environ.get('TERM', 'dumb')}", f"ROOT={root}"]


# How many boot side by side, and how long the whole fleet may take.
BOOT_AT_ONCE = 12
BOOT_SECONDS = 240


@dataclass
class Host:
    """One appliance that is being started; `outer` is its unshare process, `pid` its process 1."""

    wanted: Appliance
    tree: Path
    outer: subprocess.Popen[str]
    pid: int = 0
    said: str = field(default="")

    def go(self) -> None:
        assert self.outer.stdin
        self.outer.stdin.write("go\n")
        self.outer.stdin.flush()

    def steps(self, known: dict[str, Any], moment: str) -> None:
        """The shell lines (`before` or `after`) of all faults of this appliance."""
        for name in self.wanted.faults:
            for line in known[name].get(moment, []):
                shell_in(self.pid, self.wanted.root, self.wanted.name, line)


def shell_in(pid: int, root: str, name: str, line: str) -> None:
    words = [*enter_words(pid), *root_environment(root), "/bin/bash", "-ec", line]
    done = subprocess.run(words, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    if done.returncode:
        raise Problem(f"{name}: {line!r} failed: {done.stderr.strip() or done.returncode}")


def start(wanted: Appliance, tree: Path, out: Path, sudo: Path) -> Host:
    """Starts the namespaces and process 1, which waits for go(); its files for outside go to `out`."""
    words = [
        "unshare",
        *NAMESPACES,
        "bash",
        str(PROGRAMS / "enter.sh"),
        str(tree),
        wanted.name,
        wanted.shell,
        str(sudo),
    ]
    with open(out / "boot.log", "w", encoding="utf-8") as log:
        outer = subprocess.Popen(
            [*words, str(out)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True
        )
    return Host(wanted, tree, outer)


def entered(hosts: list[Host]) -> list[Host]:
    """Waits until each host is in its namespaces; returns those that are not."""
    return [host for host in hosts if host.outer.stdout and host.outer.stdout.readline().strip() != "ENTERED"]


def boot(hosts: list[Host], prepare: Callable[[Host], None]) -> list[Host]:
    """Lets a few boot at a time: all at once, each would be slow enough to look broken to the others.

    Returns the hosts that said another word than READY, or nothing in time.
    """
    waiting = list(hosts)
    booting: dict[Any, Host] = {}
    failed: list[Host] = []
    end = time.monotonic() + BOOT_SECONDS
    while (waiting or booting) and time.monotonic() < end:
        while waiting and len(booting) < BOOT_AT_ONCE:
            host = waiting.pop(0)
            prepare(host)
            host.go()
            booting[host.outer.stdout] = host
        for ready in select.select(list(booting), [], [], 1)[0]:
            host = booting.pop(ready)
            host.said = ready.readline().strip()
            if host.said != "READY":
                failed.append(host)
    return failed + list(booting.values()) + waiting


def learn_pids(hosts: list[Host]) -> None:
    for host in hosts:
        outer = host.outer.pid
        children = Path(f"/proc/{outer}/task/{outer}/children").read_text(encoding="ascii").split()
        if not children:
            raise Problem(f"{host.wanted.name} ended at once: see its boot.log")
        host.pid = int(children[0])


def state_of(host: Host) -> dict[str, Any]:
    wanted = host.wanted
    return {
        "address": wanted.address,
        "role": wanted.role,
        "version": wanted.version,
        "region": wanted.region,
        "root": wanted.root,
        "login": wanted.login,
        "pid": host.pid,
        "faults": list(wanted.faults),
        "settled": False,
    }

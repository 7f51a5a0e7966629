# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The side of the lab that stays outside: makes the namespaces, waits for them, enters them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from control import hosts, places
from control.problem import Problem

LAB = Path(__file__).resolve().parent.parent / "lab"
NAME = "default"
NAMESPACES = ["--net", "--mount", "--pid", "--fork", "--mount-proc", "--kill-child"]
AS_USER = ["--user", "--map-root-user", "--map-auto"]


def keeper_words(fleet: Path, place: Path, lifeline: int, command: list[str]) -> list[str]:
    unshare = ["unshare", *(AS_USER if os.geteuid() else []), *NAMESPACES, "--"]
    me = [sys.executable, "-B", str(Path(__file__).parent / "__main__.py"), "keeper", str(fleet.resolve())]
    return [*unshare, *me, "--dir", str(place), f"--lifeline={lifeline}", "--", *command]


def environment() -> dict[str, str]:
    return {**os.environ, "PATH": f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin"}


def run(fleet: Path, wanted: str | None, command: list[str]) -> int:
    """The terminal's Ctrl-C goes to the command; this process only waits for its end."""
    place, held = places.claim(wanted, None)
    lifeline, alive = os.pipe()
    words = keeper_words(fleet, place, lifeline, command)
    keeper = subprocess.Popen(words, pass_fds=(lifeline, held), env=environment())
    os.close(lifeline)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_unused: keeper.kill())
    write_pid(place, keeper.pid)
    status = keeper.wait()
    os.close(alive)
    if not wanted:
        places.remove(place)
    return status if status >= 0 else 128 - status


def up(fleet: Path, wanted: str | None) -> int:
    place, held = places.claim(wanted, NAME)
    with open(place / "lab.log", "w", encoding="utf-8") as log:
        keeper = subprocess.Popen(
            keeper_words(fleet, place, -1, []),
            pass_fds=(held,),
            env=environment(),
            start_new_session=True,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )
    write_pid(place, keeper.pid)
    while keeper.poll() is None and not (place / "ready").exists():
        time.sleep(0.05)
    print((place / "lab.log").read_text(encoding="utf-8"), end="", file=sys.stderr)
    if keeper.poll() is not None:
        return 1
    print(f"export SSE_LAB_DIR={place}")
    return 0


def write_pid(place: Path, unshare: int) -> None:
    """The keeper's id as seen from outside: the only child of `unshare` once that has forked."""
    for _unused in range(500):
        try:
            found = Path(f"/proc/{unshare}/task/{unshare}/children").read_text(encoding="ascii").split()
        except OSError:
            return
        comm = Path(f"/proc/{found[0]}/comm").read_text(encoding="ascii").strip() if found else ""
        if comm.startswith("python"):
            (place / "keeper.pid").write_text(f"{unshare} {found[0]}", encoding="ascii")
            return
        time.sleep(0.01)


def inside(place: Path) -> bool:
    return os.readlink("/proc/self/ns/net") == places.read_state(place)["net"]


def execute(place: Path, host: str | None, command: list[str]) -> int:
    state = places.read_state(place)
    words = command or [os.environ.get("SHELL", "/bin/bash")]
    if host:
        if host not in state["hosts"]:
            raise Problem(f"no appliance {host!r}; there are {', '.join(state['hosts'])}")
        entry = state["hosts"][host]
        words = [*hosts.enter_words(entry["pid"]), *hosts.root_environment(entry["root"]), *(command or ["bash", "-l"])]
    if not inside(place):
        keeper = (place / "keeper.pid").read_text(encoding="ascii").split()[1]
        user = ["-U", "--preserve-credentials"] if os.geteuid() else []
        entering = ["nsenter", "-t", keeper, *user, "-n", "-m", "-p", "--", "env", "-C", os.getcwd()]
        words = [*entering, f"SSE_LAB_DIR={place}", *words]
    return subprocess.run(words, check=False, env=environment()).returncode


def down(place: Path) -> int:
    """Killing the keeper ends every process of the lab."""
    places.read_state(place)
    os.kill(int((place / "keeper.pid").read_text(encoding="ascii").split()[1]), signal.SIGKILL)
    for _unused in range(200):
        if (descriptor := places.lock(place)) is not None:
            places.remove(place)
            os.close(descriptor)
            return 0
        time.sleep(0.05)
    raise Problem(f"the lab in {place} did not end")

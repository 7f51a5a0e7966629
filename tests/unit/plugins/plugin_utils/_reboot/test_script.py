# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""reboot.sh under the shells that an appliance may have; the programs that restart it are stand-ins."""

from __future__ import annotations

import subprocess
import time
from typing import TYPE_CHECKING

import pytest

from ansible_collections.firepower.sse.plugins.plugin_utils._errors import SseError
from ansible_collections.firepower.sse.plugins.plugin_utils._reboot import look

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.shell

BOUNDARY = "=sse-" + 32 * "b"
FMC = 'MODEL_CLASS="Defense Center"\nMODEL="Cisco Secure Firewall Management Center for VMware"\n'
FTD = 'MODEL_CLASS="Sensor"\nMODEL="Cisco Firepower Threat Defense for VMware"\n'


class Tree:
    def __init__(self, root: Path) -> None:
        self.root = root
        self.program("id", "echo 0")
        self.program("reboot", f"echo reboot >>{root}/ordered")
        self.program("shutdown", f"echo shutdown >>{root}/ordered")
        self.program("pmtool", "echo 'Received status (0): '; echo Daemons:")
        self.ims(FTD)

    def program(self, name: str, line: str) -> None:
        path = self.root / "usr/local/sf/bin" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"#!/bin/sh\n{line}\n")
        path.chmod(0o755)

    def ims(self, text: str) -> None:
        path = self.root / "etc/sf/ims.conf"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def run(self, shell: str = "dash", order: str = look.LOOK, part: float = 1) -> look.Look:
        text = look.render(order=order, boundary=BOUNDARY, root=str(self.root)).replace("/bin/sh", shell)
        text = text[: int(len(text) * part)]
        done = subprocess.run([*shell.split(), "-s"], input=text.encode(), capture_output=True, timeout=30, check=False)
        return look.read(
            done.stdout.decode(), boundary=BOUNDARY, epoch=1.0, answers={"show failover": "Failover Off\n"}
        )

    def ordered(self) -> str:
        end = time.monotonic() + 20  # it waits a second, on a busy machine more
        while not (self.root / "ordered").exists() and time.monotonic() < end:
            time.sleep(0.05)
        return (self.root / "ordered").read_text() if (self.root / "ordered").exists() else ""


@pytest.mark.parametrize("shell", ["dash", "bash", "busybox sh"])
def test_a_look(tmp_path: Path, shell: str) -> None:
    tree = Tree(tmp_path)
    found = tree.run(shell)
    assert (found.uid, found.role, found.manager, found.busy) == (0, "ftd", "answers", ())
    assert found.processes > 3
    assert len(found.boot) == 36
    assert (found.failover.on, found.cluster) == (False, "unreadable")
    assert not (tmp_path / "ordered").exists()


# Not busybox: its shell takes its own `reboot` before any on PATH, and would restart the machine that tests.
@pytest.mark.parametrize("shell", ["dash", "bash"])
def test_an_order_comes_after_the_answer(tmp_path: Path, shell: str) -> None:
    tree = Tree(tmp_path)
    began = time.monotonic()
    assert tree.run(shell, look.REBOOT).uid == 0
    assert tree.ordered() == "reboot\n"
    assert time.monotonic() - began >= 1


def test_without_reboot_it_is_shutdown(tmp_path: Path) -> None:
    tree = Tree(tmp_path)
    tree.program("reboot", "exit 1")
    tree.run(order=look.REBOOT)
    assert tree.ordered() == "shutdown\n"


@pytest.mark.parametrize("part", [0.5, 0.99])
def test_a_part_of_the_text_orders_nothing(tmp_path: Path, part: float) -> None:
    tree = Tree(tmp_path)
    with pytest.raises(SseError, match="was cut; nothing was done"):
        tree.run(order=look.REBOOT, part=part)
    time.sleep(1.5)
    assert not (tmp_path / "ordered").exists()


@pytest.mark.parametrize(("text", "role"), [(FMC, "fmc"), (FTD, "ftd"), ("", "-"), ("MODEL=x\n", "-")])
def test_role(tmp_path: Path, text: str, role: str) -> None:
    tree = Tree(tmp_path)
    tree.ims(text)
    assert tree.run().role == role


@pytest.mark.parametrize(
    ("line", "word"), [("echo 'No PM running!'; exit 1", "not_running"), ("exit 1", "silent"), ("echo x", "silent")]
)
def test_manager(tmp_path: Path, line: str, word: str) -> None:
    tree = Tree(tmp_path)
    tree.program("pmtool", line)
    assert tree.run().manager == word


@pytest.mark.parametrize(
    ("name", "busy"),
    [
        ("install_update.pl", ("install_update.pl",)),
        ("policy_apply.pl", ("policy_apply.pl",)),
        ("not_install_update.pl", ()),
    ],
)
def test_running_work(tmp_path: Path, name: str, busy: tuple[str, ...]) -> None:
    tree = Tree(tmp_path)
    (tmp_path / name).symlink_to("/bin/sleep")
    other = subprocess.Popen([str(tmp_path / name), "30"])
    try:
        assert tree.run().busy == busy
    finally:
        other.kill()
        other.wait()

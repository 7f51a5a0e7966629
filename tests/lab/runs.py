# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs of check.yml on the fleet that `lab run` has started around these tests, and what they should say."""

from __future__ import annotations

import json
import os
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

LAB_DIR = Path(os.environ["SSE_LAB_DIR"])
HERE = Path(__file__).parent
# The appliances share the cores of this machine: more at once would meet their own time limits.
FORKS = ("-f", "10")
OTHER_CORES = ("core-min", "core-new")
FLEET: dict[str, Any] = json.loads((LAB_DIR / "fleet.json").read_text(encoding="utf-8"))
EXPECTED: dict[str, Any] = {
    host: {"causes": [], "warns": [], **(wanted if isinstance(wanted, dict) else {"outcome": wanted})}
    for host, wanted in yaml.safe_load((HERE / "expected.yml").read_text(encoding="utf-8")).items()
}
# Of these nothing was read.
UNREAD = ("unreachable", "ssh-silent", "become-password-wrong", "become-password-wrong-bash")


@dataclass(frozen=True)
class Run:
    """What a run of check.yml left: exit status, everything on the screen, the result file and its folder."""

    status: int
    screen: str
    place: Path
    result: dict[str, Any]
    logins: dict[str, int] = field(default_factory=dict)  # sessions that sshd began meanwhile, where they were counted

    @property
    def appliances(self) -> dict[str, dict[str, Any]]:
        return {entry["host"]: entry for entry in self.result["appliances"]}


def sessions(host: str) -> int:
    """How many sessions the appliance's sshd has begun so far."""
    log = LAB_DIR / host / "sshd.log"
    return log.read_text(encoding="utf-8", errors="replace").count("Starting session: ") if log.exists() else 0


def check(place: Path, *arguments: str, core: str = "", before: tuple[str, ...] = ()) -> Run:
    """check.yml on the fleet, with the ansible-core of that environment of the build, or the one on PATH."""
    playbook = str(Path(os.environ["SSE_ENVS"], core, "bin", "ansible-playbook")) if core else "ansible-playbook"
    output = ("-e", f"sse_output_dir={place}")
    done = subprocess.run(
        [*before, playbook, "firepower.sse.check", "-i", LAB_DIR / "inventory.yml", *FORKS, *output, *arguments],
        check=False,
        capture_output=True,
        text=True,
        timeout=300,
        cwd=place.parent,
    )
    result = place / "result.json"
    assert result.exists(), done.stdout[-2000:] + done.stderr[-2000:]
    found = json.loads(result.read_text(encoding="utf-8"))
    return Run(done.returncode, done.stdout + done.stderr, place, found)

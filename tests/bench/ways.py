# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The ways to ask a fleet that are compared, as command lines."""

from __future__ import annotations

import json
import shlex
import time
from pathlib import Path
from typing import Any

import yaml

from ansible_collections.firepower.sse.plugins.plugin_utils._collect.script import new_boundary, render, request_of

HERE = Path(__file__).resolve().parent
FORKS = 32
# What ansible-core gives to ssh, without the persistent connection, of which one command an appliance has no use.
SSH_OPTIONS = (
    "-C -o KbdInteractiveAuthentication=no -o PasswordAuthentication=no -o ConnectTimeout=10"
    " -o PreferredAuthentications=gssapi-with-mic,gssapi-keyex,hostbased,publickey"
)
# OpenSSH 9 on both sides would prefer a post-quantum key exchange, which costs either side 70 ms more a login, whatever
# the way. Which one a real appliance agrees to is not known.
KEY_EXCHANGE = "-o KexAlgorithms=curve25519-sha256"
WAYS = {
    "check": "(a) `ansible-playbook firepower.sse.check`",
    "raw": "(b) a play of one raw task with the same script",
    "ssh": "(c) `xargs -P ssh` with the same script",
    "procedure": "(d) a playbook of one task a command",
}


class Ways:
    """Command lines for one lab; *work* takes the files that they need and write."""

    def __init__(self, place: Path, work: Path, *, forks: int = FORKS) -> None:
        self.inventory, self.work, self.forks = place / "inventory.yml", work, forks
        self.hosts = hosts_of(self.inventory)
        self.some = next(iter(self.hosts.values()))  # all have the same credentials
        self.common = f"{self.some['ansible_ssh_common_args']} {KEY_EXCHANGE}"
        self.runs = 0
        self.script = work / "script.sh"
        self.script.write_text(
            render(request_of({"region": "eu"}), boundary=new_boundary(), controller_epoch=time.time()),
            encoding="utf-8",
        )

    def words(self, way: str, *, limit: str = "all", forks: int = 0) -> list[str]:
        """Each call is for one run: its persistent connections have a folder of their own, so none is reused."""
        self.runs += 1
        if way == "ssh":
            return self._ssh()
        variables = {
            "ansible_ssh_common_args": self.common,
            "ansible_control_path_dir": str(self.work / f"cp{self.runs}"),
            "sse_output_dir": str(self.work / f"out{self.runs}"),
            "bench_script": str(self.script),
        }
        playbook = {
            "check": "firepower.sse.check",
            "raw": str(HERE / "raw.yml"),
            "procedure": str(HERE / "procedure.yml"),
        }
        words = ["ansible-playbook", playbook[way], "-i", str(self.inventory), "-f", str(forks or self.forks)]
        return [*words, "-l", limit, "-e", json.dumps(variables)]

    def result(self) -> dict[str, Any]:
        """What the last run of the check wrote; {} if it wrote nothing."""
        try:
            return json.loads((self.work / f"out{self.runs}" / "result.json").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}

    def answers(self) -> int:
        """How many complete answers the last run over ssh got."""
        end = self.script.read_text(encoding="utf-8").partition("sse_boundary=")[2].split()[0].strip("'") + " done"
        return sum(end in path.read_text(errors="replace") for path in (self.work / f"ssh{self.runs}").iterdir())

    def _ssh(self) -> list[str]:
        """sudo reads the password from the first line of stdin, and leaves the rest to the shell."""
        out, stdin, names = (self.work / f"{name}{self.runs}" for name in ("ssh", "stdin", "names"))
        out.mkdir()
        stdin.touch(mode=0o600)
        stdin.write_text(
            f"{self.some['ansible_become_password']}\n{self.script.read_text(encoding='utf-8')}", encoding="utf-8"
        )
        names.write_text("\n".join(host["ansible_host"] for host in self.hosts.values()) + "\n", encoding="utf-8")
        ssh = f"ssh {SSH_OPTIONS} {self.common} -i {self.some['ansible_ssh_private_key_file']}"
        files = f'<{shlex.quote(str(stdin))} >{shlex.quote(str(out))}/"$0"'
        line = f"""exec {ssh} admin@"$0" "sudo -S -p '' /bin/sh -s" {files}"""
        return ["xargs", "-a", str(names), "-P", str(self.forks), "-n", "1", "sh", "-c", line]


def hosts_of(inventory: Path) -> dict[str, dict[str, Any]]:
    groups = yaml.safe_load(inventory.read_text(encoding="utf-8"))["all"]["children"]
    return {name: host for group in groups.values() for name, host in group["hosts"].items()}

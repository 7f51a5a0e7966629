# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the command inside the lab gets: an inventory, keys, known hosts, names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

from control.run import run

if TYPE_CHECKING:
    from pathlib import Path

    from control.fleet import Appliance


def new_ssh_key(path: Path) -> tuple[str, str]:
    """Private and public part."""
    run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "lab", "-f", str(path))
    return path.read_text(encoding="utf-8"), path.with_name(f"{path.name}.pub").read_text(encoding="utf-8")


def host_variables(place: Path, wanted: Appliance, password: str) -> dict[str, Any]:
    given = {
        "ansible_host": wanted.address,
        "ansible_user": "admin",
        "ansible_become_password": password,
        "ansible_ssh_private_key_file": str(place / "ssh_key"),
        "ansible_ssh_common_args": f"-o UserKnownHostsFile={place}/known_hosts -o StrictHostKeyChecking=yes",
        # Two labs have the same addresses: neither may use the other's persistent connections.
        "ansible_control_path_dir": str(place / "cp"),
    }
    if wanted.login == "clish":
        given["ansible_connection"] = "firepower.sse.expert"
    return {**given, **wanted.vars}


def inventory(place: Path, fleet: list[Appliance], password: str) -> str:
    groups: dict[str, Any] = {}
    for role in ("ftd", "fmc"):
        members = [appliance for appliance in fleet if appliance.role == role]
        groups[role] = {"hosts": {member.name: host_variables(place, member, password) for member in members}}
    return yaml.safe_dump({"all": {"children": groups}}, sort_keys=False, width=200)


def known_hosts(fleet: list[Appliance], key: str) -> str:
    kind, value = key.split()[:2]
    return "".join(f"{appliance.name},{appliance.address} {kind} {value}\n" for appliance in fleet)

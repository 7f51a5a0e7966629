# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the command inside the lab gets: an inventory, keys, known hosts, names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

from control import fmc_hosts
from control.run import run

if TYPE_CHECKING:
    from pathlib import Path

    from control.fleet import Appliance, Fleet


def new_ssh_key(path: Path) -> tuple[str, str]:
    """Private and public part."""
    run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "lab", "-f", str(path))
    return path.read_text(encoding="utf-8"), path.with_name(f"{path.name}.pub").read_text(encoding="utf-8")


def login_variables(place: Path, password: str) -> dict[str, Any]:
    return {
        "ansible_user": "admin",
        "ansible_become_password": password,
        "ansible_ssh_private_key_file": str(place / "ssh_key"),
        "ansible_ssh_common_args": f"-o UserKnownHostsFile={place}/known_hosts -o StrictHostKeyChecking=yes",
        # Two labs have the same addresses: neither may use the other's persistent connections.
        "ansible_control_path_dir": str(place / "cp"),
    }


def host_variables(place: Path, wanted: Appliance, password: str) -> dict[str, Any]:
    given = {"ansible_host": wanted.address, **login_variables(place, password)}
    if wanted.login == "clish":
        given["ansible_connection"] = "firepower.sse.expert"
    return {**given, **wanted.vars}


def inventory(place: Path, fleet: Fleet, password: str) -> str:
    groups: dict[str, Any] = {}
    for role in ("ftd", "fmc"):
        members = [appliance for appliance in fleet.appliances if appliance.role == role]
        groups[role] = {"hosts": {member.name: host_variables(place, member, password) for member in members}}
    fmc_hosts.add_to_inventory(groups, fleet, place)
    return yaml.safe_dump({"all": {"children": groups}}, sort_keys=False, width=200)


def files(place: Path, fleet: Fleet, password: str) -> dict[str, str]:
    """The inventory; for each FMC one by the inventory plugin, which finds the logins beside it."""
    made = {"inventory.yml": inventory(place, fleet, password)}
    for fmc in fleet.fmcs:
        made[f"{fmc.name}.fmc.yml"] = yaml.safe_dump(fmc_hosts.plugin_options(fmc, place), sort_keys=False)
        made[f"host_vars/{fmc.name}.yml"] = yaml.safe_dump(fmc_hosts.api_variables(fmc, place))
    if fleet.fmcs:
        made["group_vars/ftd.yml"] = yaml.safe_dump({**login_variables(place, password), **fleet.vars})
    return made


def known_hosts(fleet: list[Appliance], key: str) -> str:
    kind, value = key.split()[:2]
    return "".join(f"{appliance.name},{appliance.address} {kind} {value}\n" for appliance in fleet)

# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The FMCs of a fleet as running things: the state each starts with, its server, how the command reaches it."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cloud import certificates

from control import network
from control.problem import Problem

if TYPE_CHECKING:
    from control.fleet import Appliance, Fleet
    from control.fmcs import Fmc

LAB = Path(__file__).resolve().parent.parent
USER = "sse-reader"
OFF = {"intrusion": False, "file": False, "connection": False, "all_connections": False}


def state_of(fmc: Fmc, pids: dict[str, int]) -> dict[str, Any]:
    """What the simulated FMC knows: the fleet's own facts, then what the fleet file says in `state`.

    `pids`: a process in each appliance, for the connectors that an FMC from 10.0 on hands on.
    """
    place = {name: domain for domain, members in fmc.domains.items() for name in members}
    made: dict[str, Any] = {
        "name": fmc.name,
        "version": fmc.version,
        "users": {USER: fmc.password},
        "domains": [{"name": domain} for domain in fmc.domains],
        "devices": [device(ftd, place, pids[ftd.name]) for ftd in fmc.ftds],
        "pairs": pairs(fmc.ftds, place),
        "region": fmc.region,
        "faults": fmc.faults,
    }
    if fmc.cloud_events == "off":
        made["cloud_events"] = OFF
        made["audit"] = [{"at": int(time.time()) - 3000, "user": "j.doe", "message": "Save"}]
    devices = {entry["name"]: entry for entry in made["devices"]}
    for name, more in fmc.state.get("devices", {}).items():
        devices[name] = {**devices.get(name, {"name": name}), **more}
    return {**made, **fmc.state, "devices": list(devices.values())}


def device(ftd: Appliance, place: dict[str, str], pid: int) -> dict[str, Any]:
    ask = ["nsenter", "-t", str(pid), "-n", "--", "curl", "-sS", "--max-time", "5"]
    return {
        "name": ftd.name,
        "host_name": ftd.address,
        "version": ftd.version,
        "domain": place.get(ftd.name, "Global"),
        "connector": {"command": ask},
    }


def pairs(ftds: list[Appliance], place: dict[str, str]) -> list[dict[str, Any]]:
    """Two FTDs whose `ha` names each other are a pair of this FMC."""
    by_name = {ftd.name: ftd for ftd in ftds}
    made = []
    for ftd in ftds:
        mate = by_name.get(ftd.ha.get("mate", ""))
        if mate and ftd.ha.get("unit", "Primary") == "Primary":
            active = ftd if ftd.ha.get("role") == "active" else mate
            pair = {"primary": ftd.name, "secondary": mate.name, "active": active.name}
            made.append({"name": f"{ftd.name}-pair", "domain": place.get(ftd.name, "Global"), **pair})
    return made


def start(fmc: Fmc, place: Path, pids: dict[str, int]) -> None:
    """In the network of the appliance of its name, else in one of its own beside the appliances."""
    folder = place / f"{fmc.name}.api"
    folder.mkdir()
    (folder / "state.json").touch(mode=0o600)
    (folder / "state.json").write_text(json.dumps(state_of(fmc, pids), indent=1), encoding="utf-8")
    words = [sys.executable, "-B", "-m", "fmc", "--listen", "0.0.0.0:443", "--host", fmc.name]
    words += ["--state", str(folder / "state.json"), "--log", str(folder / "requests.log")]
    shown = {"good": ("issuer", None), "other_name": ("issuer", "other.example.net"), "private": ("private", None)}
    chain = certificates.server_chain(place / "certificates", fmc.name, *shown[fmc.certificate])
    words += ["--cert", str(chain), "--key", str(place / "certificates/server.key")]
    where = ["nsenter", "-t", str(pids[fmc.name]), "-n", "--"] if fmc.on else ["unshare", "--net"]
    with open(folder / "log", "w", encoding="utf-8") as log:
        running = subprocess.Popen([*where, *words], stdout=subprocess.PIPE, stderr=log, text=True, cwd=LAB)
    assert running.stdout
    if running.stdout.readline().strip() != "READY":
        raise Problem(f"FMC {fmc.name} did not start: {(folder / 'log').read_text(encoding='utf-8').strip()[-500:]}")
    if not fmc.on:
        network.connect_host(fmc.number, running.pid, fmc.address)


def api_variables(fmc: Fmc, place: Path) -> dict[str, Any]:
    return {
        "sse_fmc_host": fmc.name,
        "sse_fmc_username": USER,
        "sse_fmc_password": fmc.password,
        "sse_fmc_ca_path": str(place / "public_root.pem"),
        **fmc.vars,
    }


def add_to_inventory(groups: dict[str, Any], fleet: Fleet, place: Path) -> None:
    """An FMC that is an appliance too gets its variables there, all others stand in the group fmc_api."""
    for fmc in fleet.fmcs:
        known = groups["fmc"]["hosts"].get(fmc.name)
        hosts = groups.setdefault("fmc_api", {"hosts": {}})["hosts"] if known is None else groups["fmc"]["hosts"]
        hosts[fmc.name] = {**(known or {"ansible_host": fmc.address}), **api_variables(fmc, place)}
        for ftd in fmc.ftds:
            groups["ftd"]["hosts"][ftd.name]["sse_fmc"] = fmc.name


def plugin_options(fmc: Fmc, place: Path) -> dict[str, Any]:
    """What stands in NAME.fmc.yml."""
    given = api_variables(fmc, place)
    entry = {key: given[f"sse_fmc_{key}"] for key in ("host", "username", "password", "ca_path")}
    return {"plugin": "firepower.sse.fmc", "fmcs": [{"name": fmc.name, **entry}]}

# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A running lab, seen and changed from inside its namespaces."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from control import faults, hosts, network, places, rootfs, world
from control.fleet import catalogue
from control.problem import Problem


def status(place: Path) -> str:
    state = places.read_state(place)
    lines = [f"{'APPLIANCE':24} {'ADDRESS':14} {'ROLE':4} {'VERSION':8} FAULTS"]
    for name, host in state["hosts"].items():
        wrong = ", ".join(host["faults"]) or "-"
        lines.append(f"{name:24} {host['address']:14} {host['role']:4} {host['version']:8} {wrong}")
    return "\n".join(lines)


def change(place: Path, name: str, fault: str, on: bool) -> int:
    """Sets or clears a fault: its switches, its router rules, its commands; then restarts what must see it."""
    state = places.read_state(place)
    known = catalogue()
    if name not in state["hosts"] or fault not in known:
        raise Problem(f"no appliance {name!r} or no fault {fault!r}; see `lab status` and tests/lab/README.md")
    host, entry = state["hosts"][name], known[fault]
    if "appliance" in entry or (not on and entry.get("lasting")):
        raise Problem(f"{fault} can only be chosen in the fleet file")
    if on == (fault in host["faults"]):
        return 0
    host["faults"] = [*host["faults"], fault] if on else [other for other in host["faults"] if other != fault]
    root = Path(f"/proc/{host['pid']}/root")
    settings = json.loads((root / ".lab/host.json").read_text(encoding="utf-8"))
    faults.switch(settings, entry, on)
    for key, normal in (("token", "good"), ("enrolled", True)):
        if key in entry:
            settings[key] = entry[key] if on else normal
    rootfs.write_settings(root, settings)
    network.load_rules(faults.router_rules(state), world.world())
    for line in live_lines(entry, on):
        hosts.shell_in(host["pid"], host["root"], name, line)
    places.write_state(place, state)
    return 0


def live_lines(entry: dict[str, Any], on: bool) -> list[str]:
    restart = [f"pmtool restartbyid {daemon}" for daemon in entry.get("restart", [])]
    return [*entry.get("before", []), *restart, *entry.get("after", [])] if on else [*entry.get("undo", []), *restart]

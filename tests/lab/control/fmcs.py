# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The FMCs of a fleet file: which there are, what each manages, what is wrong with it."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any

from control import addresses
from control.problem import Problem

if TYPE_CHECKING:
    from control.fleet import Appliance

CERTIFICATES = ("good", "other_name", "private")


@dataclass
class Fmc:
    """One FMC as the fleet file wants it; `on` is the appliance of its name, if there is one."""

    name: str
    number: int = 0
    version: str = "7.4.2"
    cloud_events: str = "on"
    region: str = "eu"
    manages: list[str] | str = "all"
    domains: dict[str, list[str]] = field(default_factory=dict)
    certificate: str = "good"
    faults: list[Any] = field(default_factory=list)
    state: dict[str, Any] = field(default_factory=dict)
    vars: dict[str, Any] = field(default_factory=dict)
    on: Appliance | None = None
    ftds: list[Appliance] = field(default_factory=list)
    password: str = field(default_factory=lambda: f"lab-fmc-{secrets.token_hex(12)}")

    @property
    def address(self) -> str:
        return self.on.address if self.on else addresses.address(self.number)


def read(entries: list[dict[str, Any]], appliances: list[Appliance], region: str) -> list[Fmc]:
    made = [build(entry, appliances, region, len(appliances) + place) for place, entry in enumerate(entries)]
    names = [fmc.name for fmc in made]
    managed = [ftd.name for fmc in made for ftd in fmc.ftds]
    for kind, listed in (("FMC", names), ("managed appliance", managed)):
        if twice := {name for name in listed if listed.count(name) > 1}:
            raise Problem(f"this {kind} occurs twice below `fmcs`: {', '.join(sorted(twice))}")
    return made


def build(entry: dict[str, Any], appliances: list[Appliance], region: str, number: int) -> Fmc:
    if not (name := entry.get("name")):
        raise Problem(f"entry {number - len(appliances) + 1} of `fmcs` has no name")
    keys = {item.name for item in fields(Fmc)} - {"number", "on", "ftds", "password"}
    if strange := sorted(set(entry) - keys):
        raise Problem(f"FMC {name}: unknown key {strange[0]!r}; known: {', '.join(sorted(keys))}")
    wanted = Fmc(**{"region": region, **entry, "number": number})
    on = [appliance for appliance in appliances if appliance.name == name]
    if on and on[0].role != "fmc":
        raise Problem(f"FMC {name}: the appliance of this name has the role {on[0].role}")
    wanted.on = on[0] if on else None
    wanted.version = str(entry.get("version") or (on[0].version if on else wanted.version))
    for key, choices in (("cloud_events", ("on", "off")), ("certificate", CERTIFICATES)):
        if getattr(wanted, key) not in choices:
            raise Problem(f"FMC {name}: {key} is {getattr(wanted, key)!r}, expected one of {', '.join(choices)}")
    ftds = {appliance.name: appliance for appliance in appliances if appliance.role == "ftd"}
    named = list(ftds) if wanted.manages == "all" else wanted.manages
    for known in [*named, *(member for members in wanted.domains.values() for member in members)]:
        if known not in ftds:
            raise Problem(f"FMC {name}: there is no FTD {known!r} in this fleet")
    wanted.ftds = [ftds[known] for known in named]
    return wanted

# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A fleet file, read and checked: which appliances there are, where, and what is wrong with each."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

import yaml

from control import addresses, fmcs
from control.problem import Problem

DATA = Path(__file__).resolve().parent.parent / "data"
MODELS = {
    "ftd": "Cisco Firepower Threat Defense for VMware",
    "fmc": "Cisco Secure Firewall Management Center for VMware",
}
CHOICES = {
    "role": ("ftd", "fmc"),
    "login": ("bash", "clish"),
    "shell": ("bash", "dash"),
    "counters": ("zmq", "ws", "both"),
    "log_format": ("text", "json"),
}


def data(name: str) -> Any:
    return yaml.safe_load((DATA / f"{name}.yml").read_text(encoding="utf-8"))


def catalogue() -> dict[str, Any]:
    """Every fault of data/faults/ by its name."""
    return {
        name: fault
        for path in sorted((DATA / "faults").glob("*.yml"))
        for name, fault in data(f"faults/{path.stem}").items()
    }


@dataclass
class Appliance:
    """One appliance as the fleet file (and its faults) want it."""

    name: str
    number: int = 0
    role: str = "ftd"
    version: str = "7.2.5"
    region: str = "eu"
    login: str = ""
    shell: str = "bash"
    counters: str = "zmq"
    log_format: str = "text"
    event_rate: float = 2
    boot_seconds: float = 2
    enrolled: bool = True
    ha: dict[str, Any] = field(default_factory=dict)
    vars: dict[str, Any] = field(default_factory=dict)
    clish: dict[str, Any] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    @property
    def root(self) -> str:
        return "/ngfw" if self.role == "ftd" else ""

    @property
    def major(self) -> int:
        return int(str(self.version).split(".", maxsplit=1)[0])

    @property
    def usual_login(self) -> str:
        """CLISH on every FTD, and on an FMC since 6.5."""
        release = tuple(int(part) for part in self.version.split(".")[:2])
        return "bash" if self.role == "fmc" and release < (6, 5) else "clish"

    @property
    def address(self) -> str:
        return addresses.address(self.number)

    @property
    def identity(self) -> str:
        return str(uuid.uuid5(uuid.NAMESPACE_DNS, f"{self.name}.lab"))


@dataclass
class Fleet:
    appliances: list[Appliance]
    ipv6: bool = False
    fmcs: list[fmcs.Fmc] = field(default_factory=list)
    vars: dict[str, Any] = field(default_factory=dict)


def read(path: Path) -> Fleet:
    try:
        given = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as exc:
        raise Problem(f"cannot read the fleet file {path}: {exc}") from exc
    if not isinstance(given, dict) or not isinstance(given.get("appliances"), list):
        raise Problem(f"{path}: expected a mapping with a list `appliances`")
    common = {key: value for key, value in given.items() if key not in ("appliances", "ipv6", "fmcs")}
    known = catalogue()
    wanted = [entry for item in given["appliances"] for entry in repeated(item)]
    appliances = [build(entry, common, known, number) for number, entry in enumerate(wanted)]
    names = [appliance.name for appliance in appliances]
    if twice := {name for name in names if names.count(name) > 1}:
        raise Problem(f"{path}: these names occur twice: {', '.join(sorted(twice))}")
    managers = fmcs.read(given.get("fmcs", []), appliances, common.get("region", Appliance.region))
    return Fleet(appliances, bool(given.get("ipv6", False)), managers, common.get("vars", {}))


def repeated(entry: dict[str, Any]) -> list[dict[str, Any]]:
    """`count: 3` stands for NAME-01 to NAME-03."""
    count = entry.get("count")
    single = {key: value for key, value in entry.items() if key != "count"}
    return [{**single, "name": f"{entry['name']}-{n + 1:02d}"} for n in range(count)] if count else [single]


def build(entry: dict[str, Any], common: dict[str, Any], known: dict[str, Any], number: int) -> Appliance:
    """Defaults, then the fleet's own, then the faults', then the entry's: the nearer word wins."""
    name, faults = entry.get("name"), entry.get("faults", [])
    if not name:
        raise Problem(f"appliance {number + 1} of the fleet has no name")
    if unknown := [fault for fault in faults if fault not in known]:
        raise Problem(f"{name}: unknown fault {unknown[0]!r}; see tests/lab/README.md for the list")
    values = dict(common)
    for fault in faults:
        values.update(known[fault].get("appliance", {}))
    variables = {**common.get("vars", {}), **entry.get("vars", {})}
    values.update({**entry, "number": number, "vars": variables})
    keys = {item.name for item in fields(Appliance)}
    if strange := sorted(set(values) - keys):
        raise Problem(f"{name}: unknown key {strange[0]!r}; known: {', '.join(sorted(keys - {'number'}))}")
    for key, choices in CHOICES.items():
        if key in values and values[key] not in choices:
            raise Problem(f"{name}: {key} is {values[key]!r}, expected one of {', '.join(choices)}")
    values["version"] = str(values.get("version", Appliance.version))
    built = Appliance(**values)
    built.login = built.login or built.usual_login
    return built

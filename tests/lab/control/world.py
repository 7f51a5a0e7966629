# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Addresses: the appliances' subnet, the cloud's, and which name has which address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from control.fleet import data

APPLIANCES = "10.20.0.0/16"
ROUTER = "10.20.0.1"
LINK_ROUTER, LINK_CLOUD = "192.0.2.1", "192.0.2.2"
PROXY_NAME, PROXY = "proxy.example.net", "192.0.2.10"
CLOUD = "198.51.100.0/24"
# Each resolver knows something else; the router sends an appliance to the one that its fault asks for.
RESOLVERS = {"plain": 53, "ipv6": 5302, "nameless": 5303}


@dataclass
class World:
    """Names to IPv4 addresses, and what kind of host each name is: api, events, messaging, other."""

    addresses: dict[str, list[str]]
    kinds: dict[str, str]
    regions: dict[str, Any]

    def of_kind(self, kind: str) -> list[str]:
        return [address for name in self.addresses if self.kinds[name] == kind for address in self.addresses[name]]

    def events_firsts(self) -> list[str]:
        return [self.addresses[name][0] for name, kind in self.kinds.items() if kind == "events"]

    def region_of(self, api: str) -> dict[str, str]:
        return self.by_api()[api]

    def by_api(self) -> dict[str, dict[str, str]]:
        """API host → its region's events and messaging hosts; what a connector learns on enrolment."""
        known = {name: region for name, region in self.regions.items() if name != "every"}
        return {
            region["api"]: {"name": name, "events": region["events"], "messaging": region["messaging"]}
            for name, region in known.items()
        }

    def names_file(self, ipv6: bool, without: str = "") -> str:
        """A hosts file for a resolver; `without` leaves out one kind of host."""
        lines = [f"{PROXY} {PROXY_NAME}"]
        for name, addresses in self.addresses.items():
            if self.kinds[name] == without:
                continue
            lines += [f"{address} {name}" for address in addresses]
            if ipv6 and self.kinds[name] == "events":
                lines.append(f"2001:db8::{addresses[0].rsplit('.', 1)[1]} {name}")
        return "\n".join(lines) + "\n"


def world() -> World:
    regions = data("hosts")
    names: dict[str, str] = {}
    for region in regions.values():
        names.update({region[kind]: kind for kind in ("api", "events", "messaging") if kind in region})
        names.update(dict.fromkeys(region["others"], "other"))
    addresses: dict[str, list[str]] = {}
    number = 10
    for name, kind in names.items():
        count = 2 if kind == "events" else 1
        addresses[name] = [f"198.51.100.{number + step}" for step in range(count)]
        number += count
    return World(addresses, names, regions)

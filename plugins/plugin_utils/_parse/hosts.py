# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The hosts that count, by region: which are required, and how bad it is if one does not answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .version import release_number

if TYPE_CHECKING:
    from collections.abc import Iterator

CRITICAL = ("events", "api")
ENROLLING = ("registration", "enrolment", "discovery")
# The release from which the vendor's list has the registration host, and up to which it had est.
_REGISTRATION_FROM, _ENROLMENT_BEFORE = (7, 6), (7,)


@dataclass(frozen=True)
class Regions:
    """The table of regions, as pairs of role and host."""

    table: dict[str, tuple[tuple[str, str], ...]]

    @classmethod
    def of(cls, value: Any) -> Regions:
        """Of rows `{region: [{role, host, ...}]}`, or of the data file, `{region: {role: host or list of hosts}}`."""
        table = value.get("regions", value) if isinstance(value, dict) else {}
        return cls({str(name): tuple(_pairs(rows)) for name, rows in table.items()})

    def hosts(self, region: str | None) -> tuple[tuple[str, str], ...]:
        """Pairs of role and host; none for a region that is not known."""
        return self.table.get(region or "", ())

    def names(self) -> frozenset[str]:
        """Every host of every region."""
        return frozenset(host for pairs in self.table.values() for _role, host in pairs)

    def critical(self, region: str | None) -> frozenset[str]:
        """The hosts of a region that no appliance there can do without."""
        return frozenset(host for role, host in self.hosts(region) if role in CRITICAL)

    def region_of(self, api_host: str | None) -> str | None:
        """The region with that API host."""
        wanted = ("api", (api_host or "").lower())
        return next((name for name, pairs in self.table.items() if wanted in pairs), None)


def _pairs(rows: Any) -> Iterator[tuple[str, str]]:
    if isinstance(rows, dict):
        rows = [
            {"role": role, "host": host}
            for role, hosts in rows.items()
            for host in (hosts if isinstance(hosts, (list, tuple)) else [hosts])
        ]
    for row in rows if isinstance(rows, (list, tuple)) else ():
        if isinstance(row, dict) and isinstance(row.get("host"), str):
            yield str(row.get("role")), row["host"].lower()


@dataclass(frozen=True)
class Weights:
    """What decides how much a host counts: enrolled, version, region known, and what the user asked for.

    `elsewhere` are the critical hosts of the region where the connector is, if that is not the one of the settings:
    then they count, and those of the settings only once the connector moves there.
    """

    enrolled: bool | None
    version: str | None
    region_known: bool
    registration: str | None = None
    extra: dict[tuple[str, int], bool] | None = None
    elsewhere: frozenset[str] = frozenset()

    def severity(self, *, role: str, host: str, port: int) -> str:
        """critical (then the host is required), warning or info."""
        asked = (self.extra or {}).get((host, port))
        if asked or host in self.elsewhere:
            return "critical"
        if role in CRITICAL:
            # A staging or government cloud: which hosts count there is not known.
            return "critical" if self.region_known and not self.elsewhere else "warning"
        if role in ENROLLING:
            return self._enrolling(role, host)
        return "warning" if role == "messaging" else "info"

    def _enrolling(self, role: str, host: str) -> str:
        """These hosts matter only until the device is enrolled, and not in every version."""
        if self.enrolled:
            return "info"
        version = release_number(self.version)
        named = host == self.registration
        listed = (role == "registration" and version >= _REGISTRATION_FROM) or (
            role == "enrolment" and () < version < _ENROLMENT_BEFORE
        )
        return "critical" if self.enrolled is False and self.region_known and (named or listed) else "warning"


__all__ = ["CRITICAL", "ENROLLING", "Regions", "Weights"]

# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""From a pasted text to evidence: one for each appliance in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..evidence import evidence
from ..hosts import Regions
from . import limits
from .owners import owned
from .sections import boundary_of, sections_of, when
from .taken import Section, Sections
from .terminal import lines_of
from .transcript import runs_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from .owners import Owned

MOST_APPLIANCES = 500
_ONCE = ("properties", "netstat", "socket_file", "lsof", "log", "sf_version", "ims_conf", "proxy", "resolv", "region")


@dataclass(frozen=True)
class Appliance:
    """What the text holds of one appliance; `name` is None where nothing names it.

    `capture` is what the collecting script printed there, if it was run by hand in the session.
    """

    name: str | None
    sections: Sections
    capture: str | None = None

    def evidence(
        self, *, regions: Mapping[str, Any], extra_hosts: Iterable[Mapping[str, Any]] = (), region: str = "auto"
    ) -> dict[str, Any]:
        """As docs/evidence.md says, with less in it than a capture gives. Never raises on what the text holds.

        `region` is for an appliance whose settings were not shown.
        """
        table = Regions.of(dict(regions))
        found = evidence(
            capture=_capture(self, table, region),
            boundary=None,
            controller_epoch=None,
            regions=regions,
            extra_hosts=extra_hosts,
        )
        return limits.kept(found, self.sections, _roles(table))


def read(*, text: str) -> list[Appliance]:
    r"""The appliances on whose prompts something of the procedure was typed, in the order of the text.

    Raises SseError for a text that is too long.

    >>> [one.name for one in read(text="root@ftd01:~# date\nTue Nov 24 03:12:40 UTC 2026\nroot@ftd01:~# \n")]
    ['ftd01']
    """
    appliances = owned(runs_of(lines_of(text)))[:MOST_APPLIANCES]
    return [Appliance(one.name, sections_of(one), _collected(one)) for one in appliances]


def _collected(appliance: Owned) -> str | None:
    """The output of the last run of the collecting script."""
    for run in reversed(appliance.runs):
        if run.command and run.command.kind == "collect":
            heads = [at for at, line in enumerate(run.output) if line.startswith("#firepower.sse capture ")]
            if heads:
                return "\n".join([*run.output[heads[0] :], ""])
    return None


def _capture(appliance: Appliance, regions: Regions, region: str) -> str:
    taken = appliance.sections
    pieces = [_host(appliance.name, taken), *_pmtool(taken), *_contexts(taken), *_probes(taken, regions)]
    pieces += [section for name in _ONCE if (section := taken.last(name))]
    if region != "auto" and not (taken.last("properties") or taken.last("region")):
        pieces.append(Section("region", f"region={region}\nsource=option\napi_host={_api_of(regions, region)}", 0))
    mark = boundary_of([part for section in pieces for part in (section.stdout, section.stderr, section.head)])
    return f"#firepower.sse capture 1 {mark}\n{''.join(_rendered(section, mark) for section in pieces)}\n{mark} done\n"


def _rendered(section: Section, mark: str) -> str:
    name = section.head.partition(" ")[0]
    return (
        f"\n{mark} begin {section.head}\n-\n{mark} out\n{section.stdout}\n{mark} err\n{section.stderr}"
        f"\n{mark} end {name} {section.exit_code} 0\n"
    )


def _host(name: str | None, taken: Sections) -> Section:
    clock = when(taken)
    lines = {
        "hostname": name or "-",
        "role": taken.role or "-",
        "root": "/ngfw" if taken.role == "ftd" else "",
        "epoch": "" if clock is None else str(int(clock)),
    }
    return Section("host", "".join(f"{key}={value}\n" for key, value in lines.items()), 0)


def _pmtool(taken: Sections) -> list[Section]:
    """All that was listed, the latest first: the parser takes the first word about a daemon."""
    found = taken.found.get("pmtool", [])
    return [Section("pmtool", "\n".join(section.stdout for section in reversed(found)), 0)] if found else []


def _contexts(taken: Sections) -> list[Section]:
    """The last read, with the one before it where both are of one run of the connector, to compare counters."""
    found = taken.found.get("context", [])
    tenant = taken.last("tenant")
    pieces = [Section(f"tenant {tenant.head}", tenant.stdout, 0, tenant.exit_code, tenant.stderr)] if tenant else []
    pair = found[-2:] if len(found) > 1 and limits.same_run(found[-2].stdout, found[-1].stdout) else found[-1:]
    for number, one in enumerate(pair, start=1):
        head = f"context n={number} {one.head}"
        clock = taken.before(one.at)
        # One `date` above both says nothing of the time between them.
        untold = clock is None or (one is not pair[-1] and clock == taken.before(pair[-1].at))
        head = head if untold or clock is None else f"{head} at={int(clock)}"
        pieces.append(Section(head, one.stdout, 0, one.exit_code, one.stderr))
    return pieces


def _roles(regions: Regions) -> dict[str, str]:
    return {host: role for name in regions.table for role, host in regions.hosts(name)}


def _probes(taken: Sections, regions: Regions) -> list[Section]:
    roles = _roles(regions)
    fqdn = _api_host(taken)
    pieces = []
    for name, sections in taken.found.items():
        if name.startswith("probe "):
            host = name.split(" ")[1].rpartition(":")[0]
            role = "api" if host == fqdn else roles.get(host, "extra")
            pieces += [
                Section(f"probe role={role} {one.head}", one.stdout, 0, one.exit_code, one.stderr) for one in sections
            ]
    return pieces


def _api_of(regions: Regions, region: str) -> str:
    return next((host for role, host in regions.hosts(region) if role == "api"), "")


def _api_host(taken: Sections) -> str | None:
    """The host that the settings name, which may be of no known region."""
    section = taken.last("properties")
    lines = section.stdout.split("\n") if section else []
    return next((line.partition("=")[2].strip().lower() for line in lines if line.startswith("connector_fqdn=")), None)


__all__ = ["Appliance", "read"]

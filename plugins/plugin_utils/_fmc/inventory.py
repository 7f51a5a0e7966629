# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The devices of all domains of an FMC, and which domains these are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ansible_collections.firepower.sse.plugins.plugin_utils._errors import SseError

from . import read_devices
from .errors import FmcError
from .paging import items

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .session import Domain, Session

_LISTS = {
    "pairs": "devicehapairs/ftddevicehapairs",
    "clusters": "deviceclusters/ftddevicecluster",
    "groups": "devicegroups/devicegrouprecords",
}


def domains_of(session: Session, names: Sequence[str]) -> tuple[Domain, ...]:
    """The domains of these names or ids, all for none. Raises SseError for one that the FMC does not show."""
    known = [domain.name for domain in session.domains]
    for name in names:
        if not any(name in (domain.name, domain.uuid) for domain in session.domains):
            raise SseError(f"{session.access.label} shows its user no domain {name!r}; it shows {', '.join(known)}.")
    return tuple(domain for domain in session.domains if not names or {domain.name, domain.uuid} & set(names))


def devices_of(session: Session, domains: Sequence[Domain]) -> tuple[list[dict[str, Any]], str | None]:
    """The FTDs, each once, and a sentence about pairs, clusters and groups that could not be read. Raises FmcError."""
    found: dict[str, dict[str, Any]] = {}
    missing: list[str] = []
    for domain in domains:
        base = f"/api/fmc_config/v1/domain/{domain.uuid}"
        listed = items(session, f"{base}/devices/devicerecords")
        lists: dict[str, list[dict[str, Any]]] = {}
        for name, path in _LISTS.items():
            try:
                lists[name] = items(session, f"{base}/{path}") if listed else []
            except FmcError as exc:
                lists[name] = []
                missing.append(str(exc))
        of_domain = read_devices.devices(
            listed, domain=domain.name, pairs=lists["pairs"], clusters=lists["clusters"], groups=lists["groups"]
        )
        for device in of_domain:
            found[device["id"]] = device  # the lower domain's, where the upper one lists it too
    return list(found.values()), " ".join(missing[:3]) or None


__all__ = ["devices_of", "domains_of"]

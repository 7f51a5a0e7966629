# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The FMC's own settings, from the items of its answers: version, licence, cloud events, region, tenant, its own pair.

Each function is pure and never raises; None means that the answer says nothing that is known.
"""

from __future__ import annotations

import re
from typing import Any

from ansible_collections.firepower.sse.plugins.plugin_utils._parse.api import dig
from ansible_collections.firepower.sse.plugins.plugin_utils._parse.text import flag, text_or_none, whole

Items = list[dict[str, Any]]

_VERSION = re.compile(r"\s*(\d{1,3}(?:\.\d{1,4}){1,4})(?:\s*\([Bb]uild\s+(\d{1,8})\))?", re.ASCII)
_LICENCES = ("REGISTERED", "UNREGISTERED", "RESERVATION_IN_PROGRESS", "EVALUATION")
_ONLINE = ("AUTHORIZED", "OUT_OF_COMPLIANCE", "AUTHORIZATION_EXPIRED", "NOT_AUTHORIZED", "EVALUATION")
_SWITCHES = {
    "intrusion": "sendIntrusionEvents",
    "file": "sendFileEvents",
    "connection": "sendConnectionEvents",
    "all_connections": "sendAllConnectionEvents",
    "discovery": "sendNetworkDiscoveryEvents",
}
_REGIONS = {
    **dict.fromkeys(("us", "usa", "nam"), "us"),
    **dict.fromkeys(("eu", "europe"), "eu"),
    **dict.fromkeys(("apj", "apjc", "asia"), "apj"),
    **dict.fromkeys(("au", "aus", "australia"), "aus"),
    **dict.fromkeys(("in", "india"), "in"),
}
_ROLES = {"active": "active", "standby": "standby"}


def version(items: Items) -> tuple[str | None, str | None]:
    """Release and build.

    >>> version([{"serverVersion": "7.4.2 (build 172)"}])
    ('7.4.2', '172')
    """
    found = next(filter(None, (_VERSION.match(str(item.get("serverVersion"))) for item in items)), None)
    return (found[1], found[2]) if found else (None, None)


def licence(items: Items) -> dict[str, Any] | None:
    """How the FMC is licensed; a reserved licence is that of an air-gapped FMC.

    >>> found = licence([{"regStatus": "EVALUATION", "metadata": {"evalExpiresInDays": "89"}}])
    >>> found["registration"], found["evaluation_days_left"], found["air_gapped"]
    ('evaluation', 89, None)
    """
    item = next((item for item in items if text_or_none(item.get("regStatus"))), None)
    if item is None:
        return None
    raw = str(text_or_none(item["regStatus"]))
    authorization = text_or_none(dig(item, "metadata", "authStatus"))
    reserved = True if authorization == "AUTHORIZED_RESERVED" else False if authorization in _ONLINE else None
    return {
        "registration": raw.lower() if raw in _LICENCES else "other",
        "raw": raw,
        "authorization": authorization,
        "air_gapped": reserved,
        "evaluation_days_left": whole(dig(item, "metadata", "evalExpiresInDays")) if raw == "EVALUATION" else None,
        "virtual_account": text_or_none(dig(item, "metadata", "virtualAccount")),
    }


def cloud_events(items: Items) -> dict[str, Any] | None:
    """Which events go to the cloud. There is no master switch: off is when each of those that exist is.

    >>> found = cloud_events([{"sendIntrusionEvents": False, "sendFileEvents": "false"}])
    >>> found["state"], found["file"], found["all_connections"], found["excluded"]
    ('off', False, None, [])
    """
    item = next((item for item in items if _SWITCHES["intrusion"] in item), {})
    switches = {name: flag(item.get(key)) for name, key in _SWITCHES.items()}
    on = any(switches.values())
    unreadable = any(switches[name] is None and key in item for name, key in _SWITCHES.items())
    if switches["intrusion"] is None or (unreadable and not on):
        return None
    excluded = item.get("devicesExcludedFromSendingEvents") or []
    names = [text_or_none(name) for name in excluded] if isinstance(excluded, list) else [None]
    return {
        "state": "on" if on else "off",
        **switches,
        # One that can't be read could be any device.
        "excluded": None if None in names else names,
    }


def region(items: Items) -> dict[str, Any] | None:
    """The region that is chosen: by the words of its name and host.

    >>> region([{"name": "EU", "domain": "api.eu.sse.itd.cisco.com", "current": True}])
    {'name': 'eu', 'raw': 'EU (api.eu.sse.itd.cisco.com)'}
    """
    item = next((item for item in items if flag(item.get("current"))), None)
    if item is None:
        return None
    name, host = text_or_none(item.get("name")) or "", text_or_none(item.get("domain")) or ""
    raw = f"{name} ({host})" if name and host else name or host
    return {"name": _region(host) or _region(name), "raw": raw} if raw else None


def _region(text: str) -> str | None:
    """The one region that a text names."""
    if text.lower() == "api-sse.cisco.com":
        return "us"
    regions = {_REGIONS[word] for word in re.split(r"[^a-z]+", text.lower()) if word in _REGIONS}
    return regions.pop() if len(regions) == 1 else None


def tenant(items: Items) -> dict[str, Any] | None:
    """The cloud's organisation.

    >>> tenant([{"enabled": True, "info": {"sseTenantName": "acme", "tenantId": "t1"}}])
    {'id': 't1', 'name': 'acme'}
    """
    for item in items:
        found = {
            "id": text_or_none(dig(item, "info", "tenantId")),
            "name": text_or_none(dig(item, "info", "sseTenantName")),
        }
        if any(found.values()):
            return found
    return None


def ha(items: Items, *, host: str) -> dict[str, Any] | None:
    """The FMC's own pair: which of the two it is that was asked. An FMC without a pair lists nothing."""
    if not items:
        return {"state": "standalone", "raw": None, "peer": None}
    units = [unit for key in ("fmcPrimary", "fmcSecondary") if isinstance(unit := items[0].get(key), dict)]
    mine = {str(items[0].get("id")), host}
    own = next((unit for unit in units if mine & {str(unit.get("uuid")), str(unit.get("ipAddress"))}), None)
    role = text_or_none((own or {}).get("role"))
    health = [text_or_none(items[0].get(key)) for key in ("overallStatus", "syncStatus")]
    peer = next((unit for unit in units if own is not None and unit is not own), {})
    return {
        "state": _ROLES.get((role or "").lower(), "other"),
        "raw": ", ".join(filter(None, (role, *health))) or None,
        "peer": text_or_none(peer.get("ipAddress")),
    }


__all__ = ["cloud_events", "ha", "licence", "region", "tenant", "version"]

# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The connector's default context: registration, services, events. Shape: the vendor's example of 7.4.2."""

from __future__ import annotations

from typing import Any

from . import stamps
from .api import dig, entries, of_type
from .text import flag, text_or_none, whole

OVERDUE = 3  # intervals without a refresh, which is one more than a lost one and its repetition
MOST_SERVICES = 32

_HEALTH = {"success": True, "failed": False, "stopped": False}  # Init: not known yet
# Of the registration's words only the first is seen in a vendor's text; one that is not among these decides nothing.
_ENROLLED = {
    "enrolled": True,
    **dict.fromkeys(("failed", "init", "stopped", "not enrolled", "unenrolled", "unregistered"), False),
}


def read(*, body: dict[str, Any], now: float | None, interval: int | None = None) -> dict[str, Any]:
    """What a context says; `interval` is the settings' refresh interval, for a context that does not hold it.

    >>> body = {"status": {"exchange": [{"type": "registration", "status": "Enrolled"}]}}
    >>> read(body=body, now=None)["enrolled"]
    True
    """
    state = of_type(dig(body, "status", "exchange"), "registration")
    status = text_or_none(state.get("status"))
    return {
        "connector_version": text_or_none(dig(body, "meta", "connectorVersion")),
        "device_id": text_or_none(dig(body, "meta", "deviceId")),
        "fqdn": text_or_none(dig(body, "settings", "exchange", "fqdn")),
        "enrolled": _ENROLLED.get((status or "").lower()),
        "registration": {
            "status": status,
            "description": text_or_none(state.get("description")),
            **_registration(body, now, interval),
        },
        "events": _events(body),
        "services": _services(body),
    }


def activated(*, body: dict[str, Any]) -> float | None:
    """When this process activated the context: a restart begins with empty statistics, so it is the daemon's start."""
    statistics = of_type(dig(body, "statistics", "exchange"), "registration").get("statistics")
    return stamps.epoch(dig(statistics, "activation", "registration", "timestamp"))


def manager(*, body: dict[str, Any], tenant: dict[str, Any] | None) -> dict[str, str | None]:
    """Who manages the unit, as far as the context's client says.

    The words `FMC managed` stand for an FMC in the cloud as well, and the tenant of such a unit is one of CDO.
    """
    said = str(dig(body, "clientInfo", "description")).lower()
    if "fdm managed" in said or "locally managed" in said:
        return {"kind": "fdm", "source": "context"}
    if "fmc managed" in said and dig(tenant, "registeredTenantInfo", "spId") != "CDO":
        return {"kind": "fmc", "source": "context"}
    return {"kind": "unknown", "source": None}


def tenant(*, body: dict[str, Any]) -> dict[str, str | None] | None:
    """The organisation that the device is registered in.

    >>> tenant(body={"registeredTenantInfo": {"companyName": "acme-eu", "id": "0c4c"}})
    {'id': '0c4c', 'name': 'acme-eu'}
    """
    found = {
        "id": text_or_none(dig(body, "registeredTenantInfo", "id")),
        "name": text_or_none(dig(body, "registeredTenantInfo", "companyName")),
    }
    return found if any(found.values()) else None


def _registration(body: dict[str, Any], now: float | None, interval: int | None) -> dict[str, Any]:
    statistics = of_type(dig(body, "statistics", "exchange"), "registration").get("statistics")
    refresh = dig(statistics, "refresh", "registration")
    points = [
        stamps.epoch(dig(statistics, *path, "timestamp"))
        for path in (("refresh", "registration"), ("activation", "registration"), ("activation", "enrollment"))
    ]
    refreshed = max((point for point in points if point), default=None)
    every = whole(dig(body, "settings", "exchange", "registration", "refreshInterval")) or interval
    age = round(now - refreshed) if now is not None and refreshed is not None else None
    return {
        "refreshed_at": stamps.rfc3339(refreshed),
        "refresh_age_seconds": age,
        "refresh_interval_seconds": every,
        # A stamp of the future tells of a clock that was turned, not of a refresh in time.
        "overdue": age > OVERDUE * every if age is not None and age >= -stamps.SKEW and every else None,
        "successes": whole(dig(refresh, "successCount")),
        "failures": whole(dig(refresh, "failureCount")),
        "enrolled_at": stamps.rfc3339(points[2]),
    }


def _events(body: dict[str, Any]) -> dict[str, Any]:
    settings = dig(body, "settings", "client", "events")
    state = of_type(dig(body, "status", "client"), "Events")
    status = text_or_none(state.get("status"))
    return {
        "enabled": flag(dig(settings, "enabled")),
        "status": status,
        "description": text_or_none(state.get("description")),
        "healthy": _HEALTH.get((status or "").lower()),
        "uri": text_or_none(dig(settings, "uri")),
    }


def _services(body: dict[str, Any]) -> list[dict[str, str | None]]:
    return [
        {
            "type": str(text_or_none(service.get("type"))),
            "status": text_or_none(service.get("status")),
            "description": text_or_none(service.get("description")),
        }
        for service in entries(dig(body, "status", "client"))[:MOST_SERVICES]
    ]


__all__ = ["activated", "manager", "read", "tenant"]

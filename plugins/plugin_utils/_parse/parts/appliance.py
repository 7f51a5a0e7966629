# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Parts of the appliance itself: who it is, its daemons, its settings, its region."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from .. import pmtool, properties, version
from ..skeleton import nothing
from ..text import port, text_or_none, whole
from ..view import absent

if TYPE_CHECKING:
    from ..view import View

DAEMONS = ("SSEConnector", "EventHandler")
MOST_SETTINGS = 64


def appliance(view: View) -> dict[str, Any]:
    """Role, versions and host name; sf-version and ims.conf complete one another."""
    product, sheet = view.section("sf_version"), view.section("ims_conf")
    one = version.read_sf_version(text=product.stdout) if product else version.Release()
    two = version.read_ims_conf(text=sheet.stdout) if sheet else version.Release()
    role = view.host.get("role")
    uid = whole(view.host.get("uid"))
    if uid:
        view.problem("host", f"ran as user {uid} and not as root: pmtool, lsof and netstat show less")
    numbers = two if two.version and not one.version else one
    return {
        **nothing("appliance"),
        "role": role if role in ("ftd", "fmc") else one.role or two.role,
        "root": view.host.get("root"),
        "hostname": text_or_none(view.host.get("hostname")),
        "model": two.model or one.model,
        "version": numbers.version,
        "build": numbers.build,
        "uptime_seconds": whole(view.host.get("uptime")),
        "uid": uid,
    }


def daemons(view: View) -> dict[str, Any] | None:
    """The two daemons that count; None where pmtool listed none at all."""
    section = view.section("pmtool")
    if section is None:
        return None
    found = pmtool.read(text=section.stdout)
    if not found:
        view.problem("pmtool", section.reason or "no daemon stands in the output of pmtool status")
        return None
    for name in DAEMONS:
        if name not in found:
            view.problem("pmtool", f"{name} is not among the {len(found)} daemons listed")
    return {name: asdict(found[name]) if name in found else None for name in DAEMONS}


def config(view: View) -> dict[str, Any] | None:
    """connector.properties; a file that is not there, or holds nothing known, is seen as such."""
    section = view.section("properties")
    if section is None:
        return None
    if section.exit != 0 and not absent(section):
        view.problem("properties", section.reason)
        return None
    settings = dict(list(properties.read(text=section.stdout).items())[:MOST_SETTINGS])
    read: dict[str, Any] = {
        "registration_interval": whole(settings.get("registration_interval")),
        "connector_port": port(settings.get("connector_port")),
        "connector_fqdn": properties.host(settings.get("connector_fqdn")),
    }
    # A setting that may be absent is one thing, a value that cannot be one of its kind another.
    good = read["connector_fqdn"] and all(read[key] is not None for key in properties.KNOWN if key in settings)
    if good and "connector_port" not in settings:
        read["connector_port"] = properties.PORT
    return {
        "state": "missing" if section.exit != 0 else "present" if good else "garbled",
        "settings": settings,
        **read,
    }


def region(view: View, settings: dict[str, Any] | None, *, fqdn: str | None) -> dict[str, Any]:
    """The region that was probed: as it was found on the appliance, else by the API host in its settings.

    `live` is where the connector really is, by its context's `fqdn`: it follows its settings only when it enrols anew.
    """
    host = properties.host(fqdn)
    live = (view.regions.region_of(host) or "unknown") if host else None
    return {**_probed(view, settings), "live": live}


def _probed(view: View, settings: dict[str, Any] | None) -> dict[str, Any]:
    section = view.section("region")
    if section is None:
        api_host = settings["connector_fqdn"] if settings else None
        name = view.regions.region_of(api_host)
        source = "connector_fqdn" if api_host else None
        return {"name": name or ("unknown" if api_host else None), "source": source, "api_host": api_host}
    found = dict(line.split("=", 1) for line in section.stdout.split("\n") if "=" in line)
    api_host, source = text_or_none(found.get("api_host")), text_or_none(found.get("source"))
    # A script that was run by hand may not know the regions, which are the controller's.
    name = text_or_none(found.get("region")) or view.regions.region_of(api_host)
    return {
        "name": name or ("unknown" if api_host else None),
        "source": source if source in ("connector_fqdn", "context", "option") else None,
        "api_host": api_host.lower() if api_host else None,
    }


__all__ = ["appliance", "config", "daemons", "region"]

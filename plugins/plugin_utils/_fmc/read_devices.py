# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The managed devices, from the items of the lists of devices, pairs, clusters and groups of one domain. Pure."""

from __future__ import annotations

import re
from typing import Any

from ansible_collections.firepower.sse.plugins.plugin_utils._parse.api import dig
from ansible_collections.firepower.sse.plugins.plugin_utils._parse.text import flag, text_or_none

Items = list[dict[str, Any]]

_VERSION = re.compile(r"\d{1,3}(?:\.\d{1,4}){1,4}", re.ASCII)
_NO_HOST = ("DONTRESOLVE",)  # what stands in the place of a host behind NAT


def devices(items: Items, *, domain: str, pairs: Items, clusters: Items, groups: Items) -> list[dict[str, Any]]:
    """The FTDs of a domain, as the record has them. Chassis, other products and placeholders are left out."""
    in_pair, in_cluster, in_groups = _in_pairs(pairs), _in_clusters(clusters), _in_groups(groups)
    found = []
    for item in items:
        if not _is_ftd(item):
            continue
        device = _device(item, domain)
        container = dig(item, "metadata", "containerDetails")
        kind = container.get("type") if isinstance(container, dict) else None
        if kind == "DeviceHAPair":
            device["pair"] = _pair_of_container(item, container)
        elif kind == "DeviceCluster":
            device["cluster"] = _cluster_of_container(item, container)
        device["pair"] = _merged(device["pair"], in_pair.get(device["id"]))
        device["cluster"] = _merged(device["cluster"], in_cluster.get(device["id"]))
        device["groups"] = sorted({*device["groups"], *in_groups.get(device["id"], ())})
        found.append(device)
    return found


def _is_ftd(item: dict[str, Any]) -> bool:
    """An FTD, as far as the record tells; one that tells nothing is taken for one."""
    model = f"{item.get('model') or ''}".lower()
    if any(flag(dig(item, "metadata", key)) for key in ("isDummyDevice", "dummyDevice")):
        return False
    if not text_or_none(item.get("id")) or str(item.get("modelType")).lower() == "chassis":
        return False
    return "threat defense" in model or bool(item.get("ftdMode")) or not model


def _device(item: dict[str, Any], domain: str) -> dict[str, Any]:
    host = text_or_none(item.get("hostName"))
    release = _VERSION.search(str(item.get("sw_version")))
    managed = text_or_none(item.get("managementState"))
    group = text_or_none(dig(item, "deviceGroup", "name"))
    return {
        "id": text_or_none(item.get("id")),
        "name": text_or_none(item.get("name")) or text_or_none(item.get("id")),
        "host_name": None if host in _NO_HOST else host,
        "domain": domain,
        "model": text_or_none(item.get("model")),
        "version": release[0] if release else None,
        "ftd_mode": text_or_none(item.get("ftdMode")),
        "serial": text_or_none(dig(item, "metadata", "deviceSerialNumber")) or text_or_none(item.get("serialNumber")),
        "connected": flag(item.get("isConnected")),
        "managed": {"MANAGED": True, "UNMANAGED": False}.get(managed or ""),
        "health": text_or_none(item.get("healthStatus")),
        "deployment": text_or_none(item.get("deploymentStatus")),
        "task": _task(dig(item, "metadata", "task")),
        "groups": [group] if group else [],
        "pair": None,
        "cluster": None,
        "analytics_only": flag(item.get("analyticsOnly")),
        "excluded": None,
        "alert": None,
        "connector": None,
    }


def _task(task: Any) -> dict[str, Any] | None:
    """The task that the record itself names; records without one have none, or an empty one."""
    found = {"type": text_or_none(dig(task, "taskType")), "status": text_or_none(dig(task, "status"))}
    return found if any(found.values()) else None


def _pair_of_container(item: dict[str, Any], container: dict[str, Any]) -> dict[str, Any]:
    role = text_or_none(container.get("role")) or text_or_none(item.get("role"))
    return {
        "name": text_or_none(container.get("name")),
        "id": text_or_none(container.get("id")),
        "role": role.lower() if role else None,
        "state": text_or_none(container.get("status")) or text_or_none(item.get("status")),
        "peer": None,
    }


def _cluster_of_container(item: dict[str, Any], container: dict[str, Any]) -> dict[str, Any]:
    role = text_or_none(container.get("role")) or text_or_none(item.get("role"))
    return {
        "name": text_or_none(container.get("name")),
        "id": text_or_none(container.get("id")),
        "role": role.lower() if role else None,
    }


def _merged(base: dict[str, Any] | None, better: dict[str, Any] | None) -> dict[str, Any] | None:
    """Both, the second where it knows something."""
    if base is None or better is None:
        return base or better
    return {key: base[key] if better[key] is None else better[key] for key in base}


def _in_pairs(items: Items) -> dict[str, dict[str, Any]]:
    found = {}
    for item in items:
        ids = {role: text_or_none(dig(item, role, "id")) for role in ("primary", "secondary")}
        for role, peer in (("primary", "secondary"), ("secondary", "primary")):
            own = ids[role]
            if own:
                found[own] = {
                    "name": text_or_none(item.get("name")),
                    "id": text_or_none(item.get("id")),
                    "role": role,
                    "state": text_or_none(dig(item, "metadata", f"{role}Status", "currentStatus")),
                    "peer": ids[peer],
                }
    return found


def _in_clusters(items: Items) -> dict[str, dict[str, Any]]:
    found = {}
    for item in items:
        data = item.get("dataDevices")
        members = [("control", item.get("controlDevice"))]
        members += [("data", member) for member in (data if isinstance(data, list) else [])]
        for role, member in members:
            own = text_or_none(dig(member, "deviceDetails", "id"))
            if own:
                found[own] = {
                    "name": text_or_none(item.get("name")),
                    "id": text_or_none(item.get("id")),
                    "role": role,
                }
    return found


def _in_groups(items: Items) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for item in items:
        name, members = text_or_none(item.get("name")), item.get("members")
        for member in members if name and isinstance(members, list) else []:
            own = text_or_none(dig(member, "id"))
            if own:
                found.setdefault(own, []).append(str(name))
    return found


__all__ = ["devices"]

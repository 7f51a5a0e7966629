# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Devices and what holds them together, in the FMC's own shapes.

In the state, all names are device names and all but `name` may be missing:

    devices    {name, id, host_name, domain, version, model, mode: ROUTED, serial, connected, health, deployment,
                analytics_only, managed, connector: what ftdcloudstatus hands on (see work.py),
                raw: keys that replace those of the record}
    pairs      {name, domain, primary, secondary, active: name of the active unit, states: [primary's, secondary's]}
    clusters   {name, domain, control, data: [names]}
    groups     {name, domain, members: [names]}
"""

from __future__ import annotations

from typing import Any

from .state import at_least, domains, identity

State = dict[str, Any]
Item = dict[str, Any]
MODEL = "Cisco Firepower Threat Defense for VMware"
# Values that a reader must never show: they are in the answers because the API's shapes demand them.
SECRETS = {"pair": "lab-fmc-ha-secret", "cluster": "lab-fmc-cluster-secret"}


def id_of(entry: dict[str, Any]) -> str:
    return entry.get("id") or identity(entry["name"])


def inside(entry: dict[str, Any], domain: dict[str, str]) -> bool:
    return entry.get("domain", "Global") == domain["name"]


def reference(name: str, state: State) -> Item:
    for device in state["devices"]:
        if device["name"] == name:
            return {"id": id_of(device), "name": name, "type": "Device"}
    raise ValueError(f"the FMC has no device {name!r}")


def memberships(state: State) -> dict[str, Item]:
    """Device name → `containerDetails` of its pair or cluster."""
    found: dict[str, Item] = {}
    for pair in state["pairs"]:
        states = unit_states(pair)
        for role, status in zip(("primary", "secondary"), states, strict=True):
            details = {"id": id_of(pair), "name": pair["name"], "type": "DeviceHAPair"}
            found[pair[role]] = {**details, "role": role.capitalize(), "status": status}
    for cluster in state["clusters"]:
        details = {"id": id_of(cluster), "name": cluster["name"], "type": "DeviceCluster"}
        found[cluster["control"]] = {**details, "role": "Control", "status": "NORMAL"}
        found.update({name: {**details, "role": "Data", "status": "NORMAL"} for name in cluster.get("data", [])})
    return found


def unit_states(pair: dict[str, Any]) -> list[str]:
    if "states" in pair:
        return list(pair["states"])
    second = pair.get("active") == pair["secondary"]
    return ["Standby", "Active"] if second else ["Active", "Standby"]


def devices(state: State, domain: dict[str, str], _query: dict[str, str]) -> list[Item]:
    """`…/devices/devicerecords`"""
    held = memberships(state)
    groups = {name: group for group in state["groups"] for name in group["members"]}
    chosen = [entry for entry in state["devices"] if inside(entry, domain)]
    return [record(state, domain, entry, held.get(entry["name"]), groups.get(entry["name"])) for entry in chosen]


def record(
    state: State, domain: dict[str, str], entry: dict[str, Any], container: Item | None, group: Item | None
) -> Item:
    serial = entry.get("serial") or identity("serial", entry["name"])[:11].replace("-", "").upper()
    metadata: Item = {
        "readOnly": {"state": False},
        "domain": {"id": domain["uuid"], "name": domain["name"], "type": "Domain"},
        "isPartOfContainer": container is not None,
        "deviceSerialNumber": serial,
        "otherAssociatedPolicies": [],
    }
    made: Item = {
        "id": id_of(entry),
        "type": "Device",
        "name": entry["name"],
        "hostName": entry.get("host_name", f"{entry['name']}.example.net"),
        "model": entry.get("model", MODEL),
        "modelType": "Sensor",
        "sw_version": str(entry.get("version", "7.2.5")),
        "healthStatus": entry.get("health", "green"),
        "deploymentStatus": entry.get("deployment", "DEPLOYED"),
        "ftdMode": entry.get("mode", "ROUTED"),
        "snortEngine": "SNORT3",
        "license_caps": ["ESSENTIALS", "IPS"],
        "keepLocalEvents": False,
        "metadata": metadata,
    }
    if container:
        metadata["containerDetails"] = container
    if group:
        made["deviceGroup"] = {"id": id_of(group), "name": group["name"], "type": "DeviceGroup"}
    if at_least(state, 7, 3):
        made["isConnected"] = entry.get("connected", True)
    if at_least(state, 7, 2):
        made["analyticsOnly"] = entry.get("analytics_only", False)
        made["managementState"] = "MANAGED" if entry.get("managed", True) else "UNMANAGED"
    return {**made, **entry.get("raw", {})}


def failover_link(address: str, name: str) -> Item:
    return {
        "interfaceObject": {"id": identity(name), "name": "GigabitEthernet0/7", "type": "PhysicalInterface"},
        "logicalName": name,
        "activeIP": f"{address}.1",
        "standbyIP": f"{address}.2",
        "subnetMask": "255.255.255.252",
        "useIPv6Address": False,
    }


def pairs(state: State, domain: dict[str, str], _query: dict[str, str]) -> list[Item]:
    """`…/devicehapairs/ftddevicehapairs`"""
    return [pair_record(state, pair) for pair in state["pairs"] if inside(pair, domain)]


def pair_record(state: State, pair: dict[str, Any]) -> Item:
    units = [reference(pair[role], state) for role in ("primary", "secondary")]
    link = failover_link("169.254.1", "FAILOVER")
    status = [{"currentStatus": word, "device": unit} for word, unit in zip(unit_states(pair), units, strict=True)]
    return {
        "id": id_of(pair),
        "name": pair["name"],
        "type": "DeviceHAPair",
        "primary": units[0],
        "secondary": units[1],
        "ftdHABootstrap": {
            "isEncryptionEnabled": True,
            "encKeyGenerationScheme": "CUSTOM",
            "sharedKey": SECRETS["pair"],
            "useSameLinkForFailovers": True,
            "lanFailover": link,
            "statefulFailover": link,
        },
        "metadata": {"primaryStatus": status[0], "secondaryStatus": status[1]},
    }


def clusters(state: State, domain: dict[str, str], _query: dict[str, str]) -> list[Item]:
    """`…/deviceclusters/ftddevicecluster`"""
    return [cluster_record(state, cluster) for cluster in state["clusters"] if inside(cluster, domain)]


def cluster_record(state: State, cluster: dict[str, Any]) -> Item:
    def node(name: str, priority: int) -> Item:
        bootstrap = {"cclIp": f"169.254.2.{priority}", "localUnit": name, "priority": priority, "siteId": 0}
        return {"deviceDetails": reference(name, state), "clusterNodeBootstrap": bootstrap}

    return {
        "id": id_of(cluster),
        "name": cluster["name"],
        "type": "DeviceCluster",
        "controlDevice": node(cluster["control"], 1),
        "dataDevices": [node(name, number) for number, name in enumerate(cluster.get("data", []), 2)],
        "commonBootstrap": {
            "cclInterface": {"id": identity("ccl"), "name": "Port-channel48", "type": "EtherChannelInterface"},
            "cclNetwork": "169.254.2.0/24",
            "vniNetwork": "169.254.3.0/24",
            "clusterKey": SECRETS["cluster"],
        },
    }


def groups(state: State, domain: dict[str, str], _query: dict[str, str]) -> list[Item]:
    """`…/devicegroups/devicegrouprecords`"""
    chosen = [group for group in state["groups"] if inside(group, domain)]
    return [
        {
            "id": id_of(group),
            "name": group["name"],
            "type": "DeviceGroup",
            "members": [reference(name, state) for name in group["members"]],
            "metadata": {"domain": {"id": domain["uuid"], "name": domain["name"], "type": "Domain"}},
        }
        for group in chosen
    ]


def domain_list(state: State, _domain: dict[str, str], _query: dict[str, str]) -> list[Item]:
    """`/api/fmc_platform/v1/info/domain`"""
    return [{"name": entry["name"], "uuid": entry["uuid"], "type": "Domain"} for entry in domains(state)]

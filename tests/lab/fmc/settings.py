# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The FMC's own settings about the cloud, in its own shapes.

licence       {status, authorization, evaluation_days, virtual_account}
cloud_events  {intrusion, file, connection, all_connections, discovery, excluded: [device ids]}
region        us, eu, apj, aus, in, or a name of `regions`; regions: [{name, domain}] in place of the usual five
tenant        {id, name}, or null for none
ha            null, or {role: Active or Standby, peer: address, status: GOOD, sync: GOOD}
"""

from __future__ import annotations

from typing import Any

from .state import at_least, identity

State = dict[str, Any]
Item = dict[str, Any]
# The texts are made up; the domains are the regions' API hosts.
REGIONS = {
    "us": ("us-east-1 (US Region)", "api-sse.cisco.com"),
    "eu": ("eu-central-1 (EU Region)", "api.eu.sse.itd.cisco.com"),
    "apj": ("ap-northeast-1 (APJ Region)", "api.apj.sse.itd.cisco.com"),
    "aus": ("ap-southeast-2 (AUS Region)", "api.aus.sse.itd.cisco.com"),
    "in": ("ap-south-1 (IN Region)", "api.in.sse.itd.cisco.com"),
}
CLIENT_ID = "lab-fmc-securex-secret"


def server_version(state: State, _domain: dict[str, str], _query: dict[str, str]) -> list[Item]:
    """`/api/fmc_platform/v1/info/serverversion`"""
    version = f"{state['version']} (build {state['build']})"
    return [{"serverVersion": version, "type": "ServerVersion", "vdbVersion": "build 392", "sruVersion": "2024-11-20"}]


def smart_licences(state: State, _domain: dict[str, str], _query: dict[str, str]) -> list[Item]:
    """`/api/fmc_platform/v1/license/smartlicenses`"""
    licence = state["licence"]
    metadata: Item = {
        "evalUsed": licence["status"] != "EVALUATION",
        "evalExpiresInDays": licence["evaluation_days"],
        "exportControl": licence["status"] == "REGISTERED",
    }
    if licence["authorization"]:
        metadata["authStatus"] = licence["authorization"]
    if licence["virtual_account"]:
        metadata["virtualAccount"] = licence["virtual_account"]
    return [{"regStatus": licence["status"], "type": "SmartLicense", "metadata": metadata}]


def cloud_events(state: State, _domain: dict[str, str], _query: dict[str, str]) -> list[Item]:
    """`…/integration/cloudeventsconfigs`; which version knows which switch is made up."""
    given = state["cloud_events"]
    made: Item = {
        "id": identity("cloudeventsconfigs"),
        "type": "CloudEventsConfig",
        "name": "CloudEventsConfig",
        "sendIntrusionEvents": given["intrusion"],
        "sendFileEvents": given["file"],
        "sendConnectionEvents": given["connection"],
    }
    if at_least(state, 7, 0):
        made["sendAllConnectionEvents"] = given["all_connections"]
    if at_least(state, 7, 4):
        made["devicesExcludedFromSendingEvents"] = given["excluded"]
    if at_least(state, 7, 6):
        made["sendNetworkDiscoveryEvents"] = given["discovery"]
    return [made]


def cloud_regions(state: State, _domain: dict[str, str], _query: dict[str, str]) -> list[Item]:
    """`…/integration/cloudregions`"""
    known = {key: {"name": name, "domain": host} for key, (name, host) in REGIONS.items()}
    known = {entry["name"]: entry for entry in state["regions"]} if state["regions"] else known
    return [
        {
            "id": identity("region", entry["name"]),
            "type": "CloudRegion",
            "name": entry["name"],
            "description": entry["name"],
            "domain": entry["domain"],
            "current": key == state["region"],
        }
        for key, entry in known.items()
    ]


def cloud_integrations(state: State, _domain: dict[str, str], _query: dict[str, str]) -> list[Item]:
    """`…/integration/cloudintegrations/cloudintegrations`"""
    if not (tenant := state["tenant"]):
        return [{"enabled": False}]
    info = {
        "cdoUrl": "https://eu.manage.security.cisco.com",
        "connected": True,
        "deviceId": identity("fmc", state["name"]),
        "onboardingStatus": "ONLINE",
        "sseTenantName": tenant["name"],
        "tenantId": tenant["id"],
    }
    return [{"enabled": True, "info": info}]


def securex(state: State, _domain: dict[str, str], _query: dict[str, str]) -> list[Item]:
    """`…/integration/securexconfigs`; all of its shape but that it holds a client id is made up."""
    tenant = state["tenant"] or {"id": "", "name": ""}
    made = {"id": identity("securexconfigs"), "type": "SecurexConfig", "name": "SecureX"}
    return [{**made, "clientId": CLIENT_ID, "tenantId": tenant["id"], "tenantName": tenant["name"]}]


def ha_status(state: State, _domain: dict[str, str], _query: dict[str, str]) -> list[Item]:
    """`…/integration/fmchastatuses`: one item, or none where the FMC stands alone."""
    if not (ha := state["ha"]):
        return []
    other = {"Active": "Standby", "Standby": "Active"}.get(ha["role"], ha["role"])

    def server(unit: str, role: str, address: str) -> Item:
        made = {"hwRole": unit, "role": role, "ipAddress": address, "modelId": 66}
        return {**made, "swVersion": str(state["version"]), "uuid": identity("fmc", unit, state["name"])}

    return [
        {
            "id": identity("fmc", "Primary", state["name"]),
            "type": "FMCHAStatus",
            "fmcPrimary": server("Primary", ha["role"], ha.get("address", "192.0.2.81")),
            "fmcSecondary": server("Secondary", other, ha.get("peer", "192.0.2.82")),
            "haOpInProgress": False,
            "haStatusMessages": [],
            "overallStatus": ha.get("status", "GOOD"),
            "syncStatus": ha.get("sync", "GOOD"),
        }
    ]

# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What goes on: health alerts, tasks, audit records, and the connector of an FTD as the FMC hands it on.

alerts   {device: name, or "0" for the FMC itself, status: RED, message, since: epoch, module: CONN_STATUS_SSE}
tasks    {name, type: DEVICE_DEPLOYMENT, status: Deploying, domain}
audit    {at: epoch, user, subsystem, message, source}
a device's `connector`:  {context: {…}, tenant: {…}}, {error: sentence},
         or {command: words before an address on the device, so that the real connector is asked}
"""

from __future__ import annotations

import json
import subprocess
from typing import Any

from .devices import id_of, inside, reference
from .state import identity

State = dict[str, Any]
Item = dict[str, Any]
NOT_RUNNING = "SSE connector is not running"
LOCAL = "http://127.0.0.1:8989/v1/contexts/default"
TASKS = {
    "DEPLOYMENT": "DEVICE_DEPLOYMENT",
    "REGISTRATION": "DEVICE_REGISTRATION",
    "UNREGISTRATION": "DEVICE_UNREGISTRATION",
    "PENDINGCHANGESREQUEST": "PENDING_CHANGES_REQUEST",
    "DEVICE_BACKUP": "DEVICE_BACKUP",
}


def criteria(query: dict[str, str]) -> dict[str, list[str]]:
    """`filter=moduleIDs:A,B;status:red` → {moduleids: [a, b], status: [red]}"""
    pairs = (part.partition(":") for part in query.get("filter", "").split(";") if part)
    return {key.lower(): [word.strip().lower() for word in value.split(",")] for key, _colon, value in pairs}


def alerts(state: State, domain: dict[str, str], query: dict[str, str]) -> list[Item]:
    """`…/health/alerts`"""
    wanted = criteria(query)
    known = {"0": {}, **{entry["name"]: entry for entry in state["devices"]}}
    made = [alert(state, entry) for entry in state["alerts"] if inside(known[entry["device"]], domain)]
    keys = {"moduleids": "moduleID", "status": "status", "deviceuuids": "deviceUUID"}
    for name, key in keys.items():
        if name in wanted:
            made = [item for item in made if item[key].lower() in wanted[name]]
    return made


def alert(state: State, entry: dict[str, Any]) -> Item:
    module = entry.get("module", "CONN_STATUS_SSE")
    return {
        "id": identity("alert", entry["device"], module),
        "type": "Alert",
        "name": entry.get("name", "SSE Connection Status"),
        "moduleID": module,
        "deviceUUID": "0" if entry["device"] == "0" else reference(entry["device"], state)["id"],
        "status": entry.get("status", "RED"),
        "description": entry.get("message", "Device is not connected to the cloud"),
        "timestamp": entry.get("since", 1764000000),
    }


def tasks(state: State, domain: dict[str, str], query: dict[str, str]) -> list[Item]:
    """`…/job/taskstatuses`; ValueError without the filter, which a list must have."""
    wanted = criteria(query)
    if "id" not in query and not {"type", "status"} <= set(wanted):
        raise ValueError("Mandatory filter criteria type and status are missing.")
    types = {TASKS.get(word.upper(), word.upper()) for word in wanted.get("type", [])}
    made = [
        {
            "id": identity("task", entry["name"]),
            "type": "TaskStatus",
            "name": entry["name"],
            "taskType": entry.get("type", "DEVICE_DEPLOYMENT"),
            "status": entry.get("status", "Deploying"),
            "message": entry["name"],
        }
        for entry in state["tasks"]
        if inside(entry, domain)
    ]
    if "id" in query:
        return made
    return [item for item in made if item["taskType"] in types and item["status"].lower() in wanted["status"]]


def audit(state: State, domain: dict[str, str], query: dict[str, str]) -> list[Item]:
    """`/api/fmc_platform/v1/domain/{domain}/audit/auditrecords`, newest first, as in the vendor's Postman example."""
    wanted = criteria(query)
    records = [
        {
            "time": entry["at"],
            "message": entry["message"],
            "username": entry.get("user", "admin"),
            "auditId": identity("audit", str(entry["at"]), entry["message"]),
            "subSystem": entry.get("subsystem", "System > Integration > Cloud Services"),
            "source": entry.get("source", "192.0.2.200"),
            "domain": domain["uuid"],
        }
        for entry in sorted(state["audit"], key=lambda entry: -entry["at"])
        if inside(entry, domain)
    ]
    for name, key in {"username": "username", "subsystem": "subSystem"}.items():
        if name in wanted:
            records = [item for item in records if any(word in item[key].lower() for word in wanted[name])]
    return records


def connector(state: State, domain: dict[str, str], device_id: str) -> Item | None:
    """`…/integration/ftdcloudstatus/{deviceId}`: the answers of the device's connector, as JSON texts within JSON."""
    for entry in state["devices"]:
        if id_of(entry) == device_id and inside(entry, domain):
            break
    else:
        return None
    given = entry.get("connector", {"error": NOT_RUNNING})
    if "command" in given:
        given = {"context": asked(given["command"], LOCAL), "tenant": asked(given["command"], f"{LOCAL}/tenant")}
    if not given.get("context"):
        return {"error": {"message": given.get("error", NOT_RUNNING)}, "type": "FTDCloudStatus"}
    made = {"type": "FTDCloudStatus", "defaultContextInfo": as_text(given["context"])}
    return {**made, "tenantInfo": as_text(given["tenant"])} if given.get("tenant") else made


def as_text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value)


def asked(command: list[str], address: str) -> str | None:
    try:
        done = subprocess.run([*command, address], capture_output=True, text=True, timeout=8, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 and done.stdout.startswith("{") else None

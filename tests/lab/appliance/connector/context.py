# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""`/v1/contexts/default`: the connector's state in the shape of the vendor's published example."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import host

if TYPE_CHECKING:
    from state import Leg, State

BASE = "http://localhost:8989/v1/contexts/default"
ENDPOINTS = {
    "serviceActivation": f"{BASE}/activations",
    "status": f"{BASE}/status",
    "statistics": f"{BASE}/statistics",
    "workflows": f"{BASE}/workflows",
    "urn:services:messaging": f"{BASE}/services/messaging",
    "urn:services:token": f"{BASE}/services/token",
    "services": f"{BASE}/services/registry",
    "tenant": f"{BASE}/tenant",
    "eventsws": f"{BASE.replace('http', 'ws')}/services/eventsws",
    "wsproxy": f"{BASE.replace('http', 'ws')}/services/wsproxy",
}


def service(kind: str, status: str, description: str) -> dict[str, str]:
    return {"type": kind, "status": status, "name": "", "description": description}


def client_info() -> dict[str, str]:
    settings = host.load()
    return {
        "version": settings["version"],
        "description": f"{settings['address']} {settings['name']} (FMC managed)",
        "name": settings["name"],
        "guid": settings["guid"],
        "type": settings["model"],
        "ip": settings["address"],
    }


def settings_part(state: State) -> dict[str, Any]:
    settings = host.load()
    root, off = settings["root"], settings["behaviour"].get("events_off")
    stats_file = f"file://{root}/var/log/mercury_telemetry_stats.json.gz"
    upload = {"type": "tls_fingerprint", "uri": stats_file, "refreshInterval": 86400, "skipIfMissing": True}
    events = {
        "uri": f"ipc://{root}/var/sf/run/EventHandler_SSEConnector.sock",
        "type": "ZMQ_PUSH",
        "enabled": "false" if off else "true",
    }
    secret = {"csrfToken": f"lab-csrf-secret-{settings['name']}"}
    return {
        "client": {
            "administration": {"headers": {}, "auth": secret, "uri": "", "enabled": "false"},
            "statusCallback": {"uri": ""},
            "contextCallback": {"uri": ""},
            "fileUpload": [upload],
            "applicationConfig": None,
            "events": events,
            "proxyReg": {"uri": "", "type": ""},
        },
        "exchange": {"registration": {"refreshInterval": state.interval}, "fqdn": state.fqdn},
        "dataInput": {"http": None},
    }


def meta() -> dict[str, str]:
    settings = host.load()
    created = settings["created"]
    version = settings["connector_version"]
    return {
        "created": created,
        "lastModified": created,
        "deviceId": settings["device_id"],
        "connectorVersion": version,
    }


def status(state: State) -> dict[str, Any]:
    off = host.behaviour("cloud_off")
    skipped = "Skipped file-upload: open mercury_telemetry_stats.json.gz: no such file or directory"
    messaging = ("Init", "Data exchange service is enabled")
    if state.messaging_error:
        messaging = ("Failed", f"Data exchange service failed, err: {state.messaging_error}")
    elif state.messaging_up:
        messaging = ("Success", "Data exchange service started")
    if state.enrolled:
        registration = ("Enrolled", "Device has been enrolled.")
    elif state.enrolment_error:
        registration = ("Failed", f"Device enrollment failed, err: {state.enrolment_error}")
    else:
        registration = ("Init", "Device enrollment is pending")
    client = [
        service("tls_fingerprint", "Success", skipped),
        service("administration", "Stopped", "Administration service module stopped"),
        service("Events", *state.events_status()),
        service("urn:services:messaging", *(("Stopped", "Data exchange service is disabled") if off else messaging)),
        service("wsproxy", "Success", "Websocket Proxy service started"),
        service("SSE_notification", "Init", "SSE notifications receiving service is pending"),
    ]
    return {"client": client, "exchange": [service("registration", *registration)], "dataInput": None}


def counters(leg: Leg) -> dict[str, Any]:
    return {
        "LastCloudConnectSuccess": leg.connected,
        "LastCloudConnectFailure": leg.failed,
        "LastCloudDisconnect": leg.disconnected,
        "TotalEventsReceived": leg.received,
        "TotalEventsSent": leg.sent,
    }


def statistics(state: State) -> dict[str, Any]:
    clients = state.joined and state.ws in state.legs()
    ws = {
        "ActiveConnections": int(clients),
        "LastClientConnectSuccess": state.joined_at if clients else "",
        "LastClientDisconnect": "",
        **counters(state.ws),
    }
    messages = {
        "failureCount": 0,
        "successCount": state.messages,
        "totalRequests": state.messages,
        "lastFailure": "",
        "lastSuccess": "",
    }
    proxy = {
        "ActiveConnections": 0,
        "LastConnect": "",
        "LastDisconnect": "",
        "TotalBytesUpstream": 0,
        "TotalBytesDownstream": 0,
    }
    never = {"timestamp": "", "timeTaken": 0, "timeDuration": ""}
    refresh = {**state.refresh.shown(), "successCount": state.refreshes, "failureCount": state.refresh_failures}
    exchange = {
        "activation": {
            "registration": state.registration.shown(),
            "enrollment": state.enrolment.shown(),
            "unregistration": never,
        },
        "refresh": {"registration": refresh, "enrollment": {**never, "successCount": 0, "failureCount": 0}},
    }
    client = [
        {"type": "urn:services:messaging", "statistics": messages},
        {"type": "wsproxy", "statistics": proxy},
        {"type": "administration", "statistics": None},
        {"type": "Events", "statistics": {"ZmqStat": counters(state.zmq), "WsStat": ws}},
    ]
    return {"client": client, "exchange": [{"type": "registration", "statistics": exchange}]}


def default_context(state: State) -> dict[str, Any]:
    return {
        "clientInfo": client_info(),
        "settings": settings_part(state),
        "id": "default",
        "meta": meta(),
        "endpoints": [{"type": kind, "uri": uri} for kind, uri in ENDPOINTS.items()],
        "status": status(state),
        "statistics": statistics(state),
    }


def tenant(state: State) -> dict[str, Any]:
    return {"registeredTenantInfo": state.tenant, "tenantInfo": [state.tenant] if state.tenant else []}

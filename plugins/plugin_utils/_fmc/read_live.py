# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What goes on, as the FMC sees it: alerts on the SSE link, connectors, running work, changes of the cloud's settings.

Pure functions that never raise.
"""

from __future__ import annotations

import json
import re
from typing import Any

from ansible_collections.firepower.sse.plugins.plugin_utils._parse import stamps
from ansible_collections.firepower.sse.plugins.plugin_utils._parse.text import number, scrub, text_or_none

Items = list[dict[str, Any]]

MODULE = "CONN_STATUS_SSE"
FMC_ITSELF = "0"  # what stands in the place of a device's id in the FMC's own alerts
_WORST = ("red", "error", "failed", "yellow", "recovered", "green", "disabled")

_SECRET = re.compile(r"csrf|token|secret|passw", re.IGNORECASE)
_LARGEST_CONTEXT = 256 << 10  # characters; the vendor's example has 4,700

MOST_CHANGES = 20
MOST_TASKS = 50
_CLOUD = re.compile(
    r"cloudevents|cloudregions|cloudintegrations|securex|cloud (?:event|region|service|integration)|security cloud",
    re.IGNORECASE,
)


def alerts(items: Items) -> dict[str, dict[str, Any]]:
    """The alert of each device by its id; the worst where the FMC lists several, then the newest.

    >>> alerts([{"deviceUUID": "d1", "moduleID": "CONN_STATUS_SSE", "status": "RED", "timestamp": "1586806442"}])["d1"]
    {'status': 'red', 'message': None, 'since': '2020-04-13T19:34:02Z'}
    """
    found: dict[str, tuple[tuple[int, float], dict[str, Any]]] = {}
    for item in items:
        device, status = text_or_none(item.get("deviceUUID")), (text_or_none(item.get("status")) or "").lower()
        if not device or not status or item.get("moduleID", MODULE) != MODULE:
            continue
        moment = number(item.get("timestamp")) or 0
        rank = (-_WORST.index(status) if status in _WORST else 0, moment)
        message = text_or_none(item.get("description")) or text_or_none(item.get("details"))
        if device not in found or rank > found[device][0]:
            found[device] = (rank, {"status": status, "message": message, "since": stamps.rfc3339(moment)})
    return {device: alert for device, (_rank, alert) in found.items()}


def connector(answer: dict[str, Any]) -> dict[str, Any]:
    """A device's connector as the FMC hands it on: JSON texts within JSON, here without what is secret in them."""
    error = answer.get("error")
    if error:
        said = text_or_none(error.get("message") if isinstance(error, dict) else error) or "an error without a message"
        state = "not_running" if "not running" in said.lower() else "unreadable"
        return {"state": state, "context": None, "tenant": None, "reason": said}
    context = _harmless(answer.get("defaultContextInfo"))
    return {
        "state": "answered" if context else "unreadable",
        "context": context,
        "tenant": _harmless(answer.get("tenantInfo")),
        "reason": None if context else "the FMC's answer holds no context that is JSON",
    }


def _harmless(text: object) -> str | None:
    """A JSON text again, without secrets and control characters; None if it was none."""
    if not isinstance(text, str) or len(text) > _LARGEST_CONTEXT:
        return None
    try:
        return json.dumps(_without_secrets(scrub(json.loads(text))))
    except (ValueError, RecursionError):
        return None


def _without_secrets(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_secrets(item) for key, item in value.items() if not _SECRET.search(key)}
    return [_without_secrets(item) for item in value] if isinstance(value, list) else value


def tasks(items: Items) -> list[dict[str, Any]]:
    """Tasks that run, by name and status."""
    return [
        {
            "name": text_or_none(item.get("name"))
            or text_or_none(item.get("description"))
            or text_or_none(item.get("taskType"))
            or "a task",
            "status": text_or_none(item.get("status")),
        }
        for item in items[:MOST_TASKS]
    ]


def changes(items: Items) -> list[dict[str, Any]]:
    """Audit records of changes of the cloud's settings, newest first. What was only looked at is no change.

    >>> changes([{"time": 1586806442, "username": "eve", "subSystem": "API", "message": "PUT .../cloudeventsconfigs"}])
    [{'at': '2020-04-13T19:34:02Z', 'user': 'eve', 'what': 'API: PUT .../cloudeventsconfigs'}]
    """
    found = []
    for item in items:
        message, system = text_or_none(item.get("message")) or "", text_or_none(item.get("subSystem")) or ""
        if message.startswith(("GET ", "Page View")) or not _CLOUD.search(f"{system} {message}"):
            continue
        moment = number(item.get("time")) or 0
        what = ": ".join(filter(None, (system, message)))
        found.append((moment, {"at": stamps.rfc3339(moment), "user": text_or_none(item.get("username")), "what": what}))
    return [change for _moment, change in sorted(found, key=lambda entry: -entry[0])[:MOST_CHANGES]]


__all__ = ["FMC_ITSELF", "MODULE", "alerts", "changes", "connector", "tasks"]

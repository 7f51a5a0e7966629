# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Waits until a simulated appliance is in its intended state, so that a check sees a settled situation."""

from __future__ import annotations

import glob
import http.client
import json
import os
import time
from typing import TYPE_CHECKING, Any

import host

if TYPE_CHECKING:
    from collections.abc import Callable

LIMIT = 60.0
STARTED = host.rfc3339()


def context() -> dict[str, Any]:
    """The connector's own context, or {} while it does not answer."""
    connection = http.client.HTTPConnection("localhost", 8989, timeout=2)
    try:
        connection.request("GET", "/v1/contexts/default")
        return json.loads(connection.getresponse().read())
    except (OSError, ValueError, http.client.HTTPException):
        return {}
    finally:
        connection.close()


def client_status(current: dict[str, Any], kind: str) -> str:
    services = current.get("status", {}).get("client", [])
    return next((service["status"] for service in services if service["type"] == kind), "")


def counters(current: dict[str, Any]) -> dict[str, Any]:
    """Both sets of event counters in one: whichever of the two counts."""
    for part in current.get("statistics", {}).get("client", []):
        if part["type"] == "Events":
            sets = part["statistics"].values()
            return {
                "sent": sum(numbers["TotalEventsSent"] for numbers in sets),
                "received": sum(numbers["TotalEventsReceived"] for numbers in sets),
                "connected": any(numbers["LastCloudConnectSuccess"] for numbers in sets),
            }
    return {"sent": 0, "received": 0, "connected": False}


def refresh(current: dict[str, Any]) -> dict[str, Any]:
    for part in current.get("statistics", {}).get("exchange", []):
        return part["statistics"]["refresh"]["registration"]
    return {"successCount": 0, "failureCount": 0}


def registered(current: dict[str, Any]) -> bool:
    """Registered by this boot's connector: these times compare as text."""
    for part in current.get("statistics", {}).get("exchange", []):
        return part["statistics"]["activation"]["registration"]["timestamp"] >= STARTED
    return False


def port_listens() -> bool:
    return any(":231D " in line for path in glob.glob("/proc/net/tcp*") for line in open(path, encoding="ascii"))


# 0x231D is 8989: some appliances listen and never answer, which is their settled state.
CONDITIONS: dict[str, Callable[[dict[str, Any]], bool]] = {
    "sending": lambda now: registered(now) and counters(now)["sent"] > 0 and client_status(now, "Events") == "Success",
    "connected": lambda now: registered(now) and counters(now)["connected"],
    "receiving": lambda now: registered(now) and counters(now)["connected"] and counters(now)["received"] > 0,
    "registered": registered,
    "events_failed": lambda now: client_status(now, "Events") == "Failed" and registered(now),
    "all_failed": lambda now: client_status(now, "Events") == "Failed" and refresh(now)["failureCount"] > 0,
    "refresh_failed": lambda now: refresh(now)["failureCount"] > 0,
    "enrolment_failed": lambda now: bool(now) and now["status"]["exchange"][0]["status"] == "Failed",
    "listening": lambda _now: port_listens(),
    "nothing": lambda _now: True,
}


def report(settings: dict[str, Any]) -> None:
    condition = settings["settled"]
    end = time.monotonic() + LIMIT
    while not (done := CONDITIONS[condition](context())) and time.monotonic() < end:
        time.sleep(settings["poll_seconds"])
    if done and "failed" in condition:
        time.sleep(0.4)  # well into the next attempt
    change(lambda current: current.update(past={}))
    print("READY" if done else f"UNSETTLED not {condition} within {LIMIT:.0f} s", flush=True)


def forget_until_boot(current: dict[str, Any]) -> None:
    """What only a boot heals: from now on EventHandler makes its socket."""
    for key in current["until_boot"]:
        current["behaviour"].pop(key, None)


def change(edit: Callable[[dict[str, Any]], None]) -> None:
    """Edits host.json so that no reader ever sees half of it."""
    settings = host.load()
    edit(settings)
    with open(host.SETTINGS + ".new", "w", encoding="utf-8") as file:
        json.dump(settings, file)
    os.replace(host.SETTINGS + ".new", host.SETTINGS)

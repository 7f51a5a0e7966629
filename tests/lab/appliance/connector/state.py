# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the connector knows of itself: written by its services, shown by its API."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import Any

import host


@dataclass
class Timed:
    """When an exchange with the cloud ended and how long it took, in seconds."""

    timestamp: str = ""
    seconds: float = 0.0

    def shown(self) -> dict[str, object]:
        duration = f"{self.seconds * 1000:.6f}".rstrip("0").rstrip(".") + "ms" if self.timestamp else ""
        return {"timestamp": self.timestamp, "timeTaken": self.seconds, "timeDuration": duration}


@dataclass
class Leg:
    """One set of event counters with its own way to the cloud."""

    received: int = 0
    sent: int = 0
    connected: str = ""
    failed: str = ""
    disconnected: str = ""


@dataclass
class State:
    fqdn: str
    port: int
    interval: int
    enrolled: bool = False
    enrolment_error: str = ""
    registration: Timed = field(default_factory=Timed)
    enrolment: Timed = field(default_factory=Timed)
    refresh: Timed = field(default_factory=Timed)
    refreshes: int = 0
    refresh_failures: int = 0
    tenant: dict[str, str] = field(default_factory=dict)
    joined: bool = False
    joined_at: str = ""
    join_error: str = ""
    cloud_up: bool = False
    cloud_error: str = ""
    messaging_up: bool = False
    messaging_error: str = ""
    messages: int = 0
    zmq: Leg = field(default_factory=Leg)
    ws: Leg = field(default_factory=Leg)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def remember(self, past: dict[str, Any]) -> None:
        """Takes over what a process that has run for days would know; `past` holds ages in seconds.

        Only the first process of a lab run has a past: a restart begins with empty statistics, as on a device.
        """
        if not past:
            return
        ago = {key: host.rfc3339(host.now() - age) for key, age in past.items() if key != "history"}
        self.registration, self.enrolment = Timed(ago["started"], 0.33668382), Timed(ago["started"], 0.240418178)
        self.refresh = Timed(ago["refreshed"], 0.211287958)
        self.refreshes = int((past["started"] - past["refreshed"]) / self.interval)
        if "disconnected" in past:
            for leg in self.legs():
                leg.connected, leg.disconnected = ago["started"], ago["disconnected"]

    def legs(self) -> list[Leg]:
        """Which counters count: both readings of the two sets exist, and so does a mixture."""
        return {"zmq": [self.zmq], "ws": [self.ws], "both": [self.zmq, self.ws]}[host.load()["counters"]]

    def leg_for(self, number: int) -> Leg:
        legs = self.legs()
        return legs[number % len(legs)]

    def events_status(self) -> tuple[str, str]:
        settings = host.load()
        if settings["behaviour"].get("events_off"):
            return "Stopped", "Events service module stopped"
        if self.join_error:
            return "Failed", f"Events service module failed, err: {self.join_error}"
        if self.cloud_error:
            return "Failed", f"Events service module failed, err: {self.cloud_error}"
        if self.joined and self.cloud_up:
            return "Success", "Events service module started"
        return "Init", "Events service module is pending"

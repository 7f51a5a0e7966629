# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The SSEConnector of a simulated appliance."""

from __future__ import annotations

import sys
import threading

sys.path.insert(1, "/.lab/programs")

import api
import events
import host
import log
import messaging
import registration
from state import State

DEFAULTS = {"registration_interval": "180", "connector_port": "8989", "connector_fqdn": "api-sse.cisco.com"}


def read_settings() -> dict[str, str]:
    """connector.properties; what is missing or broken falls back to the built-in values."""
    path = f"{host.load()['root']}/etc/sf/connector.properties"
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            given = dict(entry.strip().split("=", 1) for entry in file if "=" in entry)
    except OSError:
        given = {}
    usable = {key: value for key, value in given.items() if key == "connector_fqdn" or value.isdigit()}
    return {**DEFAULTS, **usable}


def main() -> None:
    settings = read_settings()
    state = State(settings["connector_fqdn"], int(settings["connector_port"]), int(settings["registration_interval"]))
    past = host.load()["past"]
    state.remember(past)
    log.history(past)
    log.write("info", "connector.go:40 main:main", f"Starting SSE connector {host.load()['connector_version']}")
    api.start(state)
    region = host.load()["regions"].get(state.fqdn)
    if region and not host.behaviour("cloud_off"):
        registration.Registration(state).start()
        messaging.start(state, region["messaging"])
        if not host.behaviour("events_off"):
            events.Events(state, region["events"]).start()
    threading.Event().wait()


if __name__ == "__main__":
    main()

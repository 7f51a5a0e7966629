# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Faults: what data/faults/ says of each, applied to an appliance before its boot, after it, or while it runs."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from control.fleet import Appliance, catalogue

if TYPE_CHECKING:
    from control.world import World

DAY = 86400.0
# How long ago the fault is said to have begun, and how long the connector had run by then.
SINCE, STARTED = 3000.0, 9 * DAY
HISTORY_LINES = 12
WHERE = {
    "events": "events.go:90 events:connectWebSocket",
    "zmq": "events.go:61 events:(*Service).Start",
}


def configure(settings: dict[str, Any], wanted: Appliance, names: World) -> None:
    """Puts the appliance's faults into what host.json will hold."""
    known = catalogue()
    breaks: set[str] = set()
    history: list[list[str]] = []
    for name in wanted.faults:
        fault = known[name]
        breaks.update(fault.get("breaks", []))
        history += past_lines(fault, wanted, names)
        switch(settings, fault, on=True)
        settings["settled"] = fault.get("settled", settings["settled"])
        settings["token"] = fault.get("token", settings["token"])
        settings["enrolled"] = fault.get("enrolled", settings["enrolled"])
    settings["created"] = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() - STARTED))
    if breaks:
        settings["past"] = {"started": STARTED, "refreshed": SINCE if "api" in breaks else 95.0, "history": history}
    if "events" in breaks:
        settings["past"]["disconnected"] = SINCE


def past_lines(fault: dict[str, Any], wanted: Appliance, names: World) -> list[list[str]]:
    """[where, text] of the errors since the fault began; {address} alternates as the connector's tries do."""
    if "history" not in fault:
        return []
    where, text = fault["history"]
    region = names.regions[wanted.region]
    addresses = names.addresses[region["events"]]
    call = "connect" if wanted.major >= 7 else "getsockopt"
    count = fault.get("history_lines", HISTORY_LINES)
    return [
        [
            WHERE[where],
            text.format(
                address=addresses[number % 2],
                call=call,
                socket=f"{wanted.root}/var/sf/run/EventHandler_SSEConnector.sock",
                events=region["events"],
            ),
        ]
        for number in range(count)
    ]


def switch(settings: dict[str, Any], fault: dict[str, Any], on: bool) -> None:
    """Sets or takes back what the appliance's programs ask for with host.behaviour()."""
    for key, value in fault.get("behaviour", {}).items():
        if on:
            settings["behaviour"][key] = value
        else:
            settings["behaviour"].pop(key, None)
    settings["until_boot"] += [key for key in fault.get("until_boot", []) if on]


def table() -> str:
    """All faults as a Markdown table, as README.md shows it."""
    rows = [f"| `{name}` | {fault['about']} |" for name, fault in sorted(catalogue().items())]
    return "\n".join(["| fault | what it is |", "|---|---|", *rows])


def router_rules(state: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """All rules of all appliances' faults; `late` ones only once the appliance has settled."""
    known = catalogue()
    wanted = []
    for host in state["hosts"].values():
        for name in host["faults"]:
            for entry in known[name].get("router", []):
                if host["settled"] or not entry.get("late"):
                    wanted.append((host["address"], entry))
    return wanted

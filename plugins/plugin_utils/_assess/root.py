# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What all queries look at: {evidence, expected, intent, own_events, own_region, event_types, release}."""

from __future__ import annotations

from typing import Any

from ansible_collections.firepower.sse.plugins.plugin_utils._errors import SseError

from .intent import intent_of
from .look import look

# The expected state where nobody said otherwise.
EXPECTED: dict[str, Any] = {
    "region": "auto",
    "tenant": None,
    "cloud_events": "auto",
    "event_types": [],
    "licensing": "unknown",
    "max_clock_offset": 300,
    "minimum_version": None,
}
# The types of events that an FMC tells apart; all connections are connections too.
EVENT_TYPES = ("intrusion", "file", "connection", "all_connections")
LICENSING = ("unknown", "direct", "satellite")
# The first release that reaches a region's cloud: the US had it one release earlier than the others.
_FLOORS = {"us": 604}
_OTHER_FLOOR = 605


def root_of(*, evidence: dict[str, Any], expected: dict[str, Any]) -> dict[str, Any]:
    """The root of the queries. *expected* may leave keys out."""
    wanted = expected_state(expected)
    number = release_number(look(evidence, "appliance", "version"))
    return {
        "evidence": evidence,
        "expected": wanted,
        "intent": intent_of(evidence=evidence, expected=wanted),
        "own_events": _own_events(evidence),
        "own_region": _own_region(evidence),
        "event_types": _event_types(look(evidence, "cloud", "types"), wanted["event_types"]),
        "release": {
            "number": number,
            "floor": _floor(number, look(evidence, "region", "name"), wanted),
            "fmc": release_number(look(evidence, "cloud", "fmc_version")),
        },
    }


def _own_events(evidence: dict[str, Any]) -> bool | None:
    """Whether the unit has events of its own to send; None where that was not seen.

    Devices send directly. An FMC sends something only where its context says so or EventHandler's socket is there, and
    the word of a whole fleet that the cloud should be on says nothing of it.
    """
    if look(evidence, "appliance", "role") != "fmc":
        return True
    enabled, file = look(evidence, "context", "events", "enabled"), look(evidence, "event_socket", "file")
    if enabled is True or file not in ("absent", None):
        return True
    return False if enabled is False and file == "absent" else None


def _own_region(evidence: dict[str, Any]) -> str | None:
    """Where the running connector is, else where its settings point; None where neither names a known region."""
    live = look(evidence, "region", "live")
    if live is None and look(evidence, "region", "source") in ("connector_fqdn", "context"):
        live = look(evidence, "region", "name")
    return live if isinstance(live, str) and live != "unknown" else None


def _event_types(types: Any, wanted: list[str]) -> dict[str, Any]:
    """Which of the *wanted* types the FMC sends; None where it did not say so of all of them."""
    said = types if isinstance(types, dict) else {}
    sends = {name: said.get(name) for name in EVENT_TYPES}
    sends["connection"] = sends["connection"] or sends["all_connections"] or sends["connection"]
    known = all(isinstance(sends[name], bool) for name in wanted)
    return {"sent": [name for name in wanted if sends[name]] if known else None}


def expected_state(given: dict[str, Any]) -> dict[str, Any]:
    """EXPECTED with *given* over it, null and an empty text being no expectation.

    Raises SseError for a key or a word that it does not know.
    """
    for key in given:
        if key not in EXPECTED:
            raise SseError(f"The expected state has no key {key!r}; known are {', '.join(sorted(EXPECTED))}.")
    state = {**EXPECTED, **{key: value for key, value in given.items() if value not in (None, "")}}
    # YAML reads on and off as booleans
    state["cloud_events"] = {True: "on", False: "off"}.get(state["cloud_events"], state["cloud_events"])
    if state["cloud_events"] not in ("auto", "on", "off"):
        raise SseError(f"The expected cloud_events is {state['cloud_events']!r} and must be one of auto, on, off.")
    for name in state["event_types"]:
        if name not in EVENT_TYPES:
            raise SseError(f"The expected event_types name {name!r} and may be of {', '.join(EVENT_TYPES)}.")
    if state["licensing"] not in LICENSING:
        raise SseError(f"The expected licensing is {state['licensing']!r} and must be one of {', '.join(LICENSING)}.")
    if state["minimum_version"] is not None and release_number(state["minimum_version"]) is None:
        raise SseError(f"The expected minimum_version is {state['minimum_version']!r} and must look like '7.2'.")
    return state


def release_number(version: Any) -> int | None:
    """JMESPath compares numbers only: '7.6.0' → 706, '10.0' → 1000; None where it is no version."""
    parts = str(version).split(".")[:2]
    if len(parts) < 2 or not all(part.isascii() and part.isdigit() and len(part) < 4 for part in parts):
        return None
    return int(parts[0]) * 100 + int(parts[1])


def _floor(number: int | None, region: Any, wanted: dict[str, Any]) -> int | None:
    """The release that is needed; None where only the region could say, and the region was not seen."""
    if wanted["minimum_version"] is not None:
        return release_number(wanted["minimum_version"])
    if region in _FLOORS:
        return _FLOORS[region]
    enough_anywhere = number is not None and number >= _OTHER_FLOOR
    return _OTHER_FLOOR if enough_anywhere or region not in (None, "unknown") else None

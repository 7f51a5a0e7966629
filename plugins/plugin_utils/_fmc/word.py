# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What an FMC says of one appliance: the part `cloud` of its evidence, from the record of fmc_cloud_info."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ansible_collections.firepower.sse.plugins.plugin_utils._parse.skeleton import CLOUD

# The questions whose answers an appliance's evidence holds; docs/fmc.md tells what each asks.
QUESTIONS = ("cloud_events", "licence", "region", "tenant", "ha", "alerts", "devices", "changes")


@dataclass(frozen=True)
class Identity:
    """Who is looked for: the FMC's own id of it where the inventory knows that, else any of its *names*.

    *is_fmc* is true of the FMC itself, which is no device of its own.
    """

    names: frozenset[str]
    device_id: str | None = None
    is_fmc: bool = False


@dataclass(frozen=True)
class Found:
    """The FMC's record of the *device*, whether it is *known* there (None: not clear), and why there is no record."""

    device: dict[str, Any] | None = None
    known: bool | None = None
    doubt: str | None = None


def word_of(record: dict[str, Any], *, source: str, identity: Identity) -> dict[str, Any]:
    """The word of the FMC *source*, as `evidence.cloud` has it, and `problems`: why the rest of it is null.

    Its settings are a word about its own devices alone: of one that was not found among them it says nothing.
    """
    found = find(record, identity)
    fmc = record.get("fmc") or {}
    word = {
        **nothing(source),
        "at": fmc.get("read_at"),
        "fmc_version": fmc.get("version"),
        "known": found.known,
        "is_fmc": identity.is_fmc,
        "problems": _unanswered(record),
    }
    if found.doubt:
        return _silent(word, "fmc_device", found.doubt)
    if found.device and found.device.get("analytics_only"):
        return _silent(word, "fmc_cloud_events", "this FMC only analyses; another one decides")
    return {**word, **_settings(record, found.device, word["problems"], is_fmc=identity.is_fmc)}


def _silent(word: dict[str, Any], section: str, reason: str) -> dict[str, Any]:
    return {**word, "problems": [*word["problems"], {"section": section, "reason": reason}]}


def _unanswered(record: dict[str, Any]) -> list[dict[str, str]]:
    return [
        {"section": f"fmc_{question}", "reason": answer["reason"] or f"the FMC was {answer['state']}"}
        for question, answer in _answers(record)
        if answer["state"] != "read"
    ]


def _settings(
    record: dict[str, Any], device: dict[str, Any] | None, problems: list[dict[str, str]], *, is_fmc: bool
) -> dict[str, Any]:
    """What is set for the device, or for the FMC itself."""
    settings = record.get("cloud_events") or {}
    excluded, events = _excluded(settings, device, is_fmc=is_fmc), settings.get("state")
    if events == "on" and excluded is None:
        events = None
        problems = [
            *problems,
            {"section": "fmc_cloud_events", "reason": "cloud events are on, but not for all devices; for this one?"},
        ]
    return {
        "events": events,
        "excluded": excluded,
        "types": _part(settings, "intrusion", "file", "connection", "all_connections"),
        "licence": _part(record.get("licence"), "registration", "raw", "air_gapped", "evaluation_days_left"),
        "region": (record.get("region") or {}).get("name"),
        "tenant": _part(record.get("tenant"), "id", "name"),
        "ha": (record.get("ha") or {}).get("state"),
        "device": _part(device, "id", "name", "version", "connected", "health", "alert"),
        "pair": _pair(record, device),
        "changed": next(iter(record.get("changes") or []), None),
        "problems": problems,
    }


def _pair(record: dict[str, Any], device: dict[str, Any] | None) -> dict[str, Any] | None:
    """The device within its pair. Two units of one state are one that changed while the FMC looked: neither is sure."""
    own = (device or {}).get("pair")
    if not own:
        return None
    mates = [unit["pair"] for unit in record["devices"] if unit.get("pair") and unit.get("id") == own.get("peer")]
    states = [str(pair.get("state") or "").lower() or None for pair in (own, *(mates or [{}])[:1])]
    state, peer_state = (None, None) if states[0] == states[1] else states
    return {"unit": own.get("role"), "state": state, "peer_state": peer_state}


def nothing(source: str, *, why: str | None = None) -> dict[str, Any]:
    """The word of an FMC that said nothing, because *why*."""
    problems = [{"section": "fmc", "reason": why}] if why else []
    return {**dict.fromkeys(CLOUD), "source": source, "problems": problems}


def _answers(record: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    answers = record.get("answers") or {}
    return [(question, answers[question]) for question in QUESTIONS if question in answers]


def _part(found: dict[str, Any] | None, *keys: str) -> dict[str, Any] | None:
    return {key: found.get(key) for key in keys} if found else None


def _excluded(settings: dict[str, Any], device: dict[str, Any] | None, *, is_fmc: bool) -> bool | None:
    """Whether the FMC leaves the device out. A list without entries leaves nobody out."""
    if is_fmc or settings.get("excluded") == []:
        return False
    return device.get("excluded") if device else None


def find(record: dict[str, Any], identity: Identity) -> Found:
    """The FMC's record of the device."""
    devices = record.get("devices")
    if identity.is_fmc:
        return Found()
    if devices is None:
        return Found(doubt="the FMC's devices were not read, so nothing of it is sure to be about this one")
    found = [device for device in devices if _is(device, identity)]
    if len(found) == 1:
        return Found(found[0], known=True)
    looked_for = identity.device_id or ", ".join(sorted(identity.names))
    if found:
        return Found(doubt=f"{len(found)} devices of the FMC could be this one ({looked_for}); set sse_fmc_device_id")
    said = f"none of the {len(devices)} devices of the FMC is this one ({looked_for}); set sse_fmc_device_id"
    return Found(known=False, doubt=said)


def _is(device: dict[str, Any], identity: Identity) -> bool:
    if identity.device_id:
        return bool(device.get("id") == identity.device_id)
    own = {str(device[key]).lower() for key in ("name", "host_name") if device.get(key)}
    return bool(own & identity.names)


__all__ = ["Found", "Identity", "find", "nothing", "word_of"]

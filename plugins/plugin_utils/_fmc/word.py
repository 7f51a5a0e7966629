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


def word_of(record: dict[str, Any], *, source: str, identity: Identity) -> dict[str, Any]:
    """The word of the FMC *source*, as `evidence.cloud` has it, and `problems`: why the rest of it is null."""
    device, doubt = (None, None) if identity.is_fmc else _device(record, identity)
    problems = [
        {"section": f"fmc_{question}", "reason": answer["reason"] or f"the FMC was {answer['state']}"}
        for question, answer in _answers(record)
        if answer["state"] != "read"
    ]
    if doubt:
        problems.append({"section": "fmc_device", "reason": doubt})
    settings = record.get("cloud_events") or {}
    excluded = _excluded(settings, device, is_fmc=identity.is_fmc)
    events = settings.get("state")
    if (device or {}).get("analytics_only"):
        events, excluded = None, None
        problems.append({"section": "fmc_cloud_events", "reason": "this FMC only analyses; another one decides"})
    if events == "on" and excluded is None:
        events = None
        problems.append(
            {"section": "fmc_cloud_events", "reason": "cloud events are on, but not for all devices; for this one?"}
        )
    fmc = record.get("fmc") or {}
    return {
        **nothing(source),
        "at": fmc.get("read_at"),
        "fmc_version": fmc.get("version"),
        "events": events,
        "excluded": excluded,
        "types": _part(settings, "intrusion", "file", "connection", "all_connections"),
        "licence": _part(record.get("licence"), "registration", "raw", "air_gapped", "evaluation_days_left"),
        "region": (record.get("region") or {}).get("name"),
        "tenant": _part(record.get("tenant"), "id", "name"),
        "ha": (record.get("ha") or {}).get("state"),
        "device": _part(device, "id", "name", "version", "connected", "health", "alert"),
        "changed": next(iter(record.get("changes") or []), None),
        "problems": problems,
    }


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
    """Whether the FMC leaves the device out. A list without entries leaves nobody out, whoever it is.

    An FMC without that list is one from before there was any, which shows by the other key that came with it.
    """
    listed = settings.get("excluded")
    before = bool(settings) and listed is None and settings.get("all_connections") is None
    if is_fmc or before or listed == []:
        return False
    return device.get("excluded") if device else None


def device_of(record: dict[str, Any], identity: Identity) -> dict[str, Any] | None:
    """The FMC's record of the device, or None where it has none, or several that it could be."""
    return _device(record, identity)[0]


def _device(record: dict[str, Any], identity: Identity) -> tuple[dict[str, Any] | None, str | None]:
    devices = record.get("devices")
    if devices is None:
        return None, None  # the answer about devices says why
    found = [device for device in devices if _is(device, identity)]
    if len(found) == 1:
        return found[0], None
    looked_for = identity.device_id or ", ".join(sorted(identity.names))
    if found:
        return None, f"{len(found)} devices of the FMC could be this one ({looked_for}); set sse_fmc_device_id"
    return None, f"none of the {len(devices)} devices of the FMC is this one ({looked_for}); set sse_fmc_device_id"


def _is(device: dict[str, Any], identity: Identity) -> bool:
    if identity.device_id:
        return bool(device.get("id") == identity.device_id)
    own = {str(device[key]).lower() for key in ("name", "host_name") if device.get(key)}
    return bool(own & identity.names)


__all__ = ["Identity", "device_of", "nothing", "word_of"]

# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The FMC's word before a restart: what it is just doing with the appliance, and which unit its pair's other one is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ansible_collections.firepower.sse.plugins.plugin_utils._fmc.word import Identity, find
from ansible_collections.firepower.sse.plugins.plugin_utils._parse import stamps

from .guard import Guard

if TYPE_CHECKING:
    from ansible_collections.firepower.sse.plugins.plugin_utils._fmc.asked import Answer

    from .look import Look

BEFORE = 300.0  # seconds that the FMC may have been read before the first look; the other unit is looked at in between
_NEEDED = "Deployment"  # of the types of tasks; other ones are not known to every release

# Words that the API's description has, and the one that is their plain opposite. Any other could mean a deployment.
_RESTING = re.compile(r"(?:NOT_)?DEPLOYED", re.IGNORECASE)
_ENDED = re.compile(r"CANCELLED|COMPLETED|FAILED|SUCCEEDED|SUCCESS", re.IGNORECASE)


@dataclass(frozen=True)
class Manager:
    """What the FMC answered, and its own id of the appliance where the inventory knows it."""

    answer: Answer
    device_id: str | None = None


def work(look: Look, manager: Manager | None) -> Guard:
    """Whether the FMC does nothing with the appliance. *look* is the first one; later ones have limits of their own."""
    if manager is None:
        return Guard("the FMC's work", True, "no FMC is named; the appliance's own processes decide")
    answer = manager.answer
    record = answer.record
    if record is None:
        return Guard("the FMC's work", False, answer.why or f"{answer.name} gave no answer")
    age = _age(look, record)
    why = _not_for_us(record, age) or _busy(record, look, manager)
    told = ", ".join(_kinds(record))
    return Guard("the FMC's work", not why, f"{answer.name}: {why or f'asked {age:.0f} s before; none runs of {told}'}")


def _age(look: Look, record: dict[str, Any]) -> float | None:
    read = stamps.epoch(_part(record, "work").get("at"))
    return None if read is None else look.epoch - read


def _not_for_us(record: dict[str, Any], age: float | None) -> str | None:
    """Why this answer is none to rely on."""
    for question in ("work", "devices"):
        state = _part(_part(record, "answers"), question)
        if state.get("state") != "read":
            return f"{question} was not read: {state.get('reason') or state.get('state') or 'it was not asked'}"
    if age is None or not -5 <= age <= BEFORE:
        told = "at an unknown time" if age is None else f"{age:.0f} s before"
        return f"it was asked {told}; at most {BEFORE:.0f} s are allowed"
    if _part(record, "ha").get("state") == "standby":
        return "it is the standby FMC of its own pair; ask the active one"
    if _NEEDED not in _kinds(record):
        return "it does not say whether a deployment runs"
    return None


def _busy(record: dict[str, Any], look: Look, manager: Manager) -> str | None:
    """What it does, or why it can't be told whether that is about this appliance."""
    found = find(record, Identity(frozenset(look.names), manager.device_id))
    if found.device is None:
        return found.doubt
    if found.device.get("analytics_only"):
        return "this FMC only analyses; name the one that manages the appliance"
    tasks = _part(record, "work").get("tasks") or []
    if tasks or _part(record, "work").get("busy") is not False:
        running = ", ".join(f"{task.get('name')} ({task.get('status')})" for task in tasks[:3])
        return f"it is at work: {running or 'it does not say at what'}"
    mate = (found.device.get("pair") or {}).get("peer")
    units = [unit for unit in record["devices"] if unit is found.device or (mate and unit.get("id") == mate)]
    return next(filter(None, map(_unit_busy, units)), None)


def _unit_busy(unit: dict[str, Any]) -> str | None:
    deployment, task = unit.get("deployment"), unit.get("task") or {}
    if deployment and not _RESTING.fullmatch(deployment):
        return f"the deployment of {unit.get('name')} is {deployment}; DEPLOYED was expected"
    if task and not _ENDED.fullmatch(task.get("status") or ""):
        return f"a task of {unit.get('name')}: {task.get('type')} ({task.get('status')})"
    return None


def pair(look: Look, peer: Look, manager: Manager | None) -> Guard | None:
    """Whether the FMC has both units as one pair; None where it has no word on one of them.

    It knows units by name, address or its own id, as the inventory and the connection have them.
    """
    record = manager.answer.record if manager else None
    if manager is None or record is None:
        return None
    own = find(record, Identity(frozenset(look.names), manager.device_id)).device
    other = find(record, Identity(frozenset(peer.names))).device
    if own is None or other is None or not own.get("pair") or not other.get("pair"):
        return None
    told = "; ".join(f"{unit['name']} is the {unit['pair']['role']} of {unit['pair']['name']}" for unit in (own, other))
    one = (
        own["pair"]["id"] is not None
        and own["pair"]["id"] == other["pair"]["id"]
        and {own["pair"]["role"], other["pair"]["role"]} == {"primary", "secondary"}
        and own["pair"]["peer"] in (None, other["id"])
        and [(unit.failover.unit or "").lower() for unit in (look, peer)]
        == [own["pair"]["role"], other["pair"]["role"]]
    )
    return Guard("pair", one, f"{manager.answer.name}: {told}")


def _kinds(record: dict[str, Any]) -> list[str]:
    return [str(kind) for kind in _part(record, "work").get("asked") or []]


def _part(record: dict[str, Any], key: str) -> dict[str, Any]:
    found = record.get(key)
    return found if isinstance(found, dict) else {}


__all__ = ["Manager", "pair", "work"]

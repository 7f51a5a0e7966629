# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""From what a check found on one appliance to what may be done about it. Pure: no Ansible, no file, no clock.

An appliance is an entry of `appliances` of a result file. A plan is plain JSON:
{host, step, act, reason, causes, commands, impact, afterwards, guards, seen, since, advice, avoid, hosts,
outage_accepted, digest, outcome, version, manager, ha, capture}; step is one of STEPS, and act says whether the step
changes something.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ansible_collections.firepower.sse.plugins.plugin_utils._report.appliance import Record, at, word

from . import signature

if TYPE_CHECKING:
    from collections.abc import Sequence

NONE, ENABLE, RESTART = "none", "enable_connector", "restart_connector"
EVENT_HANDLER, REQUIRED, REBOOT = "restart_event_handler", "restart_required", "reboot_appliance"
STEPS = (NONE, ENABLE, RESTART, EVENT_HANDLER, REQUIRED, REBOOT)
CHANGES = (ENABLE, RESTART, EVENT_HANDLER, REBOOT)
HANDLER_DOWN = "SSE-312"
_DISABLED = ("user_disabled", "disabled")

_COMMANDS = {
    ENABLE: ["pmtool enablebyid SSEConnector"],
    RESTART: ["pmtool disablebyid SSEConnector", "pmtool enablebyid SSEConnector"],
    EVENT_HANDLER: ["pmtool disablebyid EventHandler", "pmtool enablebyid EventHandler"],
    REBOOT: ["reboot"],
}
_IMPACT = {
    ENABLE: "none; an export of security events begins",
    RESTART: "none",
    EVENT_HANDLER: "none; the manager gets no events meanwhile",
    REQUIRED: "none",
    REBOOT: "an outage of 5 to 15 minutes, unless the other unit of its pair carries the traffic",
}


@dataclass(frozen=True)
class Policy:
    """What the operator lets happen."""

    event_handler: bool = False
    reboot: str = "never"  # or if_needed
    outage_accepted: tuple[str, ...] = ()


def plan(appliance: Record, policy: Policy, *, service: Record | None = None) -> Record:
    """What may be done now; *service*: what connector_service returned, where this was seen after that."""
    causes = [one for one in appliance["findings"] if one["check"] in appliance["root_causes"]]
    step, reason, guards = (
        _first(appliance, causes, policy) if service is None else _after_restart(appliance, causes, policy, service)
    )
    return {
        "host": appliance["host"],
        "step": step,
        "act": step in CHANGES,
        "reason": reason,
        "causes": [{key: one.get(key) for key in ("check", "headline", "found", "area", "remedy")} for one in causes],
        "commands": _COMMANDS.get(step, []),
        "impact": _IMPACT.get(step),
        "afterwards": _afterwards(appliance["host"], causes, policy) if step == RESTART else None,
        "guards": guards,
        "seen": [phrase for one in causes[:1] for phrase in one.get("seen") or []][:2],
        "since": next((one["since"] for one in causes if one.get("since")), None),
        "advice": [one["advice"] for one in causes if one.get("advice")],
        "avoid": [one["avoid"] for one in causes if one.get("avoid")],
        "hosts": _blocked(appliance),
        "outage_accepted": appliance["host"] in policy.outage_accepted,
        "digest": digest(appliance["host"], causes, step),
        "outcome": appliance["outcome"],
        "version": word(appliance, "evidence.appliance.version"),
        "manager": word(appliance, "evidence.manager.kind"),
        "ha": word(appliance, "evidence.ha.state"),
        "capture": appliance["capture"],
    }


def digest(host: str, causes: Sequence[Record], step: str) -> str:
    """The same for the same causes on the same host: what was approved is compared by it."""
    told = [host, step, sorted([one["check"], json.dumps(one.get("found"), sort_keys=True)] for one in causes)]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:16]


def _first(appliance: Record, causes: list[Record], policy: Policy) -> tuple[str, str, list[Record]]:
    if appliance["outcome"] != "not_delivering":
        return NONE, _why_not_judged(appliance), []
    if not causes:
        return NONE, "no cause was seen for sure, and only a sure one is repaired", []
    if [one["check"] for one in causes] == [HANDLER_DOWN]:
        return _handler(appliance, policy)
    strange = [one["check"] for one in causes if one.get("remedy") != RESTART]
    if strange:
        return NONE, f"{', '.join(strange)}: nothing on the appliance repairs it", []
    return _connector(appliance)


def _why_not_judged(appliance: Record) -> str:
    if appliance["error"] is not None:
        return f"it could not be checked: {appliance['error']}"
    words = {"delivering": "it delivers", "idle": "nothing is wrong", "off": "its cloud events are off by choice"}
    return words.get(appliance["outcome"]) or f"{appliance['outcome']}: {appliance['outcome_reason']}"


def _connector(appliance: Record) -> tuple[str, str, list[Record]]:
    """Who restarts it switches nothing on. Who enables it begins an export, so somebody must have said so."""
    state = word(appliance, "evidence.daemons.SSEConnector.state")
    step = ENABLE if state in _DISABLED else RESTART
    guards = [_seen(appliance), _intent(appliance, step)]
    refused = [guard["reason"] for guard in guards if not guard["passed"]]
    return (NONE, "; ".join(refused), guards) if refused else (step, "its root cause asks for it", guards)


def _seen(appliance: Record) -> Record:
    complete = at(appliance, "evidence.collected.complete") is True and bool(
        at(appliance, "evidence.daemons.SSEConnector")
    )
    return _guard("evidence", complete, "whole" if complete else "the capture was cut, or pmtool was not read")


def _intent(appliance: Record, step: str) -> Record:
    wanted, source = word(appliance, "intent.cloud_events"), word(appliance, "intent.source")
    enough = wanted == "on" and (step != ENABLE or source in ("fmc", "expected"))
    told = f"cloud events {wanted or 'unknown'}, says {source or 'nobody'}"
    if not enough:
        told += ": who switched it off may have meant it; set sse_expected_cloud_events: on" if step == ENABLE else ""
    return _guard("intent", enough, told)


def _handler(appliance: Record, policy: Policy) -> tuple[str, str, list[Record]]:
    state = word(appliance, "evidence.daemons.EventHandler.raw") or "unknown"
    allowed = _guard("event handler", policy.event_handler, f"{state}; remediate_event_handler: {policy.event_handler}")
    disabled = word(appliance, "evidence.daemons.EventHandler.state") in _DISABLED
    guards = [_intent(appliance, ENABLE if disabled else RESTART), allowed]
    if not policy.event_handler:
        return (
            NONE,
            "EventHandler serves the manager too, so its restart has to be asked for (remediate_event_handler)",
            guards,
        )
    refused = [guard["reason"] for guard in guards if not guard["passed"]]
    return (NONE, "; ".join(refused), guards) if refused else (EVENT_HANDLER, "it is asked for", guards)


def _after_restart(
    appliance: Record, causes: list[Record], policy: Policy, service: Record
) -> tuple[str, str, list[Record]]:
    """A restart of the appliance is only for its signature."""
    if appliance["outcome"] in ("delivering", "idle"):
        return NONE, "recovered", []
    guards = signature.guards(appliance, [one["check"] for one in causes], service)
    missing = [guard["guard"] for guard in guards if not guard["passed"]]
    if missing:
        case = f"the restart did not help, and this is no case for a restart of the appliance ({', '.join(missing)})"
        return NONE, f"{case}: open a case with the capture", guards
    if policy.reboot != "if_needed":
        return REQUIRED, "a restart of the appliance is required, and remediate_reboot is never", guards
    return REBOOT, "the restart of the connector did not help, and its signature is seen", guards


def _afterwards(host: str, causes: list[Record], policy: Policy) -> str | None:
    if [one["check"] for one in causes] != [signature.NO_SOCKET]:
        return None
    if policy.reboot != "if_needed":
        return "if that does not help: restart of the appliance required, which remediate_reboot: never leaves to you"
    named = "accepted" if host in policy.outage_accepted else "refused unless another unit takes over"
    return f"if that does not help: restart of the appliance; as a standalone an OUTAGE, {named}"


def _blocked(appliance: Record) -> list[str]:
    """The exact hosts that a firewall team asks for."""
    probes = at(appliance, "evidence.probes")
    wrong = [one for one in probes if one.get("required") and one.get("verdict") != "reachable"] if probes else []
    return [f"{one.get('host')}:{one.get('port')} {one.get('verdict')}" for one in wrong]


def _guard(name: str, passed: Any, reason: str) -> Record:
    return {"guard": name, "passed": bool(passed), "reason": reason}


__all__ = ["CHANGES", "STEPS", "Policy", "digest", "plan"]

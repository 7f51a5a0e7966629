# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The sentences of `reason`: why a check has no verdict of its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from .look import look
from .texts import short

if TYPE_CHECKING:
    from .check import Check
    from .statuses import Verdict

# Which sections of a capture a part of the evidence is made from: where its absence is explained.
_SECTIONS = {
    "appliance": ("host", "sf_version", "ims_conf"),
    "clock": ("host", "probe"),
    "cloud": ("fmc", "fmc_cloud_events"),
    "cloud.changed": ("fmc", "fmc_changes"),
    "cloud.known": ("fmc", "fmc_devices", "fmc_device"),
    "cloud.device": ("fmc", "fmc_devices", "fmc_device"),
    "cloud.device.alert": ("fmc", "fmc_alerts", "fmc_devices", "fmc_device"),
    "cloud.ha": ("fmc", "fmc_ha"),
    "cloud.licence": ("fmc", "fmc_licence"),
    "cloud.region": ("fmc", "fmc_region"),
    "cloud.tenant": ("fmc", "fmc_tenant"),
    "cloud.types": ("fmc", "fmc_cloud_events"),
    "config": ("properties",),
    "connections": ("lsof",),
    "context": ("context", "tenant"),
    "daemons": ("pmtool",),
    "event_socket": ("netstat", "socket_file"),
    "log": ("log", "log_stat", "log_head"),
    "manager": ("context",),
    "network": ("proxy", "resolv"),
    "probes": ("probe", "region", "names"),
    "region": ("region", "properties"),
    "trust": ("ca",),
}
_PART = re.compile(r"\bevidence\.(cloud(?:\.\w+)*|\w+)")


def not_seen(check: Check, root: dict[str, Any]) -> str:
    """What the check would have needed to see, and what the evidence says about its absence."""
    parts = _PART.findall(check.over.text if check.over else "")
    said = check.unknown or f"nothing was seen of {', '.join(dict.fromkeys(parts)) or 'what it examines'}"
    problem = _problem(parts, root)
    return f"{said} ({problem})" if problem else said


def _problem(parts: list[str], root: dict[str, Any]) -> str | None:
    sections = {section for part in parts for section in (part, *_SECTIONS.get(part, ()))}
    problems = look(root, "evidence", "problems")
    for entry in problems if isinstance(problems, list) else ():
        section, reason = look(entry, "section"), look(entry, "reason")
        # a section may be named with what it was about: `probe api.eu.sse.itd.cisco.com`
        if isinstance(section, str) and isinstance(reason, str) and section.split(" ")[0] in sections:
            return f"{section}: {reason}"
    return None


def doubtful(check: Check, what: Any, root: dict[str, Any]) -> str:
    """The check's query decides, but not everything that it is about was seen."""
    problem = _problem(_PART.findall(check.over.text if check.over else ""), root)
    said = f"{check.unknown or 'not all of it was seen'}: {short(what)}"
    return f"{said} ({problem})" if problem else said


def not_applicable(check: Check, root: dict[str, Any]) -> str:
    """Why the check says nothing about this appliance."""
    role = look(root, "evidence", "appliance", "role")
    if isinstance(role, str) and role not in check.applies_to:
        return f"it is not for an {role.upper()}"
    return check.not_applicable or "its condition does not hold here"


def maybe_not_applicable(check: Check) -> str:
    """The check would fail, if it is one for this appliance at all."""
    return f"it was not seen whether {check.not_applicable or 'it applies here'}"


def blocked(checks: dict[str, Check], verdicts: dict[str, Verdict], stopped_by: list[str]) -> str:
    """Names the needs that failed first, not those that are blocked themselves."""
    first: dict[str, None] = {}
    for need in stopped_by:
        _first_failures(checks, verdicts, need, first)
    return "; ".join(f"{need} {verdicts[need].status}: {checks[need].title}" for need in first)


def _first_failures(checks: dict[str, Check], verdicts: dict[str, Verdict], need: str, first: dict[str, None]) -> None:
    status = verdicts[need].status
    if status in ("fail", "waived"):
        first[need] = None
    elif status in ("blocked", "manual", "not_applicable"):
        for before in checks[need].needs:
            _first_failures(checks, verdicts, before, first)

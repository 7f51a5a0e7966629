# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A result file as the approved plan: only what it says of an appliance may be done, and only if it still stands."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ansible_collections.firepower.sse.plugins.plugin_utils._errors import SseError
from ansible_collections.firepower.sse.plugins.plugin_utils._report.appliance import Record, appliance
from ansible_collections.firepower.sse.plugins.plugin_utils._report.files import read_previous

from .plan import NONE, Policy, plan


def approved_plan(path: str, *, host: str, policy: Policy) -> Record | None:
    """What the file's check led to for this host; None where it has no such host. Raises SseError."""
    content, problem = read_previous(Path(path))
    if content is None:
        raise SseError(f"The approved plan can't be used: {problem or f'there is no file {path}'}.")
    entries: Any = content.get("appliances")
    for entry in entries if isinstance(entries, list) else []:
        if isinstance(entry, dict) and entry.get("host") == host:
            return plan(appliance(host, entry), policy)
    return None


def held_to(fresh: Record, approved: Record | None) -> Record:
    """The fresh plan, without its step where the approved one differs."""
    if not fresh["act"]:
        return fresh
    if approved is None:
        return left(fresh, "it is not in the approved plan")
    if not approved["act"]:
        return left(fresh, f"the approved plan leaves it alone ({approved['reason']})")
    if approved["digest"] != fresh["digest"]:
        return left(fresh, f"the cause has changed since the plan: {_told(approved)} then, {_told(fresh)} now")
    return fresh


def _told(one: Record) -> str:
    return f"{' '.join(cause['check'] for cause in one['causes'])} {one['step']}"


def left(fresh: Record, reason: str) -> Record:
    """The plan without its step."""
    return {**fresh, "step": NONE, "act": False, "reason": reason, "commands": [], "impact": None, "afterwards": None}


__all__ = ["approved_plan", "held_to", "left"]

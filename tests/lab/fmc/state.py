# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a simulated FMC knows: plain data that a test or a file gives in part, completed here.

name, version, build          "7.4.2", "172"
users                         name → password, or {password, domains: [names that the account may see]};
                              a password may be a digest made by `digest()`
domains                       [{name: Global/EMEA}]; Global is always there and comes first
devices                       see devices.py; pairs, clusters, groups beside them
licence, cloud_events, region, regions, tenant, ha     see settings.py
alerts, tasks, audit          see work.py
token_seconds, rate, parallel the API's limits; rate: {requests: N or null for the version's own, seconds, retry_after}
faults                        see faults.py
"""

from __future__ import annotations

import copy
import hashlib
import hmac
import uuid
from typing import Any

GLOBAL = "e276abec-e0f2-11e3-8169-6d9ed49b625f"  # the same on every FMC
DEFAULTS: dict[str, Any] = {
    "name": "fmc",
    "version": "7.4.2",
    "build": "172",
    "users": {"api": "lab-fmc-password"},
    "domains": [],
    "devices": [],
    "pairs": [],
    "clusters": [],
    "groups": [],
    "licence": {"status": "REGISTERED", "authorization": "AUTHORIZED", "evaluation_days": 0, "virtual_account": "VA1"},
    "cloud_events": {
        "intrusion": True,
        "file": True,
        "connection": True,
        "all_connections": False,
        "discovery": False,
        "excluded": [],
    },
    "region": "eu",
    "regions": None,
    "tenant": {"id": "5f0c2e0e-3b7e-4e0f-9a2c-0d8a4c3f1b11", "name": "acme-lab"},
    "ha": None,
    "alerts": [],
    "tasks": [],
    "audit": [],
    "token_seconds": 1800,
    "rate": {"requests": None, "seconds": 60, "retry_after": None},
    "parallel": 10,
    "faults": [],
}


def completed(given: dict[str, Any]) -> dict[str, Any]:
    """The given state over the defaults; of a mapping that is given in part, the rest stays as it is by default."""
    if strange := sorted(set(given) - set(DEFAULTS)):
        raise ValueError(f"unknown key {strange[0]!r} in the state of an FMC; known: {', '.join(DEFAULTS)}")
    state = copy.deepcopy(DEFAULTS)
    for key, value in given.items():
        partly = key not in ("users", "devices") and isinstance(state[key], dict) and isinstance(value, dict)
        state[key] = {**state[key], **value} if partly else value
    return state


def identity(*names: str) -> str:
    """The same name gets the same UUID, in every run."""
    return str(uuid.uuid5(uuid.NAMESPACE_DNS, "/".join(names)))


def release(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in str(version).split("."))


def at_least(state: dict[str, Any], *since: int) -> bool:
    return release(state["version"]) >= since


def domains(state: dict[str, Any]) -> list[dict[str, str]]:
    """Global, then the others, as {name, uuid}."""
    others = [entry for entry in state["domains"] if entry["name"] != "Global"]
    return [
        {"name": "Global", "uuid": GLOBAL},
        *({"name": entry["name"], "uuid": entry.get("uuid") or identity(entry["name"])} for entry in others),
    ]


def visible_domains(state: dict[str, Any], user: str) -> list[dict[str, str]]:
    account = state["users"].get(user)
    names = account.get("domains") if isinstance(account, dict) else None
    return [domain for domain in domains(state) if names is None or domain["name"] in names]


def digest(password: str, salt: str = "lab", rounds: int = 1000) -> str:
    made = hashlib.pbkdf2_hmac("sha256", password.encode(), salt.encode(), rounds).hex()
    return f"pbkdf2:{salt}:{rounds}:{made}"


def password_fits(state: dict[str, Any], user: str, given: str) -> bool:
    account = state["users"].get(user)
    wanted = account.get("password") if isinstance(account, dict) else account
    if not isinstance(wanted, str):
        return False
    if wanted.startswith("pbkdf2:"):
        _kind, salt, rounds, _made = wanted.split(":")
        given = digest(given, salt, int(rounds))
    return hmac.compare_digest(wanted.encode(), given.encode())

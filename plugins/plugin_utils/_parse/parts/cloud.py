# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The FMC's word of the appliance, which the controller added to the capture."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ..skeleton import CLOUD
from ..text import text_or_none, whole

if TYPE_CHECKING:
    from ..view import View

_TYPES = ("intrusion", "file", "connection", "all_connections")
MOST_PROBLEMS = 20


def read(view: View) -> tuple[dict[str, Any] | None, dict[str, Any] | None, str | None]:
    """`evidence.cloud` (None: no FMC was asked), `evidence.ha`, and of which role it is if the FMC alone was asked."""
    found = view.section("fmc", optional=True)
    if found is None:
        return None, None, None
    try:
        word = json.loads(found.stdout)
    except (ValueError, RecursionError):
        word = None
    if not isinstance(word, dict):
        view.problem("fmc", "what the FMC said could not be read")
        return None, None, None
    for entry in _list(word.get("problems"))[:MOST_PROBLEMS]:
        view.problem(str(_dict(entry).get("section")), str(_dict(entry).get("reason")))
    role = "fmc" if word.get("is_fmc") is True else "ftd"
    pair = _dict(word.get("pair"))
    ha = {**_texts(pair, "unit", "state", "peer_state"), "source": "fmc"} if pair else None
    return _cloud(word), ha, role if word.get("depth") == "fmc" else None


def _cloud(word: dict[str, Any]) -> dict[str, Any]:
    licence, device = _dict(word.get("licence")), _dict(word.get("device"))
    tenant, alert, changed = _dict(word.get("tenant")), _dict(device.get("alert")), _dict(word.get("changed"))
    types = _dict(word.get("types"))
    cloud = {
        **{key: text_or_none(word.get(key)) for key in CLOUD},
        "known": _flag(word.get("known")),
        "events": word.get("events") if word.get("events") in ("on", "off") else None,
        "excluded": _flag(word.get("excluded")),
        "types": {key: _flag(types.get(key)) for key in _TYPES} if types else None,
        "licence": {
            **_texts(licence, "registration", "raw"),
            "air_gapped": _flag(licence.get("air_gapped")),
            "evaluation_days_left": whole(licence.get("evaluation_days_left")),
        },
        "tenant": _texts(tenant, "id", "name"),
        "device": {
            **_texts(device, "id", "name", "version", "health"),
            "connected": _flag(device.get("connected")),
            "alert": _texts(alert, "status", "message", "since") if alert else None,
        },
        "changed": _texts(changed, "at", "user", "what"),
    }
    given = {"licence": licence, "tenant": tenant, "device": device, "changed": changed}
    return {**cloud, **{key: None for key, part in given.items() if not part}}


def _texts(part: dict[str, Any], *keys: str) -> dict[str, Any]:
    return {key: text_or_none(part.get(key)) for key in keys}


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _flag(value: Any) -> bool | None:
    return value if isinstance(value, bool) else None


__all__ = ["read"]

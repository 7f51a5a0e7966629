# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The registered results as the user hands them over."""

from __future__ import annotations

import json
from typing import Any

from .._errors import SseError


def pairs(results: list[dict[str, Any]]) -> list[tuple[str, dict[str, Any]]]:
    """(host, result) of the entries `{host, result}`. Raises SseError for what can't be a list of results."""
    hosts = [entry["host"] for entry in results]
    twice = sorted({host for host in hosts if hosts.count(host) > 1})
    if twice:
        raise SseError(f"The results name {', '.join(twice)} more than once; each appliance can have one result.")
    return [(entry["host"], _unpacked(entry)) for entry in results]


def _unpacked(entry: dict[str, Any]) -> dict[str, Any]:
    """The result, with what a compact one holds as text."""
    result: dict[str, Any] = entry["result"]
    if not isinstance(result.get("details"), str):
        return result
    try:
        return {**result, **json.loads(result["details"])}
    except (ValueError, TypeError) as exc:
        raise SseError(f"The details of {entry['host']} are no JSON text of a dictionary: {exc}.") from exc

# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The table of regions and their hosts, with the user's entries laid over it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import yaml

from ansible_collections.firepower.sse.plugins.plugin_utils._collect.hosts import Host, host_name, port_number, url_path
from ansible_collections.firepower.sse.plugins.plugin_utils._errors import SseError

Regions = dict[str, list[Host]]

ROLES = ("api", "events", "messaging", "registration", "customer_success", "security_cloud_control", "enrolment")

_FILE = Path(__file__).parent / "_data" / "regions.yml"
_WORD = re.compile(r"[a-z][a-z0-9_-]{0,31}")


@lru_cache(maxsize=1)
def _table() -> dict[str, dict[str, object]]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    table: dict[str, dict[str, object]] = yaml.load(_FILE.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506
    return table


def regions_with(given: Mapping[str, object]) -> Regions:
    """All regions by name: those of the collection, and *given* over them, role by role.

    *given* is ``{region: {role: host, or list of hosts, or null for none}}``, a host being a name or
    ``{host, port, path}``. Raises SseError.
    """
    return _merged(given) if given else _OWN


def _merged(given: Mapping[str, object]) -> Regions:
    table = _table()
    merged: dict[str, dict[str, object]] = {}
    for name, roles in table["regions"].items():
        if isinstance(roles, Mapping):
            merged[name] = {**table["everywhere"], **roles}
    for name, roles in given.items():
        _check_given(name, roles, known=name in merged)
        if isinstance(roles, Mapping):
            merged[name] = {**merged.get(name, table["everywhere"]), **roles}
    return {name: _hosts(name, roles) for name, roles in merged.items()}


def region_name(value: str, *, regions: Regions) -> str:
    """*value* if it is ``auto`` or a region of the table. Raises SseError."""
    if value == "auto" or value in regions:
        return value
    raise SseError(f"The region is {value!r} and must be auto or one of {', '.join(regions)}; regions adds others.")


def _check_given(name: object, roles: object, *, known: bool) -> None:
    if not isinstance(name, str) or not _WORD.fullmatch(name) or name in ("auto", "none"):
        raise SseError(f"regions has the name {name!r}; a region's name is a short lower-case word, not auto or none.")
    if not isinstance(roles, Mapping):
        raise SseError(f"regions.{name} is {roles!r} and must be a dictionary of roles and hosts.")
    unknown = [role for role in roles if role not in ROLES]
    if unknown:
        raise SseError(f"regions.{name} has the unknown role {unknown[0]!r}; known are {', '.join(ROLES)}.")
    if not known and not (roles.get("api") and roles.get("events")):
        raise SseError(f"regions.{name} is a new region and must at least say its hosts for api and events.")


def _hosts(region: str, roles: Mapping[str, object]) -> list[Host]:
    rows: list[Host] = []
    for role in ROLES:
        entries = roles.get(role) or []
        for entry in entries if isinstance(entries, list) else [entries]:
            rows.append(_host(role, entry, what=f"regions.{region}.{role}"))
    return rows


def _host(role: str, entry: object, *, what: str) -> Host:
    row: Mapping[str, object] = entry if isinstance(entry, Mapping) else {"host": entry}
    path = row.get("path") or _table()["paths"].get(role) or "/"
    return {
        "role": role,
        "host": host_name(row.get("host"), what=f"A host of {what}"),
        "port": port_number(row.get("port", 443), what=f"A port of {what}"),
        "path": url_path(path, what=f"A path of {what}"),
    }


_OWN = _merged({})  # made once, by the main process: each forked worker inherits it

__all__ = ["ROLES", "Regions", "region_name", "regions_with"]

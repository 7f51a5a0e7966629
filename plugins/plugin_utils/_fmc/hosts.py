# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Hosts of an inventory from the devices of FMCs: names, variables, groups. The FMC's names are not trusted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ansible_collections.firepower.sse.plugins.plugin_utils._errors import SseError

from .access import is_host

if TYPE_CHECKING:
    from collections.abc import Iterator

# A device of one of these names would take the place of the controller, or of a group.
_RESERVED = ("localhost", "127.0.0.1", "::1", "all", "ungrouped", "ftd", "fmc")
# An inventory does not ask for these, or they are of the moment.
_NOT_READ = ("excluded", "alert", "connector", "task")
_IN_PATTERNS = re.compile(r"[^\w.@+-]")
_TEMPLATE = re.compile(r"\{(?=[{%#])")


def host_name(text: str, *, what: str) -> str:
    """A name for the inventory: without what a host pattern, a path or a command line would obey. Raises SseError.

    >>> host_name("fw 1/eu,all", what="device 1")
    'fw_1_eu_all'
    """
    name = _IN_PATTERNS.sub("_", text.strip()).lstrip("-.@+")[:200]
    if not name or name.lower() in _RESERVED:
        raise SseError(f"The {what} is called {text!r}, which can't be a host's name; give it another by hostnames.")
    return name


def harmless(value: Any) -> Any:
    """The value with text that is no template any more: ansible-core 2.16 would render one."""
    if isinstance(value, str):
        return _TEMPLATE.sub("{ ", value)
    if isinstance(value, dict):
        return {key: harmless(item) for key, item in value.items()}
    return [harmless(item) for item in value] if isinstance(value, list) else value


def variables(device: dict[str, Any], *, prefix: str, fmc: str, connection: str) -> dict[str, Any]:
    """A device's variables: what a play needs to reach it, and with the prefix all that the FMC says of it."""
    told = {f"{prefix}{key}": value for key, value in device.items() if key not in _NOT_READ}
    address = device["host_name"]
    place = {"ansible_host": address} if address and is_host(address) else {}
    own = {"ansible_connection": connection, "sse_fmc": fmc, "sse_fmc_device_id": device["id"]}
    return {key: harmless(value) for key, value in {**told, **place, **own}.items()}


def groups(device: dict[str, Any], *, fmc: str, kinds: list[str]) -> Iterator[tuple[str, str]]:
    """The groups of a device: name and, for a pair or a cluster, which one it is."""
    values = {
        "fmc": [fmc],
        "domain": [device["domain"]],
        "device_group": device["groups"],
        "model": [device["model"]],
        "version": [device["version"]],
    }
    for kind in kinds:
        if kind in ("pair", "cluster"):
            container = device[kind] or {}
            if container.get("name"):
                yield f"fmc_{kind}_{_word(container['name'])}", str(container["id"])
        else:
            for value in filter(None, values[kind]):
                yield f"fmc_{'manager' if kind == 'fmc' else kind}_{_word(value)}", str(value)


def _word(text: str) -> str:
    return re.sub(r"[^A-Za-z0-9]+", "_", text).strip("_") or "_"


__all__ = ["groups", "harmless", "host_name", "variables"]

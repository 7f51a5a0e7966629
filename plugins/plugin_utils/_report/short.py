# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Names as short as they can be told apart: what all of a fleet end in says nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .appliance import Record

_NAMES = ("hosts", "new_hosts")
_ADDRESS = re.compile(r"[0-9.]+|[0-9A-Fa-f:]+")


def shortened(document: Record) -> tuple[Record, str]:
    """The document with short names for the screen, and the ending that was left out: `.fw.example.com` or nothing."""
    hosts = [entry["host"] for entry in document["appliances"]]
    ending = common_domain(hosts)
    if not ending:
        return document, ""
    short = {host: host[: -len(ending)] for host in hosts}
    told = ("causes", "notes", "manual", "waived", "waivers", "changes")
    appliances = [{**entry, "host": short[entry["host"]]} for entry in document["appliances"]]
    return {**document, "appliances": appliances, **{key: _renamed(document[key], short) for key in told}}, ending


def common_domain(hosts: list[str]) -> str:
    """The longest ending of whole labels that all names share, and that leaves something of each."""
    if len(hosts) < 2 or any(_ADDRESS.fullmatch(host) for host in hosts):
        return ""
    labels = [host.split(".") for host in hosts]
    shared = 0
    while all(len(parts) > shared + 1 for parts in labels) and len({parts[-shared - 1] for parts in labels}) == 1:
        shared += 1
    return "." + ".".join(labels[0][-shared:]) if shared else ""


def _renamed(value: Any, short: dict[str, str]) -> Any:
    """The value with short names in every list of hosts."""
    if isinstance(value, list):
        return [_renamed(item, short) for item in value]
    if not isinstance(value, dict):
        return value
    return {
        key: [short[host] for host in item] if key in _NAMES else _renamed(item, short) for key, item in value.items()
    }

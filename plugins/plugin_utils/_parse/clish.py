# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the appliance's command line says of its network and of its pair."""

from __future__ import annotations

import re

from .text import clean

_FIELD = re.compile(r"\s{0,8}([A-Za-z0-9 ]{2,32}?)\s{0,32}:\s{0,4}(.{0,256})")
_PART = re.compile(r"\s{0,8}[=-]{2,64}\s?\[.{1,64}\]")  # the headline of a part
_HOST = re.compile(r"[\w.-]{1,253}")


def network(lines: list[str]) -> tuple[str | None, str | None]:
    """Of `show network`: name servers as resolv.conf has them, and the proxy as iprep_proxy.conf has it.

    Each is None where its part is not there. A proxy whose host or port is not seen is none that could be asked.
    """
    servers: list[str] | None = None
    proxy: dict[str, str] | None = None
    in_proxy = False
    for line in lines:
        if _PART.match(line):
            in_proxy = "[ Proxy Information ]" in line
            proxy = {} if in_proxy else proxy
            continue
        found = _FIELD.fullmatch(line.rstrip())
        if not found:
            continue
        if proxy is not None and in_proxy:
            proxy.setdefault(found[1].lower(), found[2].strip())
        elif found[1] == "DNS Servers" and servers is None:
            servers = found[2].replace(",", " ").split() or None
    return (
        None if servers is None else "".join(f"nameserver {clean(server, limit=64)}\n" for server in servers),
        None if proxy is None else _proxy(proxy),
    )


def _proxy(fields: dict[str, str]) -> str | None:
    state = fields.get("state", "").lower()
    if state == "disabled":
        return ""
    host = next((value for key, value in fields.items() if key in ("http proxy", "proxy", "address", "host")), "")
    port = fields.get("port", "")
    if state != "enabled":
        return None
    host = host if _HOST.fullmatch(host) else "?"
    return f"PROXY_HOST={host}\nPROXY_PORT={port if port.isdigit() else ''}\n"


def failover(lines: list[str]) -> dict[str, str | None] | None:
    """Of `show failover`, in small letters; None where failover is off or the output is another.

    >>> failover(["Failover On", "  This host: Secondary - Standby Ready", "  Other host: Primary - Active"])
    {'unit': 'secondary', 'state': 'standby ready', 'peer_state': 'active', 'source': 'appliance'}
    """
    if not any(line.strip().lower() == "failover on" for line in lines):
        return None
    units: dict[str, tuple[str, str]] = {}
    for line in lines:
        found = re.fullmatch(r"\s{0,16}(This|Other) host: (Primary|Secondary) - ([A-Za-z ]{2,64}?)\s*", line)
        if found:
            units.setdefault(found[1], (found[2].lower(), found[3].lower()))
    if "This" not in units:
        return None
    return {
        "unit": units["This"][0],
        "state": units["This"][1],
        "peer_state": units["Other"][1] if "Other" in units else None,
        "source": "appliance",
    }


__all__ = ["failover", "network"]

# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How the management reaches out: proxy and name servers as configured, and the trust stores on the appliance."""

from __future__ import annotations

import re
from ipaddress import ip_address
from typing import Any

from .text import clean, key_values, lines, port, whole

MOST_SERVERS = 16
STORES = ("connector_ca", "ios", "system")

# A name, or an IPv6 address in brackets, each perhaps with a port. The collecting script reads it by the same rule.
_PROXY = re.compile(r"(?:\[([0-9A-Fa-f:.]+)\]|([A-Za-z0-9][A-Za-z0-9.-]{0,252}))(?::(\d{1,5}))?", re.ASCII)


def read_proxy(*, text: str) -> dict[str, Any] | None:
    r"""Of iprep_proxy.conf: host and port, never its credentials; None without a proxy.

    The port is None where the setting names no proxy that could be asked.

    >>> read_proxy(text='PROXY_HOST=proxy.example.com\nPROXY_PORT=3128\nPROXY_PASSWORD=x\n')
    {'host': 'proxy.example.com', 'port': 3128}
    """
    found = key_values(text)
    # Some put the whole URL there: its user part is a secret.
    host = found.get("PROXY_HOST", "").rpartition("@")[2].rpartition("//")[2].rstrip("/")
    if not host:
        return None
    whole_host = _PROXY.fullmatch(f"[{host}]" if _is_address(host) and ":" in host else host)
    if whole_host is None:
        return {"host": clean(host, limit=255), "port": None}
    six, name, inner = whole_host.groups()
    return {"host": (six or name).lower(), "port": port(found.get("PROXY_PORT") or inner or "") or None}


def read_resolv(*, text: str) -> list[str]:
    r"""The name servers of resolv.conf, in order.

    >>> read_resolv(text="nameserver 10.0.0.53\n nameserver 2001:db8::53 # second\nsearch example.com\n")
    ['10.0.0.53', '2001:db8::53']
    """
    words = (line.split() for line in lines(text))
    servers = [pair[1] for pair in words if len(pair) > 1 and pair[0] == "nameserver" and _is_address(pair[1])]
    return servers[:MOST_SERVERS]


def read_stores(*, text: str) -> dict[str, str | None]:
    r"""State of each trust store; an empty file is of as much use as an unreadable one.

    >>> read_stores(text="connector_ca missing 0 /etc/ssl/connectorCA.pem\nios readable 81 /etc/ssl/certs/ios.pem\n")
    {'connector_ca': 'missing', 'ios': 'readable', 'system': None}
    """
    found: dict[str, str | None] = dict.fromkeys(STORES)
    for line in lines(text):
        words = line.split(" ", 3)
        if len(words) < 3 or words[0] not in found or words[1] not in ("readable", "missing", "unreadable"):
            continue
        found[words[0]] = "unreadable" if words[1] == "readable" and whole(words[2]) == 0 else words[1]
    return found


def read_names(*, text: str) -> list[str]:
    r"""The addresses that `getent ahosts` prints, each once.

    >>> read_names(text="203.0.113.21    STREAM eventing-ingest\n203.0.113.21    DGRAM\n2001:db8::1 STREAM\n")
    ['203.0.113.21', '2001:db8::1']
    """
    first = (line.split(None, 1)[0] for line in lines(text) if line.strip())
    return list(dict.fromkeys(word for word in first if _is_address(word)))[:MOST_SERVERS]


def _is_address(word: str) -> bool:
    try:
        ip_address(word.partition("%")[0])
    except ValueError:
        return False
    return True


__all__ = ["STORES", "read_names", "read_proxy", "read_resolv", "read_stores"]

# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The event socket, and the connector's connections joined with the hosts that they may lead to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import lsof, netstat
from ..text import text_or_none

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..lsof import Connections, Peer
    from ..view import View

MOST_PEERS = 64
API_PORT, HTTPS = 8989, 443
_FILES = ("socket", "absent", "other")


def event_socket(view: View) -> dict[str, Any] | None:
    """The socket's file and who listens and joined; each null where its section was not seen."""
    file, table = view.section("socket_file"), view.section("netstat")
    if file is None and table is None:
        return None
    if table is not None and table.exit != 0 and not table.stdout.strip():
        view.problem("netstat", table.reason)
        table = None
    seen = netstat.read(text=table.stdout) if table else None
    kind = file.stdout.strip() if file else None
    return {
        "path": (text_or_none(file.attributes.get("path")) if file else None) or (seen.path if seen else None),
        "file": kind if kind in _FILES else None,
        "listening": seen.listening if seen else None,
        "connected": seen.connected if seen else None,
        "program": seen.program if seen else None,
    }


def connections(
    view: View, *, roles: Mapping[str, str], port: int | None, proxy_port: int | None, healthy: bool | None
) -> dict[str, Any] | None:
    """The connector's peers with the role of their address, and whether one of them is eventing-ingest.

    `roles` are the roles by address, `port` that of the local API, `healthy` the state of the events service.
    """
    section = view.section("lsof")
    if section is None:
        return None
    pid = text_or_none(section.attributes.get("pid"))
    if pid is None and not section.stdout.strip():
        view.problem("lsof", "no process of the connector was found")
        return None
    seen = lsof.read(text=section.stdout, pid=pid)
    if not seen.peers and not seen.listening:
        # A connector has its port open at least: who is not allowed to look sees nothing, and no complaint either.
        view.problem("lsof", section.reason or "it shows neither a port nor a connection of the connector")
        return None
    peers = [
        {"address": peer.address, "port": peer.port, "state": peer.state, "role": _role(peer, roles, proxy_port)}
        for peer in seen.peers[:MOST_PEERS]
    ]
    state, seen_by = _events(peers, known="events" in roles.values(), healthy=healthy)
    return {
        "api_listening": _listens(seen, port),
        "peers": peers,
        "events": state,
        "events_seen_by": seen_by,
    }


def _role(peer: Peer, roles: Mapping[str, str], proxy_port: int | None) -> str:
    if lsof.loopback(peer.address):
        return "loopback"
    # A proxy that does not answer leaves its address in no probe: its port is what is known of it.
    fallback = "proxy" if proxy_port not in (None, HTTPS) and peer.port == proxy_port else "other"
    return roles.get(peer.address, fallback)


def _listens(seen: Connections, port: int | None) -> bool:
    return str(port or API_PORT) in seen.listening


def _events(peers: list[dict[str, Any]], *, known: bool, healthy: bool | None) -> tuple[str | None, str | None]:
    """State of the connection that events go over, and what it was told by.

    A peer at one of eventing-ingest's addresses decides. Behind a proxy, or where the addresses have changed since the
    connection was made, a peer does not tell which leg it is: then the events service's own state does.
    """
    for role, by in (("events", "address"), ("proxy", "proxy")):
        states = [peer["state"] for peer in peers if peer["role"] == role]
        if "ESTABLISHED" in states and (role == "events" or healthy):
            return "established", by
        if "SYN_SENT" in states and "ESTABLISHED" not in states:
            return "syn_sent", by
        if states and role == "events":
            return "other", by
    unclear = [peer["state"] for peer in peers if _may_be_events(peer)]
    if not unclear and (known or all(peer["role"] == "loopback" for peer in peers)):
        return "none", "address"
    if healthy is None:
        return None, None
    if healthy and "ESTABLISHED" in unclear:
        return "established", "service"
    # Only closing: it was there a moment ago, and the service has not noticed yet, or connects anew.
    return "other" if healthy and "SYN_SENT" not in unclear else "none", "service"


def _may_be_events(peer: dict[str, Any]) -> bool:
    """A proxy, or somebody unknown: on any port once the connection stands, as there are proxies on every port."""
    if peer["role"] == "other":
        return peer["state"] == "ESTABLISHED" or (peer["port"] == HTTPS and peer["state"] is not None)
    return bool(peer["role"] == "proxy")


__all__ = ["connections", "event_socket"]

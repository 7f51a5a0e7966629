# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How the management reaches out, and the trust stores on the appliance."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import clish, network
from ..skeleton import nothing
from ..text import lines
from ..view import absent

if TYPE_CHECKING:
    from ..capture import Section
    from ..view import View


def trust(view: View, found: list[dict[str, Any]] | None) -> dict[str, Any] | None:
    """The trust stores on the appliance, and those that verified a required host."""
    section = view.section("ca")
    if section is None:
        return None
    # In a cloud of no known region no host is required: then any of them shows what the stores are good for.
    counted = [entry for entry in found or [] if entry["required"]] or found or []
    used = {entry["verified_by"] for entry in counted}
    return {
        **network.read_stores(text=section.stdout),
        "verified_by": [store for store in (*network.STORES, "given") if store in used],
    }


def reach(view: View, *, role: str | None) -> dict[str, Any]:
    """Proxy and name servers as the appliance has them set: by its files, else by what its command line shows."""
    proxy, resolv, shown = view.section("proxy"), view.section("resolv"), view.section("show_network", optional=True)
    servers, setting = clish.network(list(lines(shown.stdout))) if shown else (None, None)
    found = network.read_proxy(text=proxy.stdout) if proxy else None
    if found and setting == "":
        view.problem("proxy", "a file on the appliance names a proxy, and 'show network' says that there is none")
    found = found or (network.read_proxy(text=setting) if setting else None)
    if found and found["port"] is None:
        view.problem("proxy", "PROXY_HOST and PROXY_PORT name no proxy that can be asked")
    if resolv is not None and resolv.exit != 0 and not absent(resolv) and resolv.stderr.strip():
        view.problem("resolv", resolv.reason)
        resolv = None
    told = resolv.stdout if resolv else servers
    return {
        **nothing("network"),
        "proxy": found,
        "proxy_read": True if setting is not None else _proxy_read(view, proxy, role),
        "dns_servers": None if told is None else network.read_resolv(text=told),
    }


def _proxy_read(view: View, proxy: Section | None, role: str | None) -> bool | None:
    """Whether the proxy setting is known. A file that is not there says that there is none on an FMC; on an FTD the
    place itself is not certain, so there it says nothing."""
    if proxy is None or (proxy.exit != 0 and not absent(proxy)):
        if proxy is not None:
            view.problem("proxy", proxy.reason)
        return False
    return True if proxy.exit == 0 or role == "fmc" else None


def direct_seen(
    probes: list[dict[str, Any]] | None, connections: dict[str, Any] | None, tried: bool | None
) -> bool | None:
    """Whether the way without a proxy is the connector's, or works; None where nothing of it was seen.

    `tried` is the log's word: this daemon dialled a host of the cloud by itself.
    """
    if probes is None and connections is None and tried is None:
        return None
    passed = [entry for entry in probes or [] if entry["via"] == "direct" and entry["role"] != "extra"]
    peers = (connections or {"peers": []})["peers"]
    return bool(
        tried
        or any(entry["layers"]["tcp"] == "ok" or entry["verdict"] == "partly_reachable" for entry in passed)
        or any(peer["role"] not in ("proxy", "loopback", "other", "extra") for peer in peers)
    )


__all__ = ["direct_seen", "reach", "trust"]

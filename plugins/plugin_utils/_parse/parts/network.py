# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How the management reaches out, and the trust stores on the appliance."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import network
from ..skeleton import nothing
from ..view import absent

if TYPE_CHECKING:
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


def reach(view: View) -> dict[str, Any]:
    """Proxy and name servers as the appliance has them set; a missing file means that there is none."""
    proxy, resolv = view.section("proxy"), view.section("resolv")
    read = proxy is not None and (proxy.exit == 0 or absent(proxy) or (proxy.exit == 1 and not proxy.stderr.strip()))
    if proxy is not None and not read:
        view.problem("proxy", proxy.reason)
    if resolv is not None and resolv.exit != 0 and not absent(resolv) and resolv.stderr.strip():
        view.problem("resolv", resolv.reason)
        resolv = None
    return {
        **nothing("network"),
        "proxy": network.read_proxy(text=proxy.stdout) if proxy else None,
        "proxy_read": read,
        "dns_servers": network.read_resolv(text=resolv.stdout) if resolv else None,
    }


__all__ = ["reach", "trust"]

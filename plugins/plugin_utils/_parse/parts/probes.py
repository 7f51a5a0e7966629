# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The probes: one entry a host, the hosts that count first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import probe
from ..hosts import CRITICAL
from ..lsof import plain
from ..verdict import layers

if TYPE_CHECKING:
    from ..hosts import Weights
    from .probed import Probed, Target

MOST_ADDRESSES = 8
_ORDER = ("critical", "warning", "info")


def probes(probed: Probed, *, weights: Weights, region: str | None, proxy_refuses: bool) -> list[dict[str, Any]] | None:
    """Each host with its verdict, the hosts that count first; None where nothing was probed.

    `region` is the one whose hosts the connector needs, `proxy_refuses` what the connector says of its proxy.
    """
    if not probed.attempts:
        return None
    found = [_probe(probed, target, weights, proxy_refuses) for target in probed.attempts]
    found.extend(_not_probed(probed, weights, region))
    return sorted(found, key=lambda entry: (_ORDER.index(entry["severity"]), entry["role"] != "events", entry["host"]))


def _probe(probed: Probed, target: Target, weights: Weights, proxy_refuses: bool) -> dict[str, Any]:
    host, number, path = target
    role, attempts = probed.roles[target], probed.attempts[target]
    severity = weights.severity(role=role, host=host, port=number)
    named = probed.names.get(host, [])
    if host not in probed.names:
        probed.view.missing("names", host)
    expected = named[:MOST_ADDRESSES] if role == "events" else []
    seen = probe.host(attempts, named=named, expected=expected, proxy_refuses=proxy_refuses)
    asked = {plain(attempt.address or attempt.remote_ip or "") for attempt in attempts}
    for entry in seen["addresses"] or () if len(expected) > 1 else ():
        if entry["verdict"] == "unknown" and entry["address"] not in asked:
            probed.view.problem("probe", f"{host}: nothing is known of its address {entry['address']}")
    return {
        "host": host,
        "port": number,
        "path": path,
        "role": role,
        "required": severity == "critical",
        "severity": severity,
        **seen,
    }


def _not_probed(probed: Probed, weights: Weights, region: str | None) -> list[dict[str, Any]]:
    """Hosts of the region that count and have no probe: their absence must not look like health."""
    seen = {target[0] for target in probed.attempts}
    why = "not probed: the settings name another region" if weights.elsewhere else "not probed"
    missed = []
    for role, host in probed.view.regions.hosts(region):
        if role not in CRITICAL or host in seen:
            continue
        probed.view.problem("probe", f"{host} was {why}")
        severity = weights.severity(role=role, host=host, port=443)
        missed.append(
            {
                **_UNKNOWN,
                "host": host,
                "role": role,
                "required": severity == "critical",
                "severity": severity,
                "message": why,
            }
        )
    return missed


_UNKNOWN: dict[str, Any] = {
    "host": "",
    "port": 443,
    "path": "/",
    "role": "",
    "required": False,
    "severity": "info",
    "verdict": "unknown",
    "message": "",
    "via": "direct",
    "addresses": [],
    "layers": layers(verdict="unknown", via="direct"),
    "exit_code": None,
    "http_code": None,
    "attempts": 0,
    "remote_ip": None,
    "local_ip": None,
    "seconds": None,
    "verified_by": None,
    "certificate": None,
}


__all__ = ["probes"]

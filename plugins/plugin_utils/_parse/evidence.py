# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Assembles the evidence of one appliance from its capture. docs/evidence.md explains every key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from . import capture as captures
from . import clock, context, properties, stamps
from .connector_log import Marks
from .hosts import Regions, Weights
from .parts import appliance, connections, log, network, probes
from .parts import context as live
from .parts.probed import Probed
from .skeleton import empty
from .summary import summary
from .text import number, port, scrub
from .view import View

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def evidence(
    *,
    capture: str | bytes,
    boundary: str | None,
    controller_epoch: float | None,
    regions: Mapping[str, Any],
    extra_hosts: Iterable[Mapping[str, Any]] = (),
) -> dict[str, Any]:
    """What was seen on one appliance, as docs/schema/evidence-1.json has it. Never raises on what a device wrote.

    `boundary` is the live run's own, None for a saved capture; then the controller's clock is the one that the capture
    holds, since the present one says nothing about that moment.
    """
    view = View(captures.read(text=capture, boundary=boundary), Regions.of(dict(regions)), extra=_extra(extra_hosts))
    view.controller = stamps.possible(
        number(view.host.get("controller_epoch") if boundary is None else controller_epoch)
    )
    result = empty()
    _appliance(view, result)
    body = _context(view, result)
    probed = _network(view, result)
    _joined(view, result, body, probed)
    result["summary"] = summary(result)
    result["problems"] = view.problems
    return dict(scrub(result))


def _extra(hosts: Iterable[Mapping[str, Any]]) -> dict[tuple[str, int], bool]:
    return {
        (str(host.get("host", "")).lower(), port(host.get("port", 443)) or 443): bool(host.get("required"))
        for host in hosts
    }


def _appliance(view: View, result: dict[str, Any]) -> None:
    taken = view.now if view.controller is None else view.controller
    result["collected"] = {
        "at": stamps.rfc3339(taken),
        "epoch": None if taken is None else int(taken),
        "complete": view.capture.complete,
    }
    result["appliance"] = appliance.appliance(view)
    result["daemons"] = appliance.daemons(view)
    result["config"] = appliance.config(view)
    result["region"] = appliance.region(view, result["config"])


def _context(view: View, result: dict[str, Any]) -> dict[str, Any]:
    """The body of the context, for the parts that need more of it than the evidence holds."""
    settings = result["config"]
    found, body = live.read(view, interval=settings["registration_interval"] if settings else None)
    if found is not None:
        tenant = live.tenant(view, answer=found["answer"])
        found["tenant"] = context.tenant(body=tenant)
        result["manager"] = context.manager(body=body, tenant=tenant)
    result["context"] = found
    return body


def _network(view: View, result: dict[str, Any]) -> Probed:
    probed = Probed(view)
    weights = Weights(
        enrolled=result["context"]["enrolled"] if result["context"] else None,
        version=result["appliance"]["version"],
        region_known=result["region"]["name"] != "unknown",
        registration=properties.host((result["config"] or {"settings": {}})["settings"].get("sudi_registration_fqdn")),
        extra=view.extra,
    )
    result["network"] = {**network.reach(view), "source_address": probed.source_address()}
    result["probes"] = probes.probes(probed, weights=weights, region=result["region"]["name"])
    result["trust"] = network.trust(view, result["probes"])
    result["clock"] = clock.compare(
        appliance=view.now,
        controller=view.controller,
        dates=probed.dates(),
        certificates=probed.validities(),
    )
    return probed


def _joined(view: View, result: dict[str, Any], body: dict[str, Any], probed: Probed) -> None:
    """The parts that are known only once others are: whom the peers are, what came after the last success."""
    settings, seen = result["config"] or {}, result["context"]
    result["event_socket"] = connections.event_socket(view)
    result["connections"] = connections.connections(
        view,
        roles=probed.addresses(result["network"]["proxy"]),
        port=settings.get("connector_port"),
        proxy_port=(result["network"]["proxy"] or {}).get("port"),
        healthy=seen["events"]["healthy"] if seen else None,
    )
    counters = (seen or {}).get("counters") or {}
    activated = context.activated(body=body)
    marks = Marks(
        now=view.now,
        success=stamps.epoch(counters.get("last_connect_success")),
        started=activated or stamps.possible(number(view.host.get("connector_started"))),
        activated=activated,
        joined=(result["event_socket"] or {}).get("connected"),
    )
    result["log"] = log.read(view, marks=marks)


__all__ = ["empty", "evidence"]

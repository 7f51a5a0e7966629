# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Assembles the evidence of one appliance from its capture. docs/evidence.md explains every key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from . import capture as captures
from . import clish, clock, context, properties, stamps
from .connector_log import Marks
from .hosts import Regions, Weights
from .parts import appliance, cloud, connections, log, network, probes
from .parts import context as live
from .parts.probed import Probed
from .skeleton import empty
from .summary import summary
from .text import lines, number, port, scrub
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
    tried_directly = _log(view, result, body)
    probed = _network(view, result)
    _connections(view, result, probed, tried_directly)
    _cloud(view, result)
    _pair(view, result)
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
        "depth": "appliance",
    }
    result["appliance"] = appliance.appliance(view)
    result["daemons"] = appliance.daemons(view)
    result["config"] = appliance.config(view)


def _context(view: View, result: dict[str, Any]) -> dict[str, Any]:
    """The body of the context, for the parts that need more of it than the evidence holds."""
    settings = result["config"]
    found, body = live.read(view, interval=settings["registration_interval"] if settings else None)
    if found is not None:
        tenant = live.tenant(view, answer=found["answer"])
        found["tenant"] = context.tenant(body=tenant)
        result["manager"] = context.manager(body=body, tenant=tenant)
    result["context"] = found
    result["region"] = appliance.region(view, settings, fqdn=found["fqdn"] if found else None)
    return body


def _log(view: View, result: dict[str, Any], body: dict[str, Any]) -> bool | None:
    """The log, in the light of what the context and the socket say; and whether it shows attempts without a proxy."""
    result["event_socket"] = connections.event_socket(view)
    counters = (result["context"] or {}).get("counters") or {}
    activated = stamps.past(context.activated(body=body), now=view.now)
    born = stamps.possible(number(view.host.get("connector_started")))
    marks = Marks(
        now=view.now,
        success=stamps.past(stamps.epoch(counters.get("last_connect_success")), now=view.now),
        started=activated or born,
        activated=activated,
        born=born or activated,
        joined=(result["event_socket"] or {}).get("connected"),
    )
    result["log"], tried_directly = log.read(view, marks=marks, hosts=view.regions.names())
    return tried_directly


def _network(view: View, result: dict[str, Any]) -> Probed:
    probed = Probed(view)
    region = result["region"]
    here = region["name"] if region["live"] in (None, "unknown") else region["live"]
    weights = Weights(
        enrolled=result["context"]["enrolled"] if result["context"] else None,
        version=result["appliance"]["version"],
        region_known=region["name"] not in (None, "unknown"),
        registration=properties.host((result["config"] or {"settings": {}})["settings"].get("sudi_registration_fqdn")),
        extra=view.extra,
        elsewhere=view.regions.critical(here) if here != region["name"] else frozenset(),
    )
    result["network"] = {
        **network.reach(view, role=result["appliance"]["role"]),
        "source_address": probed.source_address(),
    }
    refused = ((result["log"] or {}).get("causes") or {}).get("proxy")
    result["probes"] = probes.probes(
        probed,
        weights=weights,
        region=here,
        proxy_refuses=bool(refused and refused["after_last_success"] is not False),
    )
    result["trust"] = network.trust(view, result["probes"])
    result["clock"] = clock.compare(
        appliance=view.now,
        controller=view.controller,
        dates=probed.dates(),
        certificates=probed.validities(),
    )
    return probed


def _connections(view: View, result: dict[str, Any], probed: Probed, tried_directly: bool | None) -> None:
    """The connector's peers, once it is known whose their addresses are; and whether it goes out without a proxy."""
    settings, seen, reach = result["config"] or {}, result["context"], result["network"]
    result["connections"] = connections.connections(
        view,
        roles=probed.addresses(reach["proxy"]),
        port=settings.get("connector_port"),
        proxy_port=(reach["proxy"] or {}).get("port"),
        healthy=seen["events"]["healthy"] if seen else None,
    )
    reach["direct_seen"] = network.direct_seen(result["probes"], result["connections"], tried_directly)


def _pair(view: View, result: dict[str, Any]) -> None:
    """The appliance's own word of its pair goes before the FMC's, where it is understood."""
    shown = view.section("show_failover", optional=True)
    told = [line.strip() for line in lines(shown.stdout)] if shown else []
    said = clish.failover(told)
    if said or "Failover Off" in told:
        result["ha"] = said


def _cloud(view: View, result: dict[str, Any]) -> None:
    """What the FMC adds, and all that is known where it alone was asked."""
    result["cloud"], result["ha"], role = cloud.read(view)
    device = (result["cloud"] or {}).get("device")
    if device and result["manager"]["kind"] in ("unknown", "fmc"):
        result["manager"] = {"kind": "fmc", "source": "fmc"}
    if role:
        version = (result["cloud"] or {}).get("fmc_version") if role == "fmc" else (device or {}).get("version")
        result["collected"]["depth"] = "fmc"
        result["appliance"].update(role=role, version=version)


__all__ = ["empty", "evidence"]

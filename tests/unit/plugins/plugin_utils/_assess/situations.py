# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Situations of real fleets as small changes of a healthy appliance's evidence, with what must come out of each."""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from typing import Any

from ansible_collections.firepower.sse.plugins.plugin_utils._assess import trial
from ansible_collections.firepower.sse.plugins.plugin_utils._parse.verdict import layers

Change = dict[str, Any]


@dataclass(frozen=True)
class Situation:
    """*change* maps dotted paths of the healthy evidence to values; `probes.ROLE` goes to the probe of that role."""

    name: str
    change: Change
    outcome: str
    causes: list[str] = field(default_factory=list)
    possible: list[str] = field(default_factory=list)
    statuses: dict[str, str] = field(default_factory=dict)
    expected: dict[str, Any] = field(default_factory=dict)

    def evidence(self) -> dict[str, Any]:
        return changed(self.change)


def healthy() -> dict[str, Any]:
    """The specimen without what only an FMC could tell, and with a messaging and a further host."""
    evidence = copy.deepcopy(trial.specimen())
    evidence["cloud"] = None
    evidence["network"]["proxy"] = None
    for role, severity, host in (("messaging", "warning", "mx01"), ("customer_success", "info", "dex")):
        probe = copy.deepcopy(evidence["probes"][1])
        probe.update(host=f"{host}.eu.sse.itd.cisco.com", role=role, required=False, severity=severity)
        evidence["probes"].append(probe)
    return evidence


def changed(change: Change) -> dict[str, Any]:
    evidence = healthy()
    for path, value in change.items():
        *way, last = path.split(".")
        place: Any = evidence
        for key in way:
            place = next(probe for probe in place if probe["role"] == key) if isinstance(place, list) else place[key]
        if isinstance(place, list):
            next(probe for probe in place if probe["role"] == last).update(copy.deepcopy(value))
        else:
            place[last] = copy.deepcopy(value)
    return evidence


def probe(verdict: str, *, via: str = "direct", **more: Any) -> Change:
    """What a probe of that verdict looks like."""
    return {"verdict": verdict, "via": via, "layers": layers(verdict=verdict, via=via), "message": verdict, **more}


def at(verdict: str, *roles: str, **more: Any) -> Change:
    """That verdict at the probes of these roles."""
    return {f"probes.{role}": probe(verdict, **more) for role in roles}


ALL = ("events", "api", "messaging", "customer_success")
ON = {"cloud_events": "on"}


def counted(*sets: tuple[str, int, int, int, int]) -> Change:
    """The counters' sets, each (source, received, growth of it, sent, growth of it), the chosen one first."""
    keys = ("source", "received", "received_growth", "sent", "sent_growth")
    rows = [{**dict(zip(keys, one, strict=True)), "backlog": one[1] - one[3]} for one in sets]
    chosen = {f"context.counters.{key}": value for key, value in rows[0].items() if key != "backlog"}
    return {**chosen, "context.counters.sets": rows}


def fmc_says(change: Change) -> Change:
    """The whole word of an FMC that is content with the appliance, changed; `licence.registration` reaches inside."""
    word: Any = copy.deepcopy(trial.specimen()["cloud"])
    for path, value in change.items():
        *way, last = path.split(".")
        place = word
        for key in way:
            place = place[key]
        place[last] = value
    return dict(word)


QUIET = counted(("zmq", 41202, 0, 41202, 0))
# The connector tries to reach eventing-ingest and does not get there.
CUT_OFF = {
    **QUIET,
    "connections.events": "none",
    "context.events.healthy": False,
    "context.events.status": "Failed",
}
SYN_SENT = {**CUT_OFF, "connections.events": "syn_sent"}
NO_SOCKET = {"path": "x", "file": "absent", "listening": False, "connected": False, "program": None}
OVERDUE = {"context.registration.overdue": True}
NO_CERTIFICATE = {"clock.outside_certificate": None, "clock.cloud_offset_seconds": None}


def no_context(answer: str) -> Change:
    """The local API gave no context."""
    context = copy.deepcopy(trial.specimen()["context"])
    blank = dict.fromkeys(context)
    blank["registration"] = dict.fromkeys(context["registration"])
    blank["events"] = dict.fromkeys(context["events"])
    return {"context": {**blank, "answer": answer, "message": answer, "services": []}}


NOT_ENROLLED = {
    **CUT_OFF,
    "context.enrolled": False,
    "context.counters": None,
    "context.registration.overdue": None,
    "context.events.enabled": None,
    "context.events.healthy": None,
    "event_socket.connected": False,
}
NO_CONNECTOR = {**no_context("refused"), "connections": None, "event_socket.connected": False}
FMC_WITHOUT_EVENTS = {
    "appliance.role": "fmc",
    "context.events.enabled": False,
    "context.events.healthy": False,
    "context.counters": None,
    "event_socket": {
        "path": "/var/sf/run/x.sock",
        "file": "absent",
        "listening": False,
        "connected": False,
        "program": None,
    },
    "connections.events": "none",
}


def log(cause: str, **more: Any) -> Change:
    """The log holds one cause of errors."""
    entry = {**trial.specimen()["log"]["causes"]["tcp_timed_out"], "after_last_success": True, **more}
    return {"log.causes": {cause: entry}}


FAULTS = [
    Situation(
        "resolver dead",
        {
            **at("name_unresolved", *ALL),
            **CUT_OFF,
            **OVERDUE,
            **NO_CERTIFICATE,
            "clock.wrong": None,
            **log("name_unresolved"),
        },
        "not_delivering",
        ["SSE-201"],
        statuses={
            "SSE-203": "blocked",
            "SSE-212": "blocked",
            "SSE-213": "blocked",
            "SSE-308": "blocked",
            "SSE-405": "blocked",
        },
    ),
    Situation("unknown name", {**at("name_unresolved", "events"), **CUT_OFF}, "not_delivering", ["SSE-201"]),
    Situation(
        "TCP dropped to eventing-ingest",
        {**at("timed_out", "events"), **SYN_SENT, **log("tcp_timed_out")},
        "not_delivering",
        ["SSE-203"],
        statuses={"SSE-201": "pass", "SSE-204": "pass", "SSE-211": "blocked", "SSE-304": "pass", "SSE-403": "blocked"},
    ),
    Situation(
        "one of two addresses dropped, and the connector at the wrong one",
        {
            "probes.events": {
                **probe("reachable"),
                "verdict": "partly_reachable",
                "layers": {**layers(verdict="reachable", via="direct"), "tcp": "failed"},
                "addresses": [
                    {"address": "203.0.113.21", "verdict": "reachable"},
                    {"address": "203.0.113.22", "verdict": "timed_out"},
                ],
            },
            **SYN_SENT,
        },
        "not_delivering",
        ["SSE-204"],
        statuses={"SSE-203": "pass", "SSE-212": "pass", "SSE-403": "blocked"},
    ),
    Situation(
        "TCP dropped to all",
        {**at("timed_out", *ALL), **SYN_SENT, **OVERDUE, **NO_CERTIFICATE},
        "not_delivering",
        ["SSE-203"],
        statuses={"SSE-213": "blocked", "SSE-214": "blocked", "SSE-308": "blocked"},
    ),
    Situation(
        "TCP dropped to all before it ever enrolled",
        {**at("timed_out", *ALL), **NOT_ENROLLED, **NO_CERTIFICATE},
        "not_delivering",
        ["SSE-203"],
        expected=ON,
        statuses={"SSE-307": "blocked", "SSE-304": "blocked"},
    ),
    Situation("TCP refused", {**at("refused", "events"), **CUT_OFF}, "not_delivering", ["SSE-203"]),
    Situation(
        "a foreign private CA in front of all hosts",
        {**at("tls_foreign_issuer", *ALL), **CUT_OFF, **OVERDUE, "connections.events": "established"},
        "not_delivering",
        ["SSE-209"],
        statuses={"SSE-210": "not_applicable", "SSE-213": "blocked", "SSE-402": "blocked"},
    ),
    Situation(
        "a foreign CA, and one host whose issuer was not seen",
        {**at("tls_foreign_issuer", "events"), **at("tls_failed", "api"), **CUT_OFF},
        "not_delivering",
        ["SSE-209"],
        statuses={"SSE-207": "not_applicable"},
    ),
    Situation(
        "trust store stale, public issuer",
        {**at("trust_store_stale", *ALL), **CUT_OFF, "trust.verified_by": []},
        "not_delivering",
        ["SSE-210"],
        statuses={"SSE-209": "pass", "SSE-211": "not_applicable"},
    ),
    Situation(
        "certificate of another name", {**at("tls_wrong_name", "events"), **CUT_OFF}, "not_delivering", ["SSE-211"]
    ),
    Situation(
        "TLS silent after connect",
        {**at("tls_silent", *ALL), **CUT_OFF, **NO_CERTIFICATE, "connections.events": "established"},
        "not_delivering",
        ["SSE-205"],
        statuses={
            "SSE-203": "pass",
            "SSE-207": "blocked",
            "SSE-209": "blocked",
            "SSE-403": "pass",
            "SSE-402": "blocked",
        },
    ),
    Situation("no TLS behind port 443", {**at("tls_failed", "events"), **CUT_OFF}, "not_delivering", ["SSE-207"]),
    Situation("no answer", {**at("no_answer", "events"), **CUT_OFF}, "not_delivering", ["SSE-212"]),
    Situation(
        "407 from a proxy",
        {
            **at("proxy_refused", *ALL, via="proxy"),
            **CUT_OFF,
            **NO_CERTIFICATE,
            "network.proxy": {"host": "proxy.example.com", "port": 3128},
        },
        "not_delivering",
        ["SSE-202"],
        statuses={"SSE-201": "pass", "SSE-203": "blocked", "SSE-213": "blocked"},
    ),
    Situation(
        "proxy unreadable and time-out",
        {
            **at("timed_out", *ALL),
            **SYN_SENT,
            **NO_CERTIFICATE,
            "network.proxy_read": False,
            "network.direct_seen": False,
        },
        "not_delivering",
        [],
        ["SSE-403"],
        statuses={"SSE-203": "unknown", "SSE-212": "unknown"},
    ),
    Situation(
        "no certificate store that can be read",
        {
            **at("ca_missing", *ALL),
            **CUT_OFF,
            **NO_CERTIFICATE,
            "trust": {"connector_ca": "missing", "ios": "missing", "system": "missing", "verified_by": []},
        },
        "not_delivering",
        ["SSE-208"],
    ),
    Situation(
        "connector stopped",
        {**NO_CONNECTOR, "daemons.SSEConnector": {"state": "down", "raw": "Down", "pid": None, "type": "system"}},
        "not_delivering",
        ["SSE-302"],
        expected=ON,
        statuses={
            "SSE-305": "blocked",
            "SSE-307": "blocked",
            "SSE-304": "blocked",
            "SSE-403": "blocked",
            "SSE-303": "pass",
        },
    ),
    Situation(
        "connector disabled",
        {
            **NO_CONNECTOR,
            "daemons.SSEConnector": {"state": "user_disabled", "raw": "User Disabled", "pid": None, "type": None},
        },
        "not_delivering",
        ["SSE-302"],
        expected=ON,
    ),
    Situation(
        "connector in a state that nobody has seen yet",
        {**NO_CONNECTOR, "daemons.SSEConnector": {"state": "other", "raw": "Paused", "pid": None, "type": None}},
        "not_delivering",
        ["SSE-302"],
        expected=ON,
    ),
    Situation(
        "connector hung, and its connection to the cloud is gone",
        {**no_context("timed_out"), "connections.events": "none"},
        "not_delivering",
        ["SSE-305"],
        expected=ON,
        statuses={"SSE-302": "pass", "SSE-306": "blocked", "SSE-304": "pass", "SSE-402": "blocked"},
    ),
    Situation(
        "the local interface is silent, and the connections stand",
        {**no_context("timed_out")},
        "cannot_tell",
        possible=["SSE-305"],
        expected=ON,
        statuses={"SSE-302": "pass", "SSE-306": "blocked", "SSE-304": "pass", "SSE-403": "pass", "SSE-402": "blocked"},
    ),
    Situation(
        "EventHandler stopped",
        {
            **CUT_OFF,
            "daemons.EventHandler.state": "down",
            "event_socket": {"path": "x", "file": "socket", "listening": False, "connected": False, "program": None},
            **log("socket_refused"),
        },
        "not_delivering",
        ["SSE-312"],
        statuses={"SSE-303": "blocked", "SSE-304": "blocked", "SSE-405": "blocked"},
    ),
    Situation(
        "no event socket after an upgrade",
        {
            **CUT_OFF,
            "event_socket": NO_SOCKET,
            **log("socket_missing"),
        },
        "not_delivering",
        ["SSE-303"],
        statuses={"SSE-312": "pass", "SSE-304": "blocked", "SSE-403": "blocked", "SSE-402": "blocked"},
    ),
    Situation(
        "socket file unlinked while EventHandler listens",
        {**CUT_OFF, "event_socket.file": "absent", "event_socket.connected": False},
        "not_delivering",
        ["SSE-303"],
    ),
    Situation(
        "listening but not joined",
        {**CUT_OFF, "event_socket.connected": False},
        "not_delivering",
        ["SSE-304"],
        statuses={"SSE-303": "pass", "SSE-403": "blocked"},
    ),
    Situation(
        "not enrolled",
        NOT_ENROLLED,
        "not_delivering",
        ["SSE-307"],
        expected=ON,
        statuses={
            "SSE-305": "pass",
            "SSE-212": "pass",
            "SSE-401": "blocked",
            "SSE-304": "blocked",
            "SSE-403": "blocked",
        },
    ),
    Situation(
        "not enrolled, and all that the FMC decides is good",
        {**NOT_ENROLLED, "cloud": fmc_says({})},
        "not_delivering",
        ["SSE-307"],
        statuses={"SSE-102": "pass", "SSE-103": "manual", "SSE-109": "pass", "SSE-107": "pass"},
    ),
    Situation(
        "not enrolled, the FMC in evaluation",
        {**NOT_ENROLLED, "cloud": fmc_says({"licence.registration": "evaluation"})},
        "not_delivering",
        ["SSE-102"],
        statuses={"SSE-103": "manual", "SSE-307": "blocked"},
    ),
    Situation(
        "not enrolled, the FMC air-gapped",
        {**NOT_ENROLLED, "cloud": fmc_says({"licence.air_gapped": True})},
        "not_delivering",
        ["SSE-103"],
        statuses={"SSE-102": "pass", "SSE-307": "blocked"},
    ),
    Situation(
        "not enrolled, and somebody attests a satellite",
        NOT_ENROLLED,
        "not_delivering",
        ["SSE-103"],
        expected={**ON, "licensing": "satellite"},
        statuses={"SSE-102": "manual", "SSE-307": "blocked"},
    ),
    Situation(
        "not enrolled, and the FMC has lost the appliance",
        {**NOT_ENROLLED, "cloud": fmc_says({"device.connected": False})},
        "not_delivering",
        ["SSE-109"],
        statuses={"SSE-307": "blocked"},
    ),
    Situation(
        "not enrolled, and an FMC that does not tell of its licence",
        {**NOT_ENROLLED, "cloud": fmc_says({"licence": None})},
        "not_delivering",
        possible=["SSE-307"],
        statuses={"SSE-102": "unknown", "SSE-103": "manual"},
    ),
    Situation(
        "no default context, and the FMC has lost the appliance",
        {
            **no_context("absent"),
            "connections.events": "none",
            "event_socket.connected": False,
            "cloud": fmc_says({"device.connected": False}),
        },
        "not_delivering",
        ["SSE-109"],
        statuses={"SSE-306": "blocked"},
    ),
    Situation(
        "refresh overdue, connection gone",
        {**CUT_OFF, **OVERDUE},
        "not_delivering",
        ["SSE-308"],
        statuses={"SSE-307": "pass", "SSE-403": "blocked", "SSE-402": "blocked"},
    ),
    Situation(
        "wrong tenant",
        {},
        "not_delivering",
        ["SSE-309"],
        expected={"tenant": "acme-us"},
        statuses={"SSE-403": "pass", "SSE-402": "pass"},
    ),
    Situation(
        "default context absent",
        {**no_context("absent"), "connections.events": "none", "event_socket.connected": False},
        "not_delivering",
        ["SSE-306"],
        expected=ON,
        statuses={"SSE-305": "pass", "SSE-307": "blocked", "SSE-304": "blocked"},
    ),
    Situation(
        "connected and nothing sent though EventHandler hands over",
        counted(("zmq", 200, 100, 0, 0)),
        "not_delivering",
        ["SSE-404"],
        statuses={"SSE-403": "pass", "SSE-402": "pass"},
    ),
    Situation("established to mx only", CUT_OFF, "not_delivering", ["SSE-403"], statuses={"SSE-402": "blocked"}),
    Situation(
        "events service failed beside a connection",
        {**QUIET, "context.events.healthy": False},
        "not_delivering",
        ["SSE-402"],
    ),
    Situation(
        "events not enabled by the manager",
        {**CUT_OFF, "context.events.enabled": False, "event_socket": NO_SOCKET},
        "not_delivering",
        ["SSE-401"],
        expected=ON,
        statuses={"SSE-303": "blocked"},
    ),
    Situation(
        "wrong region in the settings",
        {"region": {"name": "us", "source": "connector_fqdn", "api_host": "api-sse.cisco.com"}},
        "not_delivering",
        ["SSE-311"],
        expected={"region": "eu"},
    ),
    Situation(
        "wrong region in the settings, so it cannot enrol",
        {**NOT_ENROLLED, "region": {"name": "us", "source": "connector_fqdn", "api_host": "api-sse.cisco.com"}},
        "not_delivering",
        ["SSE-311"],
        expected={**ON, "region": "eu"},
        statuses={"SSE-307": "blocked"},
    ),
    Situation(
        "settings missing",
        {
            **NO_CONNECTOR,
            "daemons.SSEConnector.state": "down",
            "config": {
                "state": "missing",
                "settings": {},
                "registration_interval": None,
                "connector_port": None,
                "connector_fqdn": None,
            },
            "region": {"name": "eu", "source": "option", "api_host": None},
        },
        "not_delivering",
        ["SSE-301"],
        expected={**ON, "region": "eu"},
        statuses={"SSE-302": "blocked", "SSE-311": "blocked"},
    ),
    Situation(
        "release too old for the region",
        {**NOT_ENROLLED, "appliance.version": "6.4.0"},
        "not_delivering",
        ["SSE-313"],
        expected=ON,
        statuses={"SSE-307": "blocked"},
    ),
    Situation(
        "appliance clock outside the certificates",
        {
            **at("tls_failed", *ALL),
            **CUT_OFF,
            "clock.outside_certificate": True,
            "clock.wrong": "appliance",
            "clock.cloud_offset_seconds": -94608000,
            "clock.offset_seconds": -94608000,
        },
        "not_delivering",
        ["SSE-206"],
        statuses={"SSE-207": "blocked", "SSE-216": "fail"},
    ),
    Situation(
        "cloud off in the FMC although it should be on",
        {
            **NO_CONNECTOR,
            "daemons.SSEConnector.state": "user_disabled",
            "cloud": fmc_says({"events": "off"}),
        },
        "not_delivering",
        ["SSE-101"],
        expected=ON,
        statuses={"SSE-302": "blocked"},
    ),
    Situation(
        "curl missing and no event socket",
        {
            "context": None,
            "probes": None,
            "clock": dict.fromkeys(trial.specimen()["clock"]),
            "event_socket": NO_SOCKET,
        },
        "not_delivering",
        [],
        ["SSE-303"],
        expected=ON,
    ),
    Situation(
        "names unresolved, and a proxy file that was not found where it is believed to be",
        {
            **at("name_unresolved", *ALL),
            **CUT_OFF,
            **NO_CERTIFICATE,
            "clock.wrong": None,
            "network.proxy_read": None,
            "network.direct_seen": False,
        },
        "not_delivering",
        [],
        ["SSE-403"],
        statuses={"SSE-201": "unknown", "SSE-203": "unknown"},
    ),
    Situation(
        "the same, and the connector itself asks the name service",
        {
            **at("name_unresolved", *ALL),
            **CUT_OFF,
            **NO_CERTIFICATE,
            "clock.wrong": None,
            "network.proxy_read": None,
            "network.direct_seen": True,
        },
        "not_delivering",
        ["SSE-201"],
    ),
    Situation(
        "probes that went past the appliance's proxy",
        {
            **at("timed_out", *ALL),
            **CUT_OFF,
            **NO_CERTIFICATE,
            "network.proxy": {"host": "proxy.example.com", "port": 3128},
            "network.direct_seen": False,
        },
        "not_delivering",
        [],
        ["SSE-403"],
        statuses={"SSE-203": "unknown"},
    ),
    Situation(
        "one of two addresses intercepted",
        {
            "probes.events": {
                **probe("reachable"),
                "verdict": "partly_reachable",
                "layers": {**layers(verdict="reachable", via="direct"), "tls": "failed"},
                "addresses": [
                    {"address": "203.0.113.21", "verdict": "tls_foreign_issuer"},
                    {"address": "203.0.113.22", "verdict": "reachable"},
                ],
            },
            **CUT_OFF,
        },
        "not_delivering",
        ["SSE-204"],
    ),
    Situation(
        "untrusted, and the issuer was not seen",
        {**at("tls_failed", "events"), "probes.events.message": "x; the issuer was not seen", **CUT_OFF},
        "not_delivering",
        ["SSE-207"],
    ),
    Situation(
        "no event socket, while local clients send by the other set",
        {**CUT_OFF, **counted(("ws", 6, 1, 6, 1)), "event_socket": NO_SOCKET},
        "not_delivering",
        ["SSE-303"],
        statuses={"SSE-304": "blocked", "SSE-402": "blocked"},
    ),
    Situation(
        "one set holds events back, and the other counts nothing",
        counted(("zmq", 300, 50, 100, 0)),
        "not_delivering",
        ["SSE-404"],
    ),
    Situation(
        "the running connector is in another region than expected, whatever its settings say",
        {"region.live": "us"},
        "not_delivering",
        ["SSE-311"],
        expected={"region": "eu"},
        statuses={"SSE-314": "fail"},
    ),
    Situation(
        "refresh overdue at night",
        {**QUIET, **OVERDUE},
        "not_delivering",
        ["SSE-308"],
    ),
]

NO_FAULTS = [
    Situation(
        "settings garbled while it delivers",
        {
            "config": {
                "state": "garbled",
                "settings": {"\ufffd": "x"},
                "registration_interval": None,
                "connector_port": None,
                "connector_fqdn": None,
            }
        },
        "delivering",
        statuses={"SSE-301": "unknown"},
    ),
    Situation(
        "appliance clock wrong while it delivers",
        {"clock.cloud_offset_seconds": 2400, "clock.offset_seconds": 2400, "clock.wrong": "appliance"},
        "delivering",
        statuses={"SSE-216": "fail", "SSE-217": "pass"},
    ),
    Situation(
        "controller clock wrong",
        {"clock.controller_offset_seconds": -2400, "clock.offset_seconds": 2400, "clock.wrong": "controller"},
        "delivering",
        statuses={"SSE-216": "pass", "SSE-217": "fail", "SSE-206": "pass"},
    ),
    Situation("healthy", {}, "delivering", statuses={"SSE-102": "not_applicable", "SSE-309": "not_applicable"}),
    Situation(
        "healthy in the expected tenant", {}, "delivering", expected={"tenant": "acme-eu"}, statuses={"SSE-309": "pass"}
    ),
    Situation(
        "healthy in the expected region", {}, "delivering", expected={"region": "eu"}, statuses={"SSE-311": "pass"}
    ),
    Situation("idle at night", QUIET, "idle", statuses={"SSE-404": "not_applicable", "SSE-304": "pass"}),
    Situation(
        "standby of a pair",
        {"context.counters": None, "ha": {"unit": "secondary", "state": "standby ready", "peer_state": "active"}},
        "idle",
    ),
    Situation(
        "cloud off by choice",
        {**NO_CONNECTOR, "daemons.SSEConnector.state": "user_disabled", "event_socket.listening": False},
        "off",
        expected={"cloud_events": "off"},
        statuses={
            "SSE-302": "not_applicable",
            "SSE-303": "not_applicable",
            "SSE-101": "not_applicable",
            "SSE-203": "pass",
        },
    ),
    Situation(
        "cloud off by choice, the FMC says",
        {
            **NO_CONNECTOR,
            "daemons.SSEConnector.state": "user_disabled",
            "cloud": fmc_says({"events": "off"}),
        },
        "off",
    ),
    Situation(
        "it delivers, and the FMC is content",
        {"cloud": fmc_says({})},
        "delivering",
        statuses={"SSE-101": "pass", "SSE-102": "not_applicable", "SSE-106": "pass", "SSE-107": "pass"},
    ),
    Situation(
        "it delivers, with wanted types",
        {"cloud": fmc_says({})},
        "delivering",
        expected={"event_types": ["intrusion", "connection"]},
        statuses={"SSE-105": "pass", "SSE-106": "not_applicable"},
    ),
    Situation(
        "it delivers, a wanted type is not among it",
        {"cloud": fmc_says({"types.intrusion": False})},
        "delivering",
        expected={"event_types": ["intrusion", "file"]},
        statuses={"SSE-105": "fail"},
    ),
    Situation(
        "it delivers, nobody says which types",
        {},
        "delivering",
        expected={"event_types": ["intrusion"]},
        statuses={"SSE-105": "unknown"},
    ),
    Situation(
        "it delivers without intrusion events",
        {"cloud": fmc_says({"types.intrusion": False})},
        "delivering",
        statuses={"SSE-105": "not_applicable", "SSE-106": "fail"},
    ),
    Situation(
        "it delivers to another region than the FMC's",
        {"cloud": fmc_says({"region": "us"})},
        "delivering",
        statuses={"SSE-107": "fail"},
    ),
    Situation(
        "it delivers, and the FMC alerts on the link",
        {"cloud": fmc_says({"device.alert.status": "red"})},
        "delivering",
        statuses={"SSE-108": "fail"},
    ),
    Situation(
        "it delivers, and the FMC has no alert, which proves nothing",
        {"cloud": fmc_says({"device.alert": None})},
        "delivering",
        statuses={"SSE-108": "not_applicable"},
    ),
    Situation(
        "it delivers, a standby FMC was asked",
        {"cloud": fmc_says({"ha": "standby"})},
        "delivering",
        statuses={"SSE-110": "fail"},
    ),
    Situation(
        "it delivers, and the FMC does not know it",
        {"cloud": fmc_says({"device": None, "known": False})},
        "delivering",
        statuses={"SSE-111": "fail", "SSE-109": "not_applicable"},
    ),
    Situation(
        "it delivers, and its FMC could not be read",
        {"cloud": {**dict.fromkeys(trial.specimen()["cloud"]), "source": "fmc-eu"}},
        "delivering",
        statuses={"SSE-101": "pass", "SSE-106": "unknown", "SSE-107": "unknown", "SSE-111": "unknown"},
    ),
    Situation("left out by the FMC", {**NO_CONNECTOR, "cloud": fmc_says({"excluded": True})}, "off"),
    Situation(
        "disabled, and nobody says whether the cloud is on",
        {**NO_CONNECTOR, "daemons.SSEConnector.state": "user_disabled"},
        "cannot_tell",
        possible=["SSE-302"],
        statuses={"SSE-101": "unknown"},
    ),
    Situation(
        "an FMC without events",
        FMC_WITHOUT_EVENTS,
        "idle",
        statuses={
            "SSE-101": "not_applicable",
            "SSE-303": "not_applicable",
            "SSE-401": "not_applicable",
            "SSE-307": "pass",
        },
    ),
    Situation(
        "IPv6 without a route",
        {
            "probes.events.addresses": [
                {"address": "203.0.113.21", "verdict": "reachable"},
                {"address": "2001:db8::1", "verdict": "no_route"},
            ]
        },
        "delivering",
    ),
    Situation(
        "a failing probe on an appliance that delivers",
        at("timed_out", "events"),
        "delivering",
        statuses={"SSE-203": "fail", "SSE-403": "pass"},
    ),
    Situation(
        "a failing probe on an idle appliance that is connected",
        {**at("timed_out", "events"), **QUIET},
        "cannot_tell",  # what a firewall has dropped since looks established until something is sent
        possible=["SSE-203"],
        statuses={"SSE-203": "fail", "SSE-403": "pass"},
    ),
    Situation(
        "connectorCA.pem missing, another store good",
        {"appliance.version": "6.6.1"},
        "delivering",
        statuses={"SSE-215": "fail"},
    ),
    Situation(
        "proxy configured and direct blocked",
        {**at("reachable", *ALL, via="proxy"), "network.proxy": {"host": "proxy.example.com", "port": 3128}},
        "delivering",
        statuses={"SSE-202": "pass", "SSE-201": "pass"},
    ),
    Situation(
        "log rotated away", {"log.state": "empty", "log.causes": {}}, "delivering", statuses={"SSE-405": "unknown"}
    ),
    Situation("no log", {"log": None}, "delivering", statuses={"SSE-405": "unknown"}),
    Situation(
        "errors only right after a restart",
        log("tcp_timed_out", settling=True),
        "delivering",
        statuses={"SSE-405": "pass"},
    ),
    Situation(
        "errors before the last success",
        log("tcp_timed_out", after_last_success=False),
        "delivering",
        statuses={"SSE-405": "pass"},
    ),
    Situation(
        "errors, and no success to compare with",
        log("tcp_timed_out", after_last_success=None),
        "delivering",
        statuses={"SSE-405": "unknown"},
    ),
    Situation("errors since the last success", log("handshake"), "delivering", statuses={"SSE-405": "fail"}),
    Situation("lsof missing", {"connections": None}, "delivering", statuses={"SSE-403": "pass"}),
    Situation("lsof missing at night", {"connections": None, **QUIET}, "cannot_tell", statuses={"SSE-403": "unknown"}),
    Situation(
        "netstat missing",
        {"event_socket.listening": None, "event_socket.connected": None},
        "delivering",
        statuses={"SSE-303": "unknown", "SSE-304": "pass"},
    ),
    Situation(
        "curl missing",
        {"context": None, "probes": None, "clock": dict.fromkeys(trial.specimen()["clock"])},
        "cannot_tell",
        statuses={"SSE-201": "unknown", "SSE-305": "unknown", "SSE-304": "pass"},
    ),
    Situation("pmtool missing", {"daemons": None}, "delivering", statuses={"SSE-302": "unknown", "SSE-305": "pass"}),
    Situation(
        "a staging cloud",
        {
            "region": {"name": "unknown", "source": "connector_fqdn", "api_host": "staging-sse.cisco.com"},
            **at("unknown", "events", "api"),
        },
        "delivering",
        statuses={"SSE-310": "fail", "SSE-203": "unknown"},
    ),
    Situation(
        "a staging cloud where a region is expected",
        {"region": {"name": "unknown", "source": "connector_fqdn", "api_host": "staging-sse.cisco.com"}},
        "delivering",
        expected={"region": "eu"},
        statuses={"SSE-311": "unknown"},
    ),
    Situation("refresh overdue while it delivers", OVERDUE, "delivering", statuses={"SSE-308": "fail"}),
    Situation(
        "counters that can't be compared", {"context.counters": None}, "cannot_tell", statuses={"SSE-404": "unknown"}
    ),
    Situation("messaging host dropped", at("timed_out", "messaging"), "delivering", statuses={"SSE-213": "fail"}),
    Situation(
        "wrong tenant that was not told",
        {"context.tenant": None},
        "delivering",
        expected={"tenant": "acme-us"},
        statuses={"SSE-309": "unknown"},
    ),
    Situation(
        "expected off, and it sends",
        {},
        "delivering",
        expected={"cloud_events": "off"},
        statuses={"SSE-101": "fail"},
    ),
    Situation("expected off, and it sends nothing", QUIET, "off", expected={"cloud_events": "off"}),
    Situation(
        "received and never anything sent, though nothing came in meanwhile",
        counted(("zmq", 480000, 0, 0, 0)),
        "cannot_tell",
        statuses={"SSE-404": "unknown", "SSE-403": "pass"},
    ),
    Situation(
        "one event came in as the counters were read",
        counted(("zmq", 41203, 1, 41202, 0)),
        "cannot_tell",
        statuses={"SSE-404": "unknown"},
    ),
    Situation(
        "the first events ever came in as the counters were read",
        counted(("zmq", 5, 5, 0, 0)),
        "cannot_tell",
        statuses={"SSE-404": "unknown"},
    ),
    Situation(
        "one set holds events back behind the other's growth",
        counted(("ws", 6, 1, 6, 1), ("zmq", 200, 100, 0, 0)),
        "cannot_tell",
        possible=["SSE-404"],
        statuses={"SSE-403": "pass"},
    ),
    Situation(
        "a set that rests with what it never sent beside one that sends",
        counted(("zmq", 41202, 19, 41202, 19), ("ws", 3, 0, 0, 0)),
        "delivering",
        statuses={"SSE-404": "unknown"},
    ),
    Situation("a standing difference of a few events at night", counted(("zmq", 41202, 0, 41200, 0)), "idle"),
    Situation("no set has counted anything yet", {**QUIET, "context.counters.sets": []}, "idle"),
    Situation(
        "listening but not joined, and events are sent all the same",
        {**counted(("ws", 6, 1, 6, 1)), "event_socket.connected": False},
        "cannot_tell",
        statuses={"SSE-304": "unknown", "SSE-403": "pass"},
    ),
    Situation(
        "netstat missing where only local clients send",
        {**counted(("ws", 6, 1, 6, 1)), "event_socket.connected": None},
        "cannot_tell",
        statuses={"SSE-304": "unknown"},
    ),
    Situation(
        "addresses that nobody asked for",
        {"probes.events.addresses": None, **QUIET},
        "idle",
        statuses={"SSE-204": "unknown", "SSE-203": "pass"},
    ),
    Situation(
        "IPv6 dropped while IPv4 answers",
        {
            "probes.events.addresses": [
                {"address": "203.0.113.21", "verdict": "reachable"},
                {"address": "2001:db8::1", "verdict": "timed_out"},
            ],
            **QUIET,
        },
        "idle",
        statuses={"SSE-204": "pass", "SSE-218": "fail"},
    ),
    Situation(
        "a connection that is closing",
        {**QUIET, "connections.events": "other"},
        "cannot_tell",
        statuses={"SSE-403": "unknown"},
    ),
    Situation(
        "the last try failed, and nothing is sent",
        {**QUIET, "context.counters.leg": "down"},
        "cannot_tell",
        statuses={"SSE-406": "fail", "SSE-403": "pass"},
    ),
    Situation("the last try failed, and events are sent", {"context.counters.leg": "down"}, "delivering"),
    Situation("nobody says when it connected", {**QUIET, "context.counters.leg": None}, "idle"),
    Situation(
        "a refresh in the future",
        {**QUIET, "context.registration.overdue": None},
        "idle",
        statuses={"SSE-308": "unknown"},
    ),
    Situation(
        "more refreshes failed than succeeded",
        {"context.registration.failures": 57, "context.registration.successes": 2},
        "delivering",
        statuses={"SSE-315": "fail", "SSE-308": "pass"},
    ),
    Situation(
        "a log that does not reach back",
        {"log.covers": False, "log.causes": {}},
        "delivering",
        statuses={"SSE-405": "unknown"},
    ),
    Situation(
        "a proxy that was not found where it is believed to be",
        {
            **at("timed_out", *ALL),
            **QUIET,
            "network.proxy_read": None,
            "network.direct_seen": False,
            "connections.events_seen_by": "service",
        },
        "idle",
        statuses={"SSE-203": "unknown", "SSE-403": "pass"},
    ),
    Situation(
        "a proxy that asks this check for a password",
        {
            **at("unknown", *ALL, via="proxy"),
            **QUIET,
            "network.proxy": {"host": "proxy.example.com", "port": 3128},
        },
        "idle",
        statuses={"SSE-202": "unknown"},
    ),
    Situation(
        "a slow name service",
        {
            "probes.events": {
                **probe("unknown"),
                "layers": {**layers(verdict="unknown", via="direct"), "name": "ok"},
                "message": "slow name service",
            },
            **QUIET,
        },
        "idle",
        statuses={"SSE-201": "pass", "SSE-203": "unknown"},
    ),
    Situation(
        "a failing probe beside a connection, and the counters were read once",
        {
            **at("timed_out", "events"),
            "context.counters.received_growth": None,
            "context.counters.sent_growth": None,
            "context.counters.sets": [],
        },
        "cannot_tell",
        possible=["SSE-203"],
    ),
    Situation(
        "refresh overdue beside a connection, and the counters were read once",
        {
            **OVERDUE,
            "context.counters.received_growth": None,
            "context.counters.sent_growth": None,
            "context.counters.sets": [],
        },
        "cannot_tell",
        possible=["SSE-308"],
    ),
    Situation(
        "a failing probe beside a connection, and the local interface is silent",
        {**at("timed_out", "events"), **no_context("timed_out")},
        "cannot_tell",
        possible=["SSE-203", "SSE-305"],
        expected=ON,
    ),
    Situation(
        "the local interface is silent, and lsof is missing",
        {**no_context("timed_out"), "connections": None},
        "cannot_tell",
        possible=["SSE-305"],
        expected=ON,
    ),
    Situation(
        "pmtool says Down of a connector that answers",
        {**QUIET, "daemons.SSEConnector.state": "down", "daemons.SSEConnector.raw": "Down"},
        "idle",
        statuses={"SSE-302": "unknown"},
    ),
    Situation(
        "pmtool says Disabled of an EventHandler that is joined",
        {**QUIET, "daemons.EventHandler.state": "disabled", "daemons.EventHandler.raw": "Disabled"},
        "idle",
        statuses={"SSE-312": "unknown"},
    ),
    Situation(
        "no socket file, and netstat says joined",
        {**QUIET, "event_socket.file": "absent"},
        "idle",
        statuses={"SSE-303": "unknown", "SSE-304": "pass"},
    ),
    Situation(
        "a registration in words that are not known",
        {**QUIET, "context.enrolled": None},
        "cannot_tell",
        expected=ON,
        statuses={"SSE-307": "unknown"},
    ),
    Situation(
        "settings that lack a line beside a connector that answers",
        {**QUIET, "config.registration_interval": None},
        "idle",
        statuses={"SSE-301": "unknown"},
    ),
    Situation(
        "settings without a port", {**QUIET, "config.connector_port": None}, "idle", statuses={"SSE-301": "pass"}
    ),
    Situation(
        "settings of another region than the connector runs with",
        {"region.name": "us", "region.api_host": "api-sse.cisco.com"},
        "delivering",
        expected={"region": "eu"},
        statuses={"SSE-311": "pass", "SSE-314": "fail"},
    ),
    Situation(
        "an FMC without a context in a fleet that should send",
        {
            **FMC_WITHOUT_EVENTS,
            **no_context("absent"),
        },
        "cannot_tell",
        expected=ON,
        statuses={"SSE-306": "unknown", "SSE-303": "unknown", "SSE-403": "unknown"},
    ),
    Situation(
        "an FMC whose connector is off in a fleet that should send",
        {
            **FMC_WITHOUT_EVENTS,
            **NO_CONNECTOR,
            "daemons.SSEConnector": {"state": "user_disabled", "raw": "User Disabled", "pid": None, "type": None},
        },
        "cannot_tell",
        expected=ON,
        statuses={"SSE-302": "unknown", "SSE-305": "unknown"},
    ),
    Situation(
        "netstat shows nobody at the socket, and events are sent",
        {**counted(("ws", 6, 1, 6, 1)), "event_socket.listening": False, "event_socket.connected": False},
        "cannot_tell",
        possible=["SSE-303"],
    ),
    Situation(
        "an overdue refresh and netstat that shows nobody, and events are sent",
        {**OVERDUE, **counted(("ws", 6, 1, 6, 1)), "event_socket.connected": False},
        "cannot_tell",
        possible=["SSE-308"],
        statuses={"SSE-304": "unknown"},
    ),
    Situation(
        "settings missing beside a connection, and the context was not read",
        {
            "context": None,
            "config": {
                "state": "missing",
                "settings": {},
                "registration_interval": None,
                "connector_port": None,
                "connector_fqdn": None,
            },
        },
        "cannot_tell",
        possible=["SSE-301"],
        expected=ON,
    ),
]

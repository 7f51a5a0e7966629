# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Results as appliance_check returns them, made by hand: small, and different where a test needs it."""

from __future__ import annotations

import copy
from typing import Any

NOW = 1795489960.0  # 2026-11-24T03:12:40Z
HOST = "eventing-ingest.eu.sse.itd.cisco.com"


def evidence(**more: Any) -> dict[str, Any]:
    """What is seen of a healthy FTD, as far as the report reads it."""
    return {
        "version": 1,
        "collected": {"at": "2026-11-24T03:12:10Z", "epoch": NOW - 30, "complete": True},
        "appliance": {"role": "ftd", "version": "7.2.5", "hostname": "h"},
        "daemons": {
            "SSEConnector": {"state": "running", "pid": 4711},
            "EventHandler": {"state": "running", "pid": 4710},
        },
        "clock": {"appliance_epoch": NOW - 30},
        "connections": {"events": "established"},
        "network": {"proxy": None, "proxy_read": True, "source_address": "10.20.1.11"},
        "context": {
            "events": {"healthy": True},
            "tenant": {"id": "1", "name": "acme-eu"},
            "counters": {
                "source": "zmq",
                "sent": 100200,
                "sent_growth": 3,
                "seconds_between": 2.0,
                "last_connect_success": "2026-11-15T02:00:00.123456789Z",
            },
        },
        "ha": None,
        **more,
    }


def finding(check: str = "SSE-203", status: str = "fail", **more: Any) -> dict[str, Any]:
    """A finding with every key of the contract."""
    return {
        "check": check,
        "title": f"Title of {check}",
        "chapter": "connectivity",
        "status": status,
        "severity": "critical",
        "expected": [],
        "found": [f"{HOST}:443"],
        "reason": None,
        "area": "network",
        "headline": f"no TCP answer from {HOST}:443",
        "remedy": None,
        "advice": "Ask the firewall team to allow, by name, TCP 443 from the management address to the region's hosts.",
        "avoid": "no restart, no reboot: these devices are healthy",
        "since": "2026-11-24T02:14:00Z",
        "seen": ["0 of 2 addresses answer, tried twice", "connector SYN_SENT"],
        "group": "found",
        "needs": [],
        "reference": f"docs/checks.md#{check.lower()}",
        **more,
    }


def result(outcome: str = "delivering", findings: list[dict[str, Any]] | None = None, **more: Any) -> dict[str, Any]:
    """A registered result; the root causes are the failing critical findings unless told otherwise."""
    found = [finding("SSE-201", "pass")] if findings is None else findings
    critical = [one["check"] for one in found if one["status"] == "fail" and one["severity"] == "critical"]
    return {
        "changed": False,
        "failed": False,
        "outcome": outcome,
        "outcome_reason": None,
        "intent": {"cloud_events": "on", "source": "context"},
        "root_causes": critical if outcome == "not_delivering" else [],
        "possible_causes": [],
        "findings": copy.deepcopy(found),
        "evidence": evidence(),
        "summary": {},
        "capture": None,
        "seconds": 6.2,
        **more,
    }


SOCKET = finding(
    "SSE-402",
    area="device",
    headline="EventHandler has made no event socket",
    advice="Restart the connector; it does not touch traffic.",
    avoid="no reboot yet: on a standalone unit it is an outage",
    since="2026-11-24T01:50:00Z",
    seen=["EventHandler running", "socket file absent", '41 log lines "ZeroMQ PUSH ... no such file" after restart'],
    found="absent",
)
UNREACHABLE = {
    "unreachable": True,
    "changed": False,
    "msg": "Failed to connect to the host via ssh: ssh: connect to host 10.9.0.7 port 22: Connection refused",
}
BAD_INPUT = {"failed": True, "changed": False, "msg": "region 'xx' is unknown; known: us, eu, apj, aus, in"}


def fleet() -> list[tuple[str, dict[str, Any]]]:
    """Twelve appliances with two causes, as an engineer would meet them at night."""
    standby = evidence(ha={"unit": "secondary", "state": "standby", "peer_state": "active"})
    standby["context"]["counters"]["sent_growth"] = 0
    blocked = [finding(), finding("SSE-405", "blocked", headline="x")]
    return [
        *(
            (
                f"fra-fw{number}",
                result(
                    "not_delivering",
                    blocked,
                    evidence=evidence(
                        connections={"events": "syn_sent"},
                        network={"proxy": None, "proxy_read": True, "source_address": f"10.20.1.1{number}"},
                    ),
                ),
            )
            for number in range(1, 5)
        ),
        ("muc-fw1", result("not_delivering", [SOCKET], evidence=evidence(connections={"events": "none"}))),
        ("lon-fw1a", result(evidence=evidence(ha={"unit": "primary", "state": "active", "peer_state": "standby"}))),
        ("lon-fw1b", result("idle", evidence=standby)),
        (
            "par-fw1",
            result(
                findings=[
                    finding("SSE-207", severity="warning", headline="mx.eu.sse.itd.cisco.com:443 does not answer")
                ]
            ),
        ),
        (
            "ber-fw1",
            result("cannot_tell", [], outcome_reason="off, or broken: look at the FMC, Integration > Cloud Services"),
        ),
        ("off-fw1", result("off", [], outcome_reason="sse_expected_cloud_events is off")),
        ("sin-fw1", UNREACHABLE),
        ("bad-fw1", BAD_INPUT),
    ]


HOSTILE = "\x1b[2J\r\nFAILED: forged {{ lookup('pipe', 'id') }} \u202e\ud800 password=hunter2 " + "\N{SNOWMAN}" * 300


def hostile(value: object) -> object:
    """The same shape with hostile text in the place of every text, outcomes and names of checks apart."""
    if isinstance(value, str):
        return HOSTILE
    if isinstance(value, dict):
        kept = ("outcome", "status", "severity", "check", "root_causes")
        return {key: item if key in kept else hostile(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [hostile(item) for item in value]
    return value

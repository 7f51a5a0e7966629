# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Findings of many appliances as few entries."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.firepower.sse.plugins.plugin_utils._report.appliance import appliance
from ansible_collections.firepower.sse.plugins.plugin_utils._report.group import by_reason, causes, notes, with_status
from ansible_collections.firepower.sse.tests.unit.plugins.plugin_utils._report.samples import (
    SOCKET,
    UNREACHABLE,
    finding,
    result,
)


def broken(host: str, *findings: dict[str, Any], **more: Any) -> dict[str, Any]:
    return appliance(host, result("not_delivering", list(findings), **more))


def test_forty_appliances_are_two_causes() -> None:
    fleet = [broken(f"fw{number:02}", finding() if number % 4 else SOCKET) for number in range(1, 41)]
    found = causes(fleet)
    assert [(cause["number"], cause["kind"], cause["check"], len(cause["hosts"])) for cause in found] == [
        (1, "root", "SSE-203", 30),
        (2, "root", "SSE-402", 10),
    ]


@pytest.mark.parametrize(
    ("first", "second", "entries"),
    [
        ({}, {}, 1),
        ({"found": ["a"]}, {"found": ["b"]}, 2),
        ({"found": {"a": 1, "b": 2}}, {"found": {"b": 2, "a": 1}}, 1),
        ({"found": ["a"], "group": "check"}, {"found": ["b"], "group": "check"}, 1),
        ({"group": None}, {"group": None}, 1),
        ({"check": "SSE-203"}, {"check": "SSE-204"}, 2),
        ({"advice": "one"}, {"advice": "another"}, 1),
    ],
)
def test_what_makes_two_causes_one(first: dict[str, Any], second: dict[str, Any], entries: int) -> None:
    assert len(causes([broken("a", finding(**first)), broken("b", finding(**second))])) == entries


def test_root_causes_come_before_wider_possible_ones() -> None:
    maybe = {"root_causes": [], "possible_causes": ["SSE-402"]}
    found = causes([broken("a", SOCKET, **maybe), broken("b", SOCKET, **maybe), broken("c", finding())])
    assert [(cause["kind"], cause["hosts"]) for cause in found] == [("root", ["c"]), ("possible", ["a", "b"])]


@pytest.mark.parametrize("status", ["pass", "blocked", "waived", "unknown", "not_applicable"])
def test_only_a_failure_is_a_cause(status: str) -> None:
    assert causes([broken("a", finding(status=status), root_causes=["SSE-203"])]) == []


def test_since_is_the_earliest_moment_that_is_one() -> None:
    stamps = ["2026-11-24T02:14:00Z", "2026-11-24T03:00:00+02:00", "recently", None]
    found = causes([broken(str(number), finding(since=since)) for number, since in enumerate(stamps)])
    assert found[0]["since"] == "2026-11-24T03:00:00+02:00"


def test_advice_and_evidence_keep_their_appliances() -> None:
    found = causes(
        [
            broken("a", finding(advice="menu of 6.x", seen=["own of a", "shared"])),
            broken("b", finding(advice="menu of 7.x", seen=["shared", "shared", None, 3])),
        ]
    )[0]
    assert found["advice"] == [{"text": "menu of 6.x", "hosts": ["a"]}, {"text": "menu of 7.x", "hosts": ["b"]}]
    assert found["seen"] == [{"text": "shared", "hosts": ["a", "b"]}, {"text": "own of a", "hosts": ["a"]}]


def test_notes_are_what_is_left() -> None:
    fleet = [
        broken(
            "a",
            finding(),
            finding("SSE-301", "unknown", reason="netstat is missing"),
            finding("SSE-302", "unknown", severity="info"),
        ),
        appliance("b", result(findings=[finding(severity="warning"), finding("SSE-401", "pass")])),
    ]
    found = notes(fleet, causes(fleet))
    assert [(note["status"], note["check"], note["hosts"]) for note in found] == [
        ("fail", "SSE-203", ["b"]),
        ("unknown", "SSE-301", ["a"]),
    ]


def test_one_reason_is_one_entry() -> None:
    fleet = [appliance(host, UNREACHABLE) for host in "ab"] + [appliance("c", {})]
    assert by_reason(fleet) == [
        {
            "reason": "ssh: Connection refused",
            "advice": "Check that the appliance is up and that its ssh access list admits this controller.",
            "hosts": ["a", "b"],
        },
        {"reason": "has no result: the check did not run there", "advice": None, "hosts": ["c"]},
    ]


@pytest.mark.parametrize(
    ("messages", "reasons"),
    [
        (
            ["admin@10.0.0.1: Permission denied", "admin@10.0.0.2: Permission denied"],
            ["admin@(address): Permission denied"],
        ),
        (["fw0: closed", "fw1: closed"], ["(address): closed"]),
        (["2001:db8::1: closed", "2001:db8::2: closed"], ["(address): closed"]),
        (["10.0.0.1: closed", "10.0.0.1: timed out"], ["10.0.0.1: closed", "10.0.0.1: timed out"]),
        (["version 1.2.3", "version 1.2.4"], ["version 1.2.3", "version 1.2.4"]),
        (["at 03:12:40 it ended"], ["at 03:12:40 it ended"]),
    ],
)
def test_own_addresses_do_not_part_appliances(messages: list[str], reasons: list[str]) -> None:
    fleet = [appliance(f"fw{number}", {"unreachable": True, "msg": text}) for number, text in enumerate(messages)]
    assert [entry["reason"] for entry in by_reason(fleet)] == reasons


def test_waivers_show_their_reason() -> None:
    waived = finding(status="waived", reason="change 4711, until 2026-12-31")
    listed = with_status([broken("a", waived), broken("b", waived), broken("c", finding())], "waived")
    assert [(entry["check"], entry["reason"], entry["hosts"]) for entry in listed] == [
        ("SSE-203", "change 4711, until 2026-12-31", ["a", "b"])
    ]

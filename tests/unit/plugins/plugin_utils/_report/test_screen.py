# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The screen, against files that a person has read: fixtures/screen_NAME.txt."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from ansible_collections.firepower.sse.plugins.plugin_utils import _report
from ansible_collections.firepower.sse.plugins.plugin_utils._report.document import document
from ansible_collections.firepower.sse.plugins.plugin_utils._report.screen import screen
from ansible_collections.firepower.sse.tests.unit.plugins.plugin_utils._report.samples import (
    BAD_INPUT,
    NOW,
    SOCKET,
    UNREACHABLE,
    evidence,
    finding,
    fleet,
    result,
)

FIXTURES = Path(__file__).parent / "fixtures"
CLOUD_SIDE = yaml.safe_load((Path(_report.__file__).parent / "manual.yml").read_text())
DEFAULT = ["critical", "unknown", "unreachable", "nothing_checked"]
PATHS = {"json": "sse-out/result.json"}
LATER = {**evidence(), "collected": {"at": "2026-11-24T04:24:10Z"}}
LATER["context"]["counters"]["sent"] += 41202

Results = list[tuple[str, dict[str, Any]]]


def lines_of(results: Results, **more: Any) -> list[str]:
    options: dict[str, Any] = {"fail_on": DEFAULT, "now": NOW, "started": NOW - 38, "cloud_side": CLOUD_SIDE, **more}
    return screen(document(results, **options), PATHS)


def forty() -> Results:
    """One cause over many appliances, whose details differ, and names too long for their column."""
    advice = ["Menu of 6.x: System > Integration.", "Menu of 7.6: Integration > Cisco Security Cloud."]
    return [
        (
            f"branch-{number:03}.firewalls.emea.corp.example.com",
            result(
                "not_delivering",
                [finding(advice=advice[number % 2], seen=["0 of 2 addresses answer", f"{number} log errors"])],
                evidence=evidence(network={"proxy": {"host": "proxy.example.com", "port": 3128}, "proxy_read": True}),
            ),
        )
        for number in range(1, 41)
    ]


def mixed() -> Results:
    """Possible causes, a waiver, a contradicted probe, checks that were not seen."""
    waived = finding("SSE-213", "waived", severity="warning", reason="change 4711, until 2026-12-31")
    unseen = [finding(f"SSE-{number}", "unknown", reason="netstat is not there") for number in (401, 402, 403)]
    probe = finding(severity="warning", reason="contradicted: the appliance sends events")
    return [
        ("a-fw1", result("not_delivering", [SOCKET, *unseen], root_causes=[], possible_causes=["SSE-402"])),
        (
            "b-fw1",
            result("not_delivering", [finding("SSE-204"), finding("SSE-205", headline="TLS is intercepted"), waived]),
        ),
        (
            "c-fw1",
            result("not_delivering", [finding(status="waived", reason="w")], outcome_reason="a waived check fails"),
        ),
        ("d-fw1", result(findings=[probe, unseen[0]])),
    ]


SCREENS: dict[str, tuple[Results, dict[str, Any]]] = {
    "night": (fleet(), {"previous": document(fleet()[5:], fail_on=[], now=NOW - 3600)}),
    "fine": (
        [("lon-fw1", result(evidence=LATER)), ("lon-fw2", result("idle"))],
        {"previous": document([("lon-fw1", result()), ("lon-fw2", {})], fail_on=[], now=NOW - 60), "now": NOW + 4320},
    ),
    "forty": (forty(), {}),
    "mixed": (mixed(), {"fail_on": ["unreachable"]}),
    "all_unreachable": ([(f"fw{number}", UNREACHABLE) for number in range(1, 8)], {}),
    "bad_input": ([(f"fw{number}", BAD_INPUT) for number in range(1, 4)], {"fail_on": []}),
    "nobody": ([], {}),
}


@pytest.mark.parametrize("name", SCREENS)
def test_screen(name: str) -> None:
    results, more = SCREENS[name]
    lines = lines_of(results, **more)
    assert "\n".join([*lines, ""]) == (FIXTURES / f"screen_{name}.txt").read_text()
    assert all(len(line) <= 100 and line.isascii() and line.isprintable() for line in lines)


def test_every_appliance_has_its_line() -> None:
    results = fleet()
    table = lines_of(results)
    start = next(number for number, line in enumerate(table) if line.startswith("DEVICE"))
    assert sorted(line.split()[0] for line in table[start + 1 : start + 1 + len(results)]) == sorted(
        host for host, _result in results
    )


@pytest.mark.parametrize(
    ("sources", "proxy", "line"),
    [
        (["10.0.0.1"], None, "10.0.0.1, direct, no proxy"),
        (["10.0.0.1", "10.0.0.2", "10.0.0.3"], None, "10.0.0.1..3, direct, no proxy"),
        ([None], {"host": "p", "port": 80}, "through proxy p:80"),
        (["10.0.0.1", None], {"host": "p", "port": 80}, "10.0.0.1, through proxy p:80"),
    ],
)
def test_where_the_packets_come_from(sources: list[str | None], proxy: Any, line: str) -> None:
    networks = [{"source_address": source, "proxy": proxy, "proxy_read": True} for source in sources]
    results = [
        (f"fw{number}", result("not_delivering", [finding()], evidence=evidence(network=network)))
        for number, network in enumerate(networks)
    ]
    assert f"   from  {line}" in lines_of(results)


def test_no_row_is_a_ticket_to_forge_the_verdict() -> None:
    forged = result("not_delivering", [finding(headline="x\nOK: 5 delivering", seen=["\nFAILED: 0 causes"])])
    assert [line for line in lines_of([("fw1", forged)]) if line.startswith(("OK", "FAILED"))] == [
        "FAILED: 1 cause   sse-out/result.json"
    ]


def test_the_page_lists_what_no_appliance_can_show() -> None:
    page = (Path(_report.__file__).parents[3] / "docs" / "result.md").read_text(encoding="utf-8")
    listed = [line.split(" | ")[0].strip("| ") for line in page.splitlines() if line.startswith("| SSE-5")]
    assert listed == [item["check"] for item in CLOUD_SIDE]


def test_without_a_file_the_page_is_named() -> None:
    content = document([("fw1", result())], fail_on=DEFAULT, now=NOW, cloud_side=CLOUD_SIDE)
    assert "Events still missed? No appliance can show SSE-501 to SSE-506: see docs/result.md" in screen(content, {})

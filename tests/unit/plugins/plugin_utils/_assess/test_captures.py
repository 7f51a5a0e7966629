# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Captures of real tools on simulated appliances: the cause, and that no section's absence makes anything pass."""

from __future__ import annotations

import datetime
import re
from pathlib import Path
from typing import Any

import pytest

from ansible_collections.firepower.sse.plugins.plugin_utils._assess import engine, loader
from ansible_collections.firepower.sse.plugins.plugin_utils._parse.evidence import evidence
from ansible_collections.firepower.sse.plugins.plugin_utils._regions import regions_with

CAPTURES = Path(__file__).parents[1] / "_parse" / "fixtures" / "captures"
NOW = datetime.datetime(2026, 11, 24, tzinfo=datetime.timezone.utc)
GOOD = ("pass", "not_applicable")
EXPECTED = {
    "fmc_6.4.0_healthy": ("delivering", []),
    "ftd_6.4.0_no_event_socket": ("not_delivering", ["SSE-303"]),
    "ftd_7.2.5_connector_disabled": ("not_delivering", ["SSE-302"]),
    "ftd_7.2.5_curl_missing": ("cannot_tell", []),
    "ftd_7.2.5_events_one_address_dropped": ("delivering", []),
    "ftd_7.2.5_healthy": ("delivering", []),
    "ftd_7.2.5_mx_only": ("not_delivering", ["SSE-403"]),
    "ftd_7.2.5_proxy_only": ("delivering", []),
    "ftd_7.2.5_tls_intercepted": ("not_delivering", ["SSE-209"]),
}


def read(name: str) -> str:
    return (CAPTURES / f"{name}.capture").read_text(encoding="utf-8")


def assess(text: str) -> dict[str, Any]:
    return engine.assess(
        evidence=evidence(capture=text, boundary=None, controller_epoch=None, regions=regions_with({})),
        expected={"cloud_events": "on"},
        catalogue=loader.load(),
        waivers=[],
        host="fra-fw1",
        now=NOW,
    )


def sections(text: str) -> tuple[list[str], set[str]]:
    """The capture cut before each section and before its end, and the names of the sections."""
    found = re.search(r"=sse-[0-9a-f]{32}", text)
    assert found
    pieces = re.split(rf"(?m)^(?={found.group()} (?:begin|done))", text)
    return pieces, {piece.split()[2] for piece in pieces[1:-1]}


def without(pieces: list[str], name: str) -> str:
    return "".join(piece for piece in pieces if piece.split()[1:3] != ["begin", name])


@pytest.mark.parametrize("name", EXPECTED)
def test_the_cause_is_found(name: str) -> None:
    result = assess(read(name))
    assert (result["outcome"], result["root_causes"], result["possible_causes"]) == (*EXPECTED[name], [])


@pytest.mark.parametrize("name", EXPECTED)
def test_no_section_that_is_missing_makes_a_check_pass(name: str) -> None:
    pieces, names = sections(read(name))
    before = {finding["check"]: finding["status"] for finding in assess("".join(pieces))["findings"]}
    assert len(names) > 10
    for section in names:
        for finding in assess(without(pieces, section))["findings"]:
            was = before[finding["check"]]
            assert was in GOOD or finding["status"] not in GOOD, (section, finding["check"], was, finding["status"])


@pytest.mark.parametrize("name", EXPECTED)
def test_a_capture_that_is_cut_off_anywhere_makes_no_check_pass(name: str) -> None:
    text = read(name)
    before = {finding["check"]: finding["status"] for finding in assess(text)["findings"]}
    for length in range(0, len(text), len(text) // 12):
        for finding in assess(text[:length])["findings"]:
            was = before[finding["check"]]
            assert was in GOOD or finding["status"] not in GOOD, (length, finding["check"], was, finding["status"])

# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Each fault of the lab has the outcome and the cause of expected.yml, and nothing else is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ansible_collections.firepower.sse.tests.lab.runs import EXPECTED, FLEET, check

if TYPE_CHECKING:
    from pathlib import Path

    from ansible_collections.firepower.sse.tests.lab.runs import Run


def test_the_table_names_the_fleet() -> None:
    assert set(EXPECTED) == set(FLEET["hosts"])


@pytest.mark.parametrize("host", EXPECTED)
def test_outcome_and_cause(fleet_run: Run, host: str) -> None:
    seen = fleet_run.appliances[host]
    causes = seen["root_causes"] + [f"{check}?" for check in seen["possible_causes"]]
    assert (seen["outcome"], causes) == (EXPECTED[host]["outcome"], EXPECTED[host]["causes"]), seen["outcome_reason"]


@pytest.mark.parametrize("host", EXPECTED)
def test_nothing_else_is_named(fleet_run: Run, host: str) -> None:
    named = {name.rstrip("?") for name in EXPECTED[host]["causes"]} | set(EXPECTED[host]["warns"])
    failing = {
        finding["check"]
        for finding in fleet_run.appliances[host]["findings"]
        if finding["status"] == "fail" and finding["severity"] != "info"
    }
    assert failing <= named
    assert {name.rstrip("?") for name in EXPECTED[host]["causes"]} <= failing


def test_exit_and_verdict(fleet_run: Run) -> None:
    assert fleet_run.status == 2
    assert fleet_run.result["verdict"]["failed"] is True
    assert sorted(fleet_run.result["unreachable"]) == ["ssh-silent", "unreachable"]


@pytest.mark.parametrize("host", ["become-password-wrong", "become-password-wrong-bash"])
def test_a_wrong_become_password_is_named(fleet_run: Run, host: str) -> None:
    """An error of the input, whatever the connection: neither a silent appliance nor a finding."""
    assert "sudo" in fleet_run.appliances[host]["error"]
    assert "password" in fleet_run.appliances[host]["error"]


def test_one_entry_for_a_cause_that_many_have(fleet_run: Run) -> None:
    entries = [cause for cause in fleet_run.result["causes"] if cause["check"] == "SSE-202"]
    shared = [cause for cause in entries if {"proxy-407", "proxy-dropped"} <= set(cause["hosts"])]
    assert len(shared) == 1, entries


def test_only_one_login_and_one_execution_an_appliance(fleet_run: Run) -> None:
    for host in ("healthy", "events-tcp-dropped", "proxy-only"):
        assert fleet_run.logins[host] == 1, host


def test_nothing_but_get_reached_the_local_interface(fleet_run: Run) -> None:
    for capture in (fleet_run.place / "captures").iterdir():
        assert "LAB: method" not in capture.read_text(encoding="utf-8", errors="replace"), capture.name


def test_no_secret_is_shown_or_stored(fleet_run: Run) -> None:
    texts = [fleet_run.screen] + [
        path.read_text(encoding="utf-8", errors="replace") for path in fleet_run.place.rglob("*") if path.is_file()
    ]
    assert len(texts) > len(EXPECTED) / 2
    for secret in ("lab-csrf-secret", "lab-proxy-secret", FLEET["password"]):
        assert not [text[:80] for text in texts if secret in text], secret


def test_a_wrong_clock_of_the_controller_is_not_the_appliances(tmp_path: Path) -> None:
    """The controller is 40 minutes ahead: the appliance's clock agrees with the cloud, and passes."""
    run = check(tmp_path / "out", "--limit", "healthy", before=("faketime", "-f", "+40m"))
    clock = run.appliances["healthy"]["evidence"]["clock"]
    assert clock["wrong"] == "controller"
    assert 2300 < clock["controller_offset_seconds"] < 2500
    assert abs(clock["cloud_offset_seconds"]) < 60
    assert run.appliances["healthy"]["outcome"] == "delivering"

# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""assess on text that somebody pasted, and the playbook that judges files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest

from ansible_collections.firepower.sse.plugins.action import assess
from ansible_collections.firepower.sse.tests.support.plays import ansible_playbook

COLLECTION = Path(assess.__file__).parents[2]
SESSION = "root@{0}:~# pmtool status\nSSEConnector (system) - {1}\nEventHandler (normal) - Running 9\nroot@{0}:~# \n"
NAMELESS = SESSION.replace("root@{0}:~#", "bash-4.2#").format("", "User Disabled")
TWO = SESSION.format("fra-fw1", "Running 5") + SESSION.format("muc-fw1", "User Disabled")


def run(args: dict[str, Any]) -> dict[str, Any]:
    task = Mock(args=args, action="firepower.sse.assess", async_val=0, environment=[], diff=False)
    action = assess.ActionModule(task, Mock(), Mock(), Mock(), Mock(), Mock())
    result: dict[str, Any] = action.run(task_vars={"inventory_hostname": "somewhere"})
    return result


def test_one_of_several_in_a_text() -> None:
    given = {"text": TWO, "appliance": "muc-fw1", "expected": {"cloud_events": "on"}}
    found = run(given)
    assert found["outcome"] == "not_delivering"
    assert found["possible_causes"] == ["SSE-302"]
    details = json.loads(run({**given, "compact": True})["details"])
    assert details == {"findings": found["findings"], "evidence": found["evidence"]}


def test_the_second_of_one_name_and_the_one_without() -> None:
    text = "Connection to x closed.\n".join([SESSION.format("firepower", "Running 5")] * 2 + [NAMELESS])
    outcomes = {"firepower": [], "firepower-2": [], "unnamed": ["SSE-302"]}
    for name, causes in outcomes.items():
        found = run({"text": text, "appliance": name, "expected": {"cloud_events": "on"}})
        assert found["possible_causes"] == causes, name


def test_what_was_not_typed_is_unknown() -> None:
    found = run({"text": SESSION.format("a", "Running 5")})
    assert found["outcome"] == "cannot_tell"
    assert {one["check"] for one in found["findings"] if one["status"] == "pass"} <= {"SSE-302", "SSE-312"}


@pytest.mark.parametrize(
    ("args", "message"),
    [
        ({"text": TWO}, "The text holds fra-fw1, muc-fw1; appliance is None and must be exactly one of them."),
        ({"text": TWO, "appliance": "x"}, "appliance is 'x' and must be exactly one of them."),
        ({"text": "hello\n"}, "The text can't be used as a capture: line 1 is not"),
        ({"text": TWO, "capture": "x"}, "mutually exclusive"),
        ({"text": SESSION.format("a", "Down"), "region": "mars"}, "The region is 'mars' and must be auto or one of"),
    ],
)
def test_a_wrong_option(args: dict[str, Any], message: str) -> None:
    found = run(args)
    assert found["failed"] is True
    assert message in found["msg"]


def play(place: Path, *arguments: str) -> tuple[int, str]:
    return ansible_playbook(place, "firepower.sse.assess_captures", "-e", "sse_output_dir=out", *arguments)


def test_the_playbook_takes_variables_of_the_inventory(tmp_path: Path) -> None:
    """muc-fw1 is meant to be off: nothing of it is a failure; fra-fw1 stands in no inventory."""
    (tmp_path / "case.txt").write_text(TWO)
    (tmp_path / "inventory.yml").write_text("all: {hosts: {muc-fw1: {sse_expected_cloud_events: 'off'}}}\n")
    status, output = play(tmp_path, "-i", "inventory.yml", "-e", "sse_captures=case.txt")
    result = json.loads((tmp_path / "out" / "result.json").read_text())
    assert (status, result["asked"]) == (2, 2)
    assert {entry["host"]: entry["outcome"] for entry in result["appliances"]} == {
        "fra-fw1": "cannot_tell",
        "muc-fw1": "off",
    }
    assert "fra-fw1                    : ok=3" in output
    assert play(tmp_path, "-e", "sse_captures=case.txt", "-e", "sse_fail_on=[]")[0] == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "Say where the captures are"),
        (["-e", "sse_captures=nowhere"], "There is no capture at 'nowhere'"),
        (["-e", "sse_captures=case.txt", "-l", "fra-fw1"], "--limit is of no use here"),
        (["-e", "sse_captures=case.txt", "--skip-tags", "always"], "--skip-tags leaves no task"),
    ],
)
def test_the_playbook_never_judges_nothing_and_calls_it_success(
    tmp_path: Path, arguments: list[str], message: str
) -> None:
    (tmp_path / "case.txt").write_text(TWO)
    status, output = play(tmp_path, *arguments)
    assert status != 0
    assert message in " ".join(output.split())


def test_a_file_of_no_use_is_an_appliance_that_was_not_checked(tmp_path: Path) -> None:
    (tmp_path / "case.txt").write_text(TWO)
    (tmp_path / "junk.txt").write_text("{{ lookup('pipe', 'touch pwned') }}\n")
    (tmp_path / "long.txt").write_text("admin@fw9:~$ id\n" + "x" * (1 << 24))
    status, _output = play(tmp_path, "-e", f"sse_captures={tmp_path}", "-e", "sse_fail_on=[]")
    result = json.loads((tmp_path / "out" / "result.json").read_text())
    assert (status, result["errors"]) == (2, ["junk", "long"])
    assert "long.txt' can't be used: The session has 16777232 characters" in str(result["appliances"])
    assert not (tmp_path / "pwned").exists()

# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""appliance_check: from options to findings, the shell being the local one."""

from __future__ import annotations

import json
import subprocess
from typing import Any
from unittest.mock import Mock

import pytest
import yaml

from ansible_collections.firepower.sse.plugins.action.appliance_check import ActionModule
from ansible_collections.firepower.sse.plugins.modules import appliance_check, assess
from ansible_collections.firepower.sse.plugins.plugin_utils._action import argument_spec_of
from ansible_collections.firepower.sse.plugins.plugin_utils._assess import queries
from ansible_collections.firepower.sse.plugins.plugin_utils._assess.judge import judge_of


def run(args: dict[str, Any], *, host: str = "fra-fw1") -> tuple[dict[str, Any], Mock]:
    def shell(command: str, *, in_data: bytes, sudoable: bool, encoding_errors: str) -> dict[str, Any]:
        done = subprocess.run(["/bin/sh", "-s"], input=in_data, capture_output=True, timeout=60, check=False)
        return {
            "rc": done.returncode,
            "stdout": done.stdout.decode(errors=encoding_errors),
            "stderr": done.stderr.decode(),
        }

    task = Mock(args=args, action="firepower.sse.appliance_check", async_val=0, environment=[], diff=False)
    action = ActionModule(task, Mock(become=None, has_pipelining=True), Mock(), Mock(), Mock(), Mock())
    action._low_level_execute_command = Mock(side_effect=shell)
    return action.run(task_vars={"inventory_hostname": host}), action._low_level_execute_command


@pytest.fixture
def appliance(tmp_path):
    """An FTD's tree with settings that lack a key; only the settings are read."""
    settings = tmp_path / "ngfw/etc/sf/connector.properties"
    settings.parent.mkdir(parents=True)
    settings.write_text("connector_port=1\nconnector_fqdn=api.eu.sse.itd.cisco.com\n")
    return {"root_path": str(tmp_path / "ngfw"), "gather_subset": ["identity", "config"]}


def statuses(result: dict[str, Any]) -> dict[str, str]:
    return {finding["check"]: finding["status"] for finding in result["findings"]}


def test_one_round_trip_gives_findings(appliance, tmp_path):
    capture_dir = tmp_path / "captures"
    result, shell = run({**appliance, "expected": {"cloud_events": "on"}, "capture_dir": str(capture_dir)})
    assert shell.call_count == 1
    assert (result["outcome"], result["root_causes"]) == ("not_delivering", ["SSE-301"])
    assert statuses(result)["SSE-302"] == "blocked"
    assert (result["changed"], result.get("failed")) == (False, None)
    assert result["summary"]["fail"] == 1
    assert result["evidence"]["config"]["state"] == "present"
    assert result["capture"] == str(capture_dir / "fra-fw1.capture")
    assert result["seconds"] >= 0


def test_fail_on_and_chapters(appliance):
    args = {**appliance, "expected": {"cloud_events": "on"}, "fail_on": ["critical"]}
    result, _shell = run({**args, "chapters": ["connector"]})
    assert result["failed"] is True
    assert result["msg"] == "fra-fw1: not delivering - SSE-301 connector.properties lacks registration_interval"
    assert {finding["chapter"] for finding in result["findings"]} == {"connector"}
    assert run({**args, "chapters": ["connectivity"]})[0].get("failed") is None


def test_yaml_booleans_for_cloud_events(appliance):
    assert run({**appliance, "expected": {"cloud_events": False}})[0]["outcome"] == "off"


@pytest.mark.parametrize(
    ("args", "message"),
    [
        ({"checks": [{"id": "OWN-1"}]}, "The check 'OWN-1' can't be used: its key 'title' is missing"),
        ({"checks": [{"id": "SSE-203", "query": "x("}]}, "its key 'query' is no JMESPath"),
        (
            {"checks": [{"id": "SSE-203", "needs": ["SSE-1"]}]},
            "there is no check of that id",
        ),
        ({"waivers": [{"check": "SSE-203"}]}, "waivers[0] has no hosts; needed are check, hosts, reason, expires."),
        ({"expected": {"cloud_events": "maybe"}}, "maybe"),
        ({"expected": {"region": "mars"}}, "The expected region is 'mars' and must be auto or one of us, eu"),
        ({"chapters": ["network"]}, "network"),
        ({"fail_on": ["anything"]}, "anything"),
        ({"region": "mars"}, "The region is 'mars' and must be auto or one of us, eu"),
        ({"extra_hosts": [{"host": "a b"}]}, "'a b' and must be a host name"),
    ],
)
def test_a_wrong_option_touches_nothing(args, message):
    result, shell = run(args)
    assert result["failed"] is True
    assert message in result["msg"]
    assert not shell.called


@pytest.mark.parametrize("module", [appliance_check, assess], ids=["appliance_check", "assess"])
def test_the_examples_can_be_used(module):
    name = f"firepower.sse.{module.__name__.rpartition('.')[2]}"
    tasks = [task[name] or {} for task in yaml.safe_load(module.EXAMPLES) if name in task]
    assert tasks
    spec = argument_spec_of(name.rpartition(".")[2])
    for given in tasks:
        assert set(given) <= set(spec)
        defaults = {option: rule.get("default") for option, rule in spec.items()}
        judge_of({**defaults, **given}, host="fra-fw1").result({"version": 1})


def test_without_jmespath_nothing_is_touched(monkeypatch):
    monkeypatch.setattr(queries, "jmespath", None)
    result, shell = run({})
    assert "need the Python library jmespath" in result["msg"]
    assert not shell.called


def test_a_compact_result_holds_the_same_as_text(appliance):
    whole, _shell = run(appliance)
    compact, _shell = run({**appliance, "compact": True})
    details = json.loads(compact["details"])
    assert set(whole) - set(compact) == {"findings", "evidence"} == set(details)
    assert statuses(details) == statuses(whole)


@pytest.mark.parametrize("compact", [False, True])
def test_a_failed_task_prints_what_matters(appliance, compact):
    args = {**appliance, "expected": {"cloud_events": "on"}, "fail_on": ["critical"], "compact": compact}
    result, _shell = run(args)
    assert result["failed"] is True
    if compact:
        assert statuses(json.loads(result["details"]))["SSE-302"] == "blocked"
        return
    assert "evidence" not in result
    assert statuses(result)["SSE-301"] == "fail"
    assert set(statuses(result).values()) == {"fail", "unknown"}

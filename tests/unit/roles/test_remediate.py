# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The role remediate: its spec, defaults and pages say the same; the two actions that it leans on."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest.mock import Mock

import yaml

from ansible_collections.firepower.sse.plugins.action import repair_plan, repair_report
from ansible_collections.firepower.sse.plugins.plugin_utils import _action
from ansible_collections.firepower.sse.tests.unit.plugins.plugin_utils._remediate.test_plan import result

COLLECTION = Path(_action.__file__).parents[2]
ROLE = COLLECTION / "roles" / "remediate"
OPTIONS = yaml.safe_load((ROLE / "meta/argument_specs.yml").read_text())["argument_specs"]["main"]["options"]


def run(plugin: Any, **args: Any) -> dict[str, Any]:
    task = SimpleNamespace(args=args, action="x", async_val=0, environment=[], check_mode=False, diff=False)
    connection = SimpleNamespace(become=None, _shell=SimpleNamespace(tmpdir=""))
    action = plugin.ActionModule(task, connection, Mock(), Mock(), Mock(), Mock())
    action._display = Mock()
    found: dict[str, Any] = action.run(task_vars={"inventory_hostname": "fw1"})
    return found


def test_the_spec_is_what_the_defaults_give() -> None:
    defaults = yaml.safe_load((ROLE / "defaults/main.yml").read_text())
    assert defaults == {name: option["default"] for name, option in OPTIONS.items()}


def test_its_pages_name_every_variable() -> None:
    page, guide = (ROLE / "README.md").read_text(), (COLLECTION / "docs/remediate.md").read_text()
    assert [name for name in OPTIONS if f"| `{name}` |" not in page] == []
    assert [name for name in OPTIONS if f"`{name}`" not in guide and name != "remediate_fail"] == []


def test_whatever_changes_an_appliance_is_a_handler() -> None:
    changing = ("connector_service", "appliance_reboot")
    files = [yaml.safe_load(path.read_text()) for path in (ROLE / "tasks").iterdir()]
    orders = [
        task[f"firepower.sse.{name}"]
        for file in files
        for task in file
        for name in changing
        if f"firepower.sse.{name}" in task
    ]
    assert [order for order in orders if not order.get("guards_only")] == []
    assert all(f"firepower.sse.{name}" in (ROLE / "handlers/main.yml").read_text() for name in changing)


def test_plan_and_record(tmp_path: Path) -> None:
    plan = run(repair_plan, result=result())["plan"]
    assert plan["step"] == "restart_connector"
    shown = run(repair_report, results=[{"host": "fw1", "plan": plan}], screen=False)
    assert shown["acting"] == ["fw1"]
    refused = run(repair_report, results=[{"host": "fw1", "plan": plan}], max_hosts=0, screen=False)
    assert refused["failed"] is True
    assert "Nothing was changed" in refused["msg"]
    entry = {"host": "fw1", "plan": plan, "done": ["restart_connector"], "after": {**result(), "failed": True}}
    told = run(repair_report, results=[entry], finished=True, output_dir=str(tmp_path), screen=False)
    assert list(told["failed_hosts"]) == ["fw1"]
    record = json.loads((tmp_path / "fw1.repair.json").read_text())
    assert (record["helped"], record["plan"]["step"], record["after"]["outcome"]) == (
        False,
        "restart_connector",
        "not_delivering",
    )

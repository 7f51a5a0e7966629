# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The roles of the chapters: their specs, defaults, tasks and pages say the same."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from jinja2.nativetypes import NativeEnvironment

from ansible_collections.firepower.sse.plugins.plugin_utils import _action, _variables

ROLES = Path(_action.__file__).parents[2] / "roles"
ASKING = {"cloud_services": ["ask.yml"]}
CHAPTERS = ("cloud_services", "connectivity", "connector", "event_delivery")


def read(role: str, path: str) -> Any:
    return yaml.safe_load((ROLES / role / path).read_text(encoding="utf-8"))


def options(role: str) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = read(role, "meta/argument_specs.yml")["argument_specs"]["main"]["options"]
    return found


@pytest.mark.parametrize("role", CHAPTERS)
def test_the_spec_is_what_the_defaults_give(role: str) -> None:
    environment = NativeEnvironment()
    defaults = read(role, "defaults/main.yml")
    given: dict[str, Any] = {name: environment.from_string(template).render() for name, template in defaults.items()}
    # an empty text renders as nothing at all
    given = {name: "" if value is None else value for name, value in given.items()}
    assert given == {name: option["default"] for name, option in options(role).items()}


@pytest.mark.parametrize("role", CHAPTERS)
def test_a_fleet_variable_beats_the_default(role: str) -> None:
    template = read(role, "defaults/main.yml")[f"{role}_region"]
    assert NativeEnvironment().from_string(template).render(sse_region="eu") == "eu"


@pytest.mark.parametrize("role", CHAPTERS)
def test_one_task_that_gives_every_variable_to_the_check(role: str) -> None:
    *before, task = read(role, "tasks/main.yml")
    assert [other["ansible.builtin.import_tasks"] for other in before] == ASKING.get(role, [])
    arguments = task["firepower.sse.appliance_check"]
    assert arguments.pop("fmc_results", None) == ("{{ sse_fmc_results }}" if before else None)
    given = [*arguments.values(), *arguments["expected"].values()]
    assert {value.strip("{} ") for value in given if isinstance(value, str)} == set(options(role))
    assert arguments["chapters"] == [role]


@pytest.mark.parametrize("role", CHAPTERS)
def test_its_options_are_those_of_the_check(role: str) -> None:
    spec = _action.argument_spec_of("appliance_check")
    arguments = read(role, "tasks/main.yml")[-1]["firepower.sse.appliance_check"]
    arguments.pop("fmc_results", None)
    assert set(arguments) <= set(spec)
    assert set(arguments["expected"]) <= set(spec["expected"]["options"])
    for name in set(arguments) - {"expected", "chapters", "fail_on"}:
        option = options(role)[f"{role}_{name}"]
        assert option["default"] == spec[name]["default"], name
        assert option["type"] == spec[name]["type"], name


@pytest.mark.parametrize("role", CHAPTERS)
def test_its_page_names_every_variable(role: str) -> None:
    page = (ROLES / role / "README.md").read_text(encoding="utf-8")
    assert [name for name in options(role) if f"| `{name}` |" not in page] == []


@pytest.mark.parametrize("role", CHAPTERS)
def test_a_fleet_variable_is_one_that_the_playbook_reads_too(role: str) -> None:
    known = _variables.names_of(_action.argument_spec_of("appliance_check"), prefix="sse_")
    read_here = {name for text in read(role, "defaults/main.yml").values() for name in re.findall(r"\bsse_\w+", text)}
    pages = (ROLES / role / "README.md").read_text(encoding="utf-8") + str(options(role))
    named = set(re.findall(r"\bsse_\w+", pages))
    assert read_here == named
    assert read_here <= set(known)

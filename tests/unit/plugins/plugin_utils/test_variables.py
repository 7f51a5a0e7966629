# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Options from variables and from texts, and the page that lists the variables."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import Mock

import pytest

from ansible_collections.firepower.sse.plugins.plugin_utils import _action
from ansible_collections.firepower.sse.plugins.plugin_utils._action import argument_spec_of
from ansible_collections.firepower.sse.plugins.plugin_utils._variables import (
    as_meant,
    from_variables,
    names_of,
    with_given,
)

SWITCH = {"expected": {"type": "dict", "options": {"cloud_events": {"choices": ["auto", "on", "off"]}}}}
REGION = {"region": {"type": "str"}, "expected": {"type": "dict", "options": {"region": {}, "tenant": {}}}}


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("true", "on"),
        ("False", "off"),
        (True, "on"),
        ("yes", "on"),
        ("no", "off"),
        ("auto", "auto"),
        ("maybe", "maybe"),
    ],
)
def test_true_means_on(given, meant):
    assert as_meant(SWITCH, {"expected": {"cloud_events": given}}) == {"expected": {"cloud_events": meant}}
    assert as_meant({"reason": {"type": "str"}}, {"reason": given}) == {"reason": given}


@pytest.mark.parametrize(
    ("variables", "found"),
    [
        (
            {"sse_expected_tenant": "acme", "sse_expected_region": "eu", "sse_expected": "not this"},
            {"expected": {"tenant": "acme", "region": "eu"}},
        ),
        ({"sse_region": "eu"}, {"region": "eu", "expected": {"region": "eu"}}),
        ({"sse_region": "eu", "sse_expected_region": "us"}, {"region": "eu", "expected": {"region": "us"}}),
        ({"sse_expected_tenant": "acme"}, {"expected": {"tenant": "acme"}}),
        ({}, {}),
    ],
)
def test_suboptions_and_the_expected_region(variables, found):
    template = Mock(side_effect=lambda variable, _option: variables[variable])
    assert from_variables(REGION, prefix="sse_", variables=variables, template=template) == found


def test_suboptions_are_laid_over_each_other():
    found = {"expected": {"tenant": "acme", "region": "eu"}}
    assert with_given(found, {"expected": {"region": "apj"}}) == {"expected": {"tenant": "acme", "region": "apj"}}


def test_a_region_is_not_expected_where_nothing_is_expected():
    found = from_variables(
        argument_spec_of("connector_info"), prefix="s_", variables={"s_region": "eu"}, template=lambda *_names: "eu"
    )
    assert found == {"region": "eu"}


def test_the_page_names_every_variable_of_the_check():
    page = (Path(_action.__file__).parents[2] / "docs" / "result.md").read_text(encoding="utf-8")
    given = {"sse_vars_prefix", "sse_compact", "sse_fmc_results"}  # by the playbook's own task
    known = set(names_of(argument_spec_of("appliance_check"), prefix="sse_")) - given
    rows = [line.split("|")[1] for line in page.splitlines() if line.startswith("| `sse_")]
    told = [name.strip("` ") for row in rows for name in row.split(",")]
    assert sorted(told) == sorted(set(told))
    assert set(told) - known == {"sse_output_dir", "sse_report_formats", "sse_save_captures"}
    assert known - set(told) == set()

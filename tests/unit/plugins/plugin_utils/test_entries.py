# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Wrong entries in lists of dictionaries: one sentence that names the option and the entry."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.firepower.sse.plugins.plugin_utils._action import argument_spec_of
from ansible_collections.firepower.sse.plugins.plugin_utils._entries import check_entries
from ansible_collections.firepower.sse.plugins.plugin_utils._errors import SseError

WAIVER = {"check": "SSE-213", "hosts": ["a"], "reason": "r", "expires": "2026-12-31"}


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (
            {"extra_hosts": ["a.b"]},
            "extra_hosts[0] is 'a.b' and must be a dictionary with the keys host, port, path, required.",
        ),
        ({"extra_hosts": "a.b"}, "extra_hosts is 'a.b' and must be a list of dictionaries."),
        (
            {"extra_hosts": [{"host": "a.b"}, {"host": "a.b", "prot": 1}]},
            "extra_hosts[1] has the unknown key 'prot' (meant port?); known are host, port, path, required.",
        ),
        (
            {"extra_hosts": [{"host": "a.b", "port": "soon"}]},
            "extra_hosts[0].port is 'soon' and must be a whole number.",
        ),
        ({"extra_hosts": [{"host": ["a.b"]}]}, "extra_hosts[0].host is ['a.b'] and must be a text."),
        (
            {"extra_hosts": [{"host": "a.b", "required": "perhaps"}]},
            "extra_hosts[0].required is 'perhaps' and must be true or",
        ),
        (
            {"waivers": [WAIVER, {**WAIVER, "reason": None}]},
            "waivers[1] has no reason; needed are check, hosts, reason, expires.",
        ),
        (
            {"waivers": [dict[Any, Any](WAIVER) | {7: 1}]},
            "waivers[0] has the unknown key '7'; known are check, hosts, reason, expires,",
        ),
        ({"waivers": [{**WAIVER, "hosts": {"a": 1}}]}, "waivers[0].hosts is {'a': 1} and must be a list."),
        ({"checks": ["x" * 100]}, f"checks[0] is '{'x' * 76}... and must be a dictionary."),
    ],
)
def test_a_wrong_entry_is_named(args, sentence):
    with pytest.raises(SseError) as caught:
        check_entries(argument_spec_of("appliance_check"), args)
    assert str(caught.value).startswith(sentence)


@pytest.mark.parametrize(
    "args",
    [
        {},
        {"extra_hosts": None, "waivers": []},
        {"extra_hosts": [{"host": "a.b", "port": "443", "path": None, "required": "yes"}], "checks": [{"id": 1}]},
        {"waivers": [{**WAIVER, "hosts": "a,b"}], "region": ["not looked at here"]},
    ],
)
def test_good_entries_pass(args):
    check_entries(argument_spec_of("appliance_check"), args)

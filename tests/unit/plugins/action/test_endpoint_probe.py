# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""endpoint_probe: what it asks for, and what it returns."""

from __future__ import annotations

from typing import Any
from unittest.mock import Mock

import pytest

from ansible_collections.firepower.sse.plugins.action import endpoint_probe
from ansible_collections.firepower.sse.plugins.plugin_utils._gather import Gathered

HOST = {"host": "a.example.com"}


def run(monkeypatch, args, probes=()):
    evidence: dict[str, Any] = {"probes": list(probes), "region": {}, "trust": None, "problems": []}
    evidence["problems"] = [{"section": "lsof", "reason": "not gathered"}, {"section": "names", "reason": "cut"}]
    gather = Mock(return_value=Gathered(evidence=evidence, capture=None, seconds=0.1))
    monkeypatch.setattr(endpoint_probe, "gather", gather)
    task = Mock(args=args, action="firepower.sse.endpoint_probe", async_val=0, environment=[], diff=False)
    action = endpoint_probe.ActionModule(task, Mock(), Mock(), Mock(), Mock(), Mock())
    result = action.run(task_vars={"inventory_hostname": "h"})
    return result, gather.call_args.args[0] if gather.called else None


@pytest.mark.parametrize(
    ("args", "region", "follows", "hosts"),
    [
        ({}, "auto", True, 0),
        ({"region": "auto"}, "auto", True, 0),
        ({"region": "in"}, "in", False, 0),
        ({"hosts": [HOST]}, "none", False, 1),
        ({"hosts": [HOST], "region": "auto"}, "auto", True, 1),
        ({"hosts": [HOST, HOST], "region": "eu"}, "eu", False, 2),
    ],
)
def test_what_is_probed(monkeypatch, args, region, follows, hosts):
    _result, request = run(monkeypatch, args)
    assert (request.region, request.follow_settings, len(request.extra_hosts)) == (region, follows, hosts)
    assert request.parts == ("probes", "trust")
    assert request.ca_file == ""


def test_a_ca_file(monkeypatch):
    assert run(monkeypatch, {"ca_file": "/etc/a.pem"})[1].ca_file == "/etc/a.pem"


@pytest.mark.parametrize(
    ("args", "message"),
    [
        ({"region": "mars"}, "The region is 'mars' and must be"),
        ({"region": "none"}, "The region is 'none' and must be"),
        ({"hosts": [{"host": "a b"}]}, "The host of hosts[0] is 'a b'"),
        ({"ca_file": "a.pem"}, "ca_file is 'a.pem' and must be an absolute path"),
        ({"ca_file": "auto"}, "ca_file is 'auto' and must be an absolute path"),
    ],
)
def test_wrong_values_reach_no_appliance(monkeypatch, args, message):
    result, request = run(monkeypatch, args)
    assert result["failed"] is True
    assert result["msg"].startswith(message)
    assert request is None


@pytest.mark.parametrize(
    ("verdicts", "good"),
    [([], False), (["reachable"], True), (["reachable", "unknown"], False), (["partly_reachable"], False)],
)
def test_no_probe_is_not_reachable(monkeypatch, verdicts, good):
    result, _request = run(monkeypatch, {}, [{"verdict": verdict} for verdict in verdicts])
    assert result["all_reachable"] is good
    assert (result["changed"], result["problems"]) == (False, [{"section": "names", "reason": "cut"}])

# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""assess: evidence that is at hand gives what appliance_check gives."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest

from ansible_collections.firepower.sse.plugins.action.assess import ActionModule
from ansible_collections.firepower.sse.plugins.plugin_utils._collect.script import request_of
from ansible_collections.firepower.sse.plugins.plugin_utils._gather import Look, gather
from ansible_collections.firepower.sse.tests.unit.plugins.plugin_utils._assess.situations import SYN_SENT, at, changed


def run(args: dict[str, Any]) -> dict[str, Any]:
    task = Mock(args=args, action="firepower.sse.assess", async_val=0, environment=[], diff=False)
    action = ActionModule(task, Mock(), Mock(), Mock(), Mock(), Mock())
    action._low_level_execute_command = Mock(side_effect=AssertionError("assess touches nothing"))
    result: dict[str, Any] = action.run(task_vars={"inventory_hostname": "fra-fw1"})
    return result


def test_evidence_gives_findings():
    result = run({"evidence": changed({**at("timed_out", "events"), **SYN_SENT}), "fail_on": ["critical"]})
    assert (result["outcome"], result["root_causes"], result["failed"]) == ("not_delivering", ["SSE-203"], True)
    assert result["msg"].startswith("fra-fw1: not delivering - SSE-203 no TCP answer from")
    assert "evidence" not in result
    assert {finding["status"] for finding in result["findings"]} <= {"fail", "unknown"}


def test_the_host_can_be_named_for_waivers():
    waiver = {
        "check": "SSE-203",
        "hosts": ["muc-fw1"],
        "reason": "r",
        "expires": "2999-01-01",
        "longer_than_a_year": True,
    }
    args = {"evidence": changed({**at("timed_out", "events"), **SYN_SENT}), "waivers": [waiver]}
    assert run(args)["summary"]["waived"] == 0
    assert run({**args, "host": "muc-fw1"})["summary"]["waived"] == 1


FAILOVER = "Failover On\n\tThis host: Secondary - Standby Ready\n\tOther host: Primary - Active\n"
PROXY = "====[ Proxy Information ]====\nState : Disabled\nAuthentication : Disabled\n"


def test_a_saved_capture_gives_what_the_live_run_gave(tmp_path):
    def shell(text: str) -> str:
        import subprocess

        return subprocess.run(
            ["/bin/sh", "-s"], input=text, capture_output=True, timeout=60, check=False, text=True
        ).stdout

    (tmp_path / "etc/sf").mkdir(parents=True)
    (tmp_path / "etc/sf/connector.properties").write_text("connector_port=1\n")
    request = request_of({"root_path": str(tmp_path), "gather_subset": ["identity", "config", "clish"]})
    texts = {
        "show failover": FAILOVER,
        "show network": f"DNS Servers : 10.20.0.1\nUsername : geheim\nProxy : a:geheim@b\n{PROXY}",
    }
    asked = []

    def ask(lines):
        asked.extend(lines)
        return texts

    live = gather(request, Look(host="fra-fw1", capture_dir=str(tmp_path)), run=shell, ask=ask)
    assert asked == ["show network", "show failover"]
    assert live.evidence["ha"] == {
        "unit": "secondary",
        "state": "standby ready",
        "peer_state": "active",
        "source": "appliance",
    }
    assert live.evidence["network"]["dns_servers"] == ["10.20.0.1"]
    assert (live.evidence["network"]["proxy_read"], live.evidence["network"]["proxy"]) == (True, None)
    assert live.capture
    assert "geheim" not in Path(live.capture).read_text(encoding="utf-8")
    from_evidence = run({"evidence": live.evidence, "expected": {"cloud_events": "on"}})
    from_capture = run({"capture": live.capture, "expected": {"cloud_events": "on"}})
    assert from_capture["root_causes"] == ["SSE-301"]
    assert from_capture["findings"] == from_evidence["findings"]


@pytest.mark.parametrize(
    ("args", "message"),
    [
        ({}, "one of the following is required: evidence, capture"),
        ({"evidence": {"version": 1}, "capture": "x"}, "mutually exclusive"),
        (
            {"evidence": {"version": 2}},
            "The evidence is of version 2 and must be of version 1, as connector_info returns it.",
        ),
        ({"evidence": {}}, "The evidence is of version None and must be of version 1"),
        ({"capture": "/nonexistent/x"}, "The capture '/nonexistent/x' can't be read: No such file or directory."),
        (
            {"evidence": {"version": 1}, "checks": [{"id": "X", "nonsense": 1}]},
            "The check 'X' can't be used: its key 'nonsense'",
        ),
        ({"evidence": {"version": 1}, "chapters": ["x"]}, "x"),
    ],
)
def test_a_wrong_option(args, message):
    result = run(args)
    assert result["failed"] is True
    assert message in result["msg"]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"lon-fw1\n", "line 1 is not `#firepower.sse capture 1 =sse-...`"),
        (b"", "line 1 is not `#firepower.sse capture 1 =sse-...`"),
        (b"\xff\x00 no capture at all", "line 1 is not `#firepower.sse capture 1 =sse-...`"),
        (b"#firepower.sse capture 2 =sse-" + 32 * b"0" + b"\n", "line 1 names version 2 of the format"),
    ],
)
def test_a_file_that_is_no_capture(tmp_path, content, why):
    file = tmp_path / "x.capture"
    file.write_bytes(content)
    result = run({"capture": str(file), "expected": {"cloud_events": "on"}})
    assert result["failed"] is True
    assert f"The file {str(file)!r} can't be used as a capture: {why}" in result["msg"]


def test_a_capture_that_was_cut_off_is_unknown_not_good(tmp_path):
    file = tmp_path / "x.capture"
    file.write_bytes(b"#firepower.sse capture 1 =sse-" + 32 * b"0" + b"\n")
    result = run({"capture": str(file)})
    assert result["outcome"] == "cannot_tell"
    assert result["outcome_reason"].startswith("nothing was seen of the appliance: ")
    assert result["summary"]["unknown"] > 20

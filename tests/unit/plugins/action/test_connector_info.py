# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""connector_info: from arguments to evidence, the shell being the local one."""

from __future__ import annotations

import subprocess
from unittest.mock import Mock

from ansible_collections.firepower.sse.plugins.action.connector_info import ActionModule


def run(args):
    def shell(command, *, in_data, sudoable, encoding_errors):
        assert command == "/bin/sh -s"
        done = subprocess.run(["/bin/sh", "-s"], input=in_data, capture_output=True, timeout=60, check=False)
        stdout = done.stdout.decode(errors=encoding_errors)
        return {"rc": done.returncode, "stdout": stdout, "stderr": done.stderr.decode()}

    task = Mock(args=args, action="firepower.sse.connector_info", async_val=0, environment=[], diff=False)
    action = ActionModule(task, Mock(become=None, has_pipelining=True), Mock(), Mock(), Mock(), Mock())
    action._low_level_execute_command = Mock(side_effect=shell)
    return action.run(task_vars={"inventory_hostname": "fra-fw1"})


def test_evidence_and_capture(tmp_path):
    root = tmp_path / "ngfw"
    (root / "etc/sf").mkdir(parents=True)
    (root / "etc/sf/connector.properties").write_text("connector_port=1\nconnector_fqdn=api-sse.cisco.com\n")
    args = {"root_path": str(root), "gather_subset": ["identity", "config"], "capture_dir": str(tmp_path / "captures")}
    result = run(args)
    assert result["changed"] is False
    assert result["evidence"]["collected"]["complete"] is True
    assert result["evidence"]["appliance"]["root"] == str(root)
    assert result["evidence"]["config"]["connector_fqdn"] == "api-sse.cisco.com"
    assert result["evidence"]["context"] is None
    assert result["capture"] == str(tmp_path / "captures" / "fra-fw1.capture")
    assert "connector_fqdn=api-sse.cisco.com" in (tmp_path / "captures/fra-fw1.capture").read_text()


def test_no_capture_unless_asked_for(tmp_path):
    assert run({"root_path": str(tmp_path), "gather_subset": ["identity"]})["capture"] is None


def test_a_wrong_value_runs_nothing():
    result = run({"extra_hosts": [{"host": "a.b", "port": 70000}]})
    assert result["failed"] is True
    assert result["msg"] == "The port of extra_hosts[0] is 70000 and must be a port from 1 to 65535."

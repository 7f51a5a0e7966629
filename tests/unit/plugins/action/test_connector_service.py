# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""connector_service: from arguments to a result, the shell being the local one."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING
from unittest.mock import Mock

import pytest

from ansible_collections.firepower.sse.plugins.action.connector_service import ActionModule

if TYPE_CHECKING:
    from pathlib import Path

PMTOOL = """#!/bin/sh
case $1 in status) printf 'SSEConnector (system) - %s\\n' "$(cat "$0.state")" ;; *) echo "Running 9" >"$0.state" ;; esac
"""


@pytest.fixture(name="root")
def fixture_root(tmp_path: Path) -> Path:
    bins = tmp_path / "usr/local/sf/bin"
    bins.mkdir(parents=True)
    for name, text in (("pmtool", PMTOOL), ("id", "#!/bin/sh\necho 0\n")):
        (bins / name).write_text(text)
        (bins / name).chmod(0o755)
    (bins / "pmtool.state").write_text("User Disabled")
    return tmp_path


def run(args, *, check_mode=False):
    def shell(command, *, in_data, sudoable, encoding_errors):
        done = subprocess.run(["/bin/sh", "-s"], input=in_data, capture_output=True, timeout=60, check=False)
        return {"rc": done.returncode, "stdout": done.stdout.decode(errors=encoding_errors), "stderr": ""}

    task = Mock(
        args=args,
        action="firepower.sse.connector_service",
        async_val=0,
        environment=[],
        diff=True,
        check_mode=check_mode,
    )
    action = ActionModule(task, Mock(become=None, has_pipelining=True), Mock(), Mock(), Mock(), Mock())
    action._low_level_execute_command = Mock(side_effect=shell)
    return action.run(task_vars={"inventory_hostname": "fw1"}), action._low_level_execute_command.call_count


def test_one_round_trip(root):
    planned, trips = run({"root_path": str(root)}, check_mode=True)
    assert (planned["changed"], planned["action"], trips) == (True, "enable", 1)
    assert planned["diff"] == {"before": "SSEConnector - User Disabled\n", "after": "SSEConnector - Running\n"}
    done, trips = run({"root_path": str(root)})
    assert (done["changed"], done["state"], trips) == (True, {"state": "running", "raw": "Running 9", "pid": 9}, 1)
    assert run({"root_path": str(root)})[0]["changed"] is False


@pytest.mark.parametrize(
    ("args", "words"),
    [
        ({"name": "snort"}, "value of name must be one of: SSEConnector, EventHandler"),
        ({"state": "reloaded"}, "value of state must be one of"),
        ({"timeout": 0}, "timeout is 0 and must be a number from 1 to 600."),
        ({"root_path": "/x; reboot"}, "root_path is '/x; reboot' and must be an absolute path"),
    ],
)
def test_what_is_wrong_is_said_before_anything_runs(args, words):
    result, trips = run(args)
    assert result["failed"] is True
    assert words in result["msg"]
    assert trips == 0

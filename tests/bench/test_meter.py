# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is counted: all of a process tree, what left it too, and an appliance's commands."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from appliances import _executions

HERE = Path(__file__).parent
BURN = "import time\nend = time.process_time() + {seconds}\nwhile time.process_time() < end: pass"
# In a process of its own, as the meter adopts and ends all children of the one that it runs in.
MEASURE = """
import dataclasses, json, os, sys
from pathlib import Path
from appliances import Moment
from meter import adopt_orphans, measure
class Quiet:
    def now(self): return Moment(0.0, 0.0, {"fw": 0})
adopt_orphans()
run = measure(sys.argv[2:], appliances=Quiet(), idle_rate=0.0, output=Path("/dev/null"), environment=os.environ,
              memory=sys.argv[1] == "memory")
print(json.dumps(dataclasses.asdict(run)))
"""


def measured(kind: str, *words: str) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, kind, *words], cwd=HERE, capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


def test_status_and_wall() -> None:
    run = measured("time", "sh", "-c", "sleep 0.3; exit 3")
    assert [run["status"], run["memory"]] == [3, None]
    assert run["wall"] >= 0.3
    assert run["cpu"] < 0.3


def test_cpu_of_a_process_that_left_the_tree_counts(tmp_path: Path) -> None:
    """ssh's persistent connections do so, and still run when the command has ended."""
    stray = tmp_path / "stray.py"
    stray.write_text(f"{BURN.format(seconds=0.4)}\nopen({str(tmp_path / 'burnt')!r}, 'w').close()\ntime.sleep(60)")
    wait = f"until [ -e {tmp_path}/burnt ]; do sleep 0.05; done"
    run = measured("time", "sh", "-c", f"setsid {sys.executable} {stray} & {wait}")
    assert run["cpu"] >= 0.4
    assert run["wall"] < 30


def test_memory_is_of_the_whole_tree() -> None:
    one = "import time; block = bytearray(b'x') * (40 << 20); time.sleep(1.5)"
    run = measured("memory", "sh", "-c", f'{sys.executable} -c "{one}" & {sys.executable} -c "{one}"; wait')
    assert 80 <= run["memory"] < 160


LOG = """\
Accepted publickey for admin from 10.20.0.1 port 43444 ssh2: ED25519 SHA256:20dx
Starting session: command for admin from 10.20.0.1 port 43444 id 0
Close session: user admin from 10.20.0.1 port 43444 id 0
Starting session: command on pts/0 for admin from 10.20.0.1 port 43444 id 0
Starting session: shell on pts/0 for admin from 10.20.0.1 port 43446 id 0
"""


@pytest.mark.parametrize(("text", "count"), [(LOG, 2), ("", 0), (LOG[:100], 0)])
def test_executions_are_counted_with_and_without_a_terminal(text: str, count: int, tmp_path: Path) -> None:
    (tmp_path / "sshd.log").write_text(text)
    assert _executions(tmp_path / "sshd.log") == count
    assert _executions(tmp_path / "missing.log") == 0

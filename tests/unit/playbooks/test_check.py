# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""playbooks/check.yml as a whole: real ansible-playbook, real report, and a stand-in for the action that looks."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from ansible_collections.firepower.sse.plugins.action import report
from ansible_collections.firepower.sse.tests.unit.plugins.plugin_utils._report import samples

COLLECTION = Path(report.__file__).parents[2]
STAND_IN = """
import json
from pathlib import Path

from ansible.errors import AnsibleConnectionFailure
from ansible.plugins.action import ActionBase

RESULTS = json.loads(Path(__file__).with_name("results.json").read_text())

class ActionModule(ActionBase):
    _supports_check_mode = True

    def run(self, tmp=None, task_vars=None):
        result = {**super().run(tmp, task_vars), **RESULTS[task_vars["inventory_hostname"]]}
        if result.get("unreachable"):
            raise AnsibleConnectionFailure(result["msg"])
        return result
"""
HOSTILE = "{{ lookup('pipe', 'touch pwned') }}"
BLOCKED = samples.result("not_delivering", [samples.finding(headline=f"blocked {HOSTILE}", seen=[HOSTILE])])
HOSTS = {"good": samples.result(), "idle": samples.result("idle"), "blocked": BLOCKED, "dead": samples.UNREACHABLE}


@pytest.fixture(name="site", scope="module")
def fixture_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory with the collection, its looking action replaced, and inventories."""
    site = tmp_path_factory.mktemp("site")
    root = site / "ansible_collections" / "firepower" / "sse"
    (root / "plugins" / "action").mkdir(parents=True)
    for name in (
        "playbooks",
        "meta",
        "plugins/plugin_utils",
        "plugins/modules",
        "plugins/doc_fragments",
        "plugins/action/report.py",
    ):
        (root / name).symlink_to(COLLECTION / name)
    (root / "plugins" / "action" / "appliance_check.py").write_text(STAND_IN)
    (root / "plugins" / "action" / "results.json").write_text(json.dumps(HOSTS))
    inventory = {
        "all": {
            "vars": {"ansible_connection": "local", "ansible_become": False},
            "children": {"ftd": {"hosts": {name: {} for name in HOSTS}}, "db": {"hosts": {"postgres": {}}}},
        }
    }
    (site / "inventory.yml").write_text(json.dumps(inventory))
    (site / "pattern.yml").write_text(json.dumps({"all": {"vars": {"sse_hosts": "ftd"}}}))
    (site / "empty.yml").write_text("")
    return site


def play(site: Path, *args: str) -> tuple[int, str, dict[str, Any]]:
    """Exit status, output, and the result file of this run."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("ANSIBLE_", "PYTHON"))}
    environment |= {
        "ANSIBLE_COLLECTIONS_PATH": str(site),
        "ANSIBLE_HOME": str(site / "home"),
        "ANSIBLE_NOCOLOR": "1",
        "ANSIBLE_LOCALHOST_WARNING": "0",
        "ANSIBLE_CONFIG": str(COLLECTION / "tests" / "ansible.cfg"),
    }
    out = site / "out" / "result.json"
    out.unlink(missing_ok=True)
    command = [sys.executable, "-m", "ansible", "playbook", "firepower.sse.check", "-e", "sse_output_dir=out", *args]
    done = subprocess.run(
        command,
        cwd=site,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr, json.loads(out.read_text()) if out.exists() else {}


def failed_in(output: str) -> list[str]:
    """The hosts that the recap shows red."""
    recap = output.partition("PLAY RECAP")[2]
    return sorted(line.split()[0] for line in recap.splitlines() if "failed=1" in line)


def test_a_mixed_fleet_in_check_mode(site: Path) -> None:
    status, output, result = play(site, "-i", "inventory.yml", "-e", "sse_hosts=ftd", "--check")
    assert status == 2, output
    assert failed_in(output) == ["blocked", "dead"]
    assert result["verdict"]["because"] == ["critical", "unreachable"]
    assert result["asked"] == 4
    assert "FAILED: 1 cause, 1 unreachable   out/result.json" in output
    assert "changed=1" not in output
    assert not (site / "pwned").exists()


def test_fine_under_a_limit(site: Path) -> None:
    status, output, result = play(site, "-i", "inventory.yml", "-l", "good,idle")
    assert status == 0, output
    assert (result["asked"], result["verdict"]["failed"]) == (2, False)
    assert "Could not match supplied host pattern" not in output


@pytest.mark.parametrize(
    ("args", "status", "sentence"),
    [
        (
            ["-i", "inventory.yml", "-e", "sse_hosts=ftd", "-l", "db"],
            2,
            "sse_hosts=ftd matches no host of this inventory under --limit db",
        ),
        (["-i", "inventory.yml", "-i", "pattern.yml"], 2, "sse_hosts=ftd stands in the inventory"),
        (["-i", "empty.yml"], 2, "sse_hosts=all matches no host of this inventory"),
        (["-i", "empty.yml", "-l", "fw1"], 4, "the inventory holds no host"),
        (["-i", "inventory.yml", "-l", "dead"], 2, "FAILED: nothing was checked, 1 unreachable"),
    ],
    ids=[
        "disjoint limit",
        "pattern in the inventory",
        "empty inventory",
        "empty inventory under a limit",
        "all unreachable",
    ],
)
def test_no_appliance_is_never_success(site: Path, args: list[str], status: int, sentence: str) -> None:
    found, output, _result = play(site, *args)
    assert found == status, output
    assert sentence in " ".join(output.split())

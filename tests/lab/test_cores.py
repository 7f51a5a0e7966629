# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The oldest and the newest ansible-core say the same as the usual one: live, and to the letter on saved captures."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from ansible_collections.firepower.sse.tests.lab.runs import EXPECTED, OTHER_CORES, UNREAD

if TYPE_CHECKING:
    from ansible_collections.firepower.sse.tests.lab.runs import Run

# The verdict on each saved capture of a folder, in one task.
ASSESS = """
- hosts: localhost
  connection: local
  gather_facts: false
  vars: {ansible_python_interpreter: "{{ ansible_playbook_python }}"}
  tasks:
    - firepower.sse.assess:
        capture: "{{ item }}"
        host: "{{ item | basename | splitext | first }}"
        expected: {cloud_events: "on", region: eu}
      loop: "{{ query('ansible.builtin.fileglob', captures ~ '/*.capture') | sort }}"
      loop_control: {label: "{{ item | basename }}"}
      register: judged
    - ansible.builtin.copy:
        content: "{{ dict(judged.results | map(attribute='item') | map('basename') | zip(judged.results)) | to_json }}"
        dest: "{{ result }}"
        mode: "0600"
"""


def judged(core: str, captures: Path, place: Path) -> dict[str, Any]:
    """{capture: {outcome, causes, findings, evidence}}."""
    place.mkdir()
    (place / "assess.yml").write_text(ASSESS, encoding="utf-8")
    program = Path(os.environ["SSE_ENVS"], core, "bin", "ansible-playbook")
    variables = json.dumps({"captures": str(captures), "result": str(place / "result.json")})
    words: list[Any] = [program, "-i", "localhost,", place / "assess.yml", "-e", variables]
    subprocess.run(words, check=True, capture_output=True, timeout=240)
    found = json.loads((place / "result.json").read_text(encoding="utf-8"))
    keys = ("outcome", "outcome_reason", "intent", "root_causes", "possible_causes", "findings", "evidence", "summary")
    return {name: {key: entry[key] for key in keys} for name, entry in found.items()}


def test_live_runs_have_the_same_outcomes_and_causes(other_run: Run) -> None:
    wrong = {}
    for host, wanted in EXPECTED.items():
        seen = other_run.appliances[host]
        causes = seen["root_causes"] + [f"{check}?" for check in seen["possible_causes"]]
        if (seen["outcome"], causes) != (wanted["outcome"], wanted["causes"]):
            wrong[host] = (seen["outcome"], causes, seen["outcome_reason"])
    assert wrong == {}
    assert other_run.status == 2


@pytest.fixture(scope="session")
def usual(fleet_run: Run, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    found = judged("dev", fleet_run.place / "captures", tmp_path_factory.mktemp("judged") / "dev")
    assert len(found) == len(EXPECTED) - len(UNREAD)
    return found


@pytest.mark.parametrize("core", OTHER_CORES)
def test_same_captures_have_the_same_findings(fleet_run: Run, usual: dict[str, Any], core: str, tmp_path: Path) -> None:
    assert judged(core, fleet_run.place / "captures", tmp_path / core) == usual

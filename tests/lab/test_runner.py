# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""check.yml by ansible-runner, as AWX runs it: exit status, events and artifact say the same as the result file."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from ansible_collections.firepower.sse.tests.lab.runs import LAB_DIR

HOSTS = ("healthy", "events-tcp-dropped")


@pytest.fixture(scope="module")
def private(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The directory of a finished run."""
    place = tmp_path_factory.mktemp("runner")
    (place / "project").mkdir()
    arguments = f"-l {','.join(HOSTS)} -e sse_output_dir={place / 'out'} -e sse_save_captures=true"
    runner = Path(sys.executable).parent / "ansible-runner"
    command: list[Any] = [runner, "run", place, "-p", "firepower.sse.check", "--ident", "one", "-q"]
    subprocess.run(
        [*command, "--inventory", LAB_DIR / "inventory.yml", "--cmdline", arguments],
        check=False,
        capture_output=True,
        timeout=200,
    )
    return place


def events(private: Path) -> list[dict[str, Any]]:
    files = (private / "artifacts" / "one" / "job_events").glob("*.json")
    return sorted((json.loads(file.read_text(encoding="utf-8")) for file in files), key=lambda event: event["counter"])


def test_exit_status_and_state(private: Path) -> None:
    artifacts = private / "artifacts" / "one"
    assert (artifacts / "rc").read_text(encoding="utf-8") == "2"
    assert (artifacts / "status").read_text(encoding="utf-8") == "failed"


def test_the_artifact_says_what_the_result_file_says(private: Path) -> None:
    (end,) = [event for event in events(private) if event["event"] == "playbook_on_stats"]
    told = end["event_data"]["artifact_data"]["sse_check"]
    result = json.loads((private / "out" / "result.json").read_text(encoding="utf-8"))
    assert told["sentence"] == result["verdict"]["sentence"]
    assert [cause["check"] for cause in told["causes"]] == ["SSE-203"]
    assert sorted(end["event_data"]["failures"]) == ["events-tcp-dropped"]


def test_the_screen_and_the_captures_are_kept(private: Path) -> None:
    screen = (private / "artifacts" / "one" / "stdout").read_text(encoding="utf-8")
    assert "no TCP answer from eventing-ingest.eu.sse.itd.cisco.com" in screen
    assert {file.stem for file in (private / "out" / "captures").iterdir()} == set(HOSTS)
    assert not any(event["event"] == "runner_on_failed" and "Traceback" in event["stdout"] for event in events(private))

# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""playbooks/report.yml as a whole, by a real ansible-playbook: saved results again, and merged."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ansible_collections.firepower.sse.plugins.action import report
from ansible_collections.firepower.sse.plugins.plugin_utils._report.document import document
from ansible_collections.firepower.sse.plugins.plugin_utils._report.files import to_json
from ansible_collections.firepower.sse.tests.support.plays import ansible_playbook
from ansible_collections.firepower.sse.tests.unit.plugins.plugin_utils._report import samples

ROOT = Path(report.__file__).parents[5]
DEFAULT = ["critical", "unknown", "unreachable", "nothing_checked"]


@pytest.fixture(name="place", scope="module")
def fixture_place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory with two saved results: one that fails the policy, one that does not."""
    place = tmp_path_factory.mktemp("saved")
    parts = {"bad": samples.fleet()[:2], "good": [("lon-fw1", samples.result())]}
    for name, results in parts.items():
        (place / f"{name}.json").write_text(to_json(document(results, fail_on=DEFAULT, now=samples.NOW)))
    return place


def play(place: Path, *arguments: str) -> tuple[int, str]:
    return ansible_playbook(place, "firepower.sse.report", "-i", "localhost,", *arguments)


def test_a_saved_result_again(place: Path) -> None:
    status, said = play(
        place,
        "-e",
        "sse_result=good.json",
        "-e",
        "sse_output_dir=one",
        "-e",
        '{"sse_report_formats": ["html", "junit"]}',
    )
    assert status == 0, said
    assert sorted(path.name for path in (place / "one").iterdir()) == ["junit.xml", "report.html"]
    assert "OK: 1 delivering   one/junit.xml  one/report.html" in said


def test_several_are_merged_and_the_policy_fails_after_the_files_are_there(place: Path) -> None:
    status, said = play(
        place,
        "-e",
        "sse_result=good.json,bad.json",
        "-e",
        "sse_output_dir=all",
        "-e",
        '{"sse_expected_hosts": ["lon-fw1", "fra-fw1", "fra-fw2", "muc-fw1"]}',
    )
    assert status == 2, said
    content = json.loads((place / "all" / "result.json").read_text())
    assert (content["asked"], content["errors"]) == (4, ["muc-fw1"])
    assert content["causes"][0]["hosts"] == ["fra-fw1", "fra-fw2"]
    assert (place / "all" / "report.html").exists()


def test_without_a_file_it_says_so(place: Path) -> None:
    status, said = play(place, "-e", "sse_result=nowhere.json")
    assert status == 2
    assert "nowhere.json does not exist" in " ".join(said.split())

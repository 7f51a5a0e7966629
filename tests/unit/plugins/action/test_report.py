# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The action report: what it prints, writes, returns and refuses."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest.mock import MagicMock

import jsonschema
import pytest

from ansible_collections.firepower.sse.plugins.action import report
from ansible_collections.firepower.sse.tests.unit.plugins.plugin_utils._report import samples

SCHEMA = json.loads((Path(report.__file__).parents[2] / "docs" / "schema" / "result-1.json").read_text())
NIGHT: list[dict[str, Any]] = [{"host": host, "result": result} for host, result in samples.fleet()]
FINE: list[dict[str, Any]] = [{"host": "fw1", "result": samples.result()}]


@pytest.fixture(name="shown")
def fixture_shown(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """What went to the screen, and the warnings; and a clock that stands."""
    shown = SimpleNamespace(text=[], warnings=[])
    display = SimpleNamespace(display=shown.text.append, warning=shown.warnings.append)
    monkeypatch.setattr(report, "display", display)
    monkeypatch.setattr(report, "time", SimpleNamespace(time=lambda: samples.NOW))
    return shown


def run(args: dict[str, Any], *, check_mode: bool = False) -> dict[str, Any]:
    """The result of a task, as Ansible gets it."""
    task = MagicMock(
        args=args, action="firepower.sse.report", async_val=0, environment=[], check_mode=check_mode, diff=False
    )
    action = report.ActionModule(
        task=task,
        connection=MagicMock(),
        play_context=MagicMock(check_mode=check_mode),
        loader=MagicMock(),
        templar=MagicMock(),
        shared_loader_obj=MagicMock(),
    )
    result: dict[str, Any] = action.run(task_vars={})
    return result


@pytest.mark.parametrize("check_mode", [False, True])
def test_it_shows_writes_and_returns(tmp_path: Path, shown: SimpleNamespace, check_mode: bool) -> None:
    out = tmp_path / "out"
    result = run({"results": NIGHT, "output_dir": str(out)}, check_mode=check_mode)
    path = out / "result.json"
    content = json.loads(path.read_text())
    jsonschema.validate(content, SCHEMA)
    assert result["paths"] == {"json": str(path)}
    assert result["changed"] is True
    assert result.get("failed", False) is False
    assert result["failed_hosts"] == content["verdict"]["hosts"]
    assert sorted(result["failed_hosts"]) == [
        "bad-fw1",
        "ber-fw1",
        *(f"fra-fw{number}" for number in range(1, 5)),
        "muc-fw1",
        "sin-fw1",
    ]
    assert result["summary"]["because"] == ["critical", "unknown", "unreachable", "error"]
    assert len(shown.text) == 1
    assert " ".join(shown.text[0].split()).endswith(" ".join(result["verdict"].split()))
    assert result["verdict"].endswith(f"1 unreachable, 1 not checked   {path}")


def test_nothing_is_written_without_a_directory(
    tmp_path: Path, shown: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run({"results": FINE})
    assert (result["changed"], result["paths"], list(tmp_path.iterdir())) == (False, {}, [])
    assert "OK: 1 delivering" in shown.text[0]


def test_without_screen(shown: SimpleNamespace) -> None:
    assert run({"results": FINE, "screen": False})["summary"]["checked"] == 1
    assert shown.text == []


@pytest.mark.parametrize(("results", "failed"), [(FINE, False), (NIGHT, True), ([], True)])
def test_fail_comes_after_the_report(tmp_path: Path, shown: SimpleNamespace, results: list[Any], failed: bool) -> None:
    result = run({"results": results, "output_dir": str(tmp_path), "fail": True})
    assert result.get("failed", False) is failed
    assert (tmp_path / "result.json").exists()
    assert len(shown.text) == 1


def test_a_compact_result_is_the_same(tmp_path: Path, shown: SimpleNamespace) -> None:
    details = ("findings", "evidence", "intent")
    compact = [
        {
            "host": entry["host"],
            "result": {key: value for key, value in entry["result"].items() if key not in details}
            | {"details": json.dumps({key: entry["result"].get(key) for key in details})},
        }
        for entry in NIGHT
    ]
    for name, results in (("a", NIGHT), ("b", compact)):
        run({"results": results, "output_dir": str(tmp_path / name), "started": 0})
    full, small = (json.loads((tmp_path / name / "result.json").read_text())["appliances"] for name in "ab")
    assert full == small
    assert len(shown.text) == 2


def test_it_compares_with_the_file_that_it_replaces(tmp_path: Path, shown: SimpleNamespace) -> None:
    run({"results": FINE, "output_dir": str(tmp_path)})
    result = run({"results": [{"host": "fw1", "result": samples.UNREACHABLE}], "output_dir": str(tmp_path)})
    assert result["summary"]["newly_broken"] == ["fw1"]
    assert "since last seen: 1 newly broken" in shown.text[1]


def test_who_a_run_leaves_out_keeps_its_past(tmp_path: Path, shown: SimpleNamespace) -> None:
    for results in (FINE, NIGHT[:1], [{"host": "fw1", "result": samples.UNREACHABLE}]):
        result = run({"results": results, "output_dir": str(tmp_path)})
    assert result["summary"]["newly_broken"] == ["fw1"]


def test_a_useless_earlier_file_is_a_warning(tmp_path: Path, shown: SimpleNamespace) -> None:
    earlier = tmp_path / "earlier.json"
    earlier.write_text("{")
    assert run({"results": FINE, "previous": str(earlier)})["summary"]["failed"] is False
    assert len(shown.warnings) == 1
    assert shown.warnings[0].startswith(f"Nothing is compared with an earlier run: {earlier} could not be read")


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        ({}, "one of the following is required: results, result_files"),
        ({"results": FINE, "fail_on": ["typo"]}, "value of fail_on must be one or more of: critical, warning"),
        ({"results": FINE, "fail_on": "[critical]"}, "fail_on is a text that begins with [ and must be JSON"),
        ({"results": [{"host": "fw1"}]}, "results[0] has no result; needed are host, result."),
        ({"results": [{"host": "fw1", "result": [1]}]}, "results[0].result is [1] and must be a dictionary."),
        ({"results": FINE + FINE}, "The results name fw1 more than once; each appliance can have one result."),
        (
            {"results": [{"host": "fw1", "result": {"details": "{"}}]},
            "The details of fw1 are no JSON text of a dictionary",
        ),
        (
            {"results": [{"host": "fw1", "result": {"details": "[1]"}}]},
            "The details of fw1 are no JSON text of a dictionary",
        ),
        ({"results": FINE, "colour": True}, "colour"),
    ],
)
def test_wrong_input_is_one_sentence(shown: SimpleNamespace, args: dict[str, Any], sentence: str) -> None:
    result = run(args)
    assert result["failed"] is True
    assert sentence in result["msg"]
    assert shown.text == []


def test_the_screen_is_out_before_a_file_fails(tmp_path: Path, shown: SimpleNamespace) -> None:
    (tmp_path / "file").write_text("")
    directory = str(tmp_path / "file" / "out")
    result = run({"results": FINE, "output_dir": directory})
    assert result["failed"] is True
    assert result["msg"].startswith(f"Writing the report to '{directory}/result.json' failed: ")
    assert "OK: 1 delivering" in shown.text[0]


def test_a_policy_as_a_text_of_json(shown: SimpleNamespace) -> None:
    """As a survey of AWX gives it."""
    assert run({"results": NIGHT, "fail_on": '["unreachable"]'})["summary"]["because"] == ["unreachable", "error"]


@pytest.mark.parametrize("check_mode", [False, True])
def test_prepare_only_tries(tmp_path: Path, shown: SimpleNamespace, check_mode: bool) -> None:
    out = tmp_path / "new" / "out"
    result = run({"results": [], "output_dir": str(out), "prepare": True}, check_mode=check_mode)
    assert (result["changed"], result.get("failed"), list(out.iterdir()), shown.text) == (False, None, [], [])
    run({"results": FINE, "output_dir": str(out)})
    before = (out / "result.json").read_bytes()
    run({"results": [], "output_dir": str(out), "prepare": True})
    assert [(entry.name, entry.read_bytes()) for entry in out.iterdir()] == [("result.json", before)]
    assert run({"results": [], "prepare": True}).get("failed") is None


@pytest.mark.parametrize("place", ["file/out", "file", "out"])
def test_prepare_tells_what_can_not_be_written(tmp_path: Path, shown: SimpleNamespace, place: str) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "out" / "result.json").mkdir(parents=True)
    result = run({"results": [], "output_dir": str(tmp_path / place), "prepare": True})
    assert result["failed"] is True
    assert result["msg"].startswith(f"Writing the report to '{tmp_path / place}/result.json' failed: ")
    assert result["msg"].endswith("Set output_dir to a writable directory.")
    assert shown.text == []


FORMATS = ["json", "junit", "html", "prometheus", "tickets"]
FILES = ["junit.xml", "metrics.prom", "report.html", "result.json", "tickets/cause-1.md", "tickets/cause-2.md"]


def written(place: Path) -> list[str]:
    return sorted(str(path.relative_to(place)) for path in place.rglob("*") if path.is_file())


def test_all_formats_in_one_run(tmp_path: Path, shown: SimpleNamespace) -> None:
    result = run({"results": NIGHT, "output_dir": str(tmp_path), "formats": FORMATS, "fail": True})
    assert result["failed"] is True
    assert written(tmp_path) == FILES
    assert {path.stat().st_mode & 0o777 for path in tmp_path.rglob("*") if path.is_file()} == {0o640}
    assert result["paths"] == {
        "json": f"{tmp_path}/result.json",
        "junit": f"{tmp_path}/junit.xml",
        "html": f"{tmp_path}/report.html",
        "prometheus": f"{tmp_path}/metrics.prom",
        "tickets": f"{tmp_path}/tickets",
    }
    assert f"{tmp_path}/tickets/cause-1.md" in shown.text[0]


def test_only_what_is_asked_for_is_written(tmp_path: Path, shown: SimpleNamespace) -> None:
    result = run({"results": NIGHT, "output_dir": str(tmp_path), "formats": ["html"]})
    assert (written(tmp_path), list(result["paths"])) == (["report.html"], ["html"])
    assert run({"results": NIGHT, "output_dir": str(tmp_path), "formats": []})["changed"] is False


def test_tickets_of_causes_that_are_gone_go(tmp_path: Path, shown: SimpleNamespace) -> None:
    run({"results": NIGHT, "output_dir": str(tmp_path), "formats": ["tickets"]})
    (tmp_path / "tickets" / "cause-x.md").write_text("mine")
    result = run({"results": FINE, "output_dir": str(tmp_path), "formats": ["tickets"]})
    assert (written(tmp_path), result["changed"]) == (["tickets/cause-x.md"], True)


def test_one_file_that_fails_does_not_keep_the_others(tmp_path: Path, shown: SimpleNamespace) -> None:
    (tmp_path / "junit.xml").mkdir()
    result = run({"results": NIGHT, "output_dir": str(tmp_path), "formats": FORMATS})
    assert result["msg"].startswith(f"Writing the report to '{tmp_path}/junit.xml' failed: ")
    assert written(tmp_path) == [name for name in FILES if name != "junit.xml"]
    assert len(shown.text) == 1
    prepared = run({"results": [], "output_dir": str(tmp_path), "formats": FORMATS, "prepare": True})
    assert prepared["msg"].startswith(f"Writing the report to '{tmp_path}/junit.xml' failed: ")


def test_a_saved_result_is_the_same_in_any_format(tmp_path: Path, shown: SimpleNamespace) -> None:
    first, again = tmp_path / "first", tmp_path / "again"
    told = run({"results": NIGHT, "output_dir": str(first), "formats": FORMATS})
    result = run({"result_files": [str(first / "result.json")], "output_dir": str(again), "formats": FORMATS})
    assert written(first) == written(again)
    assert [(first / name).read_text() for name in FILES] == [(again / name).read_text() for name in FILES]
    assert (result["failed_hosts"], result["summary"]) == (told["failed_hosts"], told["summary"])


def test_slices_are_merged(tmp_path: Path, shown: SimpleNamespace) -> None:
    for name, results in (("a", NIGHT[:2]), ("b", NIGHT[2:6])):
        run({"results": results, "output_dir": str(tmp_path / name)})
    paths = [str(tmp_path / name / "result.json") for name in "ab"]
    expected = [entry["host"] for entry in NIGHT[:7]]
    result = run({"result_files": paths, "expected_hosts": expected, "output_dir": str(tmp_path), "fail": True})
    assert result["msg"] == "2 causes, 1 not checked"
    assert result["summary"]["causes"][0]["hosts"] == ["fra-fw1", "fra-fw2", "fra-fw3", "fra-fw4"]
    assert result["summary"]["errors"] == ["lon-fw1b"]
    jsonschema.validate(json.loads((tmp_path / "result.json").read_text()), SCHEMA)
    assert "merged  2 result files" in shown.text[-1]


def test_the_policy_of_a_saved_result_stands_unless_another_is_given(tmp_path: Path, shown: SimpleNamespace) -> None:
    run({"results": [NIGHT[0]], "output_dir": str(tmp_path), "fail_on": []})
    saved = {"result_files": [str(tmp_path / "result.json")]}
    assert run(saved)["summary"]["failed"] is False
    assert run({**saved, "fail_on": ["critical"]})["summary"]["because"] == ["critical"]


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        ({"results": FINE, "result_files": ["x"]}, "parameters are mutually exclusive: results|result_files"),
        ({"results": FINE, "expected_hosts": ["x"]}, "parameters are mutually exclusive: results|expected_hosts"),
        ({"result_files": []}, "The option 'result_files' is empty; give at least one result file."),
        ({"result_files": ["/nowhere.json"]}, "The result file can't be used: /nowhere.json does not exist."),
        ({"results": FINE, "formats": ["pdf"]}, "value of formats must be one or more of: json, junit, html"),
    ],
)
def test_saved_results_that_cannot_be_used(shown: SimpleNamespace, args: dict[str, Any], sentence: str) -> None:
    result = run(args)
    assert result["failed"] is True
    assert sentence in result["msg"]
    assert shown.text == []


def test_a_saved_result_that_is_none(tmp_path: Path, shown: SimpleNamespace) -> None:
    (tmp_path / "x.json").write_text('{"schema": "other"}')
    assert "is no result file of schema" in run({"result_files": [str(tmp_path / "x.json")]})["msg"]

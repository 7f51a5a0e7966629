# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Shows and saves what a check of many appliances found: the glue between the task and the pure parts of _report."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import yaml
from ansible.utils.display import Display

from ansible_collections.firepower.sse.plugins.plugin_utils import _report
from ansible_collections.firepower.sse.plugins.plugin_utils._action import SseAction, argument_spec_of
from ansible_collections.firepower.sse.plugins.plugin_utils._errors import SseError
from ansible_collections.firepower.sse.plugins.plugin_utils._report import files
from ansible_collections.firepower.sse.plugins.plugin_utils._report.document import document, summary
from ansible_collections.firepower.sse.plugins.plugin_utils._report.formats import RESULT_FILE, file_names
from ansible_collections.firepower.sse.plugins.plugin_utils._report.output import try_all, write_all
from ansible_collections.firepower.sse.plugins.plugin_utils._report.registered import pairs
from ansible_collections.firepower.sse.plugins.plugin_utils._report.saved import from_saved
from ansible_collections.firepower.sse.plugins.plugin_utils._report.screen import screen, verdict_line

CLOUD_SIDE = yaml.safe_load((Path(_report.__file__).parent / "manual.yml").read_text(encoding="utf-8"))

display = Display()


class ActionModule(SseAction):
    """Never asks an appliance or the inventory for anything; screen and files are out before anything can fail."""

    SPEC = argument_spec_of("report")
    RULES = {
        "required_one_of": [["results", "result_files"]],
        "mutually_exclusive": [["results", "result_files"], ["results", "expected_hosts"]],
    }

    def act(self, args: dict[str, Any], task_vars: dict[str, Any]) -> dict[str, Any]:
        place = Path(args["output_dir"]) if args["output_dir"] else None
        if args["prepare"]:
            return _prepared(place, args["formats"])
        content = _saved(args, self._task.args) if args["result_files"] is not None else _fresh(args, place)
        changed, problem = write_all(place, content, args["formats"]) if place else (False, None)
        names = file_names(args["formats"]) if place and not problem else {}
        paths = {name: str(Path(args["output_dir"]) / file) for name, file in names.items()}
        if args["screen"]:
            display.display("\n".join(["", *screen(content, paths), ""]))
        if problem:
            raise SseError(problem)
        told = {"changed": changed, "paths": paths, "verdict": verdict_line(content, paths)}
        return {**told, **_verdict(content, fail=args["fail"])}


def _fresh(args: dict[str, Any], place: Path | None) -> dict[str, Any]:
    earlier = Path(args["previous"]) if args["previous"] else place and place / RESULT_FILE
    found, problem = files.read_previous(earlier) if earlier else (None, None)
    if problem:
        display.warning(f"Nothing is compared with an earlier run: {problem}")
    return document(
        pairs(args["results"]),
        fail_on=args["fail_on"],
        now=time.time(),
        started=args["started"],
        previous=found,
        cloud_side=CLOUD_SIDE,
    )


def _saved(args: dict[str, Any], given: dict[str, Any]) -> dict[str, Any]:
    """The document of saved files; without a policy of its own the task takes theirs."""
    saved = []
    for path in args["result_files"]:
        found, problem = files.read_previous(Path(path))
        if found is None:
            raise SseError(f"The result file can't be used: {problem or f'{path} does not exist'}.")
        saved.append((path, found))
    if not saved:
        raise SseError("The option 'result_files' is empty; give at least one result file.")
    fail_on = args["fail_on"] if given.get("fail_on") is not None else None
    return from_saved(saved, fail_on=fail_on, expected_hosts=args["expected_hosts"] or [], cloud_side=CLOUD_SIDE)


def _verdict(content: dict[str, Any], *, fail: bool) -> dict[str, Any]:
    verdict = content["verdict"]
    failure = {"failed": True, "msg": verdict["sentence"]} if fail and verdict["failed"] else {}
    return {"summary": summary(content), "failed_hosts": verdict["hosts"], **failure}


def _prepared(place: Path | None, formats: list[str]) -> dict[str, Any]:
    """Nothing but the trial: what can't be written is told before the appliances are read."""
    problem = try_all(place, formats) if place else None
    if problem:
        raise SseError(problem)
    return {"changed": False}

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
from ansible_collections.firepower.sse.plugins.plugin_utils._report.registered import pairs
from ansible_collections.firepower.sse.plugins.plugin_utils._report.screen import screen, verdict_line

CLOUD_SIDE = yaml.safe_load((Path(_report.__file__).parent / "manual.yml").read_text(encoding="utf-8"))
RESULT_FILE = "result.json"

display = Display()


class ActionModule(SseAction):
    """Never asks an appliance or the inventory for anything; the screen is out before anything can fail."""

    SPEC = argument_spec_of("report")

    def act(self, args: dict[str, Any], task_vars: dict[str, Any]) -> dict[str, Any]:
        path = Path(args["output_dir"]) / RESULT_FILE if args["output_dir"] else None
        if args["prepare"]:
            return _prepared(path)
        content = document(
            pairs(args["results"]),
            fail_on=args["fail_on"],
            now=time.time(),
            started=args["started"],
            previous=_previous(Path(args["previous"]) if args["previous"] else path),
            cloud_side=CLOUD_SIDE,
        )
        changed, problem = _write(path, files.to_json(content))
        paths = {"json": str(path)} if path and not problem else {}
        if args["screen"]:
            display.display("\n".join(["", *screen(content, paths), ""]))
        if problem:
            raise SseError(problem)
        told = {"changed": changed, "paths": paths, "verdict": verdict_line(content, paths)}
        return {**told, **_verdict(content, fail=args["fail"])}


def _verdict(content: dict[str, Any], *, fail: bool) -> dict[str, Any]:
    verdict = content["verdict"]
    failure = {"failed": True, "msg": verdict["sentence"]} if fail and verdict["failed"] else {}
    return {"summary": summary(content), "failed_hosts": verdict["hosts"], **failure}


def _previous(path: Path | None) -> dict[str, Any] | None:
    found, problem = files.read_previous(path) if path else (None, None)
    if problem:
        display.warning(f"Nothing is compared with an earlier run: {problem}")
    return found


def _prepared(path: Path | None) -> dict[str, Any]:
    """Nothing but the trial: what can't be written is told before the appliances are read."""
    try:
        if path:
            files.try_to_write(path)
    except OSError as exc:
        raise SseError(_unwritable(path, exc)) from exc
    return {"changed": False}


def _write(path: Path | None, text: str) -> tuple[bool, str | None]:
    """Whether the file changed, or why it could not be written."""
    try:
        return (files.write(path, text) if path else False), None
    except OSError as exc:
        return False, _unwritable(path, exc)


def _unwritable(path: Path | None, exc: OSError) -> str:
    return f"Writing the report to {str(path)!r} failed: {exc}. Set output_dir to a writable directory."

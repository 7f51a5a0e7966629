# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Judges evidence that is at hand already, on the controller."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ansible_collections.firepower.sse.plugins.plugin_utils._action import SseAction, argument_spec_of
from ansible_collections.firepower.sse.plugins.plugin_utils._assess.judge import judge_of
from ansible_collections.firepower.sse.plugins.plugin_utils._collect.hosts import extra_hosts
from ansible_collections.firepower.sse.plugins.plugin_utils._errors import SseError
from ansible_collections.firepower.sse.plugins.plugin_utils._failure import short_failure
from ansible_collections.firepower.sse.plugins.plugin_utils._parse.evidence import evidence
from ansible_collections.firepower.sse.plugins.plugin_utils._regions import regions_with


class ActionModule(SseAction):
    SPEC = argument_spec_of("assess")
    RULES = {"required_one_of": [["evidence", "capture"]], "mutually_exclusive": [["evidence", "capture"]]}

    def act(self, args: dict[str, Any], task_vars: dict[str, Any]) -> dict[str, Any]:
        judge = judge_of(args, host=args["host"] or task_vars["inventory_hostname"])
        given = _of_version_1(args["evidence"]) if args["capture"] is None else _of_capture(args)
        return short_failure(judge.result(given))


def _of_version_1(given: dict[str, Any]) -> dict[str, Any]:
    if given.get("version") != 1:
        raise SseError(
            f"The evidence is of version {given.get('version')!r} and must be of version 1,"
            " as connector_info returns it."
        )
    return given


def _of_capture(args: dict[str, Any]) -> dict[str, Any]:
    path = Path(args["capture"])
    try:
        text = path.read_bytes()
    except OSError as exc:
        raise SseError(f"The capture {str(path)!r} can't be read: {exc.strerror or exc}.") from exc
    found = evidence(
        capture=text,
        boundary=None,
        controller_epoch=None,
        regions=regions_with(args["regions"]),
        extra_hosts=extra_hosts(args["extra_hosts"], option="extra_hosts"),
    )
    for problem in found["problems"]:
        # What is cut or garbled further on is evidence that lacks something; without its first line a file is none.
        if problem["section"] == "capture" and problem["reason"].startswith("line 1 "):
            raise SseError(f"The file {str(path)!r} can't be used as a capture: {problem['reason']}.")
    return found

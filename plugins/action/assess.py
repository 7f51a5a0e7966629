# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Judges evidence that is at hand already, on the controller."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from ansible_collections.firepower.sse.plugins.plugin_utils._action import SseAction, argument_spec_of
from ansible_collections.firepower.sse.plugins.plugin_utils._assess.judge import judge_of
from ansible_collections.firepower.sse.plugins.plugin_utils._bundle.captures import appliances_in, content_of
from ansible_collections.firepower.sse.plugins.plugin_utils._collect.hosts import extra_hosts
from ansible_collections.firepower.sse.plugins.plugin_utils._errors import SseError
from ansible_collections.firepower.sse.plugins.plugin_utils._failure import short_failure
from ansible_collections.firepower.sse.plugins.plugin_utils._parse.session.sources import Asked, Source, sources
from ansible_collections.firepower.sse.plugins.plugin_utils._regions import region_name, regions_with

GIVEN = ["evidence", "capture", "text", "files"]


class ActionModule(SseAction):
    SPEC = argument_spec_of("assess")
    RULES = {"required_one_of": [GIVEN], "mutually_exclusive": [GIVEN]}

    def act(self, args: dict[str, Any], task_vars: dict[str, Any]) -> dict[str, Any]:
        if args["files"] is not None:
            return {"changed": False, "appliances": appliances_in(args["files"])}
        judge = judge_of(args, host=args["host"] or task_vars["inventory_hostname"])
        result = judge.result(_evidence(args))
        if not args["compact"]:
            return short_failure(result)
        details = {key: result.pop(key) for key in ("findings", "evidence")}
        return {**result, "details": json.dumps(details)}


def _evidence(args: dict[str, Any]) -> dict[str, Any]:
    if args["evidence"] is not None:
        return _of_version_1(args["evidence"])
    if args["capture"] is None:
        return _of_text(args, args["text"], what="The text")
    return _of_text(args, content_of(Path(args["capture"])), what=f"The file {args['capture']!r}")


def _of_version_1(given: dict[str, Any]) -> dict[str, Any]:
    if given.get("version") != 1:
        raise SseError(
            f"The evidence is of version {given.get('version')!r} and must be of version 1,"
            " as connector_info returns it."
        )
    return given


def _of_text(args: dict[str, Any], text: str | bytes, *, what: str) -> dict[str, Any]:
    regions = regions_with(args["regions"])
    asked = Asked(
        regions=regions,
        extra_hosts=extra_hosts(args["extra_hosts"], option="extra_hosts"),
        region=region_name(args["region"], regions=regions),
    )
    found = _one_of(_sources(text, what), args["appliance"], what=what).evidence(asked)
    for problem in found["problems"]:
        # What is cut or garbled further on is evidence that lacks something; without its first line a file is none.
        if problem["section"] == "capture" and problem["reason"].startswith("line 1 "):
            raise SseError(f"{what} can't be used as a capture: {problem['reason']}.")
    return found


def _sources(text: str | bytes, what: str) -> list[Source]:
    try:
        return sources(text)
    except SseError as exc:
        raise SseError(f"{what} can't be used: {exc}") from exc


def _one_of(found: list[Source], wanted: str | None, *, what: str) -> Source:
    if not found:
        raise SseError(
            f"{what} can't be used as a capture: line 1 is not `#firepower.sse capture 1 =sse-...`,"
            " and there is no prompt with a command of the procedure in it either."
        )
    if wanted is None and len(found) == 1:
        return found[0]
    named = [source for source in found if source.name == wanted]
    if wanted is None or len(named) != 1:
        names = ", ".join(str(source.name) for source in found)
        raise SseError(f"{what} holds {names}; appliance is {wanted!r} and must be exactly one of them.")
    return named[0]

# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Collects, parses and assesses one appliance in one task."""

from __future__ import annotations

import json
from typing import Any

from ansible_collections.firepower.sse.plugins.plugin_utils._action import SseAction, argument_spec_of
from ansible_collections.firepower.sse.plugins.plugin_utils._assess.judge import Judge, judge_of
from ansible_collections.firepower.sse.plugins.plugin_utils._collect.script import Request, request_of
from ansible_collections.firepower.sse.plugins.plugin_utils._failure import short_failure
from ansible_collections.firepower.sse.plugins.plugin_utils._fmc.asked import Asked, asked
from ansible_collections.firepower.sse.plugins.plugin_utils._gather import Look, gather, gather_fmc


class ActionModule(SseAction):
    SPEC = argument_spec_of("appliance_check")

    def act(self, args: dict[str, Any], task_vars: dict[str, Any]) -> dict[str, Any]:
        host = task_vars["inventory_hostname"]
        judge, request, said = self.prepared(args, host)
        look = Look(host=host, capture_dir=args["capture_dir"], word=said.word)
        if args["depth"] == "fmc":
            gathered = gather_fmc(request, look, connector=said.connector)
        else:
            gathered = gather(request, look, run=self.run_script, ask=self.ask_clish)
        result = {**judge.result(gathered.evidence), "capture": gathered.capture, "seconds": gathered.seconds}
        return compacted(result) if args["compact"] else short_failure(result)

    def prepared(self, args: dict[str, Any], host: str) -> tuple[Judge, Request, Asked]:
        """All that the options say. Raises SseError for a wrong one, before the appliance is touched."""
        judge, request = judge_of(args, host=host), request_of(args)
        return judge, request, asked(args, host=host, address=self._play_context.remote_addr)


def compacted(result: dict[str, Any]) -> dict[str, Any]:
    """The bulky parts as text, which Ansible does not look through value by value."""
    details = {key: result.pop(key) for key in ("findings", "evidence")}
    return {**result, "details": json.dumps(details)}

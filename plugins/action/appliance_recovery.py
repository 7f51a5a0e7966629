# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks one appliance again and again, until it has recovered or the time is up."""

from __future__ import annotations

from typing import Any

from ansible.errors import AnsibleAuthenticationFailure, AnsibleConnectionFailure

from ansible_collections.firepower.sse.plugins.action.appliance_check import ActionModule as Check
from ansible_collections.firepower.sse.plugins.action.appliance_check import compacted
from ansible_collections.firepower.sse.plugins.plugin_utils._action import argument_spec_of
from ansible_collections.firepower.sse.plugins.plugin_utils._errors import SseError
from ansible_collections.firepower.sse.plugins.plugin_utils._reboot.wait import Clock
from ansible_collections.firepower.sse.plugins.plugin_utils._remediate.recovery import RECOVERED, Limits, wait


class ActionModule(Check):
    SPEC = argument_spec_of("appliance_recovery")
    clock = Clock()

    def act(self, args: dict[str, Any], task_vars: dict[str, Any]) -> dict[str, Any]:
        limits = Limits(args["recovery_timeout"], args["recovery_delay"], args["quiet_seconds"])
        for name in ("recovery_timeout", "recovery_delay"):
            if args[name] < 1:
                raise SseError(f"{name} is {args[name]} and must be a number of seconds, 1 or more.")
        host = task_vars["inventory_hostname"]
        self.prepared(args, host)  # a wrong option is told at once
        lost: list[Exception] = []  # why the last look was not possible

        def look() -> dict[str, Any]:
            lost.clear()
            try:
                return super(ActionModule, self).act({**args, "compact": False, "fail_on": []}, task_vars)
            except AnsibleAuthenticationFailure:  # each one counts towards a lock-out
                raise
            except (AnsibleConnectionFailure, SseError) as exc:
                lost.append(exc)
                self._connection.reset()
                return {}

        def say() -> None:
            self._display.display(
                f"{host}: in order, and no event has come; its log must be quiet for {limits.quiet} s now"
            )

        result, state, looks = wait(look, limits, clock=self.clock, say=say)
        if lost:
            raise lost[0]
        told = {"recovered": state == RECOVERED, "looks": looks}
        return {**(compacted(result) if args["compact"] else result), **told}

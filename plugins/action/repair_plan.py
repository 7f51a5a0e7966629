# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What may be done about one appliance, from its check. Touches no appliance."""

from __future__ import annotations

import os
from typing import Any

from ansible_collections.firepower.sse.plugins.plugin_utils._action import SseAction, argument_spec_of
from ansible_collections.firepower.sse.plugins.plugin_utils._remediate.approved import approved_plan, held_to, left
from ansible_collections.firepower.sse.plugins.plugin_utils._remediate.claim import claim
from ansible_collections.firepower.sse.plugins.plugin_utils._remediate.plan import Policy, plan
from ansible_collections.firepower.sse.plugins.plugin_utils._report.appliance import appliance
from ansible_collections.firepower.sse.plugins.plugin_utils._report.registered import pairs


class ActionModule(SseAction):
    SPEC = argument_spec_of("repair_plan")

    def act(self, args: dict[str, Any], task_vars: dict[str, Any]) -> dict[str, Any]:
        host = task_vars["inventory_hostname"]
        policy = Policy(args["event_handler"], args["reboot"], tuple(args["outage_accepted"]))
        (_host, result) = pairs([{"host": host, "result": args["result"]}])[0]
        found = plan(appliance(host, result), policy, service=args["service"])
        if args["approved"] and args["service"] is None:
            found = held_to(found, approved_plan(args["approved"], host=host, policy=policy))
        if args["claim"] and found["act"] and not self._task.check_mode:
            # The worker of this task ends with it; its parent is the run.
            owner = claim(host, process=os.getppid())
            found = left(found, owner) if owner else found
        return {"changed": False, "plan": found}

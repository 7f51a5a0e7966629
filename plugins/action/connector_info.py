# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Everything about one appliance's SSEConnector, as evidence."""

from __future__ import annotations

from typing import Any

from ansible_collections.firepower.sse.plugins.plugin_utils._action import SseAction, argument_spec_of
from ansible_collections.firepower.sse.plugins.plugin_utils._collect.script import request_of
from ansible_collections.firepower.sse.plugins.plugin_utils._gather import Look, gather


class ActionModule(SseAction):
    SPEC = argument_spec_of("connector_info")

    def act(self, args: dict[str, Any], task_vars: dict[str, Any]) -> dict[str, Any]:
        gathered = gather(
            request_of(args),
            Look(host=task_vars["inventory_hostname"], capture_dir=args["capture_dir"]),
            run=self.run_script,
            ask=self.ask_clish,
        )
        return {
            "changed": False,
            "evidence": gathered.evidence,
            "capture": gathered.capture,
            "seconds": gathered.seconds,
        }

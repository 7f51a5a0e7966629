# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Starts, stops or restarts one daemon by pmtool, in one round trip."""

from __future__ import annotations

from typing import Any

from ansible_collections.firepower.sse.plugins.plugin_utils._action import SseAction, argument_spec_of
from ansible_collections.firepower.sse.plugins.plugin_utils._collect.script import new_boundary, path_of
from ansible_collections.firepower.sse.plugins.plugin_utils._errors import SseError
from ansible_collections.firepower.sse.plugins.plugin_utils._service.service import Order, render, result_of

LONGEST = 600


class ActionModule(SseAction):
    SPEC = argument_spec_of("connector_service")
    _supports_diff = True

    def act(self, args: dict[str, Any], task_vars: dict[str, Any]) -> dict[str, Any]:
        if not 1 <= args["timeout"] <= LONGEST:
            raise SseError(f"timeout is {args['timeout']} and must be a number from 1 to {LONGEST}.")
        root = args["root_path"]
        order = Order(
            daemon=args["name"],
            state=args["state"],
            apply=not self._task.check_mode,
            root=root if root == "auto" else path_of(root, option="root_path"),
            timeout=args["timeout"],
        )
        boundary = new_boundary()
        return result_of(self.run_script(render(order, boundary=boundary)), order=order, boundary=boundary)

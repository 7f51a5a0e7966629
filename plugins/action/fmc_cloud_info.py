# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads an FMC: the glue between the task and plugin_utils/_fmc."""

from __future__ import annotations

import json
import os
import time
from typing import Any

from ansible_collections.firepower.sse.plugins.plugin_utils._action import SseAction, argument_spec_of
from ansible_collections.firepower.sse.plugins.plugin_utils._fmc.access import access_of
from ansible_collections.firepower.sse.plugins.plugin_utils._fmc.inventory import domains_of
from ansible_collections.firepower.sse.plugins.plugin_utils._fmc.offers import wanted
from ansible_collections.firepower.sse.plugins.plugin_utils._fmc.record import record_of
from ansible_collections.firepower.sse.plugins.plugin_utils._fmc.session import Session


def _spec() -> dict[str, Any]:
    """The documented options; the documentation has no word for what must not be logged."""
    spec = argument_spec_of("fmc_cloud_info")
    return {**spec, "password": {**spec["password"], "no_log": True}}


class ActionModule(SseAction):
    SPEC = _spec()

    def act(self, args: dict[str, Any], task_vars: dict[str, Any]) -> dict[str, Any]:
        questions = wanted(args["gather_subset"])
        session = Session(access_of(args, environ=os.environ))
        session.login()
        domains = domains_of(session, args["domains"])
        record = record_of(session, questions=questions, domains=domains, now=time.time())
        result = {"changed": False, "name": session.access.name}
        return {**result, "details": json.dumps(record)} if args["compact"] else {**result, "cloud": record}

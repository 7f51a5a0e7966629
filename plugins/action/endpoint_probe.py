# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Can an appliance reach the hosts of a region, or given hosts?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ansible_collections.firepower.sse.plugins.plugin_utils._action import SseAction, argument_spec_of
from ansible_collections.firepower.sse.plugins.plugin_utils._collect.hosts import extra_hosts
from ansible_collections.firepower.sse.plugins.plugin_utils._collect.script import Request, path_of, request_of
from ansible_collections.firepower.sse.plugins.plugin_utils._gather import Look, gather

_GOOD = "reachable"
_SECTIONS = ("capture", "names", "probe", "ca")  # the rest of the evidence was not asked for


class ActionModule(SseAction):
    SPEC = argument_spec_of("endpoint_probe")

    def act(self, args: dict[str, Any], task_vars: dict[str, Any]) -> dict[str, Any]:
        gathered = gather(
            _request(args),
            Look(host=task_vars["inventory_hostname"], capture_dir=args["capture_dir"]),
            run=self.run_script,
        )
        probes = gathered.evidence["probes"] or []
        return {
            "changed": False,
            "probes": probes,
            "all_reachable": bool(probes) and all(probe["verdict"] == _GOOD for probe in probes),
            "region": gathered.evidence["region"],
            "trust": gathered.evidence["trust"],
            "problems": [one for one in gathered.evidence["problems"] if one["section"] in _SECTIONS],
            "capture": gathered.capture,
            "seconds": gathered.seconds,
        }


def _request(args: dict[str, Any]) -> Request:
    """Given hosts stand alone unless a region is named too; a named one counts whatever the appliance is set to."""
    hosts = tuple(extra_hosts(args["hosts"], option="hosts"))
    request = request_of(args)
    alone = bool(hosts) and not args["region"]
    return replace(
        request,
        region="none" if alone else request.region,
        follow_settings=not alone and request.region == "auto",
        parts=("probes", "trust"),
        extra_hosts=hosts,
        ca_file=path_of(args["ca_file"], option="ca_file") if args["ca_file"] else "",
    )

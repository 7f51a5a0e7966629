# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The options of every action that judges evidence."""

from __future__ import annotations


class ModuleDocFragment:
    DOCUMENTATION = r"""
options:
  expected:
    description:
      - The state that is expected where an appliance does not say it itself.
    type: dict
    default: {}
    suboptions:
      cloud_events:
        description:
          - Whether the appliance should send events to the cloud.
          - V(auto) takes the FMC's word where the evidence has it, else what an enrolled connector with events enabled
            shows. Where nobody says it, an appliance that does not deliver is either off or broken, and its outcome is
            V(cannot_tell).
          - With V(off), nothing that fails is told as a failure.
        type: str
        choices: [auto, "on", "off"]
        default: auto
      region:
        description: The region to which the connector's settings should point; V(auto) accepts any.
        type: str
        default: auto
      tenant:
        description: Name or id of the cloud tenant in which the appliance should be enrolled. Default accepts any.
        type: str
      event_types:
        description:
          - The types of events that the FMC should send to the cloud. Where it does not say which it sends, that is
            V(unknown). By default none is asked for.
        type: list
        elements: str
        choices: [intrusion, file, connection, all_connections]
        default: []
      licensing:
        description:
          - How the FMC reaches Cisco Smart Software Manager, as somebody looked it up; no interface tells.
          - With V(unknown) the report lists that as something to look at.
        type: str
        choices: [unknown, direct, satellite]
        default: unknown
      max_clock_offset:
        description: So many seconds a clock may be wrong.
        type: int
        default: 300
      minimum_version:
        description: The oldest release that is accepted, such as V(7.2). Default is what the region's cloud needs.
        type: str
  checks:
    description:
      - Checks of your own, and changes of the catalogue's, as C(docs/own-checks.md) describes with an example.
      - An entry whose C(id) the catalogue knows replaces the keys that it gives, such as C(severity), or
        C(enabled=false) to switch the check off. Any other C(id) is a check of your own and belongs to the chapter
        V(own).
    type: list
    elements: dict
    default: []
  waivers:
    description:
      - Failures that are accepted for a while. They show in every report, and what they waive still counts as failed
        for the checks that need it.
    type: list
    elements: dict
    default: []
    suboptions:
      check:
        description: The id of the check.
        type: str
        required: true
      hosts:
        description: Names of hosts in the inventory, or patterns such as V(fra-*).
        type: list
        elements: str
        required: true
      reason:
        description: Why the failure is accepted.
        type: str
        required: true
      expires:
        description: The last day on which the waiver counts, as C(YYYY-MM-DD), at most a year ahead.
        type: str
        required: true
      longer_than_a_year:
        description: Accepts a day that is further ahead.
        type: bool
        default: false
  chapters:
    description:
      - The chapters of the catalogue whose findings are returned, see C(docs/checks.md).
      - Every check is evaluated all the same, since checks need those of other chapters.
    type: list
    elements: str
    choices: [cloud_services, connectivity, connector, event_delivery, own]
    default: [cloud_services, connectivity, connector, event_delivery, own]
  fail_on:
    description:
      - What makes the task fail. By default findings are only returned.
      - V(critical) is a critical check that fails, V(warning) one of severity warning, V(unknown) a critical check that
        could not be seen.
      - V(unreachable) and V(nothing_checked) mean nothing for a single appliance and are accepted so that one variable
        serves M(firepower.sse.report) too.
    type: list
    elements: str
    choices: [critical, warning, unknown, unreachable, nothing_checked]
    default: []
"""

    # Of those that look at an appliance.
    APPLIANCE = r"""
options:
  compact:
    description:
      - Returns C(findings) and C(evidence) as one JSON text, C(details), which M(firepower.sse.report) reads.
      - Ansible copies and looks through each result several times; over a large fleet a text saves most of that time.
    type: bool
    default: false
  fmc:
    description:
      - The name of the FMC that manages the appliance, as it was asked with M(firepower.sse.fmc_cloud_info). What it
        said becomes the part C(cloud) of the evidence. By default no FMC is asked.
    type: str
    default: ""
  fmc_results:
    description:
      - What was registered of M(firepower.sse.fmc_cloud_info), with or without a loop over several FMCs. An FMC that
        could not be read makes V(unknown) what only it can tell.
    type: raw
  fmc_device_id:
    description:
      - The FMC's own id of the appliance. By default the appliance is found by its name in the inventory or by its
        address.
    type: str
    default: ""
  depth:
    description:
      - V(appliance) logs in to the appliance. V(fmc) does not, and judges by what its FMC knows of it, for sites that
        forbid a root shell. Such a verdict never says that events are delivered.
    type: str
    choices: [appliance, fmc]
    default: appliance
"""

# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: repair_report
short_description: Show the plan of a repair, and what became of it
version_added: 1.0.0
author:
  - firepower.sse contributors (@firepower-sse)
extends_documentation_fragment:
  - firepower.sse.attributes.controller
description:
  - Prints what M(firepower.sse.repair_plan) planned for the appliances, and fails where that are too many. With
    O(finished) it prints before and after of each, and writes them to a file.
  - Connects to nothing.
options:
  results:
    description: One entry for each appliance.
    type: list
    elements: dict
    required: true
    suboptions:
      host:
        description: The appliance's name in the inventory.
        type: str
        required: true
      plan:
        description: RV(firepower.sse.repair_plan#module:plan).
        type: dict
        required: true
      next:
        description: The plan that was made after the connector's restart.
        type: dict
      done:
        description: What was done.
        type: list
        elements: str
        default: []
      after:
        description: What M(firepower.sse.appliance_check) registered at the end.
        type: dict
        default: {}
      quiet_seconds:
        description:
          - Where no event has come at the end, the connector's log must show no new error for so many seconds. Else the
            repair counts as one that did not help.
        type: int
        default: 300
  finished:
    description: The repair has ended.
    type: bool
    default: false
  expected_hosts:
    description: With O(finished), the appliances that were to be repaired. One without an entry was not begun.
    type: list
    elements: str
    default: []
  max_hosts:
    description: So many appliances may be repaired in one run.
    type: int
    default: 5
  output_dir:
    description:
      - Directory on the controller for C(HOST.repair.json) of each appliance.
      - With O(expected_hosts) also for C(failed.txt), the names of the appliances that the repair did not help or that
        were not begun, one a line, for C(ansible-playbook --limit @FILE). There is no such file where all went well.
    type: path
  screen:
    description: Print it.
    type: bool
    default: true
attributes:
  check_mode:
    description: Runs in check mode.
    support: full
    details:
      - Its files are written in check mode too.
seealso:
  - module: firepower.sse.repair_plan
"""

EXAMPLES = r"""
- name: Show the plan of one appliance
  firepower.sse.repair_report:
    results:
      - host: "{{ inventory_hostname }}"
        plan: "{{ planned.plan }}"
"""

RETURN = r"""
acting:
  description: The appliances that would be repaired.
  returned: without O(finished=true)
  type: list
  elements: str
failed_hosts:
  description: The appliances that the repair did not help, or that were not begun, each with one sentence.
  returned: with O(finished=true)
  type: dict
"""

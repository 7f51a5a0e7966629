# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: repair_plan
short_description: Say what may be done about one appliance, from its check
version_added: 1.0.0
author:
  - firepower.sse contributors (@firepower-sse)
extends_documentation_fragment:
  - firepower.sse.attributes.controller
description:
  - Takes the registered result of M(firepower.sse.appliance_check) and says which step its root cause asks for, the
    commands, what it does to the traffic, the guards, and why nothing is done where nothing is.
  - Connects to nothing and changes no appliance. The role P(firepower.sse.remediate#role) acts on it.
options:
  result:
    description: What the task registered for this appliance.
    type: dict
    required: true
  service:
    description:
      - What was registered of M(firepower.sse.connector_service), where O(result) was seen after that. Then the plan is
        what comes next.
    type: dict
  approved:
    description: A result file of a check that somebody has approved. Only what it leads to is planned.
    type: path
  claim:
    description:
      - Keep every other run on this controller from repairing the appliance as long as this one lives. Where another
        one has it, the plan leaves it alone. Not in check mode.
    type: bool
    default: false
  event_handler:
    description: Whether EventHandler, which serves the manager too, may be restarted.
    type: bool
    default: false
  reboot:
    description: Whether the appliance may be restarted where the restart of the connector has not helped.
    type: str
    choices: [never, if_needed]
    default: never
  outage_accepted:
    description: The appliances whose restart may be an outage. Only told here; M(firepower.sse.appliance_reboot) asks.
    type: list
    elements: str
    default: []
seealso:
  - module: firepower.sse.repair_report
"""

EXAMPLES = r"""
- name: Plan the repair
  firepower.sse.repair_plan:
    result: "{{ checked }}"
  register: planned
"""

RETURN = r"""
plan:
  description: The plan of this appliance.
  returned: success
  type: dict
  contains:
    step:
      description:
        - V(none), V(enable_connector), V(restart_connector), V(restart_event_handler), V(restart_required) or
          V(reboot_appliance).
      type: str
    act:
      description: Whether the step changes something.
      type: bool
    reason:
      description: Why this step, or why none.
      type: str
    commands:
      description: What is run on the appliance.
      type: list
      elements: str
    digest:
      description: The same for the same causes on the same appliance.
      type: str
"""

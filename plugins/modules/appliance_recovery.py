# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: appliance_recovery
short_description: Wait until an appliance delivers events again, or is in order without any
version_added: 1.0.0
description:
  - Checks the appliance as M(firepower.sse.appliance_check) does, again and again, until it has recovered or the time
    is up. For a task after a repair; it only reads.
  - It has recovered where events flow. Where none has come yet, it has recovered once all that is needed is in order
    and the connector has run for O(quiet_seconds) without a new error in its log.
  - It does not fail where the appliance has not recovered; RV(recovered) says it. It is unreachable where the last look
    was not possible.
author:
  - firepower.sse contributors (@firepower-sse)
extends_documentation_fragment:
  - firepower.sse.attributes
  - firepower.sse.collect
  - firepower.sse.collect.probes
  - firepower.sse.assess
  - firepower.sse.assess.appliance
options:
  recovery_timeout:
    description: Seconds until the appliance must be in order.
    type: int
    default: 180
  recovery_delay:
    description: Seconds between two looks.
    type: int
    default: 15
  quiet_seconds:
    description:
      - Where no event has come, so many seconds without a new error are needed. Half as long again is waited for them,
        beyond O(recovery_timeout).
    type: int
    default: 300
requirements:
  - jmespath (on the controller)
notes:
  - O(fail_on) has no effect on it.
seealso:
  - module: firepower.sse.appliance_check
  - module: firepower.sse.connector_service
  - module: firepower.sse.appliance_reboot
"""

EXAMPLES = r"""
- name: Restart the connector
  firepower.sse.connector_service:
    name: SSEConnector
    state: restarted
  become: true

- name: Wait until it is well
  firepower.sse.appliance_recovery:
    expected:
      cloud_events: "on"
  become: true
  register: sse
  failed_when: not sse.recovered
"""

RETURN = r"""
recovered:
  description: Whether it has recovered.
  returned: success
  type: bool
  sample: true
looks:
  description: How often it was looked at.
  returned: success
  type: int
  sample: 3
outcome:
  description: The outcome of the last look. All other values are those of M(firepower.sse.appliance_check) too.
  returned: success
  type: str
  sample: delivering
"""

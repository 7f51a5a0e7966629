# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: connector_info
short_description: Reads everything about an appliance's SSEConnector in one round trip
version_added: 1.0.0
description:
  - Reads on an FTD or FMC what tells whether its SSEConnector delivers events to the Security Services Exchange
    (SSE), and returns it as one documented dictionary, the evidence.
  - One POSIX script goes over the connection in use to C(/bin/sh). It only reads, needs no Python on the appliance,
    and every command in it has its own time limit.
  - Needs root there, so C(become=true) for a user other than root.
  - It judges nothing. M(firepower.sse.appliance_check) does.
author:
  - firepower.sse contributors (@firepower-sse)
extends_documentation_fragment:
  - firepower.sse.attributes
  - firepower.sse.attributes.group
  - firepower.sse.collect
  - firepower.sse.collect.probes
seealso:
  - module: firepower.sse.appliance_check
  - module: firepower.sse.endpoint_probe
  - module: firepower.sse.assess
notes:
  - C(environment) has no effect on it.
  - The connector's secret C(csrfToken) is taken out on the appliance already.
"""

EXAMPLES = r"""
- name: Read everything about the connector
  firepower.sse.connector_info:
  become: true
  register: connector

- name: Show whether the appliance is enrolled
  ansible.builtin.debug:
    var: connector.evidence.context.enrolled

- name: Read all but the log, and keep the raw text on the controller
  firepower.sse.connector_info:
    gather_subset: [all, "!log"]
    capture_dir: captures
  become: true

- name: Read only what the appliance itself says, without a probe of the cloud
  firepower.sse.connector_info:
    gather_subset: [identity, daemons, config, context, socket, connections]
    sample_seconds: 10
  become: true

- name: Probe the hosts of another region as well as one of our own
  firepower.sse.connector_info:
    regions:
      lab:
        api: api.lab.example.com
        events: [events-1.lab.example.com, events-2.lab.example.com]
    extra_hosts:
      - host: tools.example.com
        path: /status
        required: false
    proxy: http://proxy.example.com:8080
  become: true
"""

RETURN = r"""
evidence:
  description:
    - What was seen, as docs/evidence.md describes. A part that could not be read is V(null), and
      RV(evidence.problems) says why.
  type: dict
  returned: success
  contains:
    version:
      description: The version of this form.
      type: int
      sample: 1
    problems:
      description: What could not be read, and why.
      type: list
      elements: dict
      sample: [{"section": "lsof", "reason": "command not found"}]
capture:
  description: The path of the raw text on the controller; V(null) without O(capture_dir).
  type: str
  returned: success
  sample: /home/me/captures/fra-fw1.capture
seconds:
  description: How long the round trip took.
  type: float
  returned: success
  sample: 2.4
"""

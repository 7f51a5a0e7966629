# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Documentation of the action of the same name, which runs on the controller."""

from __future__ import annotations

DOCUMENTATION = r"""
module: fmc_cloud_info
short_description: Reads an FMC's cloud settings and devices over its REST API
version_added: 1.0.0
author:
  - firepower.sse contributors (@firepower-sse)
description:
  - Asks an FMC what bears on the delivery of events to the Security Services Exchange. That is its release, smart
    licence, cloud event settings, region, tenant, high availability, its FTDs with their alert and connector, the
    latest changes of the cloud settings, and what work is running.
  - Each question ends in one of four states, and RV(cloud.answers) says which with the reason. A release that does not
    offer an answer is told apart from a setting that is off and from one that could not be read.
  - It only reads. Besides the two calls that get and renew a token, the code can send nothing but GET.
  - There is one login a task, and never a second one. An FMC keeps one session a user, so a user of its own is needed.
  - C(docs/fmc.md) has the role of that user, the requests that each question costs, and what each error means.
options:
  host:
    description: The FMC's name or address, or its URL such as V(https://fmc.example.com:8443).
    type: str
    required: true
  name:
    description: What results and sentences call the FMC. Default is O(host).
    type: str
  username:
    description: A user of the FMC. Default is the environment variable E(SSE_FMC_USERNAME) of the controller.
    type: str
  password:
    description: Its password. Default is the environment variable E(SSE_FMC_PASSWORD) of the controller.
    type: str
  gather_subset:
    description:
      - What is asked. V(all), or any of V(version), V(licence), V(cloud_events), V(region), V(tenant), V(ha),
        V(alerts), V(devices), V(connectors), V(changes), V(work). A V(!) before a word leaves it out.
      - The release is always read, since it decides what can be asked. V(alerts) and V(connectors) bring V(devices).
      - V(connectors) costs one request for each device, on FMC 10.0 and later.
    type: list
    elements: str
    default: [all]
  compact:
    description:
      - Return the record as one JSON text, RV(details), instead of RV(cloud). Ansible does not look through a text
        value by value, which makes it faster for large fleets.
    type: bool
    default: false
extends_documentation_fragment:
  - firepower.sse.attributes.controller
  - firepower.sse.fmc
attributes:
  check_mode:
    description: Runs in check mode.
    support: full
    details:
      - It only reads, so it does the same in check mode.
seealso:
  - plugin: firepower.sse.fmc
    plugin_type: inventory
    description: The same FMC's devices as an inventory.
  - module: firepower.sse.appliance_check
"""

EXAMPLES = r"""
- name: Read what an FMC says about its cloud
  firepower.sse.fmc_cloud_info:
    host: fmc.example.com
    username: "{{ fmc_username }}"
    password: "{{ fmc_password }}" # from a vault
    ca_path: /etc/ssl/fmc.pem
  register: fmc
  run_once: true
  delegate_to: localhost

- name: Cloud events should be on
  ansible.builtin.assert:
    that: fmc.cloud.cloud_events.state == 'on'
    fail_msg: "{{ fmc.cloud.answers.cloud_events.reason or 'They are off.' }}"
  when: fmc.cloud.answers.cloud_events.state != 'not_offered'
  run_once: true
  delegate_to: localhost
"""

RETURN = r"""
name:
  description: What the FMC is called, O(name) or O(host).
  returned: always
  type: str
  sample: fmc-eu
details:
  description: RV(cloud) as a JSON text.
  returned: with O(compact=true)
  type: str
cloud:
  description: What the FMC says. A part is null where its answer is not read.
  returned: with O(compact=false)
  type: dict
  contains:
    version:
      description: The version of this structure.
      type: int
    fmc:
      description: Name, host, release and build of the FMC, the time, and its own alert on the SSE link.
      type: dict
      sample:
        name: fmc-eu
        host: fmc.example.com
        version: 7.4.2
        build: "172"
        read_at: "2026-11-24T03:12:40Z"
        alert: null
    answers:
      description:
        - For each question C(state), one of V(read), V(not_offered) by this release, V(unreadable) and V(not_asked),
          and C(reason), a sentence. With V(read), a reason says what of it is missing.
      type: dict
      sample: {licence: {state: not_offered, reason: "FMC 6.4.0 does not offer this by REST, 7.2 is the first"}}
    licence:
      description:
        - C(registration), one of V(registered), V(unregistered), V(reservation_in_progress), V(evaluation), V(other);
          the FMC's own word for it (C(raw)); C(authorization); C(air_gapped); C(evaluation_days_left);
          C(virtual_account).
      type: dict
    cloud_events:
      description:
        - C(state) is V(off) where no switch is on. The switches C(intrusion), C(file), C(connection),
          C(all_connections), C(discovery) are null where this release has no such switch. C(excluded) lists devices
          that do not send.
      type: dict
    region:
      description: C(name), one of V(us), V(eu), V(apj), V(aus), V(in) or null, and the FMC's words (C(raw)).
      type: dict
    tenant:
      description: C(id) and C(name) of the cloud's organisation.
      type: dict
    ha:
      description:
        - C(state) of this FMC, one of V(active), V(standby), V(standalone), V(other), the FMC's words (C(raw)), and the
          address of its C(peer).
      type: dict
    changes:
      description: The newest 20 audit records about cloud settings, with C(at), C(user), C(what).
      type: list
      elements: dict
    work:
      description:
        - Whether deployments, backups, registrations or unregistrations of devices run (C(busy)), which (C(tasks)), and
          C(at) what time. C(asked) has the types that this release told of. REST lists no upgrades.
      type: dict
    devices:
      description:
        - The FTDs, with C(id), C(name), C(host_name), C(domain), C(model), C(version), C(ftd_mode), C(serial),
          C(connected), C(managed), C(health), C(deployment), C(task), C(groups), C(pair), C(cluster),
          C(analytics_only), C(excluded), C(alert), C(connector). What the FMC does not say is null.
      type: list
      elements: dict
"""

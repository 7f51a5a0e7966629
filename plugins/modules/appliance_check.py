# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: appliance_check
short_description: Finds out whether an appliance delivers its events to the cloud, and why not
version_added: 1.0.0
description:
  - Reads an FTD or FMC in one round trip, as M(firepower.sse.connector_info) does, and judges what it saw by the
    catalogue of checks, all in one task.
  - Returns one outcome, the root causes, and one finding for each check. Missing evidence never passes.
  - It only reads. Findings do not make the task fail unless O(fail_on) says so; an appliance that cannot be reached
    stays unreachable in Ansible's own sense.
  - Needs root on the appliance, so C(become=true) for a user other than root, and the Python library jmespath on the
    controller.
author:
  - firepower.sse contributors (@firepower-sse)
extends_documentation_fragment:
  - firepower.sse.attributes
  - firepower.sse.attributes.group
  - firepower.sse.collect
  - firepower.sse.collect.probes
  - firepower.sse.assess
  - firepower.sse.assess.appliance
requirements:
  - jmespath (on the controller)
notes:
  - C(environment) has no effect on it.
  - C(checks), C(waivers), C(expected) and all other options are looked at before the appliance is touched.
seealso:
  - module: firepower.sse.connector_info
  - module: firepower.sse.assess
  - module: firepower.sse.report
  - module: firepower.sse.fmc_cloud_info
"""

EXAMPLES = r"""
- name: Find out whether events are delivered, and why not
  firepower.sse.appliance_check:
  become: true
  register: sse

- name: Show the outcome
  ansible.builtin.debug:
    msg: "{{ sse.outcome }}: {{ sse.outcome_reason }}"

- name: Fail where a critical check fails or could not be seen
  firepower.sse.appliance_check:
    expected:
      cloud_events: "on"
      region: eu
    fail_on: [critical, unknown]
  become: true

- name: Look at the network only, and accept one known failure until the end of the year
  firepower.sse.appliance_check:
    chapters: [connectivity]
    waivers:
      - check: SSE-213
        hosts: ["fra-*"]
        reason: The messaging host is opened with change 4711.
        expires: "2026-12-31"
  become: true

- name: Add a check, and make another one less severe
  firepower.sse.appliance_check:
    checks:
      - id: OWN-1
        title: The connector is of version 2
        over: evidence.context.connector_version
        query: starts_with(not_null(evidence.context.connector_version, ''), '2.')
        expect: true
        severity: warning
      - id: SSE-216
        severity: info
  become: true

- name: Ask the FMC once
  firepower.sse.fmc_cloud_info:
    name: fmc-eu
    host: 192.0.2.10
    username: sse-reader
    password: "{{ vaulted_fmc_password }}"
  register: fmc
  delegate_to: localhost
  run_once: true

- name: Judge by the FMC's word too
  firepower.sse.appliance_check:
    fmc: fmc-eu
    fmc_results: "{{ fmc }}"
  become: true
"""

RETURN = r"""
outcome:
  description:
    - V(delivering), V(idle) (connected, nothing to send), V(not_delivering), V(off) or V(cannot_tell).
  type: str
  returned: success or failed by O(fail_on)
  sample: not_delivering
outcome_reason:
  description: Why, in one line.
  type: str
  returned: success or failed by O(fail_on)
  sample: no TCP answer from eventing-ingest.eu.sse.itd.cisco.com:443
intent:
  description: Whether events are wanted, and who says so.
  type: dict
  returned: success or failed by O(fail_on)
  contains:
    cloud_events:
      description: V(on), V(off) or V(unknown).
      type: str
      sample: "on"
    source:
      description: V(expected), V(fmc), V(context) or V(null).
      type: str
      sample: context
waivers:
  description: The waivers that were given, for M(firepower.sse.report).
  returned: when there are any
  type: list
  elements: dict
root_causes:
  description: The checks whose failure explains why the appliance does not deliver. Their needs were all seen to pass.
  type: list
  elements: str
  returned: success or failed by O(fail_on)
  sample: [SSE-203]
possible_causes:
  description: Checks that fail too, but not everything that they need was seen.
  type: list
  elements: str
  returned: success or failed by O(fail_on)
  sample: []
findings:
  description:
    - What each check of O(chapters) says.
    - Where O(fail_on) fails the task, only the findings of status V(fail), V(unknown) and V(waived) are left,
      since Ansible prints the result of a failed task whole.
  type: list
  elements: dict
  returned: success or failed by O(fail_on)
  contains:
    check:
      description: The id of the check.
      type: str
      sample: SSE-203
    title:
      description: The expected state in words.
      type: str
      sample: TCP connects to the required hosts
    chapter:
      description: The chapter of the catalogue.
      type: str
      sample: connectivity
    status:
      description:
        - V(pass), V(fail), V(blocked) (a check that it needs failed), V(unknown) (not seen), V(manual) (nobody can see
          it from here), V(waived) or V(not_applicable).
      type: str
      sample: fail
    severity:
      description:
        - V(critical), V(warning) or V(info). A critical check that fails on an appliance that delivers is a V(warning).
      type: str
      sample: critical
    expected:
      description: What the query should find.
      type: raw
      sample: []
    found:
      description: What it found.
      type: raw
      sample: ["eventing-ingest.eu.sse.itd.cisco.com:443"]
    reason:
      description: Why there is no plain verdict; V(null) for pass and fail.
      type: str
      sample: null
    area:
      description: Whose matter it is, V(network), V(device), V(cloud), V(manager) or V(settings).
      type: str
      sample: network
    headline:
      description: The finding in one line; V(null) where nothing is to be told.
      type: str
      sample: no TCP answer from eventing-ingest.eu.sse.itd.cisco.com:443
    remedy:
      description:
        - What a root cause asks for, V(restart_connector), V(reboot_appliance) or V(toggle_cloud); V(null) for anything
          else.
      type: str
      sample: null
    advice:
      description: What to do.
      type: str
      sample: Something drops the packets. Allow TCP 443 to these hosts by NAME; their addresses change.
    avoid:
      description: What not to do.
      type: str
      sample: no restart, no reboot; the device is healthy
    since:
      description: Since when, RFC 3339, where that was seen.
      type: str
      sample: "2026-11-24T02:14:00Z"
    seen:
      description: The evidence behind it, in short phrases.
      type: list
      elements: str
      sample: ["0 of 2 addresses answer, tried twice", "connector SYN_SENT"]
    group:
      description: What makes the finding of two appliances one, V(found) or V(check).
      type: str
      sample: found
    needs:
      description: The checks that it needs.
      type: list
      elements: str
      sample: [SSE-202]
    reference:
      description: Where the documentation explains the check; V(null) for one of your own.
      type: str
      sample: docs/checks.md#sse-203
summary:
  description: How many findings need an eye.
  type: dict
  returned: success or failed by O(fail_on)
  sample: {"fail": 1, "warning": 0, "unknown": 0, "waived": 0, "manual": 0}
evidence:
  description: What was seen, as C(docs/evidence.md) describes.
  type: dict
  returned: success
  sample: {"version": 1}
details:
  description:
    - RV(findings) and RV(evidence) in one JSON text, in their place; all of both, even where O(fail_on) fails the task.
  type: str
  returned: with O(compact=true)
capture:
  description: The path of the raw text on the controller; V(null) without O(capture_dir).
  type: str
  returned: success or failed by O(fail_on)
  sample: null
seconds:
  description: How long the round trip took.
  type: float
  returned: success or failed by O(fail_on)
  sample: 4.2
"""

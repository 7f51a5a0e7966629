# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: assess
short_description: Judges evidence that is at hand already
version_added: 1.0.0
description:
  - Judges one appliance's evidence by the catalogue of checks, without touching the appliance. Gives what
    M(firepower.sse.appliance_check) would have given for it.
  - The evidence comes from M(firepower.sse.connector_info), from an earlier result, from a saved capture, or from the
    text of a terminal in which somebody typed the commands of the procedure.
  - Runs on the controller and needs the Python library jmespath there.
author:
  - firepower.sse contributors (@firepower-sse)
extends_documentation_fragment:
  - firepower.sse.attributes
  - firepower.sse.assess
options:
  evidence:
    description: Evidence as M(firepower.sse.connector_info) returns it.
    type: dict
  capture:
    description:
      - A file on the controller with what an appliance printed, in either of two forms.
      - A capture, as O(firepower.sse.connector_info#module:capture_dir) saves it, or as the collection's script
        C(collect.sh) prints it when run by hand.
      - A pasted terminal session, with prompts and commands as C(docs/captures.md) lists them. What was not typed is
        unknown.
    type: path
  text:
    description: The same as O(capture), as a text instead of a file.
    type: str
  appliance:
    description: For O(capture) or O(text) with several appliances in it, the name of the one to judge.
    type: str
  files:
    description:
      - Files, directories or patterns with captures. Nothing is judged; RV(appliances) tells whose they are.
      - Of a directory, the files that end in C(.capture), C(.txt) or C(.log) are taken.
    type: list
    elements: path
  region:
    description:
      - The region that was asked for when O(capture) was made. It counts where the appliance's settings were not shown.
    type: str
    default: auto
  regions:
    description: For O(capture), the regions that were given when it was made, as in M(firepower.sse.connector_info).
    type: dict
    default: {}
  extra_hosts:
    description:
      - For O(capture), the further hosts that were given when it was made, as in M(firepower.sse.connector_info).
    type: list
    elements: dict
    default: []
  compact:
    description:
      - Returns RV(findings) and RV(evidence) as one JSON text, RV(details), which M(firepower.sse.report) reads.
    type: bool
    default: false
  vars_prefix:
    description:
      - Options that the task does not give are taken from the variables of this prefix, as in
        M(firepower.sse.appliance_check).
    type: str
  host:
    description: The appliance's name, for waivers and messages. Default is the host of the task.
    type: str
requirements:
  - jmespath (on the controller)
seealso:
  - module: firepower.sse.connector_info
  - module: firepower.sse.appliance_check
  - module: firepower.sse.report
"""

EXAMPLES = r"""
- name: Read the appliance
  firepower.sse.connector_info:
  become: true
  register: connector

- name: Judge what was read, with a policy of one's own
  firepower.sse.assess:
    evidence: "{{ connector.evidence }}"
    expected:
      tenant: acme-eu
    fail_on: [critical]

- name: Judge a capture that somebody sent
  firepower.sse.assess:
    capture: captures/fra-fw1.capture
    host: fra-fw1
  delegate_to: localhost

- name: Judge what somebody pasted into a file, of which one appliance is meant
  firepower.sse.assess:
    capture: case-4711.txt
    appliance: muc-fw1
    expected:
      cloud_events: "on"
  delegate_to: localhost

- name: See whose captures these are
  firepower.sse.assess:
    files: [sse-out/captures, "case-*.txt"]
  delegate_to: localhost
  run_once: true
"""

RETURN = r"""
appliances:
  description: The appliances in O(files).
  type: list
  elements: dict
  returned: with O(files)
  contains:
    name:
      description: A name for the inventory, once each; the file's name where the text does not say it.
      type: str
      sample: fra-fw1
    capture:
      description: The file.
      type: str
      sample: /home/me/case-4711.txt
    appliance:
      description: The name within the file; V(null) where it holds only one that it does not name.
      type: str
      sample: fra-fw1
details:
  description: With O(compact=true), RV(findings) and RV(evidence) as JSON.
  type: str
  returned: with O(compact=true)
  sample: '{"findings": [], "evidence": {}}'
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
"""

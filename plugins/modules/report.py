# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: report
short_description: Show and save what a check of many appliances found
version_added: 1.0.0
author:
  - firepower.sse contributors (@firepower-sse)
extends_documentation_fragment:
  - firepower.sse.attributes.controller
description:
  - Takes the registered results of M(firepower.sse.appliance_check) or M(firepower.sse.assess) of all appliances and
    prints one screen. Causes come first, grouped across the fleet, each with the appliances, since when, what was seen,
    what to do and what not to do; then one line an appliance; then the verdict.
  - Writes the same as files, in every format that O(formats) names. C(docs/reports.md) describes them, and
    C(docs/schema/result-1.json) the first of them.
  - Renders saved result files again, and merges those of several jobs over parts of a fleet.
  - An appliance that could not be reached, or whose check failed, is a result too, and is never left out.
  - Does not connect to anything. Run it once, with C(run_once) and C(delegate_to=localhost).
options:
  results:
    description:
      - One entry for each appliance that was asked.
      - Exactly one of O(results) and O(result_files) has to be given.
    type: list
    elements: dict
    suboptions:
      host:
        description: The appliance's name in the inventory.
        type: str
        required: true
      result:
        description:
          - What the task registered for it. V({}) or a result without an outcome is reported as not checked.
        type: dict
        required: true
  result_files:
    description:
      - Result files that this module wrote earlier, as JSON. One is rendered again; several are merged, with the
        causes of the whole fleet made anew.
      - Of an appliance in several of them, the file that was finished last counts, and the report names the appliance.
    type: list
    elements: path
  expected_hosts:
    description:
      - Appliances that one of O(result_files) should hold. One that is in none of them is reported as not checked.
      - Cannot be used together with O(results).
    type: list
    elements: str
  formats:
    description:
      - What to write to O(output_dir).
      - V(json) is C(result.json), V(junit) is C(junit.xml), V(html) is C(report.html), V(prometheus) is
        C(metrics.prom), and V(tickets) is a directory C(tickets) with a text C(cause-N.md) for each cause.
      - Tickets of an earlier run that this run does not write are removed.
    type: list
    elements: str
    choices: [json, junit, html, prometheus, tickets]
    default: [json]
  output_dir:
    description:
      - Directory on the controller for the files, made if missing. Nothing is written without it.
      - Each file is replaced in one step and has mode V(0640).
    type: path
  previous:
    description:
      - An earlier result file to compare with. Default is the one that O(output_dir) holds before it is replaced.
      - Shows which appliances are newly broken or newly fine, which causes are new, still there or gone, and the events
        sent since then. Events that were sent meanwhile, in at most eight days and by one and the same process of the
        connector, make an idle appliance a delivering one.
      - Of appliances in it that O(results) lacks, as after a run under C(--limit), the new file carries on what a later
        run compares with, for 90 days. They are not counted, judged or shown.
      - Has no effect with O(result_files), which hold their own comparison.
    type: path
  fail_on:
    description:
      - What makes the verdict V(failed).
      - V(critical) is an appliance that does not deliver, or a critical check that failed; V(unknown) is an appliance
        whose state cannot be told, or a critical check that could not be seen.
      - V(warning) is a check of severity warning that failed; V(unreachable) is an appliance without login;
        V(nothing_checked) is a run in which no appliance was checked.
      - An appliance whose check ended in an error, such as a wrong option, always fails the verdict.
      - With O(result_files), the default is what these files were judged by, all of them together.
    type: list
    elements: str
    choices: [critical, warning, unknown, unreachable, nothing_checked]
    default: [critical, unknown, unreachable, nothing_checked]
  fail:
    description:
      - Let this task fail, after the report is out, when the verdict is V(failed).
      - The default leaves that to a later task, which can fail exactly the appliances of RV(failed_hosts).
    type: bool
    default: false
  prepare:
    description:
      - Only look at the options, and try whether O(output_dir) can be written; it is made if missing. Nothing is
        printed.
      - For a task before the appliances are read, which takes a while.
    type: bool
    default: false
  screen:
    description:
      - Print the screen. Switch it off where something reads the standard output, such as a callback that writes JSON.
    type: bool
    default: true
  started:
    description:
      - When the check began, as seconds since 1970. Default is the earliest look at an appliance.
    type: float
attributes:
  check_mode:
    description: Runs in check mode.
    support: full
    details:
      - The files are the report of the run, not a change of an appliance, so they are written in check mode too.
seealso:
  - module: firepower.sse.appliance_check
  - module: firepower.sse.assess
"""

EXAMPLES = r"""
- name: Fail now if the report could not be written later
  firepower.sse.report:
    results: []
    output_dir: sse-out
    prepare: true
  run_once: true
  delegate_to: localhost
  become: false

- name: Check all appliances, one task each
  firepower.sse.appliance_check:
  become: true
  register: sse_check
  ignore_errors: true
  ignore_unreachable: true

- name: Report
  firepower.sse.report:
    results: >-
      {{ dict(ansible_play_hosts_all
              | zip(ansible_play_hosts_all | map('extract', hostvars) | map(attribute='sse_check', default={})))
         | dict2items(key_name='host', value_name='result') }}
    output_dir: sse-out
    formats: [json, junit, html]
    fail: true
  run_once: true
  delegate_to: localhost
  become: false

- name: Merge the results of two jobs into one report
  firepower.sse.report:
    result_files:
      - job-1/result.json
      - job-2/result.json
    expected_hosts: "{{ groups['firewalls'] }}"
    output_dir: sse-out
    formats: [json, html, tickets]
  run_once: true
  delegate_to: localhost
  become: false
"""

RETURN = r"""
failed_hosts:
  description: The appliances that O(fail_on) fails, each with one sentence.
  returned: without O(prepare=true)
  type: dict
  sample: {fra-fw1: "not delivering, cause 1: no TCP answer from eventing-ingest.eu.sse.itd.cisco.com:443"}
paths:
  description: The files of the report, by format; for V(tickets) their directory.
  returned: without O(prepare=true)
  type: dict
  sample: {json: sse-out/result.json, tickets: sse-out/tickets}
verdict:
  description: The last line of the screen, how the run ended, why, and where the files are.
  returned: without O(prepare=true)
  type: str
  sample: "FAILED: 1 cause, 1 unreachable   sse-out/result.json"
summary:
  description: The run in a few words, small enough for C(set_stats).
  returned: without O(prepare=true)
  type: dict
  contains:
    failed:
      description: Whether the verdict is failed.
      type: bool
    because:
      description: The words of O(fail_on) that were met, and C(error).
      type: list
      elements: str
    sentence:
      description: What was found, in one line.
      type: str
    asked:
      description: How many appliances were asked.
      type: int
    checked:
      description: How many of them were checked.
      type: int
    unreachable:
      description: The appliances without login.
      type: list
      elements: str
    errors:
      description: The appliances whose check ended in an error.
      type: list
      elements: str
    outcomes:
      description: How many appliances have each outcome.
      type: dict
    causes:
      description: Number, check, headline and appliances of each cause.
      type: list
      elements: dict
    newly_broken:
      description: Appliances that were fine in the earlier result file.
      type: list
      elements: str
    newly_fine:
      description: Appliances that were not fine in the earlier result file.
      type: list
      elements: str
"""

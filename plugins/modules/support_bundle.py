# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: support_bundle
short_description: Packs what a support case needs about some appliances
version_added: 1.0.0
description:
  - Packs the captures and the verdict of the appliances of one cause, or of named ones, into one C(.tar.gz) with a
    C(README.txt), readable by its owner alone.
  - Secrets are masked in everything that is packed. Addresses and host names are not.
  - Works on files on the controller and touches no appliance. The same input gives the same bytes.
author:
  - firepower.sse contributors (@firepower-sse)
extends_documentation_fragment:
  - firepower.sse.attributes.controller
options:
  result:
    description: The result file of a check, C(result.json).
    type: path
    required: true
  cause:
    description: The number of the cause whose appliances are packed, as the screen and the result file show it.
    type: int
  hosts:
    description: The appliances to pack, by name or pattern such as V(fra-*), instead of O(cause).
    type: list
    elements: str
  captures:
    description:
      - Files, directories or patterns with the captures, as for O(firepower.sse.assess#module:files). By default the
        files that the result file names, which are there when the check saved captures.
    type: list
    elements: path
  dest:
    description: The archive to write. Its directory is made if missing.
    type: path
    required: true
attributes:
  check_mode:
    description: Tells in check mode whether the archive would change.
    support: full
seealso:
  - module: firepower.sse.report
  - module: firepower.sse.assess
"""

EXAMPLES = r"""
- name: Pack what belongs to the first cause
  firepower.sse.support_bundle:
    result: sse-out/result.json
    cause: 1
    dest: case-4711.tar.gz
  delegate_to: localhost
  run_once: true

- name: Pack two sites
  firepower.sse.support_bundle:
    result: sse-out/result.json
    hosts: ["fra-*", "muc-*"]
    captures: [sse-out/captures]
    dest: case-4712.tar.gz
  delegate_to: localhost
  run_once: true
"""

RETURN = r"""
dest:
  description: The archive.
  type: str
  returned: success
  sample: /home/me/case-4711.tar.gz
hosts:
  description: The appliances in it.
  type: list
  elements: str
  returned: success
  sample: [fra-fw1]
files:
  description: The files in it.
  type: list
  elements: str
  returned: success
  sample: [README.txt, captures/fra-fw1.txt, result.json]
missing:
  description: Appliances of which no capture was found.
  type: list
  elements: str
  returned: success
  sample: []
masked:
  description: In how many places a secret was masked.
  type: int
  returned: success
  sample: 2
"""

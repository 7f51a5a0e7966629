# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: appliance_reboot
short_description: Restart an FTD where nothing speaks against it, and wait until it is back
version_added: 1.0.0
description:
  - Like M(ansible.builtin.reboot), without Python on the appliance, and behind guards. What can't be read refuses.
  - It restarts an FTD whose process manager answers, on which no upgrade, backup or deployment runs, by its own word
    and by its FMC's where O(fmc) is given, and which is in no cluster. A unit of a pair must be C(Standby Ready) beside
    an C(Active) one, seen from both units, twice. A unit without a partner is restarted only with O(outage_accepted).
    An FMC is never restarted.
  - It then waits until the appliance has gone, until a login is possible, until C(pmtool status) answers, and for a
    pair until the unit is C(Standby Ready) again. A time-out says in which of these it was.
  - While it works, no second play on this controller restarts the same appliance or the other unit of its pair.
author:
  - firepower.sse contributors (@firepower-sse)
extends_documentation_fragment:
  - firepower.sse.attributes.controller
options:
  reboot_timeout:
    description: Seconds from the order until C(pmtool status) must answer.
    type: int
    default: 900
  connect_timeout:
    description: Seconds for each try to connect.
    type: int
    default: 10
  pre_reboot_delay:
    description: Seconds on the appliance between the order and the restart, 1 at least.
    type: int
    default: 1
  post_reboot_delay:
    description: Seconds to wait after all else.
    type: int
    default: 0
  sync_timeout:
    description: Seconds until the unit of a pair must be C(Standby Ready) again. Its sync can take two hours.
    type: int
    default: 7200
  outage_accepted:
    description: Restart a unit without a partner too, which is an outage.
    type: bool
    default: false
  peer:
    description: What this module, with O(guards_only), returned for the other unit of the pair some minutes ago.
    type: dict
    suboptions:
      looks:
        description: RV(looks) of the other unit.
        type: list
        elements: dict
        required: true
  pair:
    description:
      - The name of the pair, where C(show failover) shows no serial numbers and no FMC proves it. It stands for your
        word that O(peer) is the other unit of this one.
    type: str
    default: ''
  fmc:
    description:
      - The name of the FMC that manages the appliance, as it was asked with M(firepower.sse.fmc_cloud_info). It must
        have told of V(work) and V(devices) at most five minutes before, know the appliance, and have no task that runs.
      - Where both units of a pair are found among its devices, it also proves or disproves that they are one pair, if
        C(show failover) shows no serial numbers. A unit is found by its name in the inventory or by its address.
      - By default the appliance's own processes alone decide.
    type: str
    default: ''
  fmc_results:
    description:
      - What was registered of M(firepower.sse.fmc_cloud_info), with or without a loop over several FMCs. An FMC that
        could not be read refuses.
    type: raw
  fmc_device_id:
    description: The FMC's own id of the appliance, where neither its name nor its address are those that the FMC has.
    type: str
    default: ''
  settle_seconds:
    description: Seconds between the two looks at a unit of a pair.
    type: int
    default: 60
  guards_only:
    description: Read and judge, and restart nothing. RV(allowed) says whether it might be.
    type: bool
    default: false
  failover_text:
    description:
      - What C(show failover) printed a moment ago, where the connection can't ask, as
        P(firepower.sse.expert#connection) can.
    type: str
  cluster_text:
    description: What C(show cluster info) printed.
    type: str
  upgrade_text:
    description: What C(show upgrade status) printed.
    type: str
  lock_dir:
    description: Directory on the controller for the locks. The default is C(~/.ansible/firepower-sse/locks).
    type: path
  root_path:
    description: Where the appliance's tree begins, such as C(/ngfw). V(auto) finds it.
    type: str
    default: auto
attributes:
  action:
    description: Runs on the controller; what it sends to the appliance is plain shell.
    support: full
  check_mode:
    description: Runs in check mode.
    support: full
    details:
      - All guards are asked; the appliance is not restarted.
seealso:
  - module: ansible.builtin.reboot
  - module: firepower.sse.connector_service
  - module: firepower.sse.fmc_cloud_info
notes:
  - Needs root on the appliance.
  - The standby unit is the only one of a pair that it restarts. It never switches over. The message about an active
    unit says what to do in the FMC.
  - A deployment that begins between the FMC's answer and the restart is not seen by O(fmc). It may still show among the
    appliance's processes, which are looked at last. So ask the FMC just before.
"""

EXAMPLES = r"""
- name: Look at the other unit of the pair
  firepower.sse.appliance_reboot:
    guards_only: true
  become: true
  delegate_to: "{{ sse_peer }}"
  register: other_unit

- name: Ask the FMC just before
  firepower.sse.fmc_cloud_info:
    host: fmc.example.com
    name: fmc-eu
    gather_subset: [work, devices, ha]
  register: fmc
  delegate_to: localhost

- name: Restart the standby unit
  firepower.sse.appliance_reboot:
    peer:
      looks: "{{ other_unit.looks }}"
    fmc: fmc-eu
    fmc_results: "{{ fmc }}"
  become: true

- name: Restart a unit without a partner in its window
  firepower.sse.appliance_reboot:
    outage_accepted: true
    reboot_timeout: 1200
  become: true
"""

RETURN = r"""
rebooted:
  description: Whether it was restarted and its process manager answers.
  returned: always
  type: bool
  sample: true
elapsed:
  description: Seconds from the order to the end.
  returned: always
  type: int
  sample: 252
allowed:
  description: Whether all guards let it be restarted.
  returned: when the appliance was read
  type: bool
  sample: true
guards:
  description: Each guard with its answer.
  returned: when the appliance was read
  type: list
  elements: dict
  contains:
    guard:
      description: Its name.
      type: str
      sample: failover
    passed:
      description: Whether it lets the appliance be restarted.
      type: bool
    reason:
      description: What was seen.
      type: str
      sample: this unit Standby Ready, other unit Active
looks:
  description: What was seen, for O(peer) of the other unit's task.
  returned: when the appliance was read
  type: list
  elements: dict
  sample: []
"""

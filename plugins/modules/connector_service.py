# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: connector_service
short_description: Start, stop or restart SSEConnector or EventHandler by pmtool
version_added: 1.0.0
description:
  - Brings one of the two daemons into a state by the appliance's C(pmtool), in one round trip, and reads the state back
    from C(pmtool status), as the commands themselves print nothing.
  - A restart is a disable and an enable. A process of its own on the appliance does both, and a second one enables once
    more after 30 seconds if the first one did not come to its end. So neither a lost session nor a killed play leaves
    the daemon off.
author:
  - firepower.sse contributors (@firepower-sse)
extends_documentation_fragment:
  - firepower.sse.attributes.controller
options:
  name:
    description:
      - The daemon.
      - A restart of V(SSEConnector) touches no traffic.
      - V(EventHandler) hands events to the manager too. While it is stopped or restarts, the manager gets none either.
    type: str
    choices: [SSEConnector, EventHandler]
    default: SSEConnector
  state:
    description:
      - V(started) enables a daemon that does not run.
      - V(stopped) disables it. It stays off, also after a restart of the appliance.
      - V(restarted) always changes something. A daemon that is disabled is only enabled, and RV(action) says so.
    type: str
    choices: [started, stopped, restarted]
    default: started
  timeout:
    description: Seconds until C(pmtool status) must show the state. The task fails where it does not, up to 600.
    type: int
    default: 60
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
      - Reads the state and says what would be done.
  diff_mode:
    description: Shows differences.
    support: full
    details:
      - The daemon's line of C(pmtool status) before and after.
seealso:
  - module: firepower.sse.appliance_reboot
  - module: firepower.sse.appliance_check
notes:
  - Needs root on the appliance.
  - The session of its own needs C(setsid) there. Without it, the restart survives the loss of the connection all the
    same, but not somebody who kills its whole process group.
"""

EXAMPLES = r"""
- name: Restart the connector
  firepower.sse.connector_service:
    state: restarted
  become: true

- name: Switch a disabled connector on
  firepower.sse.connector_service:
    name: SSEConnector
    state: started
  become: true
"""

RETURN = r"""
action:
  description: What was done, or would be in check mode.
  returned: success
  type: str
  sample: restart
name:
  description: The daemon.
  returned: success
  type: str
  sample: SSEConnector
before:
  description: The daemon before; C(state) is one word, C(raw) are the words of pmtool.
  returned: success
  type: dict
  sample: {"state": "running", "raw": "Running 13277", "pid": 13277}
state:
  description: The daemon after, in the same form. In check mode as before.
  returned: success
  type: dict
  sample: {"state": "running", "raw": "Running 20114", "pid": 20114}
"""

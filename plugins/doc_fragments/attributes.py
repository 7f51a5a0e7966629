# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The attributes that all actions of the collection share."""

from __future__ import annotations


class ModuleDocFragment:
    DOCUMENTATION = r"""
options: {}
attributes:
  check_mode:
    description: Can run in C(check_mode) and return changed status prediction without modifying the target.
    support: full
    details:
      - It only reads, so it does the same in check mode.
  diff_mode:
    description: Returns details on what has changed (or possibly needs changing in C(check_mode)), when in diff mode.
    support: none
    details:
      - Nothing is ever changed.
  platform:
    description: Target OS or families that can be operated against.
    support: full
    platforms: posix
    details:
      - An FTD or an FMC. Nothing needs Python there.
  async:
    description: Supports being used with the C(async) keyword.
    support: none
  action:
    description: Indicates this has a corresponding action plugin so some parts of the options can be executed on the
      controller.
    support: full
"""

    # For the actions that read an appliance: their options are alike, so one set of defaults can serve them.
    GROUP = r"""
options: {}
attributes:
  action_group:
    description: Use C(group/firepower.sse.sse) in C(module_defaults) to set defaults for this module.
    support: full
    membership:
      - firepower.sse.sse
"""

    # For the actions that are more than a look at one appliance; what differs stands in the module.
    CONTROLLER = r"""
options: {}
attributes:
  action:
    description: Runs on the controller.
    support: full
  async:
    description: Can be used with C(async).
    support: none
  check_mode:
    description: Runs in check mode.
    support: full
  diff_mode:
    description: Shows differences.
    support: none
  platform:
    description: Where it works.
    support: full
    platforms: posix
"""

# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One interactive ssh login to an appliance behind CLISH, turned into a clean command channel.

The way of a login: `ssh` starts the client, `session` lets two machines listen to it, `questions` (what ssh itself
asks on its terminal) and `dialogue` (what the appliance shows), until a root shell runs `helper.sh`; from there on
`frames` carries commands. The machines do no input or output and know no clock: bytes and times go in, steps come
out. `prompts` is data.
"""

from __future__ import annotations

# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What every program of a simulated appliance shares: its settings, its clock, its way of writing a time.

`/.lab/host.json` is written by the controller side of the lab (control/rootfs.py) and again whenever a fault is
set or cleared, so `load()` is called anew where a change must be seen at once.
"""

from __future__ import annotations

import json
import time
from typing import Any

SETTINGS = "/.lab/host.json"


def load() -> dict[str, Any]:
    with open(SETTINGS, encoding="utf-8") as file:
        return json.load(file)


def behaviour(name: str, default: Any = None) -> Any:
    """One switch that a fault has set, such as `join: false`."""
    return load()["behaviour"].get(name, default)


def now() -> float:
    """Seconds since the epoch on this appliance's own, possibly wrong, clock."""
    return time.time() + behaviour("clock_offset", 0)


def rfc3339(seconds: float | None = None) -> str:
    """A time as Go prints it in UTC, with nanoseconds."""
    whole, fraction = divmod(int((now() if seconds is None else seconds) * 1e9), 1_000_000_000)
    return f"{time.strftime('%Y-%m-%dT%H:%M:%S', time.gmtime(whole))}.{fraction:09d}Z"

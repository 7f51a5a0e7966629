# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""`pmtool status`: the appliance's daemons."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .text import clean, lines, whole

# Only a head line has ` - STATE`: `Required by:` lines of other daemons name SSEConnector as well.
_HEAD = re.compile(r"\s{0,8}([\w.:@-]{1,128}) \(([^()]{0,128})\) - (\S.{0,127}?)\s*")
_RUNNING = re.compile(r"running\s+(\d{1,9})", re.IGNORECASE)
_STATES = {"user disabled": "user_disabled", "disabled": "disabled", "down": "down", "waiting": "waiting"}


@dataclass(frozen=True)
class Daemon:
    """One daemon; `raw` is the state as printed, since not all that exist are known."""

    state: str
    raw: str
    pid: int | None
    type: str | None


def read(*, text: str) -> dict[str, Daemon]:
    r"""Daemons by name.

    >>> read(text="Received status (0): \nDaemons:\nSSEConnector (system) - Running 13277\nRequired by: SSEConnector\n")
    {'SSEConnector': Daemon(state='running', raw='Running 13277', pid=13277, type='system')}
    """
    found: dict[str, Daemon] = {}
    for line in lines(text):
        head = _HEAD.fullmatch(line) if " - " in line else None
        if head and head[1] not in found:
            found[head[1]] = _daemon(types=head[2], raw=clean(head[3]))
    return found


def _daemon(*, types: str, raw: str) -> Daemon:
    running = _RUNNING.fullmatch(raw)
    state = "running" if running else _STATES.get(raw.lower(), "other")
    return Daemon(state, raw, whole(running[1]) if running else None, clean(types) or None)


__all__ = ["Daemon", "read"]

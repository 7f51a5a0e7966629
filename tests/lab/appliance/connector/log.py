# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""connector.log: Go's logrus, as text or as JSON, with or without the `[HOST][FILE pkg:Func]` in front."""

from __future__ import annotations

import json
import os
import threading
from typing import Any

import host

LOCK = threading.Lock()


def line(level: str, where: str, text: str, when: float | None = None) -> str:
    """One line of the log; `where` is like `events.go:90 events:connectWebSocket`."""
    settings = host.load()
    message = f"[{settings['name']}][{where}] {text}" if settings.get("detailed_logging", True) else text
    stamp = host.rfc3339(when)
    if settings["log_format"] == "json":
        return json.dumps({"level": level, "msg": message, "time": stamp}) + "\n"
    quoted = message.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'time="{stamp}" level={level} msg="{quoted}"\n'


def write(level: str, where: str, text: str) -> None:
    settings = host.load()
    if settings["behaviour"].get("quiet_log"):
        return
    path = f"{settings['root']}/var/log/connector/connector.log"
    with LOCK:
        with open(path, "a", encoding="utf-8") as file:
            file.write(line(level, where, text))
        os.utime(path, (host.now(), host.now()))


def history(past: dict[str, Any]) -> None:
    """What this process would have logged before the lab began: one error every four minutes."""
    settings = host.load()
    with LOCK, open(f"{settings['root']}/var/log/connector/connector.log", "a", encoding="utf-8") as file:
        for number, (where, text) in enumerate(past.get("history", [])):
            age = 240.0 * (len(past["history"]) - number) + 17.234561789
            file.write(line("error", where, text, host.now() - age))


def error(where: str, text: str) -> None:
    write("error", where, text)

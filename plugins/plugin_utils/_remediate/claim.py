# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One repair of an appliance at a time on this controller: the first run has it as long as its process lives."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

from ansible_collections.firepower.sse.plugins.plugin_utils._errors import SseError
from ansible_collections.firepower.sse.plugins.plugin_utils._reboot.lock import opened


def claim(host: str, *, process: int, directory: str = "") -> str | None:
    """Takes *host* for the process; or the one that has it, in words. Raises SseError where no file can be made."""
    try:
        with opened(host, directory=directory, kind="repair") as stream:
            fcntl.flock(stream, fcntl.LOCK_EX)
            stream.seek(0)
            owner = stream.read(64).strip()
            pid = owner.partition(" ")[0]
            if pid.isdecimal() and int(pid) != process and owner == _identity(int(pid)):
                return f"another repair of it is under way on this controller (process {pid})"
            stream.truncate(0)
            stream.write(_identity(process) or "")
    except OSError as exc:
        raise SseError(f"The lock of {host} can't be written: {exc.strerror}.") from exc
    return None


def _identity(pid: int) -> str | None:
    """A process that lives: its number, and where the system tells it, its start, since numbers come again."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return None
    except PermissionError:
        pass  # it lives, and is somebody else's
    except OverflowError:
        return None
    try:
        # After the name, which may hold anything, the 20th field is the start in ticks since the boot.
        started = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()[19]
    except (OSError, IndexError):
        started = "-"
    return f"{pid} {started}"


__all__ = ["claim"]

# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""connector.log, with the rotated file before it, compared with the last success."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .. import connector_log, stamps
from ..text import lines, whole
from ..view import absent

if TYPE_CHECKING:
    from ..connector_log import Log, Marks
    from ..view import View


@dataclass(frozen=True)
class _File:
    """One line of the log directory's listing."""

    path: str
    size: int | None
    modified: int | None


def read(view: View, *, marks: Marks, hosts: frozenset[str]) -> tuple[dict[str, Any] | None, bool | None]:
    """The log's part of the evidence, and whether this daemon tried to reach one of `hosts` without a proxy.

    Both are None where the log itself was not seen.
    """
    files = _files(view)
    section = view.section("log")
    own = next((file for file in files if file.path.endswith("/connector.log")), None)
    if section is None:
        return None, None
    if section.exit != 0 and not absent(section):
        view.problem("log", section.reason)
        return None, None
    seen = connector_log.read(text=section.stdout)
    started = _file_started(view)
    from_start = (started is not None and started == seen.oldest) or (own is not None and _all_of(own, section.stdout))
    together = _with_rotated(view, seen, files) if from_start or not seen.lines else seen
    success = marks.reference("other_error")
    found = {
        "state": "missing" if section.exit != 0 else "present" if seen.lines else "empty",
        "size": own.size if own else None,
        "modified_epoch": own.modified if own else None,
        "age_seconds": round(view.now - own.modified) if own and own.modified is not None and view.now else None,
        "oldest": stamps.rfc3339(together.oldest),
        "newest": stamps.rfc3339(together.newest),
        "file_started": stamps.rfc3339(started),
        "lines": seen.lines,
        "covers": connector_log.covers(log=together, marks=marks),
        "quiet_seconds": connector_log.quiet(log=together, marks=marks),
        "last_success": stamps.rfc3339(success),
        "last_success_source": None if success is None else "context" if success == marks.success else "daemon_start",
        "causes": {
            name: connector_log.assessed(faults=faults, name=name, marks=marks)
            for name, faults in together.causes.items()
        },
    }
    return found, connector_log.tried_directly(log=together, marks=marks, hosts=hosts)


def _files(view: View) -> list[_File]:
    section = view.section("log_stat")
    found = []
    for line in lines(section.stdout) if section else ():
        words = line.split(" ", 2)
        if len(words) == 3:
            found.append(_File(words[2], whole(words[0]), whole(words[1])))
    return found


def _file_started(view: View) -> float | None:
    section = view.section("log_head")
    return connector_log.read(text=section.stdout).oldest if section else None


def _all_of(file: _File, text: str) -> bool:
    return file.size is not None and len(text.encode()) >= file.size


def _with_rotated(view: View, newer: Log, files: list[_File]) -> Log:
    """The rotated file is worth reading only where nothing lies between it and what was read of the log."""
    if len(files) < 2 and view.capture.first("log_rotated") is None:
        return newer
    section = view.section("log_rotated")
    return connector_log.merged(connector_log.read(text=section.stdout), newer) if section else newer


__all__ = ["read"]

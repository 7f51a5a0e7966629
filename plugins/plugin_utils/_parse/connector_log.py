# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""connector.log: logrus as text or as one JSON object a line, with or without `[HOST][FILE pkg:Func]` in front."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from . import stamps
from .api import parsed
from .log_cause import NETWORK, SOCKET, cause, dialled
from .text import LINE_BOUND, clean

LOG_BOUND = 1 << 21  # characters, from the end
SETTLING = 120.0  # seconds after the daemon's start in which errors are usual: its retries are at most a minute apart
STANDING = 600.0  # seconds in which a fault that stands is sure to be logged again
FIRST_LINE = 10.0  # seconds from the start of a process to its first line, at most

# Within a quoted message every quote is escaped: a pattern that wants a bare one matches no part of a message.
_TIME = re.compile(r'time"?\s?[=:]\s?"([^"\\]{19,40})"')
_LEVEL = re.compile(r"\blevel=(\w{1,16})")
_LEVEL_JSON = re.compile(r'"level"\s?:\s?"(\w{1,16})"')
_FAULTS = frozenset({"error", "fatal", "panic", "warning", "warn"})
_SEVERE = frozenset({"error", "fatal", "panic"})
_MESSAGE = re.compile(r'msg="((?:[^"\\]|\\.)*)')
_PREFIX = re.compile(r"\A(?:\[[^\]]{0,256}\])*(?:[\w:().*]{1,128}\])?\s*")
_SECRET = re.compile(
    r"((?:csrf\w*|token|password|secret|bearer|authorization)[\"']?\s?[:= ]\s?)[^\s,;]+", re.IGNORECASE
)


@dataclass
class Faults:
    """The lines of one cause, oldest first. Times are seconds since 1970, None where a line has no stamp."""

    times: list[float | None] = field(default_factory=list)
    line: str = ""


@dataclass
class Log:
    """One file, or what was read of it. `dialled` is when last it was tried to reach what, without a proxy.

    `fault` is when the newest error was logged, at the latest: of a line without a stamp, the stamp that follows it.
    """

    lines: int = 0
    oldest: float | None = None
    newest: float | None = None
    causes: dict[str, Faults] = field(default_factory=dict)
    dialled: dict[str, float] = field(default_factory=dict)
    fault: float | None = None
    unstamped: bool = False  # no stamp follows the newest error


def read(*, text: str) -> Log:
    r"""Lines counted by cause, in one pass.

    >>> line = 'time="2020-04-13T14:34:02.884-05:00" level=error msg="dial tcp 203.0.113.7:443: i/o timeout"\n'
    >>> log = read(text=3 * line)
    >>> log.lines, {name: len(faults.times) for name, faults in log.causes.items()}
    (3, {'tcp_timed_out': 3})
    """
    log = Log()
    stamp = None
    for whole_line in text[-LOG_BOUND:].split("\n"):
        if not whole_line or whole_line == "\r":
            continue
        log.lines += 1
        line = whole_line[:LINE_BOUND]
        found = _TIME.search(line)
        stamp = found[1] if found else None
        if stamp and log.oldest is None:
            log.oldest = stamps.epoch(stamp)
        if stamp and log.unstamped:
            _fault(log, stamp)
        level = (_LEVEL_JSON if line[0] == "{" else _LEVEL).search(line)
        if level and level[1].lower() not in _FAULTS:
            continue
        name = cause(line)
        # A line without a level is a piece of one, and a mere warning may be anything: only known words count there.
        if name == "other_error" and not (level and level[1].lower() in _SEVERE):
            continue
        faults = log.causes.setdefault(name, Faults())
        faults.times.append(stamps.epoch(stamp))
        faults.line = line
        _fault(log, stamp)
        when = faults.times[-1]
        peer = dialled(line) if name in NETWORK else None
        if when is not None and peer is not None:
            log.dialled[peer] = when
    log.newest = _newest(text)
    return log


def _fault(log: Log, stamp: str | None) -> None:
    when = stamps.epoch(stamp)
    log.unstamped = when is None
    log.fault = log.fault if when is None else when


def _newest(text: str) -> float | None:
    """The last stamp, which may stand on a line of any level."""
    for line in reversed(text[-4 * LINE_BOUND :].split("\n")):
        found = _TIME.search(line)
        if found and (when := stamps.epoch(found[1])):
            return when
    return None


def sample(line: str) -> str:
    r"""A line's message alone, unescaped, without its prefix and without secrets.

    >>> sample('time="…" level=error msg="[fw][events.go:90 events:connectWebSocket] said \\"no\\"\\n"')
    'said "no"'
    """
    found = _MESSAGE.search(line)
    if found:
        text = found[1].replace("\\n", " ").replace('\\"', '"').replace("\\\\", "\\")
    else:
        record = parsed(line) if line.lstrip().startswith("{") else None
        text = str(record.get("msg", "")) if isinstance(record, dict) else line
    return clean(_SECRET.sub(r"\1******", _PREFIX.sub("", text)).strip(), limit=200)


@dataclass(frozen=True)
class Marks:
    """What errors are compared with: the appliance's clock, the last success of the cloud leg, the daemon's start.

    `activated` is that start by the word of a context that answers. Only then errors right after it are taken for
    settling: without the context it is not known how things went on. `born` is the start of the process itself.
    """

    now: float | None = None
    success: float | None = None
    started: float | None = None
    activated: float | None = None
    born: float | None = None
    joined: bool | None = None

    def reference(self, name: str) -> float | None:
        """The point before which an error is history.

        A success of the cloud leg says nothing of the event socket: the vendor's example shows one while the socket's
        owner is gone. Joined now is the socket's own success.
        """
        if name in SOCKET:
            return self.now if self.joined else self.started
        return max((point for point in (self.success, self.started) if point), default=None)


def assessed(*, faults: Faults, name: str, marks: Marks) -> dict[str, Any]:
    """One cause's part of the evidence."""
    times = [when for when in faults.times if when is not None]
    reference = marks.reference(name)
    after = [when for when in times if when > reference] if reference else times
    last = max(times, default=None)
    start = marks.activated
    return {
        "count": len(faults.times),
        "count_after_success": len(after) if reference else None,
        "first": stamps.rfc3339(min(times, default=None)),
        "last": stamps.rfc3339(last),
        "since": stamps.rfc3339(min(after, default=None)),
        "last_age_seconds": round(marks.now - last) if marks.now is not None and last is not None else None,
        "after_last_success": bool(after) if reference and times else None,
        "settling": bool(after and start and start <= min(after) and max(after) <= start + SETTLING),
        "sample": sample(faults.line),
    }


def covers(*, log: Log, marks: Marks) -> bool | None:
    """Whether a fault that stands would be in what was read; None where there is nothing to compare with.

    It must reach back to the last success, or far enough that a fault had to come again; and it must be the log of this
    daemon, which writes at least when it starts.
    """
    success = marks.reference("other_error")
    if success is None or marks.now is None:
        return None
    if log.oldest is None or log.newest is None or log.oldest > max(success, marks.now - STANDING) + FIRST_LINE:
        return False
    return marks.born is None or log.newest >= marks.born - SETTLING


def quiet(*, log: Log, marks: Marks) -> int | None:
    """Seconds in which this daemon ran and logged no error; None where that can't be told."""
    if marks.now is None or marks.born is None or log.unstamped or not covers(log=log, marks=marks):
        return None
    # A clock that was set back leaves stamps of the future.
    return max(0, round(marks.now - max(marks.born, stamps.past(log.fault, now=marks.now) or 0)))


def tried_directly(*, log: Log, marks: Marks, hosts: frozenset[str]) -> bool:
    """True where this daemon dialled an address on port 443, or looked up one of `hosts`, by itself."""
    started = marks.born or marks.started
    return started is not None and any(
        when >= started and (not name or name in hosts) for name, when in log.dialled.items()
    )


def merged(older: Log, newer: Log) -> Log:
    """A rotated file and the one that follows it, as one."""
    causes = {
        name: Faults(
            [*older.causes.get(name, Faults()).times, *newer.causes.get(name, Faults()).times],
            (newer.causes.get(name) or older.causes[name]).line,
        )
        for name in (*older.causes, *(name for name in newer.causes if name not in older.causes))
    }
    dialled_ = {**older.dialled, **newer.dialled}
    fault, unstamped = newer.fault or older.fault, newer.unstamped or (older.unstamped and newer.newest is None)
    oldest, newest = older.oldest or newer.oldest, newer.newest or older.newest
    return Log(newer.lines, oldest, newest, causes, dialled_, fault, unstamped)


__all__ = ["Faults", "Log", "Marks", "assessed", "covers", "merged", "quiet", "read", "sample", "tried_directly"]

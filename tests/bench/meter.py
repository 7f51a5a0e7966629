# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs one command and says what it took: wall, CPU and memory of its process tree, and what the appliances did."""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import subprocess
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from appliances import Appliances, Moment

PR_SET_CHILD_SUBREAPER = 36
SAMPLE_SECONDS = 0.2
# Sessions that have just ended still clean up on the appliances.
AFTERWARDS_SECONDS = 0.5


@dataclass(frozen=True)
class Run:
    status: int
    wall: float  # seconds
    cpu: float  # seconds of the controller, user and system
    appliance_cpu: float  # seconds of all appliances together, without what their daemons use anyway
    executions: int  # ssh commands of the appliance that was given the most
    memory: float | None  # MiB: the peak of the tree's proportional set size; None if it was not sampled


def adopt_orphans() -> None:
    """ssh's persistent connections leave the tree that started them. Here they come back to it, so that they count."""
    if ctypes.CDLL(None, use_errno=True).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0):
        raise OSError(ctypes.get_errno(), "cannot become the reaper of orphans")


def measure(
    words: Sequence[str],
    *,
    appliances: Appliances,
    idle_rate: float,
    output: Path,
    environment: Mapping[str, str],
    memory: bool,
) -> Run:
    """adopt_orphans() must have been called, and no other child may be running."""
    before, used = appliances.now(), _children_cpu()
    sampler = MemorySampler() if memory else None
    start = time.monotonic()
    with output.open("wb") as log:
        child = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=environment)
    status = child.wait()
    wall = time.monotonic() - start
    peak = sampler.stop() if sampler else None
    _end_children()
    cpu = _children_cpu() - used
    time.sleep(AFTERWARDS_SECONDS)
    after = appliances.now()
    return Run(
        status=status,
        wall=wall,
        cpu=cpu,
        appliance_cpu=max(0.0, after.cpu - before.cpu - idle_rate * (after.at - before.at)),
        executions=_most(before, after),
        memory=peak,
    )


def _most(before: Moment, after: Moment) -> int:
    return max(after.executions[name] - before.executions[name] for name in after.executions)


def _children_cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _end_children() -> None:
    """The persistent connections: the next run makes its own."""
    while children := _children(os.getpid()):
        for child in children:
            os.kill(child, signal.SIGTERM)
        for child in children:
            os.waitpid(child, 0)


def _children(pid: int) -> list[int]:
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            found += map(int, task.read_text(encoding="ascii").split())
        except OSError:
            continue
    return found


class MemorySampler:
    """Samples this process's descendants from a thread, until stop()."""

    def __init__(self) -> None:
        self.peak = 0
        self.ended = threading.Event()
        self.thread = threading.Thread(target=self._sample, daemon=True)
        self.thread.start()

    def stop(self) -> float:
        self.ended.set()
        self.thread.join()
        return self.peak / 1024

    def _sample(self) -> None:
        while not self.ended.wait(SAMPLE_SECONDS):
            self.peak = max(self.peak, sum(map(_pss, _descendants(os.getpid()))))


def _descendants(pid: int) -> list[int]:
    waiting, found = _children(pid), []
    while waiting:
        found.append(waiting.pop())
        waiting += _children(found[-1])
    return found


def _pss(pid: int) -> int:
    """KiB"""
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return 0
    return int(text.partition("\nPss:")[2].split(maxsplit=1)[0] or 0) if "\nPss:" in text else 0

# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How fast an FMC is asked: at most the documented number of requests in any minute."""

from __future__ import annotations

import time
from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

MINUTE = 60.5  # and a bit, as the FMC counts by its own clock
SLOW, FAST = 120, 300  # requests a minute, before 7.4.1 and from there on


class Pace:
    """Waits before a request that would be one too many."""

    def __init__(
        self, *, clock: Callable[[], float] = time.monotonic, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self.rate = SLOW
        self.sleep = sleep
        self._clock = clock
        self._times: deque[float] = deque()

    def wait(self) -> None:
        """Returns when the next request may be sent, and counts it."""
        while len(self._times) >= self.rate and (left := self._times[0] + MINUTE - self._clock()) > 0:
            self.sleep(left)
            while self._times and self._times[0] + MINUTE <= self._clock():
                self._times.popleft()
        if len(self._times) >= self.rate:
            self._times.popleft()
        self._times.append(self._clock())


def rate_of(version: tuple[int, ...]) -> int:
    """The documented rate of a release.

    >>> rate_of((7, 4, 0)), rate_of((7, 4, 1)), rate_of(())
    (120, 300, 120)
    """
    return FAST if version >= (7, 4, 1) else SLOW


__all__ = ["Pace", "rate_of"]

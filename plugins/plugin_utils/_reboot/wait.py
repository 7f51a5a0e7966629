# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Waits for an appliance that restarts, stage by stage, so that a time-out can say how far it came."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ansible_collections.firepower.sse.plugins.plugin_utils._errors import SseError

from .guards import ACTIVE, READY

if TYPE_CHECKING:
    from collections.abc import Callable

    from .clish import Failover
    from .look import Look

PAUSE = 5.0
PAUSE_OF_PARTNERS = 15.0


class Away(Exception):
    """The appliance did not answer; `refused` where it answered and did not accept the login."""

    def __init__(self, why: str, *, refused: bool = False) -> None:
        super().__init__(why)
        self.refused = refused


@dataclass
class Clock:
    """Time, which a test sets itself."""

    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


def until_back(ask: Callable[[], Look], *, boot: str, limit: float, clock: Clock) -> float:
    """The seconds until pmtool answers in another boot than *boot*. Raises SseError that names the stage."""
    begun = clock.now()
    gone, said = False, ""
    stage = _stage(gone=gone, look=None, boot=boot)
    while clock.now() - begun < limit:
        look, pause = None, PAUSE
        try:
            look = ask()
        except Away as exc:
            # Each login that is not accepted counts towards a lock-out.
            gone, said, pause = True, f" (last: {exc})", PAUSE * 6 if exc.refused else PAUSE
        stage = _stage(gone=gone, look=look, boot=boot)
        if not stage:
            return clock.now() - begun
        clock.sleep(pause)
    raise SseError(f"Time-out of {limit:.0f} s after the restart was ordered: {stage}{said}.")


def _stage(*, gone: bool, look: Look | None, boot: str) -> str:
    """What is not reached yet; empty where it is back."""
    if look is None:
        return "the appliance went away, and no login was possible since" if gone else "the appliance did not go away"
    if look.boot == boot:
        return "the appliance answers, and has not restarted" if gone else "the appliance did not go away"
    words = {"not_running": "says 'No PM running!'", "missing": "is missing", "silent": "does not answer"}
    return (
        "" if look.manager == "answers" else f"login is possible, and pmtool {words.get(look.manager, 'was not read')}"
    )


def until_in_step(ask: Callable[[], Failover], *, limit: float, clock: Clock) -> float:
    """The seconds until the unit of a pair is Standby Ready again: its sync may take much longer than its boot."""
    begun = clock.now()
    told = "not read"
    while clock.now() - begun < limit:
        try:
            seen = ask()
            told = f"{seen.state or 'unreadable'}, other unit {seen.peer_state or 'unreadable'}"
            if (seen.state, seen.peer_state) == (READY, ACTIVE):
                return clock.now() - begun
        except Away as exc:
            told = f"no login: {exc}"
        clock.sleep(PAUSE_OF_PARTNERS)
    raise SseError(
        f"Time-out of {limit:.0f} s after the restart: it runs, and is not {READY} beside an {ACTIVE} unit ({told})."
        " Do not touch the other unit before it is."
    )


__all__ = ["Away", "Clock", "until_back", "until_in_step"]

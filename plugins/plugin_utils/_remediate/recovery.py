# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether an appliance has recovered, and how long to wait for that: by what is seen, not by a time that fits all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ansible_collections.firepower.sse.plugins.plugin_utils._report.appliance import Record, at, number

if TYPE_CHECKING:
    from collections.abc import Callable

    from ansible_collections.firepower.sse.plugins.plugin_utils._reboot.wait import Clock

RECOVERED, IN_ORDER, BROKEN = "recovered", "in_order", "broken"


@dataclass(frozen=True)
class Limits:
    """Seconds: until it must be in order, between two looks, and without a new error where no event has come."""

    recovery: float
    delay: float
    quiet: float


def state_of(result: Record, *, quiet: float) -> str:
    """RECOVERED where events flow, or where all is in order and the connector's log has been quiet for long enough.

    IN_ORDER where only that is not seen yet. *result* is what a check returned.
    """
    if result.get("outcome") == "delivering":
        return RECOVERED
    if result.get("outcome") != "idle":
        return BROKEN
    seen = number(at(result, "evidence.log.quiet_seconds"))
    return RECOVERED if seen is not None and seen >= quiet else IN_ORDER


def wait(
    look: Callable[[], Record], limits: Limits, *, clock: Clock, say: Callable[[], Any]
) -> tuple[Record, str, int]:
    """The last look, its state, and the number of looks. *say* is called once, where nothing but quiet is missing."""
    begun, looks, until = clock.now(), 0, limits.recovery
    in_order = False
    while True:
        result, looks = look(), looks + 1
        state = state_of(result, quiet=limits.quiet)
        if state == RECOVERED and result["outcome"] == "idle" and clock.now() - begun < limits.quiet - limits.delay:
            state = IN_ORDER  # quiet before the repair proves nothing
        if state == IN_ORDER and not in_order:
            # An error on the way begins the count anew; half as long again is enough for the usual ones.
            in_order, until = True, clock.now() - begun + 1.5 * limits.quiet + limits.delay
            say()
        if state == RECOVERED or clock.now() - begun + limits.delay > until:
            return result, state, looks
        clock.sleep(limits.delay)


__all__ = ["BROKEN", "IN_ORDER", "RECOVERED", "Limits", "state_of", "wait"]

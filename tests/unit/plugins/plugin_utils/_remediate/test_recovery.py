# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""When an appliance has recovered, and how long that is waited for. The time is the test's own."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.firepower.sse.plugins.plugin_utils._reboot.wait import Clock
from ansible_collections.firepower.sse.plugins.plugin_utils._remediate.recovery import (
    BROKEN,
    IN_ORDER,
    RECOVERED,
    Limits,
    state_of,
    wait,
)

LIMITS = Limits(recovery=60, delay=10, quiet=100)
DELIVERS: dict[str, Any] = {"outcome": "delivering"}
FAILS: dict[str, Any] = {"outcome": "not_delivering"}


def idle(quiet: float | None) -> dict[str, Any]:
    return {"outcome": "idle", "evidence": {"log": {"quiet_seconds": quiet}}}


@pytest.mark.parametrize(
    ("result", "state"),
    [
        (DELIVERS, RECOVERED),
        (idle(100), RECOVERED),
        (idle(99), IN_ORDER),
        (idle(None), IN_ORDER),
        ({"outcome": "idle", "evidence": None}, IN_ORDER),
        (FAILS, BROKEN),
        ({"outcome": "off"}, BROKEN),
        ({"outcome": "cannot_tell"}, BROKEN),
        ({}, BROKEN),
    ],
)
def test_the_state(result: dict[str, Any], state: str) -> None:
    assert state_of(result, quiet=100) == state


def waited(*results: dict[str, Any], limits: Limits = LIMITS) -> tuple[str, int, float, int]:
    """State, looks and seconds at the end, and how often it was said that only quiet is missing."""
    left, time, said = list(results), [0.0], list[int]()

    def sleep(seconds: float) -> None:
        time[0] += seconds

    def look() -> dict[str, Any]:
        return left.pop(0) if len(left) > 1 else left[0]

    _last, state, looks = wait(look, limits, clock=Clock(lambda: time[0], sleep), say=lambda: said.append(1))
    return state, looks, time[0], len(said)


def test_events_end_it_at_once() -> None:
    assert waited(DELIVERS) == (RECOVERED, 1, 0, 0)
    assert waited(idle(3), DELIVERS, limits=Limits(recovery=10, delay=10, quiet=100)) == (RECOVERED, 2, 10, 1)
    assert waited(FAILS, {}, DELIVERS) == (RECOVERED, 3, 20, 0)
    assert waited(idle(3), idle(13), DELIVERS) == (RECOVERED, 3, 20, 1)


def test_what_is_not_in_order_in_time_has_not_recovered() -> None:
    assert waited(FAILS) == (BROKEN, 7, 60, 0)
    assert waited(*[FAILS] * 7, DELIVERS) == (BROKEN, 7, 60, 0)


def test_quiet_is_waited_for_beyond_that() -> None:
    quiet = [idle(seconds) for seconds in range(0, 101, 10)]
    assert waited(*[FAILS] * 6, *quiet) == (RECOVERED, 17, 160, 1)


def test_quiet_before_the_repair_proves_nothing() -> None:
    """The connector has run for days, as after a restart of EventHandler."""
    assert waited(idle(9000)) == (RECOVERED, 10, 90, 1)


def test_an_error_on_the_way_begins_the_count_anew_once() -> None:
    again = [idle(0), idle(10), idle(20), *[idle(seconds) for seconds in range(0, 101, 10)]]
    assert waited(*again)[0] == RECOVERED
    assert waited(idle(5)) == (IN_ORDER, 17, 160, 1)
    assert waited(idle(5), FAILS)[0] == BROKEN

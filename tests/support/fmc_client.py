# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A session with a simulated FMC, whose waits are counted instead of waited."""

from __future__ import annotations

from typing import Any

from ansible_collections.firepower.sse.plugins.plugin_utils._fmc.access import access_of
from ansible_collections.firepower.sse.plugins.plugin_utils._fmc.offers import wanted
from ansible_collections.firepower.sse.plugins.plugin_utils._fmc.pace import Pace
from ansible_collections.firepower.sse.plugins.plugin_utils._fmc.record import record_of
from ansible_collections.firepower.sse.plugins.plugin_utils._fmc.session import Session

USER, PASSWORD = "api", "lab-fmc-password"


def session(fmc: Any, **options: Any) -> tuple[Session, list[float]]:
    """A session without a login yet, and the waits that it would have made."""
    clock, waits = [0.0], []

    def sleep(seconds: float) -> None:
        waits.append(seconds)
        clock[0] += seconds

    given = {"host": fmc.url, "name": "fmc-eu", "username": USER, "password": PASSWORD, "ca_path": fmc.ca_path}
    access = access_of({**given, "timeout": 5, **options}, environ={})
    return Session(access, pace=Pace(clock=lambda: clock[0], sleep=sleep)), waits


def record(fmc: Any, *subset: str, **options: Any) -> dict[str, Any]:
    """What the FMC says."""
    asking, _waits = session(fmc, **options)
    asking.login()
    return record_of(asking, questions=wanted(subset or ["all"]), domains=asking.domains, now=1_795_489_960.0)

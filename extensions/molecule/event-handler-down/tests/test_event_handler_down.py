# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""EventHandler has died: allowed to, the playbook restarts it, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from appliance import SOCKET
from repaired import (  # noqa: F401  tests that scenarios share
    test_events_arrive,
    test_it_listens,
    test_the_connector_has_joined,
    test_the_playbook_says_so,
)

if TYPE_CHECKING:
    from appliance import Appliance


@pytest.mark.converged
def test_event_handler_runs(appliance: Appliance) -> None:
    assert appliance.runs("EventHandler", "EventHandler")


@pytest.mark.converged
def test_it_was_restarted_and_nothing_else_was_done(appliance: Appliance, before: list[str]) -> None:
    process = appliance.daemon("EventHandler").replace("Running", "process EventHandler")
    done = ["change 1 disablebyid EventHandler", "change 2 enablebyid EventHandler", process]
    assert [line for line in appliance.differences(before) if SOCKET not in line] == done

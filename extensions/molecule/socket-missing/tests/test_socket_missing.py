# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""After an upgrade there is no event socket: a restart of the connector does not help, one of the appliance does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from appliance import changes
from repaired import (  # noqa: F401  tests that scenarios share
    test_events_arrive,
    test_it_listens,
    test_the_connector_has_joined,
    test_the_playbook_says_so,
)

if TYPE_CHECKING:
    from appliance import Appliance


def test_event_handler_runs(appliance: Appliance) -> None:
    assert appliance.runs("EventHandler", "EventHandler")


@pytest.mark.converged
def test_the_connector_was_restarted_first_and_then_the_appliance() -> None:
    assert changes() == ["disablebyid SSEConnector", "enablebyid SSEConnector", "reboot"]


@pytest.mark.converged
def test_it_has_booted(appliance: Appliance, before: list[str]) -> None:
    assert f"boot {appliance.boot_id()}" not in before

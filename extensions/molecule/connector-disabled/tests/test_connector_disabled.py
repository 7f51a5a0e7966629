# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Somebody has disabled the connector: it is enabled, and nothing else is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from repaired import (  # noqa: F401  tests that scenarios share
    test_events_arrive,
    test_the_connector_has_joined,
    test_the_playbook_says_so,
)

if TYPE_CHECKING:
    from appliance import Appliance


@pytest.mark.converged
def test_the_connector_runs(appliance: Appliance) -> None:
    assert appliance.runs("SSEConnector", "connector")


@pytest.mark.converged
def test_it_is_connected(appliance: Appliance) -> None:
    assert appliance.connected()


@pytest.mark.converged
def test_it_was_enabled_and_nothing_else_was_done(appliance: Appliance, before: list[str]) -> None:
    process = appliance.daemon("SSEConnector").replace("Running", "process connector")
    assert appliance.differences(before) == ["change 1 enablebyid SSEConnector", process]

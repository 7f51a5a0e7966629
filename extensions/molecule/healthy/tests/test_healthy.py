# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A healthy appliance is checked: it is found delivering, and nothing on it is touched."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from appliance import Appliance


def test_it_delivers(appliance: Appliance) -> None:
    assert appliance.runs("SSEConnector", "connector")
    assert appliance.listens()
    assert appliance.joined()
    assert appliance.connected()
    assert appliance.events_arrive()


def test_nothing_was_changed(appliance: Appliance, before: list[str]) -> None:
    assert appliance.differences(before) == []


@pytest.mark.converged
def test_the_check_says_so(result: dict[str, Any]) -> None:
    assert result["outcomes"] == {"delivering": 1}
    assert result["causes"] == []

# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What holds of every appliance that was repaired: the tests that scenarios share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from appliance import Appliance


@pytest.mark.converged
def test_it_listens(appliance: Appliance) -> None:
    assert appliance.listens()


@pytest.mark.converged
def test_the_connector_has_joined(appliance: Appliance) -> None:
    assert appliance.joined()


@pytest.mark.converged
def test_events_arrive(appliance: Appliance) -> None:
    assert appliance.events_arrive()


@pytest.mark.converged
def test_the_playbook_says_so(repair: dict[str, Any]) -> None:
    assert repair["helped"] is True

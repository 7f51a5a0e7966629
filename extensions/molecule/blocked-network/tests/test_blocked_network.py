# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The network drops the way to the events hosts: everything is allowed, and nothing on the appliance is touched."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from appliance import EVENTS_HOST

if TYPE_CHECKING:
    from appliance import Appliance


def test_the_way_is_blocked(appliance: Appliance) -> None:
    assert appliance.joined()
    assert not appliance.connected()
    assert not appliance.events_arrive(2)


def test_nothing_was_changed(appliance: Appliance, before: list[str]) -> None:
    assert appliance.differences(before) == []


@pytest.mark.converged
def test_the_check_names_the_network(result: dict[str, Any]) -> None:
    causes = [(cause["area"], cause["headline"], cause["remedy"]) for cause in result["causes"]]
    assert causes == [("network", f"no TCP answer from {EVENTS_HOST}:443", None)]

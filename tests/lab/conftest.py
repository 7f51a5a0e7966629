# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One run of check.yml for each ansible-core, shared by all tests."""

from __future__ import annotations

import pytest

from ansible_collections.firepower.sse.tests.lab.runs import FLEET, OTHER_CORES, Run, check, sessions


@pytest.fixture(scope="session")
def fleet_run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """The run that most tests look at: all appliances, captures saved."""
    before = {host: sessions(host) for host in FLEET["hosts"]}
    run = check(tmp_path_factory.mktemp("check") / "out", "-e", "sse_save_captures=true")
    run.logins.update({host: sessions(host) - before[host] for host in before})
    return run


@pytest.fixture(scope="session", params=OTHER_CORES)
def other_run(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Run:
    return check(tmp_path_factory.mktemp("check") / "out", core=request.param)

# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""appliance_recovery: it looks until the appliance has recovered, over sessions that break off."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import Any
from unittest.mock import Mock

import pytest
from ansible.errors import AnsibleAuthenticationFailure, AnsibleConnectionFailure

from ansible_collections.firepower.sse.plugins.action import appliance_check, appliance_recovery
from ansible_collections.firepower.sse.plugins.plugin_utils._reboot.wait import Clock

FAILS = {"outcome": "not_delivering", "findings": [], "evidence": {}}
DELIVERS = {"outcome": "delivering", "findings": [], "evidence": {"log": {"quiet_seconds": 0}}}
LOST = AnsibleConnectionFailure("reset by peer")


@pytest.fixture(name="recover")
def fixture_recover(monkeypatch: pytest.MonkeyPatch) -> Any:
    def recover(*results: Any, **args: Any) -> tuple[dict[str, Any], Any]:
        left = list(results)

        def act(_self: Any, given: dict[str, Any], _task_vars: Any) -> dict[str, Any]:
            assert (given["compact"], given["fail_on"]) == (False, [])
            result = left.pop(0) if len(left) > 1 else left[0]
            if isinstance(result, Exception):
                raise result
            return dict(result)

        monkeypatch.setattr(appliance_check.ActionModule, "act", act)
        task = SimpleNamespace(args=args, action="x", async_val=0, environment=[], check_mode=False, diff=False)
        connection = Mock(become=None, _shell=SimpleNamespace(tmpdir=""))
        action: Any = appliance_recovery.ActionModule(task, connection, Mock(), Mock(), Mock(), Mock())
        time = [0.0]
        action.clock = Clock(lambda: time[0], lambda seconds: time.append(time.pop() + seconds))
        action._display = Mock()
        return action.run(task_vars={"inventory_hostname": "fw1"}), connection

    return recover


def test_it_looks_again(recover: Any) -> None:
    result, connection = recover(FAILS, LOST, DELIVERS, fail_on=["critical"])
    assert (result["recovered"], result["looks"], result["outcome"]) == (True, 3, "delivering")
    assert result["evidence"] == DELIVERS["evidence"]
    connection.reset.assert_called_once_with()


def test_one_that_has_not_recovered_is_no_failure_of_the_task(recover: Any) -> None:
    result, _connection = recover(FAILS, recovery_timeout=30, compact=True)
    assert (result["recovered"], result["looks"], result.get("failed")) == (False, 3, None)
    assert json.loads(result["details"]) == {"findings": [], "evidence": {}}


def test_one_that_was_lost_at_the_end_is_unreachable(recover: Any) -> None:
    with pytest.raises(AnsibleConnectionFailure, match="reset by peer"):
        recover(FAILS, LOST, recovery_timeout=30)


def test_a_login_that_is_refused_is_not_tried_again(recover: Any) -> None:
    with pytest.raises(AnsibleAuthenticationFailure, match="denied"):
        recover(FAILS, AnsibleAuthenticationFailure("denied"), DELIVERS)


def test_a_wrong_option_is_told_at_once(recover: Any) -> None:
    result, connection = recover(DELIVERS, region="mars", regions={})
    assert (result["failed"], "looks" in result) == (True, False)
    connection.reset.assert_not_called()


@pytest.mark.parametrize("option", ["recovery_timeout", "recovery_delay"])
def test_no_time_at_all_is_refused(recover: Any, option: str) -> None:
    result, _connection = recover(DELIVERS, **{option: 0})
    assert result["failed"] is True
    assert f"{option} is 0 and must be" in result["msg"]

# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""appliance_reboot: what it asks, when it orders, what it waits for. The appliance is a list of answers."""

from __future__ import annotations

import json
import re
import time
from types import SimpleNamespace
from typing import Any
from unittest.mock import Mock

import pytest
from ansible.errors import AnsibleConnectionFailure, AnsibleError

from ansible_collections.firepower.sse.plugins.action.appliance_reboot import ActionModule
from ansible_collections.firepower.sse.plugins.plugin_utils._reboot.wait import Clock

PAIR = "Failover On\nSerial Number: Ours {0}, Mate {1}\nThis host: {2} - {3}\nOther host: {4} - {5}\n"
STANDBY = PAIR.format("9AAAA", "9BBBB", "Secondary", "Standby Ready", "Primary", "Active")
ACTIVE = PAIR.format("9BBBB", "9AAAA", "Primary", "Active", "Secondary", "Standby Ready")
ANSWERS = {
    "show failover": "Failover Off\n",
    "show cluster info": "Clustering is not configured\n",
    "show upgrade status": "No upgrade in progress\n",
}
HERE = {"uid": "0", "role": "ftd", "boot": "old", "manager": "answers", "processes": "9", "busy": ""}
BACK = {**HERE, "boot": "new"}


class Connection:
    transport, become, has_pipelining = "firepower.sse.expert", None, True
    _shell = SimpleNamespace(tmpdir="")

    def __init__(self, answers: dict[str, Any]) -> None:
        self.answers, self.asked = answers, list[str]()
        self.options: dict[str, Any] = {}

    def clish(self, line: str) -> str:
        self.asked.append(line)
        if isinstance(self.answers[line], Exception):
            raise self.answers[line]
        return self.answers[line]

    def reset(self) -> None:
        self.asked.append("reset")

    def set_option(self, option: str, value: Any) -> None:
        self.options[option] = value

    def get_option(self, option: str) -> Any:
        return self.options.get(option)


class Appliance:
    """Answers each script by the next of its states; the last one stands."""

    def __init__(self, *states: Any, **answers: Any) -> None:
        self.states, self.orders, self.time = list(states), list[str](), 0.0
        self.connection: Any = Connection({**ANSWERS, **{key.replace("_", " "): text for key, text in answers.items()}})

    def run_script(self, text: str) -> str:
        order = re.findall(r"^sse_order=(\w+)$", text, re.MULTILINE)[0]
        boundary = re.findall(r"^sse_boundary=(\S+)$", text, re.MULTILINE)[0]
        self.orders.append(order)
        state = self.states.pop(0) if len(self.states) > 1 else self.states[0]
        if isinstance(state, Exception):
            raise state
        said = "\n".join(f"{key}={value}" for key, value in state.items())
        marks = ["begin look\nx", f"out\n{said}\n", "err\n", "end look 0 0\n", "done\n"]
        return "".join(f"\n{boundary} {mark}" for mark in marks)

    def sleep(self, seconds: float) -> None:
        self.time += seconds

    def play(self, tmp_path: Any, check_mode: bool = False, **args: Any) -> dict[str, Any]:
        task = SimpleNamespace(
            args={"lock_dir": str(tmp_path), **args},
            action="firepower.sse.appliance_reboot",
            async_val=0,
            environment=[],
            check_mode=check_mode,
            diff=False,
            delegate_to=args.pop("delegate_to", None),
        )
        task.args.pop("delegate_to", None)
        action: Any = ActionModule(task, self.connection, Mock(remote_addr="192.0.2.1"), Mock(), Mock(), Mock())
        action._display = Mock()
        action.run_script = self.run_script
        action.clock = Clock(now=lambda: self.time, sleep=self.sleep)
        return action.run(task_vars={"inventory_hostname": "fw1"})


AWAY = AnsibleConnectionFailure("refused")


def test_a_standalone_in_its_window(tmp_path):
    appliance = Appliance(HERE, HERE, AWAY, AnsibleError("boot CLI"), BACK)
    result = appliance.play(tmp_path, outage_accepted=True)
    assert (result["changed"], result["rebooted"], result["allowed"]) == (True, True, True)
    assert appliance.orders == ["look", "reboot", "look", "look", "look"]
    assert result["elapsed"] == 10
    assert appliance.connection.options["ssh_extra_args"].startswith("-o ServerAliveInterval")


def test_an_order_whose_session_breaks_off_is_waited_for(tmp_path):
    """Whether it arrived is only seen by what follows."""
    arrived = Appliance(HERE, AnsibleConnectionFailure("Broken pipe"), AWAY, BACK)
    result = arrived.play(tmp_path, outage_accepted=True)
    assert (result["changed"], result["rebooted"], result.get("failed")) == (True, True, None)
    lost = Appliance(HERE, AnsibleConnectionFailure("Broken pipe"), HERE)
    result = lost.play(tmp_path, outage_accepted=True, reboot_timeout=60)
    assert (result["failed"], result["rebooted"]) == (True, False)
    assert "the appliance did not go away; the session that ordered it broke off (Broken pipe)" in result["msg"]


@pytest.mark.parametrize(
    ("args", "answers", "words"),
    [
        ({}, {}, "fw1 is not restarted: failover: standalone: nothing takes over"),
        ({"outage_accepted": True}, {"show_failover": ""}, "'show failover' was not read"),
        (
            {"outage_accepted": True},
            {"show_cluster_info": AnsibleError("no CLISH")},
            "'show cluster info' was not read",
        ),
        ({"outage_accepted": True}, {"show_upgrade_status": "Upgrade 60 %\n"}, "tells of an upgrade"),
        ({"settle_seconds": 0}, {"show_failover": STANDBY}, "other unit: it was not looked at"),
    ],
)
@pytest.mark.parametrize("check_mode", [True, False])
def test_refused(tmp_path, args, answers, words, check_mode):
    appliance = Appliance(HERE, **answers)
    result = appliance.play(tmp_path, check_mode=check_mode, **args)
    assert result["failed"] is True
    assert words in result["msg"]
    assert result["rebooted"] is False
    assert "reboot" not in appliance.orders


def test_check_mode_asks_all_and_orders_nothing(tmp_path):
    appliance = Appliance(HERE)
    result = appliance.play(tmp_path, check_mode=True, outage_accepted=True)
    assert (result["changed"], result["rebooted"]) == (True, False)
    assert appliance.orders == ["look"]
    assert [guard["passed"] for guard in result["guards"]] == [True] * 8


def test_the_standby_of_a_pair(tmp_path):
    other = Appliance(HERE, show_failover=ACTIVE).play(tmp_path, guards_only=True)
    assert (other["allowed"], other["changed"], len(other["looks"])) == (False, False, 2)
    appliance = Appliance(HERE, HERE, HERE, BACK, show_failover=STANDBY)
    result = appliance.play(tmp_path, peer={"looks": other["looks"]}, settle_seconds=60)
    assert result["rebooted"] is False  # the clock stands still between the looks
    assert "s apart; two, 60 s apart, are needed" in result["msg"]
    appliance = Appliance(HERE, HERE, HERE, BACK, show_failover=STANDBY)
    result = appliance.play(tmp_path, peer={"looks": other["looks"]}, settle_seconds=0)
    assert result["rebooted"] is True, result
    assert appliance.connection.asked[-1] == "show failover"


def test_the_active_unit_says_what_to_do(tmp_path):
    result = Appliance(HERE, show_failover=ACTIVE).play(tmp_path, settle_seconds=0, outage_accepted=True)
    assert "Switch Active Peer" in result["msg"]


def fmc(*tasks: str, name: str = "fw1") -> dict[str, Any]:
    """What a task with fmc_cloud_info registered a moment ago."""
    read = {"state": "read", "reason": None}
    record = {
        "answers": {"work": read, "devices": read},
        "work": {
            "at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
            "busy": bool(tasks),
            "tasks": [{"name": task, "status": "Running"} for task in tasks],
            "asked": ["Deployment"],
        },
        "devices": [{"id": "d1", "name": name, "host_name": None}],
    }
    return {"fmc": "eu", "fmc_results": {"results": [{"item": "eu", "details": json.dumps(record)}]}}


def test_the_word_of_the_fmc(tmp_path):
    idle = Appliance(HERE, HERE, BACK).play(tmp_path, outage_accepted=True, **fmc())
    assert (idle["rebooted"], idle["guards"][6]["guard"], idle["guards"][6]["passed"]) == (True, "the FMC's work", True)
    for told, words in (
        (fmc("Deployment to fw7"), "the FMC's work: eu: it is at work: Deployment to fw7 (Running)"),
        (fmc(name="fw2"), "none of the 1 devices of the FMC is this one (192.0.2.1, fw1); set sse_fmc_device_id"),
        ({"fmc": "eu"}, "the FMC's work: eu was not asked: fmc_results has no answer of it"),
        ({"fmc": "eu", "fmc_results": {"name": "eu", "failed": True, "msg": "It refuses."}}, "work: It refuses."),
    ):
        appliance = Appliance(HERE)
        result = appliance.play(tmp_path, outage_accepted=True, **told)
        assert (result["failed"], result["rebooted"], appliance.orders) == (True, False, ["look"])
        assert words in result["msg"]
    unread = Appliance(HERE)
    assert (
        "must be what a task with fmc_cloud_info registered" in unread.play(tmp_path, fmc="eu", fmc_results="x")["msg"]
    )
    assert unread.orders == []
    assert Appliance(HERE, HERE, BACK).play(tmp_path, outage_accepted=True, fmc_device_id="d1", **fmc(name="x"))[
        "rebooted"
    ]


def test_a_look_knows_who_was_asked(tmp_path):
    assert Appliance(HERE).play(tmp_path, guards_only=True)["looks"][0]["names"] == ["fw1", "192.0.2.1"]
    delegated = Appliance(HERE).play(tmp_path, guards_only=True, delegate_to="FW1b")
    assert delegated["looks"][0]["names"] == ["fw1b", "192.0.2.1"]


def test_a_time_out(tmp_path):
    result = Appliance(HERE, HERE, AWAY).play(tmp_path, outage_accepted=True, reboot_timeout=60)
    assert (result["failed"], result["changed"], result["rebooted"], result["elapsed"]) == (True, True, False, 60)
    assert result["msg"].startswith("fw1: Time-out of 60 s after the restart was ordered: the appliance went away")


def test_another_connection_needs_the_texts(tmp_path):
    appliance = Appliance(HERE, HERE, BACK)
    appliance.connection = SimpleNamespace(
        transport="ssh",
        _shell=Connection._shell,
        become=None,
        has_pipelining=True,
        reset=Mock(),
        set_option=Mock(),
        get_option=Mock(return_value=""),
    )
    refused = appliance.play(tmp_path, outage_accepted=True)
    assert refused["failed"] is True
    texts: dict[str, Any] = {f"{line.split()[1]}_text": text for line, text in ANSWERS.items()}
    appliance.states = [HERE, HERE, BACK]
    assert appliance.play(tmp_path, outage_accepted=True, **texts)["rebooted"] is True


def test_never_the_controller(tmp_path):
    appliance = Appliance(HERE)
    appliance.connection.transport = "local"
    assert "controller itself" in appliance.play(tmp_path, outage_accepted=True)["msg"]

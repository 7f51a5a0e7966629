# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The FMC's word before a restart: one thing changed in an answer that lets it happen."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from ansible_collections.firepower.sse.plugins.plugin_utils._fmc.asked import Answer
from ansible_collections.firepower.sse.plugins.plugin_utils._reboot.guards import guards, refusals
from ansible_collections.firepower.sse.plugins.plugin_utils._reboot.look import Look
from ansible_collections.firepower.sse.plugins.plugin_utils._reboot.manager import Manager, pair, work
from ansible_collections.firepower.sse.tests.lab.fmc.server import serve
from ansible_collections.firepower.sse.tests.support.fmc_client import record as record_of
from ansible_collections.firepower.sse.tests.unit.plugins.plugin_utils._reboot.test_guards import LOOKS, OURS, PEER

READ = {"state": "read", "reason": None}
OF_PAIR = {"name": "ha1", "id": "p1"}
FW1A: dict[str, Any] = {"id": "d1", "name": "fw1a", "host_name": "192.0.2.11", "deployment": "DEPLOYED", "task": None}
FW1A["pair"] = {**OF_PAIR, "role": "primary", "state": "Active", "peer": "d2"}
FW1B: dict[str, Any] = {"id": "d2", "name": "fw1b", "host_name": "192.0.2.12", "deployment": "DEPLOYED", "task": None}
FW1B["pair"] = {**OF_PAIR, "role": "secondary", "state": "Standby", "peer": "d1"}
FW2: dict[str, Any] = {
    "id": "d3",
    "name": "fw2",
    "host_name": "192.0.2.13",
    "deployment": "DEPLOYING",
    "task": None,
    "pair": None,
}
AT = 1_795_490_000.0
LOOK = Look(epoch=AT + 40, names=("fw1b", "192.0.2.12"), failover=OURS)
OTHER = Look(epoch=AT + 30, names=("fw1a", "192.0.2.11"), failover=PEER[0].failover)
RUNNING = [{"name": "Deployment to fw9", "status": "Deploying"}]
KINDS = ["Deployment", "DEVICE_BACKUP", "Registration", "Unregistration"]
WORK = {"at": "2026-11-24T03:13:20Z", "busy": False, "tasks": [], "asked": KINDS}


def record(**change: Any) -> dict[str, Any]:
    """What fmc_cloud_info returns of an FMC that does nothing with the pair, and deploys to another device."""
    return {
        "fmc": {"name": "fmc-eu", "read_at": "2026-11-24T03:00:00Z"},
        "answers": {"work": READ, "devices": READ},
        "work": WORK,
        "devices": [FW1A, FW1B, FW2],
        "ha": {"state": "active"},
        **change,
    }


def manager(device_id: str | None = None, **change: Any) -> Manager:
    return Manager(Answer("fmc-eu", record(**change)), device_id)


def one(unit: dict[str, Any], **change: Any) -> list[dict[str, Any]]:
    """The devices, one of them changed."""
    return [{**device, **change} if device is unit else device for device in (FW1A, FW1B, FW2)]


def test_nothing_runs() -> None:
    found = work(LOOK, manager())
    assert (found.passed, found.reason) == (True, f"fmc-eu: asked 40 s before; none runs of {', '.join(KINDS)}")


def test_without_an_fmc_the_appliance_decides() -> None:
    found = work(LOOK, None)
    assert (found.passed, found.reason) == (True, "no FMC is named; the appliance's own processes decide")


@pytest.mark.parametrize("word", ["DEPLOYED", "not_deployed", None])
def test_words_of_no_deployment(word: str | None) -> None:
    assert work(LOOK, manager(devices=one(FW1B, deployment=word))).passed


@pytest.mark.parametrize("status", ["SUCCESS", "Failed", "Cancelled", "Succeeded", "COMPLETED"])
def test_a_task_that_has_ended_is_none(status: str) -> None:
    assert work(LOOK, manager(devices=one(FW1B, task={"type": "DEVICE_BACKUP", "status": status}))).passed


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"work": {**WORK, "at": "2026-11-24T03:08:00Z"}}, "it was asked 360 s before; at most 300 s are allowed"),
        ({"work": {**WORK, "at": "2026-11-24T04:00:00Z"}}, "it was asked -2760 s before"),
        ({"work": {**WORK, "at": "soon"}}, "asked at an unknown time"),
        ({"work": None}, "asked at an unknown time"),
        ({"ha": {"state": "standby"}}, "it is the standby FMC of its own pair; ask the active one"),
        ({"answers": {"work": {"state": "unreadable", "reason": "no role"}, "devices": READ}}, "work was not read: no"),
        ({"answers": {"work": {"state": "not_asked"}, "devices": READ}}, "work was not read: not_asked"),
        ({"answers": {"work": READ}}, "devices was not read: it was not asked"),
        ({"answers": None}, "work was not read"),
        ({"work": {**WORK, "asked": ["DEVICE_BACKUP"]}}, "not say whether a deployment runs"),
        ({"work": {**WORK, "busy": True, "tasks": RUNNING}}, "at work: Deployment to fw9 (Deploying)"),
        ({"work": {**WORK, "busy": None}}, "it does not say at what"),
        ({"devices": []}, "none of the 0 devices of the FMC is this one (192.0.2.12, fw1b)"),
        ({"devices": [FW1A, FW2]}, "none of the 2 devices of the FMC is this one (192.0.2.12, fw1b)"),
        ({"devices": one(FW2, host_name="192.0.2.12")}, "2 devices of the FMC could be this one"),
        ({"devices": one(FW1B, analytics_only=True)}, "this FMC only analyses"),
        ({"devices": one(FW1B, deployment="DEPLOYING")}, "the deployment of fw1b is DEPLOYING; DEPLOYED was expected"),
        ({"devices": one(FW1B, deployment="PENDING")}, "the deployment of fw1b is PENDING"),
        ({"devices": one(FW1A, deployment="DEPLOYING")}, "the deployment of fw1a is DEPLOYING"),
        ({"devices": one(FW1B, task={"type": "DEVICE_BACKUP", "status": "RUNNING"})}, "fw1b: DEVICE_BACKUP (RUNNING)"),
        ({"devices": one(FW1B, task={"type": "DEVICE_BACKUP", "status": None})}, "fw1b: DEVICE_BACKUP (None)"),
    ],
)
def test_one_thing_refuses(change: dict[str, Any], words: str) -> None:
    found = work(LOOK, manager(**change))
    assert not found.passed
    assert found.reason.startswith("fmc-eu: ")
    assert words in found.reason


def test_an_fmc_that_gave_no_answer() -> None:
    found = work(LOOK, Manager(Answer("fmc-eu", why="The FMC fmc-eu refuses the login of 'api'.")))
    assert (found.passed, found.reason) == (False, "The FMC fmc-eu refuses the login of 'api'.")


def test_its_own_id_finds_the_appliance() -> None:
    strange = replace(LOOK, names=("london-b",))
    assert not work(strange, manager()).passed
    assert work(strange, manager("d2")).passed
    assert not work(LOOK, manager("d9")).passed


def test_the_age_is_that_before_the_first_look() -> None:
    looks = [replace(one, epoch=one.epoch + AT) for one in LOOKS]
    late = [replace(looks[0], names=LOOK.names, epoch=AT + 299), replace(looks[1], epoch=AT + 359)]
    peer = [replace(one, epoch=one.epoch - 900 + AT + 200) for one in PEER]
    assert refusals(guards(late, peer=peer, fmc=manager())) == []
    assert (
        "the FMC's work: fmc-eu: it was asked 359 s before" in refusals(guards(late[1:], peer=peer, fmc=manager()))[0]
    )


def test_both_units_of_the_list_are_one_pair() -> None:
    found = pair(LOOK, OTHER, manager())
    assert found is not None
    assert (found.passed, found.reason) == (True, "fmc-eu: fw1b is the secondary of ha1; fw1a is the primary of ha1")
    by_id = pair(replace(LOOK, names=("x",)), OTHER, manager("d2"))
    assert by_id is not None
    assert by_id.passed


def of_pair(unit: dict[str, Any], **change: Any) -> list[dict[str, Any]]:
    return one(unit, pair={**unit["pair"], **change})


@pytest.mark.parametrize(
    ("look", "other", "devices"),
    [
        (LOOK, OTHER, of_pair(FW1A, id="p2")),
        (LOOK, OTHER, of_pair(FW1A, role="secondary")),
        (LOOK, OTHER, of_pair(FW1A, role=None)),
        (LOOK, OTHER, of_pair(FW1B, peer="d3")),
        (LOOK, OTHER, [{**FW1A, "pair": {**FW1A["pair"], "id": None}}, {**FW1B, "pair": {**FW1B["pair"], "id": None}}]),
        # looked at itself, or the roles of `show failover` are others
        (LOOK, replace(OTHER, names=LOOK.names), [FW1A, FW1B]),
        (replace(LOOK, failover=replace(OURS, unit="Primary")), OTHER, [FW1A, FW1B]),
        (LOOK, replace(OTHER, failover=replace(OTHER.failover, unit=None)), [FW1A, FW1B]),
    ],
)
def test_what_the_list_disproves(look: Look, other: Look, devices: list[dict[str, Any]]) -> None:
    found = pair(look, other, manager(devices=devices))
    assert found is not None
    assert not found.passed


@pytest.mark.parametrize(
    ("look", "other", "given"),
    [
        (LOOK, OTHER, None),
        (LOOK, OTHER, Manager(Answer("fmc-eu", why="no answer"))),
        (LOOK, OTHER, manager(devices=[FW1B, FW2])),
        (LOOK, OTHER, manager(devices=one(FW1A, pair=None))),
        (LOOK, OTHER, manager(devices=None)),
        (LOOK, replace(OTHER, names=()), manager()),
        (LOOK, replace(OTHER, names=("fw1a", "192.0.2.12")), manager()),
    ],
)
def test_no_word_on_the_pair(look: Look, other: Look, given: Manager | None) -> None:
    assert pair(look, other, given) is None


def test_serial_numbers_count_more_and_a_named_pair_counts_less() -> None:
    def plain(looks: list[Look], names: tuple[str, ...], shift: float) -> list[Look]:
        pairs = [replace(look.failover, serial=None, mate_serial=None) for look in looks]
        return [
            replace(look, names=names, failover=state, epoch=look.epoch - looks[0].epoch + AT + shift)
            for look, state in zip(looks, pairs, strict=True)
        ]

    looks, peer = plain(LOOKS, LOOK.names, 100), plain(PEER, OTHER.names, 20)
    apart = manager(devices=of_pair(FW1A, id="p2"))
    assert refusals(guards(looks, peer=peer, fmc=manager())) == []
    assert refusals(guards(looks, peer=peer, pair="muc", fmc=apart))[0].startswith(
        "pair: fmc-eu: fw1b is the secondary"
    )
    assert "nor an FMC proves the pair" in refusals(guards(looks, peer=peer))[0]
    serials = [replace(one, failover=OURS) for one in looks]
    theirs = [replace(one, failover=PEER[0].failover) for one in peer]
    assert refusals(guards(serials, peer=theirs, fmc=apart)) == []


def test_what_a_simulated_fmc_says() -> None:
    state: dict[str, Any] = {
        "devices": [{"name": "fw1a"}, {"name": "fw1b", "host_name": "192.0.2.12"}],
        "pairs": [{"name": "ha1", "primary": "fw1a", "secondary": "fw1b", "active": "fw1a"}],
    }
    look = replace(LOOK, epoch=1_795_489_999.0)
    with serve(state) as fmc:
        idle = Manager(Answer("fmc-eu", record_of(fmc, "work", "devices", "ha")))
        fmc.state["tasks"] = [{"name": "Deployment to fw1b"}]
        busy = Manager(Answer("fmc-eu", record_of(fmc, "work", "devices", "ha")))
    assert work(look, idle).passed, work(look, idle)
    assert "at work: Deployment to fw1b (Deploying)" in work(look, busy).reason
    proof = pair(look, replace(OTHER, names=("fw1a",)), idle)
    assert proof is not None
    assert proof.passed

# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Each guard refuses alone: one thing changed in what lets a restart happen."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from ansible_collections.firepower.sse.plugins.plugin_utils._errors import SseError
from ansible_collections.firepower.sse.plugins.plugin_utils._reboot.clish import Failover
from ansible_collections.firepower.sse.plugins.plugin_utils._reboot.guards import guards, refusals
from ansible_collections.firepower.sse.plugins.plugin_utils._reboot.look import Look, look_of

ALONE = Look(
    epoch=1000.0,
    uid=0,
    role="ftd",
    boot="b1",
    manager="answers",
    processes=200,
    failover=Failover(on=False),
    cluster="none",
    upgrade="idle",
)
OURS = Failover(True, "Secondary", "Standby Ready", "Primary", "Active", "9AAAA", "9BBBB")
THEIRS = Failover(True, "Primary", "Active", "Secondary", "Standby Ready", "9BBBB", "9AAAA")
LOOKS = [replace(ALONE, failover=OURS, epoch=1000.0), replace(ALONE, failover=OURS, epoch=1060.0)]
PEER = [replace(ALONE, failover=THEIRS, epoch=900.0), replace(ALONE, failover=THEIRS, epoch=960.0)]


def why(looks: list[Look], **others: Any) -> list[str]:
    return refusals(guards(looks, **others))


def test_what_lets_it() -> None:
    assert why([ALONE], outage_accepted=True) == []
    assert why(LOOKS, peer=PEER) == []


@pytest.mark.parametrize(
    ("change", "name", "words"),
    [
        ({"role": "fmc"}, "role", "an FMC is never restarted"),
        ({"role": "-"}, "role", "not known to be an FTD"),
        ({"uid": 1000}, "root", "uid 1000"),
        ({"uid": None}, "root", "uid None"),
        ({"manager": "not_running"}, "process manager", "not_running"),
        ({"manager": "silent"}, "process manager", "silent"),
        ({"upgrade": "busy"}, "upgrade", "tells of an upgrade"),
        ({"upgrade": "unreadable"}, "upgrade", "not read or not understood"),
        ({"processes": 0}, "running work", "was not read"),
        ({"busy": ("install_update.pl",)}, "running work", "install_update.pl"),
        ({"cluster": "member"}, "cluster", "by hand"),
        ({"cluster": "unreadable"}, "cluster", "not read"),
    ],
)
@pytest.mark.parametrize("alone", [True, False])
def test_one_thing_refuses(change: dict[str, Any], name: str, words: str, alone: bool) -> None:
    looks = [ALONE] if alone else LOOKS
    changed = [*looks[:-1], replace(looks[-1], **change)]
    found = why(changed, peer=() if alone else PEER, outage_accepted=True)
    assert found
    assert found[0].startswith(f"{name}: ")
    assert words in found[0]


def test_a_release_without_the_line_is_judged_by_its_processes() -> None:
    assert why([replace(ALONE, upgrade="not_offered")], outage_accepted=True) == []


def test_alone() -> None:
    assert "outage" in why([ALONE])[0]
    assert "not read" in why([replace(ALONE, failover=Failover())], outage_accepted=True)[0]
    may_be_a_member = why([replace(ALONE, cluster="unreadable")], outage_accepted=True)
    assert "does not mean standalone" in may_be_a_member[1]


@pytest.mark.parametrize(
    ("state", "peer_state", "words"),
    [
        ("Active", "Standby Ready", "it is the active unit: restart its standby unit first"),
        ("Active", "Failed", "this unit Active, other unit Failed"),
        ("Active", "Not Detected", "other unit Not Detected"),
        ("Standby Ready", "Failed", "other unit Failed"),
        ("Standby Ready", "Standby Ready", "were expected"),
        ("Failed", "Active", "this unit Failed"),
        ("Sync Config", "Active", "this unit Sync Config"),
        ("standby ready", "Active", "this unit standby ready"),
    ],
)
@pytest.mark.parametrize("which", [0, 1])
def test_only_a_standby_beside_an_active_unit(state: str, peer_state: str, words: str, which: int) -> None:
    looks = list(LOOKS)
    looks[which] = replace(looks[which], failover=replace(OURS, state=state, peer_state=peer_state))
    assert any(words in reason for reason in why(looks, peer=PEER))


@pytest.mark.parametrize(
    ("looks", "peer", "words"),
    [
        (LOOKS[:1], PEER, "seen twice: 1 looks"),
        ([LOOKS[0], replace(LOOKS[1], epoch=1010.0)], PEER, "10 s apart; two, 60 s apart"),
        (LOOKS, [], "other unit: it was not looked at"),
        (LOOKS, PEER[:1], "other unit seen twice"),
        (LOOKS, [replace(one, epoch=one.epoch - 2000) for one in PEER], "other unit seen lately: 2100 s ago"),
        (LOOKS, [replace(one, epoch=one.epoch + 2000) for one in PEER], "other unit seen lately"),
        (LOOKS, [replace(one, failover=replace(THEIRS, state="Failed")) for one in PEER], "it says Primary Failed"),
        (LOOKS, [PEER[0], replace(PEER[1], failover=Failover())], "it says unreadable"),
        (LOOKS, [replace(one, failover=replace(THEIRS, unit="Secondary")) for one in PEER], "it says Secondary Active"),
        (LOOKS, [replace(one, failover=replace(THEIRS, mate_serial="9CCCC")) for one in PEER], "pair: serial numbers"),
        (
            LOOKS,
            [replace(one, failover=replace(THEIRS, serial=None)) for one in PEER],
            "neither 'show failover' by serial numbers",
        ),
        (LOOKS, [PEER[0], replace(PEER[1], busy=("backup.pl",))], "other unit's work"),
        (LOOKS, [PEER[0], replace(PEER[1], upgrade="busy")], "other unit's work"),
    ],
)
def test_the_other_unit(looks: list[Look], peer: list[Look], words: str) -> None:
    assert any(words in reason for reason in why(looks, peer=peer, outage_accepted=True))


def test_a_named_pair_needs_no_serials_and_beats_none_that_differ() -> None:
    nameless = [replace(one, failover=replace(one.failover, serial=None, mate_serial=None)) for one in LOOKS]
    assert why(nameless, peer=PEER, pair="muc") == []
    other = [replace(one, failover=replace(THEIRS, serial="9CCCC")) for one in PEER]
    assert any("pair" in reason for reason in why(LOOKS, peer=other, pair="muc"))


def test_a_look_survives_its_way_through_ansible() -> None:
    assert [look_of(one.record()) for one in PEER] == PEER
    for wrong in ({}, "x", {"epoch": "soon", "failover": {}}, {"epoch": 1.0}):
        with pytest.raises(SseError, match=r"peer\.looks must be"):
            look_of(wrong)

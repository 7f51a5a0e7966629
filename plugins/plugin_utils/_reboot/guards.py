# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether an appliance may be restarted now. What can't be read refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import clish, manager
from .guard import Guard

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .look import Look
    from .manager import Manager

READY, ACTIVE = "Standby Ready", "Active"
FRESH = 900.0  # seconds that a look at the other unit may be old
SWITCH_OVER = (
    "restart its standby unit first; then switch over in the FMC (Devices > Device Management, the pair's menu, Switch"
    " Active Peer), and run this again"
)


def guards(
    looks: Sequence[Look],
    *,
    peer: Sequence[Look] = (),
    outage_accepted: bool = False,
    pair: str = "",
    apart: float = 60,
    fmc: Manager | None = None,
) -> list[Guard]:
    """All guards of one appliance; it may be restarted if each has passed.

    *looks* are this appliance's own, oldest first, two or more where failover is on; *peer* those at the other unit.
    *pair* is the operator's word that both are one pair, where the serial numbers are not shown. *fmc* is what the FMC
    said that manages the appliance.
    """
    last = looks[-1]
    found = [_role(last), _root(last), _manager(last), _upgrade(last), _work(last), _cluster(last)]
    found.append(manager.work(looks[0], fmc))
    if last.failover.on is None:
        return [*found, Guard("failover", False, "'show failover' was not read or not understood")]
    if not last.failover.on:
        return [*found, _standalone(last, outage_accepted)]
    return [*found, _standby(looks), _twice("seen twice", looks, apart), *_other_unit(last, peer, pair, apart, fmc)]


def _role(look: Look) -> Guard:
    if look.role == "ftd":
        return Guard("role", True, "an FTD")
    told = "an FMC is never restarted by this module" if look.role == "fmc" else "it is not known to be an FTD"
    return Guard("role", False, told)


def _root(look: Look) -> Guard:
    return Guard(
        "root", look.uid == 0, "root" if look.uid == 0 else f"the commands ran as uid {look.uid}: set become: true"
    )


def _manager(look: Look) -> Guard:
    passed = look.manager == "answers"
    return Guard(
        "process manager", passed, "answers" if passed else f"pmtool is {look.manager}: it may be starting or stopping"
    )


def _upgrade(look: Look) -> Guard:
    words = {
        clish.IDLE: "no upgrade in progress",
        clish.NOT_OFFERED: "this release has no 'show upgrade status'; its processes decide",
        clish.BUSY: "'show upgrade status' tells of an upgrade",
    }
    passed = look.upgrade in (clish.IDLE, clish.NOT_OFFERED)
    return Guard("upgrade", passed, words.get(look.upgrade, "'show upgrade status' was not read or not understood"))


def _work(look: Look) -> Guard:
    if look.busy:
        return Guard("running work", False, f"upgrade, backup or deployment: {', '.join(look.busy[:5])}")
    if not look.processes:
        return Guard("running work", False, "the list of processes was not read")
    return Guard("running work", True, "no upgrade, backup or deployment among its processes")


def _cluster(look: Look) -> Guard:
    words = {clish.NONE: "not in a cluster", clish.MEMBER: "it is a member of a cluster: restart it by hand"}
    return Guard(
        "cluster",
        look.cluster == clish.NONE,
        words.get(look.cluster, "'show cluster info' was not read or not understood"),
    )


def _standalone(look: Look, accepted: bool) -> Guard:
    told = "standalone: nothing takes over, its restart is an outage"
    # `Failover Off` is what a cluster's member says too.
    if look.cluster != clish.NONE:
        return Guard("failover", False, "'Failover Off' does not mean standalone while it may be in a cluster")
    return Guard("failover", accepted, f"{told}, which is accepted" if accepted else f"{told}, and it is not accepted")


def _standby(looks: Sequence[Look]) -> Guard:
    """This unit must be the one that carries no traffic, at each look."""
    for look in looks:
        state = look.failover
        if state.state == ACTIVE and state.peer_state == READY:
            return Guard("failover", False, f"it is the active unit: {SWITCH_OVER}")
        if (state.state, state.peer_state) != (READY, ACTIVE):
            told = f"this unit {state.state or 'unreadable'}, other unit {state.peer_state or 'unreadable'}"
            return Guard("failover", False, f"{told}; {READY} and {ACTIVE} were expected")
    return Guard("failover", True, f"this unit {READY}, other unit {ACTIVE}")


def _twice(name: str, looks: Sequence[Look], apart: float) -> Guard:
    between = looks[-1].epoch - looks[0].epoch if len(looks) > 1 else 0.0
    passed = len(looks) > 1 and between >= apart - 1
    return Guard(name, passed, f"{len(looks)} looks, {between:.0f} s apart; two, {apart:.0f} s apart, are needed")


def _other_unit(look: Look, peer: Sequence[Look], pair: str, apart: float, fmc: Manager | None) -> list[Guard]:
    if not peer:
        return [Guard("other unit", False, "it was not looked at: name it (peer)")]
    last = peer[-1]
    return [
        _identity(look, last, pair, fmc),
        _mirrored(look, peer),
        _twice("other unit seen twice", peer, apart),
        _fresh(look, last),
        Guard(
            "other unit's work",
            _upgrade(last).passed and _work(last).passed,
            f"{_upgrade(last).reason}; {_work(last).reason}",
        ),
    ]


def _identity(look: Look, peer: Look, pair: str, fmc: Manager | None) -> Guard:
    """Serial numbers are the best proof, then the FMC's list of pairs, then the operator's word."""
    ours, theirs = look.failover, peer.failover
    if ours.serial and ours.mate_serial and theirs.serial and theirs.mate_serial:
        crossed = (ours.serial, ours.mate_serial) == (theirs.mate_serial, theirs.serial)
        told = f"serial numbers {ours.serial} and {ours.mate_serial}"
        return Guard(
            "pair", crossed, told if crossed else f"{told} here, {theirs.serial} and {theirs.mate_serial} there"
        )
    known = manager.pair(look, peer, fmc)
    if known:
        return known
    if pair:
        return Guard("pair", True, f"{pair}, as named; no serial numbers are shown")
    return Guard(
        "pair",
        False,
        "neither 'show failover' by serial numbers nor an FMC proves the pair, and it is not named (pair)",
    )


def _mirrored(look: Look, peer: Sequence[Look]) -> Guard:
    for other in peer:
        state = other.failover
        if (state.state, state.peer_state, state.unit) != (ACTIVE, READY, look.failover.peer_unit):
            unit, seen = (
                f"{state.unit or 'unreadable'} {state.state or ''}".strip(),
                state.peer_state or "nothing readable",
            )
            told = f"{unit}, sees {seen}"
            return Guard("other unit", False, f"it says {told}; {ACTIVE}, seeing {READY}, was expected")
    return Guard("other unit", True, f"{ACTIVE}, and it sees this one {READY}")


def _fresh(look: Look, peer: Look) -> Guard:
    age = look.epoch - peer.epoch
    return Guard("other unit seen lately", -5 <= age <= FRESH, f"{age:.0f} s ago; at most {FRESH:.0f} s are allowed")


def refusals(found: Sequence[Guard]) -> list[str]:
    """Why not, one phrase a guard."""
    return [f"{guard.name}: {guard.reason}" for guard in found if not guard.passed]


__all__ = ["ACTIVE", "READY", "Guard", "guards", "refusals"]

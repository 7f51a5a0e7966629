# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What CLISH says of an appliance's partners and of an upgrade. What is not understood is unreadable, never fine."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ansible_collections.firepower.sse.plugins.plugin_utils._parse.text import clean, lines

FAILOVER, CLUSTER, UPGRADE = "show failover", "show cluster info", "show upgrade status"

NONE, MEMBER, IDLE, BUSY, NOT_OFFERED, UNREADABLE = "none", "member", "idle", "busy", "not_offered", "unreadable"

_SWITCH = re.compile(r"\s*Failover (On|Off)\s*")
_UNIT = re.compile(r"\s*(This|Other) host:\s{0,8}(Primary|Secondary)\s{0,8}-\s{0,8}(\S.{0,63}?)\s*")
_SERIALS = re.compile(r"\s*Serial Number: Ours ([A-Za-z0-9]{4,32}), Mate ([A-Za-z0-9]{4,32})\s*")
_NO_CLUSTER = re.compile(r"\s*Clustering is not configured\.?\s*")
_CLUSTER = re.compile(r"\s*Cluster \S.{0,127}: (?:On|Off)\s*")
_NOT_KNOWN = re.compile(r"\s*(?:Syntax error|.*Unknown command|.*Illegal command|% ?Invalid)", re.IGNORECASE)
_NO_UPGRADE = re.compile(
    r"(?:there is )?no upgrade (?:is )?(?:currently )?in progress[.]?|no upgrade (?:has been )?found[.]?", re.IGNORECASE
)
_UPGRADE = re.compile(r"upgrade", re.IGNORECASE)


@dataclass(frozen=True)
class Failover:
    """`on` is None where the text was not understood as a whole; then nothing else of it counts."""

    on: bool | None = None
    unit: str | None = None
    state: str | None = None
    peer_unit: str | None = None
    peer_state: str | None = None
    serial: str | None = None
    mate_serial: str | None = None


def failover(text: str) -> Failover:
    r"""Each of the lines that count must stand once, and all of them where failover is on.

    >>> failover("Failover On\nThis host: Primary - Active\nOther host: Secondary - Standby Ready\n").peer_state
    'Standby Ready'
    >>> failover("Failover Off\n").on
    False
    """
    switches = _all(_SWITCH, text)
    units = _all(_UNIT, text)
    if switches == [("Off",)]:
        return Failover(on=False) if not units else Failover()
    by_host = {host: (unit, clean(state)) for host, unit, state in units}
    if switches != [("On",)] or len(units) != 2 or set(by_host) != {"This", "Other"}:
        return Failover()
    (unit, state), (peer_unit, peer_state) = by_host["This"], by_host["Other"]
    if unit == peer_unit:
        return Failover()
    serials = _all(_SERIALS, text)
    ours, mate = serials[0] if len(serials) == 1 else (None, None)
    return Failover(True, unit, state, peer_unit, peer_state, ours, mate)


def cluster(text: str) -> str:
    """`none`, `member` or `unreadable`."""
    if _all(_CLUSTER, text):
        return MEMBER
    return NONE if len(_all(_NO_CLUSTER, text)) == 1 else UNREADABLE


def upgrade(text: str) -> str:
    """`idle`, `busy`, `not_offered` (releases before 7.0 know no such line) or `unreadable`."""
    told = [line.strip() for line in lines(text) if line.strip().strip("^")]
    if told and _NOT_KNOWN.match(told[0]):
        return NOT_OFFERED
    about = [line for line in told if _UPGRADE.search(line)]
    if len(about) == 1 and _NO_UPGRADE.fullmatch(about[0]):
        return IDLE
    return BUSY if about else UNREADABLE


def _all(pattern: re.Pattern[str], text: str) -> list[tuple[str, ...]]:
    found = (pattern.fullmatch(line) for line in lines(text))
    return [match.groups() for match in found if match]


__all__ = ["CLUSTER", "FAILOVER", "UPGRADE", "Failover", "cluster", "failover", "upgrade"]

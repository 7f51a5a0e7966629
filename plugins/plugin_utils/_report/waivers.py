# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What became of each waiver in the whole fleet: one that covers nothing is as much a finding as one that expired."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from .._assess.waivers import names_host

if TYPE_CHECKING:
    from .appliance import Record

USED, EXPIRED, NO_CHECK, NO_HOST = "used", "expired", "no_check", "no_host"
NOT_NEEDED, NOT_CHECKED = "not_needed", "not_checked"
WORDS = {
    USED: "covers a failure",
    EXPIRED: "has expired: what it covered counts again",
    NO_CHECK: "matches nothing: there is no check of this id",
    NO_HOST: "matches nothing: no appliance of this run has such a name",
    NOT_NEEDED: "covers nothing: the check does not fail there",
    NOT_CHECKED: "covers nothing so far: the check was not seen to fail, nor seen on all of its appliances",
}


def waivers(appliances: list[Record]) -> list[Record]:
    """`{check, patterns, reason, expires, state, words, hosts}` of each; hosts are those where it covers a failure, or
    did until it expired."""
    given: dict[str, Record] = {}
    for entry in appliances:
        for waiver in entry["waivers"]:
            key = json.dumps([waiver[name] for name in ("check", "hosts", "reason", "expires")])
            known = given.setdefault(key, dict(waiver))
            known.update({name: known[name] or waiver[name] for name in ("known", "expired")})
    return [_judged(waiver, appliances) for waiver in given.values()]


def _judged(waiver: Record, appliances: list[Record]) -> Record:
    named = [entry for entry in appliances if names_host(waiver["hosts"], entry["host"])]
    state, hosts = _state(waiver, named)
    return {
        "check": waiver["check"],
        "patterns": waiver["hosts"],
        "reason": waiver["reason"],
        "expires": waiver["expires"],
        "state": state,
        "words": WORDS[state],
        "hosts": hosts,
    }


def _state(waiver: Record, named: list[Record]) -> tuple[str, list[str]]:
    def with_status(*statuses: str) -> list[str]:
        return [
            entry["host"]
            for entry in named
            if any(one["check"] == waiver["check"] and one["status"] in statuses for one in entry["findings"])
        ]

    if not waiver["known"]:
        return NO_CHECK, []
    if not named:
        return NO_HOST, []
    if waiver["expired"]:
        return EXPIRED, with_status("fail")
    covered = with_status("waived")
    if covered:
        return USED, covered
    decided = with_status("pass", "fail", "not_applicable", "manual")
    return (NOT_NEEDED if len(decided) == len(named) else NOT_CHECKED), []

# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Waivers: a failure that somebody accepted, for a reason, until a day."""

from __future__ import annotations

import datetime
import fnmatch
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ansible_collections.firepower.sse.plugins.plugin_utils._errors import SseError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

_KEYS = ("check", "hosts", "reason", "expires", "longer_than_a_year")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True)
class Waiver:
    """*expired* is seen from the time of the assessment; *known* says whether the catalogue has the check."""

    check: str
    hosts: tuple[str, ...]
    reason: str
    expires: datetime.date
    expired: bool
    known: bool


def waivers_for(given: Any, *, host: str, now: datetime.date, known: Collection[str]) -> list[Waiver]:
    """The waivers that name *host*. Raises SseError, one sentence, for any that can't be used, whoever it is for."""
    return [waiver for waiver in _all(given, now, known) if names_host(waiver.hosts, host)]


def told(given: Any, *, now: datetime.date, known: Collection[str]) -> list[dict[str, Any]]:
    """All waivers as plain records for the report, which sees the whole fleet: {check, hosts, reason, expires, expired,
    known}. *known* is false where there is no check of that id."""
    return [
        {**vars(waiver), "hosts": list(waiver.hosts), "expires": waiver.expires.isoformat()}
        for waiver in _all(given, now, known)
    ]


def names_host(patterns: Iterable[str], host: str) -> bool:
    """Whether one of the patterns is about the host."""
    return any(fnmatch.fnmatchcase(host, pattern) for pattern in patterns)


def _all(given: Any, now: datetime.date, known: Collection[str]) -> list[Waiver]:
    if not isinstance(given, list):
        raise SseError(f"The option 'waivers' must be a list of waivers; it is {given!r}.")
    return [
        Waiver(
            check=raw["check"].strip(),
            hosts=tuple(str(pattern) for pattern in raw["hosts"]),
            reason=raw["reason"].strip(),
            expires=expires,
            expired=expires < now,
            known=raw["check"].strip() in known,
        )
        for number, raw in enumerate(given, start=1)
        for expires in [_valid(raw, number, now)]
    ]


def waived(check: str, waivers: list[Waiver]) -> tuple[Waiver | None, str | None]:
    """The waiver that covers *check*, with the words of the finding's reason; one that expired is only told about."""
    matching = sorted((w for w in waivers if w.check == check), key=lambda w: w.expires)
    if not matching:
        return None, None
    latest = matching[-1]
    if latest.expired:
        return None, f"a waiver expired on {latest.expires}: {latest.reason}"
    return latest, f"waived until {latest.expires}: {latest.reason}"


def _valid(raw: Any, number: int, now: datetime.date) -> datetime.date:
    """The day on which it expires. A check that does not exist is no error: the report tells of such a waiver."""
    if not isinstance(raw, dict):
        raise SseError(f"Waiver {number} must have the keys check, hosts, reason and expires; it is {raw!r}.")
    for key in raw:
        if key not in _KEYS:
            raise _problem(raw, number, key, f"is not known; known are {', '.join(_KEYS)}")
    if not isinstance(raw.get("check"), str) or not raw["check"].strip():
        raise _problem(raw, number, "check", f"is {raw.get('check')!r} and must be the id of a check")
    if not isinstance(raw.get("hosts"), list) or not raw["hosts"]:
        raise _problem(
            raw, number, "hosts", f"is {raw.get('hosts')!r} and must be a list of names or patterns of hosts"
        )
    if not isinstance(raw.get("reason"), str) or not raw["reason"].strip():
        raise _problem(raw, number, "reason", f"is {raw.get('reason')!r} and must say why the failure is accepted")
    expires = _day(raw, number)
    if (expires - now).days > 366 and raw.get("longer_than_a_year") is not True:
        raise _problem(raw, number, "expires", f"is {expires}, more than a year ahead; 'longer_than_a_year' allows it")
    return expires


def _day(raw: dict[str, Any], number: int) -> datetime.date:
    text = str(raw.get("expires"))
    try:
        if not _DAY.fullmatch(text):
            raise ValueError(text)
        return datetime.date.fromisoformat(text)
    except ValueError as exc:
        raise _problem(raw, number, "expires", f"is {raw.get('expires')!r} and must be a day as YYYY-MM-DD") from exc


def _problem(raw: dict[str, Any], number: int, key: str, what: str) -> SseError:
    return SseError(f"Waiver {number} (check {raw.get('check')!r}) can't be used: its key {key!r} {what}.")

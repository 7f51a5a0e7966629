# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Result files made into one document again: rendered anew, or the parts of a fleet merged."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .appliance import Record, appliance, at, number, word
from .document import assembled
from .history import by_host, stamps_of
from .policy import FAIL_ON
from .text import clean
from .times import epoch_of, stamp

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Saved = tuple[str, "Mapping[str, Any]"]  # a name for people, and the content of a result file


def from_saved(
    saved: Sequence[Saved],
    *,
    fail_on: Sequence[str] | None = None,
    expected_hosts: Sequence[str] = (),
    cloud_side: Sequence[Mapping[str, str]] = (),
) -> Record:
    """One document of all appliances in the files; causes and verdict are made anew.

    Of an appliance in several files the latest one counts. One that is expected and in no file is an error, since
    nobody knows how it is. Without a policy of its own it takes those of the files together.
    """
    chosen: dict[str, Record] = {}
    twice: dict[str, None] = {}
    for _name, content in sorted(saved, key=lambda one: _moment(one[1], "finished")):
        for host, entry in by_host(content).items():
            if host in chosen:
                twice[host] = None
            chosen[host] = _again(host, entry)
    now = max(_moment(content, "finished") for _name, content in saved)
    missing = [host for host in expected_hosts if host not in chosen]
    absent = [appliance(host, {"msg": "is in none of the result files"}) for host in missing]
    return assembled(
        [*chosen.values(), *absent],
        fail_on=_policy(saved) if fail_on is None else fail_on,
        begin=min(now, *(_moment(content, "started") for _name, content in saved)),
        now=now,
        cloud_side=cloud_side,
        merged=_merged(saved, list(twice), missing),
        earlier=[content for _name, content in saved],
    )


def _merged(saved: Sequence[Saved], twice: list[str], missing: list[str]) -> Record | None:
    """`{files, twice, missing}` of several files, or of the one that came of several."""
    files = [{"file": name, "finished": stamp(_moment(content, "finished"))} for name, content in saved]
    if len(saved) > 1 or missing:
        return {"files": clean(files), "twice": twice, "missing": clean(missing)}
    before = saved[0][1].get("merged")
    return clean(before) if isinstance(before, dict) and set(before) == {"files", "twice", "missing"} else None


def _moment(content: Mapping[str, Any], key: str) -> float:
    return epoch_of(content.get(key)) or 0.0


def _policy(saved: Sequence[Saved]) -> list[str]:
    named = [at(content, "policy.fail_on") for _name, content in saved]
    return [word for word in FAIL_ON if any(isinstance(words, list) and word in words for words in named)]


def _again(host: str, entry: Mapping[str, Any]) -> Record:
    """The saved appliance through the same gate as a fresh result, with what only the earlier run knew."""
    if entry.get("error") is not None:
        result: Mapping[str, Any] = {"msg": entry["error"]}
    elif entry.get("outcome") == "unreachable":
        result = {"unreachable": True, "msg": entry.get("outcome_reason")}
    else:
        result = entry
    record = appliance(host, result)
    return {**record, **_kept(clean(dict(entry)), record)}


def _kept(entry: Record, record: Record) -> Record:
    since, seconds = number(at(entry, "events_since.sent")), number(at(entry, "events_since.seconds"))
    advice = entry.get("advice")
    return {
        "advice": advice if isinstance(advice, str) else record["advice"],
        "events_since": None if since is None or seconds is None else {"sent": int(since), "seconds": int(seconds)},
        "first_seen": stamps_of(entry),
        "since_last": _since_last(entry.get("since_last")),
    }


def _since_last(found: Any) -> Record | None:
    """As compare.py made it, as far as it is that."""
    if not isinstance(found, dict):
        return None
    new, gone = found.get("new"), found.get("gone")
    return {
        "at": found.get("at") if epoch_of(found.get("at")) else None,
        "outcome": found.get("outcome"),
        "new": [check for check in new if isinstance(check, str)] if isinstance(new, list) else [],
        "gone": [
            {
                "check": cause["check"],
                "headline": word(cause, "headline"),
                "first_seen": cause.get("first_seen") if epoch_of(cause.get("first_seen")) else None,
            }
            for cause in (gone if isinstance(gone, list) else [])
            if isinstance(cause, dict) and isinstance(cause.get("check"), str)
        ],
    }

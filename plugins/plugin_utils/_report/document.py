# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The content of result.json: one plain record of a run, described by docs/schema/result-1.json."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from . import group, policy
from .appliance import OUTCOMES, Record, appliance, at, is_checked
from .compare import changes, compare
from .history import history
from .times import epoch_of, stamp
from .waivers import waivers

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SCHEMA = "firepower.sse/result/1"
CLOUD_SIDE = "cloud_side"


def document(
    results: Sequence[tuple[str, Mapping[str, Any]]],
    *,
    fail_on: Sequence[str],
    now: float,
    started: float | None = None,
    previous: Mapping[str, Any] | None = None,
    cloud_side: Sequence[Mapping[str, str]] = (),
) -> Record:
    """Everything that the report says, from (host, registered result) pairs; `cloud_side` is the list of manual.yml."""
    appliances = [appliance(host, result) for host, result in results]
    compare(appliances, previous, stamp(now))
    begin = _started(appliances, started, now)
    earlier = [previous] if previous else []
    return assembled(appliances, fail_on=fail_on, begin=begin, now=now, cloud_side=cloud_side, earlier=earlier)


def assembled(
    appliances: list[Record],
    *,
    fail_on: Sequence[str],
    begin: float,
    now: float,
    cloud_side: Sequence[Mapping[str, str]] = (),
    merged: Record | None = None,
    earlier: Sequence[Mapping[str, Any]] = (),
) -> Record:
    """The document of appliances that are compared with the earlier run already: all else follows from them.

    `earlier` are result files; what they know of other appliances is carried on.
    """
    numbered = group.causes(appliances)
    outcomes = [entry["outcome"] for entry in appliances if entry["error"] is None]
    return {
        "schema": SCHEMA,
        "started": stamp(begin),
        "finished": stamp(now),
        "seconds": int(now) - int(begin),  # as the two stamps say, which are cut to seconds
        "asked": len(appliances),
        "checked": sum(map(is_checked, appliances)),
        "unreachable": [entry["host"] for entry in appliances if entry["outcome"] == "unreachable"],
        "errors": [entry["host"] for entry in appliances if entry["error"] is not None],
        "outcomes": {word: number for word in OUTCOMES if (number := outcomes.count(word))},
        "causes": numbered,
        "notes": group.notes(appliances, numbered),
        "appliances": appliances,
        "manual": group.with_status(appliances, "manual") + _cloud_side(appliances, cloud_side),
        "waived": group.with_status(appliances, "waived"),
        "waivers": waivers(appliances),
        "policy": {"fail_on": list(fail_on)},
        "verdict": policy.verdict(appliances, numbered, fail_on),
        "changes": changes(appliances),
        "merged": merged,
        "history": history(earlier, appliances, now),
    }


def _started(appliances: list[Record], started: float | None, now: float) -> float:
    """The given start, else the earliest look at an appliance; never later than now."""
    looks = [epoch_of(at(entry, "evidence.collected.at")) for entry in appliances]
    known = [moment for moment in ([started] if started is not None else looks) if moment is not None]
    return min([*known, now])


def _cloud_side(appliances: list[Record], listed: Sequence[Mapping[str, str]]) -> list[Record]:
    """The fleet's list, with the appliances whose part is proven: only there can the cloud be what is left."""
    hosts = [entry["host"] for entry in appliances if entry["outcome"] in ("delivering", "idle")]
    if not hosts:
        return []
    return [
        {
            "check": item["check"],
            "title": item["title"],
            "chapter": CLOUD_SIDE,
            "reason": None,
            "advice": item["advice"],
            "hosts": hosts,
        }
        for item in listed
    ]


def summary(content: Mapping[str, Any]) -> Record:
    """The run in a few words, from the document: small enough for an artifact of a pipeline."""
    verdict = content["verdict"]
    return {
        "failed": verdict["failed"],
        "because": verdict["because"],
        "sentence": verdict["sentence"],
        **{key: content[key] for key in ("asked", "checked", "unreachable", "errors", "outcomes")},
        "causes": [
            {key: cause[key] for key in ("number", "kind", "check", "headline", "hosts")} for cause in content["causes"]
        ],
        **{key: content["changes"][key] for key in ("newly_broken", "newly_fine")},
    }

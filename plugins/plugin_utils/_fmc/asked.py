# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""From what a play registered of fmc_cloud_info to the word on one appliance."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ansible_collections.firepower.sse.plugins.plugin_utils._errors import SseError

from .word import Identity, find, nothing, word_of

_NOT_RUNNING = "SSE connector is not running"  # the local interface's own words


@dataclass(frozen=True)
class Answer:
    """The *record* of the FMC *name*, or *why* there is none."""

    name: str
    record: dict[str, Any] | None = None
    why: str | None = None


@dataclass(frozen=True)
class Asked:
    """The FMC's *word* on the appliance, and what the *connector* told the FMC: bodies of its local interface."""

    word: dict[str, Any] | None
    connector: Mapping[str, str] = field(default_factory=dict)


def asked(args: Mapping[str, Any], *, host: str, address: str | None) -> Asked:
    """What the FMC `args["fmc"]` said of *host*, from `args["fmc_results"]`. Raises SseError for a bad argument."""
    answer = answer_of(args)
    if answer is None:
        if args.get("depth") == "fmc":
            raise SseError(f"depth is fmc, and {host} has no FMC to ask: set fmc (the variable sse_fmc) to its name.")
        return Asked(word=None)
    if answer.record is None:
        return Asked(nothing(answer.name, why=answer.why))
    identity = Identity(
        names=frozenset(one.lower() for one in (host, address) if one),
        device_id=args.get("fmc_device_id") or None,
        is_fmc=host == answer.name,
    )
    word = word_of(answer.record, source=answer.name, identity=identity)
    if args.get("depth") != "fmc":
        return Asked(word)
    return Asked(word, _bodies((find(answer.record, identity).device or {}).get("connector")))


def answer_of(args: Mapping[str, Any]) -> Answer | None:
    """What the FMC `args["fmc"]` answered; None where none is named. Raises SseError for bad `fmc_results`."""
    name = args.get("fmc")
    if not name:
        return None
    row = _row_of(args.get("fmc_results"), name)
    if row is None:
        return Answer(name, why=f"{name} was not asked: fmc_results has no answer of it")
    if "details" not in row and "cloud" not in row:
        return Answer(name, why=str(row.get("msg") or f"{name} gave no answer"))
    try:
        record = json.loads(row["details"]) if "details" in row else row["cloud"]
    except (TypeError, ValueError):
        record = None
    if not isinstance(record, dict):
        return Answer(name, why=f"what {name} answered can't be read: fmc_results has no record of it")
    return Answer(name, record)


def _bodies(connector: Any) -> dict[str, str]:
    """The answers of the local interface as an appliance would print them; none where the FMC could not ask."""
    found = connector if isinstance(connector, Mapping) else {}
    if found.get("state") == "not_running":
        return {"context": json.dumps({"error": {"message": _NOT_RUNNING}})}
    if found.get("state") != "answered":
        return {}
    return {name: found[name] for name in ("context", "tenant") if isinstance(found.get(name), str)}


def _row_of(registered: Any, name: str) -> Mapping[str, Any] | None:
    """Takes what `register` holds with a loop over the FMCs' names, without one, or a list of such."""
    if isinstance(registered, Mapping) and "results" in registered:
        registered = registered["results"]
    rows: Iterable[Any] = [registered] if isinstance(registered, Mapping) else registered or []
    if isinstance(rows, str):
        raise SseError(f"fmc_results is {rows[:80]!r} and must be what a task with fmc_cloud_info registered.")
    named = [row for row in rows if isinstance(row, Mapping) and name in (row.get("item"), row.get("name"))]
    return named[-1] if named else None


__all__ = ["Answer", "Asked", "answer_of", "asked"]

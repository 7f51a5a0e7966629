# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A user's check is tried before an appliance is touched: on a full specimen, and on empty evidence.

Unknown functions and wrong types compile: only evaluating a query shows them. On empty evidence, because a query that
raises there would call an appliance's silence an error of the check.
"""

from __future__ import annotations

import functools
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .fields import problem
from .queries import Query, QueryError
from .root import root_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .check import Check

_SPECIMEN = Path(__file__).parents[1] / "_parse" / "specimen.json"
_SPECIMEN_NAME = "the specimen of a full appliance"
_PATH = re.compile(r"\bevidence(?:\.\w+)+")
# Dictionaries whose keys are the appliance's own, or those of what was found.
_ANY_KEY = (("config", "settings"), ("log", "causes"))


def run(check: Check) -> None:
    """Evaluates every query of *check* twice. Raises SseError, one sentence that names check, key and problem."""
    _names_what_exists(check)
    for name, root in _roots().items():
        for key, query in queries_of(check):
            try:
                found = query.search(root)
            except QueryError as exc:
                raise problem(check.id, key, f"can't be evaluated on {name} ({exc}): {query.text!r}") from exc
            # whatever else would count as "applies", so a slip of the pen would go unseen
            if key == "applies_when" and not isinstance(found, (bool, type(None))):
                raise problem(check.id, key, f"must give true or false and gives {found!r} on {name}: {query.text!r}")


def _names_what_exists(check: Check) -> None:
    """A slip of the pen in a key of the evidence would make a check that is unknown for ever."""
    for key, query in (("over", check.over), ("query", check.query)):
        if query is None or _finds_something(query):
            continue
        for path in _PATH.findall(query.text):
            wrong = _unknown_key(path.split(".")[1:])
            if wrong:
                raise problem(check.id, key, f"names {path!r}, and evidence has no key {wrong!r} there: {query.text!r}")


def _finds_something(query: Query) -> bool:
    """Whether it finds something on the specimen; one that can't be evaluated is told of later, with the reason."""
    try:
        return query.search(_roots()[_SPECIMEN_NAME]) is not None
    except QueryError:
        return True


def _unknown_key(steps: list[str]) -> str | None:
    """The first of *steps* that the specimen does not have, although all keys always stand in evidence."""
    place: Any = _roots()[_SPECIMEN_NAME]["evidence"]
    for number, step in enumerate(steps):
        if not isinstance(place, dict) or tuple(steps[:number]) in _ANY_KEY:
            return None
        if step not in place:
            return step
        place = place[step]
    return None


def queries_of(check: Check) -> Iterator[tuple[str, Query]]:
    """Every query of *check* with the key that holds it."""
    for key in ("over", "query", "expect_from", "unseen", "doubt", "applies_when", "since", "seen"):
        query = getattr(check, key)
        if query is not None:
            yield key, query
    if not isinstance(check.manual, bool):
        yield "manual", check.manual
    for row in check.advice:
        for query in (row.when, row.query):
            if query is not None:
                yield "advice", query


def specimen() -> dict[str, Any]:
    """Evidence of a healthy appliance with every part filled in."""
    evidence: dict[str, Any] = json.loads(_SPECIMEN.read_text(encoding="utf-8"))
    return evidence


@functools.cache
def _roots() -> dict[str, dict[str, Any]]:
    return {
        _SPECIMEN_NAME: root_of(evidence=specimen(), expected={}),
        "empty evidence": root_of(evidence={}, expected={}),
    }

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
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .fields import problem
from .queries import Query, QueryError
from .root import root_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .check import Check

_SPECIMEN = Path(__file__).parents[1] / "_parse" / "specimen.json"


def run(check: Check) -> None:
    """Evaluates every query of *check* twice. Raises SseError, one sentence that names check, key and problem."""
    for name, root in _roots().items():
        for key, query in queries_of(check):
            try:
                found = query.search(root)
            except QueryError as exc:
                raise problem(check.id, key, f"can't be evaluated on {name} ({exc}): {query.text!r}") from exc
            # whatever else would count as "applies", so a slip of the pen would go unseen
            if key == "applies_when" and not isinstance(found, (bool, type(None))):
                raise problem(check.id, key, f"must give true or false and gives {found!r} on {name}: {query.text!r}")


def queries_of(check: Check) -> Iterator[tuple[str, Query]]:
    """Every query of *check* with the key that holds it."""
    for key in ("over", "query", "expect_from", "unseen", "doubt", "applies_when", "since", "seen"):
        query = getattr(check, key)
        if query is not None:
            yield key, query
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
        "the specimen of a full appliance": root_of(evidence=specimen(), expected={}),
        "empty evidence": root_of(evidence={}, expected={}),
    }

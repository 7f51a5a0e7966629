# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""JMESPath behind one small face: compile once, search plain JSON, two exceptions turned into one."""

from __future__ import annotations

import contextlib
import importlib
import sys
from dataclasses import dataclass, field
from typing import Any

from ansible_collections.firepower.sse.plugins.plugin_utils._errors import SseError

jmespath: Any = None
with contextlib.suppress(ImportError):  # its absence is told in one sentence, where a check is wanted
    jmespath = importlib.import_module("jmespath")

# What jmespath lets escape on data that it did not expect; its own exceptions are ValueErrors.
_ESCAPES = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)


class QueryError(Exception):
    """A query that does not compile, or that can't be evaluated on the data at hand."""


@dataclass(frozen=True)
class Query:
    """A compiled JMESPath expression; two are equal when their texts are."""

    text: str
    expression: Any = field(repr=False, compare=False)

    def search(self, root: dict[str, Any]) -> Any:
        """What the query finds in *root*, plain JSON. Raises QueryError."""
        try:
            return self.expression.search(root)
        except _ESCAPES as exc:
            raise QueryError(one_line(exc)) from exc


def compile_query(text: str) -> Query:
    """Raises QueryError for a text that is no JMESPath, SseError where jmespath is missing."""
    require_jmespath()
    try:
        return Query(text=text, expression=jmespath.compile(text))
    except _ESCAPES as exc:
        raise QueryError(one_line(exc)) from exc


def require_jmespath() -> None:
    """Raises SseError where jmespath can't be imported."""
    if jmespath is None:
        raise SseError(
            f"The checks need the Python library jmespath on the controller, and {sys.executable} does not have it: "
            f"install it with '{sys.executable} -m pip install jmespath'."
        )


def one_line(exc: BaseException) -> str:
    """jmespath draws a caret under the error in further lines: only the first says what is wrong."""
    lines = str(exc).strip().splitlines() or [type(exc).__name__]
    return lines[0].rstrip(":. ")

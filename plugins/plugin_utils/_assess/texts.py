# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Texts of a finding: choosing among rows, filling in what was found, all of it short."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from .queries import Query, QueryError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .check import Choice

_SHOWN_ITEMS = 3
_SHOWN_CHARACTERS = 120
_PLACEHOLDER = re.compile(r"\{(\w+)\}")


def short(value: Any) -> str:
    """*value* in a few words: `a, b and 3 more`, `joined: true`. Bounded, one line."""
    if isinstance(value, list):
        shown = ", ".join(_word(item) for item in value[:_SHOWN_ITEMS])
        more = len(value) - _SHOWN_ITEMS
        return _cut(f"{shown} and {more} more" if more > 0 else shown)
    if isinstance(value, dict):
        return _cut(", ".join(f"{key}: {_word(item)}" for key, item in value.items()))
    return _cut(_word(value))


def _word(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value)


def _cut(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN_CHARACTERS else f"{text[: _SHOWN_CHARACTERS - 3]}..."


def choose(rows: Sequence[Choice], root: dict[str, Any]) -> str | None:
    """The first row whose condition holds and that has something to say."""
    for row in rows:
        if row.when is not None and not _value(row.when, root):
            continue
        if row.text is not None:
            return row.text
        value = _value(row.query, root)
        if value is not None:
            return short(value)
    return None


def fill(text: str | None, found: Any, phrases: dict[str, tuple[Choice, ...]], root: dict[str, Any]) -> str | None:
    """Replaces `{found}` and `{name of a phrase}`, once: what is put in is not looked at again."""

    def value(match: re.Match[str]) -> str:
        name = match.group(1)
        if name == "found":
            return short(found)
        return (choose(phrases[name], root) or "?") if name in phrases else match.group(0)

    return None if text is None else _PLACEHOLDER.sub(value, text)


def _value(query: Query | None, root: dict[str, Any]) -> Any:
    """What *query* finds, None where it can't be evaluated: a text must not fail because of what was not seen."""
    try:
        return None if query is None else query.search(root)
    except QueryError:
        return None

# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The keys of a check as data: what each may hold, and the way from YAML's plain values to a Check."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING, Any

from ansible_collections.firepower.sse.plugins.plugin_utils._errors import SseError

from .check import (
    AREAS,
    CHAPTERS,
    GROUPS,
    PROOFS,
    QUIET,
    REMEDIES,
    ROLES,
    SEVERITIES,
    Check,
    Choice,
)
from .queries import Query, QueryError, compile_query

if TYPE_CHECKING:
    from collections.abc import Callable

_ID = re.compile(r"[A-Za-z][A-Za-z0-9_.-]{0,63}")


class FieldError(Exception):
    """What is wrong with a value, as the end of the sentence `its key 'x' …`."""


def build(raw: dict[str, Any]) -> Check:
    """A Check from its plain keys. Raises SseError, one sentence that names check, key and problem."""
    name = check_id(raw)
    for key in raw:
        if key not in FIELDS:
            raise problem(name, key, f"is not known{_did_you_mean(key)}")
    values = {key: _convert(name, key, value) for key, value in raw.items()}
    values.pop("enabled", None)  # the loader's matter
    manual = values.get("manual") is True
    required = ["title", "severity"] if manual else ["title", "severity", "over", "query"]
    if not manual and not values.get("expect_from"):
        required.append("expect")
    for key in required:
        if key not in values:
            raise problem(name, key, "is missing; a new check needs id, title, over, query, expect and severity")
    for key in ("over", "query"):
        values.setdefault(key, None)
    return Check(**values)


def check_id(raw: Any) -> str:
    """The id of a raw check. Raises SseError where it has none that can be used."""
    name = raw.get("id") if isinstance(raw, dict) else None
    if not isinstance(name, str) or not _ID.fullmatch(name):
        seen = name if isinstance(raw, dict) else raw
        raise SseError(
            "A check needs a key 'id' of letters, digits, '_', '.' and '-' that starts with a letter;"
            f" {seen!r} is none."
        )
    return name


def problem(name: str, key: str, what: str) -> SseError:
    """The one sentence for a check that can't be used."""
    return SseError(f"The check {name!r} can't be used: its key {key!r} {what}.")


def _convert(name: str, key: str, value: Any) -> Any:
    try:
        return FIELDS[key](value)
    except FieldError as exc:
        raise problem(name, key, str(exc)) from exc


def _did_you_mean(key: Any) -> str:
    near = difflib.get_close_matches(str(key), FIELDS, n=1)
    return f"; did you mean {near[0]!r}?" if near else f"; known are {', '.join(sorted(FIELDS))}"


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise FieldError(f"is {value!r} and must be a text")
    return " ".join(value.split())


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise FieldError(f"is {value!r} and must be true or false")
    return value


def _flag_or_query(value: Any) -> bool | Query:
    """A condition is a text; where it does not hold the check is evaluated, so it needs its query all the same."""
    return _query(value) if isinstance(value, str) else _flag(value)


def _query(value: Any) -> Query:
    try:
        return compile_query(_text(value))
    except QueryError as exc:
        raise FieldError(f"is no JMESPath ({exc}): {value!r}") from exc


def _one_of(known: tuple[str, ...]) -> Callable[[Any], str]:
    def convert(value: Any) -> str:
        if value not in known:
            raise FieldError(f"is {value!r} and must be one of {', '.join(known)}")
        return str(value)

    return convert


def _list_of(convert: Callable[[Any], str]) -> Callable[[Any], tuple[str, ...]]:
    def converted(value: Any) -> tuple[str, ...]:
        if not isinstance(value, list):
            raise FieldError(f"is {value!r} and must be a list")
        return tuple(convert(item) for item in value)

    return converted


def _optional(convert: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Null takes a value of the built-in check away."""
    return lambda value: None if value is None else convert(value)


def choices(value: Any) -> tuple[Choice, ...]:
    """A text, or a list of {when, text}, whose last row has no `when`, so that there always is an answer."""
    rows = [{"text": value}] if isinstance(value, str) else value
    if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) for row in rows):
        raise FieldError(f"is {value!r} and must be a text or a list of 'when' and 'text'")
    for row in rows:
        if unknown := sorted(set(row) - {"when", "text", "query"}):
            raise FieldError(f"has a row with the key {unknown[0]!r}; known are when, text, query")
        if ("text" in row) == ("query" in row):
            raise FieldError("has a row that needs either 'text' or 'query'")
    if "when" in rows[-1]:
        raise FieldError("has no last row without 'when', so it could leave nothing to say")
    return tuple(
        Choice(
            when=_query(row["when"]) if "when" in row else None,
            text=_text(row["text"]) if "text" in row else None,
            query=_query(row["query"]) if "query" in row else None,
        )
        for row in rows
    )


FIELDS: dict[str, Callable[[Any], Any]] = {
    "id": _text,
    "title": _text,
    "chapter": _one_of(CHAPTERS),
    "severity": _one_of(SEVERITIES),
    "over": _query,
    "query": _query,
    "expect": lambda value: value,
    "expect_from": _optional(_query),
    "needs": _list_of(_text),
    "unseen": _optional(_query),
    "doubt": _optional(_query),
    "leaves_open": _optional(_query),
    "unknown": _optional(_text),
    "applies_to": _list_of(_one_of(ROLES)),
    "applies_when": _optional(_query),
    "not_applicable": _optional(_text),
    "manual": _flag_or_query,
    "proves": _optional(_one_of((*PROOFS, QUIET))),
    "area": _one_of(AREAS),
    "headline": _optional(_text),
    "remedy": _optional(_one_of(REMEDIES)),
    "advice": lambda value: () if value is None else choices(value),
    "avoid": _optional(_text),
    "since": _optional(_query),
    "seen": _optional(_query),
    "group": _one_of(GROUPS),
    "reference": _optional(_text),
    "meaning": _optional(_text),
    "enabled": _flag,
}

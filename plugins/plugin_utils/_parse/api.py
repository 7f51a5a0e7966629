# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Answers of the connector's local API: what came back, before anything of it is believed."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any

from .capture import TIME_LIMIT
from .curl import CONNECT, TIME_OUT
from .text import clean, lines, text_or_none, whole

_CODE = re.compile(r"http_code=(\d{3})\s*\Z")
# A field each of these is in every context known; an object with none of them is something else.
_CONTEXT_KEYS = frozenset({"status", "settings", "statistics", "meta"})
_KNOWN_ERRORS = {"sse connector is not running": "not_running", "default context is not present": "absent"}


@dataclass(frozen=True)
class Answer:
    """`answer` is ok, absent, not_running, refused, timed_out, error or garbled; `body` is {} unless it is ok."""

    answer: str
    message: str | None
    http_code: int | None = None
    body: dict[str, Any] = field(default_factory=dict)


def read(*, exit_code: int, stdout: str, stderr: str = "") -> Answer:
    r"""The answer to one GET; stdout is the body, then the line `http_code=NNN`.

    >>> read(exit_code=0, stdout='{"error": {"message": "Default context is not present"}}\nhttp_code=404\n').answer
    'absent'
    >>> read(exit_code=7, stdout="\nhttp_code=000\n", stderr="curl: (7) Failed to connect to localhost").answer
    'refused'
    """
    code = _CODE.search(stdout[-64:])
    http_code = (whole(code[1]) or None) if code else None
    if exit_code != 0:
        said = next((line.strip() for line in lines(stderr) if line.strip()), f"exit status {exit_code}")
        said = clean(said.partition(") ")[2] if said.startswith("curl: (") else said, limit=200)
        answer = {CONNECT: "refused", TIME_OUT: "timed_out", TIME_LIMIT: "timed_out"}.get(exit_code, "error")
        return Answer(answer, said, http_code)
    text = stdout[: stdout.rindex("http_code=")] if code else stdout
    return _of_body(parsed(text), http_code)


def _of_body(body: Any, http_code: int | None) -> Answer:
    if not isinstance(body, dict):
        if http_code is not None and http_code >= 400:
            return Answer("error", f"HTTP {http_code}", http_code)
        return Answer("garbled", "the answer is no JSON object", http_code)
    error = body.get("error")
    if error:
        said = text_or_none(error.get("message") if isinstance(error, dict) else error) or "an error without message"
        return Answer(_KNOWN_ERRORS.get(said.lower().rstrip("."), "error"), said, http_code)
    if http_code is not None and http_code >= 400:
        return Answer("error", f"HTTP {http_code}", http_code)
    return Answer("ok", f"HTTP {http_code}" if http_code else None, http_code, body)


def is_context(body: dict[str, Any]) -> bool:
    """True for an object that has at least one part of a context."""
    return any(isinstance(body.get(key), dict) for key in _CONTEXT_KEYS)


def parsed(text: str) -> Any:
    """The JSON value in a text, or None; numbers that JSON does not have become null."""
    try:
        return json.loads(text, parse_constant=lambda _name: None)
    except (ValueError, RecursionError):
        return None


def dig(value: Any, *path: str) -> Any:
    """The value at a path of keys, or None as soon as one of them is not there.

    >>> dig({"a": {"b": 1}}, "a", "b"), dig({"a": None}, "a", "b")
    (1, None)
    """
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def entries(value: Any) -> list[dict[str, Any]]:
    """The objects of a list, which may also be null."""
    return [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []


def of_type(value: Any, wanted: str) -> dict[str, Any]:
    """The object of a list whose `type` is the wanted one, in whatever case; {} if there is none."""
    for entry in entries(value):
        if str(entry.get("type")).lower() == wanted.lower():
            return entry
    return {}


__all__ = ["Answer", "dig", "entries", "is_context", "of_type", "parsed", "read"]

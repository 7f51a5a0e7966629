# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The live context, asked over the local API once or twice, with its tenant."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import api, context, counters
from ..capture import NOT_EXECUTABLE, NOT_FOUND
from ..text import number

if TYPE_CHECKING:
    from ..capture import Section
    from ..view import View


def read(view: View, *, interval: int | None) -> tuple[dict[str, Any] | None, dict[str, Any]]:
    """The context's part of the evidence, and the body that it was read from ({} where none was)."""
    first, second = _reads(view)
    if first is None:
        return None, {}
    answer = _answer(first)
    # The second read is only taken after the first was answered: without it growth is not known.
    body = answer.body
    again = _answer(second).body if second else {}
    if body and not again:
        view.missing("context", "second read of the counters")
    seen = context.read(body=again or body, now=_at(second if again else first) or view.now, interval=interval)
    between = _between(first, second)
    return {
        "answer": answer.answer,
        "message": answer.message,
        "http_code": answer.http_code,
        **seen,
        "counters": counters.together(
            first=counters.read(body=body), second=counters.read(body=again), seconds=between
        ),
        "tenant": None,
    }, again or body


def tenant(view: View, *, answer: str) -> dict[str, Any]:
    """The body of the tenant's answer, {} where there is none; only asked for where a context was read."""
    if answer != "ok":
        return {}
    section = view.section("tenant")
    return api.read(exit_code=section.exit, stdout=section.stdout, stderr=section.stderr).body if section else {}


def _reads(view: View) -> tuple[Section | None, Section | None]:
    """The first and second read; a time limit is an answer here (the API is silent), a missing curl is none."""
    first = second = None
    for section in view.capture.all("context"):
        if section.exit in (NOT_FOUND, NOT_EXECUTABLE):
            view.problem("context", section.reason)
        elif section.attributes.get("n") == "2":
            second = second or section
        elif first is None or (section.exit == 0 and first.exit != 0):
            first = section
    if first is None:
        view.missing("context")
    return first, second


def _answer(section: Section) -> api.Answer:
    answer = api.read(exit_code=section.exit, stdout=section.stdout, stderr=section.stderr)
    if answer.answer == "ok" and not api.is_context(answer.body):
        return api.Answer("garbled", "the answer holds no part of a context", answer.http_code)
    return answer


def _at(section: Section | None) -> float | None:
    return number(section.attributes.get("at")) if section else None


def _between(first: Section, second: Section | None) -> float | None:
    one, two = _at(first), _at(second)
    return two - one if one is not None and two is not None else None


__all__ = ["read", "tenant"]

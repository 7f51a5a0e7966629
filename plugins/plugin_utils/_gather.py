# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Collects one appliance's evidence: renders, runs, saves and parses, for every action that needs evidence."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ansible_collections.firepower.sse.plugins.plugin_utils._collect.added import (
    LINES,
    capture_of_fmc,
    with_clish,
    with_word,
)
from ansible_collections.firepower.sse.plugins.plugin_utils._collect.capture_file import save_capture
from ansible_collections.firepower.sse.plugins.plugin_utils._collect.script import Request, new_boundary, render
from ansible_collections.firepower.sse.plugins.plugin_utils._collect.subset import CLISH
from ansible_collections.firepower.sse.plugins.plugin_utils._errors import SseError
from ansible_collections.firepower.sse.plugins.plugin_utils._parse.evidence import evidence
from ansible_collections.firepower.sse.plugins.plugin_utils._parse.text import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    Ask = Callable[[Sequence[str]], Mapping[str, str]]


@dataclass(frozen=True)
class Gathered:
    """``evidence`` as docs/evidence.md says; ``capture`` is the path of the raw text if it was saved.

    A capture that could not be saved takes no verdict away: the evidence's ``problems`` say why it is missing.
    """

    evidence: dict[str, Any]
    capture: str | None
    seconds: float


@dataclass(frozen=True)
class Look:
    """One look at an appliance: who it is, where its raw text is kept, and what an FMC says of it, both if asked."""

    host: str
    capture_dir: str | None
    word: dict[str, Any] | None = None


def gather(request: Request, look: Look, *, run: Callable[[str], str], ask: Ask | None = None) -> Gathered:
    """One login: *ask* has CLISH answer lines, as far as there is one; *run* then sends a shell text to the appliance
    and returns what it printed. Raises SseError.
    """
    clock = time.monotonic()
    answers = ask(LINES) if ask and CLISH in request.parts else {}
    boundary, started = new_boundary(), round(time.time(), 3)  # as the capture has it
    capture = run(render(request, boundary=boundary, controller_epoch=started))
    seconds = round(time.monotonic() - clock, 1)
    capture = with_clish(capture, answers, boundary=boundary)
    if look.word:
        capture = with_word(capture, look.word, boundary=boundary)
    return _gathered(request, look, capture, boundary=boundary, started=started, seconds=seconds)


def gather_fmc(request: Request, look: Look, *, connector: Mapping[str, str]) -> Gathered:
    """No round trip: what the FMC says is all that is known, with what the *connector* told it."""
    boundary = new_boundary()
    capture = capture_of_fmc(look.word or {}, connector=connector, boundary=boundary)
    return _gathered(request, look, capture, boundary=boundary, started=time.time(), seconds=0.0)


def _gathered(request: Request, look: Look, capture: str, *, boundary: str, started: float, seconds: float) -> Gathered:
    found = evidence(
        capture=capture,
        boundary=boundary,
        controller_epoch=started,
        regions={name: [dict(row) for row in rows] for name, rows in request.regions.items()},
        extra_hosts=[dict(row) for row in request.extra_hosts],
    )
    saved = None
    if look.capture_dir:
        try:
            saved = save_capture(capture, directory=look.capture_dir, host=look.host)
        except SseError as exc:
            found["problems"].append({"section": "capture_dir", "reason": clean(str(exc), limit=400)})
    return Gathered(evidence=found, capture=saved, seconds=seconds)


__all__ = ["Gathered", "Look", "gather", "gather_fmc"]

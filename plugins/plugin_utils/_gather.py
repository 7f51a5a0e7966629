# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Collects one appliance's evidence: renders, runs, saves and parses, for every action that needs evidence."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ansible_collections.firepower.sse.plugins.plugin_utils._collect.capture_file import save_capture
from ansible_collections.firepower.sse.plugins.plugin_utils._collect.script import Request, new_boundary, render
from ansible_collections.firepower.sse.plugins.plugin_utils._errors import SseError
from ansible_collections.firepower.sse.plugins.plugin_utils._parse.evidence import evidence
from ansible_collections.firepower.sse.plugins.plugin_utils._parse.text import clean

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True)
class Gathered:
    """``evidence`` as docs/evidence.md says; ``capture`` is the path of the raw text if it was saved.

    A capture that could not be saved takes no verdict away: the evidence's ``problems`` say why it is missing.
    """

    evidence: dict[str, Any]
    capture: str | None
    seconds: float


def gather(request: Request, *, run: Callable[[str], str], host: str, capture_dir: str | None) -> Gathered:
    """One round trip: *run* sends a shell text to the appliance and returns what it printed. Raises SseError."""
    boundary = new_boundary()
    started, clock = time.time(), time.monotonic()
    capture = run(render(request, boundary=boundary, controller_epoch=started))
    seconds = round(time.monotonic() - clock, 1)
    found = evidence(
        capture=capture,
        boundary=boundary,
        controller_epoch=started,
        regions={name: [dict(row) for row in rows] for name, rows in request.regions.items()},
        extra_hosts=[dict(row) for row in request.extra_hosts],
    )
    saved = None
    if capture_dir:
        try:
            saved = save_capture(capture, directory=capture_dir, host=host)
        except SseError as exc:
            found["problems"].append({"section": "capture_dir", "reason": clean(str(exc), limit=400)})
    return Gathered(evidence=found, capture=saved, seconds=seconds)


__all__ = ["Gathered", "gather"]

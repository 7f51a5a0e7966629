# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Against an earlier result file."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.firepower.sse.plugins.plugin_utils._report.compare import changes, events_since

FINE = ["delivering", "idle", "off"]
BROKEN = ["not_delivering", "cannot_tell", "unreachable"]


def looked(sent: Any, at: Any, source: str = "zmq") -> dict[str, Any]:
    return {"evidence": {"collected": {"at": at}, "context": {"counters": {"source": source, "sent": sent}}}}


@pytest.mark.parametrize("was", FINE + BROKEN)
@pytest.mark.parametrize("now", FINE + BROKEN)
def test_changes(was: str, now: str) -> None:
    previous = {"finished": "2026-11-24T02:00:00Z", "appliances": [{"host": "a", "outcome": was}]}
    assert changes([{"host": "a", "outcome": now}, {"host": "new", "outcome": now}], previous) == {
        "since": "2026-11-24T02:00:00Z",
        "compared": 1,
        "newly_broken": ["a"] if was in FINE and now in BROKEN else [],
        "newly_fine": ["a"] if was in BROKEN and now in FINE else [],
    }


@pytest.mark.parametrize("previous", [None, {}, {"appliances": None}, {"appliances": [3, {}, {"host": 1}]}])
def test_without_a_usable_earlier_run(previous: Any) -> None:
    found = changes([{"host": "a", "outcome": "idle"}], previous)
    assert (found["since"], found["compared"], found["newly_broken"]) == (None, 0, [])


@pytest.mark.parametrize(
    ("earlier", "later", "expected"),
    [
        (looked(100, "2026-11-24T02:00:00Z"), looked(41302, "2026-11-24T03:12:00Z"), {"sent": 41202, "seconds": 4320}),
        (looked(5, "2026-11-24T02:00:00Z"), looked(5, "2026-11-24T02:00:09Z"), {"sent": 0, "seconds": 9}),
        # a restart zeroes the counters
        (looked(100, "2026-11-24T02:00:00Z"), looked(7, "2026-11-24T03:12:00Z"), None),
        (looked(1, "2026-11-24T02:00:00Z"), looked(7, "2026-11-24T03:12:00Z", source="ws"), None),
        (looked(1, "2026-11-24T04:00:00Z"), looked(7, "2026-11-24T03:12:00Z"), None),
        (looked(True, "2026-11-24T02:00:00Z"), looked(7, "2026-11-24T03:12:00Z"), None),
        (looked("1", "2026-11-24T02:00:00Z"), looked(7, "2026-11-24T03:12:00Z"), None),
        (looked(1, "then"), looked(7, "2026-11-24T03:12:00Z"), None),
        (None, looked(7, "2026-11-24T03:12:00Z"), None),
        ({"evidence": None}, looked(7, "2026-11-24T03:12:00Z"), None),
    ],
)
def test_events_since(earlier: Any, later: Any, expected: Any) -> None:
    assert events_since(later, earlier) == expected

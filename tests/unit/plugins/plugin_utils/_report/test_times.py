# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Times."""

from __future__ import annotations

import pytest

from ansible_collections.firepower.sse.plugins.plugin_utils._report.times import epoch_of, since, span, stamp

NOW = 1795489960.0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-24T03:12:40Z", NOW),
        ("2026-11-24T03:12:40.123456789Z", NOW),
        ("2026-11-24 04:12:40+01:00", NOW),
        ("2026-11-24T04:12:40+0100", NOW),
        ("2026-11-24T03:12:40", NOW),
        ("2026-13-24T03:12:40Z", None),
        ("0000-00-00T00:00:00Z", None),
        ("", None),
        ("yesterday", None),
        (None, None),
        (3, None),
    ],
)
def test_epoch_of(text: object, expected: float | None) -> None:
    assert epoch_of(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-24T02:14:00Z", "02:14Z"),
        ("2026-11-23T23:59:00Z", "11-23 23:59Z"),
        ("2025-11-24T02:14:00Z", "2025-11-24 02:14Z"),
        ("soon", None),
    ],
)
def test_since(text: str, expected: str | None) -> None:
    assert since(text, NOW) == expected


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [(-1, "0 s"), (0, "0 s"), (119, "119 s"), (120, "2 min"), (4320, "72 min"), (93600, "26 h"), (800000, "9 d")],
)
def test_span(seconds: float, expected: str) -> None:
    assert span(seconds) == expected


def test_stamp_is_utc() -> None:
    assert stamp(NOW) == "2026-11-24T03:12:40Z"

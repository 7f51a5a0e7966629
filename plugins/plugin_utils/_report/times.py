# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Times as people read them at night: short, and always UTC."""

from __future__ import annotations

import re
from datetime import datetime, timezone

_RFC3339 = re.compile(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(\.\d+)?(Z|[+-]\d\d:?\d\d)?")


def epoch_of(text: object) -> float | None:
    """Seconds since 1970 of an RFC 3339 stamp (any number of fraction digits); None when it is none.

    >>> epoch_of("1970-01-01T01:00:30.123456789+01:00")
    30.0
    """
    match = _RFC3339.fullmatch(text.strip()) if isinstance(text, str) else None
    if match is None:
        return None
    day, clock, _fraction, zone = match.groups()
    zone = "+00:00" if zone in (None, "Z") else zone
    if ":" not in zone:
        zone = f"{zone[:3]}:{zone[3:]}"
    try:
        return datetime.fromisoformat(f"{day}T{clock}{zone}").timestamp()
    except (ValueError, OverflowError):
        return None


def stamp(epoch: float) -> str:
    """RFC 3339 in UTC, to the second."""
    return datetime.fromtimestamp(epoch, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def since(text: object, now: float) -> str | None:
    """`02:14Z` for today, `11-22 02:14Z` within half a year, with the year before that."""
    epoch = epoch_of(text)
    if epoch is None:
        return None
    moment, today = (datetime.fromtimestamp(value, timezone.utc) for value in (epoch, now))
    if moment.date() == today.date():
        return moment.strftime("%H:%MZ")
    return moment.strftime("%m-%d %H:%MZ" if abs(now - epoch) < 180 * 86400 else "%Y-%m-%d %H:%MZ")


def span(seconds: float) -> str:
    """A length of time in its largest fitting unit: `2 s`, `72 min`, `26 h`, `9 d`."""
    for unit, size, limit in (("s", 1, 120), ("min", 60, 7200), ("h", 3600, 172800)):
        if seconds < limit:
            return f"{int(max(seconds, 0) / size)} {unit}"
    return f"{int(seconds / 86400)} d"

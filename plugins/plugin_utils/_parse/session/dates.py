# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What `date` printed, in the forms that people ask it for."""

from __future__ import annotations

import re

from .. import stamps

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WORDS = re.compile(
    r"[A-Z][a-z]{2},? (?:(?P<month>[A-Z][a-z]{2}) +(?P<day>\d{1,2})"
    r"|(?P<day2>\d{1,2}) (?P<month2>[A-Z][a-z]{2}) (?P<year2>\d{4}))"
    r",? (?P<clock>\d{1,2}:\d\d:\d\d)(?: (?P<half>AM|PM))?,? ?"
    r"(?P<zone>UTC|GMT|Z|[+-]\d{2}(?::?\d\d)?)(?: (?P<year>\d{4}))?"
)
_EPOCH = re.compile(r"\d{9,11}")


def epoch_of(line: str) -> float | None:
    """Seconds since 1970; None also where the zone is a name that says no certain offset.

    >>> epoch_of("Tue Nov 24 03:12:40 UTC 2026"), epoch_of("Tue, 24 Nov 2026 04:12:40 +0100")
    (1795489960.0, 1795489960.0)
    >>> epoch_of("Tue Nov 24 03:12:40 CET 2026") is None
    True
    """
    text = line.strip()
    if _EPOCH.fullmatch(text):
        return stamps.possible(float(text))
    found = _WORDS.fullmatch(text)
    if found is None:
        return stamps.epoch(text.replace(" +", "+").replace(" -", "-"))
    month, day = found["month"] or found["month2"], found["day"] or found["day2"]
    year = found["year"] or found["year2"]
    if month not in _MONTHS or not year:
        return None
    hour, _colon, rest = found["clock"].partition(":")
    if found["half"]:
        hour = str(int(hour) % 12 + (12 if found["half"] == "PM" else 0))
    zone = found["zone"] if found["zone"][0] in "+-" else "Z"
    zone = f"{zone}00" if len(zone) == 3 else zone
    return stamps.epoch(f"{year}-{_MONTHS.index(month) + 1:02}-{day:0>2}T{hour:0>2}:{rest}{zone}")


__all__ = ["epoch_of"]

# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Points in time as devices write them. Inside, a time is seconds since 1970, UTC."""

from __future__ import annotations

import re
from datetime import datetime, timezone
from functools import lru_cache

# Go writes its zero time as year 1: it means "never".
_FIRST = 31_536_000.0
_LAST = 253_402_300_799.0

# What a stamp may lie ahead of the moment that it is compared with: longer than any capture takes.
SKEW = 300.0

_RFC3339 = re.compile(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(\.\d{1,9})?\d*(Z|[+-]\d\d:?\d\d)", re.ASCII)
_CERTIFICATE = re.compile(r"([A-Z][a-z]{2}) +(\d{1,2}) (\d\d:\d\d:\d\d) (\d{4})(?: GMT)?", re.ASCII)
_HTTP = re.compile(r"[A-Z][a-z]{2}, (\d\d) ([A-Z][a-z]{2}) (\d{4}) (\d\d:\d\d:\d\d) GMT", re.ASCII)
_MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec"


def possible(epoch: float | None) -> float | None:
    """The same time if a calendar can show it, else None."""
    return epoch if epoch is not None and _FIRST < epoch <= _LAST else None


def past(epoch: float | None, *, now: float | None) -> float | None:
    """The same time, but for one of the future: nothing can be compared with it."""
    return None if epoch is not None and now is not None and epoch > now + SKEW else epoch


@lru_cache(maxsize=64)
def _offset(zone: str) -> int:
    """Seconds east of Greenwich of `Z`, `-05:00` or `-0500`."""
    if zone == "Z":
        return 0
    seconds = 3600 * int(zone[1:3]) + 60 * int(zone[-2:])
    return -seconds if zone[0] == "-" else seconds


def epoch(text: object) -> float | None:
    """Of RFC 3339 with 0 to 9 digits of fraction, offset or Z.

    >>> epoch("2020-04-13T14:34:02.50000046-05:00")
    1586806442.5
    >>> epoch("0001-01-01T00:00:00Z") is epoch("") is None
    True
    """
    found = _RFC3339.match(text) if isinstance(text, str) else None
    if found is None:
        return None
    day, clock, fraction, zone = found.groups()
    try:
        seconds = datetime.fromisoformat(f"{day}T{clock}+00:00").timestamp()
    except (ValueError, OverflowError):
        return None
    return possible(round(seconds - _offset(zone) + float(fraction or 0), 6))


def rfc3339(epoch: float | None) -> str | None:
    """Whole seconds, UTC.

    >>> rfc3339(1586806442.88)
    '2020-04-13T19:34:02Z'
    """
    if possible(epoch) is None or epoch is None:
        return None
    return f"{datetime.fromtimestamp(int(epoch), tz=timezone.utc).isoformat()[:19]}Z"


def http_date(text: str) -> float | None:
    """Of a `Date:` header.

    >>> http_date("Tue, 24 Nov 2026 03:12:40 GMT")
    1795489960.0
    """
    found = _HTTP.fullmatch(text.strip())
    return _in_english(year=found[3], month=found[2], day=found[1], clock=found[4]) if found else None


def certificate_date(text: str) -> float | None:
    """Of the dates in curl's trace: `Dec  3 20:57:56 2019 GMT` or `2019-12-03 20:57:56 GMT`.

    >>> certificate_date("Dec  3 20:57:56 2019 GMT") == certificate_date("2019-12-03 20:57:56 GMT")
    True
    """
    found = _CERTIFICATE.fullmatch(text.strip())
    if found:
        return _in_english(year=found[4], month=found[1], day=found[2], clock=found[3])
    return epoch(text.strip().replace(" GMT", "Z"))


def _in_english(*, year: str, month: str, day: str, clock: str) -> float | None:
    # strptime would do, but it builds its tables at the first call: 4 ms in each worker of Ansible.
    number = _MONTHS.find(month)
    if number % 3:
        return None
    return epoch(f"{year}-{number // 3 + 1:02}-{day:0>2}T{clock}Z")


__all__ = ["SKEW", "certificate_date", "epoch", "http_date", "past", "possible", "rfc3339"]

# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whose clock is wrong: the appliance's, the controller's, or neither."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

LIMIT = 300.0  # seconds, more than any delay between the moments that are compared


def compare(
    *,
    appliance: float | None,
    controller: float | None,
    dates: Sequence[float],
    certificates: Iterable[tuple[float | None, float | None]] = (),
) -> dict[str, Any]:
    """The clock's part of the evidence. `dates` are the answers' `Date:` headers, `certificates` pairs of validity.

    >>> compare(appliance=1000.0, controller=4000.0, dates=[4001.0])["wrong"]
    'appliance'
    """
    # The middle one: a single server, or somebody on the way, may be wrong as well.
    cloud = sorted(dates)[len(dates) // 2] if dates else None
    offsets = {
        "offset_seconds": _difference(appliance, controller),
        "cloud_offset_seconds": _difference(appliance, cloud),
        "controller_offset_seconds": _difference(controller, cloud),
    }
    return {
        "appliance_epoch": None if appliance is None else int(appliance),
        **offsets,
        "wrong": _wrong(offsets),
        "outside_certificate": _outside(appliance, controller if cloud is None else cloud, certificates),
    }


def _difference(one: float | None, other: float | None) -> int | None:
    return None if one is None or other is None else round(one - other)


def _wrong(offsets: dict[str, int | None]) -> str | None:
    own, cloud, controller = offsets.values()
    if cloud is None:
        # Two clocks that disagree do not say which of them is wrong.
        return "none" if own is not None and abs(own) <= LIMIT else None
    if abs(cloud) > LIMIT:
        return "appliance"
    return "controller" if controller is not None and abs(controller) > LIMIT else "none"


def _outside(
    appliance: float | None, reference: float | None, certificates: Iterable[tuple[float | None, float | None]]
) -> bool | None:
    """True where a certificate is valid now, but not by the appliance's clock; an expired one is no wrong clock."""
    spans = [(start, end) for start, end in certificates if start is not None and end is not None]
    if appliance is None or not spans:
        return None
    out = [span for span in spans if not span[0] <= appliance <= span[1]]
    if not out:
        return False
    return None if reference is None else any(start <= reference <= end for start, end in out)


__all__ = ["LIMIT", "compare"]

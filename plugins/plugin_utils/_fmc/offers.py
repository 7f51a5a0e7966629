# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which release of the FMC offers what by REST: a table, so that no gap reads as a failure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ansible_collections.firepower.sse.plugins.plugin_utils._errors import SseError

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True)
class Offer:
    """A question: from which release on it has an answer, and where a person looks it up before."""

    since: tuple[int, ...]
    instead: str


OFFERS = {
    "licence": Offer((7, 2), "look at System > Licenses > Smart Licenses"),
    "cloud_events": Offer((6, 4), "look at System > Integration > Cloud Services"),
    "region": Offer((6, 5), "look at System > Integration > Cloud Services"),
    "tenant": Offer(
        (7, 7), "look at Integration; before, REST shows it only among the SecureX secrets, which are not read"
    ),
    "ha": Offer((7, 0), "look at System > Integration > High Availability"),
    "alerts": Offer((7, 0), "look at System > Health > Monitor"),
    "devices": Offer((6, 1), "look at Devices > Device Management"),
    "connectors": Offer((10, 0), "ask the appliance itself"),
    "changes": Offer((6, 1), "look at System > Monitoring > Audit"),
    "work": Offer((6, 1), "look at the tasks of the message centre"),
}
QUESTIONS = tuple(OFFERS)
SUBSETS = ("version", *QUESTIONS)


def gap(question: str, *, version: str | None) -> str | None:
    """Why the release does not answer the question; None if it does, or if the release is unknown.

    >>> gap("licence", version="6.4.0")
    'FMC 6.4.0 does not offer this by REST, 7.2 is the first; look at System > Licenses > Smart Licenses'
    """
    offer = OFFERS[question]
    if version is None or numbers(version) >= offer.since:
        return None
    first = ".".join(map(str, offer.since))
    return f"FMC {version} does not offer this by REST, {first} is the first; {offer.instead}"


def numbers(version: str | None) -> tuple[int, ...]:
    """A release that can be compared; () if it is unknown.

    >>> numbers("7.4.2")
    (7, 4, 2)
    """
    return tuple(int(piece) for piece in version.split(".")) if version else ()


def wanted(words: Iterable[str]) -> frozenset[str]:
    """The questions that a gather_subset asks: `[all, !work]` is all but one. Raises SseError.

    What the FMC says of single devices needs the list of devices.
    """
    chosen: set[str] = set()
    left_out: set[str] = set()
    for word in words:
        name = word.removeprefix("!")
        if name not in (*SUBSETS, "all"):
            raise SseError(
                f"gather_subset has {word!r}; known are all, {', '.join(SUBSETS)}, and each of them after a !."
            )
        (left_out if word.startswith("!") else chosen).update(SUBSETS if name == "all" else (name,))
    asked = (chosen or set(SUBSETS)) - left_out
    if asked & {"alerts", "connectors"}:
        asked.add("devices")
    return frozenset(asked - {"version"})


__all__ = ["OFFERS", "QUESTIONS", "Offer", "gap", "numbers", "wanted"]

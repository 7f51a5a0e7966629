# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What of an appliance is read: the words of the option ``gather_subset``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ansible_collections.firepower.sse.plugins.plugin_utils._errors import SseError

if TYPE_CHECKING:
    from collections.abc import Iterable

CLISH = "clish"  # what the appliance's command line shows, before the shell
PARTS = (
    "identity",
    "daemons",
    "config",
    "context",
    "socket",
    "connections",
    "log",
    "probes",
    "trust",
    "network",
    CLISH,
)


def parts_of(words: Iterable[str]) -> tuple[str, ...]:
    """``[all, !log]`` → all parts but the log; only exclusions start from all. Raises SseError."""
    wanted: set[str] = set()
    unwanted: set[str] = set()
    for word in words:
        name = word.removeprefix("!")
        if name not in (*PARTS, "all"):
            raise SseError(
                f"gather_subset has {word!r}; known are all, {', '.join(PARTS)}, and each of them after a !."
            )
        chosen = set(PARTS) if name == "all" else {name}
        (unwanted if word.startswith("!") else wanted).update(chosen)
    return tuple(part for part in PARTS if part in (wanted or set(PARTS)) - unwanted)


__all__ = ["CLISH", "PARTS", "parts_of"]

# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One question that must be answered before an appliance is restarted."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Guard:
    """The question and its answer, as a person reads it before saying yes."""

    name: str
    passed: bool
    reason: str

    def record(self) -> dict[str, object]:
        return {"guard": self.name, "passed": self.passed, "reason": self.reason}


__all__ = ["Guard"]

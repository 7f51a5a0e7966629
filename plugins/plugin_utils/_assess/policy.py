# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether an assessment is a failure, by the user's policy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection

# What an action of one appliance can fail on; `unreachable` and `nothing_checked` are the fleet's, see the report.
WORDS = ("critical", "warning", "unknown")


def because(findings: list[dict[str, Any]], fail_on: Collection[str]) -> list[dict[str, Any]]:
    """The findings that *fail_on* makes a failure of. `unknown` means: of a critical check."""
    wanted = {
        ("fail", "critical"): "critical" in fail_on,
        ("fail", "warning"): "warning" in fail_on,
        ("unknown", "critical"): "unknown" in fail_on,
    }
    return [one for one in findings if wanted.get((one["status"], one["severity"]))]


def sentence(host: str, result: dict[str, Any], failing: list[dict[str, Any]]) -> str:
    """One sentence for the failed task: outcome, then causes first, at most three."""
    causes = [*result["root_causes"], *result["possible_causes"]]
    first = sorted(failing, key=lambda one: causes.index(one["check"]) if one["check"] in causes else len(causes))
    named = "; ".join(f"{one['check']} {_what(one)}" for one in first[:3])
    more = f"; and {len(first) - 3} more" if len(first) > 3 else ""
    return f"{host}: {result['outcome'].replace('_', ' ')} - {named}{more}"


def _what(one: dict[str, Any]) -> str:
    """A title says what should be so: alone it would deny that it was not seen."""
    return f"not seen: {one['title']}" if one["status"] == "unknown" else str(one["headline"] or one["title"])

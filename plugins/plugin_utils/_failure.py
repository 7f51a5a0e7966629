# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A task that fail_on fails: Ansible prints its result whole, some 28 KB of it, in the middle of a screen."""

from __future__ import annotations

from typing import Any

_TOLD = ("fail", "unknown", "waived")


def short_failure(result: dict[str, Any]) -> dict[str, Any]:
    """The result without its evidence, and with the findings alone that fail, if the task fails; else as it is."""
    if not result.get("failed"):
        return result
    told = [finding for finding in result["findings"] if finding["status"] in _TOLD]
    return {**{key: value for key, value in result.items() if key != "evidence"}, "findings": told}


__all__ = ["short_failure"]

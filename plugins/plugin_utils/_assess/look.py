# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A way into nested JSON of which no shape is certain."""

from __future__ import annotations

from typing import Any


def look(data: Any, *keys: str) -> Any:
    """The value under nested *keys*; None where one of them is missing, or what holds it is no dict."""
    for key in keys:
        if not isinstance(data, dict):
            return None
        data = data.get(key)
    return data

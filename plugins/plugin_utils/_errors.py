# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The one exception of the collection's own code; actions turn it into Ansible's."""

from __future__ import annotations


class SseError(Exception):
    """What went wrong, as one sentence: what was done to what, the value seen, what was expected, what to do."""


__all__ = ["SseError"]

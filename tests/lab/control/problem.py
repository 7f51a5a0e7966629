# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The lab's own error: one sentence for the person at the prompt."""

from __future__ import annotations


class Problem(Exception):
    """The lab cannot do what it was asked to; the text says what and why."""

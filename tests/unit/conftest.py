# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What holds for all unit tests."""

from __future__ import annotations

from hypothesis import settings

# A limit of time for one example fails on a busy machine; a database of examples makes two runs differ.
settings.register_profile("firepower.sse", deadline=None, database=None)
settings.load_profile("firepower.sse")

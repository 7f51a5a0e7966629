#!/usr/bin/env python3
# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes docs/checks.md from the catalogue. Needs PYTHONPATH to hold the tree that ansible_collections/ is in."""

from __future__ import annotations

from pathlib import Path

from ansible_collections.firepower.sse.plugins.plugin_utils._assess.loader import load
from ansible_collections.firepower.sse.plugins.plugin_utils._assess.page import page

(Path(__file__).parents[1] / "docs" / "checks.md").write_text(page(load()), encoding="utf-8")

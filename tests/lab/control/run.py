# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs one system command, or says in one sentence why it failed."""

from __future__ import annotations

import subprocess

from control.problem import Problem


def run(*words: str, given: str = "") -> str:
    done = subprocess.run(words, input=given, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Problem(f"{' '.join(words)} failed ({done.returncode}): {(done.stderr or done.stdout).strip()}")
    return done.stdout

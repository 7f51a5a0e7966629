# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A playbook as a user runs it: in a folder of its own, without the settings of whoever runs the tests."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

COLLECTION = Path(__file__).parents[2]


def ansible_playbook(site: Path, *words: str, collections: Path = COLLECTION.parents[2]) -> tuple[int, str]:
    """Exit status and output of ansible-playbook in the folder *site*."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("ANSIBLE_", "PYTHON"))}
    environment |= {
        "ANSIBLE_COLLECTIONS_PATH": str(collections),
        "ANSIBLE_HOME": str(site / "home"),
        "ANSIBLE_NOCOLOR": "1",
        "ANSIBLE_LOCALHOST_WARNING": "0",
        "ANSIBLE_CONFIG": str(COLLECTION / "tests" / "ansible.cfg"),
    }
    done = subprocess.run(
        [sys.executable, "-m", "ansible", "playbook", *words],
        cwd=site,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr

# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Entry point; run by tests/lab/lab."""

from __future__ import annotations

import sys
from pathlib import Path


def run() -> int:
    """The script's own folder comes first on the path, but `control` and `cloud` are found beside it."""
    sys.path[0] = str(Path(__file__).resolve().parent.parent)
    from control.cli import main

    return main()


if __name__ == "__main__":
    sys.exit(run())

# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The shell text that an appliance reads from its stdin."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


def shell_text(script: str, settings: Mapping[str, str]) -> str:
    """A *script* after its settings, as variables `sse_NAME`.

    The braces make it one command: a shell that is sent only a part of it finds a syntax error and runs nothing.
    """
    assignments = "\n".join(f"sse_{name}={shlex.quote(value)}" for name, value in settings.items())
    return f"{{\n{assignments}\n{script}\n}}\n"


__all__ = ["shell_text"]

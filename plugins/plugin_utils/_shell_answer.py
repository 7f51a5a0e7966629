# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Judges how the shell on an appliance ended, before anybody reads what it printed."""

from __future__ import annotations

import re

from ansible_collections.firepower.sse.plugins.plugin_utils._errors import SseError

_CONTROL = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|[\x00-\x1f\x7f-\x9f]+")

_REASONS = (  # what stderr or stdout says: what to do
    ("must have a tty", "sudo there demands a terminal (requiretty); take that out of its sudoers, or log in as root"),
    ("is not in the sudoers", "that user may not use sudo there; use one that may"),
    ("is not allowed to execute", "sudo there does not allow it to run /bin/sh as root; allow it, or log in as root"),
    ("incorrect password", "the become password is wrong"),
    ("password is required", "sudo there asks for a password; give it as ansible_become_password or by -K"),
    ("Unknown command", "its login shell is the appliance's CLI; use the connection firepower.sse.expert"),
    ("yntax error", "it received only a part of the script, and ran nothing of it; try again"),
)


def answer_of(*, status: int, stdout: str, stderr: str) -> str:
    """The output of a shell that ended well. Raises SseError, one sentence that says why it did not."""
    if status == 0 and stdout.strip():
        return stdout
    said = _last_line(stderr) or _last_line(stdout)
    if status == 0:
        raise SseError(f"The shell on the appliance printed nothing{_because(said)}; see with -vvvv what it was sent.")
    for words, reason in _REASONS:
        if words in stderr or words in stdout[-2000:]:
            raise SseError(f"The shell on the appliance did not run the script: {reason} (it said {said!r}).")
    raise SseError(f"The shell on the appliance ended with status {status}{_because(said)}; status 0 was expected.")


def _because(said: str) -> str:
    return f" and said {said!r}" if said else ""


def _last_line(text: str) -> str:
    lines = [_CONTROL.sub(" ", line).strip() for line in text[-4000:].splitlines()]
    return next((line[:200] for line in reversed(lines) if line), "")


__all__ = ["answer_of"]

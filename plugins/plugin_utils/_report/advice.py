# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What to do where an appliance was not reached or not checked: words of ssh, sudo and Ansible, and the next step."""

from __future__ import annotations

import re

from .._expert.errors import Kind

_EXPERT = "ansible_connection: firepower.sse.expert"
_CLISH = f"The login shell may be CLISH: set {_EXPERT}"
_SUDO_PASSWORD = "the password that sudo asks this user for: -K, or ansible_become_password"  # noqa: S105
# The first that is found counts.
_NEXT: tuple[tuple[str, str], ...] = (
    (r"without a word$|Syntax error on line stdin|login shell is the appliance's CLI", _CLISH),
    (r"Connection refused", "Check that the appliance is up and that its ssh access list admits this controller"),
    (r"(?i)privilege escalation prompt", f"{_CLISH}, or see what sudo asks there"),
    (r"(?i)timed out|time-out|timeout", "Check the address, and that nothing on the way drops TCP 22"),
    (r"No route to host|unreachable$", "Check the address, and this controller's route to it"),
    (
        r"(?i)could not resolve|name or service not known|failure in name resolution",
        "Check ansible_host, or this controller's name service",
    ),
    (
        r"(?i)host key verification|host key is not|HOST IDENTIFICATION HAS CHANGED|no \S+ host key is known",
        "Compare the host key at the appliance's console, then put it into known_hosts",
    ),
    (r"sshpass", f"Install sshpass on this controller, log in with a key, or set {_EXPERT}"),
    (
        r"(?i)permission denied|too many authentication failures|invalid/incorrect password",
        "Check ansible_user, and its password (-k) or key; failed logins can lock the account",
    ),
    (r"(?i)missing sudo password|asks for a password", f"Give {_SUDO_PASSWORD}"),
    (r"(?i)incorrect sudo password|become password is wrong|sorry, try again", f"Correct {_SUDO_PASSWORD}"),
    (
        r"(?i)connection (?:closed|reset)|closed by remote host",
        f"Log in by hand and see: a session limit, an access list, or CLISH, which wants {_EXPERT}",
    ),
)
_PATTERNS = tuple((re.compile(pattern), step) for pattern, step in _NEXT)


def with_advice(message: str) -> tuple[str, str | None]:
    """What happened and what to do. The errors of firepower.sse.expert say both already and are taken apart."""
    for kind in Kind:
        happened, found, _rest = message.partition(f": {kind.value.advice}")
        if found:
            return happened, _sentence(kind.value.advice)
    step = next((step for pattern, step in _PATTERNS if pattern.search(message)), None)
    return message, _sentence(step) if step else None


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}."


__all__ = ["with_advice"]

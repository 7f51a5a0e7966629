# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Everything the connection knows of what appliances and ssh print. Data only: a new prompt is a new line here.

Prompts are matched against the whole line that the cursor stands in, without control codes. Stops are searched in all
text since the last line that was typed; they end the dialogue and are never answered.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from .errors import Kind

SETTLE = 0.15  # seconds of quiet before something is typed at a prompt
AGAIN = 5.0  # seconds after which a line that got no answer is typed again: a CLI may flush type-ahead
NOISE = 3.0  # seconds of quiet after which a prompt counts although something was printed below it


class Place(Enum):
    """Where the cursor can stand. The order is the order of matching: FXOS before shell, both end in '#'."""

    PAGER = r"\s*(?:<?-+ ?More ?-+>?)\s*"
    BOOT_CLI = r"(?i:[-\w.]*module\d+>) ?"
    CLISH = r"> ?"
    FXOS = r"(?!(?:ba|da)?sh-)[A-Za-z][-\w.]*(?:\([-\w]+\))?(?: ?/[-\w/]+)?\*? ?# ?"
    SHELL = r"(?!.*[#$*=-]{3}).*[$#] ?"  # but not the frame of a boxed notice


_PLACES = {place: re.compile(place.value) for place in Place}


def place_of(line: str) -> Place | None:
    """Which prompt this line is."""
    return next((place for place, pattern in _PLACES.items() if pattern.fullmatch(line)), None)


# Prompts that are beyond doubt, even where the cursor no longer stands. Others could be the edge of a banner.
BEYOND_DOUBT = re.compile(rf"> |[-\w.]+@[-\w.]+:.*[$#] ?|{Place.BOOT_CLI.value}")
PROSE = re.compile(r".*[A-Za-z]{2,},? [A-Za-z]{2,}")  # `Enter your name# `


@dataclass(frozen=True)
class Stop:
    """Text that ends the dialogue, and the error that it means."""

    kind: Kind
    pattern: re.Pattern[str]


def _stops(*rows: tuple[Kind, str]) -> tuple[Stop, ...]:
    return tuple(Stop(kind, re.compile(rf"^.*(?:{pattern}).*$", re.MULTILINE)) for kind, pattern in rows)


# Anywhere on the way to the shell, where no prompt follows. Whole lines, because a banner may tell the house's rules.
LOGIN_STOPS = _stops(
    (Kind.EULA, r"^(?:Press <ENTER> to display|You must accept|Please enter .* to AGREE to) the EULA"),
    (
        Kind.CHANGE_PASSWORD,
        r"^You (?:must|are required to) change (?:your|the) password"
        r"(?: immediately| now| for \S+| to continue)*[ .!]*(?:\([^)]*\)[ .]*)?$"
        r"|^\(current\) UNIX password:|^(?:Enter )?(?i:current|old|new) [Pp]assword:"
        r"|^(?:WARNING: )?(?:Your|sudo: Account or) password (?:has|is) expired\b",
    ),
    (
        Kind.SESSION_LIMIT,
        r"^Too many logins for|^Maximum number of (?:concurrent )?(?:sessions|logins) (?:is )?reached",
    ),
)

# The answers to `expert` and to `connect ftd` that mean no.
CLI_REFUSALS = re.compile(
    r"Syntax error|Unknown command|Illegal (?:command|parameter)|[Ii]nvalid [Cc]ommand"
    r"|not (?:allowed|permitted)|[Ll]ocked ?down|disabled"
)

SUDO_STOPS = _stops(
    (Kind.SUDO_PASSWORD, r"Sorry, try again|incorrect password attempt|maximum \d+ attempts|Authentication failure"),
    (Kind.SUDO_DENIED, r"is not in the sudoers file|may not run sudo"),
    (Kind.NOT_ROOT, r"a terminal is required|no tty present|must have a tty|sudo: (?:command )?not found"),
    (Kind.NO_SUDO_PASSWORD, r"sudo: a password is required"),
)

# sudo works, but not with `su - root -c`: the plain `sudo su -` is tried.
SUDO_NOT_THIS = re.compile(r"is not allowed to (?:run|execute)")

# A question that nobody here may answer. Only looked at when the line stays as it is.
QUESTION = re.compile(
    r"(?i).*\b(?:pass(?:word|code|phrase)|verification code|token|otp|pin)\b[^:?]*[:?] *"
    r"|.*(?:yes/no|y/n|yes or no|'yes' or 'no').*[:?\])] *"
)

# ssh's own questions, on its terminal.
SSH_HOST_KEY = re.compile(r"\(yes/no(?:/\[fingerprint\])?\)\? *$|Please type 'yes'")
SSH_PASSPHRASE = re.compile(r"(?i)passphrase for .*: *$|^enter pin for .*: *$")
# `(USER@HOST) ` is ssh's own, what follows is the server's: which words mean the password of the login.
SSH_PASSWORD = re.compile(
    r"(?:\((?P<asks>[^()\s]*@[^()\s]+)\) (?:(?i:enter|your|login|domain|radius|tacacs\+?|ldap|ad) )*"
    r"(?i:password)(?: for \S+?)?"
    r"|(?:(?P<whose>\S*@\S+)'s )?(?i:password)) ?: ?"
)
SSH_NAMES = re.compile(r"\(([^()\s]*@[^()\s]+)\) |(\S*@\S+)'s password:")

# ssh's last words. The order decides: a refused login also closes the connection.
SSH_ENDS = _stops(
    (Kind.HOST_KEY, r"Host key verification failed|HOST IDENTIFICATION HAS CHANGED|host key is known for"),
    (Kind.LOGIN_DENIED, r"Permission denied|Too many authentication failures|No more authentication methods"),
    (Kind.REFUSED, r"Connection refused"),
    (Kind.TIMED_OUT, r"[Tt]imed out|[Tt]imeout, server"),
    (
        Kind.NOT_CONNECTED,
        r"Could not resolve hostname|No route to host|unreachable|stdio forwarding failed|kex_exchange",
    ),
)


def stop_in(text: str, stops: tuple[Stop, ...]) -> tuple[Kind, str] | None:
    """The first stop that the text holds, with the line that says so."""
    for stop in stops:
        if found := stop.pattern.search(text):
            return stop.kind, found.group(0)
    return None


__all__ = [
    "AGAIN",
    "BEYOND_DOUBT",
    "CLI_REFUSALS",
    "LOGIN_STOPS",
    "NOISE",
    "PROSE",
    "QUESTION",
    "SETTLE",
    "SSH_ENDS",
    "SSH_HOST_KEY",
    "SSH_NAMES",
    "SSH_PASSPHRASE",
    "SSH_PASSWORD",
    "SUDO_NOT_THIS",
    "SUDO_STOPS",
    "Place",
    "Stop",
    "place_of",
    "stop_in",
]

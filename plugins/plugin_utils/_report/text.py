# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Text that came from a device, made harmless: for a file, for a screen, for Ansible's templates."""

from __future__ import annotations

import math
import re
import unicodedata
from functools import lru_cache
from typing import Any

MASK = "********"
_LIMIT = 4000
_DEPTH = 24

_ESCAPES = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]?"  # CSI: colours, cursor, clear screen
    r"|(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x9c]{0,2000}(?:\x07|\x1b\\|\x9c)?"  # OSC: titles, links
    r"|\x1b[ -/]*[0-~]?"
)
_TEMPLATE = re.compile(r"\{(?=[{%#])")
_KEY = (
    r"(?:(?:csrf|auth|access|refresh|registration|session)?[-_]?token"
    r"|(?:client|shared)?[-_]?secret|pass(?:word|wd|phrase)|api[-_]?key|(?:proxy-)?authorization|(?:set-)?cookie)"
)
_SECRET_KEY = re.compile(_KEY, re.IGNORECASE)
# A colon also ends a plain word ("incorrect password: Permission denied"), so a mere word after one stays.
_QUOTED = r"\"[^\"]*\"?|'[^']*'?"
_SECRETS = tuple(
    (re.compile(pattern, re.IGNORECASE), rf"\1{MASK}{rest}")
    for pattern, rest in (
        (r"(\b[a-z][a-z0-9+.-]{0,20}://)[^/\s@]+@", "@"),
        (rf"({_KEY}[\"']?\s*=\s*)(?:{_QUOTED}|[^\s\"',;&]+)", ""),
        (rf"({_KEY}[\"']?:\s*)(?:{_QUOTED}|(?:bearer|basic|digest)\s+\S+|(?=\S*[^\sA-Z])\S{{6,}})", ""),
        (r"()\beyJ[\w-]{8,500}\.[\w-]{8,}(?:\.[\w-]*)?", ""),
    )
)


@lru_cache(maxsize=8192)  # the same keys, titles and advice come from every appliance
def clean_text(text: str, limit: int = _LIMIT) -> str:
    """One line without control codes, secrets and template starts; at most `limit` characters.

    >>> clean_text("a\\x1b[31mb\\n{{ c }}")
    'ab { { c }}'
    """
    text = text[: 2 * limit]
    if not (text.isascii() and text.isprintable()):
        text = _ESCAPES.sub("", text)
        text = "".join(char if char.isprintable() else _instead(char) for char in text)
    if ":" in text or "=" in text or "eyJ" in text:
        for pattern, mask in _SECRETS:
            text = pattern.sub(mask, text)
    text = _TEMPLATE.sub("{ ", text)
    return text if len(text) <= limit else f"{text[: limit - 3]}..."


def _instead(char: str) -> str:
    """What stands for an unprintable character: a blank for white space, nothing for what could hide or turn text."""
    if char.isspace():
        return " "
    return "\N{REPLACEMENT CHARACTER}" if unicodedata.category(char) == "Cs" else ""


def clean(value: Any, depth: int = 0) -> Any:
    """The same JSON value with every string in it, keys too, made harmless; anything that JSON has not becomes text."""
    if isinstance(value, str):
        return clean_text(value)
    if value is None or isinstance(value, (bool, int)):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if depth > _DEPTH:
        return "..."
    if isinstance(value, dict):
        return {clean_text(str(key)): _clean_item(str(key), item, depth + 1) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [clean(item, depth + 1) for item in value]
    return clean_text(str(value))


def _clean_item(key: str, value: Any, depth: int) -> Any:
    if isinstance(value, str) and value and _SECRET_KEY.fullmatch(key):
        return MASK
    return clean(value, depth)


def printable(text: str) -> str:
    """ASCII for a screen: one column a character, so that no text can break the layout."""
    return "".join(char if " " <= char <= "~" else "?" for char in text)

# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Helpers for text that a device wrote: bounded, stripped of what a terminal would obey, never trusted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

TEXT_BOUND = 1 << 20  # characters of one command's output that are looked at
LINE_BOUND = 4096
STRING_BOUND = 1024
NUMBER_BOUND = 1 << 53  # beyond it other JSON readers lose digits

# CSI and OSC sequences, then any other escape with its one letter.
_ESCAPE = re.compile(r"\x1b\[[0-?]{0,64}[ -/]{0,16}[@-~]|\x1b\][^\x07\x1b]{0,1024}(?:\x07|\x1b\\)?|\x1b[@-_]?")
_NUMBER = re.compile(r"[+-]?\d{1,16}(?:\.\d{0,12})?")


def clean(text: str, *, limit: int = STRING_BOUND) -> str:
    r"""One harmless line: no control, bidirectional or invisible characters, no lone surrogates, at most `limit` long.

    >>> clean("a\x1b[31mred\x07\tb\n")
    'ared b'
    """
    text = text[: 4 * limit]
    if not text.isprintable():
        text = _ESCAPE.sub("", text)
        text = "".join(char if char.isprintable() else " " if char.isspace() else "" for char in text).strip()
    return text if len(text) <= limit else f"{text[: limit - 3]}..."


def scrub(value: Any) -> Any:
    """A copy of a JSON value in which every string and key is clean."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {clean(str(key), limit=256): scrub(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [scrub(item) for item in value]
    return value


def lines(text: str) -> Iterator[str]:
    r"""Lines by newline alone: form feeds and Unicode separators in device text must not make lines of their own.

    >>> list(lines("one\r\ntwo\x0cstill two\n"))
    ['one', 'two\x0cstill two', '']
    """
    for line in text[:TEXT_BOUND].split("\n"):
        yield line[:LINE_BOUND].rstrip("\r")


def key_values(text: str) -> dict[str, str]:
    r"""Lines `key=value`, the first `=` divides; anything else is skipped.

    >>> key_values('a=1\nnoise\nb = "x=y"\n')
    {'a': '1', 'b': 'x=y'}
    """
    found: dict[str, str] = {}
    for line in lines(text):
        key, divider, value = line.partition("=")
        if divider and key.strip() and not key.lstrip().startswith("#"):
            found[key.strip()] = value.strip().strip('"')
    return found


def number(text: object) -> float | None:
    """A finite decimal number of a sensible size, else None."""
    if isinstance(text, (int, float)) and not isinstance(text, bool):
        return float(text) if -NUMBER_BOUND < text < NUMBER_BOUND else None
    if isinstance(text, str) and _NUMBER.fullmatch(text.strip()) and text.isascii():
        return float(text)
    return None


def whole(text: object) -> int | None:
    """A number that counts something: whole and not negative, else None."""
    value = number(text)
    return int(value) if value is not None and 0 <= value < NUMBER_BOUND else None


def port(text: object) -> int | None:
    """A TCP port by number, or by the few names that lsof writes."""
    if isinstance(text, str) and text in ("https", "http"):
        return 443 if text == "https" else 80
    value = whole(text)
    return value if value is not None and value <= 65535 else None


def flag(value: object) -> bool | None:
    """A boolean, which the connector's API may write as a string."""
    if isinstance(value, bool):
        return value
    return {"true": True, "false": False}.get(str(value).strip().lower()) if isinstance(value, str) else None


def text_or_none(value: object) -> str | None:
    """A non-empty clean string, else None; `-` is the capture's word for unknown."""
    if not isinstance(value, str):
        return None
    return None if value in ("", "-") else clean(value) or None


__all__ = ["clean", "flag", "key_values", "lines", "number", "port", "scrub", "text_or_none", "whole"]

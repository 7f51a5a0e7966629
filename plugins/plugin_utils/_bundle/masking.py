# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Takes out of a text what must not leave the house: values of keys that are secrets, tokens, credentials in URLs."""

from __future__ import annotations

import re
from typing import Any

MASK = "******"

_KEY = (
    r"[a-z0-9_.-]{0,32}(?:csrf|token|secret|passw|pass(?![a-z])|pwd|passphrase|credential|api_?key|private_?key|cookie|authorization)"
    r"[a-z0-9_.-]{0,32}"
)
_SIGN = r"\s{0,8}[:=]\s{0,8}"
# As the script on the appliance masks, which is older in a capture of an older release, and missing in a pasted text.
_RULES = tuple(
    (re.compile(pattern, re.IGNORECASE | re.MULTILINE), replacement)
    for pattern, replacement in (
        (r"://[^/\s\\\"'@]{1,256}@", f"://{MASK}@"),
        (rf"({_KEY}\"?{_SIGN})\"(?:[^\"\\\n]|\\.)*(?:\"|$)", rf'\1"{MASK}"'),
        (rf"({_KEY}(?:\\+\")?{_SIGN})\\+\"(?:[^\"\\\n]|\\[^\"\\\n])*(?:\\+\"|$)", rf'\1\\"{MASK}\\"'),
        (rf"({_KEY}\\*\"?{_SIGN})(?:\[[^\]]*\]?|\{{[^{{}}]*\}}?)", rf'\1"{MASK}"'),
        (rf"((?:cookie|authorization){_SIGN})[^\"\\\n]+", rf"\1{MASK}"),
        (rf"({_KEY}['\"]?{_SIGN})(?!\\*\"|\*{{6}})[^\s,;\"{{}}\[\]\\]+", rf"\1{MASK}"),
        (r"((?:bearer|basic)\s{1,8})[a-z0-9._~+/=-]{8,}", rf"\1{MASK}"),
        (r"eyJ[A-Za-z0-9_-]{8,}[A-Za-z0-9._-]*", MASK),
        (r"((?:--?(?:proxy-)?user|-U|-u)[ =])\S+:\S+", rf"\1{MASK}"),
        (r"\b(?:echo|printf)\s[^|\n]{1,256}\|\s*sudo\b", f"echo {MASK} | sudo"),
        (r"((?:\[sudo\] )?password(?: for \S{1,64})?: ?)\S+", rf"\1{MASK}"),
    )
)
_SECRET_KEY = re.compile(_KEY, re.IGNORECASE)
_PRIVATE_KEY = re.compile(
    r"-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----.*?(?:-----END [A-Z ]{0,40}PRIVATE KEY-----|\Z)", re.DOTALL
)


def masked(text: str) -> tuple[str, int]:
    r"""The text without secrets, and how many places were masked now.

    >>> masked('{"csrfToken": "geheim"}\nPROXY_PASSWORD=geheim\n')
    ('{"csrfToken": "******"}\nPROXY_PASSWORD=******\n', 2)
    """
    text, number = _PRIVATE_KEY.subn(MASK, text)
    for pattern, replacement in _RULES:
        before = text.count(MASK)
        text = pattern.sub(replacement, text)
        number += max(0, text.count(MASK) - before)
    return text, number


def masked_value(value: Any) -> tuple[Any, int]:
    """The same for each text within a JSON value, and for all that stands under the key of a secret."""
    if isinstance(value, str):
        return masked(value)
    if isinstance(value, list):
        pairs = [masked_value(item) for item in value]
        return [item for item, _number in pairs], sum(number for _item, number in pairs)
    if isinstance(value, dict):
        done = {key: _under(str(key), item) for key, item in value.items()}
        return {key: item for key, (item, _number) in done.items()}, sum(number for _item, number in done.values())
    return value, 0


def _under(key: str, value: Any) -> tuple[Any, int]:
    if value and isinstance(value, (str, list, dict)) and _SECRET_KEY.fullmatch(key) and value != MASK:
        return MASK, 1
    return masked_value(value)


__all__ = ["MASK", "masked", "masked_value"]

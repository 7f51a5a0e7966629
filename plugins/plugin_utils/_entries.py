# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lists of dictionaries in an action's options: Ansible's own sentences say neither which option nor which entry."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

from ansible.module_utils.common import validation

from ._errors import SseError

_TYPES = {
    "bool": (validation.check_type_bool, "true or false"),
    "dict": (validation.check_type_dict, "a dictionary"),
    "float": (validation.check_type_float, "a number"),
    "int": (validation.check_type_int, "a whole number"),
    "list": (validation.check_type_list, "a list"),
}
_LONGEST = 80


def check_entries(spec: Mapping[str, Any], args: Mapping[str, Any], *, where: str = "") -> None:
    """Raises SseError for the first entry that its option's spec does not allow."""
    for name, option in spec.items():
        value, path = args.get(name), f"{where}{name}"
        if value is None:
            continue
        if option.get("type") == "list" and option.get("elements") == "dict":
            if not isinstance(value, (list, tuple)):
                raise SseError(f"{path} is {_shown(value)} and must be a list of dictionaries.")
            for number, entry in enumerate(value):
                _check_entry(option.get("options"), entry, where=f"{path}[{number}]")
        elif "options" in option and isinstance(value, Mapping):
            check_entries(option["options"], value, where=f"{path}.")


def _check_entry(options: Mapping[str, Any] | None, entry: Any, *, where: str) -> None:
    if not isinstance(entry, Mapping):
        keys = f" with the keys {', '.join(options)}" if options else ""
        raise SseError(f"{where} is {_shown(entry)} and must be a dictionary{keys}.")
    if options is None:
        return
    for key in entry:
        if key not in options:
            like = get_close_matches(str(key), options, n=1)
            meant = f" (meant {like[0]}?)" if like else ""
            raise SseError(f"{where} has the unknown key {str(key)!r}{meant}; known are {', '.join(options)}.")
    needed = [key for key, option in options.items() if option.get("required")]
    for key in needed:
        if entry.get(key) is None:
            raise SseError(f"{where} has no {key}; needed are {', '.join(needed)}.")
    for key, value in entry.items():
        _check_type(options[key], value, where=f"{where}.{key}")
    check_entries(options, entry, where=f"{where}.")


def _check_type(option: Mapping[str, Any], value: Any, *, where: str) -> None:
    kind = option.get("type", "str")
    if value is None:
        return
    if kind in _TYPES:
        check, words = _TYPES[kind]
        try:
            check(value)
        except (TypeError, ValueError):
            raise SseError(f"{where} is {_shown(value)} and must be {words}.") from None
    elif kind in ("str", "path") and isinstance(value, (Mapping, list, tuple)):
        raise SseError(f"{where} is {_shown(value)} and must be a text.")


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 3]}..."


__all__ = ["check_entries"]

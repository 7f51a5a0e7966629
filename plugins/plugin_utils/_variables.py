# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Options from a fleet's variables: one home for `sse_region` and the like, and a template only where one exists.

Eighteen `"{{ sse_x | default(omit) }}"` in a task cost more of the controller than all the rest of a check.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ._errors import SseError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Template = Callable[[str, str], Any]  # takes the names of variable and option

_SWITCH = {"true": "on", "yes": "on", "false": "off", "no": "off"}


def names_of(spec: Mapping[str, Any], *, prefix: str) -> dict[str, str]:
    """The variables of a prefix and the option that each stands for, such as `expected.tenant`."""
    names = {}
    for name, option in spec.items():
        if option.get("type") == "dict" and "options" in option:
            inner = names_of(option["options"], prefix=f"{prefix}{name}_")
            names.update({variable: f"{name}.{path}" for variable, path in inner.items()})
        else:
            names[f"{prefix}{name}"] = name
    return names


def from_variables(
    spec: Mapping[str, Any], *, prefix: str, variables: Mapping[str, Any], template: Template
) -> dict[str, Any]:
    """The options whose variable exists. The region of a fleet is also the one that is expected, unless that is set."""
    found: dict[str, Any] = {}
    for variable, path in names_of(spec, prefix=prefix).items():
        if variable in variables:
            *outer, name = path.split(".")
            place = found
            for step in outer:
                place = place.setdefault(step, {})
            place[name] = template(variable, path)
    if "region" in found and "region" in spec.get("expected", {}).get("options", ()):
        found.setdefault("expected", {}).setdefault("region", found["region"])
    return found


def with_given(found: dict[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """What the task itself says goes before a variable, suboption by suboption."""
    merged = {**found, **given}
    for name, value in given.items():
        if isinstance(value, dict) and isinstance(found.get(name), dict):
            merged[name] = {**found[name], **value}
    return merged


def as_meant(spec: Mapping[str, Any], given: Mapping[str, Any], *, where: str = "") -> dict[str, Any]:
    """Texts of the command line and of AWX's surveys as the values that they stand for: JSON, and true for on."""
    return {name: _as_meant(spec.get(name, {}), value, where=f"{where}{name}") for name, value in given.items()}


def _as_meant(option: Mapping[str, Any], value: Any, *, where: str) -> Any:
    if option.get("type") in ("list", "dict") and isinstance(value, str) and value.lstrip().startswith(("[", "{")):
        value = _json(value, where=where)
    if "options" in option and isinstance(value, dict):
        return as_meant(option["options"], value, where=f"{where}.")
    if isinstance(value, (str, bool)) and {"on", "off"} <= set(option.get("choices", ())):
        return _SWITCH.get(str(value).lower(), value)
    return value


def _json(text: str, *, where: str) -> Any:
    try:
        return json.loads(text)
    except ValueError as exc:
        first = text.lstrip()[0]
        raise SseError(
            f"{where} is a text that begins with {first} and must be JSON, in double quotes: {exc}."
        ) from exc


__all__ = ["as_meant", "from_variables", "names_of", "with_given"]

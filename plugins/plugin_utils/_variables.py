# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Options from a fleet's variables: one home for `sse_region` and the like, and a template only where one exists.

Eighteen `"{{ sse_x | default(omit) }}"` in a task cost more of the controller than all the rest of a check.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def from_variables(
    spec: Mapping[str, Any], *, prefix: str, variables: Mapping[str, Any], template: Callable[[Any], Any]
) -> dict[str, Any]:
    """The options whose variable exists: `sse_region`, and `sse_expected_tenant` for the suboption of a dictionary."""
    found = {}
    for name, option in spec.items():
        if option.get("type") == "dict" and "options" in option:
            inner = from_variables(option["options"], prefix=f"{prefix}{name}_", variables=variables, template=template)
            if inner:
                found[name] = inner
        elif f"{prefix}{name}" in variables:
            found[name] = template(variables[f"{prefix}{name}"])
    return found


def with_given(found: dict[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """What the task itself says goes before a variable, suboption by suboption."""
    merged = {**found, **given}
    for name, value in given.items():
        if isinstance(value, dict) and isinstance(found.get(name), dict):
            merged[name] = {**found[name], **value}
    return merged


__all__ = ["from_variables", "with_given"]

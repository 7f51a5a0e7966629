# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""From a plugin's documentation to the types of its options, so that the two can't differ."""

from __future__ import annotations

from typing import Any

import yaml

_SPEC_KEYS = ("type", "required", "default", "choices", "elements", "aliases")


def doc_of(text: str) -> dict[str, Any]:
    """The documentation as a dictionary."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    doc: dict[str, Any] = yaml.load(text, Loader=loader)  # noqa: S506
    return doc


def spec_of(options: dict[str, Any]) -> dict[str, Any]:
    """The argument spec of documented options.

    >>> spec_of({"port": {"type": "int", "description": "The TCP port."}})
    {'port': {'type': 'int'}}
    """
    spec = {}
    for name, option in options.items():
        spec[name] = {key: option[key] for key in _SPEC_KEYS if key in option}
        if "suboptions" in option:
            spec[name]["options"] = spec_of(option["suboptions"])
    return spec


__all__ = ["doc_of", "spec_of"]

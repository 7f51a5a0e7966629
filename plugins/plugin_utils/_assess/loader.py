# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The catalogue: the collection's checks from YAML, with the user's own laid over them, in the order of needs."""

from __future__ import annotations

from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from ansible_collections.firepower.sse.plugins.plugin_utils._errors import SseError

from . import fields, queries, trial
from .check import CHAPTERS, Check, Choice

if TYPE_CHECKING:
    from collections.abc import Iterable

_DIRECTORY = Path(__file__).parent / "catalogue"
# The C loader is ten times as fast, and missing where PyYAML was built without libyaml.
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Catalogue:
    """*checks* by id, each after all that it needs; *phrases* are texts that several checks share."""

    checks: dict[str, Check]
    phrases: dict[str, tuple[Choice, ...]]


def load(user: Any = ()) -> Catalogue:
    """The built-in catalogue with *user* (the option `checks`) over it. Raises SseError for an unusable check."""
    queries.require_jmespath()
    if not user:
        return _built_in()
    overlay = _by_id(user)
    built_in = _built_in()
    checks = dict(built_in.checks)
    for name, keys in overlay.items():
        check = _overlaid(name, keys)
        trial.run(check)
        checks[name] = check
    off = {name for name, keys in overlay.items() if keys.get("enabled") is False}
    return Catalogue(checks=_ordered(checks.values(), off), phrases=built_in.phrases)


def _overlaid(name: str, keys: dict[str, Any]) -> Check:
    if name in _RAW:
        return fields.build({**_RAW[name], **keys})
    if "query" not in keys and ("enabled" in keys or name.startswith("SSE-")):
        raise fields.problem(name, "id", "names no check of the catalogue, and without a query it is none of your own")
    return fields.build({"chapter": "own", **keys})


def _by_id(user: Any) -> dict[str, dict[str, Any]]:
    if not isinstance(user, list):
        raise SseError(f"The option 'checks' must be a list of checks; it is {user!r}.")
    found: dict[str, dict[str, Any]] = {}
    for raw in user:
        name = fields.check_id(raw)
        if name in found:
            raise fields.problem(name, "id", "stands twice in the option 'checks'")
        found[name] = raw
    return found


def _ordered(checks: Iterable[Check], off: set[str]) -> dict[str, Check]:
    """By needs, within that by chapter and id. A check that is switched off leaves its needs to those that need it."""
    known = {check.id: check for check in checks}
    for check in known.values():
        for need in check.needs:
            if need not in known:
                raise fields.problem(check.id, "needs", f"names {need!r}, and there is no check of that id")
    chosen = sorted(known.values(), key=lambda check: (CHAPTERS.index(check.chapter), check.id))
    sorter = TopologicalSorter({check.id: check.needs for check in chosen})
    try:
        order = list(sorter.static_order())
    except CycleError as exc:
        circle = list(reversed(exc.args[1]))
        raise fields.problem(circle[0], "needs", f"goes round in a circle: {' needs '.join(circle)}") from exc
    ordered: dict[str, Check] = {}
    handed_on: dict[str, tuple[str, ...]] = {}
    for name in order:
        needs = _without(known[name].needs, handed_on)
        if name in off:
            handed_on[name] = needs
        else:
            ordered[name] = _with_needs(known[name], needs)
    return ordered


def _without(needs: tuple[str, ...], handed_on: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(real for need in needs for real in handed_on.get(need, (need,))))


def _with_needs(check: Check, needs: tuple[str, ...]) -> Check:
    return check if needs == check.needs else Check(**{**check.__dict__, "needs": needs})


def _read(name: str) -> Any:
    return yaml.load((_DIRECTORY / f"{name}.yml").read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 - both are safe


def _read_checks() -> dict[str, dict[str, Any]]:
    """Every built-in check as plain keys; chapter and reference follow from the file and the id."""
    return {
        raw["id"]: {**raw, "chapter": chapter, "reference": f"docs/checks.md#{raw['id'].lower()}"}
        for chapter in CHAPTERS[:-1]
        for raw in _read(chapter)
    }


def _build_all() -> Catalogue | None:
    if queries.jmespath is None:
        return None
    phrases = {name: fields.choices(value) for name, value in _read("phrases").items()}
    return Catalogue(checks=_ordered((fields.build(raw) for raw in _RAW.values()), set()), phrases=phrases)


def _built_in() -> Catalogue:
    if _BUILT_IN is None:
        raise SseError("The catalogue could not be read although jmespath is there now: start ansible again.")
    return _BUILT_IN


# Read and compiled when the module is imported: that happens once a run, in Ansible's main process, not once a host.
_RAW = _read_checks()
_BUILT_IN = _build_all()

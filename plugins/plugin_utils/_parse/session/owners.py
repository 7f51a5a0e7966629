# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whose appliance each command was typed on."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .prompts import SHELL

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .transcript import Run

# Names from the factory, which many appliances share: two logins with one of them may be two appliances.
COMMON_NAMES = ("firepower", "localhost")
_USERS = ("admin", "root")
# What a jump host or a laptop could answer as well says of no appliance.
_ANYWHERE = ("curl", "date", "hostname", "resolv", "change")
_TITLE = re.compile(r"-{4,}\[ ([A-Za-z0-9][\w.-]{0,62}) \]-{4,}|Hostname {1,32}: ([A-Za-z0-9][\w.-]{0,62})")
_TARGET = re.compile(r"(?:[\w.-]{1,64}@)?([A-Za-z0-9][\w.-]{0,62})")


@dataclass
class Owned:
    """The commands of one appliance; `name` is None where nothing names it."""

    name: str | None
    runs: list[Run] = field(default_factory=list)


def owned(runs: list[Run]) -> list[Owned]:
    """The appliances of a session in the order of their first command, names not repeated."""
    hosts = _hosts(runs)
    groups: dict[tuple[str, int], list[Run]] = {}
    for run, host in zip(runs, hosts, strict=True):
        shared = host is None or host.lower() in COMMON_NAMES
        groups.setdefault((host or "", run.login if shared else -1), []).append(run)
    targets = _targets(runs)
    found = [Owned(host or _said(group) or targets.get(login), group) for (host, login), group in groups.items()]
    joined = _joined([one for one in found if any(run.command for run in one.runs)])
    place = {id(run): at for at, run in enumerate(runs)}
    for one, name in zip(joined, told_apart([one.name for one in joined]), strict=True):
        one.name = name
        one.runs.sort(key=lambda run: place[id(run)])  # the latest counts, whatever prompt it stood at
    return joined


def _hosts(runs: list[Run]) -> list[str | None]:
    """The host of each prompt; one without a name is of the host before it in that login, else of the one behind."""
    hosts: list[str | None] = [run.prompt.host for run in runs]
    for order in (range(len(runs)), range(len(runs) - 1, -1, -1)):
        near: dict[int, str] = {}
        for at in order:
            host, login = hosts[at], runs[at].login
            if host is None:
                hosts[at] = near.get(login)
            else:
                near[login] = host
    return hosts


def _said(runs: Iterable[Run]) -> str | None:
    """The name in the title of `show version`, or in `show network`."""
    for run in runs:
        if run.command and run.command.kind in ("show_version", "show_network"):
            for line in run.output:
                found = _TITLE.match(line.strip())
                if found:
                    return found[1] or found[2]
    return None


def _targets(runs: list[Run]) -> dict[int, str]:
    """What ssh was told to go to, by the login that followed."""
    found = {}
    for run in runs:
        if run.command and run.command.kind == "ssh":
            words = [word for word in run.command.words[1:] if not word.startswith("-")]
            target = _TARGET.fullmatch(words[-1]) if words else None
            if target:
                found[run.login + 1] = target[1]
    return found


def _joined(found: list[Owned]) -> list[Owned]:
    """Without jump hosts; what names nobody belongs to the only appliance, if there is but one."""
    appliances = [one for one in found if _is_appliance(one)] or found
    named = [one for one in appliances if one.name]
    nameless = [one for one in appliances if not one.name]
    if len(named) == 1 and nameless:
        together = [run for one in appliances for run in one.runs]
        return [Owned(named[0].name, together)]
    by_name: dict[str, Owned] = {}
    for one in named:
        common = (one.name or "").lower() in COMMON_NAMES
        same = None if common else by_name.get(one.name or "")
        if same is None:
            by_name[f"{one.name}\n{len(by_name)}" if common else one.name or ""] = one
        else:
            same.runs.extend(one.runs)
    return [*by_name.values(), *nameless]


def _is_appliance(one: Owned) -> bool:
    if any(run.command and run.command.kind not in _ANYWHERE and not run.command.entering for run in one.runs):
        return True
    return any(run.prompt.place == SHELL and run.prompt.user in _USERS and run.command for run in one.runs) and any(
        run.command and not run.command.entering for run in one.runs
    )


def told_apart(names: list[str | None]) -> list[str | None]:
    """The names, of which one that stands twice gets a number that makes it nobody else's.

    >>> told_apart(["a", "a", "a-2", None])
    ['a', 'a-3', 'a-2', None]
    """
    found: list[str | None] = []
    seen: dict[str, int] = {}
    taken = set(names)
    for name in names:
        unique = name
        if name:
            seen[name] = seen.get(name, 0) + 1
            while seen[name] > 1 and (unique := f"{name}-{seen[name]}") in taken:
                seen[name] += 1
            taken.add(unique)
        found.append(unique)
    return found


__all__ = ["Owned", "owned", "told_apart"]

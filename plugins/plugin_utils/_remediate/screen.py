# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The plan and its end as a person reads them: ASCII, at most a hundred columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ansible_collections.firepower.sse.plugins.plugin_utils._report.appliance import at, number
from ansible_collections.firepower.sse.plugins.plugin_utils._report.layout import plural, wrap
from ansible_collections.firepower.sse.plugins.plugin_utils._report.text import printable

from .recovery import IN_ORDER, RECOVERED, state_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ansible_collections.firepower.sse.plugins.plugin_utils._report.appliance import Record

NOT_BEGUN = "not begun: an earlier appliance was not repaired"
_FINE = ("delivering", "idle")


def plan_lines(plans: Sequence[Record], *, folder: str = "") -> list[str]:
    """What will be done, to which appliance and why; then what is left alone; then where the files are."""
    acting, left = [one for one in plans if one["act"]], [one for one in plans if not one["act"]]
    lines = [f"REPAIR PLAN   {plural(len(acting), 'appliance')} to repair, {len(left)} left alone", ""]
    for one in [*acting, *left]:
        lines += [*_entry(one), ""]
    lines += wrap(folder, "files   ") if folder else []
    return [printable(line) for line in lines]


def _entry(one: Record) -> list[str]:
    told = ", ".join(filter(None, [one["version"], one["ha"]]))
    lines = [f"{one['host']}{f' ({told})' if told else ''}  {one['step'] if one['act'] else 'left alone'}"]
    fine = one["outcome"] in (*_FINE, "off")
    rows = [
        ("why", [one["reason"]]),
        ("cause", [f"{cause['check']} {cause['headline'] or ''}" for cause in one["causes"]]),
        ("since", [one["since"]]),
        ("seen", one["seen"]),
        ("run", one["commands"]),
        ("traffic", [one["impact"]]),
        ("then", [one["afterwards"]]),
        ("guards", [f"{guard['guard']}: {guard['reason']}" for guard in one["guards"]]),
        ("do", [] if one["act"] or fine else one["advice"]),
        ("hosts", [] if one["act"] or fine else one["hosts"]),
        ("not", one["avoid"]),
        ("capture", [one["capture"]]),
    ]
    for label, texts in rows:
        text = "; ".join(filter(None, texts))
        lines += wrap(text, f"   {label:<8}") if text else []
    return lines


def outcome(entry: Record) -> tuple[bool, str]:
    """Whether the repair helped, and in one sentence how it ended.

    *entry*: {host, plan, next, done, after, quiet_seconds}. Where no event has come yet, only a log without a new error
    for so many seconds shows that it helped.
    """
    before, after, done = entry["plan"], entry["after"], entry["done"]
    told = f"{', '.join(done) or 'nothing done'}: {before['outcome']} -> {after['outcome']}"
    if after["outcome"] in _FINE and not done:
        return True, told
    state = state_of(after, quiet=entry["quiet_seconds"])
    if state == RECOVERED:
        return True, f"{told}{'; recovered, no event yet' if after['outcome'] == 'idle' else ''}"
    if state == IN_ORDER:
        quiet = number(at(after, "evidence.log.quiet_seconds"))
        seen = "unknown" if quiet is None else f"{quiet:.0f} s"
        wanted = f"{entry['quiet_seconds']} s to show that it helped ({seen})"
        return False, f"{told}; no event yet, and its log must be quiet for {wanted}"
    planned = (entry["next"] or {}).get("reason") or (None if done else before["reason"])
    reason = planned or after["error"] or after["outcome_reason"]
    return False, f"{told}; {reason}"


def outcome_lines(entries: Sequence[Record], *, not_begun: Sequence[str] = (), folder: str = "") -> list[str]:
    """Before and after, one appliance a line; then where the files are."""
    lines = ["REPAIR   before -> after", ""]
    for entry in entries:
        helped, sentence = outcome(entry)
        lines += wrap(sentence, f"{'ok    ' if helped else 'FAILED'}  {entry['host']}: ", " " * 8)
    for host in not_begun:
        lines += wrap(NOT_BEGUN, f"FAILED  {host}: ", " " * 8)
    lines += ["", *wrap(folder, "files   ")] if folder else []
    return [printable(line) for line in [*lines, ""]]


__all__ = ["NOT_BEGUN", "outcome", "outcome_lines", "plan_lines"]

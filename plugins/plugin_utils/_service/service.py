# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One daemon of an appliance: the shell text that brings it into a state, and what that text printed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ansible_collections.firepower.sse.plugins.plugin_utils._errors import SseError
from ansible_collections.firepower.sse.plugins.plugin_utils._parse import capture, pmtool
from ansible_collections.firepower.sse.plugins.plugin_utils._parse.text import clean, key_values
from ansible_collections.firepower.sse.plugins.plugin_utils._shell_text import shell_text

_BODY = (Path(__file__).parent / "service.sh").read_text(encoding="utf-8")
_WANTED = {"started": "running", "restarted": "running", "stopped": "disabled"}
_DISABLED = ("user_disabled", "disabled")
ACTIONS = ("none", "enable", "disable", "restart")
_NO_MANAGER = "No PM running!"


@dataclass(frozen=True)
class Order:
    """What is wanted of which daemon; checked by the action's spec."""

    daemon: str
    state: str
    apply: bool = True
    root: str = "auto"
    timeout: int = 60


def render(order: Order, *, boundary: str) -> str:
    """The shell text of *order*."""
    settings = {
        "boundary": boundary,
        "root": order.root,
        "daemon": order.daemon,
        "state": order.state,
        "apply": "yes" if order.apply else "no",
        "timeout": str(order.timeout),
    }
    return shell_text(_BODY, settings)


def result_of(text: str, *, order: Order, boundary: str) -> dict[str, Any]:
    """The task's result: {changed, name, action, before, state, diff}. Raises SseError where it is not as wanted."""
    found = capture.read(text=text, boundary=boundary)
    facts, looks = found.first("service"), [found.first(name) for name in ("before", "after")]
    if facts is None or looks[0] is None:
        raise SseError(
            f"What the appliance printed about {order.daemon} was cut; look at pmtool status there, then run the task"
            " again. A restart that had begun is finished there by itself."
        )
    said = key_values(facts.stdout)
    before = _daemon(order.daemon, listing=looks[0].stdout, uid=said.get("uid", ""), path=said.get("pmtool", ""))
    action = said.get("action", "none")
    if action not in ACTIONS:
        raise SseError(f"The appliance named the unknown action {clean(action, limit=40)!r} for {order.daemon}.")
    after = before
    if order.apply and action != "none":
        if looks[1] is None:
            raise SseError(
                f"{action} of {order.daemon} was begun and its end was not seen; look at pmtool status there."
            )
        after = _reached(order, _daemon(order.daemon, listing=looks[1].stdout, uid="0", path="pmtool"), before, action)
    return {
        "changed": action != "none",
        "name": order.daemon,
        "action": action,
        "before": _record(before),
        "state": _record(after),
        "diff": _diff(order, before, after, action),
    }


def _daemon(name: str, *, listing: str, uid: str, path: str) -> pmtool.Daemon:
    if uid != "0":
        raise SseError(
            f"pmtool needs root, and the commands ran there as uid {clean(uid, limit=12)!r}: set become: true."
        )
    if not path:
        raise SseError("There is no pmtool on the appliance, neither in its own directory nor on PATH: set root_path.")
    daemons = pmtool.read(text=listing)
    if name in daemons:
        return daemons[name]
    if _NO_MANAGER in listing:
        raise SseError(
            "The appliance's process manager does not run ('No PM running!'), as for minutes after a boot: try later."
        )
    last = next((line.strip() for line in reversed(listing.splitlines()) if line.strip()), "")
    known = f"it lists {len(daemons)} others" if daemons else f"it said {clean(last, limit=160)!r}"
    raise SseError(f"pmtool status lists no daemon {name}; {known}.")


def _reached(order: Order, after: pmtool.Daemon, before: pmtool.Daemon, action: str) -> pmtool.Daemon:
    disabled = after.state in _DISABLED
    as_wanted = disabled if _WANTED[order.state] == "disabled" else after.state == "running"
    if as_wanted and not (action == "restart" and after.pid == before.pid):
        return after
    raise SseError(
        f"{order.daemon} should be {order.state} after {order.timeout} s, and pmtool status says {after.raw!r};"
        f" it was {before.raw!r}."
    )


def _record(daemon: pmtool.Daemon) -> dict[str, Any]:
    return {"state": daemon.state, "raw": daemon.raw, "pid": daemon.pid}


def _diff(order: Order, before: pmtool.Daemon, after: pmtool.Daemon, action: str) -> dict[str, str]:
    """One line a side; in check mode the state that would come."""
    words = {"none": before.raw, "enable": "Running", "disable": "User Disabled", "restart": "Running (a new process)"}
    told = after.raw if order.apply else words[action]
    return {"before": f"{order.daemon} - {before.raw}\n", "after": f"{order.daemon} - {told}\n"}


__all__ = ["Order", "render", "result_of"]

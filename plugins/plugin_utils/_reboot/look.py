# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One look at an appliance before, while and after it restarts."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ansible_collections.firepower.sse.plugins.plugin_utils._errors import SseError
from ansible_collections.firepower.sse.plugins.plugin_utils._parse import capture
from ansible_collections.firepower.sse.plugins.plugin_utils._parse.text import clean, key_values, number, whole
from ansible_collections.firepower.sse.plugins.plugin_utils._shell_text import shell_text

from . import clish
from .clish import Failover

if TYPE_CHECKING:
    from collections.abc import Mapping

_BODY = (Path(__file__).parent / "reboot.sh").read_text(encoding="utf-8")
LOOK, REBOOT = "look", "reboot"


@dataclass(frozen=True)
class Look:
    """Everything that a guard asks; `epoch` is the controller's clock. Plain JSON by record(), back by look_of().

    `names` are those by which the appliance was reached, in small letters: the inventory's, and the address.
    """

    epoch: float
    names: tuple[str, ...] = ()
    uid: int | None = None
    role: str = "-"
    boot: str = ""
    manager: str = "-"  # answers, not_running, missing, silent
    processes: int = 0
    busy: tuple[str, ...] = ()
    failover: Failover = field(default_factory=Failover)
    cluster: str = clish.UNREADABLE
    upgrade: str = clish.UNREADABLE

    def record(self) -> dict[str, Any]:
        return {**asdict(self), "busy": list(self.busy), "names": list(self.names)}


def render(*, order: str, boundary: str, root: str, delay: int = 1) -> str:
    """The shell text that looks, or orders the restart."""
    settings = {"boundary": boundary, "root": root, "order": order, "delay": str(delay)}
    return shell_text(_BODY, settings)


def read(text: str, *, boundary: str, epoch: float, answers: Mapping[str, str], names: tuple[str, ...] = ()) -> Look:
    """What the shell text printed, with CLISH's *answers* by line. Raises SseError where it was cut."""
    section = capture.read(text=text, boundary=boundary).first("look")
    if section is None:
        raise SseError("What the appliance printed about itself was cut; nothing was done: run the task again.")
    said = key_values(section.stdout)
    return Look(
        epoch=epoch,
        names=names,
        uid=whole(said.get("uid", "")),
        role=clean(said.get("role", "-"), limit=8),
        boot=clean(said.get("boot", ""), limit=64),
        manager=clean(said.get("manager", "-"), limit=16),
        processes=whole(said.get("processes", "")) or 0,
        busy=tuple(clean(said.get("busy", ""), limit=200).split()),
        failover=clish.failover(answers.get(clish.FAILOVER, "")),
        cluster=clish.cluster(answers.get(clish.CLUSTER, "")),
        upgrade=clish.upgrade(answers.get(clish.UPGRADE, "")),
    )


def look_of(record: Any) -> Look:
    """A look that came back as plain data, from another host's task. Raises SseError for anything else."""
    if (
        not isinstance(record, dict)
        or number(record.get("epoch")) is None
        or not isinstance(record.get("failover"), dict)
    ):
        raise SseError("peer.looks must be the looks that this module returned for the other unit.")
    pair = {item.name: record["failover"].get(item.name) for item in fields(Failover)}
    known = {item.name: record[item.name] for item in fields(Look) if item.name in record}
    lists = {key: tuple(record.get(key) or ()) for key in ("busy", "names")}
    return Look(**{**known, **lists, "failover": Failover(**pair)})


__all__ = ["LOOK", "REBOOT", "Look", "look_of", "read", "render"]

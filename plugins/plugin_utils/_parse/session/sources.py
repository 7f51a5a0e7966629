# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A file that somebody sent: one capture, several behind one another, or a pasted terminal session."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from .. import capture as captures
from ..evidence import evidence
from ..text import key_values, text_or_none
from .owners import told_apart
from .reading import Appliance, read
from .terminal import decoded

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_HEAD = re.compile(r"\s*#firepower\.sse capture \d{1,9} (=sse-[0-9a-f]{32})[ \t]*(?=\r|\n|$)")


@dataclass(frozen=True)
class Asked:
    """What was asked for when the text was made: the table of regions, further hosts, and the region or auto."""

    regions: Mapping[str, Any]
    extra_hosts: Iterable[Mapping[str, Any]] = field(default_factory=tuple)
    region: str = "auto"


@dataclass(frozen=True)
class Source:
    """One appliance of a file; `name` is None where the text does not name it and the file's name must do.

    Of several in a file each has a name of its own.
    """

    name: str | None
    capture: str | None = None
    session: Appliance | None = None

    def evidence(self, asked: Asked) -> dict[str, Any]:
        """As docs/evidence.md says."""
        if self.session:
            return self.session.evidence(regions=asked.regions, extra_hosts=asked.extra_hosts, region=asked.region)
        return evidence(
            capture=self.capture or "",
            boundary=None,
            controller_epoch=None,
            regions=asked.regions,
            extra_hosts=asked.extra_hosts,
        )


def sources(text: str | bytes) -> list[Source]:
    """The appliances in a text of either form; none where it is neither. Raises SseError for one that is too long.

    Within a capture nothing but its own end mark counts: no line of a log there can begin another one.
    """
    whole = decoded(text)
    if _HEAD.match(whole) is None:
        return _named([Source(one.name, one.capture, None if one.capture else one) for one in read(text=whole)])
    pieces = list(_pieces(whole))
    return _named([Source(_hostname(piece) if len(pieces) > 1 else None, piece) for piece in pieces])


def _named(found: list[Source]) -> list[Source]:
    if len(found) < 2:
        return found
    names = told_apart([one.name or "unnamed" for one in found])
    return [replace(one, name=name) for one, name in zip(found, names, strict=True)]


def _pieces(text: str) -> Iterable[str]:
    at = 0
    while (head := _HEAD.match(text, at)) is not None:
        done = text.find(f"\n{head[1]} done", head.end())
        end = len(text) if done < 0 else text.find("\n", done + 1)
        end = len(text) if end < 0 else end + 1
        yield text[at:end].lstrip()
        at = end


def _hostname(piece: str) -> str | None:
    host = captures.read(text=piece, boundary=None).first("host")
    return text_or_none(key_values(host.stdout).get("hostname")) if host else None


__all__ = ["Asked", "Source", "sources"]

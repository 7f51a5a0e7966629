# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The files that were named as captures, and the appliances in them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from ansible_collections.firepower.sse.plugins.plugin_utils._errors import SseError
from ansible_collections.firepower.sse.plugins.plugin_utils._parse.session.sources import sources

if TYPE_CHECKING:
    from collections.abc import Iterable

_LARGEST = 64_000_000
_ENDINGS = (".capture", ".txt", ".log")  # what counts in a directory
_RESERVED = ("all", "ungrouped", "localhost")  # names that mean something else in an inventory


def content_of(path: Path) -> bytes:
    """The bytes of a capture. Raises SseError."""
    try:
        if path.stat().st_size > _LARGEST:
            raise SseError(f"The capture {str(path)!r} is larger than {_LARGEST // 1_000_000} MB.")
        return path.read_bytes()
    except OSError as exc:
        raise SseError(f"The capture {str(path)!r} can't be read: {exc.strerror or exc}.") from exc


def files_of(places: Iterable[str]) -> list[Path]:
    """The files of directories, patterns and plain names, each once. Raises SseError for a place without any."""
    found: dict[Path, None] = {}
    for place in places:
        here = _files_at(Path(place).expanduser())
        if not here:
            raise SseError(f"There is no capture at {place!r}; a directory needs files {', '.join(_ENDINGS)}.")
        found.update(dict.fromkeys(here))
    return list(found)


def _files_at(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    if path.is_dir():
        found = [file for file in path.iterdir() if file.suffix in _ENDINGS]
    elif any(sign in str(path) for sign in "*?["):
        found = list(Path(path.anchor or ".").glob(str(path.relative_to(path.anchor))))
    else:
        return []
    return sorted(file for file in found if file.is_file() and not file.name.startswith("."))


def appliances_in(places: Iterable[str]) -> list[dict[str, str | None]]:
    """Name, file and name within the file of each appliance. Raises SseError.

    A file of no use is one too: its error belongs in the report and must not be left out.
    """
    found: list[dict[str, str | None]] = []
    taken: set[str] = set()
    for path in files_of(places):
        inside = _names_in(content_of(path)) or [None]
        for name in inside:
            unique = _unique(_plain(name or path.stem), taken)
            taken.add(unique)
            found.append({"name": unique, "capture": str(path.absolute()), "appliance": name})
    return found


def _names_in(content: bytes) -> list[str | None]:
    try:
        return [source.name for source in sources(content)]
    except SseError:  # too long: said where it is judged, of this file alone
        return []


def _plain(name: str) -> str:
    """A name that an inventory can hold, and that is no template."""
    plain = re.sub(r"[^A-Za-z0-9._-]", "_", name)[:128].strip("._-") or "appliance"
    return f"{plain}-capture" if plain.lower() in _RESERVED else plain


def _unique(name: str, taken: set[str]) -> str:
    numbered = (f"{name}-{number}" for number in range(2, len(taken) + 3))
    return name if name not in taken else next(one for one in numbered if one not in taken)


__all__ = ["appliances_in", "content_of", "files_of"]

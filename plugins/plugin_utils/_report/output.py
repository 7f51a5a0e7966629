# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""All files of a report in one directory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import files
from .formats import file_names, is_ticket, texts
from .tickets import TICKETS

if TYPE_CHECKING:
    from pathlib import Path

    from .appliance import Record


def try_all(place: Path, formats: list[str]) -> str | None:
    """Why one of the files could not be written later; nothing is put there, but directories are made."""
    for format_, name in file_names(formats).items():
        path = place / name / "cause-1.md" if format_ == TICKETS else place / name
        try:
            files.try_to_write(path)
        except OSError as exc:
            return _unwritable(path, exc)
    return None


def write_all(place: Path, document: Record, formats: list[str]) -> tuple[bool, str | None]:
    """Whether a file changed, and the first reason why one could not be written; all others are, nevertheless."""
    changed, problem = False, None
    made = texts(document, formats)
    for name, text in made.items():
        try:
            changed = files.write(place / name, text) or changed
        except OSError as exc:
            problem = problem or _unwritable(place / name, exc)
    if TICKETS in formats:
        try:
            changed = _forget_tickets(place / TICKETS, made) or changed
        except OSError as exc:
            problem = problem or _unwritable(place / TICKETS, exc)
    return changed, problem


def _forget_tickets(directory: Path, made: dict[str, str]) -> bool:
    """Tickets of an earlier run would send somebody after a cause that is gone."""
    if not directory.is_dir():
        return False
    old = [path for path in directory.iterdir() if is_ticket(path.name) and f"{TICKETS}/{path.name}" not in made]
    for path in old:
        path.unlink()
    return bool(old)


def _unwritable(path: Path, exc: OSError) -> str:
    return f"Writing the report to {str(path)!r} failed: {exc}. Set output_dir to a writable directory."

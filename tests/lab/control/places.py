# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where a lab keeps its files: one private folder a lab, removed when nobody holds it any more."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

from control.problem import Problem


def base() -> Path:
    """The user's own folder of labs; refuses one that somebody else has made."""
    path = Path(tempfile.gettempdir()) / f"firepower-sse-lab-{os.getuid()}"
    path.mkdir(mode=0o700, exist_ok=True)
    found = path.lstat()
    if path.is_symlink() or found.st_uid != os.getuid() or found.st_mode & 0o077:
        raise Problem(f"{path} is not a private folder of this user: remove it or set TMPDIR")
    return path


def lock(place: Path) -> int | None:
    """Holds the folder until the descriptor is closed in every process that has it; None if it is held."""
    descriptor = os.open(place / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(descriptor)
        return None
    return descriptor


def hold_base() -> int:
    """One lab at a time starts: holds the folder of labs until the descriptor is closed."""
    while True:
        descriptor = os.open(base(), os.O_RDONLY | os.O_DIRECTORY)
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        if os.fstat(descriptor).st_nlink:
            return descriptor
        os.close(descriptor)  # the last lab has removed it meanwhile


def remove(place: Path) -> None:
    """The lab's folder, and the folder of labs if it was the last one."""
    shutil.rmtree(place, ignore_errors=True)
    if place.parent == base():
        with contextlib.suppress(OSError):
            place.parent.rmdir()


def remove_stale() -> None:
    """A lab that was killed has left its folder, but nobody holds it."""
    for place in base().iterdir():
        if place.is_dir() and (descriptor := lock(place)) is not None:
            shutil.rmtree(place, ignore_errors=True)
            os.close(descriptor)


def claim(wanted: str | None, name: str | None) -> tuple[Path, int]:
    """Makes (or takes over) the lab's folder: `wanted`, or NAME or a new one below base()."""
    starting = hold_base()
    try:
        remove_stale()
        if wanted:
            place = Path(wanted).resolve()
        else:
            place = base() / name if name else Path(tempfile.mkdtemp(dir=base(), prefix="run-"))
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        if any(place.iterdir()) and not (place / "lock").exists():
            raise Problem(f"{place} holds files that are not a lab's: give an empty folder")
        descriptor = lock(place)
    finally:
        os.close(starting)
    if descriptor is None:
        raise Problem(f"a lab is running in {place} already")
    place.chmod(0o700)
    for old in place.iterdir():
        if old.name != "lock":
            shutil.rmtree(old) if old.is_dir() else old.unlink()
    return place, descriptor


def read_state(place: Path) -> dict[str, Any]:
    try:
        return json.loads((place / "fleet.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as exc:
        raise Problem(f"no lab is running in {place}") from exc


def write_state(place: Path, state: dict[str, Any]) -> None:
    new = place / "fleet.json.new"
    new.touch(mode=0o600)
    new.write_text(json.dumps(state, indent=1), encoding="utf-8")
    os.replace(new, place / "fleet.json")

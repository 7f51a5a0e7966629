# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One restart at a time for an appliance or a pair, whatever plays this controller runs."""

from __future__ import annotations

import fcntl
import hashlib
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from ansible_collections.firepower.sse.plugins.plugin_utils._errors import SseError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .look import Look

DIRECTORY = "~/.ansible/firepower-sse/locks"


def name_of(look: Look, *, host: str, pair: str) -> str:
    """Both units of a pair have one name, by their serial numbers; else the pair's or the host's own."""
    serials = sorted(filter(None, (look.failover.serial, look.failover.mate_serial)))
    return "+".join(serials) if len(serials) == 2 else pair or host


@contextmanager
def opened(name: str, *, directory: str, kind: str, hint: str = "") -> Iterator[TextIO]:
    """The file of a lock, to read and to write. Raises SseError where it can't be made."""
    digest = hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()[:32]
    path = Path(directory or DIRECTORY).expanduser() / f"{digest}.{kind}"
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        stream = path.open("a+", encoding="utf-8")
    except OSError as exc:
        raise SseError(f"The lock {str(path)!r} can't be made: {exc.strerror}.{hint}") from exc
    with stream:
        yield stream


@contextmanager
def held(name: str, *, directory: str) -> Iterator[None]:
    """Held until the block ends, or the process does, in whatever way. Raises SseError where somebody else has it."""
    hint = " Set lock_dir to a writable directory."
    with opened(name, directory=directory, kind="lock", hint=hint) as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as exc:
            raise SseError(
                f"Another restart of {name} is under way on this controller (lock {stream.name}); wait for its end."
            ) from exc
        yield


__all__ = ["held", "name_of", "opened"]

# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A copy on the controller that is there as a whole or not at all."""

from __future__ import annotations

import os
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """What is written takes the place of the old copy only if no error ends it. Raises OSError.

    A new copy is for its owner only, because it may hold a secret of root's; an old one's mode is kept.
    """
    place = path.resolve()
    if place.exists() and not place.is_file():
        raise OSError(f"{str(place)!r} is no file")
    handle, name = tempfile.mkstemp(dir=place.parent, prefix=".expert.")
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
        if place.exists():
            Path(name).chmod(place.stat().st_mode & 0o777)
        Path(name).replace(place)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


__all__ = ["whole_file"]

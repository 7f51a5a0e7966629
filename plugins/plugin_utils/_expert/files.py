# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A copy on the controller that is there as a whole or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from ansible_collections.firepower.sse.plugins.plugin_utils._new_file import new_file

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from pathlib import Path


def whole_file(path: Path) -> AbstractContextManager[BinaryIO]:
    """What is written takes the place of the old copy only if no error ends it. Raises OSError.

    A new copy is for its owner only, because it may hold a secret of root's; an old one's mode is kept.
    """
    place = path.resolve()
    if place.exists() and not place.is_file():
        raise OSError(f"{str(place)!r} is no file")
    return new_file(place, mode=place.stat().st_mode & 0o777 if place.exists() else 0o600)


__all__ = ["whole_file"]

# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""All items of a list, page by page to the end."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ansible_collections.firepower.sse.plugins.plugin_utils._parse.text import whole

from .errors import FmcError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .session import Session

PAGE = 1000  # the most that an FMC gives at once
_MOST = 50_000  # items; no FMC manages as much, so something is wrong


def items(
    session: Session, path: str, query: Mapping[str, Any] | None = None, *, most: int | None = None
) -> list[dict[str, Any]]:
    """The items of all pages, or as many pages as give *most*. Raises FmcError, never less than there is.

    Pages are counted here: a `next` of the FMC is taken as the word that there is one, not as where it is.
    """
    found: dict[str, dict[str, Any]] = {}
    offset = 0
    while True:
        page = session.get(path, {"expanded": "true", **(query or {}), "offset": offset, "limit": PAGE})
        entries = _entries(session, path, page)
        known = len(found)
        for entry in entries:
            found.setdefault(str(entry.get("id") or json.dumps(entry, sort_keys=True)), entry)
        offset += len(entries)
        if not _more(page, offset) or (most is not None and offset >= most):
            return list(found.values())
        if len(found) == known and len(found) >= (_count(page) or len(found) + 1):
            return list(found.values())  # a `next` too many
        if len(found) == known or offset > _MOST:
            raise FmcError(
                f"{session.access.label} says that GET {path} has more than the {len(found)} items that it gives;"
                " its list has no end, or is cut short."
            )


def _entries(session: Session, path: str, page: dict[str, Any]) -> list[dict[str, Any]]:
    entries = page.get("items")
    if entries is None:  # what an empty list looks like
        return []
    if isinstance(entries, list) and all(isinstance(entry, dict) for entry in entries):
        return entries
    raise FmcError(f"{session.access.label} answers GET {path} with items that are no list of objects.")


def _more(page: dict[str, Any], offset: int) -> bool:
    paging = page.get("paging")
    count = _count(page)
    return bool(isinstance(paging, dict) and paging.get("next")) or (count is not None and offset < count)


def _count(page: dict[str, Any]) -> int | None:
    paging = page.get("paging")
    return whole(paging.get("count")) if isinstance(paging, dict) else None


__all__ = ["PAGE", "items"]

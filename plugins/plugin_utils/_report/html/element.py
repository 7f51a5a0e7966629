# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Markup that can't be forged: everything is escaped unless an element made it."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape


class Html(str):
    """Text that is markup already. Only *el* and *joined* make it."""

    __slots__ = ()


_VOID = frozenset({"meta", "br"})


def el(tag: str, /, *children: object, **attributes: object) -> Html:
    """An element. Attributes: a trailing underscore goes, inner ones become hyphens; None and False are left out.

    >>> el("p", "a < b", class_="x", aria_label="y")
    '<p class="x" aria-label="y">a &lt; b</p>'
    """
    told = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(str(value))}"'
        for key, value in attributes.items()
        if value is not None and value is not False
    )
    return Html(f"<{tag}{told}>" if tag in _VOID else f"<{tag}{told}>{joined(children)}</{tag}>")


def joined(children: object) -> Html:
    """Children one after the other: markup as it is, None left out, lists looked through, all else escaped."""
    if children is None:
        return Html()
    if isinstance(children, Html):
        return children
    if isinstance(children, str) or not isinstance(children, Iterable):
        return Html(escape(str(children)))
    return Html("".join(joined(child) for child in children))

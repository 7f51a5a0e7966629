# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Hosts to probe: what a name, port and path may be. They reach a shell and become words of the capture's framing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypedDict

from ansible_collections.firepower.sse.plugins.plugin_utils._errors import SseError

if TYPE_CHECKING:
    from collections.abc import Mapping

_LABEL = r"[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_NAME = re.compile(rf"{_LABEL}(\.{_LABEL})*")
_PATH = re.compile(r"/[A-Za-z0-9._~/?&=:@+,;-]{0,1000}")
_KEYS = ("host", "port", "path", "required")


class Host(TypedDict):
    """One host to probe over TLS."""

    role: str
    host: str
    port: int
    path: str


class ExtraHost(TypedDict):
    """A host that the user adds; *required* says whether its failure counts."""

    host: str
    port: int
    path: str
    required: bool


def host_name(value: object, *, what: str) -> str:
    """The name in lower case. Raises SseError, which begins with *what*, such as ``The host of extra_hosts[0]``."""
    if isinstance(value, str) and len(value) <= 253 and _NAME.fullmatch(value):
        return value.lower()
    raise SseError(
        f"{what} is {value!r} and must be a host name: letters, digits and hyphens in labels of at most 63 characters,"
        " joined by dots, without a scheme, a port or a blank."
    )


def port_number(value: object, *, what: str) -> int:
    """The port as a number. Raises SseError."""
    text = str(value) if isinstance(value, (int, str)) and not isinstance(value, bool) else ""
    if text.isascii() and text.isdigit() and 1 <= int(text[:6]) <= 65535:
        return int(text)
    raise SseError(f"{what} is {value!r} and must be a port from 1 to 65535.")


def url_path(value: object, *, what: str) -> str:
    """The path of a request. Raises SseError."""
    if isinstance(value, str) and _PATH.fullmatch(value):
        return value
    raise SseError(f"{what} is {value!r} and must begin with / and hold only letters, digits and ._~/?&=:@+,;- .")


def extra_hosts(entries: list[Mapping[str, object]], *, option: str) -> list[ExtraHost]:
    """The entries of an option such as ``extra_hosts``, checked. Raises SseError."""
    return [_extra_host(entry, where=f"{option}[{number}]") for number, entry in enumerate(entries)]


def _extra_host(entry: Mapping[str, object], *, where: str) -> ExtraHost:
    unknown = sorted(set(entry) - set(_KEYS))
    if unknown:
        raise SseError(f"{where} has the unknown key {unknown[0]!r}; known are {', '.join(_KEYS)}.")
    return {
        "host": host_name(entry.get("host"), what=f"The host of {where}"),
        "port": port_number(entry.get("port", 443), what=f"The port of {where}"),
        "path": url_path(entry.get("path") or "/", what=f"The path of {where}"),
        "required": bool(entry.get("required", True)),
    }


__all__ = ["ExtraHost", "Host", "extra_hosts", "host_name", "port_number", "url_path"]

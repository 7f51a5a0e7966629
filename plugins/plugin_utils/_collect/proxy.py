# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The proxy that a probe goes through, as curl's own configuration: its credentials never become an argument."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from ansible_collections.firepower.sse.plugins.plugin_utils._collect.hosts import host_name, port_number
from ansible_collections.firepower.sse.plugins.plugin_utils._errors import SseError

_RULE = "must be auto, none or a URL such as http://proxy.example.com:8080, with user and password percent-encoded"


@dataclass(frozen=True)
class Proxy:
    """``word`` is auto, none or HOST:PORT, as it may be shown; ``config`` holds curl's lines, with the credentials."""

    word: str = "auto"
    config: str = ""


def proxy_of(value: str) -> Proxy:
    """The option ``proxy``. Raises SseError, which never repeats the value: it may hold a password."""
    if value in ("auto", "none"):
        return Proxy(word=value)
    try:
        parts = urlsplit(value if "://" in value else f"http://{value}")
        port = parts.port or (443 if parts.scheme == "https" else 80)
        name = parts.hostname or ""
        user, password = unquote(parts.username or ""), unquote(parts.password or "")
    except ValueError as exc:
        raise SseError(f"The proxy can't be read as a URL and {_RULE}.") from exc
    if parts.scheme not in ("http", "https") or parts.path not in ("", "/") or parts.query or parts.fragment:
        raise SseError(f"The proxy has a scheme or a path that curl can't use here and {_RULE}.")
    if not all(char.isprintable() for char in user + password):
        raise SseError("The proxy's user or password holds a control character.")
    name = host_name(name, what="The host of proxy")
    port = port_number(port, what="The port of proxy")
    lines = [f'proxy = "{parts.scheme}://{name}:{port}"']
    if user:
        lines += [f'proxy-user = "{_quoted(f"{user}:{password}")}"', "proxy-anyauth"]
    return Proxy(word=f"{name}:{port}", config="\n".join(lines))


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


__all__ = ["Proxy", "proxy_of"]

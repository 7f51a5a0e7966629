# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where an FMC is, who asks, and what is trusted."""

from __future__ import annotations

import ipaddress
import re
import ssl
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from ansible_collections.firepower.sse.plugins.plugin_utils._errors import SseError

if TYPE_CHECKING:
    from collections.abc import Mapping

USER_VARIABLE = "SSE_FMC_USERNAME"
PASSWORD_VARIABLE = "SSE_FMC_PASSWORD"  # noqa: S105

_NAME = re.compile(r"[A-Za-z0-9_]([A-Za-z0-9._-]{0,251}[A-Za-z0-9_])?")
_SUFFIXES = (".pem", ".crt", ".cer")


@dataclass(frozen=True)
class Access:
    """One FMC. The secret parts are in no repr, hence in no log."""

    name: str
    host: str
    username: str
    password: str = field(repr=False)
    port: int = 443
    ca_path: str | None = None
    ca_data: str | None = field(default=None, repr=False)
    validate_certs: bool = True
    use_proxy: bool = True
    timeout: int = 30

    @property
    def label(self) -> str:
        """How sentences call it."""
        return f"The FMC {self.name}" if self.name == self.host else f"The FMC {self.name} ({self.host})"

    @property
    def url(self) -> str:
        """The address without a path."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"https://{host}" if self.port == 443 else f"https://{host}:{self.port}"


def access_of(options: Mapping[str, Any], *, environ: Mapping[str, str]) -> Access:
    """From the options of the action or of the inventory. Raises SseError."""
    host, port = _place(str(options["host"]), int(options.get("port") or 443))
    name = str(options.get("name") or host)
    username = str(options.get("username") or environ.get(USER_VARIABLE) or "")
    password = str(options.get("password") or environ.get(PASSWORD_VARIABLE) or "")
    if not username or not password:
        missing = " and ".join(word for word, value in (("username", username), ("password", password)) if not value)
        raise SseError(
            f"The FMC {name} can't be asked without {missing}: give the options, or set {USER_VARIABLE} and"
            f" {PASSWORD_VARIABLE}."
        )
    if ":" in username:
        raise SseError(f"The username for the FMC {name} holds a colon, which HTTP Basic can't carry.")
    timeout = int(options.get("timeout") or 30)
    if not 1 <= timeout <= 600:
        raise SseError(f"timeout is {timeout} and must be 1 to 600 seconds.")
    ca_path = str(options.get("ca_path") or "") or None
    validate_certs = options.get("validate_certs") is not False
    return Access(
        name=name,
        host=host,
        port=port,
        username=username,
        password=password,
        ca_path=ca_path,
        ca_data=trusted(ca_path) if ca_path and validate_certs else None,
        validate_certs=validate_certs,
        use_proxy=options.get("use_proxy") is not False,
        timeout=timeout,
    )


def _place(given: str, port: int) -> tuple[str, int]:
    """Host and port of a name, an address or a URL.

    >>> _place("https://fmc.example.com:8443/", 443)
    ('fmc.example.com', 8443)
    """
    host = given.strip()
    if "://" in host:
        try:
            url = urlsplit(host)
            host, port = url.hostname or "", url.port or port
        except ValueError:
            url, host = urlsplit(""), ""
        if url.scheme != "https" or url.username is not None or url.path not in ("", "/") or url.query or url.fragment:
            # The value is not shown, for it may hold a password.
            raise SseError("host is a URL of another form than https://NAME[:PORT]; username is an option of its own.")
    if not is_host(host):
        raise SseError(f"host is {given[:80]!r} and must be the name or the address of an FMC, or https://NAME[:PORT].")
    if not 1 <= port <= 65535:
        raise SseError(f"port is {port} and must be 1 to 65535.")
    return host, port


def is_host(text: str) -> bool:
    """Whether it is a host's name or address, and nothing that a program could take for an option."""
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return _NAME.fullmatch(text) is not None
    return True


def trusted(ca_path: str) -> str:
    """The PEM text of a CA file, or of all such files of a directory. Raises SseError."""
    path = Path(ca_path).expanduser()
    try:
        files = sorted(file for file in path.iterdir() if file.suffix in _SUFFIXES) if path.is_dir() else [path]
        # Comments between the certificates may be in any encoding; the certificates are ASCII.
        text = "\n".join(file.read_text(encoding="ascii", errors="ignore") for file in files)
    except OSError as exc:
        raise SseError(f"ca_path {ca_path} can't be read: {exc.strerror}.") from exc
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_verify_locations(cadata=text)
    except (ssl.SSLError, ValueError) as exc:
        raise SseError(f"ca_path {ca_path} holds no certificate in PEM form (of {len(files)} files read).") from exc
    return text


__all__ = ["PASSWORD_VARIABLE", "USER_VARIABLE", "Access", "access_of", "is_host", "trusted"]

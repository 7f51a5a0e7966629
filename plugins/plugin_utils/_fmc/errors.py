# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What an FMC answered instead of what was asked, as sentences. All text of the FMC is cleaned and bounded."""

from __future__ import annotations

import http.client
import json
import socket
import ssl
import urllib.request
from typing import TYPE_CHECKING, Any

from ansible_collections.firepower.sse.plugins.plugin_utils._errors import SseError
from ansible_collections.firepower.sse.plugins.plugin_utils._parse.text import clean

if TYPE_CHECKING:
    from .access import Access

_LONGEST = 300
_WRONG_NAME = (62, 64)  # OpenSSL's codes of a certificate for another name, or another address
_DATES = (9, 10)  # not valid yet, expired

_HINTS = {
    403: "the role of the API user does not allow it",
    404: "this FMC does not know what was asked",
    422: "this FMC does not know what was asked",
    429: "it had too many requests, and still has after a wait; others may be using its API",
}


class FmcError(SseError):
    """A request that brought no answer; *status* is the FMC's, *passing* means that a repetition may help."""

    def __init__(self, sentence: str, *, status: int | None = None, passing: bool = False) -> None:
        super().__init__(sentence)
        self.status = status
        self.passing = passing


def described(body: bytes) -> str | None:
    """The FMC's own description of an error, if there is one.

    >>> described(b'{"error": {"messages": [{"description": "Invalid domain"}], "severity": "ERROR"}}')
    'Invalid domain'
    """
    found = json_of(body)
    error = found.get("error", found) if isinstance(found, dict) else None
    messages = error.get("messages") if isinstance(error, dict) else None
    texts = [
        clean(message["description"], limit=_LONGEST)
        for message in (messages if isinstance(messages, list) else [])
        if isinstance(message, dict) and isinstance(message.get("description"), str)
    ]
    return clean("; ".join(text for text in texts if text), limit=_LONGEST) or None


def json_of(body: bytes) -> Any:
    """The JSON value of an answer, None if it is none."""
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


def of_status(access: Access, what: str, status: int, body: bytes, location: str = "") -> FmcError:
    """The sentence for an answer whose status is an error."""
    if 300 <= status < 400:
        why = (
            f"it sends the request on to {clean(location, limit=120)!r}, which is not followed; give the FMC's own name"
        )
    else:
        why = "; ".join(filter(None, (described(body), _HINTS.get(status, "")))) or "it says no more"
    return FmcError(f"{access.label} answers {what} with {status}: {why}.", status=status)


def of_exception(access: Access, what: str, exc: Exception) -> FmcError:
    """The sentence for a request that got no answer."""
    reason = getattr(exc, "reason", exc)
    if isinstance(reason, (socket.gaierror, ConnectionRefusedError)) and _by_proxy(access):
        return FmcError(
            f"{access.label} can't be reached: the environment's https_proxy can't; see use_proxy, no_proxy."
        )
    if isinstance(reason, ssl.SSLCertVerificationError):
        return FmcError(f"{access.label} {_untrusted(reason, access)}")
    if isinstance(reason, socket.gaierror):
        return FmcError(f"{access.label} can't be reached: its name {access.host!r} is unknown here.")
    if isinstance(reason, TimeoutError) or "timed out" in str(reason):
        return FmcError(f"{access.label} gave no answer to {what} within {access.timeout} seconds.")
    if isinstance(reason, ConnectionRefusedError):
        return FmcError(f"{access.label} can't be reached: {access.host} refuses connections to port {access.port}.")
    if "Tunnel connection failed" in str(reason):
        return FmcError(f"{access.label} can't be reached: the proxy says {clean(str(reason), limit=120)!r}.")
    if isinstance(reason, ssl.SSLError):
        return FmcError(f"{access.label} does not speak TLS as expected: {clean(str(reason), limit=160)}.")
    if isinstance(reason, (ConnectionError, http.client.IncompleteRead, http.client.BadStatusLine)):
        return FmcError(f"{access.label} cut the connection off before its answer to {what} was whole.", passing=True)
    return FmcError(f"{access.label} can't be asked for {what}: {clean(str(reason), limit=160)}.")


def _by_proxy(access: Access) -> bool:
    """Whether the environment's proxy was asked, and not the FMC itself. The proxy's URL may hold a password."""
    used = access.use_proxy and "https" in urllib.request.getproxies()
    return used and not urllib.request.proxy_bypass(access.host)


def _untrusted(exc: ssl.SSLCertVerificationError, access: Access) -> str:
    said = clean(exc.verify_message or "verification failed", limit=160)
    if exc.verify_code in _WRONG_NAME:
        return f"shows the certificate of another name ({said}); give the name that stands in it as host."
    if exc.verify_code in _DATES:
        return f"shows a certificate outside its dates ({said}); renew it there, or set the clock here."
    known = f"the CA in {access.ca_path}" if access.ca_path else "this machine"
    return f"shows a certificate that {known} does not vouch for ({said}); give its CA as ca_path."


__all__ = ["FmcError", "described", "json_of", "of_exception", "of_status"]

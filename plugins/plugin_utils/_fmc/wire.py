# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The one place that sends something to an FMC: GET, and the two calls of the login."""

from __future__ import annotations

import http.client
import re
import time
import urllib.error
from contextlib import contextmanager
from dataclasses import dataclass, field
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from ansible.module_utils.urls import ConnectionError as UrlsConnectionError
from ansible.module_utils.urls import open_url

from ansible_collections.firepower.sse.plugins.plugin_utils._errors import SseError

from .errors import FmcError, of_exception

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .access import Access

LOGIN = "/api/fmc_platform/v1/auth/generatetoken"
REFRESH = "/api/fmc_platform/v1/auth/refreshtoken"

_SEGMENT = r"(?!\.+(?:/|$))[A-Za-z0-9._-]{1,128}"
_READABLE = re.compile(rf"/api/fmc_(?:config|platform)/v1(?:/{_SEGMENT})+")
_LARGEST = 64 << 20  # bytes of one answer; a page of 1,000 devices has about 8 MB
_PIECE = 1 << 16
_DRIPPING = 4  # an answer may take so many time-outs to arrive


@dataclass(frozen=True)
class Answer:
    """What came back, whatever its status. Header names are lower case."""

    status: int
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)


def send(
    access: Access, method: str, path: str, *, query: Mapping[str, Any] | None = None, headers: Mapping[str, str]
) -> Answer:
    """One request, one answer. Raises FmcError where none came, SseError for a request that is not allowed."""
    check_request(method, path)
    what = f"{method} {path}"
    url = f"{access.url}{path}?{urlencode(query, safe=':;,')}" if query else f"{access.url}{path}"
    try:
        with _ca_file(access.ca_data) as ca_path:
            response = _opened(access, method, url, headers, ca_path)
        try:
            return _read(response, access, what)
        finally:
            response.close()
    except FmcError:
        raise
    except (OSError, ValueError, http.client.HTTPException, UrlsConnectionError) as exc:
        raise of_exception(access, what, exc) from exc


def check_request(method: str, path: str) -> None:
    """Nothing is changed on an FMC: what is not in this list is not sent. Raises SseError."""
    if method == "POST" and path in (LOGIN, REFRESH):
        return
    if method == "GET" and _READABLE.fullmatch(path):
        return
    raise SseError(f"{method} {path[:200]!r} is no request that reads from an FMC, so it is not sent.")


@contextmanager
def _ca_file(text: str | None) -> Iterator[str | None]:
    """A file for open_url, which knows no directory of CAs; made anew, as Ansible's workers end without cleaning up."""
    if text is None:
        yield None
        return
    with NamedTemporaryFile("w", suffix=".pem") as file:
        file.write(text)
        file.flush()
        yield file.name


def _opened(access: Access, method: str, url: str, headers: Mapping[str, str], ca_path: str | None) -> Any:
    try:
        return open_url(
            url,
            method=method,
            headers={"Accept": "application/json", **headers},
            http_agent="firepower.sse",
            timeout=access.timeout,
            validate_certs=access.validate_certs,
            ca_path=ca_path,
            use_proxy=access.use_proxy,
            use_netrc=False,  # it would send the token's requests with somebody's password
            follow_redirects="none",  # the token would go with them
            decompress=False,
        )
    except urllib.error.HTTPError as exc:
        return exc


def _read(response: Any, access: Access, what: str) -> Answer:
    body = bytearray()
    end = time.monotonic() + _DRIPPING * access.timeout
    while piece := response.read1(_PIECE):
        body += piece
        if len(body) > _LARGEST:
            raise FmcError(f"{access.label} answers {what} with more than {_LARGEST >> 20} MiB; the rest is not read.")
        if time.monotonic() > end:
            raise FmcError(
                f"{access.label} has not finished its answer to {what} after {_DRIPPING * access.timeout} s."
            )
    if getattr(response, "length", None):
        raise http.client.IncompleteRead(bytes(body[:64]))
    return Answer(response.code, {name.lower(): value for name, value in response.headers.items()}, bytes(body))


__all__ = ["LOGIN", "REFRESH", "Answer", "check_request", "send"]

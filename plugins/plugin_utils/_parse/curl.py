# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""curl: one attempt, from its exit status, its write-out and its trace.

What decides is exit status, codes and times: the words of a trace mislead. `left intact` is absent where a healthy
server closes the connection, and present under `-k` with a foreign certificate; other words change with the release.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from . import certificate, stamps
from .text import clean, key_values, lines, number, text_or_none, whole

if TYPE_CHECKING:
    from .certificate import Certificate

STORES = ("connector_ca", "ios", "system", "given", "none")  # none: the -k request

# Exit statuses of curl, by what they mean for the path.
PROXY_NAME, NAME, CONNECT, TIME_OUT, HANDSHAKE, EMPTY, BAD_CA, PROXY = 5, 6, 7, 28, 35, 52, 77, 97
UNTRUSTED = (51, 60)
BROKEN = (16, 18, 55, 56, 92, 95, 96)  # an exchange that had begun broke off
TLS_OTHER = (53, 54, 58, 59, 64, 66, 80, 82, 83, 90, 91, 98)

# X509_V_ERR_CERT_NOT_YET_VALID, X509_V_ERR_CERT_HAS_EXPIRED, X509_V_ERR_HOSTNAME_MISMATCH,
# X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT
DATES, HOSTNAME, SELF_SIGNED = (9, 10), 62, 18

_NO_ROUTE = ("Network is unreachable", "No route to host", "Cannot assign requested address", "Address family not")


@dataclass(frozen=True)
class Attempt:
    """One request. Times are seconds since its start: 0 if that point was not reached, None if curl wrote nothing."""

    exit_code: int
    message: str
    http_code: int | None = None
    http_connect: int | None = None
    verify_result: int | None = None
    remote_ip: str | None = None
    local_ip: str | None = None
    named: float | None = None
    connected: float | None = None
    secured: float | None = None
    total: float | None = None
    certificate: Certificate | None = None
    date: float | None = None
    hello: bool = False
    no_route: bool = False
    refused_us: bool = False
    tunnel: bool = False
    credentials: bool = False  # sent to the proxy
    asked_for_credentials: bool = False  # by the proxy
    store: str = "-"
    via: str = "direct"
    address: str | None = None
    attempt: int = 1

    @property
    def reached(self) -> bool:
        """True once TCP was connected. curl 7.88 leaves that time at 0 where TLS then fails: the own address tells."""
        return bool(self.connected or self.local_ip or self.hello)


def read(*, exit_code: int, stdout: str, stderr: str, attributes: dict[str, str] | None = None) -> Attempt:
    r"""One attempt; `attributes` are those of its section.

    >>> out = "http_code=000\nssl_verify_result=0\ntime_namelookup=0.004\ntime_connect=0.000000\ntime_total=5.0\n"
    >>> read(exit_code=28, stdout=out, stderr="curl: (28) Connection timed out after 5001 milliseconds\n").message
    'Connection timed out after 5001 milliseconds'
    """
    given = attributes or {}
    written = key_values(stdout)
    trace = [line[1:].strip() for line in lines(stderr) if line.startswith("*")]
    message = _message(exit_code, stderr, whole(written.get("http_code")))
    return Attempt(
        exit_code=exit_code,
        message=message,
        http_code=whole(written.get("http_code")) or None,
        http_connect=whole(written.get("http_connect")),
        verify_result=whole(written.get("ssl_verify_result")),
        remote_ip=text_or_none(written.get("remote_ip")),
        local_ip=text_or_none(written.get("local_ip")),
        named=number(written.get("time_namelookup")),
        connected=number(written.get("time_connect")),
        secured=number(written.get("time_appconnect")),
        total=number(written.get("time_total")),
        certificate=certificate.read(trace=trace),
        date=_date(stderr) if whole(written.get("http_code")) else None,
        hello=any("(OUT), TLS handshake, Client hello" in line for line in trace),
        no_route=exit_code == CONNECT and any(words in line for line in trace for words in _NO_ROUTE),
        refused_us=_refused_us(trace, message),
        tunnel=any("CONNECT tunnel established" in line or "Proxy replied 200" in line for line in trace),
        credentials="> proxy-authorization:" in stderr.lower(),
        asked_for_credentials=whole(written.get("http_connect")) == 407 or "HTTP code 407 from proxy" in message,
        store=given["store"] if given.get("store") in STORES else "-",
        via="proxy" if given.get("via") == "proxy" else "direct",
        address=text_or_none(given.get("address")),
        attempt=whole(given.get("attempt")) or 1,
    )


def _message(exit_code: int, stderr: str, http_code: int | None) -> str:
    """curl's own last word, or the HTTP status, or why nothing was asked."""
    for line in lines(stderr):
        if line.startswith("curl: ("):
            return clean(line.partition(") ")[2] or line, limit=200)
        if line.startswith("not asked: "):
            return clean(line, limit=200)
    if http_code:
        return f"HTTP {http_code}"
    return "" if exit_code == 0 else f"curl ended with exit status {exit_code}"


def _date(stderr: str) -> float | None:
    """The last `Date:` header: the one before may be a proxy's."""
    found = None
    for line in lines(stderr):
        if line.startswith("<"):
            name, _colon, value = line[1:].strip().partition(":")
            if name.lower() == "date":
                found = stamps.http_date(value) or found
    return found


def _refused_us(trace: list[str], message: str) -> bool:
    """True where the server asked for a client certificate and then sent an alert: the path to it is good."""
    asked = [number for number, line in enumerate(trace) if "(IN)" in line and "Request CERT (13)" in line]
    if not asked:
        return False
    alerts = (line for line in trace[asked[0] :] if "(IN), TLS alert" in line and "close notify" not in line)
    return any(alerts) or " alert " in message


__all__ = [
    "BAD_CA",
    "BROKEN",
    "CONNECT",
    "DATES",
    "EMPTY",
    "HANDSHAKE",
    "HOSTNAME",
    "NAME",
    "PROXY",
    "PROXY_NAME",
    "SELF_SIGNED",
    "STORES",
    "TIME_OUT",
    "TLS_OTHER",
    "UNTRUSTED",
    "Attempt",
    "read",
]

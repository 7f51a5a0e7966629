# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reaches a cloud host as the connector does: name, proxy, TCP, TLS; errors in the words of Go's library.

Each error text comes from what really happened (errno, resolver's answer, TLS verdict), never from a fault's name.
"""

from __future__ import annotations

import base64
import errno
import os
import socket
import ssl
from typing import Any

import host

NO_ROUTE = (errno.ENETUNREACH, errno.EHOSTUNREACH, errno.EADDRNOTAVAIL)
REASONS = {
    errno.ETIMEDOUT: "connection timed out",
    errno.ECONNREFUSED: "connection refused",
    errno.ENETUNREACH: "network is unreachable",
    errno.EHOSTUNREACH: "no route to host",
    errno.EADDRNOTAVAIL: "cannot assign requested address",
}


class DialError(Exception):
    """The connection was not made; the text is what Go would have said."""


def resolve(name: str) -> list[str]:
    try:
        found = socket.getaddrinfo(name, 443, type=socket.SOCK_STREAM)
    except socket.gaierror as exc:
        absent = exc.errno in (socket.EAI_NONAME, getattr(socket, "EAI_NODATA", -5))
        reason = "no such host" if absent else "Temporary failure in name resolution"
        raise DialError(f"dial tcp: lookup {name}: {reason}") from exc
    return sorted((str(entry[4][0]) for entry in found), key=lambda address: (":" in address, address))


def tcp(address: str, port: int, patience_ms: int = 0) -> socket.socket:
    """The kernel's own time-out after 3 s (one repeated SYN); the very first attempts can be given less."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    connection = socket.socket(family, socket.SOCK_STREAM)
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_SYNCNT, 1)
    if patience_ms:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, patience_ms)
    try:
        connection.connect((address, port))
    except OSError as exc:
        connection.close()
        call = "connect" if host.load()["major"] >= 7 else "getsockopt"
        shown = f"[{address}]" if ":" in address else address
        raise DialError(f"dial tcp {shown}:{port}: {call}: {REASONS.get(exc.errno or 0, exc.strerror)}") from exc
    connection.settimeout(8)
    return connection


def proxy_settings() -> dict[str, str]:
    """PROXY_HOST, PROXY_PORT and perhaps credentials, from the file the appliance keeps; {} means direct."""
    try:
        with open(f"{host.load()['root']}/etc/sf/iprep_proxy.conf", encoding="utf-8") as file:
            return dict(entry.strip().split("=", 1) for entry in file if "=" in entry)
    except OSError:
        return {}


def through_proxy(proxy: dict[str, str], name: str) -> socket.socket:
    try:
        address = resolve(proxy["PROXY_HOST"])[0]
        connection = tcp(address, int(proxy["PROXY_PORT"]))
    except DialError as exc:
        raise DialError(f"proxyconnect tcp: {exc}") from exc
    request = f"CONNECT {name}:443 HTTP/1.1\r\nHost: {name}:443\r\n"
    if "PROXY_USERNAME" in proxy:
        secret = base64.b64encode(f"{proxy['PROXY_USERNAME']}:{proxy['PROXY_PASSWORD']}".encode()).decode()
        request += f"Proxy-Authorization: Basic {secret}\r\n"
    try:
        connection.sendall(f"{request}\r\n".encode())
        status = read_head(connection).split("\r\n")[0]
    except OSError as exc:
        raise DialError(f"proxyconnect tcp: read: {exc.strerror or 'i/o timeout'}") from exc
    if " 200 " not in f"{status} ":
        raise DialError(status.split(" ", 2)[-1] or "EOF")
    return connection


def read_head(connection: socket.socket) -> str:
    """Bytes up to the empty line, one at a time: what follows belongs to somebody else."""
    head = b""
    while not head.endswith(b"\r\n\r\n") and len(head) < 8192 and (byte := connection.recv(1)):
        head += byte
    return head.decode("latin-1")


def trust() -> ssl.SSLContext:
    """6.x trusts connectorCA.pem, 7.x the system's pool and ios.pem."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    for path in host.load()["trust"]:
        if os.path.exists(path):
            context.load_verify_locations(path)
    return context


def tls(connection: socket.socket, name: str) -> ssl.SSLSocket:
    try:
        secured = trust().wrap_socket(connection, server_hostname=name)
    except ssl.SSLCertVerificationError as exc:
        expired = exc.verify_code in (9, 10)
        raise DialError(
            "x509: certificate has expired or is not yet valid"
            if expired
            else "x509: certificate signed by unknown authority"
        ) from exc
    except TimeoutError as exc:
        raise DialError("net/http: TLS handshake timeout") from exc
    except OSError as exc:
        raise DialError("EOF" if isinstance(exc, ssl.SSLError) else f"read: {exc.strerror}") from exc
    certificate: dict[str, Any] = secured.getpeercert() or {}
    names = [entry[1] for entry in certificate.get("subjectAltName", ())]
    if name not in names:
        secured.close()
        raise DialError(f"x509: certificate is valid for {', '.join(names)}, not {name}")
    return secured


def dial(name: str, attempt: int = 0) -> ssl.SSLSocket:
    """A verified TLS connection; `attempt` chooses which of several addresses comes first."""
    proxy = proxy_settings()
    if proxy:
        return tls(through_proxy(proxy, name), name)
    addresses = resolve(name)
    turned = [addresses[(attempt + number) % len(addresses)] for number in range(len(addresses))]
    for address in turned:
        try:
            return tls(tcp(address, 443, patience_ms=0 if attempt else 1200), name)
        except DialError as exc:
            # Like Go, go on at once only where the kernel knew no way at all (IPv6 without a route).
            if getattr(exc.__cause__, "errno", None) not in NO_ROUTE or address == turned[-1]:
                raise
    raise DialError(f"dial tcp: lookup {name}: no such host")

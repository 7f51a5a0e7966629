# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Why a line of connector.log is an error: one word of a fixed list. The words are the Go library's, old and new."""

from __future__ import annotations

import re

SOCKET = ("socket_missing", "socket_refused")
NETWORK = ("tcp_timed_out", "tcp_refused", "name_unresolved")
CAUSES = (
    *SOCKET,
    "tcp_timed_out",
    "tcp_refused",
    "name_unresolved",
    "untrusted",
    "certificate_dates",
    "wrong_name",
    "proxy",
    "handshake",
    "deadline",
    "other_error",
)

_SOCKET_WORDS = ("EventHandler_SSEConnector", "ZeroMQ", "zmq4")
_WRONG_NAME = ("is valid for", "is not valid for any names", "doesn't contain any IP SANs", "legacy Common Name")
_REFUSED = ("connection refused", "no route to host", "network is unreachable")
_NAME = ("lookup ", "no such host", "name resolution", "server misbehaving")
_DEADLINE = ("deadline exceeded", "Client.Timeout", "i/o timeout", "handshake timeout", "timed out")
_HANDSHAKE = re.compile(r"bad handshake|Unauthorized|Forbidden|(?:status|code|HTTP)\D{0,16}40[13]\b")
_DIALLED = re.compile(r"dial tcp (?:\[[0-9A-Fa-f:.]{2,45}\]|[\d.]{7,15}):443\b")
_LOOKED_UP = re.compile(r"lookup ([A-Za-z0-9.-]{1,253})")
_LOOPBACK = re.compile(r"dial tcp (?:127\.|\[::1\]|localhost)")


def cause(text: str) -> str:
    r"""The cause that an error's text names; the order matters, since texts nest.

    >>> cause('dial tcp 18.205.49.246:443: getsockopt: connection timed out')
    'tcp_timed_out'
    >>> cause('proxyconnect tcp: dial tcp 10.0.0.1:3128: connect: connection refused')
    'proxy'
    """
    if any(word in text for word in _SOCKET_WORDS):
        return _socket(text)
    if "x509:" in text:
        return _certificate(text)
    if "proxyconnect" in text or "Proxy Authentication" in text:
        return "proxy"
    if any(word in text for word in _NAME):
        return "name_unresolved"
    if "dial tcp" in text:
        found = _dial(text)
        if found:
            return found
    if _HANDSHAKE.search(text):
        return "handshake"
    return "deadline" if any(word in text for word in _DEADLINE) else "other_error"


def _socket(text: str) -> str:
    if "no such file" in text:
        return "socket_missing"
    return "socket_refused" if "connection refused" in text else "other_error"


def _certificate(text: str) -> str:
    if "has expired or is not yet valid" in text:
        return "certificate_dates"
    return "wrong_name" if any(word in text for word in _WRONG_NAME) else "untrusted"


def _dial(text: str) -> str | None:
    if _LOOPBACK.search(text):
        return "other_error"  # a service of the appliance itself
    if "timed out" in text or "i/o timeout" in text:
        return "tcp_timed_out"
    return "tcp_refused" if any(word in text for word in _REFUSED) else None


def dialled(text: str) -> str | None:
    """What an error of the network says was tried without a proxy: a host that was looked up, `` for an address.

    >>> dialled("dial tcp: lookup api-sse.cisco.com on 10.0.0.53:53: no such host")
    'api-sse.cisco.com'
    >>> dialled("dial tcp 18.205.49.246:443: i/o timeout"), dialled("dial tcp 10.0.0.9:3128: i/o timeout")
    ('', None)
    """
    looked_up = _LOOKED_UP.search(text)
    if looked_up:
        return looked_up[1].rstrip(".").lower()
    return "" if _DIALLED.search(text) else None


__all__ = ["CAUSES", "NETWORK", "SOCKET", "cause", "dialled"]

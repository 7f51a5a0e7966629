# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""`lsof -nP -a -p PID -i`: the network connections of SSEConnector's process."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import ip_address

from .text import clean, lines, port


@dataclass(frozen=True)
class Peer:
    """The far end; `address` may be a name, `state` is None where the protocol has none."""

    address: str
    port: int | None
    state: str | None


@dataclass(frozen=True)
class Connections:
    """The ports that the process listens on, and its peers, loopback included."""

    listening: tuple[str, ...]
    peers: tuple[Peer, ...]


def read(*, text: str, pid: str | None = None) -> Connections:
    r"""Lines of the process `pid`, or of a command that starts with `connector` when the pid is not known.

    >>> read(text="connector 13277 www 19u IPv4 26077679 0t0 TCP 192.168.1.200:56495->203.0.113.7:https (ESTABLISHED)")
    Connections(listening=(), peers=(Peer(address='203.0.113.7', port=443, state='ESTABLISHED'),))
    """
    listening: list[str] = []
    peers: list[Peer] = []
    for line in lines(text):
        words = line.split()
        if not _is_of(words, pid):
            continue
        # The order of columns varies; the arrow, or the state behind the name, is what always stands.
        for word, following in zip(words, [*words[1:], ""], strict=True):
            _local, arrow, far = word.partition("->")
            if arrow:
                peers.append(_peer(far, following))
            elif following == "(LISTEN)":
                listening.append(word.rpartition(":")[2])
    return Connections(tuple(listening), tuple(peers))


def _is_of(words: list[str], pid: str | None) -> bool:
    return pid in words if pid else any(word.startswith("connector") for word in words)


def _peer(far: str, following: str) -> Peer:
    address, _colon, service = far.rpartition(":")
    state = following[1:-1] if following[:1] == "(" and following[-1:] == ")" else ""
    return Peer(plain(address), port(service), clean(state, limit=32) or None)


def plain(address: str) -> str:
    """An address without brackets and zone, in the one form that can be compared.

    >>> plain("[2001:DB8:0::1]"), plain("[::ffff:203.0.113.7]"), plain("host.example.com")
    ('2001:db8::1', '203.0.113.7', 'host.example.com')
    """
    bare = address.strip("[]").partition("%")[0]
    try:
        parsed = ip_address(bare)
    except ValueError:
        return clean(bare.lower(), limit=255)
    mapped = getattr(parsed, "ipv4_mapped", None)
    return str(mapped or parsed)


def loopback(address: str) -> bool:
    """True for an address of the appliance itself: that is no connection to the cloud."""
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return address == "localhost" or address.startswith("localhost.")


__all__ = ["Connections", "Peer", "loopback", "plain", "read"]

# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The HTTP side of the simulated cloud: registration, the events WebSocket, messaging, plain answers."""

from __future__ import annotations

import asyncio
import base64
import email.utils
import hashlib
import json
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cloud.counters import Counters

REGISTRATION = "/providers/sse/services/registration/api/v2/clients"
ACCEPT_SUFFIX = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@dataclass
class Request:
    method: str
    path: str
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""


async def read_request(reader: asyncio.StreamReader) -> Request | None:
    try:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        first, *rest = head.strip().split("\r\n")
        method, path = first.split()[:2]
        pairs = (line.partition(":") for line in rest)
        headers = {name.strip().lower(): value.strip() for name, _colon, value in pairs}
        body = await reader.readexactly(int(headers.get("content-length", 0)))
    except (asyncio.IncompleteReadError, asyncio.LimitOverrunError, OSError, ValueError):
        return None
    return Request(method, path, headers, body)


def response(status: int, body: str = "", kind: str = "text/plain; charset=utf-8", **headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status} {HTTPStatus(status).phrase}", f"Date: {email.utils.formatdate(usegmt=True)}"]
    lines += [f"Content-Type: {kind}", f"Content-Length: {len(body.encode())}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", body]).encode()


class Web:
    """One server's manners: `genuine`, `closing` (ends each connection) or `intercept` (answers all itself)."""

    def __init__(self, manner: str, hosts: dict[str, str], tokens: dict[str, Any], counters: Counters) -> None:
        self.manner, self.hosts, self.tokens, self.counters = manner, hosts, tokens, counters

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        peer = writer.get_extra_info("peername")
        try:
            while request := await read_request(reader):
                name = request.headers.get("host", "").split(":")[0]
                self.counters.add(peer, f"{request.method} {name}{request.path.split('?')[0]}")
                if not await self.handle(request, self.hosts.get(name, ""), peer, (reader, writer)):
                    break
        except (OSError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    async def handle(self, request: Request, kind: str, peer: Any, streams: Streams) -> bool:
        """Answers one request; false where the connection has served its purpose."""
        if self.manner == "intercept":
            streams[1].write(response(403, "<html>Blocked by Example AG web policy</html>\n", "text/html"))
        elif kind == "events" and request.headers.get("upgrade", "").lower() == "websocket":
            await self.websocket(request, peer, streams)
            return False
        elif kind == "messaging" and request.path == "/messages":
            await self.messages(peer, streams)
            return False
        else:
            status, body = self.answer(request, kind, peer)
            media = "application/json" if body.startswith("{") else "text/plain; charset=utf-8"
            connection = "close" if self.manner == "closing" else "keep-alive"
            streams[1].write(response(status, body, media, Connection=connection))
        await streams[1].drain()
        return self.manner != "closing"

    def answer(self, request: Request, kind: str, peer: Any) -> tuple[int, str]:
        if kind == "api" and request.method in ("POST", "PUT") and request.path.startswith(REGISTRATION):
            return self.registration(request, peer)
        if kind in ("api", "other"):
            return 403, "Forbidden"
        return 404, "404 page not found\n"

    def registration(self, request: Request, peer: Any) -> tuple[int, str]:
        """POST registers, PUT refreshes; what the token is worth stands in data/tokens.yml."""
        try:
            token = self.tokens[json.loads(request.body)["token"]]
        except (ValueError, KeyError, TypeError):
            return 400, "Bad Request"
        verb = "register" if request.method == "POST" else "refresh"
        status = token.get(verb, 200)
        self.counters.add(peer, f"{verb} {'accepted' if status == 200 else 'refused'}")
        return status, json.dumps(token["tenant"]) if status == 200 else HTTPStatus(status).phrase

    async def messages(self, peer: Any, streams: Streams) -> None:
        """An answer that never ends: the connection stays until the other side goes."""
        self.counters.add(peer, "messaging connected")
        streams[1].write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        await streams[1].drain()
        while await streams[0].read(4096):
            pass

    async def websocket(self, request: Request, peer: Any, streams: Streams) -> None:
        reader, writer = streams
        key = request.headers.get("sec-websocket-key", "").encode()
        accept = base64.b64encode(hashlib.sha1(key + ACCEPT_SUFFIX).digest()).decode()
        head = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        writer.write(f"{head}Sec-WebSocket-Accept: {accept}\r\n\r\n".encode())
        self.counters.add(peer, "websocket connected")
        while True:
            opcode, payload = await read_frame(reader)
            if opcode == 8:
                return
            if opcode == 9:
                writer.write(bytes([0x8A, len(payload)]) + payload)
                await writer.drain()
            else:
                self.counters.add(peer, "events")


async def read_frame(reader: asyncio.StreamReader) -> tuple[int, bytes]:
    """One frame of a client (RFC 6455, 5.2): its opcode and the unmasked payload."""
    first, second = await reader.readexactly(2)
    length = second & 0x7F
    if length > 125:
        length = int.from_bytes(await reader.readexactly(2 if length == 126 else 8), "big")
    mask = await reader.readexactly(4)
    payload = await reader.readexactly(length)
    return first & 0x0F, bytes(byte ^ mask[index % 4] for index, byte in enumerate(payload))

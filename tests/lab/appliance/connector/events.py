# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The events service: takes events from EventHandler's socket and sends them to the cloud over a WebSocket."""

from __future__ import annotations

import base64
import hashlib
import os
import socket
import threading
import time
from typing import TYPE_CHECKING

import host
import log
from dial import DialError, dial, read_head

if TYPE_CHECKING:
    import ssl

    from state import State

GREETING = b"LAB-PUSH/1\n"
ACCEPT_SUFFIX = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
ZMQ = "events.go:61 events:(*Service).Start"
WEBSOCKET = "events.go:90 events:connectWebSocket"


def masked(opcode: int, payload: bytes) -> bytes:
    """A client's frame (RFC 6455, 5.2): always masked."""
    mask = os.urandom(4)
    length = bytes([0x80 | len(payload)]) if len(payload) < 126 else b"\xfe" + len(payload).to_bytes(2, "big")
    return bytes([0x80 | opcode]) + length + mask + bytes(byte ^ mask[i % 4] for i, byte in enumerate(payload))


def upgrade(connection: ssl.SSLSocket, name: str) -> None:
    key = base64.b64encode(os.urandom(16))
    connection.sendall(
        b"GET /events HTTP/1.1\r\nHost: " + name.encode() + b"\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        b"Sec-WebSocket-Key: " + key + b"\r\nSec-WebSocket-Version: 13\r\nUser-Agent: sse-connector\r\n\r\n"
    )
    head = read_head(connection)
    wanted = base64.b64encode(hashlib.sha1(key + ACCEPT_SUFFIX).digest()).decode()
    if " 101 " not in head.split("\r\n")[0] or wanted not in head:
        raise DialError("websocket: bad handshake")


class Events:
    def __init__(self, state: State, events_host: str) -> None:
        self.state, self.name = state, events_host
        self.cloud: ssl.SSLSocket | None = None
        root = host.load()["root"]
        self.path = f"{root}/var/sf/run/EventHandler_SSEConnector.sock"

    def start(self) -> None:
        for service in (self.join_forever, self.cloud_forever):
            threading.Thread(target=service, daemon=True).start()

    def join_forever(self) -> None:
        for _unused in range(20):  # at boot EventHandler makes its socket a moment later
            if os.path.exists(self.path):
                break
            time.sleep(0.05)
        while True:
            if host.behaviour("join", True):
                self.join_once()
            time.sleep(1)

    def join_once(self) -> None:
        try:
            with socket.socket(socket.AF_UNIX) as handler:
                handler.connect(self.path)
                self.take_events(handler)
        except OSError as exc:
            reason = (exc.strerror or str(exc)).lower()
            failure = f'could not dial to "ipc://{self.path}"'
            cause = f"dial unix {self.path}: connect: {reason}"
            self.state.join_error = f"zmq4: {failure} (retry=250ms): {cause}"
            log.error(ZMQ, f"Could not connect to ZeroMQ PUSH endpoint: {failure}: {cause}\n")
        self.state.joined = False

    def take_events(self, handler: socket.socket) -> None:
        stream = handler.makefile("rb")
        if stream.readline() != GREETING:
            return
        self.state.joined, self.state.join_error, self.state.joined_at = True, "", host.rfc3339()
        number = 0
        while len(size := stream.read(4)) == 4:
            body = stream.read(int.from_bytes(size, "big"))
            number += 1
            leg = self.state.leg_for(number)
            leg.received += 1
            if self.send(body):
                leg.sent += 1

    def send(self, body: bytes) -> bool:
        cloud = self.cloud
        if cloud is None or host.behaviour("hold_events"):
            return False
        try:
            with self.state.lock:
                cloud.sendall(masked(2, body))
        except OSError:
            return False
        return True

    def cloud_forever(self) -> None:
        attempt = 0
        while True:
            while not (self.state.enrolled and host.behaviour("events_leg", True)):
                time.sleep(0.2)
            try:
                self.cloud_once(attempt)
            except DialError as exc:
                self.cloud_failed(str(exc))
            except OSError as exc:
                self.cloud_failed(f"read: {exc.strerror or exc}")
            attempt += 1
            # After a time-out go on at once, so that SYN_SENT is there nearly all of the time.
            time.sleep(0.2 if "timed out" in self.state.cloud_error else 2)

    def cloud_failed(self, text: str) -> None:
        self.state.cloud_error = text
        for leg in self.state.legs():
            leg.failed = host.rfc3339()
        log.error(WEBSOCKET, text)

    def cloud_once(self, attempt: int) -> None:
        with dial(self.name, attempt) as connection:
            upgrade(connection, self.name)
            self.cloud, self.state.cloud_up, self.state.cloud_error = connection, True, ""
            for leg in self.state.legs():
                leg.connected = host.rfc3339()
            try:
                self.keep(connection)
            finally:
                self.cloud, self.state.cloud_up = None, False
                for leg in self.state.legs():
                    leg.disconnected = host.rfc3339()

    def keep(self, connection: ssl.SSLSocket) -> None:
        """A ping every two seconds; an answer that stays out for eight means that the way is cut."""
        connection.settimeout(8)
        while True:
            with self.state.lock:
                connection.sendall(masked(9, b"alive"))
            if not connection.recv(4096):
                raise DialError("websocket: close 1006 (abnormal closure): unexpected EOF")
            time.sleep(2)

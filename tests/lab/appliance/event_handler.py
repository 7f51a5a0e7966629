# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""EventHandler of a simulated appliance: makes the event socket and hands events to whoever has joined.

The socket is made only if the cloud was on when this process started; after the fault `no_event_socket` that is
only so from the next boot on, as on an appliance fresh from an upgrade.
"""

from __future__ import annotations

import json
import os
import select
import socket
import time

import host

GREETING = b"LAB-PUSH/1\n"


def make_socket(path: str) -> socket.socket:
    if os.path.exists(path):
        os.unlink(path)
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    listener.bind(path)
    os.chmod(path, 0o777)
    listener.listen(8)
    return listener


def frame(number: int) -> bytes:
    body = json.dumps({"type": "intrusion", "number": number, "time": host.rfc3339()}).encode()
    return len(body).to_bytes(4, "big") + body


def push(clients: list[socket.socket], data: bytes) -> list[socket.socket]:
    """Sends to all and returns those that are still there. Who takes nothing loses the event, not the connection."""
    alive = []
    for client in clients:
        try:
            client.send(data)
        except BlockingIOError:
            pass
        except OSError:
            client.close()
            continue
        alive.append(client)
    return alive


def serve(listener: socket.socket, rate: float) -> None:
    clients: list[socket.socket] = []
    number = 0
    due = time.monotonic()
    while True:
        wait = max(0.0, due - time.monotonic()) if rate else 1.0
        readable = select.select([listener, *clients], [], [], wait)[0]
        for ready in readable:
            if ready is listener:
                client = listener.accept()[0]
                client.setblocking(False)
                clients.append(client)
                push([client], GREETING)
            elif not ready.recv(4096):
                clients.remove(ready)
                ready.close()
        if rate and time.monotonic() >= due:
            due = time.monotonic() + 1 / rate
            number += 1
            clients = push(clients, frame(number))


def main() -> None:
    settings = host.load()
    switches = settings["behaviour"]
    if switches.get("events_off") or switches.get("no_event_socket"):
        while True:
            time.sleep(3600)
    time.sleep(switches.get("event_handler_delay", 0))
    serve(make_socket(f"{settings['root']}/var/sf/run/EventHandler_SSEConnector.sock"), settings["event_rate"])


if __name__ == "__main__":
    main()

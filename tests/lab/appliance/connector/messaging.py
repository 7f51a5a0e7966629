# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The messaging service: holds one connection to the region's mx host."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

import log
from dial import DialError, dial

if TYPE_CHECKING:
    from state import State

RETRY_SECONDS = 10


def hold(state: State, name: str, attempt: int) -> None:
    with dial(name, attempt) as connection:
        connection.settimeout(None)
        connection.sendall(f"GET /messages HTTP/1.1\r\nHost: {name}\r\nUser-Agent: sse-connector\r\n\r\n".encode())
        state.messaging_up, state.messaging_error = True, ""
        while connection.recv(4096):
            state.messages += 1
    raise DialError("EOF")


def forever(state: State, name: str) -> None:
    attempt = 0
    while True:
        while not state.enrolled:
            time.sleep(0.2)
        attempt += 1
        try:
            hold(state, name, attempt)
        except (DialError, OSError) as exc:
            state.messaging_up, state.messaging_error = False, str(exc)
            log.error("messaging.go:77 messaging:(*Service).connect", str(exc))
        time.sleep(RETRY_SECONDS)


def start(state: State, name: str) -> None:
    threading.Thread(target=forever, args=(state, name), daemon=True).start()

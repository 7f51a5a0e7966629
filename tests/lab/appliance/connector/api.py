# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The connector's local API: GET only, whatever the real one offers besides."""

from __future__ import annotations

import http.server
import json
import socket
import socketserver
import threading
import time
from typing import TYPE_CHECKING, Any

import context
import host
import log

if TYPE_CHECKING:
    from collections.abc import Callable

    from state import State

ABSENT = {"error": {"message": "Default context is not present"}}
DEFAULT = "/v1/contexts/default"
PAGES: dict[str, Callable[[State], Any]] = {
    "/v1/contexts": lambda state: [context.default_context(state)],
    DEFAULT: context.default_context,
    f"{DEFAULT}/status": context.status,
    f"{DEFAULT}/statistics": context.statistics,
    f"{DEFAULT}/tenant": context.tenant,
}


class Handler(http.server.BaseHTTPRequestHandler):
    state: State
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        if host.behaviour("api") == "silent":
            time.sleep(3600)
        path = self.path.rstrip("/")
        page = PAGES.get(path)
        if host.behaviour("api") == "absent" and path.startswith("/v1/contexts"):
            self.reply(*((200, []) if path == "/v1/contexts" else (404, ABSENT)))
        elif page is None:
            self.reply(404, {"error": {"message": "Not found"}})
        else:
            self.reply(200, page(self.state))

    def refuse(self) -> None:
        """A reader must never send this: it leaves a line that a test looks for."""
        log.error("api.go:33 api:handle", f"LAB: method {self.command} {self.path} was sent to the API")
        self.reply(405, {"error": {"message": "Method not allowed"}})

    do_POST = do_PUT = do_DELETE = do_PATCH = refuse

    def reply(self, status: int, body: Any) -> None:
        data = json.dumps(body, indent=2).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: Any) -> None:
        """The real one does not log requests."""


def start(state: State) -> None:
    """Older builds listen on the IPv4 loopback only, newer ones on every address, IPv6 socket."""
    Handler.state = state

    class Server(http.server.ThreadingHTTPServer):
        address_family = socket.AF_INET6 if host.load()["major"] >= 7 else socket.AF_INET
        daemon_threads = True

        def server_bind(self) -> None:  # the base class would look up its own name
            socketserver.TCPServer.server_bind(self)
            self.server_name, self.server_port = "localhost", self.server_address[1]

    server = Server(("::" if Server.address_family == socket.AF_INET6 else "127.0.0.1", state.port), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()

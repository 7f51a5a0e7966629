# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The simulated FMC as a real HTTPS server. For tests:

    with serve({"version": "7.4.2", "devices": [{"name": "ftd1"}]}) as fmc:
        fmc.url, fmc.ca_path, fmc.state, fmc.log, fmc.logins, fmc.gets("devicerecords")

A request that would change something is answered 405 and listed in `writes`; leaving `serve` then fails.
"""

from __future__ import annotations

import contextlib
import socketserver
import ssl
import sys
import threading
import traceback
from typing import TYPE_CHECKING, Any

from . import certificates
from .handler import Handler
from .running import Fmc
from .state import completed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path


class Server(socketserver.ThreadingMixIn, socketserver.TCPServer):
    """TLS around each connection; what fails in one (a client that trusts nobody) concerns that one alone."""

    daemon_threads = True
    block_on_close = False
    allow_reuse_address = True
    request_queue_size = 64
    fmc: Fmc

    def __init__(self, address: tuple[str, int], cert: Path, key: Path) -> None:
        super().__init__(address, Handler)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(cert, key)
        self.socket = context.wrap_socket(self.socket, server_side=True, do_handshake_on_connect=False)

    def handle_error(self, *_unused: Any) -> None:
        """A client that goes away, or does not trust us, knows why; all else is our own fault."""
        if not isinstance(sys.exc_info()[1], OSError):
            traceback.print_exc()


def start(
    given: dict[str, Any], address: tuple[str, int], cert: Path, key: Path, host: str = "", log: Path | None = None
) -> Server:
    """A server that listens; serve_forever() is the caller's. `host`: what links in the answers name."""
    server = Server(address, cert, key)
    port = server.server_address[1]
    shown = f"https://{host or address[0]}" + ("" if port == 443 else f":{port}")
    server.fmc = Fmc(shown, "", completed(given), log_file=log)
    return server


@contextlib.contextmanager
def serve(
    given: dict[str, Any] | None = None,
    *,
    names: Sequence[str] = ("127.0.0.1", "localhost"),
    files: certificates.Certificates | None = None,
    allow_writes: bool = False,
) -> Iterator[Fmc]:
    """On 127.0.0.1 and a free port, until the block ends; `names`: whom its certificate names."""
    used = files or certificates.server(tuple(names))
    server = start(given or {}, ("127.0.0.1", 0), used.cert, used.key)
    server.fmc.ca_path = str(used.ca)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server.fmc
    finally:
        server.shutdown()
        server.server_close()
    if server.fmc.writes and not allow_writes:
        raise AssertionError(f"requests that would change the FMC: {server.fmc.writes}")

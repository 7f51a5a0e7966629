# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The simulated cloud: one process, real TLS servers for every host name, a server of its own for each manner.

Started in its network namespace as `python -m cloud CONFIG.json`; prints `READY` once all ports listen.
"""

from __future__ import annotations

import asyncio
import json
import ssl
import sys
from pathlib import Path
from typing import Any

from cloud import certificates
from cloud.counters import Counters
from cloud.proxy import Proxy
from cloud.web import Web

# Where the router sends an appliance that is to meet another server than the genuine one.
PORTS = {"genuine": 443, "intercept": 4431, "misnamed": 4432, "silent": 4433, "closing": 4434}
PROXY_PORTS = {"open": 3128, "auth": 3129, "blocking": 3130}


def tls(folder: Path, manner: str, expected: list[str]) -> ssl.SSLContext:
    """Chooses the certificate by the name that the client asks for, and makes it when it is asked for first."""
    issuer = "private" if manner == "intercept" else "issuer"
    valid_for = "www.example.net" if manner == "misnamed" else None
    made: dict[str, ssl.SSLContext] = {}

    def context_for(name: str) -> ssl.SSLContext:
        if name not in made:
            asked = "misnamed.invalid" if valid_for else name
            made[name] = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            chain = certificates.server_chain(folder, asked, issuer, valid_for)
            made[name].load_cert_chain(chain, folder / "server.key")
        return made[name]

    def choose(connection: Any, name: str | None, _context: ssl.SSLContext) -> None:
        connection.context = context_for(name or "unnamed.invalid")

    for name in expected:
        context_for(name)
    base = context_for("unnamed.invalid")
    # The real hosts ask for a client certificate and go on without one.
    base.verify_mode = ssl.CERT_OPTIONAL
    base.load_verify_locations(folder / "root.pem")
    base.sni_callback = choose
    return base


async def never_answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while await reader.read(65536):
            pass
    except OSError:
        pass
    writer.close()


async def main(config: dict[str, Any]) -> None:
    folder = Path(config["certificates"])
    counters = Counters(Path(config["counters"]), config["appliances"])
    for manner, port in PORTS.items():
        if manner == "silent":
            await asyncio.start_server(never_answer, "0.0.0.0", port, backlog=512)
            continue
        web = Web(manner, config["kinds"], config["tokens"], counters)
        context = tls(folder, manner, config["expected"])
        await asyncio.start_server(web.serve, "0.0.0.0", port, ssl=context, backlog=512, ssl_handshake_timeout=20)
    for manner, port in PROXY_PORTS.items():
        proxy = Proxy(manner, config["addresses"], config["kinds"], counters)
        await asyncio.start_server(proxy.serve, "0.0.0.0", port, backlog=512)
    print("READY", flush=True)
    await counters.write_forever()


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as file:
        asyncio.run(main(json.load(file)))

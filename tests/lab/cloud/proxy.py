# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A small CONNECT proxy: `open`, `auth` (wants credentials) or `blocking` (refuses the events hosts)."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cloud.web import read_request, response

if TYPE_CHECKING:
    from cloud.counters import Counters


async def pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
    except OSError:
        pass
    finally:
        writer.close()


@dataclass
class Proxy:
    manner: str
    addresses: dict[str, list[str]]
    hosts: dict[str, str]
    counters: Counters

    def verdict(self, name: str, headers: dict[str, str]) -> int:
        if self.manner == "auth" and "proxy-authorization" not in headers:
            return 407
        if self.manner == "blocking" and self.hosts.get(name) == "events":
            return 403
        return 200 if name in self.addresses else 502

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        client = writer.get_extra_info("peername")
        request = await read_request(reader)
        if request is None or request.method != "CONNECT":
            writer.close()
            return
        name = request.path.split(":")[0]
        status = self.verdict(name, request.headers)
        self.counters.add(client, f"proxy {status} {name}")
        if status != 200:
            challenge = {"Proxy_Authenticate": 'Basic realm="Example AG"'} if status == 407 else {}
            writer.write(response(status, "", Connection="close", **challenge))
            writer.close()
            return
        beyond_reader, beyond = await asyncio.open_connection(self.addresses[name][0], 443)
        self.counters.behind_proxy[beyond.get_extra_info("sockname")[:2]] = client[0]
        writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        await asyncio.gather(pump(reader, beyond), pump(beyond_reader, writer))

# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A client of the simulated FMC, as plain as can be, and an FMC that knows a bit of everything."""

from __future__ import annotations

import base64
import http.client
import json
import ssl
from typing import Any
from urllib.parse import urlsplit

from ansible_collections.firepower.sse.tests.lab.fmc.running import LOGIN, REFRESH, Fmc
from ansible_collections.firepower.sse.tests.lab.fmc.state import GLOBAL

CONFIG = f"/api/fmc_config/v1/domain/{GLOBAL}"
PLATFORM = "/api/fmc_platform/v1"
DEVICES = f"{CONFIG}/devices/devicerecords"
CONTEXT = {"id": "default", "settings": {"client": {"administration": {"auth": {"csrfToken": "******"}}}}}

EVERYTHING: dict[str, Any] = {
    "domains": [{"name": "Global/EMEA"}, {"name": "Global/Empty"}],
    "devices": [
        {"name": "ftd1", "host_name": "192.0.2.11", "connector": {"context": CONTEXT, "tenant": {"tenantInfo": []}}},
        {"name": "ftd2", "host_name": "192.0.2.12", "connected": False, "health": "red"},
        {"name": "node1", "version": "7.4.2"},
        {"name": "node2", "version": "7.4.2"},
        {"name": "ftd3", "domain": "Global/EMEA", "mode": "TRANSPARENT", "analytics_only": True, "managed": False},
    ],
    "pairs": [{"name": "pair", "primary": "ftd1", "secondary": "ftd2"}],
    "clusters": [{"name": "cluster", "control": "node1", "data": ["node2"]}],
    "groups": [{"name": "london", "members": ["ftd1", "ftd2"]}],
    "ha": {"role": "Active"},
    "alerts": [{"device": "ftd2"}, {"device": "0"}, {"device": "ftd2", "module": "CPU", "status": "YELLOW"}],
    "tasks": [{"name": "Deploy to ftd1"}, {"name": "Backup", "type": "DEVICE_BACKUP", "status": "Running"}],
    "audit": [{"at": 1764000000, "message": "Save"}],
}


class Client:
    """One connection; headers of the session once logged in."""

    def __init__(self, fmc: Fmc) -> None:
        parts = urlsplit(fmc.url)
        trust = ssl.create_default_context(cafile=fmc.ca_path)
        self.connection = http.client.HTTPSConnection(parts.hostname or "", parts.port, context=trust, timeout=10)
        self.session: dict[str, str] = {}
        self.headers: dict[str, str] = {}

    def request(self, method: str, path: str, headers: dict[str, str]) -> tuple[int, bytes]:
        self.connection.request(method, path, headers=headers)
        answer = self.connection.getresponse()
        self.headers = {name.lower(): value for name, value in answer.getheaders()}
        return answer.status, answer.read()

    def log_in(self, user: str = "api", password: str = "lab-fmc-password") -> int:
        basic = base64.b64encode(f"{user}:{password}".encode()).decode()
        return self.take(self.request("POST", LOGIN, {"Authorization": f"Basic {basic}"})[0])

    def refresh(self) -> int:
        return self.take(self.request("POST", REFRESH, self.session)[0])

    def take(self, status: int) -> int:
        if status == 204:
            names = ("X-auth-access-token", "X-auth-refresh-token")
            self.session = {name: self.headers[name.lower()] for name in names}
        return status

    def get(self, path: str) -> tuple[int, Any]:
        status, body = self.request("GET", path, self.session)
        return status, json.loads(body)

# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Enrolment with the cloud: registers at the start, then refreshes; what was enrolled before stays enrolled."""

from __future__ import annotations

import http.client
import json
import threading
import time

import host
import log
from dial import DialError, dial
from state import State, Timed

PATH = "/providers/sse/services/registration/api/v2/clients"
# A real one refreshes every 180 s. Sooner here, so that a short run sees more than one.
REFRESH_SECONDS = 30
RETRY_SECONDS = 5


class Refused(Exception):
    """The cloud answered, with something else than success."""


def call(state: State, method: str, path: str) -> dict[str, str]:
    settings = host.load()
    connection = http.client.HTTPConnection(state.fqdn, 443)
    connection.sock = dial(state.fqdn, attempt=1)
    body = json.dumps({"deviceId": settings["device_id"], "token": settings["token"], "name": settings["name"]})
    try:
        connection.request(method, path, body, {"Content-Type": "application/json", "User-Agent": "sse-connector"})
        answer = connection.getresponse()
        text = answer.read()
    except (OSError, http.client.HTTPException) as exc:
        raise DialError("context deadline exceeded") from exc
    finally:
        connection.close()
    if answer.status != 200:
        raise Refused(f"unexpected status {answer.status} {answer.reason}")
    return json.loads(text)


class Registration:
    def __init__(self, state: State) -> None:
        self.state = state
        state.enrolled = host.load()["enrolled"]

    def start(self) -> None:
        threading.Thread(target=self.forever, daemon=True).start()

    def forever(self) -> None:
        registered = False
        while True:
            try:
                if registered or self.state.enrolled:
                    self.refresh()
                if not registered:
                    self.register()
                registered = True
            except (DialError, Refused) as exc:
                self.failed(exc)
            time.sleep(REFRESH_SECONDS if registered else RETRY_SECONDS)

    def register(self) -> None:
        start = time.monotonic()
        self.state.tenant = call(self.state, "POST", PATH)
        taken = time.monotonic() - start
        self.state.registration = Timed(host.rfc3339(), round(taken * 0.58, 9))
        self.state.enrolment = Timed(host.rfc3339(), round(taken * 0.42, 9))
        self.state.enrolled, self.state.enrolment_error = True, ""

    def refresh(self) -> None:
        start = time.monotonic()
        self.state.tenant = call(self.state, "PUT", f"{PATH}/{host.load()['device_id']}")
        self.state.refresh = Timed(host.rfc3339(), round(time.monotonic() - start, 9))
        self.state.refreshes += 1

    def failed(self, exc: Exception) -> None:
        url = f"https://{self.state.fqdn}{PATH}"
        if self.state.enrolled:
            self.state.refresh_failures += 1
            log.error("registration.go:212 registration:(*Service).refresh", f'Put "{url}": {exc}')
        else:
            self.state.enrolment_error = f'Post "{url}": {exc}'
            log.error("registration.go:148 registration:(*Service).enroll", f'Post "{url}": {exc}')

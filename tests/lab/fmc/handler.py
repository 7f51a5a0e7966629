# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One connection to the simulated FMC: limits first, then what is to go wrong, then the answer."""

from __future__ import annotations

import base64
import binascii
import json
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import TYPE_CHECKING, Any

from . import endpoints, faults
from .running import LOGIN, REFRESH
from .state import GLOBAL, at_least, identity, password_fits, visible_domains

if TYPE_CHECKING:
    from .server import Server
    from .sessions import Session


@dataclass(frozen=True)
class Reply:
    """Text is sent as HTML, bytes as they are, everything else as JSON; `cut`: the connection ends within the body."""

    status: int
    body: Any = b""
    headers: dict[str, str] = field(default_factory=dict)
    cut: bool = False

    @property
    def data(self) -> bytes:
        if isinstance(self.body, bytes):
            return self.body
        return (self.body if isinstance(self.body, str) else json.dumps(self.body)).encode()

    @property
    def kind(self) -> str:
        return "text/html" if isinstance(self.body, str) else "application/json;charset=UTF-8"


def refusal(status: int, description: str, headers: dict[str, str] | None = None) -> Reply:
    return Reply(status, endpoints.error(description), headers or {})


def too_many(retry_after: float | None) -> Reply:
    return refusal(429, "Too many requests", {} if retry_after is None else {"Retry-After": str(retry_after)})


def instead(found: dict[str, faults.Fault]) -> Reply | None:
    """The answer of a fault that answers in the place of the FMC."""
    if "too_many" in found:
        return too_many(found["too_many"].get("retry_after"))
    if "error_500" in found:
        return refusal(500, "An internal error occurred; see the FMC's log.")
    if "html" in found:
        return Reply(found["html"].get("status", 200), faults.HTML)
    if "garbage" in found:
        return Reply(200, faults.GARBAGE)
    if "redirect" in found:
        return Reply(302, "", {"Location": found["redirect"]["to"]})
    if given := found.get("answer"):
        return Reply(given.get("status", 200), given.get("body", ""), given.get("headers", {}))
    return None


class Handler(BaseHTTPRequestHandler):
    """What comes on one connection."""

    protocol_version = "HTTP/1.1"
    server_version = "lab"
    timeout = 60
    disable_nagle_algorithm = True  # or each answer waits for the acknowledgement of its head
    server: Server

    def setup(self) -> None:
        # The handshake belongs here: within accept it would hold up all other connections.
        self.request.settimeout(self.timeout)
        self.request.do_handshake()
        super().setup()

    def log_message(self, *_unused: Any) -> None:
        """Not to stderr: the log is `Fmc.log`."""

    def handle_any(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        allowed = self.command == "GET" or (self.command == "POST" and self.path in (LOGIN, REFRESH))
        reply = self.limited() if allowed else refusal(405, f"The method {self.command} is not allowed.")
        # Noted first: who has read the answer finds it in the log.
        self.server.fmc.note(self.command, self.path, 0 if reply.cut else reply.status, write=not allowed)
        self.send(reply)

    do_GET = do_POST = do_PUT = do_DELETE = do_PATCH = do_HEAD = do_OPTIONS = handle_any

    def limited(self) -> Reply:
        fmc = self.server.fmc
        usual = 300 if at_least(fmc.state, 7, 4, 1) else 120
        try:
            if not fmc.limits.enter(usual):
                return too_many(fmc.state["rate"]["retry_after"])
            return self.answer()
        finally:
            fmc.limits.leave()

    def answer(self) -> Reply:
        fmc = self.server.fmc
        with fmc.lock:
            found = faults.matching(fmc.state, self.path)
        if "slow" in found:
            time.sleep(found["slow"].get("seconds", 5))
        if "expire_in_paging" in found:
            fmc.sessions.expire()
        if "stolen_session" in found and (user := fmc.sessions.user_of(self.token)):
            fmc.sessions.log_in(user)
        if reply := instead(found):
            return reply
        if self.path == LOGIN:
            return self.log_in("empty_login" in found)
        return self.refresh() if self.path == REFRESH else self.get(found)

    @property
    def token(self) -> str:
        return self.headers.get("X-auth-access-token", "")

    def log_in(self, empty: bool) -> Reply:
        fmc = self.server.fmc
        kind, _blank, encoded = self.headers.get("Authorization", "").partition(" ")
        try:
            user, _colon, password = base64.b64decode(encoded, validate=True).decode().partition(":")
        except (binascii.Error, UnicodeDecodeError):
            kind, user, password = "", "", ""
        if kind.lower() != "basic" or not password_fits(fmc.state, user, password):
            return refusal(401, "Unable to authenticate: the user name or the password is wrong.")
        return Reply(204, "<p>Access denied</p>") if empty else self.tokens(fmc.sessions.log_in(user))

    def refresh(self) -> Reply:
        renewal = self.headers.get("X-auth-refresh-token", "")
        session = self.server.fmc.sessions.refresh(self.token, renewal)
        return self.tokens(session) if session else refusal(401, "Invalid refresh token.")

    def tokens(self, session: Session) -> Reply:
        domains = visible_domains(self.server.fmc.state, session.user)
        headers = {
            "X-auth-access-token": session.access,
            "X-auth-refresh-token": session.renewal,
            "USER_UUID": identity("user", session.user),
            "DOMAIN_ID": "111",
            "DOMAIN_UUID": domains[0]["uuid"],
            "global": GLOBAL,
            "DOMAINS": json.dumps(domains),
        }
        return Reply(204, b"", headers)

    def get(self, found: dict[str, faults.Fault]) -> Reply:
        fmc = self.server.fmc
        if not (user := fmc.sessions.user_of(self.token)):
            return refusal(401, "Access token invalid.")
        try:
            body = endpoints.answer(fmc.state, user, self.path, fmc.url)
        except endpoints.Refusal as exc:
            return refusal(exc.status, str(exc))
        return Reply(200, faults.changed(body, found, f"{fmc.url}{self.path}"), cut="cut_off" in found)

    def send(self, reply: Reply) -> None:
        data = reply.data
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        if data or reply.status != 204:
            self.send_header("Content-Type", reply.kind)
            self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data[: len(data) // 2] if reply.cut else data)
        # After the body of a 204 nobody could tell where the next answer begins.
        self.close_connection = self.close_connection or reply.cut or (reply.status == 204 and bool(data))

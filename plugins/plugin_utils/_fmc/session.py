# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One login to one FMC, and what is read with it. There is never a second login: it could lock the account."""

from __future__ import annotations

import base64
import json
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ansible_collections.firepower.sse.plugins.plugin_utils._parse import stamps
from ansible_collections.firepower.sse.plugins.plugin_utils._parse.text import clean, number

from .errors import FmcError, json_of, of_status
from .pace import Pace
from .wire import LOGIN, REFRESH, Answer, send

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .access import Access

_ACCESS_TOKEN, _REFRESH_TOKEN = "x-auth-access-token", "x-auth-refresh-token"
_RENEWALS = 3  # as often does an FMC renew the token of a login
_PAUSES = (2, 4, 8, 16, 30, 60)  # seconds after a 429 that does not say how long; their sum is the patience
_LONGEST_PAUSE = 90
_REPEATS = 2  # of a request that was cut off, or met a fault within the FMC


@dataclass(frozen=True)
class Domain:
    """A domain of the FMC, by the name that the FMC gives it."""

    name: str
    uuid: str


class Session:
    """A login. `get` and `domains` are what readers use; every error is an FmcError, a sentence without secrets."""

    def __init__(self, access: Access, *, pace: Pace | None = None) -> None:
        self.access = access
        self.pace = pace or Pace()
        self.domains: tuple[Domain, ...] = ()
        self._tokens: dict[str, str] = {}
        self._renewals = 0
        self._ended: str | None = None

    def __repr__(self) -> str:
        return f"Session({self.access.name!r})"

    @property
    def main_domain(self) -> Domain:
        """Global, to which licence and cloud settings belong, else the first that the user may see."""
        return next((domain for domain in self.domains if domain.name == "Global"), self.domains[0])

    def login(self) -> None:
        """Asks for a token, once."""
        answer = self._patiently("POST", LOGIN, headers={"Authorization": f"Basic {_pair(self.access)}"})
        if answer.status == 401:
            raise FmcError(
                f"{self.access.label} refuses the login of {self.access.username!r}. It is not tried again, so that the"
                " account is not locked: check the password, and that the user is a local one with access to the API.",
                status=401,
            )
        self._take_tokens(answer, f"POST {LOGIN}")
        self.domains = _domains(answer.headers)
        if not self.domains:
            raise FmcError(f"{self.access.label} names no domain that {self.access.username!r} may see.")

    def get(self, path: str, query: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """The JSON object that the FMC answers."""
        answer = self._with_token(path, query)
        what = f"GET {path}"
        if answer.status != 200:
            raise self._error(what, answer)
        found = json_of(answer.body)
        if isinstance(found, dict):
            return found
        if answer.body.lstrip()[:1] == b"<":
            raise FmcError(
                f"{self.access.label} answers {what} with a web page instead of JSON: is its REST API switched off, or"
                " does something in between ask for a login?"
            )
        raise FmcError(f"{self.access.label} answers {what} with something that is no JSON object.")

    def _with_token(self, path: str, query: Mapping[str, Any] | None) -> Answer:
        if self._ended:
            raise FmcError(self._ended, status=401)
        answer = self._patiently("GET", path, query=query, headers=self._token())
        if answer.status == 401:
            self._renew()
            answer = self._patiently("GET", path, query=query, headers=self._token())
            if answer.status == 401:
                raise self._end("does not accept the token that it has just renewed")
        return answer

    def _token(self) -> dict[str, str]:
        return {"X-auth-access-token": self._tokens[_ACCESS_TOKEN]}

    def _renew(self) -> None:
        if self._renewals == _RENEWALS:
            raise self._end(
                f"has renewed this login {_RENEWALS} times, which is all it does",
                why="The run took longer than a login lives: ask less, or fewer domains.",
            )
        self._renewals += 1
        headers = {**self._token(), "X-auth-refresh-token": self._tokens[_REFRESH_TOKEN]}
        answer = self._patiently("POST", REFRESH, headers=headers)
        if answer.status in (401, 403):
            raise self._end("has ended this session and does not renew it")
        self._take_tokens(answer, f"POST {REFRESH}")

    def _end(self, what: str, *, why: str | None = None) -> FmcError:
        why = why or (
            f"Most likely another login of {self.access.username!r} took its place, as an FMC keeps one session a user:"
            " use a user of its own for this collection."
        )
        self._ended = f"{self.access.label} {what}. {why} There is no second login."
        return FmcError(self._ended, status=401)

    def _take_tokens(self, answer: Answer, what: str) -> None:
        if answer.status >= 300:
            raise self._error(what, answer)
        tokens = {name: answer.headers.get(name, "") for name in (_ACCESS_TOKEN, _REFRESH_TOKEN)}
        if answer.status != 204 or answer.body or not all(tokens.values()):
            raise FmcError(f"{self.access.label} answers {what} without a token: is {self.access.host} really an FMC?")
        self._tokens = tokens

    def _patiently(
        self, method: str, path: str, *, query: Mapping[str, Any] | None = None, headers: Mapping[str, str]
    ) -> Answer:
        """The answer: after a wait where the FMC has too many requests, again where reading failed in passing."""
        pauses, repeats = iter(_PAUSES), 0 if method == "POST" else _REPEATS
        while True:
            self.pace.wait()
            try:
                answer = send(self.access, method, path, query=query, headers=headers)
            except FmcError as exc:
                if not exc.passing or not repeats:
                    raise
            else:
                if answer.status == 429:
                    pause = _pause(answer, next(pauses, None))
                    if pause is None:
                        return answer
                    self.pace.sleep(pause)
                    continue
                if answer.status < 500 or not repeats:
                    return answer
            repeats -= 1
            self.pace.sleep(1)

    def _error(self, what: str, answer: Answer) -> FmcError:
        """The sentence of an error. Only in the FMC's words secrets are hidden: gaps in ours would tell a short one."""
        location = self._hide(answer.headers.get("location", ""))
        return of_status(self.access, what, answer.status, self._hide_in(answer.body), location)

    def _hide_in(self, body: bytes) -> bytes:
        """The JSON of an answer, its texts without secrets; nothing of one that is no JSON."""

        def hidden(found: dict[str, Any]) -> dict[str, Any]:
            return {key: self._hide(value) if isinstance(value, str) else value for key, value in found.items()}

        try:
            return json.dumps(json.loads(body, object_hook=hidden)).encode()
        except (ValueError, RecursionError):
            return b""

    def _hide(self, text: str) -> str:
        """Whole and clean at first: no secret may come together, or be cut in two, afterwards."""
        text = clean(text, limit=len(text))
        for secret in (_pair(self.access), self.access.password, *self._tokens.values()):
            text = text.replace(secret, "***")
        return text


def _pair(access: Access) -> str:
    """What HTTP Basic sends."""
    return base64.b64encode(f"{access.username}:{access.password}".encode()).decode()


def _pause(answer: Answer, else_: float | None) -> float | None:
    """Seconds to wait after a 429; None once it is not worth it."""
    said = answer.headers.get("retry-after", "")
    seconds = number(said)
    date = stamps.http_date(said)
    if seconds is None and date is not None:
        seconds = date - time.time()
    if seconds is None or else_ is None:
        return else_
    return max(seconds, 1) if seconds <= _LONGEST_PAUSE else None


def _domains(headers: Mapping[str, str]) -> tuple[Domain, ...]:
    """The header DOMAINS, a JSON list, else the one domain of DOMAIN_UUID.

    >>> _domains({"domains": '[{"name": "Global", "uuid": "e276"}]'})
    (Domain(name='Global', uuid='e276'),)
    """
    try:
        listed = json.loads(headers.get("domains", ""))
    except (ValueError, RecursionError):
        listed = None
    found = [
        Domain(clean(str(entry.get("name") or entry["uuid"]), limit=256), str(entry["uuid"]))
        for entry in (listed if isinstance(listed, list) else [])
        if isinstance(entry, dict) and entry.get("uuid")
    ]
    alone = headers.get("domain_uuid")
    return tuple(found) or ((Domain("Global", alone),) if alone else ())


__all__ = ["Domain", "Session"]

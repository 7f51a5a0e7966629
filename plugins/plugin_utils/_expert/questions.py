# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What ssh asks on its own terminal. A password is typed once, and only to a question that names the appliance."""

from __future__ import annotations

from typing import Protocol

from .errors import ExpertError, Kind
from .machine import Ear, Step
from .prompts import NOISE, SSH_HOST_KEY, SSH_NAMES, SSH_PASSPHRASE, SSH_PASSWORD


class Route(Protocol):
    """What ssh's configuration says about the way to the appliance; asked only when a question leaves it open."""

    def is_appliance(self, asker: str) -> bool:
        """Whether this `USER@HOST` is who logs in, and where."""

    def has_jump(self) -> bool: ...


class Questions:
    """Feed it what ssh prints on its terminal; do what `step` says. Never done by itself."""

    def __init__(self, password: bytes | None, route: Route, now: float) -> None:
        self._password = password
        self._route = route
        self._ear = Ear(now)
        self._answered = False

    def feed(self, data: bytes, now: float) -> None:
        self._ear.feed(data, now)

    def ended(self) -> None:
        self.step(self._ear.heard)

    def step(self, now: float) -> Step:
        line = self._ear.screen.last_line
        if SSH_HOST_KEY.search(line):
            raise ExpertError(Kind.HOST_KEY, self._ear.screen.text)
        if SSH_PASSPHRASE.search(line):
            raise ExpertError(Kind.KEY_PASSPHRASE, line)
        if found := SSH_PASSWORD.fullmatch(line):
            return self._password_asked(found["asks"] or found["whose"], now)
        if line.rstrip().endswith((":", "?")) and self._ear.quiet(now, NOISE):
            raise ExpertError(Kind.SECOND_QUESTION, line)
        return Step(wake=self._ear.next_change(now))

    def _password_asked(self, asker: str | None, now: float) -> Step:
        """A jump host could forge the last line, but not the name that ssh itself puts before the first one."""
        screen, line = self._ear.screen, self._ear.screen.last_line
        before = [found[1] or found[2] for other in screen.lines if (found := SSH_NAMES.match(other))]
        nobody = asker is None and self._route.has_jump()
        other = any(not self._route.is_appliance(asks) for asks in (asker, *before) if asks is not None)
        if nobody or other or screen.cut:
            raise ExpertError(Kind.FOREIGN_QUESTION, line)
        if self._answered:
            raise ExpertError(Kind.LOGIN_DENIED)
        if self._password is None:
            raise ExpertError(Kind.NO_PASSWORD, line)
        self._answered = True
        self._ear.screen.clear()
        return Step(send=self._password + b"\n", note="answered ssh's question for the password")


__all__ = ["Questions", "Route"]

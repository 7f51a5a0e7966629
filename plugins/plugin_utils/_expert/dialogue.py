# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""From the first byte of a login to the command line or to a root shell, as a state machine."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from .errors import ExpertError, Kind
from .machine import Ear, Step
from .prompts import (
    AGAIN,
    CLI_REFUSALS,
    LOGIN_STOPS,
    NOISE,
    QUESTION,
    SUDO_NOT_THIS,
    SUDO_STOPS,
    Place,
    stop_in,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from .bootstrap import Bootstrap

TRIES = 3  # of a line that may have been flushed
LINE = 300  # characters of a line in which a question is looked for
_HELLO = re.compile(r"(?:^|\n)(?:H (?P<uid>\d+)|F)\n")


class Goal(Enum):
    CLI = "command line"
    USER = "shell"
    ROOT = "root shell"


@dataclass(frozen=True)
class Plan:
    """Where the dialogue shall lead, and what it may type on the way. Limits are seconds."""

    goal: Goal
    helper: bytes
    bootstrap: Bootstrap
    sudo_password: bytes | None = None
    ftd_name: str = ""
    login_limit: float = 60.0
    step_limit: float = 30.0


class Dialogue:
    """Feed it what the session prints; do what `step` says. Raises ExpertError when the dialogue can't go on."""

    def __init__(self, plan: Plan, now: float, *, at_cli: bool = False) -> None:
        self._plan = plan
        self._ear = Ear(now, b"> " if at_cli else b"")
        self._state: Callable[[float], Step | None] = self._at_login
        self._waiting_for = "a prompt"
        self._limit = now + plan.login_limit
        self._typed = now
        self._tries = 0
        self._hops: set[Place] = set()
        self._asked = False
        self._retried = False
        self._misled = False
        self.uid: int | None = None

    def feed(self, data: bytes, now: float) -> None:
        self._ear.feed(data, now)

    def step(self, now: float) -> Step:
        self._check_stops(now)
        if step := self._state(now):
            return step
        if now >= self._limit:
            self.ended()
            raise ExpertError(Kind.TIMED_OUT, f"waiting for {self._waiting_for}: {self._ear.screen.text[-200:]}")
        return Step(wake=self._ear.next_change(now, self._typed + AGAIN, self._limit))

    def ended(self) -> None:
        if stop := stop_in(self._ear.screen.text, (*LOGIN_STOPS, *SUDO_STOPS)):
            raise ExpertError(*stop)

    # States: each looks at the screen and types, or says None and is asked again later.

    def _at_login(self, now: float) -> Step | None:
        match self._ear.place_at_login(now):
            case Place.PAGER:
                return self._type(b"q", now)
            case Place.BOOT_CLI | Place.FXOS as place:
                return self._hop(place, now)
            case Place.CLISH if self._plan.goal is Goal.CLI:
                return Step(done=True, note="at the command line")
            case Place.CLISH:
                return self._type_expert(now)
            case Place.SHELL if self._plan.goal is Goal.CLI:
                raise ExpertError(Kind.NO_CLI, self._ear.screen.last_line)
            case Place.SHELL:
                return self._type_line(now)
        return None

    def _hop(self, place: Place, now: float) -> Step:
        if place in self._hops:
            raise ExpertError(Kind.HOP_REFUSED, self._ear.screen.text)
        self._hops.add(place)
        line = f"connect ftd {self._plan.ftd_name}".rstrip()
        return self._type(f"{line}\n".encode(), now, note=f"typed '{line}'")

    def _type_expert(self, now: float) -> Step:
        self._tries += 1
        self._enter(self._at_expert, "the shell after 'expert'", now)
        return self._type(b"expert\n", now, note="typed 'expert'")

    def _at_expert(self, now: float) -> Step | None:
        """The CLI may lose what was typed early, or refuse it; both can leave its prompt standing.

        Only then, or where nothing came at all, `expert` is typed again: it could be the answer to a question.
        """
        place = self._ear.place(now)
        if place is Place.SHELL:
            return self._type_line(now)
        if place is Place.PAGER:
            return self._type(b"q", now)
        if place is Place.CLISH and CLI_REFUSALS.search(self._ear.screen.text):
            raise ExpertError(Kind.NO_EXPERT, self._ear.screen.text)
        last = self._ear.screen.last_line.strip()
        if place is None and self._ear.quiet(now, NOISE) and last not in ("", "expert", "> expert"):
            raise ExpertError(Kind.SECOND_QUESTION, last)
        if now < self._typed + AGAIN or (place is not Place.CLISH and self._ear.screen.text.strip()):
            return None
        if self._tries < TRIES:
            self._tries += 1
            return self._type(b"expert\n", now, note="typed 'expert' again")
        if place is Place.CLISH:
            raise ExpertError(Kind.NO_EXPERT, self._ear.screen.text)
        return None

    def _type_line(self, now: float) -> Step:
        root = self._plan.goal is Goal.ROOT
        self._enter(self._at_sudo, "the shell after sudo" if root else "the shell", now)
        line = self._plan.bootstrap.as_root if root else self._plan.bootstrap.as_user
        return self._type(f"{line}\n".encode(), now, note="typed the line that starts the helper")

    def _at_sudo(self, now: float) -> Step | None:
        text = self._ear.screen.text
        if re.search(rf"{self._plan.bootstrap.ready}\r?\n", text):
            self._enter(self._at_helper, "the helper", now)
            return self._type(self._plan.helper, now, note="sent the helper")
        if SUDO_NOT_THIS.search(text):
            return self._not_this(now)
        if CLI_REFUSALS.search(text) and self._ear.place(now) is Place.CLISH:
            return self._not_a_shell(now)
        return self._answer_sudo(now)

    def _not_a_shell(self, now: float) -> Step:
        """A piece of a banner was taken for a shell's prompt, and the command line got the line."""
        if self._misled:
            raise ExpertError(Kind.NO_EXPERT, self._ear.screen.text)
        self._misled = True
        return self._type_expert(now)

    def _answer_sudo(self, now: float) -> Step | None:
        text = self._ear.screen.text
        if stop := stop_in(text, SUDO_STOPS):
            raise ExpertError(*stop)
        if self._plan.bootstrap.ask not in text:
            self._check_left(Kind.NOT_ROOT)
            return None
        if stop := stop_in(text, LOGIN_STOPS):
            raise ExpertError(*stop)
        if self._asked:
            raise ExpertError(Kind.SUDO_PASSWORD)
        if self._plan.sudo_password is None:
            raise ExpertError(Kind.NO_SUDO_PASSWORD)
        self._asked = True
        return self._type(self._plan.sudo_password + b"\n", now, note="answered sudo")

    def _not_this(self, now: float) -> Step | None:
        """sudo took the password, but not this command: `su -` alone may do. A new question is no second try."""
        if self._retried:
            raise ExpertError(Kind.SUDO_DENIED, self._ear.screen.text)
        if self._ear.place(now) is not Place.SHELL:
            return None
        self._retried = True
        self._asked = False
        self._enter(self._at_root_shell, "a root shell after 'sudo su -'", now)
        return self._type(f"{self._plan.bootstrap.root_shell}\n".encode(), now, note="typed 'sudo su -'")

    def _at_root_shell(self, now: float) -> Step | None:
        if SUDO_NOT_THIS.search(self._ear.screen.text):
            raise ExpertError(Kind.SUDO_DENIED, self._ear.screen.text)
        if step := self._answer_sudo(now):
            return step
        # Before the answer the cursor stands behind the typed line, which is no prompt.
        if self._ear.place(now) is not Place.SHELL:
            return None
        self._enter(self._at_sudo, "the helper's start", now)
        return self._type(
            f" {self._plan.bootstrap.plain}\n".encode(), now, note="typed the line that starts the helper"
        )

    def _check_left(self, refused: Kind) -> None:
        """The shell around sudo says that nothing runs in it."""
        text = self._ear.screen.text
        if found := re.search(rf"{self._plan.bootstrap.left}(\d+)\s", text):
            said = f"{text[: found.start()].strip()} exit status {found[1]}"
            raise ExpertError(refused if found[1] == "1" else Kind.NO_HELPER, said)

    def _at_helper(self, now: float) -> Step | None:
        self._check_left(Kind.NO_HELPER)
        found = _HELLO.search(self._ear.screen.text)
        if not found:
            return None
        if found["uid"] is None:
            raise ExpertError(Kind.NO_HELPER)
        self.uid = int(found["uid"])
        if self._plan.goal is Goal.ROOT and self.uid != 0:
            raise ExpertError(Kind.NOT_ROOT, f"user id {self.uid}")
        return Step(done=True, note=f"the helper runs as user id {self.uid}")

    # What the states share.

    def _enter(self, state: Callable[[float], Step | None], waiting_for: str, now: float) -> None:
        self._state = state
        self._waiting_for = waiting_for
        self._limit = now + self._plan.step_limit

    def _type(self, data: bytes, now: float, note: str = "") -> Step:
        self._ear.screen.clear()
        self._ear.heard = self._typed = now
        self._limit = max(self._limit, now + self._plan.step_limit)
        return Step(send=data, note=note)

    def _check_stops(self, now: float) -> None:
        """What a person must settle; a prompt that follows shows that it was no more than said."""
        place, quiet = self._ear.place(now), self._ear.quiet(now, NOISE)
        unfollowed = place is Place.PAGER or (place is None and quiet)
        if unfollowed and (stop := stop_in(self._ear.screen.text, LOGIN_STOPS)):
            raise ExpertError(*stop)
        last = self._ear.screen.last_line[-LINE:]
        if quiet and self._plan.bootstrap.ask not in last and QUESTION.fullmatch(last):
            raise ExpertError(Kind.SECOND_QUESTION, last)


__all__ = ["Dialogue", "Goal", "Plan"]

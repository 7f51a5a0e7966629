# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One login: opened as far as it is wanted, used for many commands, left in order."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from . import frames
from .bootstrap import Bootstrap, helper
from .channel import Channel
from .cli import Ask
from .client import SshClient
from .dialogue import Dialogue, Goal, Plan
from .errors import ExpertError, Kind
from .frames import Answer, AnswerReader, Disturbed
from .prompts import LOGIN_STOPS, SSH_ENDS, stop_in
from .questions import Questions
from .target import SshRoute, Target

if TYPE_CHECKING:
    from .machine import Machine

GO_LIMIT = 30.0
REPEATS = 3  # of an answer that was disturbed
CALM = 0.1  # seconds of quiet after the helper's end, before the command line is told to end
LEAVE = 1.0  # seconds for either end

Log = Callable[[str], None]


@dataclass(frozen=True)
class Account:
    """What a login may type. The passwords are bytes, or None where none is set."""

    password: bytes | None = None
    sudo_password: bytes | None = None
    ftd_name: str = ""
    login_limit: float = 60.0

    @property
    def secrets(self) -> tuple[bytes, ...]:
        return tuple(secret for secret in (self.password, self.sudo_password) if secret)


class Session:
    """Every method raises ExpertError, whose detail holds no secret; after an error only `close` makes sense."""

    def __init__(self, target: Target, account: Account, log: Log) -> None:
        self._target = target
        self._account = account
        self._log = log
        self._open: Channel | None = None
        self._busy = False
        self.at: Goal | None = None

    @property
    def alive(self) -> bool:
        """Whether a command could be sent now; finds an end that came in meanwhile."""
        return self._open is not None and not self._busy and not self._open.hear(0).ended

    def reach(self, goal: Goal) -> None:
        """Logs in, if need be, and goes on to the goal. What ends there is not tried again: passwords were typed."""
        bootstrap_text = helper()
        plan = Plan(
            goal, bootstrap_text, Bootstrap.new(len(bootstrap_text)), self._account.sudo_password,
            self._account.ftd_name, self._account.login_limit,
        )  # fmt: skip
        try:
            if self._open is None:
                self._target.make_control_dir()
                self._open = Channel(SshClient(self._target.command()))
            self._follow(Dialogue(plan, time.monotonic(), at_cli=self.at is Goal.CLI), Kind.LOGIN_LOST)
        except ExpertError as exc:
            raise exc.without(self._account.secrets) from None
        self.at = goal
        if goal is not Goal.CLI:
            self._channel.watch_for(plan.bootstrap.left)

    def ask(self, line: str, limit: float = 60.0) -> str:
        """The command line's answer to one `show` line; *limit*: seconds of silence. Needs Goal.CLI."""
        try:
            question = Ask(line, time.monotonic(), limit)
            self._busy = True
            self._follow(question, Kind.CLI_LOST)
        except ExpertError as exc:
            raise exc.without(self._account.secrets) from None
        self._busy = False
        return question.answer

    def run(self, command: bytes, stdin: bytes = b"") -> Answer:
        """One command in the shell. Kind.LOST: it was not begun; Kind.LOST_DURING: nobody knows. Never run twice."""
        mark = frames.new_mark()
        request = frames.run_request(mark, command, len(stdin))
        if not self.alive or not self._channel.send(request):
            raise ExpertError(Kind.LOST)
        self._busy = True
        reader = AnswerReader(mark)
        try:
            if stdin:
                self._await_go(mark)
                self._channel.send(stdin)
            answer = self._answer(reader)
        except Disturbed:
            answer = self._answer_again()
        self._busy = False
        return answer

    def close(self) -> None:
        """Leaves helper, shell and command line in order: the appliance logs a normal logout. Ends ssh in any case."""
        channel, self._open = self._open, None
        if channel is None:
            return
        if not self._busy and self.at:
            channel.watch_for("")
            if self.at is not Goal.CLI and channel.send(frames.QUIT):
                channel.drain(CALM, LEAVE)
            if channel.send(b"exit\n"):
                channel.drain(LEAVE, LEAVE)
        channel.client.terminate()
        self.at = None

    # Login

    @property
    def _channel(self) -> Channel:
        if self._open is None:
            raise ExpertError(Kind.LOST)
        return self._open

    def _follow(self, machine: Machine, lost: Kind) -> None:
        """Lets the machine and ssh's questions listen to the client until the machine is done."""
        questions = Questions(self._account.password, SshRoute(self._target), time.monotonic())
        while True:
            now = time.monotonic()
            asked = questions.step(now)
            if asked.send:
                self._note(asked.note)
                self._channel.client.type_on_terminal(asked.send)
                continue
            step = machine.step(now)
            self._note(step.note)
            if step.done:
                return
            if step.send:
                self._channel.send(step.send, lambda heard: machine.feed(heard.session, time.monotonic()))
                continue
            wake = min(asked.wake or now, step.wake or now, now + 60)
            heard, now = self._channel.hear(wake - now), time.monotonic()
            if heard.terminal:
                questions.feed(heard.terminal, now)
            if heard.session:
                machine.feed(heard.session, now)
            if heard.ended:
                questions.ended()
                machine.ended()
                raise self._why_it_ended(lost)

    def _why_it_ended(self, otherwise: Kind) -> ExpertError:
        words = self._channel.last_words()
        if stop := stop_in(words, LOGIN_STOPS) or stop_in(words, SSH_ENDS):
            return ExpertError(*stop)
        return ExpertError(otherwise, words)

    def _note(self, note: str) -> None:
        if note:
            self._log(note)

    # Frames

    def _await_go(self, mark: str) -> None:
        """The command starts when its stdin comes, not before."""
        seen, until = b"", time.monotonic() + GO_LIMIT
        while frames.go_sign(mark) not in seen:
            heard = self._channel.hear(until - time.monotonic())
            seen += heard.session
            if heard.ended:
                raise ExpertError(Kind.LOST_DURING, self._channel.last_words())
            if time.monotonic() > until:
                raise ExpertError(Kind.NO_GO)

    def _answer(self, reader: AnswerReader) -> Answer:
        while True:
            heard = self._channel.hear(60)
            if heard.session and (answer := reader.feed(heard.session)):
                return answer
            if heard.ended:
                raise ExpertError(Kind.LOST_DURING, self._channel.last_words())

    def _answer_again(self) -> Answer:
        """The helper still has the answer; the command is not run again."""
        for _repeat in range(REPEATS):
            self._channel.drain(0.2, 5.0)
            mark = frames.new_mark()
            self._log("the answer was disturbed: asking for the same one again")
            if not self._channel.send(frames.again_request(mark)):
                raise ExpertError(Kind.LOST_DURING)
            try:
                return self._answer(AnswerReader(mark))
            except Disturbed:
                continue
        raise ExpertError(Kind.DISTURBED)


__all__ = ["Account", "Session"]

# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The machines of a login against transcripts, with a clock that costs no time.

A transcript first says which machine it is for (`dialogue GOAL`, `ask LINE`, `questions`) and what it is given, then

    < text      the other side prints a line          << text     the same, without a line end
    > text      the machine must type exactly this    ~ SECONDS   so long it must type nothing
    = text      it must be done, with this result     ! KIND      it must end in this error

{expert-line}, {user-line}, {su-line}, {plain-line}, {ready}, {left}, {ask}, {password}, {helper} stand for what each
login makes anew.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from ansible_collections.firepower.sse.plugins.plugin_utils._expert.bootstrap import Bootstrap
from ansible_collections.firepower.sse.plugins.plugin_utils._expert.cli import Ask
from ansible_collections.firepower.sse.plugins.plugin_utils._expert.dialogue import Dialogue, Goal, Plan
from ansible_collections.firepower.sse.plugins.plugin_utils._expert.errors import ExpertError, Kind
from ansible_collections.firepower.sse.plugins.plugin_utils._expert.questions import Questions
from ansible_collections.firepower.sse.plugins.plugin_utils._expert.text import LIMIT

TRANSCRIPTS = sorted((Path(__file__).parent / "transcripts").glob("*/*.txt"))
PASSWORD = "Correct-Horse-9-Battery"
BOOTSTRAP = Bootstrap("aaaaaaaaaaaa", "bbbbbbbbbbbb", 6)
WORDS = {
    "{expert-line}": BOOTSTRAP.as_root,
    "{user-line}": BOOTSTRAP.as_user,
    "{su-line}": BOOTSTRAP.root_shell,
    "{plain-line}": f" {BOOTSTRAP.plain}",
    "{ready}": BOOTSTRAP.ready,
    "{left}": BOOTSTRAP.left,
    "{ask}": BOOTSTRAP.ask,
    "{password}": PASSWORD,
    "{helper}": "HELPER",
}


class Route:
    """The way to `fw1`, with or without a jump host; `known` are its other names, `user` who logs in."""

    def __init__(self, given: dict[str, str]) -> None:
        self._names = {"fw1", *given.get("known", "").split()}
        self._user = given.get("user", "admin")
        self._jump = "jump" in given

    def is_appliance(self, asker: str) -> bool:
        return asker in {f"{self._user}@{name}" for name in self._names}

    def has_jump(self) -> bool:
        return self._jump


def text_of(field: str) -> bytes:
    plain = field.encode("latin-1", "backslashreplace").decode("unicode_escape")
    for word, value in WORDS.items():
        plain = plain.replace(word, value)
    return plain.encode("latin-1")


class Player:
    """Plays one transcript to its machine."""

    def __init__(self, head: list[str]) -> None:
        given = {word: rest for word, _blank, rest in (line.partition(" ") for line in head)}
        secret = None if "no-password" in given else PASSWORD.encode()
        self.now = 100.0
        self.machine: Any
        if "dialogue" in given:
            plan = Plan(Goal[given["dialogue"]], b"HELPER", BOOTSTRAP, secret, given.get("ftd-name", ""))
            self.machine = Dialogue(plan, self.now, at_cli="at-cli" in given)
        elif "ask" in given:
            self.machine = Ask(given["ask"], self.now)
        else:
            self.machine = Questions(secret, Route(given), self.now)

    def play(self, sign: str, rest: str) -> None:
        if sign in ("<", "<<"):
            self.machine.feed(text_of(rest) + (b"\r\n" if sign == "<" else b""), self.now)
        elif sign == ">":
            typed = self.until(lambda step: step.send, f"to type {rest!r}")
            assert typed in (text_of(rest) + b"\n", text_of(rest))
        elif sign == "~":
            self.wait(float(rest))
        elif sign == "=":
            self.until(lambda step: step.done, "to be done")
            assert self.result() == text_of(rest).decode()
        else:
            with pytest.raises(ExpertError) as caught:
                self.until(lambda step: step.send or step.done, f"to end in {rest}")
            assert caught.value.kind.name == rest

    def until(self, wanted: Any, what: str) -> Any:
        for _turn in range(1000):
            step = self.machine.step(self.now)
            if found := wanted(step):
                return found
            assert not step.send, f"typed {step.send!r}, was expected {what}"
            assert not step.done, f"is done, was expected {what}"
            assert step.wake is not None
            assert self.now < step.wake < self.now + 1000, f"waits for ever, was expected {what}"
            self.now = step.wake
        pytest.fail(f"turns in a circle, was expected {what}")

    def wait(self, seconds: float) -> None:
        end = self.now + seconds
        while self.now < end:
            step = self.machine.step(self.now)
            assert not step.send
            assert not step.done
            self.now = min(end, step.wake or end)

    def result(self) -> str:
        return self.machine.answer if isinstance(self.machine, Ask) else f"user {self.machine.uid}"


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_transcript(path: Path) -> None:
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    start = next(number for number, line in enumerate(lines) if line.startswith(("<", ">", "~", "=", "!")))
    player = Player(lines[:start])
    for line in lines[start:]:
        sign, _blank, rest = line.partition(" ")
        player.play(sign, rest)


@pytest.mark.parametrize("filler", [b"x", b"\n", b"\r"])
def test_a_jump_host_can_not_push_its_name_out_of_sight(filler: bytes) -> None:
    questions = Questions(PASSWORD.encode(), Route({"jump": ""}), 100.0)
    questions.feed(b"\r(admin@jump) " + filler * (2 * LIMIT) + b"\nadmin@fw1's password: ", 100.0)
    with pytest.raises(ExpertError) as caught:
        questions.step(100.0)
    assert caught.value.kind is Kind.FOREIGN_QUESTION


def test_an_answer_that_is_too_long_is_an_error() -> None:
    """Its beginning is lost: what is left looks like the whole."""
    asked = Ask("show running-config", 100.0)
    asked.step(100.0)
    asked.feed(b"show running-config\r\nfirst line\r\n", 100.1)
    for _line in range(LIMIT // 70):
        asked.feed(b"x" * 78 + b"\r\n", 100.2)
    asked.feed(b"> ", 100.3)
    with pytest.raises(ExpertError) as caught:
        asked.step(101.0)
    assert caught.value.kind is Kind.CLI_TOO_LONG


def test_pages_may_be_more_than_one_screen_holds() -> None:
    asked, page = Ask("show running-config", 100.0), b"x" * 78 + b"\r\n"
    asked.step(100.0)
    asked.feed(b"show running-config\r\n", 100.0)
    for number in range(3):
        asked.feed(page * (LIMIT // 100) + b"--More-- ", 101.0 + number)
        assert asked.step(101.5 + number).send == b" "
        asked.feed(b"\r         \r", 101.6 + number)
    asked.feed(page + b"> ", 110.0)
    assert asked.step(111.0).done
    assert len(asked.answer.splitlines()) == 3 * (LIMIT // 100) + 1


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("Too many logins for 'admin'.", Kind.SESSION_LIMIT),
        ("WARNING: Your password has expired.\r\nPassword change required but no TTY available.", Kind.CHANGE_PASSWORD),
    ],
)
def test_the_last_words_of_a_session_say_why_it_ended(said: str, kind: Kind) -> None:
    dialogue = Dialogue(Plan(Goal.ROOT, b"HELPER", BOOTSTRAP), 100.0)
    dialogue.feed(said.encode(), 100.0)
    dialogue.step(100.0)
    with pytest.raises(ExpertError) as caught:
        dialogue.ended()
    assert caught.value.kind is kind


def test_a_line_without_end_costs_no_time() -> None:
    dialogue = Dialogue(Plan(Goal.ROOT, b"HELPER", BOOTSTRAP), 100.0)
    dialogue.feed(b"password y/n:" * 5000 + b"x", 100.0)
    begun = time.process_time()
    dialogue.step(110.0)
    assert time.process_time() - begun < 1.0


def test_there_are_transcripts() -> None:
    assert len(TRANSCRIPTS) > 70

# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The stages of a restart, with a clock of our own; the lock, with processes."""

from __future__ import annotations

import multiprocessing
from typing import TYPE_CHECKING, Any

import pytest

from ansible_collections.firepower.sse.plugins.plugin_utils._errors import SseError
from ansible_collections.firepower.sse.plugins.plugin_utils._reboot import lock
from ansible_collections.firepower.sse.plugins.plugin_utils._reboot.clish import Failover
from ansible_collections.firepower.sse.plugins.plugin_utils._reboot.look import Look
from ansible_collections.firepower.sse.plugins.plugin_utils._reboot.wait import Away, Clock, until_back, until_in_step

if TYPE_CHECKING:
    from pathlib import Path

OLD = Look(epoch=0, boot="old", manager="answers")
EARLY = Look(epoch=0, boot="new", manager="not_running")
BACK = Look(epoch=0, boot="new", manager="answers")
AWAY = Away("refused")


class Script:
    """Gives one answer after the other, the last one for ever."""

    def __init__(self, *answers: Any) -> None:
        self.answers, self.time = list(answers), 0.0
        self.clock = Clock(now=lambda: self.time, sleep=self.sleep)
        self.pauses: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.pauses.append(seconds)
        self.time += seconds

    def __call__(self) -> Any:
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Exception):
            raise answer
        return answer


@pytest.mark.parametrize(
    "answers",
    [
        (OLD, AWAY, AWAY, EARLY, BACK),
        (AWAY, BACK),
        (OLD, BACK),  # so fast that nobody saw it away: the boot tells
        (AWAY, OLD, AWAY, EARLY, AWAY, BACK),
    ],
)
def test_back(answers: tuple[Any, ...]) -> None:
    script = Script(*answers)
    assert until_back(script, boot="old", limit=900, clock=script.clock) == 5 * (len(answers) - 1)


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ((OLD,), "the appliance did not go away."),
        ((OLD, AWAY), r"no login was possible since \(last: refused\)"),
        ((AWAY, EARLY), "login is possible, and pmtool says 'No PM running!'"),
        ((AWAY, Look(epoch=0, boot="new", manager="-")), "pmtool was not read"),
        ((AWAY, OLD), "the appliance answers, and has not restarted"),
    ],
)
def test_a_time_out_names_its_stage(answers: tuple[Any, ...], words: str) -> None:
    script = Script(*answers)
    with pytest.raises(SseError, match=f"Time-out of 900 s after the restart was ordered: .*{words}"):
        until_back(script, boot="old", limit=900, clock=script.clock)


def test_logins_that_are_not_accepted_are_few() -> None:
    script = Script(Away("denied", refused=True))
    with pytest.raises(SseError):
        until_back(script, boot="old", limit=900, clock=script.clock)
    assert len(script.pauses) == 30


def test_partners() -> None:
    sync = Failover(True, "Secondary", "Sync Config", "Primary", "Active")
    ready = Failover(True, "Secondary", "Standby Ready", "Primary", "Active")
    script = Script(AWAY, sync, ready)
    assert until_in_step(script, limit=7200, clock=script.clock) == 30
    script = Script(sync)
    with pytest.raises(SseError, match=r"not Standby Ready beside an Active unit \(Sync Config, other unit Active\)"):
        until_in_step(script, limit=100, clock=script.clock)


def test_the_lock_is_the_pairs() -> None:
    ours = Look(epoch=0, failover=Failover(True, serial="9AAAA", mate_serial="9BBBB"))
    theirs = Look(epoch=0, failover=Failover(True, serial="9BBBB", mate_serial="9AAAA"))
    assert lock.name_of(ours, host="a", pair="") == lock.name_of(theirs, host="b", pair="")
    assert lock.name_of(Look(epoch=0), host="a", pair="") == "a"
    assert lock.name_of(Look(epoch=0), host="a", pair="muc") == "muc"


def _hold(directory: str, ready: Any, done: Any) -> None:
    with lock.held("pair", directory=directory):
        ready.set()
        done.wait(20)


def test_held_by_one_process_and_gone_with_it(tmp_path: Path) -> None:
    context = multiprocessing.get_context("fork")
    ready, done = context.Event(), context.Event()
    other = context.Process(target=_hold, args=(str(tmp_path), ready, done))
    other.start()
    assert ready.wait(20)
    with (
        pytest.raises(SseError, match="Another restart of pair is under way"),
        lock.held("pair", directory=str(tmp_path)),
    ):
        pass
    with lock.held("other", directory=str(tmp_path)):
        pass
    other.kill()
    other.join()
    with lock.held("pair", directory=str(tmp_path)):
        pass


def test_a_lock_that_can_not_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with (
        pytest.raises(SseError, match="Set lock_dir to a writable directory"),
        lock.held("x", directory=f"{tmp_path}/file"),
    ):
        pass

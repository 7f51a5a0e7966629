# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The helper on a real raw terminal, under the shells that an appliance may have."""

from __future__ import annotations

import contextlib
import os
import pty
import select
import shutil
import signal
import time
from typing import TYPE_CHECKING

import pytest

from ansible_collections.firepower.sse.plugins.plugin_utils._expert import frames
from ansible_collections.firepower.sse.plugins.plugin_utils._expert.bootstrap import Bootstrap, helper

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.shell

LOGIN_UMASK = 0o027
SHELLS = ["dash", "bash", "busybox sh"]
EVERY_BYTE = bytes(range(256)) * 3 + b"\n~.\n\x03\x04\x11\x13\x1a\x1c\r\n"


class Helper:
    """A shell on a terminal that reads the one line, then the helper, as after `su -`."""

    def __init__(self, shell: str, directory: Path) -> None:
        text = helper()
        bootstrap = Bootstrap.new(len(text))
        tools = directory / "bin"
        tools.mkdir()
        # The helper runs commands with /bin/sh; the helper itself runs in the shell under test.
        line = bootstrap.plain.replace("/bin/sh", shell)
        self.process, self.terminal = pty.fork()
        if self.process == 0:
            os.umask(LOGIN_UMASK)
            os.execvp(shell.split()[0], [*shell.split(), "-c", line])
        self.heard = b""
        self.until(f"{bootstrap.ready}\n".encode())
        self.write(text)
        self.until(b"H %d\n" % os.getuid())

    def write(self, data: bytes) -> None:
        rest = memoryview(data)
        while rest:
            ready, writable, _x = select.select([self.terminal], [self.terminal], [], 20)
            assert ready or writable, "the helper takes no input"
            if ready:
                self.heard += os.read(self.terminal, 65536)
            if writable:
                rest = rest[os.write(self.terminal, rest[:1024]) :]

    def until(self, mark: bytes, seconds: float = 20) -> None:
        end = time.monotonic() + seconds
        while mark not in self.heard:
            ready, _w, _x = select.select([self.terminal], [], [], end - time.monotonic())
            assert ready, f"no {mark!r} in {self.heard[-300:]!r}"
            self.heard += os.read(self.terminal, 65536)
        self.heard = self.heard.partition(mark)[2]

    def answer(self, mark: str, seconds: float = 60) -> frames.Answer:
        reader, end = frames.AnswerReader(mark), time.monotonic() + seconds
        data, self.heard = self.heard, b""
        while True:
            if answer := reader.feed(data):
                return answer
            ready, _w, _x = select.select([self.terminal], [], [], end - time.monotonic())
            assert ready, "no answer"
            data = os.read(self.terminal, 262144)

    def run(self, command: bytes, stdin: bytes = b"") -> frames.Answer:
        mark = frames.new_mark()
        self.write(frames.run_request(mark, command, len(stdin)))
        if stdin:
            self.until(frames.go_sign(mark))
            self.write(stdin)
        return self.answer(mark)

    def end(self) -> None:
        os.close(self.terminal)
        if self.process:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.process, signal.SIGKILL)
            os.waitpid(self.process, 0)


@pytest.fixture(params=SHELLS)
def remote(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Helper]:
    assert shutil.which(request.param.split()[0]), f"{request.param} is needed for this test"
    helper_process = Helper(request.param, tmp_path)
    yield helper_process
    helper_process.end()


def test_status_stdout_stderr_apart(remote: Helper) -> None:
    assert remote.run(b"echo out; echo err >&2; exit 3") == frames.Answer(3, b"out\n", b"err\n")
    assert remote.run(b"true") == frames.Answer(0, b"", b"")
    assert remote.run(b"exit 255").status == 255
    assert remote.run(b"kill -9 $$").status == 137
    assert remote.run(b"no-such-command-here").status == 127
    assert remote.run(b"if").status == 2


def test_every_byte_both_ways(remote: Helper) -> None:
    assert remote.run(b"cat", EVERY_BYTE) == frames.Answer(0, EVERY_BYTE, b"")
    assert remote.run(b"cat >&2", EVERY_BYTE) == frames.Answer(0, b"", EVERY_BYTE)


def test_large_both_ways(remote: Helper) -> None:
    data = os.urandom(65536) * 48  # 3 MiB
    assert remote.run(b"cat", data).stdout == data
    answer = remote.run(b"head -c 20971520 /dev/zero")
    assert len(answer.stdout) == 20971520
    assert not answer.stdout.strip(b"\0")


@pytest.mark.parametrize("command", [b"true", b"exec <&-; sleep 0.1", b"head -c 1"])
def test_stdin_that_is_not_read(remote: Helper, command: bytes) -> None:
    remote.run(command, b"x" * 200000)
    assert remote.run(b"echo next").stdout == b"next\n"


def test_no_stdin_is_an_empty_one(remote: Helper) -> None:
    assert remote.run(b"cat; echo end") == frames.Answer(0, b"end\n", b"")


def test_a_command_keeps_its_newlines_and_quotes(remote: Helper) -> None:
    command = b"printf '%s|' 'a\n\n' \"it's\" '$HOME \\n'\n\n"
    assert remote.run(command).stdout == b"a\n\n|it's|$HOME \\n|"


def test_a_child_left_behind_does_not_write_into_a_later_answer(remote: Helper) -> None:
    assert remote.run(b"(sleep 0.3; echo late; echo late >&2) & echo first").stdout == b"first\n"
    assert remote.run(b"sleep 0.6; echo second") == frames.Answer(0, b"second\n", b"")


def test_the_same_answer_again_does_not_run_again(remote: Helper, tmp_path: Path) -> None:
    count = tmp_path / "count"
    first = remote.run(f"echo run >> {count}; cat {count}; echo err >&2; exit 5".encode())
    mark = frames.new_mark()
    remote.write(frames.again_request(mark))
    assert remote.answer(mark) == first == frames.Answer(5, b"run\n", b"err\n")


def test_nothing_is_left_in_the_file_system(remote: Helper) -> None:
    """Other tests run beside this one: only what stays counts."""
    left = None
    for _look in range(20):
        found = set(remote.run(b"ls -A /dev/shm /run /tmp /var/tmp | grep '^.expert.........$'").stdout.split())
        left = found if left is None else left & found
        if not left:
            return
        time.sleep(0.2)
    assert not left


def test_the_umask_of_the_login_counts(remote: Helper, tmp_path: Path) -> None:
    made = tmp_path / "made"
    assert remote.run(f"echo > {made}; umask".encode()).stdout == f"{LOGIN_UMASK:04o}\n".encode()
    assert made.stat().st_mode & 0o777 == 0o666 & ~LOGIN_UMASK


def test_quit(remote: Helper) -> None:
    remote.write(frames.QUIT)
    assert os.waitstatus_to_exitcode(os.waitpid(remote.process, 0)[1]) == 0
    remote.process = 0


def test_what_is_sent_holds_no_comments_and_is_small() -> None:
    text = helper()
    assert b"#" not in text.replace(b"$#", b"")
    assert len(text) < 2048
    assert text.endswith(b"done\nexit 1")  # 0 is for Q alone

# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The ssh client as a child: its session on pipes, its own questions on a terminal of their own.

ssh reads passwords from its controlling terminal only. With one made for it nothing secret needs argv, environment or
files, and the session's bytes never mix with ssh's questions.
"""

from __future__ import annotations

import contextlib
import fcntl
import functools
import os
import pty
import select
import signal
import subprocess
import termios
import time
from dataclasses import dataclass
from typing import IO

from .errors import ExpertError, Kind

_CHUNK = 262144
_WORDS = 16384  # of stderr that are kept


@dataclass(frozen=True)
class Heard:
    """What came in one go. `ended`: the session's output is closed."""

    session: bytes = b""
    terminal: bytes = b""
    sent: int = 0
    ended: bool = False


def _opened(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        raise TypeError("every stream of ssh is a pipe")
    return pipe


class SshClient:
    """Starts at once; `terminate` must be called in the end."""

    def __init__(self, command: list[str]) -> None:
        self._terminal, self._slave = pty.openpty()
        # Run between fork and exec; it does no more than one system call.
        own_terminal = functools.partial(fcntl.ioctl, self._slave, termios.TIOCSCTTY, 0)
        try:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                bufsize=0,
                env=_environment(),
                start_new_session=True,
                preexec_fn=own_terminal,
            )
        except OSError as exc:
            self._close_terminal()
            raise ExpertError(Kind.NO_SSH, f"{command[0]}: {exc.strerror}") from exc
        self._pipes = [_opened(pipe) for pipe in (self._process.stdin, self._process.stdout, self._process.stderr)]
        self._stdin, self._stdout, self._stderr = (pipe.fileno() for pipe in self._pipes)
        self._open = {self._stdout, self._stderr, self._terminal}
        for handle in (self._stdin, *self._open):
            os.set_blocking(handle, False)
        self.words = b""  # what ssh wrote to stderr: its last ones say why it ended

    def exchange(self, seconds: float, data: bytes | memoryview = b"") -> Heard:
        """Waits at most so long until something comes in, or until some of `data` has gone out to the session."""
        to_write = [self._stdin] if data else []
        wait = max(0.0, seconds) if self._stdout in self._open else 0.0
        readable, writable, _x = select.select(list(self._open), to_write, [], wait)
        sent = self._write(self._stdin, data) if writable else 0
        session = self._read(self._stdout) if self._stdout in readable else b""
        terminal = self._read(self._terminal) if self._terminal in readable else b""
        if self._stderr in readable:
            self.words = (self.words + self._read(self._stderr))[-_WORDS:]
        return Heard(session, terminal, max(sent, 0), sent < 0 or self._stdout not in self._open)

    def type_on_terminal(self, data: bytes) -> None:
        os.write(self._terminal, data)

    def last_words(self, seconds: float = 1.0) -> str:
        """ssh's own explanation, which may come a moment after the session's end."""
        until = time.monotonic() + seconds
        while self._stderr in self._open and (left := until - time.monotonic()) > 0 and self._process.poll() is None:
            self.exchange(min(left, 0.05))
        self.exchange(0)
        return self.words.decode("utf-8", "replace").strip()

    def terminate(self, grace: float = 0.2) -> None:
        """Ends ssh and its children (ProxyJump is one); a master of ControlPersist has left their group."""
        with contextlib.suppress(OSError):
            self._pipes[0].close()
        for signum in (None, signal.SIGTERM, signal.SIGKILL):
            if signum:
                with contextlib.suppress(ProcessLookupError, PermissionError):
                    os.killpg(self._process.pid, signum)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(grace if signum is None else 1.0)
                break
        for pipe in self._pipes[1:]:
            pipe.close()
        self._close_terminal()

    def _read(self, handle: int) -> bytes:
        try:
            data = os.read(handle, _CHUNK)
        except BlockingIOError:
            return b""
        except OSError:  # a terminal reports its end as EIO
            data = b""
        if not data:
            self._open.discard(handle)
        return data

    @staticmethod
    def _write(handle: int, data: bytes | memoryview) -> int:
        try:
            return os.write(handle, data[:65536])
        except BlockingIOError:
            return 0
        except OSError:
            return -1

    def _close_terminal(self) -> None:
        # The slave stays open until here: while ssh has no hold of it, the terminal would hang up on it.
        os.close(self._slave)
        os.close(self._terminal)


def _environment() -> dict[str, str]:
    """ssh's messages in English, and no other program that could be asked for a password."""
    kept = {key: value for key, value in os.environ.items() if key not in ("SSH_ASKPASS", "DISPLAY", "LANGUAGE")}
    return {**kept, "SSH_ASKPASS_REQUIRE": "never", "TERM": "vt100", "LC_ALL": "C", "LANG": "C"}


__all__ = ["Heard", "SshClient"]

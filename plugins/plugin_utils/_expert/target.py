# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The ssh command line of an appliance, and what ssh's configuration says about the way there."""

from __future__ import annotations

import hashlib
import subprocess
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from .errors import ExpertError, Kind


@dataclass(frozen=True)
class Target:
    """An appliance as the inventory names it. `args` are the user's own ssh arguments, split."""

    host: str
    executable: str = "ssh"
    port: int | None = None
    user: str | None = None
    key_file: str | None = None
    args: tuple[str, ...] = ()
    name: str = ""  # in the inventory
    check_host_key: bool = True
    connect_timeout: int = 10
    by_password: bool = False
    control_dir: str = "~/.ansible/cp"

    def command(self) -> list[str]:
        """An interactive session. ssh takes the first value of an option, so the user's arguments go first.

        `-e none`: otherwise a newline and `~.` inside data end the session.
        """
        return [self.executable, "-tt", "-e", "none", *self._options(), self.host]

    def control_command(self, word: str) -> list[str] | None:
        """Tells the master of this appliance's connections `word`; None where there is none."""
        return [self.executable, "-O", word, *self._options(), self.host] if self._control_path() else None

    def config_command(self) -> list[str]:
        """Prints the configuration that ssh would use."""
        return [self.executable, "-G", *self._options(), self.host]

    def _options(self) -> list[str]:
        options: dict[str, str | int] = {
            "StrictHostKeyChecking": "yes" if self.check_host_key else "no",
            "ConnectTimeout": self.connect_timeout,
            "ServerAliveInterval": 15,
            "ServerAliveCountMax": 4,
            "NumberOfPasswordPrompts": 1,
            "BatchMode": "no",
            "LogLevel": "ERROR",
        }
        if not self.by_password:
            options |= {"PasswordAuthentication": "no", "KbdInteractiveAuthentication": "no"}
        words = [*self.args, *self._control_path()]
        for name, value in options.items():
            words += ["-o", f"{name}={value}"]
        if self.port:
            words += ["-p", str(self.port)]
        if self.user:
            words += ["-l", self.user]
        if self.key_file:
            words += ["-i", str(Path(self.key_file).expanduser())]
        return words

    def _control_path(self) -> list[str]:
        """A socket where the user wants ControlPersist but names no ControlPath, as ansible.builtin.ssh has it."""
        given = " ".join(self.args).lower()
        if "controlpersist" not in given or "controlpath" in given:
            return []
        way = (self.name, self.host, self.port, self.user, self.key_file, self.args, self.check_host_key)
        name = hashlib.sha256(f"expert {way!r}".encode("utf-8", "surrogateescape")).hexdigest()[:10]
        return ["-o", f'ControlPath="{Path(self.control_dir).expanduser() / name}"']

    def make_control_dir(self) -> None:
        """Raises ExpertError."""
        try:
            if self._control_path():
                Path(self.control_dir).expanduser().mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as exc:
            raise ExpertError(Kind.NO_SSH, f"its control directory {self.control_dir}: {exc.strerror}") from exc


class SshRoute:
    """Answers from `ssh -G`, run only when a question leaves open who asks it."""

    def __init__(self, target: Target) -> None:
        self._target = target

    def is_appliance(self, asker: str) -> bool:
        """A user's name may hold an @, a host's can't."""
        user, _at, host = asker.rpartition("@")
        return self._is_user(user) and self._is_host(host)

    def _is_user(self, user: str) -> bool:
        known = self._target.user
        return bool(user) and (user == known or user.lower() == self._config.get("user", "" if known else user.lower()))

    def _is_host(self, name: str) -> bool:
        wanted = name.strip("[]").lower()
        if wanted == self._target.host.strip("[]").lower():
            return True
        return wanted in (self._config.get("hostname"), self._config.get("hostkeyalias"))

    def has_jump(self) -> bool:
        """An unreadable configuration counts as a jump: a password is not typed on a guess."""
        jumps = {self._config.get(key, "none") for key in ("proxyjump", "proxycommand")}
        return not self._config or jumps != {"none"}

    @cached_property
    def _config(self) -> dict[str, str]:
        try:
            done = subprocess.run(
                self._target.config_command(), stdin=subprocess.DEVNULL, capture_output=True, timeout=10, check=False
            )
        except (OSError, subprocess.SubprocessError):
            return {}
        pairs = (line.partition(" ") for line in done.stdout.decode("utf-8", "replace").splitlines())
        return {key.lower(): value.strip().lower() for key, _blank, value in pairs}


__all__ = ["SshRoute", "Target"]

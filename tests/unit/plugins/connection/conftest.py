# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""An appliance without server, network or root: the stand-ins of ssh and sudo around the lab's CLISH."""

from __future__ import annotations

import itertools
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from ansible import constants
from ansible.playbook.play_context import PlayContext

from ansible_collections.firepower.sse.plugins.connection import expert
from ansible_collections.firepower.sse.plugins.plugin_utils._expert import cli, dialogue, machine, questions, session

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SUPPORT = Path(__file__).parents[3] / "support"
NAME = "firepower.sse.expert"
PYTHON = f"{sys.executable} -ES"  # no site packages: a start in half the time
OPTIONS = yaml.safe_load(expert.DOCUMENTATION)["options"]
PASSWORD = "Correct-Horse-9-Battery"


class FakeAppliance:
    """`configure` changes its behaviour; `ssh` is the program to give as ssh_executable."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.config = directory / "appliance.json"
        self.log = directory / "ssh.log"
        self.pid = directory / "ssh.pid"
        self.answers = directory / "ssh.answers"
        self._tools = directory / "bin"
        self._tools.mkdir()
        self.ssh = self._program(directory / "ssh", f'exec {PYTHON} {SUPPORT}/fake_ssh.py {self.config} "$@"')
        self.tool("sudo", f'exec {PYTHON} {SUPPORT}/fake_sudo.py {self.config} "$@"')
        self.tool("id", '[ "$*" = -u ] && echo 0 || exec /usr/bin/id "$@"')
        self._settings: dict[str, Any] = {
            "path": str(self._tools),
            "ssh": {"password": PASSWORD, "log": str(self.log), "pid": str(self.pid), "answers": str(self.answers)},
            "sudo": {"password": PASSWORD},
        }
        self.configure()

    @staticmethod
    def _program(path: Path, line: str) -> Path:
        path.write_text(f"#!/bin/sh\n{line}\n", encoding="utf-8")
        path.chmod(0o755)
        return path

    def tool(self, name: str, line: str) -> None:
        """A program that the appliance's shells find first."""
        self._program(self._tools / name, line)

    def configure(self, **settings: Any) -> None:
        for key, value in settings.items():
            old = self._settings.get(key)
            self._settings[key] = {**old, **value} if isinstance(old, dict) else value
        self.config.write_text(json.dumps(self._settings), encoding="utf-8")

    @property
    def logins(self) -> list[dict[str, Any]]:
        lines = self.log.read_text(encoding="utf-8").splitlines() if self.log.exists() else []
        return [json.loads(line) for line in lines]

    @property
    def ssh_answers(self) -> int:
        """How often ssh got a password."""
        return len(self.answers.read_text(encoding="utf-8").splitlines()) if self.answers.exists() else 0

    @property
    def sudo_answers(self) -> int:
        """How often sudo got a password."""
        asked = Path(f"{self.config}.sudo")
        return len(asked.read_text(encoding="utf-8").splitlines()) if asked.exists() else 0

    @property
    def answered(self) -> bool:
        """Whether a question that belongs to a person got an answer."""
        return Path(f"{self.config}.answered").exists()


@pytest.fixture(autouse=True)
def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Shorter waits: the transcripts test the real ones, without a clock."""
    short = {"SETTLE": 0.01, "NOISE": 0.3, "AGAIN": 1.0, "CALM": 0.02, "LEAVE": 0.5}
    for module, name in itertools.product((cli, dialogue, machine, questions, session), short):
        if hasattr(module, name):
            monkeypatch.setattr(module, name, short[name])


@pytest.fixture
def appliance(tmp_path: Path) -> FakeAppliance:
    return FakeAppliance(tmp_path)


@pytest.fixture
def connect(appliance: FakeAppliance) -> Iterator[Callable[..., Any]]:
    """Makes connections to the appliance; variables as an inventory gives them."""
    # What the plugin loader would do; it needs no installed collection here.
    constants.config.initialize_plugin_configuration_definitions("connection", NAME, OPTIONS)
    opened = []

    def make(**variables: Any) -> Any:
        given = {
            "inventory_hostname": "fw1",
            "ansible_user": "admin",
            "ansible_password": PASSWORD,
            "ansible_ssh_executable": str(appliance.ssh),
            "ansible_ssh_args": "",
            "ansible_expert_login_timeout": 15,
            **variables,
        }
        given = {key: value for key, value in given.items() if value is not None}
        connection = expert.Connection(PlayContext(), os.devnull)
        connection._load_name = NAME
        connection.set_options(var_options=given)
        opened.append(connection)
        return connection

    yield make
    for connection in opened:
        connection.close()

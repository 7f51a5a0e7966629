# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The ssh command line, and what ssh's configuration says."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from ansible_collections.firepower.sse.plugins.plugin_utils._expert.errors import ExpertError
from ansible_collections.firepower.sse.plugins.plugin_utils._expert.target import SshRoute, Target

PLAIN = Target(host="fw1")


def option_of(command: list[str], name: str) -> str | None:
    """The value that ssh would use: the first one."""
    return next((word.partition("=")[2] for word in command if word.startswith(f"{name}=")), None)


def test_a_plain_command() -> None:
    command = PLAIN.command()
    assert command[:4] == ["ssh", "-tt", "-e", "none"]
    assert command[-1] == "fw1"
    assert option_of(command, "StrictHostKeyChecking") == "yes"
    assert option_of(command, "PasswordAuthentication") == "no"
    assert option_of(command, "NumberOfPasswordPrompts") == "1"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"port": 2222}, ["-p", "2222"]),
        ({"user": "admin"}, ["-l", "admin"]),
        ({"key_file": "/k"}, ["-i", "/k"]),
        ({"args": ("-J", "jump")}, ["-J", "jump"]),
        ({"check_host_key": False}, ["StrictHostKeyChecking=no"]),
        ({"connect_timeout": 3}, ["ConnectTimeout=3"]),
    ],
)
def test_words_of_an_option(changes: dict[str, object], words: list[str]) -> None:
    command = " ".join(dataclasses.replace(PLAIN, **changes).command())  # type: ignore[arg-type]
    assert " ".join(words) in command


def test_the_users_arguments_win() -> None:
    target = dataclasses.replace(PLAIN, args=("-o", "StrictHostKeyChecking=accept-new"))
    assert option_of(target.command(), "StrictHostKeyChecking") == "accept-new"


def test_a_password_opens_the_methods() -> None:
    assert option_of(dataclasses.replace(PLAIN, by_password=True).command(), "PasswordAuthentication") is None


def test_a_socket_of_our_own(tmp_path: Path) -> None:
    persist = dataclasses.replace(PLAIN, args=("-o", "ControlPersist=60s"), control_dir=str(tmp_path / "a" / "cp"))
    socket = option_of(persist.command(), "ControlPath")
    assert socket is not None
    assert Path(socket.strip('"')).parent == tmp_path / "a" / "cp"
    persist.make_control_dir()
    assert (tmp_path / "a" / "cp").stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize(
    "changes",
    [
        {"name": "other"},
        {"host": "10.20.1.11"},
        {"port": 2222},
        {"user": "other"},
        {"key_file": "/k"},
        {"args": ("-o", "ControlPersist=60s", "-J", "jump")},
        {"check_host_key": False},
    ],
    ids=str,
)
def test_another_way_has_another_socket(changes: dict[str, object]) -> None:
    """Else a play for one appliance could speak with another one of the same address behind another jump host."""
    persist = dataclasses.replace(PLAIN, args=("-o", "ControlPersist=60s"))
    other = dataclasses.replace(persist, **changes)  # type: ignore[arg-type]
    assert option_of(other.command(), "ControlPath") != option_of(persist.command(), "ControlPath")


@pytest.mark.parametrize("args", [(), ("-o", "ControlPersist=60s", "-o", "ControlPath=/x/%C"), ("-oControlPath=none",)])
def test_no_socket_of_our_own(args: tuple[str, ...]) -> None:
    target = dataclasses.replace(PLAIN, args=args)
    assert target.control_command("stop") is None
    assert " ".join(target.command()).lower().count("controlpath") == " ".join(args).lower().count("controlpath")


def route(tmp_path: Path, answer: str, status: int = 0, user: str | None = "admin") -> SshRoute:
    ssh = tmp_path / "ssh"
    ssh.write_text(f"#!/bin/sh\n[ \"$1\" = -G ] || exit 9\nprintf '{answer}'\nexit {status}\n", encoding="utf-8")
    ssh.chmod(0o755)
    return SshRoute(dataclasses.replace(PLAIN, executable=str(ssh), user=user))


@pytest.mark.parametrize(
    ("answer", "name", "is_appliance"),
    [
        ("hostname fw1\\n", "fw1", True),
        ("hostname fw1\\n", "FW1", True),
        ("hostname 10.20.1.11\\n", "10.20.1.11", True),
        ("hostname x\\nhostkeyalias fw-one\\n", "fw-one", True),
        ("hostname 10.20.1.11\\n", "jump", False),
        ("", "10.20.1.11", False),
    ],
)
def test_names_of_the_appliance(tmp_path: Path, answer: str, name: str, is_appliance: bool) -> None:
    assert route(tmp_path, answer).is_appliance(f"admin@{name}") is is_appliance


@pytest.mark.parametrize(
    ("user", "answer", "asker", "is_appliance"),
    [
        ("john@corp.example", "", "john@corp.example@fw1", True),
        ("john@corp.example", "", "john@fw1", False),
        ("john@corp.example", "", "john@corp.example", False),
        ("admin", "", "fw1", False),
        ("admin", "", "root@fw1", False),
        ("admin", "user root\\n", "root@fw1", True),
        (None, "user Root\\n", "Root@fw1", True),
        (None, "user root\\n", "admin@fw1", False),
        (None, "", "whoever@fw1", True),
    ],
)
def test_the_user_who_is_asked(tmp_path: Path, user: str | None, answer: str, asker: str, is_appliance: bool) -> None:
    """ssh's own configuration knows who logs in where `-o User=` wins, or where no user is set."""
    assert route(tmp_path, answer, user=user).is_appliance(asker) is is_appliance


@pytest.mark.parametrize(
    ("answer", "has_jump"),
    [
        ("hostname fw1\\n", False),
        ("hostname fw1\\nproxyjump none\\n", False),
        ("hostname fw1\\nproxyjump jump\\n", True),
        ("hostname fw1\\nproxycommand nc %%h %%p\\n", True),
        ("", True),
    ],
)
def test_a_jump_host(tmp_path: Path, answer: str, has_jump: bool) -> None:
    assert route(tmp_path, answer).has_jump() is has_jump


def test_no_ssh_is_no_knowledge() -> None:
    missing = SshRoute(dataclasses.replace(PLAIN, executable="/no/such/ssh"))
    assert missing.has_jump()
    assert missing.is_appliance("admin@fw1")
    assert not missing.is_appliance("admin@other")


def test_a_control_directory_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    target = dataclasses.replace(PLAIN, args=("-o", "ControlPersist=60s"), control_dir=str(tmp_path / "file" / "cp"))
    with pytest.raises(ExpertError, match=r"control directory .*/file/cp"):
        target.make_control_dir()

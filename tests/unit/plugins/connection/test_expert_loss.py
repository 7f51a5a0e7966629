# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A session that ends when it should not: nothing is run twice, nothing hangs, nothing untrue is said."""

from __future__ import annotations

import os
import signal
import time
from typing import TYPE_CHECKING

import pytest
from ansible.errors import AnsibleConnectionFailure, AnsibleError

from ansible_collections.firepower.sse.plugins.plugin_utils._expert import session
from ansible_collections.firepower.sse.plugins.plugin_utils._expert.bootstrap import helper

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.shell


def cut(appliance) -> None:
    """The session ends as when a cable is pulled."""
    pid = int(appliance.pid.read_text())
    os.kill(pid, 9)
    time.sleep(0.1)


def test_lost_before_a_command(appliance, connect, tmp_path) -> None:
    """Nothing was begun, so a new login runs it, once."""
    connection, count = connect(), tmp_path / "count"
    connection.exec_command("true")
    cut(appliance)
    assert connection.exec_command(f"echo run >> {count}; echo here") == (0, b"here\n", b"")
    assert count.read_text() == "run\n"
    assert len(appliance.logins) == 2


def test_lost_before_a_command_and_not_to_be_had_again(appliance, connect) -> None:
    connection = connect()
    connection.exec_command("true")
    appliance.configure(ssh={"stderr": "ssh: connect to host {host} port 22: Connection refused"})
    cut(appliance)
    with pytest.raises(AnsibleConnectionFailure):
        connection.exec_command("true")


@pytest.mark.parametrize("stdin", [None, b"x" * 3000000], ids=["without stdin", "with stdin"])
def test_lost_during_a_command(appliance, connect, tmp_path, stdin) -> None:
    """It may have done its work, so it is not run again, and the host is not called unreachable."""
    connection, count = connect(), tmp_path / "count"
    with pytest.raises(AnsibleError) as caught:
        connection.exec_command(f"echo run >> {count}; kill -9 $(cat {appliance.pid}); sleep 3", in_data=stdin)
    assert not isinstance(caught.value, AnsibleConnectionFailure)
    assert "its effect is unknown" in str(caught.value)
    assert count.read_text() == "run\n"
    assert connection.exec_command("echo next")[1] == b"next\n"


WAYS = [
    ({}, {}),
    ({"sudo": {"mode": "not_this"}}, {}),
    ({"direct_shell": True}, {}),
    ({"shell": "dash"}, {}),
    ({}, {"ansible_expert_elevate": False}),
]


@pytest.fixture
def at_most_20_seconds() -> Iterator[None]:
    """A test of what must not hang must not hang either."""

    def strike(*_ignored) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, strike)
    signal.alarm(20)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.mark.usefixtures("at_most_20_seconds")
@pytest.mark.parametrize(("settings", "variables"), WAYS, ids=str)
def test_the_helper_is_killed_in_a_command(appliance, connect, settings, variables) -> None:
    """The shell around it lives on, and so does ssh."""
    appliance.configure(**settings)
    connection = connect(**variables)
    with pytest.raises(AnsibleError, match="its effect is unknown") as caught:
        connection.exec_command("kill -9 $PPID; sleep 0.3")
    assert not isinstance(caught.value, AnsibleConnectionFailure)
    assert connection.exec_command("echo next")[1] == b"next\n"


@pytest.mark.usefixtures("at_most_20_seconds")
@pytest.mark.parametrize(("settings", "variables"), [WAYS[0], WAYS[-1]], ids=str)
def test_the_helper_is_killed_between_commands(appliance, connect, tmp_path, settings, variables) -> None:
    """Nothing was begun, so a new login runs it, once."""
    appliance.configure(**settings)
    connection, count = connect(**variables), tmp_path / "count"
    os.kill(int(connection.exec_command("echo $PPID")[1]), 9)
    time.sleep(0.2)
    assert connection.exec_command(f"cat >> {count}", in_data=b"data\n") == (0, b"", b"")
    assert count.read_text() == "data\n"
    assert len(appliance.logins) == 2


@pytest.mark.usefixtures("at_most_20_seconds")
@pytest.mark.parametrize(("settings", "variables"), WAYS, ids=str)
def test_no_other_shell_runs_what_was_for_stdin(appliance, connect, tmp_path, settings, variables) -> None:
    appliance.configure(**settings)
    connection = connect(**variables)
    helper = int(connection.exec_command("echo $PPID")[1])
    lines = f"echo >> {tmp_path}/ran\n".encode() * 100000
    with pytest.raises(AnsibleError, match="its effect is unknown"):
        connection.exec_command(f"kill -9 {helper}; exec <&-; sleep 0.3", in_data=lines)
    assert not (tmp_path / "ran").exists()


@pytest.mark.usefixtures("at_most_20_seconds")
def test_stdin_that_is_not_asked_for(connect, monkeypatch, tmp_path) -> None:
    """A broadcast within the sign to go: the command may have begun, so nothing else is said of it."""
    text = helper().replace(b"printf 'G %s\\n'", b"printf 'G Broadcast %s\\n'")
    assert text != helper()
    monkeypatch.setattr(session, "helper", lambda: text)
    monkeypatch.setattr(session, "GO_LIMIT", 0.5)
    target = tmp_path / "target"
    target.write_text("old")
    with pytest.raises(AnsibleError, match="may have begun") as caught:
        connect().exec_command(f"cat > {target}", in_data=b"new")
    assert "ran once" not in str(caught.value)
    assert not isinstance(caught.value, AnsibleConnectionFailure)


def test_lost_after_a_command(appliance, connect) -> None:
    connection = connect()
    assert connection.exec_command("echo here")[1] == b"here\n"
    cut(appliance)
    connection.close()

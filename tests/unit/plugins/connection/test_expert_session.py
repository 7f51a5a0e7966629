# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What happens within a session: noise, idle time, secrets, and nothing left behind."""

from __future__ import annotations

import os
import secrets
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.shell


def gone(pid: int, seconds: float = 5) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
        except OSError:
            return True
        if state == "Z":  # whoever inherited it takes its time
            return True
        time.sleep(0.02)
    return False


def test_noise_inside_an_answer(connect, tmp_path) -> None:
    """What else is written to the terminal costs another transfer, not another run."""
    connection, count = connect(), tmp_path / "count"
    noise = "(for i in 1 2 3 4 5 6 7 8 9; do printf '\\r\\nBroadcast message\\r\\n' > /dev/tty; sleep 0.02; done) &"
    status, out, err = connection.exec_command(f"echo run >> {count}; {noise} head -c 8000000 /dev/zero; exit 4")
    assert (status, len(out), err) == (4, 8000000, b"")
    assert not out.strip(b"\0")
    assert count.read_text() == "run\n"


def test_an_idle_limit_of_the_shell(appliance, connect) -> None:
    appliance.configure(tmout=1)
    connection = connect()
    connection.exec_command("true")
    time.sleep(1.3)
    assert connection.exec_command("echo here")[1] == b"here\n"
    assert len(appliance.logins) == 1


def test_one_login_for_many_commands(appliance, connect) -> None:
    connection = connect()
    assert [connection.exec_command(f"echo {number}")[1] for number in range(20)] == [
        f"{number}\n".encode() for number in range(20)
    ]
    assert len(appliance.logins) == 1


def test_no_secret_where_others_can_look(appliance, connect, tmp_path) -> None:
    """Command lines and environments of every process, and files, while the session is open."""
    secret = secrets.token_hex(12)  # tests beside this one have the usual one in their names
    appliance.configure(ssh={"password": secret}, sudo={"password": secret})
    look = "cat /proc/[0-9]*/cmdline /proc/[0-9]*/environ 2>/dev/null; true"
    status, seen, _err = connect(ansible_password=secret).exec_command(look)
    assert status == 0
    assert b"fake_ssh.py" in seen
    assert secret.encode() not in seen
    files = [path for path in tmp_path.rglob("*") if path.is_file() and path != appliance.config]
    assert files
    assert not [path for path in files if secret.encode() in path.read_bytes()]


def test_nothing_stays_behind(appliance, connect) -> None:
    connection = connect()
    connection.exec_command("true")
    pid = int(appliance.pid.read_text())
    handles = set(os.listdir("/proc/self/fd"))
    connection.close()
    assert gone(pid)
    assert len(set(os.listdir("/proc/self/fd"))) == len(handles) - 5


def test_a_worker_that_is_killed_leaves_no_session(appliance, connect) -> None:
    child = os.fork()
    if child == 0:
        connect().exec_command(f"kill -9 {os.getpid()}; sleep 60")
    assert os.WTERMSIG(os.waitpid(child, 0)[1]) == 9
    assert gone(int(appliance.pid.read_text()))


def test_a_session_that_is_cut_off_in_a_command_ends(appliance, connect) -> None:
    """As when the task's time limit strikes: the error comes from outside, close must not wait for the command."""

    class Limit(Exception):
        pass

    def strike(*_ignored) -> None:
        raise Limit

    connection = connect()
    connection.exec_command("true")
    pid = int(appliance.pid.read_text())
    client = connection._session._open.client
    client.exchange = strike
    with pytest.raises(Limit):
        connection._session._busy = False
        connection.exec_command("sleep 60")
    before = time.monotonic()
    del client.exchange
    connection._session._busy = True
    connection.close()
    assert time.monotonic() - before < 3
    assert gone(pid)

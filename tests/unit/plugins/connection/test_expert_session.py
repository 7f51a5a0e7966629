# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What happens within a session: loss, noise, files, CLISH, and nothing left behind."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from ansible.errors import AnsibleConnectionFailure, AnsibleError, AnsibleFileNotFound

PASSWORD = "Correct-Horse-9-Battery"
FAILOVER = "Failover On\n\tThis host: Primary - Active\n\tOther host: Secondary - Standby Ready\n"


def gone(pid: int, seconds: float = 5) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.02)
    return False


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


def test_lost_after_a_command(appliance, connect) -> None:
    connection = connect()
    assert connection.exec_command("echo here")[1] == b"here\n"
    cut(appliance)
    connection.close()


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
    assert connection.exec_command("sleep 1.5; echo slow")[1] == b"slow\n"
    time.sleep(1.5)
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
    status, seen, _err = connect().exec_command("cat /proc/[0-9]*/cmdline /proc/[0-9]*/environ 2>/dev/null; true")
    assert status == 0
    assert b"fake_ssh.py" in seen
    assert PASSWORD.encode() not in seen
    files = [path for path in tmp_path.rglob("*") if path.is_file() and path != appliance.config]
    assert files
    assert not [path for path in files if PASSWORD.encode() in path.read_bytes()]


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
    connection._session._client.exchange = strike
    with pytest.raises(Limit):
        connection._session._busy = False
        connection.exec_command("sleep 60")
    before = time.monotonic()
    del connection._session._client.exchange
    connection._session._busy = True
    connection.close()
    assert time.monotonic() - before < 3
    assert gone(pid)


def test_files_both_ways(connect, tmp_path) -> None:
    data = os.urandom(1000) + b"\n~.\n\x00"
    source, back, directory = tmp_path / "source", tmp_path / "back", tmp_path / "remote"
    source.write_bytes(data)
    directory.mkdir()
    connection = connect()
    for name in ("plain", "with blank", "it's", "-n", "$HOME;ls", "größe", "new\nline"):
        connection.put_file(str(source), str(directory / name))
        assert (directory / name).read_bytes() == data
        connection.fetch_file(str(directory / name), str(back))
        assert back.read_bytes() == data


@pytest.mark.parametrize("size", [0, 1, 4 << 20, (8 << 20) + 7])
def test_file_sizes(connect, tmp_path, size) -> None:
    data = os.urandom(size)
    source, back, remote = tmp_path / "source", tmp_path / "back", tmp_path / "remote"
    source.write_bytes(data)
    connection = connect()
    connection.put_file(str(source), str(remote))
    assert remote.read_bytes() == data
    connection.fetch_file(str(remote), str(back))
    assert back.read_bytes() == data


def test_a_file_that_lives_in_proc(connect, tmp_path) -> None:
    connect().fetch_file("/proc/version", str(tmp_path / "back"))
    assert (tmp_path / "back").read_bytes() == Path("/proc/version").read_bytes()


def test_files_that_can_not_be(connect, tmp_path) -> None:
    connection = connect()
    with pytest.raises(AnsibleFileNotFound, match="no such file"):
        connection.put_file(str(tmp_path / "none"), str(tmp_path / "x"))
    (tmp_path / "source").write_text("x")
    with pytest.raises(AnsibleError, match=r"can't transfer .*/none/x"):
        connection.put_file(str(tmp_path / "source"), str(tmp_path / "none" / "x"))
    with pytest.raises(AnsibleError, match="can't transfer"):
        connection.fetch_file(str(tmp_path / "none"), str(tmp_path / "back"))
    with pytest.raises(AnsibleError, match="can't transfer"):
        connection.fetch_file(str(tmp_path), str(tmp_path / "back"))


def test_clish_answers(appliance, connect) -> None:
    appliance.configure(failover={"state": "Active", "peer": "Standby Ready"}, pager=5)
    connection = connect()
    failover = connection.clish("show failover")
    assert failover.startswith("Failover On\nFailover unit Primary\n")
    assert "\tOther host: Secondary - Standby Ready\n" in failover
    assert "More" not in failover
    assert "Version 7.2.5 (Build 208)" in connection.clish("show version")
    assert connection.clish("show cluster info") == "Clustering is not configured\n"
    assert "State                     : Disabled" in connection.clish("  show   network ")
    assert "Registration              : Completed" in connection.clish("show managers")
    assert appliance.sudo_answers == 0
    assert len(appliance.logins) == 1


@pytest.mark.parametrize(("text", "shown"), [(FAILOVER, FAILOVER), ("Failover Off", "Failover Off\n")])
def test_clish_text_is_as_a_person_sees_it(appliance, connect, text, shown) -> None:
    appliance.configure(failover=text, noise="\u001b[J\u0007")
    assert connect().clish("show failover") == shown


def test_clish_then_shell_is_one_login(appliance, connect) -> None:
    connection = connect()
    assert "Failover Off" in connection.clish("show failover")
    assert connection.exec_command("echo here")[1] == b"here\n"
    assert len(appliance.logins) == 1
    assert "Failover Off" in connection.clish("show failover")
    assert len(appliance.logins) == 2


def test_clish_does_not_know_a_line(connect) -> None:
    assert "Syntax error" in connect().clish("show upgrade status")


@pytest.mark.parametrize(
    "line", ["configure network", "reboot", "show", "expert", "show version\nexpert", "show ?", ""]
)
def test_clish_takes_only_show(appliance, connect, line) -> None:
    with pytest.raises(AnsibleError, match="begins with 'show '"):
        connect().clish(line)
    assert not appliance.logins  # it is refused before anything is opened


def test_clish_of_a_login_that_has_none(appliance, connect) -> None:
    appliance.configure(direct_shell=True)
    with pytest.raises(AnsibleError, match="lands in a shell") as caught:
        connect().clish("show failover")
    assert not isinstance(caught.value, AnsibleConnectionFailure)


def test_clish_of_an_appliance_that_is_away(appliance, connect) -> None:
    appliance.configure(ssh={"stderr": "ssh: connect to host {host} port 22: Connection refused"})
    with pytest.raises(AnsibleConnectionFailure):
        connect().clish("show failover")

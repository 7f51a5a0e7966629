# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The connection against real sshd, real sudo and the lab's CLISH as a real login shell. Runs inside `lab run`."""

from __future__ import annotations

import json
import os
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from ansible import constants
from ansible.errors import AnsibleAuthenticationFailure, AnsibleConnectionFailure, AnsibleError
from ansible.playbook.play_context import PlayContext

from ansible_collections.firepower.sse.plugins.connection import expert

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

NAME = "firepower.sse.expert"
LAB = Path(__file__).with_name("lab")
FTD, OLD_FMC = "healthy", "healthy-fmc-6-4"


class Lab:
    """What the tests need of the running fleet."""

    def __init__(self) -> None:
        self.place = Path(os.environ["SSE_LAB_DIR"])
        fleet = json.loads((self.place / "fleet.json").read_text(encoding="utf-8"))
        self.password: str = fleet["password"]
        self.hosts: dict[str, dict[str, Any]] = fleet["hosts"]
        self.key = self.place / "ssh_key"
        self.known_hosts = self.place / "known_hosts"

    def address(self, host: str) -> str:
        return str(self.hosts[host]["address"])

    def shell(self, host: str, script: str) -> str:
        words = [str(LAB), "exec", host, "--", "/bin/sh", "-c", script]
        return subprocess.run(words, capture_output=True, text=True, check=True, timeout=30).stdout

    def sshd_log(self, host: str) -> str:
        return (self.place / host / "sshd.log").read_text(encoding="utf-8", errors="replace")

    def failed_logins(self, host: str) -> int:
        """By whatever method but a key, which ssh offers before it asks for a password."""
        failed = [line for line in self.sshd_log(host).splitlines() if "Failed " in line]
        return sum("Failed publickey" not in line for line in failed)

    def logs(self, host: str) -> bytes:
        """What sshd, sudo, su and the system wrote down."""
        own = b"".join(path.read_bytes() for path in (self.place / host).rglob("*.log"))
        return (
            own + self.shell(host, "cat /var/log/auth* /var/log/secure* /var/log/messages* 2>/dev/null; true").encode()
        )


@pytest.fixture(scope="module")
def lab() -> Lab:
    return Lab()


@pytest.fixture(scope="module")
def clish_login(lab: Lab) -> Iterator[None]:
    """The FTD's admin lands in CLISH, whatever the fleet's default."""
    before = lab.shell(FTD, "cat /etc/passwd")
    lab.shell(
        FTD,
        "sed 's|^\\(admin:.*\\):[^:]*$|\\1:/.lab/clish|' /etc/passwd > /tmp/p && cat /tmp/p > /etc/passwd; rm /tmp/p",
    )
    yield
    lab.shell(FTD, f"cat > /etc/passwd <<'END'\n{before}END\n")


@pytest.fixture
def clish(lab: Lab, clish_login: None) -> Iterator[Callable[..., None]]:
    """Changes what the FTD's CLISH does; it is as before afterwards."""
    before = lab.shell(FTD, "cat /etc/clish.json")

    def put(text: str) -> None:
        lab.shell(FTD, f"cat > /etc/clish.json <<'END'\n{text}\nEND\n")

    yield lambda **settings: put(json.dumps({**json.loads(before), **settings}))
    put(before)


@pytest.fixture
def connect(lab: Lab, clish_login: None) -> Iterator[Callable[..., Any]]:
    options = yaml.safe_load(expert.DOCUMENTATION)["options"]
    constants.config.initialize_plugin_configuration_definitions("connection", NAME, options)
    opened = []

    def make(host: str = FTD, **variables: Any) -> Any:
        given = {
            "ansible_host": lab.address(host),
            "ansible_user": "admin",
            "ansible_ssh_private_key_file": str(lab.key),
            "ansible_become_password": lab.password,
            "ansible_ssh_args": "",
            "ansible_ssh_common_args": f"-o UserKnownHostsFile={lab.known_hosts}",
            **variables,
        }
        connection = expert.Connection(PlayContext(), os.devnull)
        connection._load_name = NAME
        connection.set_options(var_options={key: value for key, value in given.items() if value is not None})
        opened.append(connection)
        return connection

    yield make
    for connection in opened:
        connection.close()


def by_password(lab: Lab, method: str) -> dict[str, Any]:
    return {
        "ansible_ssh_private_key_file": None,
        "ansible_become_password": None,
        "ansible_password": lab.password,
        "ansible_ssh_common_args": f"-o UserKnownHostsFile={lab.known_hosts} -o PreferredAuthentications={method}",
    }


def test_by_key(connect) -> None:
    assert connect().exec_command("id -un; echo err >&2; exit 3") == (3, b"root\n", b"err\n")


@pytest.mark.parametrize("method", ["password", "keyboard-interactive"])
def test_by_password(lab: Lab, connect, method) -> None:
    """One password opens ssh and sudo."""
    assert connect(**by_password(lab, method)).exec_command("id -un")[1] == b"root\n"


def test_an_fmc_that_lands_in_a_shell(connect) -> None:
    connection = connect(OLD_FMC)
    assert connection.exec_command("id -un")[1] == b"root\n"
    with pytest.raises(AnsibleError, match="lands in a shell"):
        connection.clish("show version")


def test_plain_ssh_does_not_get_there(lab: Lab, clish_login: None) -> None:
    """Why this connection exists: the exec channel gives the line to CLISH, which refuses it with 255."""
    words = ["ssh", "-i", str(lab.key), "-o", f"UserKnownHostsFile={lab.known_hosts}", f"admin@{lab.address(FTD)}"]
    done = subprocess.run([*words, "/bin/sh -c 'echo here'"], capture_output=True, text=True, timeout=30, check=False)
    assert (done.returncode, done.stdout) == (255, "")
    assert "Unknown command" in done.stderr


def test_root_has_its_login_path(connect) -> None:
    status, out, _err = connect().exec_command("pmtool status | head -n 1")
    assert (status, out) == (0, b"Received status (0): \n")


def test_become_another_user(connect) -> None:
    assert connect().exec_command("sudo -H -S -n -u www /bin/sh -c 'id -un'")[1] == b"www\n"


def test_every_byte_and_much_of_it(connect) -> None:
    connection = connect()
    every = bytes(range(256)) + b"\n~.\n\x03\x04\x11\x13\r\n"
    assert connection.exec_command("cat; cat /dev/null >&2", in_data=every) == (0, every, b"")
    data = os.urandom(65536) * 48
    assert connection.exec_command("cat", in_data=data)[1] == data
    status, out, _err = connection.exec_command("head -c 20971520 /dev/zero")
    assert (status, len(out), out.strip(b"\0")) == (0, 20971520, b"")


@pytest.mark.parametrize(
    "method", ["password", "keyboard-interactive", "password,keyboard-interactive", "keyboard-interactive,password"]
)
def test_a_wrong_password_is_tried_once(lab: Lab, connect, method) -> None:
    before = lab.failed_logins(FTD)
    variables = {**by_password(lab, method), "ansible_password": "not-the-password"}
    with pytest.raises(AnsibleAuthenticationFailure, match="login was not accepted"):
        connect(**variables).exec_command("true")
    end = time.monotonic() + 5
    while lab.failed_logins(FTD) == before and time.monotonic() < end:
        time.sleep(0.1)
    time.sleep(0.5)
    assert lab.failed_logins(FTD) - before == 1


def test_a_wrong_sudo_password_is_tried_once(connect) -> None:
    with pytest.raises(AnsibleError, match="sudo did not accept") as caught:
        connect(ansible_become_password="not-the-password").exec_command("true")
    assert "not-the-password" not in str(caught.value)


def test_an_unknown_host_key(connect) -> None:
    with pytest.raises(AnsibleConnectionFailure, match="host key"):
        connect(ansible_ssh_common_args="-o UserKnownHostsFile=/dev/null").exec_command("true")


@pytest.fixture
def changed_key(lab: Lab, tmp_path: Path) -> str:
    """The ssh arguments of a user who knows the FTD by another key than the one that it has now."""
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", tmp_path / "key"], check=True, timeout=30)
    kind, key, *_comment = (tmp_path / "key.pub").read_text(encoding="utf-8").split()
    path = tmp_path / "known_hosts"
    path.write_text(f"{lab.address(FTD)} {kind} {key}\n", encoding="utf-8")
    return f"-o UserKnownHostsFile={path}"


def test_a_changed_host_key(lab: Lab, connect, changed_key) -> None:
    with pytest.raises(AnsibleConnectionFailure, match="host key"):
        connect(ansible_ssh_common_args=changed_key).exec_command("true")


def test_a_changed_host_key_without_checking(lab: Lab, connect, changed_key) -> None:
    """By key it still logs in; ssh itself types no password to a host that may be another one."""
    variables = {"ansible_ssh_common_args": changed_key, "ansible_host_key_checking": False}
    assert connect(**variables).exec_command("echo here")[1] == b"here\n"
    before = lab.sshd_log(FTD).count("password for admin")
    variables |= {"ansible_ssh_private_key_file": None, "ansible_password": lab.password}
    with pytest.raises(AnsibleConnectionFailure):
        connect(**variables).exec_command("true")
    assert lab.sshd_log(FTD).count("password for admin") == before


def test_host_key_checking_off(connect) -> None:
    variables = {"ansible_ssh_common_args": "-o UserKnownHostsFile=/dev/null", "ansible_host_key_checking": False}
    assert connect(**variables).exec_command("echo here")[1] == b"here\n"


def test_refused(connect) -> None:
    with pytest.raises(AnsibleConnectionFailure, match="refused"):
        connect(ansible_port=1).exec_command("true")


def jump(lab: Lab, tmp_path: Path, user: str, extra: str = "") -> str:
    config = tmp_path / "ssh_config"
    config.write_text(
        f"Host *\n  UserKnownHostsFile {lab.known_hosts}\n"
        f"Host jump\n  HostName {lab.address(OLD_FMC)}\n  HostKeyAlias {lab.address(OLD_FMC)}\n  User {user}\n{extra}",
        encoding="utf-8",
    )
    return f"-F {config} -J jump"


def test_over_a_jump_host(lab: Lab, connect, tmp_path: Path) -> None:
    args = jump(lab, tmp_path, "root", f"  IdentityFile {lab.key}\n")
    assert connect(ansible_ssh_common_args=args).exec_command("hostname")[1].strip() == FTD.encode()


def test_a_jump_host_that_asks_gets_no_password(lab: Lab, connect, tmp_path: Path) -> None:
    before = lab.sshd_log(OLD_FMC).count("password for admin")
    args = jump(lab, tmp_path, "admin", "  PubkeyAuthentication no\n")
    variables = {**by_password(lab, "password"), "ansible_ssh_common_args": args}
    with pytest.raises(AnsibleAuthenticationFailure, match="another host"):
        connect(**variables).exec_command("true")
    assert lab.sshd_log(OLD_FMC).count("password for admin") == before


def test_lost_during_a_command(connect) -> None:
    connection = connect()
    up = "p=$$; while [ $(cat /proc/$p/comm) != sshd ]; do p=$(awk '{print $4}' /proc/$p/stat); done"
    cut = f"{up}; kill -9 $p; sleep 5"
    with pytest.raises(AnsibleError, match="its effect is unknown") as caught:
        connection.exec_command(cut)
    assert not isinstance(caught.value, AnsibleConnectionFailure)
    assert connection.exec_command("echo next")[1] == b"next\n"


def test_the_helper_is_killed(connect) -> None:
    """The shell around it lives on, behind real sudo and su."""
    connection = connect()
    with pytest.raises(AnsibleError, match="its effect is unknown"):
        connection.exec_command("kill -9 $PPID; sleep 1")
    helper = connection.exec_command("echo $PPID")[1].decode().strip()
    connect().exec_command(f"kill -9 {helper}")
    time.sleep(0.5)
    assert connection.exec_command("cat", in_data=b"next\n")[1] == b"next\n"


def test_a_broadcast_inside_an_answer(connect) -> None:
    terminal = "$(ls /dev/pts/[0-9]* | tail -n 1)"
    noise = f"(i=0; while [ $i -lt 40 ]; do printf 'Broadcast\\r\\n' > {terminal}; i=$((i+1)); done) &"
    status, out, _err = connect().exec_command(f"{noise} head -c 5000000 /dev/zero")
    assert (status, len(out), out.strip(b"\0")) == (0, 5000000, b"")


def test_control_persist_saves_a_login_and_reset_ends_it(lab: Lab, connect, tmp_path: Path) -> None:
    variables = {
        "ansible_ssh_args": "-o ControlMaster=auto -o ControlPersist=60s",
        "ansible_control_path_dir": str(tmp_path / "cp"),
    }
    before = lab.sshd_log(FTD).count("Accepted publickey for admin")
    first, second = connect(**variables), connect(**variables)
    assert first.exec_command("id -un")[1] == second.exec_command("id -un")[1] == b"root\n"
    first.close()
    assert second.exec_command("echo still here")[1] == b"still here\n"
    assert lab.sshd_log(FTD).count("Accepted publickey for admin") - before == 1
    [socket] = list((tmp_path / "cp").iterdir())
    second.reset()
    assert not socket.exists()


def test_nothing_stays_on_the_appliance(lab: Lab, connect) -> None:
    connection = connect()
    connection.exec_command("(sleep 0.1) &")
    connection.close()
    lines = "for c in /proc/[0-9]*/cmdline; do tr '\\0' ' ' < $c; echo; done 2>/dev/null"
    count = f"{lines} | grep -c '[c]lish.py\\|[s]u - root'"
    end = time.monotonic() + 5
    while (left := lab.shell(FTD, f"{count}; true").strip()) != "0" and time.monotonic() < end:
        time.sleep(0.1)
    assert left == "0"
    assert lab.shell(FTD, "find /dev/shm /run /tmp /var/tmp -name '.expert.*'") == ""


def test_no_secret_on_the_appliance(lab: Lab, connect) -> None:
    histories = "/Volume/home/admin/.bash_history /root/.bash_history"
    look = f"cat /proc/[0-9]*/cmdline /proc/[0-9]*/environ 2>/dev/null; cat {histories}"
    seen = connect(**by_password(lab, "password")).exec_command(f"{look} 2>/dev/null; true")[1]
    assert b"su\0-\0root" in seen
    assert lab.password.encode() not in seen
    logs = lab.logs(FTD)
    assert b"Accepted password for admin" in logs
    assert lab.password.encode() not in logs


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({"eula": True}, "licence agreement"),
        ({"change_password": True}, "new password"),
        ({"session_limit": True}, "no further session"),
        ({"lockdown": True}, "lockdown-sensor"),
        ({"boot_cli": True, "ftd_name": "ftd1"}, "ansible_expert_ftd_name"),
    ],
)
def test_named_errors(connect, clish, settings, says) -> None:
    clish(**settings)
    with pytest.raises(AnsibleError, match=says) as caught:
        connect().exec_command("true")
    assert not isinstance(caught.value, AnsibleConnectionFailure)


def test_all_faces_at_once(connect, clish) -> None:
    clish(
        fxos=True, boot_cli=True, notice=True, noise="\u001b[J\u0007", banner="old", tmout=1, expert_delay=0.5,
        profile_noise="\\a\\nmesg: cannot open\\n",
    )  # fmt: skip
    connection = connect()
    assert connection.exec_command("sleep 1.5; echo here")[1] == b"here\n"


def test_clish_answers(connect, clish) -> None:
    clish(failover={"state": "Active", "peer": "Standby Ready"}, pager=4)
    connection = connect()
    failover = connection.clish("show failover")
    assert "\tThis host: Primary - Active\n" in failover
    assert "\tOther host: Secondary - Standby Ready\n" in failover
    assert "Clustering is not configured" in connection.clish("show cluster info")
    assert connection.exec_command("id -un")[1] == b"root\n"

# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The whole plugin against the stand-in of ssh: where a login leads, and what it says when it leads nowhere."""

from __future__ import annotations

import time
from types import SimpleNamespace
from typing import Any

import pytest
from ansible.errors import AnsibleAuthenticationFailure, AnsibleConnectionFailure, AnsibleError

from ansible_collections.firepower.sse.plugins.plugin_utils._expert import dialogue

PASSWORD = "Correct-Horse-9-Battery"
WRONG = "Wrong-Zebra-7-Staple"


def test_status_stdout_and_stderr(connect) -> None:
    connection = connect()
    assert connection.exec_command("echo out; echo err >&2; exit 3") == (3, b"out\n", b"err\n")
    assert connection.exec_command("cat", in_data=b"\x00\x03\n~.\n\xff") == (0, b"\x00\x03\n~.\n\xff", b"")


@pytest.mark.shell
@pytest.mark.parametrize(
    "settings",
    [
        {"banner": "old", "version": "6.5.0", "notice": True, "lecture": True},
        {"banner": "none", "last_login": False},
        {"role": "fmc", "version": "6.4.0", "direct_shell": True},
        {"noise": "\u001bE\u001b[J\u0007"},
        {"boot_cli": True},
        {"fxos": True, "boot_cli": True},
        {"broadcast": "Broadcast message from root@firepower:\n\nDeployment has started"},
        {"flush": 0.1},
        {"slow_echo": 0.01},
        {"login_delay": 0.2, "expert_delay": 0.2},
        {"prompt": r"\[\e]0;\u@\h\a\]\w$"},
        {"profile_noise": r"\a\nmesg: cannot open\n"},
        {"sudo": {"password": ""}},
        {"sudo": {"su_noise": "Last login: Mon Nov 23 17:40:12 UTC 2026 on pts/0\n"}},
        {"sudo": {"mode": "not_this"}},
        {"sudo": {"late_echo": True}},
        {"ssh": {"password": ""}},
        {"ssh": {"prompt": "admin@{host}'s password: "}},
        {"ssh": {"prompt": "Password: "}},
        {"ssh": {"prompt": "admin@10.20.1.11's password: ", "config": "hostname 10.20.1.11\n"}},
    ],
    ids=str,
)
def test_it_gets_to_the_shell(appliance, connect, monkeypatch, settings: dict[str, Any]) -> None:
    if "flush" in settings:
        monkeypatch.setattr(dialogue, "AGAIN", 0.2)
    appliance.configure(**settings)
    assert connect().exec_command("echo here") == (0, b"here\n", b"")
    assert len(appliance.logins) - sum("-G" in login["argv"] for login in appliance.logins) == 1


@pytest.mark.shell
def test_the_name_of_the_logical_device(appliance, connect) -> None:
    appliance.configure(boot_cli=True, ftd_name="ftd1")
    assert connect(ansible_expert_ftd_name="ftd1").exec_command("echo here")[0] == 0


@pytest.mark.shell
@pytest.mark.parametrize(
    ("settings", "variables", "error", "says"),
    [
        ({"ssh": {"stderr": "ssh: connect to host {host} port 22: Connection refused"}}, {}, "unreachable", "refused"),
        ({"ssh": {"stderr": "ssh: connect to host {host}: Connection timed out"}}, {}, "unreachable", "time ran out"),
        (
            {"ssh": {"stderr": "Connection to {host} closed by remote host."}},
            {},
            "unreachable",
            "ended during the login",
        ),
        ({"ssh": {"closes": "Connection closed by {host} port 22"}}, {}, "unreachable", "ended during the login"),
        ({"sudo": {"mode": "cut"}}, {}, "unreachable", "ended during the login"),
        ({"ssh": {"stderr": "Host key verification failed."}}, {}, "unreachable", "host key"),
        ({"login_delay": 5}, {"ansible_expert_login_timeout": 1}, "unreachable", "time ran out"),
        ({}, {"ansible_password": WRONG}, "denied", "login was not accepted"),
        ({}, {"ansible_password": None}, "denied", "none is set"),
        ({"ssh": {"before": "Enter passphrase for key '/k': "}}, {}, "denied", "ssh agent"),
        ({"ssh": {"before": "admin@jump's password: "}}, {}, "denied", "another host"),
        ({"ssh": {"before": "Are you sure (yes/no/[fingerprint])? "}}, {}, "unreachable", "host key"),
        ({"ssh": {"after": "({host}) Verification code: "}}, {}, "failed", "question"),
        ({}, {"ansible_expert_sudo_password": WRONG}, "failed", "sudo did not accept"),
        ({"ssh": {"password": ""}}, {"ansible_password": None}, "failed", "sudo asks for a password"),
        ({"sudo": {"mode": "not_in_sudoers"}}, {}, "failed", "may not become root"),
        ({"sudo": {"mode": "not_allowed"}}, {}, "failed", "may not become root"),
        ({"sudo": {"mode": "question"}}, {}, "failed", "question"),
        ({"eula": True}, {}, "failed", "licence agreement"),
        ({"change_password": True}, {}, "failed", "new password"),
        ({"question": "Set up now (yes/no)? "}, {}, "failed", "question"),
        ({"expert_question": "Reason for access [maintenance]: "}, {}, "failed", "question"),
        ({"expert_question": "The shell is for TAC only. Continue? [Y] "}, {}, "failed", "question"),
        ({"session_limit": True}, {}, "failed", "no further session"),
        ({"lockdown": True}, {}, "failed", "lockdown-sensor"),
        ({"lockdown": "silent"}, {}, "failed", "lockdown-sensor"),
        ({"boot_cli": True, "ftd_name": "ftd1"}, {}, "failed", "ansible_expert_ftd_name"),
        ({}, {"ansible_ssh_executable": "/no/such/ssh"}, "failed", "ssh client"),
    ],
    ids=str,
)
def test_it_says_why_it_does_not(appliance, connect, monkeypatch, settings, variables, error, says) -> None:
    """Nothing is answered, no password is tried twice, no secret is told."""
    if settings.get("lockdown") == "silent":
        monkeypatch.setattr(dialogue, "AGAIN", 0.2)
    appliance.configure(**settings)
    with pytest.raises(AnsibleError) as caught:
        connect(**variables).exec_command("echo here")
    assert isinstance(caught.value, AnsibleConnectionFailure) is (error in ("unreachable", "denied"))
    assert isinstance(caught.value, AnsibleAuthenticationFailure) is (error == "denied")
    message = str(caught.value)
    assert says in message
    assert "fw1: " in message
    assert "\n" not in message
    assert PASSWORD not in message
    assert WRONG not in message
    assert not appliance.answered
    assert appliance.ssh_answers <= 1
    assert appliance.sudo_answers <= (2 if settings.get("sudo", {}).get("mode") == "not_allowed" else 1)


@pytest.mark.shell
def test_a_password_that_is_echoed_too_late_is_not_told(appliance, connect) -> None:
    appliance.configure(sudo={"late_echo": True, "mode": "question"})
    with pytest.raises(AnsibleError) as caught:
        connect().exec_command("echo here")
    assert PASSWORD not in str(caught.value)


def test_without_root(appliance, connect) -> None:
    connection = connect(ansible_expert_elevate=False)
    assert connection.exec_command("echo here")[1] == b"here\n"
    assert appliance.sudo_answers == 0
    assert connection.get_option("remote_user") == "admin"


@pytest.mark.parametrize(
    ("elevate", "sudoable", "refused"), [(False, True, True), (False, False, False), (True, True, False)]
)
def test_become_can_not_give_a_password(appliance, connect, elevate, sudoable, refused) -> None:
    """sudo would read it from stdin, which holds the module or the script."""
    connection = connect(ansible_expert_elevate=elevate)
    connection.become = SimpleNamespace(
        get_option=lambda name, playcontext=None: PASSWORD, expect_prompt=lambda: "a prompt"
    )
    if not refused:
        assert connection.exec_command("cat", in_data=b"x", sudoable=sudoable)[1] == b"x"
        return
    with pytest.raises(AnsibleError, match="ansible_expert_elevate"):
        connection.exec_command("cat", in_data=b"x", sudoable=sudoable)
    assert not appliance.logins


@pytest.mark.shell
@pytest.mark.parametrize("shell", ["bash", "dash", "busybox sh"])
@pytest.mark.parametrize("settings", [{}, {"sudo": {"mode": "not_this"}}], ids=str)
def test_a_whole_session_in_other_shells(appliance, connect, shell, settings) -> None:
    """The shell that `expert` gives reads the one line, whichever it is."""
    appliance.configure(shell=shell, **settings)
    connection = connect()
    assert connection.exec_command("cat; echo err >&2; exit 3", in_data=b"x\n~.\n") == (3, b"x\n~.\n", b"err\n")
    connection.close()
    if not settings:
        appliance.configure(sudo={"mode": "not_allowed"})
        with pytest.raises(AnsibleError, match="may not become root"):
            connect().exec_command("true")


@pytest.mark.shell
def test_a_shell_without_a_working_stty(appliance, connect) -> None:
    """Said at once: on a terminal that is not raw, a long command would be cut in two."""
    appliance.tool("stty", "exit 1")
    begun = time.monotonic()
    with pytest.raises(AnsibleError, match="stty"):
        connect().exec_command("true")
    assert time.monotonic() - begun < 5


def test_as_root_the_remote_user_is_root(connect) -> None:
    assert connect().get_option("remote_user") == "root"


@pytest.mark.parametrize(
    ("variables", "become", "context", "accepted"),
    [
        ({}, None, "", PASSWORD),
        ({"ansible_password": "login", "ansible_expert_sudo_password": "own"}, "become", "-K", "own"),
        ({"ansible_password": "login", "ansible_become_password": "variable"}, None, "-K", "variable"),
        ({"ansible_password": "login", "ansible_become_pass": "variable"}, None, "", "variable"),
        ({"ansible_password": "login"}, "become", "-K", "become"),
        ({"ansible_password": "login"}, None, "-K", "-K"),
        ({"ansible_password": "login"}, None, "", "login"),
    ],
)
def test_which_password_sudo_gets(appliance, connect, variables, become, context, accepted) -> None:
    appliance.configure(ssh={"password": variables.get("ansible_password", PASSWORD)}, sudo={"password": accepted})
    connection = connect(**variables)
    if become:
        connection.become = SimpleNamespace(
            get_option=lambda name, playcontext=None: become, expect_prompt=lambda: False
        )
    connection._play_context.become_pass = context
    assert connection.exec_command("echo here")[0] == 0


def test_what_ssh_is_started_with(appliance, connect) -> None:
    connect(
        ansible_host="10.0.0.9", ansible_port=2222, ansible_ssh_common_args="-J 'jump host'", ansible_ssh_timeout=7
    ).exec_command("true")
    [login] = appliance.logins
    words = " ".join(login["argv"])
    assert login["argv"][-1] == "10.0.0.9"
    assert login["argv"][:3] == ["-tt", "-e", "none"]
    for word in ("-l admin", "-p 2222", "-J jump host", "StrictHostKeyChecking=yes", "ConnectTimeout=7"):
        assert word in words
    assert "SSH_ASKPASS" not in login["environ"]


def test_reset_ends_the_kept_connection(appliance, connect, tmp_path) -> None:
    connection = connect(ansible_ssh_args="-o ControlPersist=60s", ansible_control_path_dir=str(tmp_path / "cp"))
    connection.exec_command("true")
    connection.reset()
    assert appliance.logins[-1]["argv"][:2] == ["-O", "stop"]
    assert connection.exec_command("echo again")[1] == b"again\n"

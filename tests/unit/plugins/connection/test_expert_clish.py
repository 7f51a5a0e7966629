# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One line asked of the command line, without entering the shell."""

from __future__ import annotations

import pytest
from ansible.errors import AnsibleConnectionFailure, AnsibleError

pytestmark = pytest.mark.shell

FAILOVER = "Failover On\n\tThis host: Primary - Active\n\tOther host: Secondary - Standby Ready\n"


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
    assert "Syntax error" in connect().clish("show nonsense")


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


LINES = ("show network", "show failover")


def test_several_lines_and_the_shell_are_one_login(appliance, connect) -> None:
    connection = connect()
    found = connection.clish_texts(LINES)
    assert list(found) == list(LINES)
    assert found["show failover"].startswith("Failover Off\n")
    assert connection.exec_command("echo here")[1] == b"here\n"
    assert len(appliance.logins) == 1


def test_a_line_without_an_answer_does_not_end_the_task(appliance, connect) -> None:
    appliance.configure(hang=["show failover"])
    connection = connect()
    assert list(connection.clish_texts(LINES, limit=1)) == ["show network"]
    assert connection.exec_command("echo here")[1] == b"here\n"
    assert len(appliance.logins) == 2


def test_several_lines_of_a_login_that_has_no_clish(appliance, connect) -> None:
    appliance.configure(direct_shell=True)
    connection = connect()
    assert connection.clish_texts(LINES) == {}
    assert connection.exec_command("echo here")[1] == b"here\n"


def test_several_lines_of_an_appliance_that_is_away(appliance, connect) -> None:
    appliance.configure(ssh={"stderr": "ssh: connect to host {host} port 22: Connection refused"})
    with pytest.raises(AnsibleConnectionFailure):
        connect().clish_texts(LINES)
    assert len(appliance.logins) == 1

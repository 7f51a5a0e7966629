# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Plays over the connection: what other modules and Ansible itself make of it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import ansible_collections
import pytest
from ansible.parsing.vault import VaultLib, VaultSecret

LOGIN = "Login-Horse-9-Battery"
SUDO = "Sudo-Zebra-7-Staple"
VAULT = "Vault-Otter-5-Paper"
COLLECTIONS = Path(next(iter(ansible_collections.__path__))).parent

MODULES = """
    - ansible.builtin.raw: "echo out; echo err >&2; exit 3"
      register: raw
      failed_when: false
    - ansible.builtin.script: "{{ work }}/local.sh one 'two three'"
      register: script
    - ansible.builtin.copy:
        src: "{{ work }}/data"
        dest: "{{ work }}/copied"
        mode: "0600"
    - ansible.builtin.fetch:
        src: "{{ work }}/copied"
        dest: "{{ work }}/fetched"
        flat: true
    - ansible.builtin.shell: "echo $0 | wc -l; id -u"
      become: true
      register: as_root
    - ansible.builtin.raw: "echo user=$FAKE_USER"
      become: true
      become_user: other
      register: as_other
"""
TIMES = """
    - ansible.builtin.command: "echo from afar"
      async: 20
      poll: 1
      register: later
    - ansible.builtin.raw: "echo begun >> {{ work }}/count; sleep 30"
      timeout: 1
      register: limited
      ignore_errors: true
    - ansible.builtin.meta: reset_connection
    - ansible.builtin.raw: echo again
      register: again
"""


def play_of(tasks: str, *names: str) -> str:
    """A play that also writes down these results."""
    results = ", ".join(f"'{name}': {name}" for name in names)
    return f"""
- hosts: all
  gather_facts: false
  tasks:{tasks}
    - ansible.builtin.copy:
        content: "{{{{ {{{results}}} | to_json }}}}"
        dest: "{{{{ work }}}}/results.json"
        mode: "0600"
      delegate_to: localhost
      vars:
        ansible_connection: local
"""


class Plays:
    """Runs ansible-playbook with an inventory of one appliance, in a home of its own."""

    def __init__(self, appliance: Any, directory: Path) -> None:
        self.appliance = appliance
        self.work = directory / "work"
        self.work.mkdir()
        self.home = directory / "home"
        self.home.mkdir()

    def run(self, play: str, variables: dict[str, Any], *words: str) -> subprocess.CompletedProcess[str]:
        common = {
            "ansible_connection": "firepower.sse.expert",
            "ansible_user": "admin",
            "ansible_ssh_executable": str(self.appliance.ssh),
            "ansible_ssh_args": "",
            "ansible_python_interpreter": sys.executable,
            "ansible_async_dir": str(self.home / "async"),
            "work": str(self.work),
        }
        inventory, playbook = self.home / "inventory.json", self.home / "play.yml"
        inventory.write_text(json.dumps({"all": {"hosts": {"fw1": {**common, **variables}}}}), encoding="utf-8")
        playbook.write_text(play, encoding="utf-8")
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.home),
            "LC_ALL": "C.UTF-8",
            "ANSIBLE_COLLECTIONS_PATH": str(COLLECTIONS),
            "ANSIBLE_LOCAL_TEMP": str(self.home / "tmp"),
            "ANSIBLE_REMOTE_TEMP": str(self.home / "remote"),
            "ANSIBLE_NOCOLOR": "1",
        }
        argv = [sys.executable, "-m", "ansible", "playbook", "-i", str(inventory), str(playbook), *words]
        return subprocess.run(
            argv, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120, check=False
        )

    def secret(self, name: str, text: str) -> str:
        path = self.home / f"{name}.secret"
        path.write_text(text + "\n", encoding="utf-8")
        return str(path)

    def results(self) -> dict[str, Any]:
        return json.loads((self.work / "results.json").read_text(encoding="utf-8"))

    def processes(self) -> list[str]:
        """What still runs of this appliance's logins."""
        found = []
        for path in Path("/proc").glob("[0-9]*/cmdline"):
            try:
                line = path.read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
            except OSError:
                continue
            if str(self.appliance.config) in line:
                found.append(line)
        return found


@pytest.fixture
def plays(appliance, tmp_path) -> Plays:
    return Plays(appliance, tmp_path)


def test_the_modules_of_a_play(plays, appliance) -> None:
    """One run for all, because starting Ansible is what costs. `-k` and `-K` come from files, as in a pipeline."""
    appliance.configure(ssh={"password": LOGIN}, sudo={"password": SUDO})
    (plays.work / "local.sh").write_text('#!/bin/sh\nfor word; do echo "$word"; done\n', encoding="utf-8")
    data = os.urandom(300000)
    (plays.work / "data").write_bytes(data)
    files = ["--connection-password-file", plays.secret("k", LOGIN), "--become-password-file", plays.secret("K", SUDO)]
    done = plays.run(play_of(MODULES, "raw", "script", "as_root", "as_other"), {}, "-vvvvv", *files)
    shown = done.stdout + done.stderr
    assert done.returncode == 0, shown[-3000:]
    assert LOGIN not in shown
    assert SUDO not in shown

    results = plays.results()
    raw = results["raw"]
    assert (raw["rc"], raw["stdout"], raw["stderr"]) == (3, "out\n", "err\n")
    assert results["script"]["stdout_lines"] == ["one", "two three"]
    assert (plays.work / "fetched").read_bytes() == data
    assert results["as_root"]["stdout_lines"][-1] == "0"
    assert results["as_other"]["stdout_lines"] == ["user=other"]


def test_tasks_that_end_otherwise(plays, appliance) -> None:
    """In the background, by their time limit, and after a reset."""
    appliance.configure(ssh={"password": LOGIN}, sudo={"password": LOGIN})
    done = plays.run(play_of(TIMES, "later", "limited", "again"), {"ansible_password": LOGIN})
    assert done.returncode == 0, (done.stdout + done.stderr)[-3000:]
    results = plays.results()
    assert results["later"]["stdout"] == "from afar"
    assert results["limited"]["failed"]
    assert (plays.work / "count").read_text(encoding="utf-8") == "begun\n"
    assert results["again"]["stdout_lines"] == ["again"]
    assert not plays.processes()


def test_a_password_from_a_vault(plays, appliance) -> None:
    appliance.configure(ssh={"password": LOGIN}, sudo={"password": SUDO})
    vault = VaultLib([("default", VaultSecret(VAULT.encode()))])
    lines = {name: vault.encrypt(text).decode().splitlines() for name, text in (("login", LOGIN), ("sudo", SUDO))}
    blocks = {name: "\n".join(f"          {line}" for line in text) for name, text in lines.items()}
    play = f"""
- hosts: all
  gather_facts: false
  vars:
    ansible_password: !vault |
{blocks["login"]}
    ansible_expert_sudo_password: !vault |
{blocks["sudo"]}
  tasks:
    - ansible.builtin.raw: echo here
"""
    done = plays.run(play, {}, "-vvvvv", "--vault-password-file", plays.secret("vault", VAULT))
    assert done.returncode == 0, (done.stdout + done.stderr)[-3000:]
    assert "here" in done.stdout
    for secret in (LOGIN, SUDO, VAULT):
        assert secret not in done.stdout + done.stderr


PLAY = "- {hosts: all, gather_facts: false, tasks: [{ansible.builtin.raw: echo here}]}"


def test_a_become_password_without_root(plays, appliance) -> None:
    """sudo would take the module's text for passwords: nothing is sent at all."""
    appliance.configure(ssh={"password": LOGIN}, sudo={"password": SUDO})
    elevate = {"ansible_expert_elevate": False, "ansible_become": True, "ansible_become_password": SUDO}
    done = plays.run(PLAY, {"ansible_password": LOGIN, **elevate})
    shown = done.stdout + done.stderr
    assert done.returncode == 2, shown[-3000:]
    assert "ansible_expert_elevate" in shown
    assert not appliance.logins


@pytest.mark.parametrize(
    ("settings", "status", "says"),
    [
        ({"ssh": {"stderr": "ssh: connect to host fw1 port 22: Connection refused"}}, 4, "UNREACHABLE"),
        ({"ssh": {"password": "another"}}, 4, "UNREACHABLE"),
        ({"sudo": {"password": "another"}}, 2, "FAILED"),
        ({"lockdown": True}, 2, "FAILED"),
    ],
    ids=["refused", "login denied", "sudo denied", "lockdown"],
)
def test_what_ansible_makes_of_an_error(plays, appliance, settings, status, says) -> None:
    appliance.configure(ssh={"password": LOGIN}, sudo={"password": LOGIN})
    appliance.configure(**settings)
    done = plays.run(PLAY, {"ansible_password": LOGIN}, "-vvvvv")
    shown = done.stdout + done.stderr
    assert done.returncode == status, shown[-3000:]
    assert f"{says}!" in done.stdout
    assert "fw1: " in shown
    # The inventory holds it in the clear, which -vvvvv does not print.
    assert LOGIN not in shown

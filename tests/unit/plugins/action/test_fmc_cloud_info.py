# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The action fmc_cloud_info: what it returns, what it refuses, and that no secret is in anything that Ansible shows."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any
from unittest.mock import MagicMock

import pytest

from ansible_collections.firepower.sse.plugins.action import fmc_cloud_info
from ansible_collections.firepower.sse.tests.lab.fmc.server import serve
from ansible_collections.firepower.sse.tests.support.fmc_client import PASSWORD

COLLECTIONS = str(Path(fmc_cloud_info.__file__).parents[5])
PLAY = """
- hosts: localhost
  gather_facts: false
  tasks:
    - firepower.sse.fmc_cloud_info:
        host: "{{ host }}"
        username: api
        password: "{{ lookup('env', 'THE_PASSWORD') }}"
        ca_path: "{{ ca_path }}"
      register: found
    - ansible.builtin.debug:
        var: found
"""


def run(args: dict[str, Any]) -> dict[str, Any]:
    task = MagicMock(
        args=args, action="firepower.sse.fmc_cloud_info", async_val=0, environment=[], check_mode=False, diff=False
    )
    parts = ("task", "connection", "play_context", "loader", "templar", "shared_loader_obj")
    action = fmc_cloud_info.ActionModule(**{**{part: MagicMock() for part in parts}, "task": task})
    result: dict[str, Any] = action.run(task_vars={})
    return result


def test_the_record_as_a_dictionary_and_as_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSE_FMC_USERNAME", "api")
    monkeypatch.setenv("SSE_FMC_PASSWORD", PASSWORD)
    with serve({"devices": [{"name": "fw1"}]}) as fmc:
        args = {"host": fmc.url, "name": "fmc-eu", "ca_path": fmc.ca_path, "gather_subset": ["devices"]}
        result = run(args)
        compact = run({**args, "compact": True})
    assert (result["name"], result["changed"]) == ("fmc-eu", False)
    assert [device["name"] for device in result["cloud"]["devices"]] == ["fw1"]
    assert set(json.loads(compact["details"])) == set(result["cloud"])
    assert "cloud" not in compact
    assert PASSWORD not in str([result, compact])


@pytest.mark.parametrize(
    ("args", "words"),
    [
        ({"password": "nearly-" + PASSWORD}, "refuses the login"),
        ({"domains": ["Nowhere"]}, "no domain 'Nowhere'"),
        ({"gather_subset": ["licences"]}, "gather_subset has 'licences'"),
        ({"host": "a b"}, "host is 'a b'"),
        ({"ca_path": "/nowhere.pem"}, "ca_path /nowhere.pem can't be read"),
    ],
)
def test_an_error_is_one_sentence(args: dict[str, Any], words: str) -> None:
    with serve() as fmc:
        given = {"host": fmc.url, "username": "api", "password": PASSWORD, "ca_path": fmc.ca_path}
        result = run({**given, **args})
    assert result["failed"] is True
    assert words in result["msg"]
    assert PASSWORD not in str(result)


@pytest.mark.parametrize("password", [PASSWORD, "Wrong-Pass-123456"])
def test_no_secret_is_shown_whatever_the_verbosity(tmp_path: Path, password: str) -> None:
    play = tmp_path / "play.yml"
    play.write_text(PLAY)
    with serve({"devices": [{"name": "fw1"}]}) as fmc:
        done = subprocess.run(
            [
                *(sys.executable, "-m", "ansible", "playbook", "-i", "localhost,", "-c", "local", "-vvvvv", str(play)),
                *("-e", json.dumps({"host": fmc.url, "ca_path": fmc.ca_path})),
            ],
            env={
                **os.environ,
                "ANSIBLE_COLLECTIONS_PATH": COLLECTIONS,
                "ANSIBLE_DEBUG": "1",
                "ANSIBLE_LOCAL_TEMP": str(tmp_path),
                "THE_PASSWORD": password,
            },
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
    shown = done.stdout + done.stderr
    assert (done.returncode == 0) == (password == PASSWORD), shown[-3000:]
    assert ("answers" if password == PASSWORD else "refuses the login") in shown
    assert password not in shown
    assert "X-auth-access-token" not in shown
    assert "Basic " not in shown

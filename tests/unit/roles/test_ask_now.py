# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""cloud_services/ask_now in batches: each FMC of a batch once, what it works at, and every host can use the answer."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from ansible_collections.firepower.sse.plugins.plugin_utils import _action
from ansible_collections.firepower.sse.tests.lab.fmc.server import serve
from ansible_collections.firepower.sse.tests.support.fmc_client import PASSWORD
from ansible_collections.firepower.sse.tests.support.plays import ansible_playbook

COLLECTION = Path(_action.__file__).parents[2]
ASK = {"name": "firepower.sse.cloud_services", "tasks_from": "ask_now"}
TELL = """
ANSWER {{ inventory_hostname }} {{ sse_fmc_results.results | map(attribute='item') | join('+') }}
{{ sse_fmc_results.results | map(attribute='details', default='{}') | map('from_json')
   | map(attribute='work', default={}) | map(attribute='busy', default='-') | join('+') }}.
"""


def play(site: Path, hosts: dict[str, dict[str, Any]], fmcs: dict[str, Any], *, when: str, **given: Any) -> str:
    """The output of a play in batches of two whose hosts ask where *when* is true."""
    for name, fmc in fmcs.items():
        host, port = fmc.url.removeprefix("https://").split(":")
        login = {"username": "api", "password": PASSWORD, "ca_path": fmc.ca_path, "host": host, "port": int(port)}
        hosts = {**hosts, name: {f"sse_fmc_{key}": value for key, value in login.items()}}
    (site / "inventory.json").write_text(json.dumps({"all": {"hosts": hosts}}))
    tasks = [
        {"ansible.builtin.include_role": ASK, "vars": given, "when": when},
        {"ansible.builtin.debug": {"msg": TELL.replace("\n", " ")}, "when": when},
    ]
    playbook = {"hosts": "all:!eu:!us", "gather_facts": False, "serial": 2, "tasks": tasks}
    (site / "play.json").write_text(json.dumps([playbook]))
    status, output = ansible_playbook(site, "-i", "inventory.json", "play.json", "-vvv")
    assert status == 0, output
    assert PASSWORD not in output
    return output


def told(output: str) -> list[str]:
    """The answers that the hosts had, without the line's quotes."""
    found = {line.partition("ANSWER ")[2].partition(".")[0] for line in output.splitlines() if '"msg":' in line}
    return sorted(found - {""})


HOSTS = {"a1": {"sse_fmc": "eu"}, "a2": {"sse_fmc": "us"}, "b1": {"sse_fmc": "us"}, "b2": {"sse_fmc": "us"}}


def test_each_fmc_of_a_batch_is_asked_once(tmp_path: Path) -> None:
    with serve({"devices": [{"name": "a1"}]}) as eu, serve({"tasks": [{"name": "Deployment"}]}) as us:
        output = play(tmp_path, HOSTS, {"eu": eu, "us": us}, when="true")
        assert (eu.logins, us.logins) == (1, 2)
        assert len(eu.gets("type:Deployment")) == 1
        assert eu.gets("cloudeventsconfigs") != []
        assert eu.gets("ftdcloudstatus") == []
    assert told(output) == ["a1 eu+us False+True", "a2 eu+us False+True", "b1 us True", "b2 us True"]


def test_a_host_that_does_not_ask_keeps_the_others_from_nothing(tmp_path: Path) -> None:
    """The first host of a batch may be one that is not restarted."""
    with serve() as eu, serve() as us:
        output = play(tmp_path, HOSTS, {"eu": eu, "us": us}, when="inventory_hostname == 'b2'")
        assert (eu.logins, us.logins) == (0, 1)
    assert told(output) == ["b2 us False"]


def test_only_the_fmcs_of_the_hosts_that_are_named(tmp_path: Path) -> None:
    with serve() as eu, serve() as us:
        output = play(
            tmp_path, HOSTS, {"eu": eu, "us": us}, when="inventory_hostname == 'a2'", cloud_services_ask_hosts=["a2"]
        )
        assert (eu.logins, us.logins) == (0, 1)
    assert told(output) == ["a2 us False"]


def test_an_fmc_that_refuses_stops_nobody_and_says_why(tmp_path: Path) -> None:
    with serve({"users": {"api": "another"}}) as eu, serve() as us:
        output = play(tmp_path, HOSTS, {"eu": eu, "us": us}, when="inventory_hostname == 'a1'")
        assert (eu.logins, us.logins) == (1, 1)
    assert told(output) == ["a1 eu+us -+False"]

# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The whole record from a simulated FMC: what each release offers, what one broken answer does to the rest."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ansible_collections.firepower.sse.plugins.plugin_utils._errors import SseError
from ansible_collections.firepower.sse.plugins.plugin_utils._fmc.errors import FmcError
from ansible_collections.firepower.sse.plugins.plugin_utils._fmc.inventory import domains_of
from ansible_collections.firepower.sse.tests.lab.fmc.server import serve
from ansible_collections.firepower.sse.tests.support.fmc_client import PASSWORD, record, session

FLEET: dict[str, Any] = {
    "domains": [{"name": "Global/EMEA"}, {"name": "Global/Empty"}],
    "devices": [{"name": "fw1a"}, {"name": "fw1b"}, {"name": "fw2", "domain": "Global/EMEA"}, {"name": "fw3"}],
    "pairs": [{"name": "ha1", "primary": "fw1a", "secondary": "fw1b", "active": "fw1b"}],
    "clusters": [{"name": "cl", "domain": "Global/EMEA", "control": "fw2", "data": []}],
    "groups": [{"name": "edge", "members": ["fw1a"]}],
}
SECRETS = (PASSWORD, "lab-fmc-ha-secret", "lab-fmc-cluster-secret", "lab-fmc-securex-secret")


def states(found: dict[str, Any]) -> dict[str, str]:
    return {question: answer["state"] for question, answer in found["answers"].items()}


@pytest.mark.parametrize(
    ("version", "not_offered"),
    [
        ("6.4.0", {"licence", "region", "tenant", "ha", "alerts", "connectors"}),
        ("7.0.1", {"licence", "tenant", "connectors"}),
        ("7.4.2", {"tenant", "connectors"}),
        ("10.0.0", set()),
    ],
)
def test_every_question_that_a_release_offers_is_answered(version: str, not_offered: set[str]) -> None:
    with serve({**FLEET, "version": version}) as fmc:
        found = record(fmc)
        assert {question for question, state in states(found).items() if state == "not_offered"} == not_offered
        assert {question for question, state in states(found).items() if state == "unreadable"} == set()
        assert all(found[part] is None for part in not_offered & set(found))
        assert (found["fmc"]["version"], len(found["devices"]), fmc.logins) == (version, 4, 1)
        assert all(status < 400 for _method, _path, status in fmc.log)
        assert not any(secret in json.dumps(found) for secret in SECRETS)


def test_devices_know_their_pair_cluster_groups_and_domain() -> None:
    with serve(FLEET) as fmc:
        devices = {device["name"]: device for device in record(fmc, "devices")["devices"]}
    assert (devices["fw1a"]["pair"]["role"], devices["fw1b"]["pair"]["state"]) == ("primary", "Active")
    assert devices["fw1a"]["pair"]["peer"] == devices["fw1b"]["id"]
    assert (devices["fw2"]["cluster"]["name"], devices["fw2"]["domain"]) == ("cl", "Global/EMEA")
    assert (devices["fw1a"]["groups"], devices["fw3"]["groups"]) == (["edge"], [])


def test_the_cloud_of_this_fmc_is_off_and_somebody_switched_it() -> None:
    audit = [{"at": 1_700_000_000, "user": "eve", "message": "PUT /integration/cloudeventsconfigs/1 OK"}]
    off = dict.fromkeys(("intrusion", "file", "connection"), False)
    with serve({**FLEET, "cloud_events": off, "audit": audit}) as fmc:
        found = record(fmc, "cloud_events", "changes")
    assert found["cloud_events"]["state"] == "off"
    assert [(change["at"], change["user"]) for change in found["changes"]] == [("2023-11-14T22:13:20Z", "eve")]
    assert states(found)["licence"] == "not_asked"


@pytest.mark.parametrize("fault", ["error_500", "html", "garbage", "cut_off"])
def test_one_answer_that_can_not_be_read_leaves_the_rest(fault: str) -> None:
    with serve({**FLEET, "faults": [{"name": fault, "path": "cloudeventsconfigs"}]}) as fmc:
        found = record(fmc)
    assert states(found)["cloud_events"] == "unreadable"
    assert found["cloud_events"] is None
    assert found["answers"]["cloud_events"]["reason"].startswith("The FMC fmc-eu ")
    assert states(found)["licence"] == states(found)["devices"] == "read"
    assert [device["excluded"] for device in found["devices"]] == [None] * 4


def test_groups_that_can_not_be_read_are_said_to_be_missing() -> None:
    with serve({**FLEET, "faults": [{"name": "error_500", "path": "devicegrouprecords"}]}) as fmc:
        answer = record(fmc, "devices")["answers"]["devices"]
    assert answer["state"] == "read"
    assert "devicegrouprecords" in answer["reason"]


def test_a_session_that_ends_in_the_middle_keeps_what_was_read() -> None:
    with serve({**FLEET, "faults": [{"name": "stolen_session", "path": "cloudregions"}]}) as fmc:
        found = record(fmc)
        after = [path for _method, path, _status in fmc.log][-2:]
    assert states(found)["cloud_events"] == "read"
    assert states(found)["region"] == states(found)["devices"] == "unreadable"
    assert found["devices"] is None
    assert "cloudregions" in after[0]
    assert "refreshtoken" in after[1]


def test_connectors_are_not_asked_on_and_on_in_vain() -> None:
    devices = [{"name": f"fw{number}"} for number in range(9)]
    fault = {"name": "error_500", "path": "ftdcloudstatus"}
    with serve({"version": "10.0.0", "devices": devices, "faults": [fault]}) as fmc:
        found = record(fmc, "connectors")
        assert len({path for _method, path, _status in fmc.log if "ftdcloudstatus" in path}) == 3
    assert states(found)["connectors"] == "unreadable"


def test_what_it_works_at() -> None:
    tasks = [{"name": "to fw2", "domain": "Global/EMEA"}, {"name": "old", "status": "Succeeded"}]
    backup = {"name": "save fw1a", "type": "DEVICE_BACKUP", "status": "Running"}
    with serve({**FLEET, "tasks": [*tasks, backup]}) as fmc:
        found = record(fmc, "work")
    assert [(task["name"], task["status"]) for task in found["work"]["tasks"]] == [
        ("save fw1a", "Running"),
        ("to fw2", "Deploying"),
    ]
    assert found["work"]["busy"] is True
    assert found["work"]["at"].startswith("2026-11-24T03:12:")


@pytest.mark.parametrize("status", [400, 404, 422])
def test_a_type_of_task_that_a_release_does_not_know_is_left_out(status: int) -> None:
    fault = {"name": "answer", "status": status, "body": {}, "path": "DEVICE_BACKUP"}
    with serve({**FLEET, "tasks": [{"name": "to fw1a"}], "faults": [fault]}) as fmc:
        found = record(fmc, "work")
    assert (found["work"]["busy"], found["work"]["asked"]) == (True, ["Deployment", "Registration", "Unregistration"])
    assert found["answers"]["work"]["state"] == "read"
    assert found["answers"]["work"]["reason"].startswith("not told of DEVICE_BACKUP: The FMC fmc-eu ")


@pytest.mark.parametrize(("status", "path"), [(403, "DEVICE_BACKUP"), (500, "Deployment"), (404, "taskstatuses")])
def test_work_that_can_not_be_read(status: int, path: str) -> None:
    with serve({**FLEET, "faults": [{"name": "answer", "status": status, "body": {}, "path": path}]}) as fmc:
        found = record(fmc, "work")
    assert (states(found)["work"], found["work"]) == ("unreadable", None)


def test_an_fmc_that_answers_nothing_is_an_error() -> None:
    with serve({"faults": [{"name": "error_500"}]}) as fmc, pytest.raises(FmcError, match="with 500"):
        record(fmc)


def test_domains_are_chosen_by_name() -> None:
    with serve(FLEET) as fmc:
        asking, _waits = session(fmc)
        asking.login()
        assert [domain.name for domain in domains_of(asking, ["Global/EMEA"])] == ["Global/EMEA"]
        with pytest.raises(SseError, match="no domain 'EMEA'; it shows Global, Global/EMEA, Global/Empty"):
            domains_of(asking, ["EMEA"])

# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""playbooks/check.yml without a login (depth: fmc): real ansible-playbook, real HTTPS to a simulated FMC."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ansible_collections.firepower.sse.plugins.action import report
from ansible_collections.firepower.sse.tests.lab.fmc.server import serve
from ansible_collections.firepower.sse.tests.support.plays import ansible_playbook

COLLECTION = Path(report.__file__).parents[2]
PASSWORD = "lab-fmc-password"
OFF = {"intrusion": False, "file": False, "connection": False, "all_connections": False}
DEVICES = [{"name": "lon-fw1"}, {"name": "par-fw1"}]


ROLE = [
    {
        "hosts": "ftd",
        "gather_facts": False,
        "roles": [
            {
                "role": "firepower.sse.cloud_services",
                "vars": {"cloud_services_fmc": "fmc-eu", "cloud_services_depth": "fmc", "cloud_services_fail_on": []},
            }
        ],
    }
]


def play(site: Path, fmc: Any, *args: str, hosts: tuple[str, ...] = ("lon-fw1", "par-fw1"), **login: Any) -> Any:
    """Exit status, output and result file of a check by the FMC's word alone."""
    playbook = "role.json" if login.pop("alone", False) else "firepower.sse.check"
    host, port = fmc.url.removeprefix("https://").split(":")
    of_fmc = {
        "sse_fmc_host": host,
        "sse_fmc_port": int(port),
        "sse_fmc_username": "api",
        "sse_fmc_password": PASSWORD,
        "sse_fmc_ca_path": str(fmc.ca_path),
        **login,
    }
    devices = {name: {"sse_fmc": "fmc-eu"} for name in hosts}
    inventory = {"all": {"hosts": {"fmc-eu": of_fmc}, "children": {"ftd": {"hosts": devices}}}}
    (site / "inventory.json").write_text(json.dumps(inventory), encoding="utf-8")
    options = ["-e", "sse_depth=fmc", "-l", "ftd", *args]
    (site / "role.json").write_text(json.dumps(ROLE), encoding="utf-8")
    status, output = ansible_playbook(site, playbook, "-i", "inventory.json", *options)
    out = site / "sse-out" / "result.json"
    return status, output, json.loads(out.read_text()) if out.exists() else {}


def outcomes(result: dict[str, Any]) -> dict[str, str]:
    return {one["host"]: one["outcome"] for one in result["appliances"]}


def statuses(result: dict[str, Any], host: str) -> dict[str, str]:
    findings = next(one["findings"] for one in result["appliances"] if one["host"] == host)
    return {one["check"]: one["status"] for one in findings}


def test_an_fmc_that_is_off_is_the_one_cause_of_all_its_devices(tmp_path: Path) -> None:
    with serve({"devices": DEVICES, "cloud_events": OFF}) as fmc:
        status, output, result = play(tmp_path, fmc, "-e", '{"sse_expected_cloud_events": "on"}')
        assert status == 2, output
        assert [(one["check"], one["hosts"]) for one in result["causes"]] == [("SSE-101", ["lon-fw1", "par-fw1"])]
        assert fmc.logins == 1
        _status, output, result = play(tmp_path, fmc, "-e", '{"sse_fail_on": ["critical"]}')
        assert outcomes(result) == {"lon-fw1": "off", "par-fw1": "off"}
        assert _status == 0, output


def test_a_device_that_is_left_out_is_off_and_the_others_are_not(tmp_path: Path) -> None:
    with serve({"devices": DEVICES, "cloud_events": {"excluded": ["par-fw1"]}}) as fmc:
        _status, output, result = play(tmp_path, fmc, "-vvvvv")
    assert outcomes(result) == {"lon-fw1": "cannot_tell", "par-fw1": "off"}, output
    assert statuses(result, "lon-fw1")["SSE-101"] == "pass"
    assert PASSWORD not in output + json.dumps(result)


def test_an_fmc_that_cannot_be_read_leaves_its_devices_unknown(tmp_path: Path) -> None:
    with serve({"devices": DEVICES}) as fmc:
        status, output, result = play(tmp_path, fmc, sse_fmc_password="wrong")
        assert fmc.logins == 1  # tried once, never again
    assert status == 2
    assert outcomes(result) == {"lon-fw1": "cannot_tell", "par-fw1": "cannot_tell"}
    assert "refuses the login" in result["appliances"][0]["outcome_reason"], output
    assert statuses(result, "lon-fw1")["SSE-101"] == "unknown"


def test_a_device_without_an_fmc_is_an_error_of_its_own(tmp_path: Path) -> None:
    with serve({"devices": DEVICES}) as fmc:
        status, output, result = play(tmp_path, fmc, "-e", "sse_fmc=")
    assert status == 2
    assert "depth is fmc, and lon-fw1 has no FMC to ask" in str(result["appliances"]), output


def test_the_role_alone_asks_the_fmc_of_its_own_variable(tmp_path: Path) -> None:
    with serve({"devices": DEVICES}) as fmc:
        status, output, _result = play(tmp_path, fmc, "-e", "sse_fmc=", alone=True)
        assert (status, fmc.logins) == (0, 1), output


@pytest.mark.parametrize("version", ["6.4.0", "7.0.1", "7.4.2", "7.6.0", "10.0.0"])
def test_what_a_version_does_not_offer_is_unknown(tmp_path: Path, version: str) -> None:
    with serve({"version": version, "devices": DEVICES}) as fmc:
        _status, output, result = play(tmp_path, fmc)
    assert outcomes(result) == {"lon-fw1": "cannot_tell", "par-fw1": "cannot_tell"}, output
    found = statuses(result, "lon-fw1")
    assert found["SSE-101"] == "pass"
    assert ("SSE-106", "pass") in found.items()
    findings = {one["check"]: one for one in result["appliances"][0]["findings"]}
    assert found["SSE-102"] == ("unknown" if version in ("6.4.0", "7.0.1") else "pass")
    assert found["SSE-109"] == ("unknown" if version < "7.3" and version != "10.0.0" else "pass")
    if version == "6.4.0":
        assert "does not offer this by REST" in findings["SSE-102"]["reason"]
        assert "System > Licenses > Smart Licenses" in findings["SSE-102"]["reason"]

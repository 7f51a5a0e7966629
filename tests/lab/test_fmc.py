# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""check.yml on appliances whose FMCs are simulated: what these say, and that nobody asks them for more than that.

A lab of its own within the lab, as the fleet of the other tests has no FMC with an API.
"""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

LAB = Path(__file__).parent
COMMANDS = """
cd "$SSE_LAB_DIR"
ansible-playbook firepower.sse.check -i inventory.yml -e "sse_hosts=all:!fmc_api" -e "sse_output_dir=$1/given" -vvvvv
ansible-playbook firepower.sse.check -i fmc-eu.fmc.yml -l ftd -e "sse_output_dir=$1/found"
login="username={{ sse_fmc_username }} password={{ sse_fmc_password }} ca_path={{ sse_fmc_ca_path }}"
ansible localhost -m firepower.sse.fmc_cloud_info -e @host_vars/fmc-new.yml -a "host=fmc-new $login" > "$1/new.txt"
ansible-playbook -i inventory.yml "$1/guards.json"
"""
STANDBY = "Failover On\nThis host: Secondary - Standby Ready\nOther host: Primary - Active\n"
ACTIVE = "Failover On\nThis host: Primary - Active\nOther host: Secondary - Standby Ready\n"
# No serial numbers: what the FMC lists has to prove the pair. Nothing is restarted.
GUARDS: dict[str, Any] = {
    "hosts": "lon-fw1b:rom-fw1",
    "gather_facts": False,
    "become": True,
    "tasks": [
        {"include_role": {"name": "firepower.sse.cloud_services", "tasks_from": "ask_now"}},
        {
            "firepower.sse.appliance_reboot": {"guards_only": True, "settle_seconds": 2, "failover_text": ACTIVE},
            "delegate_to": "lon-fw1a",
            "when": "inventory_hostname == 'lon-fw1b'",
            "register": "other",
        },
        {
            "firepower.sse.appliance_reboot": {
                "guards_only": True,
                "settle_seconds": 2,
                "outage_accepted": True,
                "peer": "{{ {'looks': other.looks} if other.looks is defined else omit }}",
                "failover_text": "{{ standby if other.looks is defined else omit }}",
                "fmc": "{{ sse_fmc }}",
                "fmc_results": "{{ sse_fmc_results }}",
            },
            "register": "found",
        },
        {
            "copy": {"content": "{{ found }}", "dest": "{{ playbook_dir }}/{{ inventory_hostname }}.guards.json"},
            "delegate_to": "localhost",
            "become": False,
        },
    ],
    "vars": {"standby": STANDBY},
}


@dataclass
class Runs:
    """Results by host, with inventory.yml and with the inventory plugin; the screens; the lab's folder.

    `new`: what fmc_cloud_info returned of the FMC that hands on its FTD's connector. `guards`: what would let an
    appliance be restarted, by host.
    """

    given: dict[str, dict[str, Any]]
    found: dict[str, dict[str, Any]]
    screen: str
    new: dict[str, Any]
    lab: Path
    guards: dict[str, dict[str, Any]]

    def requests(self, fmc: str) -> list[str]:
        return (self.lab / f"{fmc}.api" / "requests.log").read_text(encoding="utf-8").splitlines()


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Runs:
    out, lab = tmp_path_factory.mktemp("fmc"), tmp_path_factory.mktemp("lab")
    (out / "guards.json").write_text(json.dumps([GUARDS]), encoding="utf-8")
    words: list[Any] = [
        LAB / "lab",
        "run",
        LAB / "fleets" / "fmc.yml",
        "--dir",
        lab,
        "--",
        "sh",
        "-c",
        COMMANDS,
        "fmc",
        out,
    ]
    done = subprocess.run(words, check=False, capture_output=True, text=True, timeout=240, cwd=out)
    screen = done.stdout + done.stderr
    results: list[Any] = []
    for name in ("given", "found"):
        assert (out / name / "result.json").exists(), screen[-3000:]
        result = json.loads((out / name / "result.json").read_text(encoding="utf-8"))
        results.append({entry["host"]: entry for entry in result["appliances"]})
    told = {host: out / f"{host}.guards.json" for host in ("lon-fw1b", "rom-fw1")}
    assert all(path.exists() for path in told.values()), screen[-3000:]
    guards = {host: json.loads(path.read_text(encoding="utf-8")) for host, path in told.items()}
    new = (out / "new.txt").read_text(encoding="utf-8")
    return Runs(results[0], results[1], screen, json.loads(new[new.index("{") :]), lab, guards)


@pytest.mark.parametrize(
    ("host", "outcome", "fmc", "events"),
    [
        ("lon-fw1a", "delivering", "fmc-eu", "on"),
        ("lon-fw1b", "idle", "fmc-eu", "on"),
        ("fra-fw1", "not_delivering", "fmc-eu", "on"),
        ("nyc-fw1", "off", "fmc-us", "off"),
        ("sin-fw1", "delivering", "fmc-new", "on"),
        ("rom-fw1", "delivering", "fmc-old", "on"),
    ],
)
def test_each_appliance_with_the_word_of_its_fmc(runs: Runs, host: str, outcome: str, fmc: str, events: str) -> None:
    entry = runs.given[host]
    cloud = entry["evidence"]["cloud"]
    assert (entry["outcome"], cloud["source"], cloud["events"]) == (outcome, fmc, events)


def test_what_is_off_by_choice_has_no_cause(runs: Runs) -> None:
    assert runs.given["nyc-fw1"]["root_causes"] == []
    assert runs.given["fra-fw1"]["root_causes"] == ["SSE-203"]


def test_the_unit_of_a_pair_is_known_by_its_own_word_or_from_its_fmc(runs: Runs) -> None:
    found = {host: runs.given[host]["evidence"]["ha"] for host in ("lon-fw1a", "lon-fw1b", "fra-fw1")}
    active = {"unit": "primary", "state": "active", "peer_state": "standby ready", "source": "appliance"}
    standby = {"unit": "secondary", "state": "standby", "peer_state": "active", "source": "fmc"}
    assert found == {"lon-fw1a": active, "lon-fw1b": standby, "fra-fw1": None}


def test_inventory_plugin_finds_the_same_appliances(runs: Runs) -> None:
    assert sorted(runs.found) == ["fra-fw1", "lon-fw1a", "lon-fw1b"]
    for host, entry in runs.found.items():
        assert entry["outcome"] == runs.given[host]["outcome"]


def test_connector_that_the_fmc_hands_on_is_the_real_one(runs: Runs) -> None:
    (device,) = runs.new["cloud"]["devices"]
    context, tenant = (json.loads(device["connector"][key]) for key in ("context", "tenant"))
    assert context["clientInfo"]["name"] == device["name"] == "sin-fw1"
    assert context["statistics"]["client"][3]["statistics"]["ZmqStat"]["TotalEventsSent"] > 0
    assert tenant["registeredTenantInfo"]["companyName"] == "acme-lab"


@pytest.mark.parametrize(("fmc", "logins"), [("fmc-eu", 4), ("fmc-us", 1), ("fmc-new", 2), ("fmc-old", 2)])
def test_an_fmc_is_only_read(runs: Runs, fmc: str, logins: int) -> None:
    """One login a run, for the inventory, before a restart; only GET besides, and no address that the version lacks."""
    lines = runs.requests(fmc)
    assert sum(line == "POST /api/fmc_platform/v1/auth/generatetoken 204" for line in lines) == logins
    others = [line for line in lines if not (line.startswith("GET ") and line.endswith(" 200"))]
    assert len(others) == logins


def test_a_restart_hears_the_fmc(runs: Runs) -> None:
    assert runs.guards["lon-fw1b"]["allowed"] is True, runs.guards["lon-fw1b"]
    guards = {guard["guard"]: guard["reason"] for guard in runs.guards["lon-fw1b"]["guards"]}
    told = "lon-fw1b is the secondary of lon-fw1a-pair; lon-fw1a is the primary of lon-fw1a-pair"
    assert guards["pair"] == f"fmc-eu: {told}"
    assert "none runs of Deployment, DEVICE_BACKUP" in guards["the FMC's work"]
    refused = [guard for guard in runs.guards["rom-fw1"]["guards"] if not guard["passed"]]
    assert [guard["reason"] for guard in refused] == ["fmc-old: it is at work: Deployment to rom-fw1 (Deploying)"]


def test_no_secret_of_an_fmc_is_shown(runs: Runs) -> None:
    hosts = yaml.safe_load((runs.lab / "inventory.yml").read_text(encoding="utf-8"))["all"]["children"]
    secrets = [hosts["fmc"]["hosts"][name]["sse_fmc_password"] for name in ("fmc-eu", "fmc-us")]
    secrets += ["lab-fmc-ha-secret", "lab-fmc-cluster-secret", "lab-fmc-securex-secret"]
    secrets += ["lab-csrf-secret"]
    texts = runs.screen + json.dumps([runs.given, runs.found, runs.new])
    assert not [secret for secret in secrets if secret in texts]
    assert "fmc-eu" in texts

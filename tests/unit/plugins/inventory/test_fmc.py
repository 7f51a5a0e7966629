# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The inventory firepower.sse.fmc, by ansible-inventory, from simulated FMCs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import yaml

from ansible_collections.firepower.sse.plugins.plugin_utils import _fmc
from ansible_collections.firepower.sse.tests.lab.fmc.server import serve
from ansible_collections.firepower.sse.tests.support.fmc_client import PASSWORD

COLLECTIONS = str(Path(_fmc.__file__).parents[6])
FLEET: dict[str, Any] = {
    "domains": [{"name": "Global/EMEA"}],
    "devices": [
        {"name": "fw1a", "host_name": "192.0.2.11"},
        {"name": "fw1b", "host_name": "192.0.2.12"},
        {"name": "fw2", "domain": "Global/EMEA", "version": "7.4.2"},
        {"name": "chassis", "model": "Cisco Secure Firewall 4200 Chassis", "raw": {"modelType": "Chassis"}},
    ],
    "pairs": [{"name": "ha1", "primary": "fw1a", "secondary": "fw1b", "active": "fw1a"}],
    "groups": [{"name": "edge & core", "members": ["fw1a"]}],
}


def listed(tmp_path: Path, *, fmc: Any = None, env: dict[str, str] | None = None, **options: Any) -> SimpleNamespace:
    """What `ansible-inventory --list` says: status, hostvars and groups, and its messages."""
    path = tmp_path / "my.fmc.yml"
    given = {"plugin": "firepower.sse.fmc", "username": "api"}
    given |= {"host": fmc.url, "name": "fmc-eu", "ca_path": fmc.ca_path} if fmc else {}
    path.write_text(yaml.safe_dump({**given, **options}))
    done = subprocess.run(
        [sys.executable, "-m", "ansible", "inventory", "-i", str(path), "--list"],
        env={
            **os.environ,
            "ANSIBLE_COLLECTIONS_PATH": COLLECTIONS,
            "ANSIBLE_LOCAL_TEMP": str(tmp_path),
            "SSE_FMC_PASSWORD": PASSWORD,
            **(env or {}),
        },
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    said = " ".join(done.stderr.split())
    assert PASSWORD not in done.stdout + done.stderr
    groups = _plain(json.loads(done.stdout)) if done.returncode == 0 else {}
    variables = groups.pop("_meta", {}).get("hostvars", {})
    return SimpleNamespace(status=done.returncode, said=said, variables=variables, groups=groups)


def _plain(value: Any) -> Any:
    """Without the marks of ansible-core 2.19 and later."""
    if isinstance(value, dict):
        return value["__ansible_unsafe"] if "__ansible_unsafe" in value else {k: _plain(v) for k, v in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list) else value


def test_devices_are_set_up_for_the_check(tmp_path: Path) -> None:
    with serve(FLEET) as fmc:
        found = listed(tmp_path, fmc=fmc)
    assert (found.status, found.said) == (0, "")
    assert sorted(found.groups["ftd"]["hosts"]) == ["fw1a", "fw1b", "fw2"]
    assert found.groups["fmc"]["hosts"] == ["fmc-eu"]
    one = found.variables["fw1a"]
    assert (one["ansible_host"], one["ansible_connection"]) == ("192.0.2.11", "firepower.sse.expert")
    assert (one["sse_fmc"], one["sse_fmc_device_id"]) == ("fmc-eu", one["fmc_id"])
    assert (one["fmc_pair"]["state"], one["fmc_pair"]["peer_host"]) == ("Active", "fw1b")
    assert found.groups["fmc_pair_ha1"]["hosts"] == ["fw1a", "fw1b"]
    assert found.groups["fmc_domain_Global_EMEA"]["hosts"] == found.groups["fmc_version_7_4_2"]["hosts"] == ["fw2"]
    assert found.groups["fmc_device_group_edge_core"]["hosts"] == ["fw1a"]
    fmc_host = found.variables["fmc-eu"]
    assert (fmc_host["sse_fmc_host"], fmc_host["sse_fmc"]) == ("127.0.0.1", "fmc-eu")
    assert not {"sse_fmc_username", "sse_fmc_password"} & set(fmc_host)


def test_several_fmcs_constructed_filtered_and_named(tmp_path: Path) -> None:
    with serve(FLEET) as one, serve(FLEET) as two:
        fmcs = [{"host": one.url, "name": "eu"}, {"host": two.url, "name": "us", "domains": ["Global/EMEA"]}]
        options: dict[str, Any] = {
            "fmcs": [{**entry, "ca_path": fmc.ca_path} for entry, fmc in zip(fmcs, (one, two), strict=True)],
            "password": "{{ lookup('ansible.builtin.env', 'OTHER') }}",
            "hostnames": ["fmc_name ~ '.' ~ sse_fmc"],
            "filters": [{"exclude": "fmc_name == 'fw1b'"}],
            "compose": {"ansible_host": "fmc_name ~ '.mgmt.example.com'"},
            "keyed_groups": [{"key": "fmc_ftd_mode | lower", "prefix": "mode"}],
            "group_by": ["fmc"],
            "vars_prefix": "fmc_",
        }
        found = listed(tmp_path, env={"OTHER": PASSWORD, "SSE_FMC_PASSWORD": "unused"}, **options)
    assert found.status == 0, found.said
    assert sorted(found.groups["ftd"]["hosts"]) == ["fw1a.eu", "fw2.eu", "fw2.us"]
    assert found.variables["fw2.us"]["ansible_host"] == "fw2.mgmt.example.com"
    assert found.groups["fmc_manager_us"]["hosts"] == ["fw2.us"]
    assert sorted(found.groups["mode_routed"]["hosts"]) == ["fw1a.eu", "fw2.eu", "fw2.us"]
    assert not any(name.startswith("fmc_domain") for name in found.groups)


def test_names_and_addresses_of_an_fmc_are_not_trusted(tmp_path: Path) -> None:
    devices = [
        {"name": "a {{ lookup('pipe', 'id') }}", "host_name": "-oProxyCommand=id"},
        {"name": "b\x1b[31m,c:../x", "host_name": "192.0.2.1"},
    ]
    with serve({"devices": devices}) as fmc:
        found = listed(tmp_path, fmc=fmc)
    assert found.status == 0, found.said
    assert sorted(found.groups["ftd"]["hosts"]) == ["a____lookup__pipe____id_____", "b_c_.._x"]
    assert "ansible_host" not in found.variables["a____lookup__pipe____id_____"]
    assert "has no address of a____lookup" in found.said
    assert "{{" not in json.dumps(found.variables)
    assert "uid=" not in json.dumps(found.variables)


@pytest.mark.parametrize(
    ("state", "options", "words"),
    [
        ({"devices": [{"name": "x y", "id": "1"}, {"name": "x:y", "id": "2"}]}, {}, "Two hosts would be called 'x_y'"),
        ({"devices": [{"name": "fmc-eu"}]}, {}, "Two hosts would be called 'fmc-eu'"),
        ({"devices": [{"name": "localhost"}]}, {}, "can't be a host's name"),
        (FLEET, {"filters": [{"include": "fmc_nothing == 1"}]}, "filters: 'fmc_nothing == 1' can't be evaluated"),
        (FLEET, {"filters": [{"include": "fmc_name"}]}, "must be true or false"),
        (FLEET, {"filters": [{"includes": "true"}]}, "meant include?"),
        (FLEET, {"fmcs": [{"host": "h"}]}, "Either host or fmcs"),
        (FLEET, {"domains": ["Nowhere"]}, "no domain 'Nowhere'"),
        (FLEET, {"password": "wrong-password-1"}, "refuses the login"),
        ({**FLEET, "faults": [{"name": "error_500", "path": "devicegroup"}]}, {}, "devicegrouprecords with 500"),
        ({**FLEET, "faults": [{"name": "html", "path": "devicerecords"}]}, {}, "a web page instead of JSON"),
    ],
)
def test_what_can_not_be_right_ends_the_run(
    tmp_path: Path, state: dict[str, Any], options: dict[str, Any], words: str
) -> None:
    with serve(state) as fmc:
        found = listed(tmp_path, fmc=fmc, **options)
    assert found.status == 4
    assert words in found.said


def test_an_fmc_that_is_not_there_ends_the_run(tmp_path: Path) -> None:
    with serve() as fmc:
        gone = fmc.url
    found = listed(tmp_path, host=gone, password=PASSWORD[:-1])
    assert (found.status, "refuses connections" in found.said) == (4, True)


def test_a_cache_is_used_and_holds_no_secret(tmp_path: Path) -> None:
    kept = tmp_path / "cache"
    options = {"cache": True, "cache_plugin": "jsonfile", "cache_connection": str(kept)}
    with serve(FLEET) as fmc:
        first = listed(tmp_path, fmc=fmc, **options)
        asked = len(fmc.log)
        assert listed(tmp_path, fmc=fmc, **options).groups == first.groups
        assert len(fmc.log) == asked
        assert listed(tmp_path, fmc=fmc, **options, domains=["Global"]).groups != first.groups
    written = "".join(file.read_text() for file in kept.iterdir())
    assert "fw1a" in written
    assert PASSWORD not in written

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


def listed(
    tmp_path: Path, *, fmc: Any = None, env: dict[str, str] | None = None, before: str = "", **options: Any
) -> SimpleNamespace:
    """What `ansible-inventory --list` says: status, hostvars and groups, and its messages; *before* is a file too."""
    path = tmp_path / "my.fmc.yml"
    given = {"plugin": "firepower.sse.fmc", "username": "api"}
    given |= {"host": fmc.url, "name": "fmc-eu", "ca_path": fmc.ca_path} if fmc else {}
    path.write_text(yaml.safe_dump({**given, **options}))
    done = subprocess.run(
        [sys.executable, "-m", "ansible", "inventory", *(["-i", before] if before else []), "-i", str(path), "--list"],
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
    assert fmc_host["sse_fmc_use_proxy"] is True
    assert not {"sse_fmc_username", "sse_fmc_password"} & set(fmc_host)


def test_several_fmcs_constructed_filtered_and_named(tmp_path: Path) -> None:
    with serve(FLEET) as one, serve(FLEET) as two:
        fmcs: list[dict[str, Any]] = [
            {"host": one.url, "name": "eu"},
            {"host": two.url, "name": "us", "domains": ["Global/EMEA"]},
        ]
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
        (FLEET, {"filters": [{}]}, "either include or exclude"),
        (FLEET, {"filters": [{"include": "true", "exclude": "true"}]}, "either include or exclude"),
        (FLEET, {"filters": [{"include": ["true"]}]}, "filters[0].include is ['true'] and must be a text"),
        (FLEET, {"timeout": "abc"}, "timeout"),
        (FLEET, {"password": "{{ nothing }}"}, "The option password can't be rendered: 'nothing' is undefined"),
        (FLEET, {"compose": {"x": "nothing + 1"}, "strict": True}, "Could not set"),
        ({"devices": [{"name": "fmc_manager_fmc_eu"}]}, {}, "'fmc_manager_fmc_eu', as a group is"),
        (FLEET, {"keyed_groups": [{"key": "'fw2'", "prefix": "", "separator": ""}]}, "'fw2', as a group is"),
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


def test_a_rendered_secret_is_in_no_error(tmp_path: Path) -> None:
    password = "{{ lookup('ansible.builtin.env', 'SSE_FMC_PASSWORD') | to_datetime }}"  # whose error shows the value
    with serve(FLEET) as fmc:
        found = listed(tmp_path, fmc=fmc, password=password)
    assert (found.status, "The option password can't be rendered" in found.said) == (4, True)


def test_a_device_never_takes_the_host_of_an_fmc(tmp_path: Path) -> None:
    with serve({"devices": [{"name": "us"}]}) as one, serve() as two:
        fmcs = [{"host": fmc.url, "name": name, "ca_path": fmc.ca_path} for fmc, name in ((one, "eu"), (two, "us"))]
        found = listed(tmp_path, fmcs=fmcs)
    assert (found.status, "Two hosts would be called 'us'" in found.said) == (4, True)


def test_an_fmc_never_takes_the_host_of_a_device(tmp_path: Path) -> None:
    before = tmp_path / "before.yml"
    before.write_text(yaml.safe_dump({"ftd": {"hosts": {"fmc-eu": {"sse_fmc_device_id": "1"}}}}))
    with serve() as fmc:
        found = listed(tmp_path, fmc=fmc, before=str(before))
    assert (found.status, "Two hosts would be called 'fmc-eu'" in found.said) == (4, True)


def test_a_file_of_another_plugin_is_left_to_it(tmp_path: Path) -> None:
    plugins = {"ANSIBLE_INVENTORY_ENABLED": "firepower.sse.fmc,ansible.builtin.yaml"}
    found = listed(tmp_path, env=plugins, plugin=None, username=None, all={"hosts": {"fw9": {}}})
    assert (found.status, found.groups["ungrouped"]["hosts"]) == (0, ["fw9"])


def test_an_fmc_that_is_not_there_ends_the_run(tmp_path: Path) -> None:
    with serve() as fmc:
        gone = fmc.url
    found = listed(tmp_path, host=gone, password=PASSWORD[:-1])
    assert (found.status, "refuses connections" in found.said) == (4, True)


def test_a_cache_is_used_and_holds_no_secret(tmp_path: Path) -> None:
    kept = tmp_path / "cache"
    options: dict[str, Any] = {"cache": True, "cache_plugin": "jsonfile", "cache_connection": str(kept)}
    with serve(FLEET) as fmc:
        first = listed(tmp_path, fmc=fmc, **options)
        asked = len(fmc.log)
        assert listed(tmp_path, fmc=fmc, **options).groups == first.groups
        assert len(fmc.log) == asked
        assert listed(tmp_path, fmc=fmc, **options, domains=["Global"]).groups != first.groups
        # What the file says of the FMC is not kept: only its devices are.
        asked = len(fmc.log)
        later = listed(tmp_path, fmc=fmc, **options, domains=["Global"], timeout=7, use_proxy=False).variables
        assert (later["fmc-eu"]["sse_fmc_timeout"], later["fmc-eu"]["sse_fmc_use_proxy"]) == (7, False)
        assert len(fmc.log) == asked
    written = "".join(file.read_text() for file in kept.iterdir())
    assert "fw1a" in written
    assert PASSWORD not in written


def test_the_cache_of_one_user_is_none_of_the_other(tmp_path: Path) -> None:
    options: dict[str, Any] = {"cache": True, "cache_plugin": "jsonfile", "cache_connection": str(tmp_path / "cache")}
    users = {"api": PASSWORD, "europe": {"password": PASSWORD, "domains": ["Global/EMEA"]}}
    with serve({**FLEET, "users": users}) as fmc:
        for _twice in (1, 2):
            assert sorted(listed(tmp_path, fmc=fmc, **options).groups["ftd"]["hosts"]) == ["fw1a", "fw1b", "fw2"]
            narrow = listed(tmp_path, fmc=fmc, **options, username="europe", domains=["Global/EMEA"])
            assert narrow.groups["ftd"]["hosts"] == ["fw2"]
            assert listed(tmp_path, fmc=fmc, **options, username="europe").groups["ftd"]["hosts"] == ["fw2"]
        assert fmc.logins == 3  # each kept what it was told

# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The FTDs of one or more FMCs as an inventory."""

from __future__ import annotations

DOCUMENTATION = r"""
name: fmc
short_description: The FTDs that FMCs manage
version_added: 1.0.0
author:
  - firepower.sse contributors (@firepower-sse)
description:
  - Makes the managed FTDs of one or more FMCs, of all their domains, the hosts of an inventory, in the group C(ftd).
  - Each host is set up so that C(ansible-playbook firepower.sse.check -i my.fmc.yml) works. It is reached with
    C(ansible_connection=firepower.sse.expert) at C(ansible_host), which is the management address that the FMC has, and
    knows its FMC (C(sse_fmc)) and its id there (C(sse_fmc_device_id)). User and password for the devices are yours to
    add, in C(group_vars/ftd.yml).
  - Each FMC is a host of the group C(fmc), with what M(firepower.sse.fmc_cloud_info) needs to find it, but neither its
    user nor its password. It is an appliance with a connector of its own; C(-l ftd) leaves it out.
  - The file's name must end in C(fmc.yml) or C(fmc.yaml).
  - An FMC that can't be read ends the run with status 4, and so does an option that can't be right. An inventory of
    half a fleet, or of nothing, would look like success.
  - Chassis, other products and placeholders are left out. Each member of a pair or cluster is a host of its own.
extends_documentation_fragment:
  - firepower.sse.fmc
  - constructed
  - inventory_cache
options:
  plugin:
    description: Marks the file as one of this plugin.
    type: str
    required: true
    choices: [firepower.sse.fmc]
  host:
    description:
      - The FMC's name or address, or its URL. Either this or O(fmcs).
    type: str
  name:
    description: What the FMC is called in the inventory. Default is O(host).
    type: str
  username:
    description: A user of the FMC, of its own for this purpose. A template is rendered.
    type: str
    env:
      - name: SSE_FMC_USERNAME
  password:
    description:
      - Its password. Keep it out of the file, by the environment variable, a lookup such as in the examples, or
        C(!vault).
    type: str
    env:
      - name: SSE_FMC_PASSWORD
  fmcs:
    description: Several FMCs. What an entry does not say is taken from the option of the same name beside O(fmcs).
    type: list
    elements: dict
    default: []
    suboptions:
      host:
        description: As O(host).
        type: str
        required: true
      name:
        description: As O(name).
        type: str
      username:
        description: As O(username).
        type: str
      password:
        description: As O(password).
        type: str
      port:
        description: As O(port).
        type: int
      ca_path:
        description: As O(ca_path).
        type: path
      validate_certs:
        description: As O(validate_certs).
        type: bool
      use_proxy:
        description: As O(use_proxy).
        type: bool
      timeout:
        description: As O(timeout).
        type: int
      domains:
        description: As O(domains).
        type: list
        elements: str
  hostnames:
    description:
      - Expressions that name a host, over its variables. The first that gives a text counts. Default is the device's
        name on the FMC.
      - In any name, characters that mean something in host patterns or paths become V(_). Two devices of one name are
        an error.
    type: list
    elements: str
    default: []
  vars_prefix:
    description: What the variables begin with that hold what the FMC says of a device.
    type: str
    default: fmc_
  connection:
    description: The connection to the devices.
    type: str
    default: firepower.sse.expert
  group_by:
    description:
      - The groups that are made. V(fmc) gives C(fmc_manager_NAME), each other word C(fmc_WORD_VALUE), such as
        C(fmc_domain_Global_Europe), C(fmc_pair_ha1), C(fmc_version_7_4_2).
      - Where two pairs or clusters have one name, the group of the second one ends in the beginning of its id.
    type: list
    elements: str
    choices: [fmc, domain, pair, cluster, device_group, model, version]
    default: [fmc, domain, pair, cluster, device_group, model, version]
  filters:
    description:
      - Which devices become hosts. Each entry has either C(include) or C(exclude), an expression over the variables of
        the host that is true or false. The first expression that is true decides; without one, a device is included.
      - An expression that can't be evaluated is an error.
    type: list
    elements: dict
    default: []
    suboptions:
      include:
        description: An expression.
        type: str
      exclude:
        description: An expression.
        type: str
"""

EXAMPLES = r"""
# my.fmc.yml, with the password in the environment variable SSE_FMC_PASSWORD
plugin: firepower.sse.fmc
host: fmc.example.com
name: fmc-eu
username: ansible
ca_path: /etc/ssl/fmc.pem

---
# Two FMCs, the active or lone unit of each pair, without the lab's devices
plugin: firepower.sse.fmc
fmcs:
  - host: fmc-eu.example.com
    name: fmc-eu
    password: "{{ lookup('ansible.builtin.env', 'FMC_EU_PASSWORD') }}"
  - host: fmc-us.example.com
    name: fmc-us
    domains: [Global/East]
    password: "{{ lookup('ansible.builtin.env', 'FMC_US_PASSWORD') }}"
username: ansible
ca_path: /etc/ssl/fmc-ca.pem
hostnames:
  - fmc_name ~ '.' ~ sse_fmc
filters:
  - exclude: "'lab' in fmc_groups"
  - include: fmc_pair is none or fmc_pair.state == 'Active'
  - exclude: true
compose:
  ansible_host: fmc_host_name ~ '.mgmt.example.com'
keyed_groups:
  - key: fmc_ftd_mode | lower
    prefix: mode
cache: true
"""

import hashlib
import json
from typing import Any

from ansible.errors import AnsibleParserError, AnsibleUndefinedVariable
from ansible.module_utils.common import validation
from ansible.plugins.inventory import BaseInventoryPlugin, Cacheable, Constructable

from ansible_collections.firepower.sse.plugins.plugin_utils._entries import check_entries
from ansible_collections.firepower.sse.plugins.plugin_utils._errors import SseError
from ansible_collections.firepower.sse.plugins.plugin_utils._fmc import hosts
from ansible_collections.firepower.sse.plugins.plugin_utils._fmc.access import Access, access_of
from ansible_collections.firepower.sse.plugins.plugin_utils._fmc.inventory import devices_of, domains_of
from ansible_collections.firepower.sse.plugins.plugin_utils._fmc.session import Session
from ansible_collections.firepower.sse.plugins.plugin_utils._spec import doc_of, spec_of

_SPEC = spec_of(doc_of(DOCUMENTATION)["options"])
_FMC = {key: option["type"] for key, option in _SPEC["fmcs"]["options"].items()}
_AS = {"int": validation.check_type_int, "bool": validation.check_type_bool, "list": validation.check_type_list}
_Accesses = list[tuple[Access, list[str]]]  # where each FMC is, and the domains that are asked for
_STATUS = 4  # what ansible-core itself exits with after a parser error


class InventoryModule(BaseInventoryPlugin, Constructable, Cacheable):  # type: ignore[misc]
    NAME = "firepower.sse.fmc"

    def verify_file(self, path: str) -> bool:
        return bool(super().verify_file(path)) and path.endswith(("fmc.yml", "fmc.yaml"))

    def parse(self, inventory: Any, loader: Any, path: str, cache: bool = True) -> None:
        super().parse(inventory, loader, path, cache)
        try:
            self._read_config_data(path)
        except AnsibleParserError:  # no file of this plugin: another one may take it
            raise
        except Exception as exc:
            raise self._end(path, exc) from exc
        try:
            accesses = self._accesses()
            self._add(accesses, self._read(accesses, path, cache=cache))
        except Exception as exc:
            raise self._end(path, exc) from exc

    def _end(self, path: str, exc: Exception) -> SystemExit:
        """Ansible only warns of an inventory that fails, and goes on without its hosts."""
        self.display.error(f"The inventory {path} can't be read. {_first_line(exc)}")
        return SystemExit(_STATUS)

    def _read(self, accesses: _Accesses, path: str, *, cache: bool) -> list[list[dict[str, Any]]]:
        """The devices of each FMC, from the cache if that is asked for. What one user may see is not another one's."""
        asked = json.dumps([[access.name, access.url, access.username, domains] for access, domains in accesses])
        key = f"{self.get_cache_key(path)}_{hashlib.sha256(asked.encode()).hexdigest()[:16]}"
        kept = self._cache.get(key) if self.get_option("cache") and cache else None
        if isinstance(kept, list):
            return kept
        devices = [_devices(access, domains) for access, domains in accesses]
        if self.get_option("cache"):
            self._cache[key] = devices
        return devices

    def _accesses(self) -> _Accesses:
        common = {key: self.get_option(key) for key in _FMC}
        entries = self.get_option("fmcs")
        check_entries(_SPEC, {"fmcs": entries, "filters": self.get_option("filters")})
        if bool(entries) == bool(common["host"]):
            raise SseError("Either host or fmcs must be given, and not both.")
        alone = {"host": None, "name": None} if entries else {}
        accesses = []
        for entry in entries or [{}]:
            given = {key: value for key, value in entry.items() if value is not None}
            options = {key: self._plain(key, value) for key, value in {**common, **alone, **given}.items()}
            access = access_of({**options, "name": options["name"] or options["host"]}, environ={})
            accesses.append((access, options["domains"]))
        return accesses

    def _plain(self, key: str, value: Any) -> Any:
        """A value of the file, rendered, of its option's type."""
        if value is None:
            return None
        try:
            value = self.templar.template(value)
            if _FMC[key] == "list":
                return [str(item) for item in validation.check_type_list(value)]
            return _AS[_FMC[key]](value) if _FMC[key] in _AS else str(value)
        except AnsibleUndefinedVariable as exc:
            raise SseError(f"The option {key} can't be rendered: {_first_line(exc)}") from exc
        except Exception as exc:  # whatever a user's template runs into; its words could show a password
            raise SseError(f"The option {key} can't be rendered ({type(exc).__name__}).") from exc

    def _add(self, accesses: _Accesses, read: list[list[dict[str, Any]]]) -> None:
        """All hosts, once it is known that no two have one name: the FMCs first, as no device may take their place."""
        self.inventory.add_group("ftd")
        fmc_hosts = [self._fmc_host(access, domains) for access, domains in accesses]
        found: dict[str, tuple[dict[str, Any], dict[str, Any], str]] = {}
        for fmc_host, devices in zip(fmc_hosts, read, strict=True):
            for device in devices:
                told = hosts.variables(
                    device,
                    prefix=self.get_option("vars_prefix"),
                    fmc=fmc_host,
                    connection=self.get_option("connection"),
                )
                if not self._is_wanted(told):
                    continue
                name = self._name(device, told)
                self._check_unused(name, device, found)
                found[name] = (device, told, fmc_host)
        names = {device["id"]: name for name, (device, _told, _fmc) in found.items()}
        containers: dict[str, str] = {}
        for name, (device, told, fmc_host) in found.items():
            self._add_ftd(name, device, told, fmc_host, containers, names)
        for name in (*fmc_hosts, *found):
            self._check_no_group(name)

    def _fmc_host(self, access: Access, domains: list[str]) -> str:
        """The FMC as a host of its own; its user and password stay out."""
        name = hosts.host_name(access.name, what="FMC")
        other = self.inventory.get_host(name).vars if name in self.inventory.hosts else {}
        if "sse_fmc_host" in other or "sse_fmc_device_id" in other:
            raise SseError(f"Two hosts would be called {name!r}; give this FMC another name.")
        self.inventory.add_group("fmc")
        self.inventory.add_host(name, group="fmc")
        own = {"ansible_connection": self.get_option("connection"), "sse_fmc": name}
        for key, value in {**_variables(access, domains), **own}.items():
            self.inventory.set_variable(name, key, value)
        return name

    def _is_wanted(self, told: dict[str, Any]) -> bool:
        for entry in self.get_option("filters"):
            if len(entry) != 1:
                raise SseError("Each entry of filters has either include or exclude, not both.")
            ((word, expression),) = entry.items()
            found = expression if isinstance(expression, bool) else self._evaluated(expression, told, "filters")
            if not isinstance(found, bool):
                raise SseError(f"The filter {expression!r} is {found!r} and must be true or false.")
            if found:
                return bool(word == "include")
        return True

    def _name(self, device: dict[str, Any], told: dict[str, Any]) -> str:
        for expression in self.get_option("hostnames"):
            found = self._evaluated(expression, told, "hostnames")
            if found and isinstance(found, str):
                return hosts.host_name(found, what="device")
        return hosts.host_name(device["name"], what="device")

    def _evaluated(self, expression: str, told: dict[str, Any], option: str) -> Any:
        try:
            return self._compose(expression, told)
        except Exception as exc:  # whatever a user's expression runs into
            name = told[f"{self.get_option('vars_prefix')}name"]
            raise SseError(f"{option}: {expression!r} can't be evaluated for {name!r}: {exc}") from exc

    def _check_unused(self, name: str, device: dict[str, Any], found: dict[str, Any]) -> None:
        other = self.inventory.get_host(name).vars if name in self.inventory.hosts else {}
        if name in found or "sse_fmc_host" in other or other.get("sse_fmc_device_id", device["id"]) != device["id"]:
            raise SseError(
                f"Two hosts would be called {name!r} (the second in the domain {device['domain']!r}); make names differ"
                " by hostnames, such as fmc_name ~ '.' ~ sse_fmc, or leave one out by filters."
            )

    def _check_no_group(self, name: str) -> None:
        if name in self.inventory.groups:
            raise SseError(f"A host would be called {name!r}, as a group is; give it another by hostnames.")

    def _add_ftd(
        self,
        name: str,
        device: dict[str, Any],
        told: dict[str, Any],
        fmc_host: str,
        containers: dict[str, str],
        names: dict[str, str],
    ) -> None:
        self.inventory.add_host(name, group="ftd")
        pair = told[f"{self.get_option('vars_prefix')}pair"]
        if pair:
            pair["peer_host"] = names.get(pair["peer"])
        for key, value in told.items():
            self.inventory.set_variable(name, key, value)
        for group, identity in hosts.groups(device, fmc=fmc_host, kinds=self.get_option("group_by")):
            taken = containers.setdefault(group, identity) != identity
            suffix = f"_{identity[:8]}" if taken and group.startswith(("fmc_pair_", "fmc_cluster_")) else ""
            self.inventory.add_group(made := self._sanitize_group_name(f"{group}{suffix}"))
            self._check_no_group(name)
            self.inventory.add_child(made, name)
        strict = self.get_option("strict")
        self._set_composite_vars(self.get_option("compose"), told, name, strict=strict)
        if "ansible_host" not in self.inventory.get_host(name).vars:
            self.display.warning(f"The FMC {fmc_host} has no address of {name}; ansible_host can be set by compose.")
        self._add_host_to_composed_groups(self.get_option("groups"), told, name, strict=strict)
        self._add_host_to_keyed_groups(self.get_option("keyed_groups"), told, name, strict=strict)


def _devices(access: Access, domains: list[str]) -> list[dict[str, Any]]:
    """The devices of one FMC; this is what the cache keeps, so it holds no secret."""
    session = Session(access)
    session.login()
    devices, missing = devices_of(session, domains_of(session, domains))
    if missing:
        raise SseError(missing)
    return devices


def _variables(access: Access, domains: list[str]) -> dict[str, Any]:
    """What a play needs to ask the FMC, but for the user."""
    return {
        "ansible_host": access.host,
        "sse_fmc_host": access.host,
        "sse_fmc_port": access.port,
        "sse_fmc_validate_certs": access.validate_certs,
        "sse_fmc_use_proxy": access.use_proxy,
        "sse_fmc_timeout": access.timeout,
        "sse_fmc_domains": domains,
        **({"sse_fmc_ca_path": access.ca_path} if access.ca_path else {}),
    }


def _first_line(exc: Exception) -> str:
    return next(iter(str(exc).splitlines()), "") or type(exc).__name__

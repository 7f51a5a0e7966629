# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The file tree of one appliance, written before it starts; its mounts are made by appliance/enter.sh.

Everything is on a tmpfs of the lab, and the programs are copied: nothing of it is left on the disk.
"""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from control import world
from control.accounts import ADMIN, CLISH, HOME, WWW, account_files
from control.fleet import DATA, MODELS, Appliance, data

if TYPE_CHECKING:
    from control.world import World

PROGRAMS = DATA.parent / "appliance"
SYSTEM_FILES = ("ld.so.cache", "login.defs", "protocols", "services", "localtime", "alternatives", "ssl/openssl.cnf")
FOLDERS = "usr etc/ssl/certs proc dev/pts dev/shm run/sshd root/.ssh tmp var/tmp var/log var/lib/sudo .old .usr-local"
TRUST_OF_7 = ["/etc/ssl/certs/ios.pem", "/etc/ssl/certs/ca-certificates.crt"]
IDLE_BINS = ("sftunnel", "SFDataCorrelator", "snort", "CloudAgent")
PMTOOL = '#!/bin/sh\nexec /usr/bin/python3 -ESs /.lab/programs/pmtool.py {words}"$@"\n'


class Tree:
    """Writes below one root; absolute names, so that they read as they do on the appliance."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def at(self, name: str) -> Path:
        return self.root / name.lstrip("/")

    def folder(self, name: str, mode: int = 0o755, owner: int = 0) -> None:
        self.at(name).mkdir(parents=True, exist_ok=True)
        self.at(name).chmod(mode)
        os.chown(self.at(name), owner, owner)

    def write(self, name: str, text: str, mode: int = 0o644, owner: int = 0) -> None:
        path = self.at(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        path.chmod(mode)
        os.chown(path, owner, owner)

    def link(self, name: str, target: str) -> None:
        self.at(name).parent.mkdir(parents=True, exist_ok=True)
        self.at(name).symlink_to(target)


def build(
    place: Path, wanted: Appliance, settings: dict[str, Any], pools: dict[str, str], secrets: dict[str, str]
) -> None:
    """`pools` are trust stores (`genuine`, and `stale` that lacks the cloud's root); `secrets` are whole files."""
    tree = Tree(place)
    shutil.copytree(place.parent / ".template", place, symlinks=True, copy_function=os.link)
    skeleton(tree)
    product(tree, wanted)
    for name, text in account_files(wanted).items():
        tree.write(name, text)
    tree.at("/etc/sudoers").chmod(0o440)
    tree.folder(HOME, 0o700, ADMIN)
    tree.folder(f"{HOME}/.ssh", 0o700, ADMIN)
    for name, text in secrets.items():
        tree.write(name, text, 0o600, ADMIN if name.startswith(HOME) else 0)
    trust(tree, wanted, pools)
    programs(tree, wanted)
    write_settings(tree.root, settings)


def skeleton(tree: Tree) -> None:
    for name in FOLDERS.split():
        tree.folder(name)
    for name, mode in (("tmp", 0o1777), ("var/tmp", 0o1777), ("root", 0o700), ("root/.ssh", 0o700)):
        tree.at(name).chmod(mode)
    for name in ("bin", "sbin", "lib", "lib32", "lib64", "libx32"):
        if os.path.islink(f"/{name}"):
            tree.link(name, os.readlink(f"/{name}"))
    for name in ("null", "zero", "full", "random", "urandom", "tty"):
        tree.at(f"dev/{name}").touch()
    for name, target in (("dev/ptmx", "pts/ptmx"), ("dev/fd", "/proc/self/fd"), ("var/run", "/run")):
        tree.link(name, target)
    tree.link("dev/stdin", "/proc/self/fd/0")
    tree.link("dev/stdout", "/proc/self/fd/1")
    tree.link("dev/stderr", "/proc/self/fd/2")


def template(place: Path) -> None:
    """What all appliances have alike; they get hard links to it, so nothing may be written through them."""
    tree = Tree(place)
    tree.folder("/etc/ssl")
    for name in SYSTEM_FILES:
        source = Path("/etc") / name
        if source.is_dir():
            shutil.copytree(source, tree.at(f"etc/{name}"), symlinks=True)
        elif source.exists():
            shutil.copy(source, tree.at(f"etc/{name}"))
    shutil.copytree(PROGRAMS, tree.at("/.lab/programs"), ignore=shutil.ignore_patterns("__pycache__"))
    for path in [tree.at("/.lab"), *tree.at("/.lab").rglob("*")]:
        path.chmod(0o755 if path.is_dir() else 0o644)


def product(tree: Tree, wanted: Appliance) -> None:
    """The vendor's own tree: /ngfw on an FTD, the same without it on an FMC."""
    root = wanted.root
    for name in ("etc/sf", "etc/ssl", "var/sf/run", "var/log", "usr/local/sf/bin"):
        if root:
            tree.folder(f"{root}/{name}")
    if root:
        tree.link("/etc/sf", "/ngfw/etc/sf")
        tree.link("/.usr-local/sf", "/ngfw/usr/local/sf")
    else:
        tree.folder("/var/sf/run")
        tree.folder("/.usr-local/sf/bin")
    tree.folder(f"{root}/var/log/connector", owner=WWW)
    tree.write(f"{root}/var/log/connector/connector.log", "", owner=WWW)
    title = "Firepower Threat Defense" if root else "Firepower Management Center"
    release = f"Cisco {title} for VMWare v{wanted.version} (build 102)"
    tree.write(f"{root}/etc/sf/sf-version", f"{release}\nCisco Fire Linux OS v{wanted.version} (build 4)\n")
    model_class = 'MODEL_CLASS="Sensor"' if root else 'MODEL_CLASS="Defense Center"'
    tree.write(f"{root}/etc/sf/ims.conf", f'{model_class}\nMODEL="{MODELS[wanted.role]}"\nSWVERSION={wanted.version}\n')
    tree.write(f"{root}/etc/sf/connector.properties", properties(wanted), owner=WWW)


def properties(wanted: Appliance) -> str:
    api = data("hosts")[wanted.region]["api"]
    lines = ["registration_interval=180", "connector_port=8989", f"connector_fqdn={api}"]
    if (wanted.major, int(wanted.version.split(".")[1])) >= (7, 6):
        lines.append(f"region_discovery_endpoint=https://{api}/providers/sse/api/v1/regions")
        lines += [f"sudi_registration_fqdn={data('hosts')[wanted.region]['others'][1]}", "sign_type=SUDI"]
    return "\n".join(lines) + "\n"


def trust(tree: Tree, wanted: Appliance, pools: dict[str, str]) -> None:
    for kind, text in pools.items():
        tree.write(f"/.lab/store/{kind}.pem", text)
    for name in [*TRUST_OF_7, f"{wanted.root}/etc/ssl/connectorCA.pem"]:
        tree.write(name, pools["genuine"])


def trust_files(wanted: Appliance) -> list[str]:
    """What the connector verifies with; curl's default is the system's pool."""
    return [f"{wanted.root}/etc/ssl/connectorCA.pem"] if wanted.major < 7 else TRUST_OF_7


def programs(tree: Tree, wanted: Appliance) -> None:
    tree.folder("/.lab/out")
    tree.write("/.lab/clish", CLISH, 0o755)
    prefix = f"{wanted.root}/usr/local/sf/bin" if wanted.root else "/.usr-local/sf/bin"
    for name in IDLE_BINS:
        tree.link(f"{prefix}/{name}", "/usr/bin/sleep")
    for name in ("EventHandler", "connector"):
        tree.link(f"{prefix}/{name}", "/usr/bin/python3")
    tree.write(f"{prefix}/pmtool", PMTOOL.replace("{words}", ""), 0o755)
    for name in ("reboot", "shutdown"):
        tree.write(f"/.usr-local/sbin/{name}", PMTOOL.replace("{words}", "reboot "), 0o755)


def write_settings(root: Path, settings: dict[str, Any]) -> None:
    """host.json, replaced at once: the appliance's programs read it at any time."""
    new = root / ".lab/host.json.new"
    new.write_text(json.dumps(settings, indent=1), encoding="utf-8")
    new.chmod(0o644)
    os.replace(new, root / ".lab/host.json")


def settings_of(wanted: Appliance, names: World) -> dict[str, Any]:
    """What host.json holds before any fault; its keys are read by the programs in appliance/."""
    bins = f"{wanted.root}/usr/local/sf/bin"
    daemons = []
    for entry in data("daemons"):
        if wanted.role in entry.pop("roles", ("ftd", "fmc")):
            daemons.append({**entry, "run": [word.replace("{bin}", bins) for word in entry["run"]]})
    return {
        "name": wanted.name,
        "role": wanted.role,
        "root": wanted.root,
        "version": wanted.version,
        "major": wanted.major,
        "model": MODELS[wanted.role],
        "address": wanted.address,
        "gateway": world.ROUTER,
        "guid": wanted.identity,
        "device_id": wanted.identity[::-1].replace("-", "")[:32],
        "connector_version": "2.1.16" if wanted.major >= 7 else "1.4.6",
        "counters": wanted.counters,
        "log_format": wanted.log_format,
        "event_rate": wanted.event_rate,
        "boot_seconds": wanted.boot_seconds,
        "sync_seconds": wanted.ha.get("sync_seconds", 0),
        "daemons": daemons,
        "regions": names.by_api(),
        "trust": trust_files(wanted),
        "token": "good",
        "enrolled": wanted.enrolled,
        "created": "",
        "past": {},
        "behaviour": {},
        "until_boot": [],
        "settled": "sending" if wanted.event_rate else "connected",
    }

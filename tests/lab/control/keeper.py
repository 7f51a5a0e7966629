# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Process 1 of the lab's namespaces: builds the world, runs the command or waits; all ends when it ends."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cloud import certificates

from control import faults, fmc_hosts, hosts, inventory, network, places, rootfs, world
from control.fleet import Appliance, Fleet, catalogue, data
from control.problem import Problem
from control.run import run

if TYPE_CHECKING:
    from control.world import World


def say(text: str) -> None:
    print(f"lab: {text}", file=sys.stderr, flush=True)


class Keeper:
    def __init__(self, place: Path, fleet: Fleet) -> None:
        self.place, self.fleet = place, fleet
        self.names: World = world.world()
        self.trees = place / "trees"
        self.password = f"lab-{secrets.token_hex(16)}"
        self.secrets: dict[str, str] = {}
        self.pools: dict[str, str] = {}

    def prepare(self) -> None:
        """Keys, certificates, the router, the cloud: all that is there before the first appliance."""
        self.trees.mkdir()
        run("mount", "-t", "tmpfs", "-o", "mode=755", "tmpfs", str(self.trees))
        certificates.make_authorities(self.place / "certificates")
        for kind in ("genuine", "stale"):
            self.pools[kind] = certificates.pool(self.place / "certificates", kind == "genuine")
        (self.place / "public_root.pem").write_text((self.place / "certificates/root.pem").read_text())
        network.build(self.place, self.names, self.fleet.ipv6)
        self.start_cloud()
        self.make_secrets()
        rootfs.template(self.trees / ".template")
        sudo = self.trees / ".sudo"
        sudo.mkdir()
        shutil.copy("/usr/bin/sudo", sudo / "sudo")
        (sudo / "sudo").chmod(0o4755)
        shutil.copytree("/usr/libexec/sudo", sudo / "libexec", symlinks=True)

    def start_cloud(self) -> None:
        folder = self.place / "cloud"
        folder.mkdir()
        config = {
            "certificates": str(self.place / "certificates"),
            "counters": str(folder / "counters.json"),
            "appliances": {appliance.address: appliance.name for appliance in self.fleet.appliances},
            "addresses": self.names.addresses,
            "kinds": self.names.kinds,
            "tokens": data("tokens"),
            "expected": self.expected_names(),
        }
        (folder / "config.json").write_text(json.dumps(config, indent=1), encoding="utf-8")
        words = ["unshare", "--net", sys.executable, "-B", "-m", "cloud", str(folder / "config.json")]
        with open(folder / "log", "w", encoding="utf-8") as log:
            cloud = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=log, text=True, cwd=rootfs.PROGRAMS.parent)
        assert cloud.stdout
        if cloud.stdout.readline().strip() != "READY":
            raise Problem(f"the cloud did not start: {(folder / 'log').read_text(encoding='utf-8').strip()[-500:]}")
        network.connect_cloud(cloud.pid)

    def expected_names(self) -> list[str]:
        """The hosts that connectors will talk to first: their certificates are made before the rush."""
        regions = {appliance.region for appliance in self.fleet.appliances}
        return [self.names.regions[region][kind] for region in regions for kind in ("api", "events", "messaging")]

    def make_secrets(self) -> None:
        _private, public = inventory.new_ssh_key(self.place / "ssh_key")
        private_host, public_host = inventory.new_ssh_key(self.place / "host_key")
        hashed = run("openssl", "passwd", "-6", "-stdin", given=self.password).strip()
        self.secrets = {
            "/etc/shadow": f"root:*:19000::::::\nadmin:{hashed}:19000::::::\nwww:!:19000::::::\n",
            "/etc/ssh/ssh_host_ed25519_key": private_host,
            "/root/.ssh/authorized_keys": public,
            "/Volume/home/admin/.ssh/authorized_keys": public,
        }
        fleet = self.fleet.appliances
        (self.place / "known_hosts").write_text(inventory.known_hosts(fleet, public_host), encoding="utf-8")
        for name, text in inventory.files(self.place, self.fleet, self.password).items():
            (self.place / name).parent.mkdir(exist_ok=True)
            (self.place / name).touch(mode=0o600)
            (self.place / name).write_text(text, encoding="utf-8")

    def start_host(self, wanted: Appliance) -> hosts.Host:
        settings = rootfs.settings_of(wanted, self.names)
        faults.configure(settings, wanted, self.names)
        # Polling costs: many appliances on few cores look less often.
        settings["poll_seconds"] = 0.1 + 0.02 * min(len(self.fleet.appliances), hosts.BOOT_AT_ONCE)
        out = self.place / wanted.name
        out.mkdir()
        tree = self.trees / wanted.name
        rootfs.build(tree, wanted, settings, self.pools, self.secrets)
        return hosts.start(wanted, tree, out, self.trees / ".sudo")

    def start_hosts(self) -> dict[str, Any]:
        known = catalogue()
        running = [self.start_host(wanted) for wanted in self.fleet.appliances]
        if dead := hosts.entered(running):
            log = (self.place / dead[0].wanted.name / "boot.log").read_text(encoding="utf-8")
            raise Problem(f"{dead[0].wanted.name} did not start: {log.strip()}")
        hosts.learn_pids(running)
        network.connect_appliances({host.wanted.number: host.outer.pid for host in running})
        entries = {host.wanted.name: hosts.state_of(host) for host in running}
        state: dict[str, Any] = {"password": self.password, "hosts": entries}
        network.load_rules(faults.router_rules(state), self.names)
        for host in hosts.boot(running, lambda host: host.steps(known, "before")):
            say(f"warning: {host.wanted.name} has not settled: {host.said or 'it said nothing'}")
        for host in running:
            state["hosts"][host.wanted.name]["settled"] = True
            host.steps(known, "after")
        network.load_rules(faults.router_rules(state), self.names)
        for fmc in self.fleet.fmcs:
            fmc_hosts.start(fmc, self.place, {host.wanted.name: host.pid for host in running})
        state["fmcs"] = {fmc.name: {"address": fmc.address, "version": fmc.version} for fmc in self.fleet.fmcs}
        return state

    def names_for_the_command(self) -> None:
        """The command finds appliances and cloud by name; only this mount namespace sees these two files."""
        named = {host.name: host.address for host in [*self.fleet.appliances, *self.fleet.fmcs]}
        lines = [f"{address} {name}" for name, address in named.items()]
        own = Path("/etc/hosts").read_text(encoding="utf-8") if Path("/etc/hosts").exists() else ""
        texts = {"hosts": f"{own}\n" + "\n".join(lines) + "\n", "resolv.conf": "nameserver 127.0.0.1\n"}
        for name, text in texts.items():
            (self.place / name).write_text(text, encoding="utf-8")
            if Path(f"/etc/{name}").exists():
                run("mount", "--bind", str(self.place / name), f"/etc/{name}")


def die_with(descriptor: int) -> None:
    """The end of the caller, whatever its cause, closes this pipe: then everything here goes."""

    def wait() -> None:
        os.read(descriptor, 1)
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


def keep(place: Path, fleet: Fleet, lifeline: int, command: list[str]) -> int:
    """Returns the command's exit status; without a command it waits for ever."""
    signal.signal(signal.SIGINT, lambda *_unused: None)
    if lifeline >= 0:
        die_with(lifeline)
    os.environ["PATH"] = f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin"
    start = time.monotonic()
    count = sum(len(appliance.faults) for appliance in fleet.appliances)
    say(f"starting {len(fleet.appliances)} appliances with {count} faults")
    keeper = Keeper(place, fleet)
    keeper.prepare()
    keeper.names_for_the_command()
    state = keeper.start_hosts()
    state["net"] = os.readlink("/proc/self/ns/net")
    places.write_state(place, state)
    say(f"ready in {time.monotonic() - start:.1f} s")
    if not command:
        (place / "ready").touch()
        wait_for(None)
    # As process 1, signals without a handler would not reach what inherits them ignored: the child starts afresh.
    try:
        child = subprocess.Popen(command, env={**os.environ, "SSE_LAB_DIR": str(place)})
    except OSError as exc:
        raise Problem(f"cannot run {command[0]!r}: {exc.strerror}") from exc
    status = wait_for(child.pid)
    return status if status >= 0 else 128 - status


def wait_for(child: int | None) -> int:
    """The child's exit status; without one, for ever. As process 1 this takes what lost its parent, too.

    A lab that was started in this one could not end while one of its processes has nobody to take it.
    """
    while True:
        try:
            pid, status = os.wait()
        except ChildProcessError:
            signal.pause()
            continue
        if pid == child:
            return os.waitstatus_to_exitcode(status)

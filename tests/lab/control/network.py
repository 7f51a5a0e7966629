# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The lab's network: a bridge of appliances, a router with nft, resolvers, a cloud beyond the router."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from control import world
from control.run import run

if TYPE_CHECKING:
    from control.world import World


def build(folder: Path, names: World, ipv6: bool) -> None:
    lines = [
        "link set lo up",
        "link add appliances type bridge",
        f"addr add {world.ROUTER}/16 dev appliances",
        "link set appliances up",
    ]
    run("ip", "-batch", "-", given="\n".join(lines))
    Path("/proc/sys/net/ipv4/ip_forward").write_text("1", encoding="ascii")
    for kind, port in world.RESOLVERS.items():
        file = folder / f"names.{kind}"
        file.write_text(names.names_file(ipv6 or kind == "ipv6", "events" if kind == "nameless" else ""))
        start_resolver(file, port)


def start_resolver(names: Path, port: int) -> None:
    """dnsmasq goes into the background by itself once it listens; what it does not know is NXDOMAIN."""
    run(
        "dnsmasq",
        "--conf-file=/dev/null",
        "--user=root",
        f"--port={port}",
        f"--listen-address={world.ROUTER},127.0.0.1",
        "--bind-interfaces",
        "--no-resolv",
        "--no-hosts",
        "--local=/#/",
        f"--addn-hosts={names}",
        "--pid-file",
        f"--log-facility={names}.log",
    )


def connect_cloud(pid: int) -> None:
    """`pid` is a process in the cloud's network namespace."""
    here = [
        f"link add cloud type veth peer name eth0 netns {pid}",
        f"addr add {world.LINK_ROUTER}/24 dev cloud",
        "link set cloud up",
        f"route add {world.CLOUD} via {world.LINK_CLOUD}",
    ]
    run("ip", "-batch", "-", given="\n".join(here))
    there = [
        "link set lo up",
        f"addr add {world.LINK_CLOUD}/24 dev eth0",
        f"addr add {world.PROXY}/32 dev eth0",
        "link set eth0 up",
        f"route add default via {world.LINK_ROUTER}",
        f"route add local {world.CLOUD} dev lo",
    ]
    run("nsenter", f"--net=/proc/{pid}/ns/net", "ip", "-batch", "-", given="\n".join(there))


def connect_appliances(pids: dict[int, int]) -> None:
    """Appliance number → a process in its network namespace; one call for all of them."""
    lines = []
    for number, pid in pids.items():
        lines.append(f"link add a{number} type veth peer name eth0 netns {pid}")
        lines.append(f"link set a{number} master appliances up")
    run("ip", "-batch", "-", given="\n".join(lines))


def connect_host(number: int, pid: int, address: str) -> None:
    """As an appliance, for a host that does not set its own address."""
    connect_appliances({number: pid})
    lines = ["link set lo up", f"addr add {address}/16 dev eth0", "link set eth0 up"]
    run("nsenter", f"--net=/proc/{pid}/ns/net", "ip", "-batch", "-", given="\n".join(lines))


def rule(address: str, wanted: dict[str, Any], names: World) -> tuple[str, str]:
    """One entry of a fault's `router` list as (chain, nft rule)."""
    targets = {
        "cloud": world.CLOUD,
        "proxy": world.PROXY,
        "events": f"{{ {', '.join(names.of_kind('events'))} }}",
        "api": f"{{ {', '.join(names.of_kind('api'))} }}",
        "events_first": f"{{ {', '.join(names.events_firsts())} }}",
    }
    verb = wanted["do"]
    if verb == "resolver":
        if wanted["to"] == "dead":
            return "incoming", f"ip saddr {address} meta l4proto {{ tcp, udp }} th dport 53 drop"
        port = world.RESOLVERS[wanted["to"]]
        return "translate", f"ip saddr {address} udp dport 53 redirect to :{port}"
    if verb == "no_ssh":
        return "outgoing", f"ip daddr {address} tcp dport 22 drop"
    match = f"ip saddr {address} ip daddr {targets[wanted['to']]}"
    if verb == "server":
        return "translate", f"{match} tcp dport 443 dnat ip to {world.LINK_CLOUD}:{wanted['port']}"
    new = "ct state new " if wanted.get("only_new") else ""
    action = {"drop": "drop", "reset": "reject with tcp reset"}[verb]
    return "forwarding", f"{match} meta l4proto tcp {new}{action}"


CHAINS = {
    "translate": "type nat hook prerouting priority dstnat",
    "forwarding": "type filter hook forward priority filter",
    "incoming": "type filter hook input priority filter",
    "outgoing": "type filter hook output priority filter",
}


def load_rules(wanted: list[tuple[str, dict[str, Any]]], names: World) -> None:
    """Replaces all of the router's rules at once: (appliance's address, entry of a fault's `router`)."""
    rules: dict[str, list[str]] = {chain: [] for chain in CHAINS}
    for address, entry in wanted:
        chain, text = rule(address, entry, names)
        rules[chain].append(text)
    lines = ["table inet lab", "delete table inet lab", "table inet lab {"]
    for chain, hook in CHAINS.items():
        lines += [f"chain {chain} {{", f"{hook}; policy accept;", *rules[chain], "}"]
    run("nft", "-f", "-", given="\n".join([*lines, "}"]))

# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the lab's CLISH prints. Written from vendor documents, not from what the collection's parsers expect."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

Config = Mapping[str, Any]

DEFAULTS: dict[str, Any] = {
    "role": "ftd",  # ftd | fmc
    "hostname": "firepower",
    "version": "7.2.5",
    "build": "208",
    "model": "",  # "" = by role
    "address": "10.20.1.11",
    "manager": "10.20.1.5",
    # What a login shows
    "banner": "new",  # new | old | none
    "last_login": True,
    "notice": False,  # the box of 6.4 and 6.5 after `expert`
    "lecture": False,  # for the stand-in of sudo; a real sudo has its own setting
    "noise": "",  # printed before each prompt, e.g. "\u001bE\u001b[J\u0007"
    "broadcast": "",  # printed below the first prompt, which is not repeated
    "question": "",  # asked instead of the first prompt
    # Where a login lands, and what it wants first
    "direct_shell": False,
    "boot_cli": False,
    "fxos": False,
    "ftd_name": "",  # `connect ftd` takes this name only
    "eula": False,
    "change_password": False,
    "session_limit": False,
    "lockdown": False,  # True, or "silent": refuses `expert` without a word
    # How the terminal behaves
    "login_delay": 0.0,
    "expert_delay": 0.0,
    "flush": 0.0,  # seconds after a prompt during which what is typed gets lost
    "slow_echo": 0.0,  # seconds a character
    "pager": 24,  # lines a page, 0 = none
    # The shell behind `expert`
    "expert_question": "",  # asked instead of the shell
    "shell": "bash",  # or another one with -i; what follows here but for `path` is bash's
    "path": "",  # put before PATH
    "prompt": r"\u@\h:\w\$ ",
    "tmout": 0,
    "profile_noise": "",
    # Answers
    "failover": "off",  # off, or a mapping: state, peer, unit, or a text
    "cluster": "none",  # none, or a text
    "hang": [],  # lines without an answer
    "answers": {},  # line: text; wins over everything
}

_BANNER = """
Copyright 2004-2023, Cisco and/or its affiliates. All rights reserved.
Cisco is a registered trademark of Cisco Systems, Inc.
All other trademarks are property of their respective owners.

"""
NOTICE = """**************************************************************
NOTICE - Shell access will be deprecated in future releases
         and will be replaced with a separate expert mode CLI.
**************************************************************
"""
EULA = """You must accept the EULA to continue.
Press <ENTER> to display the EULA: """
NEW_PASSWORD = """You must change the password for 'admin' to continue.
Enter new password: """
NEW_PASSWORD_OLD = """You must change your password.
Enter new password: """


def model(config: Config) -> str:
    kind = "Firewall Management Center" if config["role"] == "fmc" else "Firewall Threat Defense"
    return config["model"] or f"Cisco Secure {kind} for VMware"


def banner(config: Config) -> str:
    version, build = config["version"], config["build"]
    if config["banner"] == "none":
        return ""
    if config["banner"] == "old":
        lines = f"Cisco Fire Linux OS v{version} (build 4)\n{model(config)} v{version} (build {build})\n\n"
    else:
        fxos = "Cisco Firepower Extensible Operating System (FX-OS) v2.12.1 (build 48)"
        lines = f"{fxos}\n{model(config)} v{version} (build {build})\n\n"
    return f"{_BANNER}{lines}"


def _version(config: Config) -> str:
    name = config["hostname"]
    head = f"[ {name} ]".center(63, "-")
    return (
        f"{head}\n"
        f"Model                     : {model(config)} (75) Version {config['version']} (Build {config['build']})\n"
        "UUID                      : 4c1b6a3e-0d2f-11ee-8a66-b1f2a7c3d9e0\n"
        "LSP version               : lsp-rel-20261103-1455\n"
        "VDB version               : 398\n"
        f"{'-' * 63}\n"
    )


def _network(config: Config) -> str:
    return (
        "===============[ System Information ]===============\n"
        f"Hostname                  : {config['hostname']}\n"
        "DNS Servers               : 10.20.0.1\n"
        "Management port           : 8305\n"
        "IPv4 Default route\n"
        "  Gateway                 : 10.20.1.1\n\n"
        "======================[ eth0 ]======================\n"
        "State                     : Enabled\n"
        "Channels                  : Management & Events\n"
        "Mode                      : Non-Autonegotiation\n"
        "MDI/MDIX                  : Auto/MDIX\n"
        "MTU                       : 1500\n"
        "MAC Address               : 00:50:56:8E:2D:11\n"
        "----------------------[ IPv4 ]----------------------\n"
        "Configuration             : Manual\n"
        f"Address                   : {config['address']}\n"
        "Netmask                   : 255.255.255.0\n"
        "Gateway                   : 10.20.1.1\n"
        "----------------------[ IPv6 ]----------------------\n"
        "Configuration             : Disabled\n\n"
        "===============[ Proxy Information ]================\n"
        f"{_proxy(config)}"
        "Authentication            : Disabled\n\n"
    )


def _proxy(config: Config) -> str:
    """The names of the fields of an enabled one are made up."""
    file = Path("/etc/sf/iprep_proxy.conf" if config["role"] == "fmc" else "/ngfw/etc/sf/iprep_proxy.conf")
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    given = dict(line.split("=", 1) for line in lines if "=" in line)
    if not given:
        return "State                     : Disabled\n"
    return (
        "State                     : Enabled\n"
        f"HTTP Proxy                : {given.get('PROXY_HOST', '')}\n"
        f"Port                      : {given.get('PROXY_PORT', '')}\n"
    )


def _managers(config: Config) -> str:
    return (
        "Type                      : Manager\n"
        f"Host                      : {config['manager']}\n"
        f"Display name              : {config['manager']}\n"
        "Version                   : 7.2.5 (Build 208)\n"
        "Identifier                : 6b1a5a3c-0d2e-11ee-9a2b-c35f5d6a1b77\n"
        "Registration              : Completed\n"
        "Management type           : Configuration and analytics\n\n"
    )


def _failover(config: Config) -> str:
    failover = config["failover"]
    if failover == "off":
        return "Failover Off\nFailover unit Secondary\nFailover LAN Interface: not Configured\n"
    if isinstance(failover, str):
        return failover if failover.endswith("\n") else f"{failover}\n"
    unit = failover.get("unit", "Primary")
    other = "Secondary" if unit == "Primary" else "Primary"
    return (
        "Failover On\n"
        f"Failover unit {unit}\n"
        "Failover LAN Interface: FAILOVER GigabitEthernet0/7 (up)\n"
        "Reconnect timeout 0:00:00\n"
        "Unit Poll frequency 1 seconds, holdtime 15 seconds\n"
        "Monitored Interfaces 2 of 361 maximum\n"
        "Version: Ours 9.18(3)39, Mate 9.18(3)39\n"
        "Last Failover at: 07:15:04 UTC Nov 20 2026\n"
        f"\tThis host: {unit} - {failover.get('state', 'Active')}\n"
        "\t\tActive time: 341220 (sec)\n"
        "\t\tslot 0: empty\n"
        f"\tOther host: {other} - {failover.get('peer', 'Standby Ready')}\n"
        "\t\tActive time: 0 (sec)\n"
    )


def _cluster(config: Config) -> str:
    cluster = config["cluster"]
    return "Clustering is not configured\n" if cluster == "none" else f"{str(cluster).rstrip()}\n"


def _upgrade(config: Config) -> str:
    """Made up: what a release since 7.0 says while nothing is under way."""
    return f"Current software version: {config['version']}\nThere is no upgrade in progress\n"


def answer(config: Config, line: str) -> str | None:
    """The text of a `show` line, or None where this appliance knows no such line."""
    if line in config["answers"]:
        return str(config["answers"][line])
    common = {"show version": _version, "show network": _network}
    ftd = {"show failover": _failover, "show cluster info": _cluster, "show managers": _managers}
    if int(config["version"].split(".")[0]) >= 7:
        ftd["show upgrade status"] = _upgrade
    known = common | ftd if config["role"] == "ftd" else common
    return known[line](config) if line in known else None

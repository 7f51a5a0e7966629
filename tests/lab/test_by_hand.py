# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The procedure typed on a real terminal of 80 columns, through CLISH and sudo; what stood there is then judged."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import termios
import time
from typing import Any

import pytest
import yaml

from ansible_collections.firepower.sse.plugins.plugin_utils._assess.engine import assess
from ansible_collections.firepower.sse.plugins.plugin_utils._assess.loader import load
from ansible_collections.firepower.sse.plugins.plugin_utils._parse.session.sources import Asked, sources
from ansible_collections.firepower.sse.plugins.plugin_utils._regions import regions_with
from ansible_collections.firepower.sse.tests.lab.runs import EXPECTED, LAB_DIR
from ansible_collections.firepower.sse.tests.lab.test_captures import NOW, better

REGIONS = regions_with({})
EVENTS = "https://eventing-ingest.eu.sse.itd.cisco.com"
API = "https://api.eu.sse.itd.cisco.com"
CA = "--connect-timeout 4 --cacert /ngfw/etc/ssl/connectorCA.pem"
LINES = (
    "show version",
    "show network",
    "show failover",
    "expert",
    "sudo su -",
    "date -u",
    "pmtool status | grep SSE",
    "pmtool status | grep EventHandler",
    "cat /ngfw/etc/sf/connector.properties",
    "netstat -anlp | grep EventHandler_SSEConnector.sock",
    "ls -l /ngfw/var/sf/run/EventHandler_SSEConnector.sock",
    "lsof -i | grep conn",
    "curl localhost:8989/v1/contexts/default",
    f"curl -v {EVENTS} {CA}",
    f"curl -v {API} {CA}",
    "tail -100 /ngfw/var/log/connector/connector.log",
    "curl localhost:8989/v1/contexts/default",
    "date -u",
)
PROMPT = re.compile(rb"(?:> |[#$] )\Z")


class Terminal:
    """ssh on a terminal, and a person who waits for each prompt."""

    def __init__(self, host: str) -> None:
        inventory = yaml.safe_load((LAB_DIR / "inventory.yml").read_text(encoding="utf-8"))
        given = {**_all_vars(inventory), **_host_vars(inventory, host)}
        self._password = given["ansible_become_password"]
        own, other = pty.openpty()
        fcntl.ioctl(other, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        options = [*given["ansible_ssh_common_args"].split(), "-i", given["ansible_ssh_private_key_file"], "-tt"]
        address = f"{given['ansible_user']}@{given['ansible_host']}"
        self._ssh = subprocess.Popen(
            ["ssh", "-o", "ControlPath=none", *options, address],
            stdin=other,
            stdout=other,
            stderr=other,
            start_new_session=True,
            # A terminal without a name gets long lines scrolled sideways, of which nobody could paste the command.
            env={**os.environ, "TERM": "xterm"},
        )
        os.close(other)
        self._own, self.shown = own, b""

    def until_prompt(self, seconds: float = 30.0) -> None:
        """Answers the pager and the password; else waits until a prompt stands and nothing follows."""
        end = time.monotonic() + seconds
        fresh = len(self.shown)
        while time.monotonic() < end:
            if select.select([self._own], [], [], 0.25)[0]:
                self.shown += os.read(self._own, 65536)
                continue
            said = re.sub(rb"\x1b\[[0-9;?]*[a-zA-Z]", b"", self.shown[fresh:])
            if said.endswith(b"--More--"):
                os.write(self._own, b" ")
            elif said.endswith(b"Password: "):
                os.write(self._own, f"{self._password}\n".encode())
                fresh = len(self.shown)
            elif PROMPT.search(said):
                return
        raise AssertionError(self.shown[-500:])

    def type(self, line: str) -> None:
        os.write(self._own, f"{line}\n".encode())
        self.until_prompt()

    def close(self) -> None:
        self._ssh.kill()
        self._ssh.wait()
        os.close(self._own)


def _all_vars(inventory: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = inventory["all"].get("vars", {})
    return found


def _host_vars(node: dict[str, Any], host: str) -> dict[str, Any]:
    for group in node.values():
        found = (group.get("hosts") or {}).get(host) or _host_vars(group.get("children") or {}, host)
        if found:
            return dict(found)
    return {}


def verdict(text: bytes) -> dict[str, Any]:
    (source,) = sources(text)
    return assess(
        evidence=source.evidence(Asked(REGIONS)),
        expected={"cloud_events": "on", "region": "auto"},
        catalogue=load([]),
        waivers=[],
        host="any",
        now=NOW,
    )


@pytest.mark.parametrize(
    ("host", "outcome"),
    [
        ("healthy", "delivering"),
        ("events-tcp-dropped", "not_delivering"),
        ("no-event-socket", "not_delivering"),
    ],
)
def test_what_a_person_typed(fleet_run: Any, host: str, outcome: str) -> None:
    terminal = Terminal(host)
    try:
        terminal.until_prompt()
        for line in LINES:
            terminal.type(line)
    finally:
        terminal.close()
    found = verdict(terminal.shown)
    assert found["outcome"] == outcome, terminal.shown.decode(errors="replace")
    named = {name.rstrip("?") for name in EXPECTED[host]["causes"]}
    assert named <= set(found["root_causes"] + found["possible_causes"])
    assert better(fleet_run.appliances[host], found) == {}

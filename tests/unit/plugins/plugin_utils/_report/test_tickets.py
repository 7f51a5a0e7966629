# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tickets: what another team needs to act, and nothing that its tracker would take for markup."""

from __future__ import annotations

import re
from typing import Any

import pytest

from ansible_collections.firepower.sse.plugins.plugin_utils._report.document import document
from ansible_collections.firepower.sse.plugins.plugin_utils._report.tickets import tickets
from ansible_collections.firepower.sse.tests.unit.plugins.plugin_utils._report import samples
from ansible_collections.firepower.sse.tests.unit.plugins.plugin_utils._report.samples import evidence, finding, result

PROBE = {
    "host": samples.HOST,
    "port": 443,
    "required": True,
    "verdict": "tls_foreign_issuer",
    "message": "curl: (60)",
    "addresses": [{"address": "198.51.100.19", "verdict": "tls_foreign_issuer"}],
    "certificate": {"issuer": "CN=Example Inspection"},
}
LOG = {
    "causes": {
        "tcp_timed_out": {
            "count_after_success": 22,
            "since": "2026-11-24T02:14:00Z",
            "after_last_success": True,
            "sample": "dial tcp 198.51.100.19:443: i/o timeout",
        },
        "other_error": {"count_after_success": 0, "after_last_success": False, "sample": "history"},
    }
}


def made(**parts: Any) -> str:
    fleet = [("fw1", result("not_delivering", [finding()], evidence=evidence(**parts)))]
    (text,) = tickets(document(fleet, fail_on=[], now=samples.NOW)).values()
    return text


def test_one_file_a_cause() -> None:
    found = tickets(document(samples.fleet(), fail_on=[], now=samples.NOW))
    assert list(found) == ["cause-1.md", "cause-2.md"]
    assert found["cause-2.md"].startswith("# No events to the cloud: EventHandler has made no event socket\n")
    assert "## To allow" not in found["cause-2.md"]
    assert "--limit fra-fw1,fra-fw2,fra-fw3,fra-fw4\n" in found["cause-1.md"]


def test_what_a_firewall_team_asks() -> None:
    lines = made(probes=[PROBE, {**PROBE, "host": "other", "required": False}], log=LOG).splitlines()
    assert [line for line in lines if line.startswith(("- to", "- from", "- the way", "- Since", "- by name"))] == [
        "- Since: 2026-11-24T02:14:00Z",
        f"- to `{samples.HOST} port 443/tcp`",
        "- from `10.20.1.11`",
        "- the way: direct, no proxy",
        "- by name: the addresses of these hosts change",
    ]
    assert (
        f"- 2026-11-24T03:12:10Z fw1 to {samples.HOST}:443: tls_foreign_issuer; curl: (60);"
        " 198.51.100.19 tls_foreign_issuer; issuer CN=Example Inspection"
    ) in lines
    assert (
        "- 2026-11-24T03:12:10Z fw1 connector.log: tcp timed out, 22 times since 2026-11-24T02:14:00Z:"
        " dial tcp 198.51.100.19:443: i/o timeout"
    ) in lines
    assert "history" not in "\n".join(lines)
    assert "- no restart, no reboot: these devices are healthy" in lines
    assert "All times are UTC." in "\n".join(lines)


def test_without_network_evidence_it_says_so() -> None:
    assert "not seen to send from any" in made(network={"proxy": None, "proxy_read": None, "source_address": None})


def test_a_possible_cause_says_that_it_is_one() -> None:
    fleet = [("fw1", result("not_delivering", [finding()], root_causes=[], possible_causes=["SSE-203"]))]
    assert "(possible cause: " in tickets(document(fleet, fail_on=[], now=0))["cause-1.md"]


@pytest.mark.parametrize("key", ["headline", "advice", "avoid", "seen"])
def test_device_text_is_no_markup(key: str) -> None:
    bad = "# x\n## forged <img src=x> [a](http://b) `c` *d* | e\\"
    given: dict[str, Any] = {key: [bad] if key == "seen" else bad}
    fleet = [("fw1", result("not_delivering", [finding(**given)]))]
    text = tickets(document(fleet, fail_on=[], now=0))["cause-1.md"]
    assert not re.search(r"^## (?!To|What|Devices|Proof|When)", text, re.MULTILINE)
    assert r"\<img src=x\> \[a\](http://b) \`c\` \*d\* \| e" in text
    assert "\n- # x" not in text


@pytest.mark.parametrize("key", ["probes", "log", "network", "collected"])
@pytest.mark.parametrize(
    "value", [None, 3, "x", [3, {"host": 3}], {"causes": {"a": 3}}, [{"host": "h", "required": True}]]
)
def test_evidence_of_any_shape(key: str, value: Any) -> None:
    assert made(**{key: value}).startswith("# No events")

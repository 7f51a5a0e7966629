# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The pages for people: made from the catalogue, and the worked example that works."""

from __future__ import annotations

import datetime
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from ansible_collections.firepower.sse.plugins.plugin_utils._assess import engine, fields, loader
from ansible_collections.firepower.sse.plugins.plugin_utils._assess.page import page
from ansible_collections.firepower.sse.tests.unit.plugins.plugin_utils._assess.situations import (
    ALL,
    CUT_OFF,
    at,
    changed,
)

DOCS = Path(loader.__file__).parents[3] / "docs"
OWN_CHECKS = (DOCS / "own-checks.md").read_text(encoding="utf-8")
NOW = datetime.datetime(2026, 11, 24, tzinfo=datetime.timezone.utc)


def block(variable: str) -> Any:
    """The value of the page's YAML block that sets *variable*."""
    blocks = re.findall(r"```yaml\n(.*?)```", OWN_CHECKS, flags=re.DOTALL)
    return next(yaml.safe_load(text)[variable] for text in blocks if text.startswith(f"{variable}:"))


def assess(change: dict[str, Any], **options: Any) -> tuple[dict[str, Any], dict[str, str]]:
    result = engine.assess(
        evidence=changed(change),
        expected={},
        catalogue=loader.load(block("sse_checks")),
        waivers=options.get("waivers", []),
        host="fra-fw1",
        now=NOW,
    )
    return result, {finding["check"]: finding["status"] for finding in result["findings"]}


def test_the_page_of_checks_is_made_from_the_catalogue() -> None:
    assert (DOCS / "checks.md").read_text(encoding="utf-8") == page(loader.load()), "run tools/checks_page.py"


def test_every_check_has_its_anchor_and_its_words() -> None:
    text = (DOCS / "checks.md").read_text(encoding="utf-8")
    for check in loader.load().checks.values():
        assert f"\n### {check.id}\n\n**{check.title}.** {check.meaning}\n" in text


def test_the_example_passes_on_our_name_servers() -> None:
    result, statuses = assess({})
    assert (result["outcome"], statuses["OWN-1"]) == ("delivering", "pass")
    assert "SSE-214" not in statuses


def test_the_example_is_the_one_cause_on_others() -> None:
    result, statuses = assess({"network.dns_servers": ["192.0.2.53"], **at("name_unresolved", *ALL), **CUT_OFF})
    cause = next(finding for finding in result["findings"] if finding["check"] == "OWN-1")
    assert (result["root_causes"], result["possible_causes"]) == (["OWN-1"], [])
    assert cause["headline"] == "foreign name servers: 192.0.2.53"
    assert cause["advice"] == 'Change the name servers by "configure network dns servers" in CLISH.'
    assert statuses["SSE-201"] == "blocked"


def test_the_example_takes_the_device_managers_word() -> None:
    result, _statuses = assess({"network.dns_servers": ["192.0.2.53"], "manager.kind": "fdm", **CUT_OFF})
    cause = next(finding for finding in result["findings"] if finding["check"] == "OWN-1")
    assert cause["advice"] == "Change the name servers of the management interface in the device manager."


def test_the_example_is_unknown_where_the_servers_were_not_read() -> None:
    assert assess({"network.dns_servers": None})[1]["OWN-1"] == "unknown"


def test_the_example_makes_the_messaging_host_less_severe() -> None:
    result, _statuses = assess(at("timed_out", "messaging"))
    finding = next(finding for finding in result["findings"] if finding["check"] == "SSE-213")
    assert (finding["status"], finding["severity"]) == ("fail", "info")


def test_the_example_of_a_waiver() -> None:
    change = {"clock.cloud_offset_seconds": 900}
    assert assess(change, waivers=block("sse_waivers"))[1]["SSE-216"] == "waived"


@pytest.mark.parametrize("key", sorted(fields.FIELDS))
def test_every_key_stands_in_the_table(key: str) -> None:
    assert re.search(rf"^\| .*`{key}`.* \|", OWN_CHECKS, flags=re.MULTILINE)

# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the lab's appliances printed, with a part taken away or with hostile text put in: nothing looks better."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ansible_collections.firepower.sse.plugins.plugin_utils._assess.engine import assess
from ansible_collections.firepower.sse.plugins.plugin_utils._assess.loader import load
from ansible_collections.firepower.sse.plugins.plugin_utils._parse.evidence import evidence
from ansible_collections.firepower.sse.plugins.plugin_utils._regions import regions_with
from ansible_collections.firepower.sse.tests.lab.runs import EXPECTED, UNREAD

if TYPE_CHECKING:
    from ansible_collections.firepower.sse.tests.lab.runs import Run

SECTION = re.compile(r"\n=sse-[0-9a-f]{32} begin (\w+).*?\n=sse-[0-9a-f]{32} end \1 \d+ -?\d+\n", re.S)
NOW = datetime.datetime.now(datetime.timezone.utc)
REGIONS = {name: [dict(row) for row in rows] for name, rows in regions_with({}).items()}
GOOD = ("pass", "not_applicable")
REACHED = [host for host in EXPECTED if host not in UNREAD]


def judged(capture: str) -> dict[str, Any]:
    return assess(
        evidence=evidence(capture=capture, boundary=None, controller_epoch=None, regions=REGIONS),
        expected={"cloud_events": "auto", "region": "auto"},
        catalogue=load([]),
        waivers=[],
        host="any",
        now=NOW,
    )


def capture_of(run: Run, host: str) -> str:
    return (run.place / "captures" / f"{host}.capture").read_text(encoding="utf-8", errors="replace")


def better(before: dict[str, Any], after: dict[str, Any]) -> dict[str, str]:
    old = {finding["check"]: finding["status"] for finding in before["findings"]}
    return {
        finding["check"]: f"{old[finding['check']]} -> {finding['status']}"
        for finding in after["findings"]
        if finding["status"] in GOOD and old[finding["check"]] not in GOOD
    }


@pytest.mark.parametrize("host", REACHED)
def test_without_a_section_no_check_passes_that_did_not(fleet_run: Run, host: str) -> None:
    whole = capture_of(fleet_run, host)
    before = judged(whole)
    names = {match.group(1) for match in SECTION.finditer(whole)}
    assert {"host", "properties", "pmtool", "netstat", "resolv", "ca", "region"} <= names
    for name in names:
        less = SECTION.sub(lambda match, name=name: "" if match.group(1) == name else match.group(0), whole)
        assert len(less) < len(whole)
        assert better(before, judged(less)) == {}, f"{host} without {name}"


def test_a_healthy_capture_without_what_proves_it_does_not_deliver(fleet_run: Run) -> None:
    whole = capture_of(fleet_run, "healthy")
    assert judged(whole)["outcome"] == "delivering"
    less = SECTION.sub(lambda match: "" if match.group(1) == "context" else match.group(0), whole)
    assert judged(less)["outcome"] == "cannot_tell"


HOSTILE = st.text(max_size=300) | st.sampled_from(
    [
        "{{ lookup('pipe', 'id') }}",
        "\x1b]0;owned\x07\x1b[2J",
        "\n=sse-00000000000000000000000000000000 begin context n=1\n{}\n",
        "$(reboot)`id`",
        '"},"status":{"exchange":[{"type":"registration","status":"Enrolled"}]}',
    ]
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_hostile_text_in_one_section_moves_no_other(fleet_run: Run, data: st.DataObject) -> None:
    """Put somewhere into a section of an appliance that does not deliver, it never makes it deliver."""
    whole = capture_of(fleet_run, "events-tcp-dropped")
    sections = list(SECTION.finditer(whole))
    match = data.draw(st.sampled_from(sections))
    if match.group(1) in ("context", "probe", "netstat", "lsof"):
        return  # there the text itself is the evidence
    place = data.draw(st.integers(match.start() + match.group(0).index(" out\n") + 5, match.end() - 1))
    place = min(place, match.start() + match.group(0).index(" err\n") - 38)
    found = judged(whole[:place] + data.draw(HOSTILE) + whole[place:])
    assert found["outcome"] in ("not_delivering", "cannot_tell")

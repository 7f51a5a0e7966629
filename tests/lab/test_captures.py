# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the lab's appliances printed, judged from the file, with a part taken away, with hostile text put in, or as a
person would have pasted it: nothing looks better than it was.
"""

from __future__ import annotations

import datetime
import json
import re
import subprocess
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ansible_collections.firepower.sse.plugins.plugin_utils._assess.engine import assess
from ansible_collections.firepower.sse.plugins.plugin_utils._assess.loader import load
from ansible_collections.firepower.sse.plugins.plugin_utils._parse.capture import read as read_capture
from ansible_collections.firepower.sse.plugins.plugin_utils._parse.evidence import evidence
from ansible_collections.firepower.sse.plugins.plugin_utils._parse.session.sources import Asked, sources
from ansible_collections.firepower.sse.plugins.plugin_utils._regions import regions_with
from ansible_collections.firepower.sse.tests.lab.runs import EXPECTED, LAB_DIR, UNREAD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ansible_collections.firepower.sse.plugins.plugin_utils._parse.capture import Section
    from ansible_collections.firepower.sse.tests.lab.runs import Run

SECTION = re.compile(r"\n=sse-[0-9a-f]{32} begin (\w+).*?\n=sse-[0-9a-f]{32} end \1 \d+ -?\d+\n", re.S)
NOW = datetime.datetime.now(datetime.timezone.utc)
REGIONS = {name: [dict(row) for row in rows] for name, rows in regions_with({}).items()}
GOOD = ("pass", "not_applicable")
REACHED = [host for host in EXPECTED if host not in UNREAD]


def judged(capture: str) -> dict[str, Any]:
    return verdict(evidence(capture=capture, boundary=None, controller_epoch=None, regions=REGIONS))


def verdict(seen: dict[str, Any]) -> dict[str, Any]:
    return assess(
        evidence=seen,
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
        less = re.sub(SECTION.pattern.replace(r"(\w+)", f"({name})", 1), "", whole, flags=re.S)
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


@pytest.fixture(scope="module")
def from_files(fleet_run: Run, tmp_path_factory: pytest.TempPathFactory) -> tuple[int, dict[str, Any]]:
    """Exit status and result file of assess_captures.yml over the captures of the whole fleet."""
    place = tmp_path_factory.mktemp("captures") / "out"
    arguments = ["-e", f"sse_captures={fleet_run.place / 'captures'}", "-e", f"sse_output_dir={place}"]
    done = subprocess.run(
        ["ansible-playbook", "firepower.sse.assess_captures", "-i", LAB_DIR / "inventory.yml", *arguments],
        check=False,
        capture_output=True,
        text=True,
        timeout=300,
        cwd=place.parent,
    )
    assert (place / "result.json").exists(), done.stdout[-2000:] + done.stderr[-2000:]
    return done.returncode, json.loads((place / "result.json").read_text(encoding="utf-8"))


def test_each_saved_capture_is_judged(from_files: tuple[int, dict[str, Any]]) -> None:
    status, result = from_files
    assert status == 2
    assert {entry["host"] for entry in result["appliances"]} == set(REACHED)


@pytest.mark.parametrize("host", REACHED)
def test_the_same_findings_live_and_from_the_capture(
    fleet_run: Run, from_files: tuple[int, dict[str, Any]], host: str
) -> None:
    live = fleet_run.appliances[host]
    (saved,) = [entry for entry in from_files[1]["appliances"] if entry["host"] == host]
    assert saved["findings"] == live["findings"]
    for key in ("outcome", "outcome_reason", "root_causes", "possible_causes", "evidence"):
        assert saved[key] == live[key], key


TYPED = {
    "sf_version": "cat {path}",
    "ims_conf": "cat {path}",
    "pmtool": "sudo pmtool status",
    "properties": "cat {path}",
    "netstat": "netstat -anlp | grep EventHandler_SSEConnector.sock",
    "lsof": "lsof -nP -i | grep conn",
    "log": "tail -n 500 {path}",
    "tenant": "curl -s {scheme}://localhost:{port}/v1/contexts/default/tenant",
    "context": "curl -s {scheme}://localhost:{port}/v1/contexts/default",
}
STORES = {"connector_ca": " --cacert /ngfw/etc/ssl/connectorCA.pem", "ios": " --cacert ios.pem", "none": " -k"}


def pasted(capture: str, host: str) -> str:
    """The commands of a capture as a person would have typed them, and what the terminal showed then."""
    found = read_capture(text=capture, boundary=None)
    clock = dict(line.split("=", 1) for line in found.sections[0].stdout.split())["epoch"]
    lines = [f"> expert\nadmin@{host}:~$ sudo su -\nPassword: "]
    lines += [
        f"root@{host}:~# {line}" for line in (f"date +%s\n{clock}", *_typed(found.sections), f"date +%s\n{clock}")
    ]
    return "\n".join([*lines, f"root@{host}:~# ", ""])


def _typed(sections: list[Section]) -> Iterator[str]:
    for section in sections:
        given = section.attributes
        if section.name == "probe":
            resolved = f" --resolve {given['host']}:443:{given['address']}" if given["address"] != "-" else ""
            through = " -x proxy.example.com:3128" if given["via"] == "proxy" else ""
            options = f"{STORES.get(given['store'], '')}{resolved}{through}"
            yield f"curl -v{options} https://{given['host']}:{given['port']}{given['path']}\n{section.stderr.strip()}"
        elif section.name in TYPED:
            shown = re.sub(r"\nhttp_code=\d+\n?$", "", section.stdout)
            text = f"{shown}{section.stderr}".strip("\n")
            yield f"{TYPED[section.name].format(**given)}\n{text}"


@pytest.mark.parametrize("host", REACHED)
def test_a_pasted_session_is_never_better_than_the_capture(fleet_run: Run, host: str) -> None:
    """And it is of use: where the appliance delivers it says so, as both looks at the counters are in it."""
    whole = capture_of(fleet_run, host)
    live = judged(whole)
    (source,) = sources(pasted(whole, host))
    found = verdict(source.evidence(Asked(REGIONS)))
    assert better(live, found) == {}
    good = ("delivering", "idle", "off")
    assert found["outcome"] == live["outcome"] or found["outcome"] not in good
    assert set(found["root_causes"]) <= set(live["root_causes"])
    if host == "healthy":
        assert found["outcome"] == "delivering"


@pytest.mark.parametrize("host", ["healthy", "events-tcp-dropped"])
def test_less_of_a_session_is_no_better(fleet_run: Run, host: str) -> None:
    whole = pasted(capture_of(fleet_run, host), host)
    (source,) = sources(whole)
    before = verdict(source.evidence(Asked(REGIONS)))
    mark = f"root@{host}:~# "
    pieces = whole.split(mark)
    for at in range(1, len(pieces) - 1):
        less = sources(mark.join([*pieces[:at], *pieces[at + 1 :]]))
        assert better(before, verdict(less[0].evidence(Asked(REGIONS)))) == {}, pieces[at].split("\n")[0]

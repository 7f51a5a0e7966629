# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""JUnit: read by a public consumer, red where the policy is, and stable from run to run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as Xml

import pytest

from ansible_collections.firepower.sse.plugins.plugin_utils._report.document import document
from ansible_collections.firepower.sse.plugins.plugin_utils._report.junit import junit
from ansible_collections.firepower.sse.plugins.plugin_utils._report.policy import FAIL_ON
from ansible_collections.firepower.sse.tests.unit.plugins.plugin_utils._report import samples
from ansible_collections.firepower.sse.tests.unit.plugins.plugin_utils._report.samples import finding, result

if TYPE_CHECKING:
    from collections.abc import Sequence

DEFAULT = ("critical", "unknown", "unreachable", "nothing_checked")
WARNED = [finding(severity="warning", headline="mx does not answer")]
UNSEEN = [finding(status="unknown", reason="curl is not there")]
WAIVED = [finding(status="waived", reason="waived until 2026-12-31: change 4711")]


def made(results: list[tuple[str, dict[str, Any]]], fail_on: Sequence[str] = DEFAULT) -> Xml.Element:
    return Xml.fromstring(junit(document(results, fail_on=list(fail_on), now=samples.NOW)))


def cases(root: Xml.Element, suite: str) -> dict[str, tuple[str, str]]:
    """What became of each case of a suite: (kind, message); pass has no message."""
    found = root.find(f"testsuite[@name='{suite}']")
    assert found is not None
    return {
        case.get("name", ""): (told.tag, told.get("message", ""))
        if (told := next((child for child in case if child.tag != "system-out"), None)) is not None
        else ("pass", "")
        for case in found.iter("testcase")
    }


@pytest.mark.shell
def test_a_public_consumer_reads_it() -> None:
    from junitparser import Error, Failure, JUnitXml, Skipped

    xml = JUnitXml.fromstring(junit(document(samples.fleet(), fail_on=list(DEFAULT), now=samples.NOW)).encode())
    suites = {suite.name: suite for suite in xml}
    assert list(suites) == ["run", *(host for host, _result in samples.fleet())]
    for suite in suites.values():
        kinds = [type(one) for case in suite for one in case.result]
        counted = (len(list(suite)), kinds.count(Failure), kinds.count(Error), kinds.count(Skipped))
        assert (suite.tests, suite.failures, suite.errors, suite.skipped) == counted
    assert (xml.tests, xml.failures, xml.errors) == (
        sum(suite.tests for suite in suites.values()),
        sum(suite.failures for suite in suites.values()),
        sum(suite.errors for suite in suites.values()),
    )
    failed = next(case for case in suites["fra-fw1"] if case.name.startswith("SSE-203"))
    assert failed.classname == "fra-fw1.connectivity"
    assert failed.result[0].message == f"no TCP answer from {samples.HOST}:443"
    assert "do: Ask the firewall team" in failed.result[0].text


@pytest.mark.parametrize(
    ("findings", "fail_on", "expected"),
    [
        ([finding()], DEFAULT, ("failure", f"no TCP answer from {samples.HOST}:443")),
        ([finding()], [], ("skipped", f"fail (critical): no TCP answer from {samples.HOST}:443")),
        (WARNED, DEFAULT, ("skipped", "fail (warning): mx does not answer")),
        (WARNED, ["warning"], ("failure", "mx does not answer")),
        (UNSEEN, DEFAULT, ("error", "not seen: curl is not there")),
        (UNSEEN, ["critical"], ("skipped", "unknown (critical): curl is not there")),
        (
            [finding(status="unknown", severity="warning", reason="r")],
            list(FAIL_ON),
            ("skipped", "unknown (warning): r"),
        ),
        (WAIVED, list(FAIL_ON), ("skipped", "waived (critical): waived until 2026-12-31: change 4711")),
        ([finding(status="blocked", reason="r")], list(FAIL_ON), ("skipped", "blocked (critical): r")),
        ([finding(status="manual", reason="r")], list(FAIL_ON), ("skipped", "manual (critical): r")),
        ([finding(status="not_applicable", reason="r")], list(FAIL_ON), ("skipped", "not applicable (critical): r")),
        ([finding(status="pass")], list(FAIL_ON), ("pass", "")),
    ],
)
def test_a_finding(findings: list[dict[str, Any]], fail_on: list[str], expected: tuple[str, str]) -> None:
    root = made([("fw1", result("delivering", findings))], fail_on)
    assert cases(root, "fw1")["SSE-203 Title of SSE-203"] == expected


@pytest.mark.parametrize(
    ("outcome", "fail_on", "kind"),
    [
        ("delivering", DEFAULT, "pass"),
        ("idle", DEFAULT, "pass"),
        ("off", DEFAULT, "pass"),
        ("not_delivering", DEFAULT, "failure"),
        ("not_delivering", [], "skipped"),
        ("cannot_tell", DEFAULT, "error"),
        ("cannot_tell", ["critical"], "skipped"),
    ],
)
def test_the_outcome(outcome: str, fail_on: list[str], kind: str) -> None:
    found = cases(made([("fw1", result(outcome, []))], fail_on), "fw1")
    assert found["Events are delivered, or there is none to deliver"][0] == kind


@pytest.mark.parametrize("fail_on", [[], DEFAULT])
@pytest.mark.parametrize(
    ("one", "message"),
    [
        (samples.UNREACHABLE, "unreachable: ssh: Connection refused"),
        (samples.BAD_INPUT, "not checked: region 'xx' is unknown; known: us, eu, apj, aus, in"),
    ],
)
def test_who_was_not_looked_at_is_an_error(one: dict[str, Any], message: str, fail_on: list[str]) -> None:
    assert cases(made([("fw1", one)], fail_on), "fw1") == {"The appliance was checked": ("error", message)}


@pytest.mark.parametrize("results", [[], [("fw1", samples.UNREACHABLE)]])
def test_nothing_checked_is_an_error_of_the_run(results: list[Any]) -> None:
    assert cases(made(results), "run") == {"An appliance was checked": ("error", "nothing was checked")}
    assert cases(made(results, []), "run") == {"An appliance was checked": ("pass", "")}


@pytest.mark.parametrize("fail_on", [[], ["warning"], DEFAULT, list(FAIL_ON)])
@pytest.mark.parametrize(
    "findings",
    [[finding()], WARNED, UNSEEN, WAIVED, [finding(status="pass")], [finding(severity="info")]],
)
@pytest.mark.parametrize("outcome", ["delivering", "idle", "off", "cannot_tell", "not_delivering"])
def test_it_is_red_exactly_where_the_policy_fails(
    outcome: str, findings: list[dict[str, Any]], fail_on: list[str]
) -> None:
    content = document([("fw1", result(outcome, findings))], fail_on=list(fail_on), now=samples.NOW)
    root = Xml.fromstring(junit(content))
    red = int(root.get("failures", "")) + int(root.get("errors", ""))
    assert bool(red) is content["verdict"]["failed"]


def test_names_do_not_depend_on_what_was_found() -> None:
    names = [
        [(case.get("classname"), case.get("name")) for case in made([("fw.example.com", one)]).iter("testcase")]
        for one in (
            result(findings=[finding(status="pass")]),
            result("not_delivering", [finding(found="x", headline="y")]),
        )
    ]
    assert names[0] == names[1]
    assert names[0][-1] == ("fw.example.com.connectivity", "SSE-203 Title of SSE-203")


def test_hostile_text_stays_text() -> None:
    bad = "]]></testcase><testcase name='forged'/>&\"\x00\x0b\ufffe\ud800"
    content = document(
        [("fw1", result("not_delivering", [finding(headline=bad, advice=bad)]))], fail_on=list(DEFAULT), now=0
    )
    content["appliances"][0]["outcome_reason"] = bad
    root = Xml.fromstring(junit(content).encode("utf-8"))
    assert len(list(root.iter("testcase"))) == 4
    message = next(root.iter("failure")).get("message", "")
    assert message.startswith("not delivering: ]]></testcase><testcase name='forged'/>&\"")
    assert not {"\x00", "\x0b", "\ufffe", "\ud800"} & set(message)

# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which step a check leads to. One thing changed in what lets a step happen, and it does not."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import TYPE_CHECKING, Any

import pytest

from ansible_collections.firepower.sse.plugins.plugin_utils._errors import SseError
from ansible_collections.firepower.sse.plugins.plugin_utils._remediate.approved import approved_plan, held_to
from ansible_collections.firepower.sse.plugins.plugin_utils._remediate.plan import Policy, plan
from ansible_collections.firepower.sse.plugins.plugin_utils._remediate.screen import outcome, outcome_lines, plan_lines
from ansible_collections.firepower.sse.plugins.plugin_utils._report.appliance import appliance

if TYPE_CHECKING:
    from pathlib import Path

EVIDENCE: dict[str, Any] = {
    "collected": {"complete": True},
    "appliance": {"role": "ftd", "version": "7.2.5"},
    "daemons": {
        "SSEConnector": {"state": "running", "raw": "Running 1"},
        "EventHandler": {"state": "running", "raw": "Running 2"},
    },
    "event_socket": {"file": "absent"},
    "log": {"causes": {"socket_missing": {"count_after_success": 3}}},
    "probes": [
        {"host": "a.b", "port": 443, "required": True, "verdict": "timed_out"},
        {"host": "c.d", "port": 443, "required": True, "verdict": "reachable"},
    ],
}
FINDING = {
    "check": "SSE-303",
    "title": "t",
    "status": "fail",
    "severity": "critical",
    "found": "absent",
    "headline": "no socket",
    "remedy": "restart_connector",
    "advice": "restart it",
    "avoid": "no reboot",
    "seen": ["one", "two", "three"],
    "since": "2026-11-24T01:50:00Z",
    "area": "device",
}


def result(**others: Any) -> dict[str, Any]:
    base = {
        "outcome": "not_delivering",
        "outcome_reason": "broken",
        "intent": {"cloud_events": "on", "source": "expected"},
        "root_causes": ["SSE-303"],
        "possible_causes": [],
        "findings": [deepcopy(FINDING)],
        "evidence": deepcopy(EVIDENCE),
        "capture": "captures/fw1.capture",
        "seconds": 1.0,
    }
    base.update(others)
    return base


def finding(check: str, **others: Any) -> dict[str, Any]:
    return {**FINDING, "check": check, **others}


def with_daemon(name: str, state: str) -> dict[str, Any]:
    found = deepcopy(EVIDENCE)
    found["daemons"][name] = {"state": state, "raw": state}
    return found


# What is registered of a restart of the connector that took place.
RESTARTED = {"changed": True, "name": "SSEConnector", "action": "restart"}


def planned(policy: Policy | None = None, *, service: Any = None, **others: Any) -> dict[str, Any]:
    return plan(appliance("fw1", result(**others)), policy or Policy(), service=service)


def test_restart() -> None:
    found = planned()
    assert (found["step"], found["act"], found["impact"]) == ("restart_connector", True, "none")
    assert found["commands"] == ["pmtool disablebyid SSEConnector", "pmtool enablebyid SSEConnector"]
    assert found["seen"] == ["one", "two"]
    assert "remediate_reboot: never leaves to you" in found["afterwards"]
    assert json.loads(json.dumps(found)) == found


@pytest.mark.parametrize(
    ("others", "words"),
    [
        ({"outcome": "delivering"}, "it delivers"),
        ({"outcome": "idle"}, "nothing is wrong"),
        ({"outcome": "off"}, "off by choice"),
        ({"outcome": "cannot_tell"}, "cannot_tell: broken"),
        ({"unreachable": True, "msg": "refused"}, "unreachable: "),
        ({"outcome": "rubbish"}, "it could not be checked"),
        ({"root_causes": [], "possible_causes": ["SSE-303"]}, "no cause was seen for sure"),
        (
            {"root_causes": ["SSE-203"], "findings": [finding("SSE-203", remedy=None)]},
            "SSE-203: nothing on the appliance repairs it",
        ),
        (
            {"root_causes": ["SSE-203", "SSE-303"], "findings": [finding("SSE-203", remedy=None), FINDING]},
            "SSE-203: nothing on the appliance repairs it",
        ),
        ({"root_causes": ["SSE-307"], "findings": [finding("SSE-307", remedy="toggle_cloud")]}, "SSE-307: nothing"),
        ({"intent": {"cloud_events": "unknown", "source": None}}, "cloud events unknown, says nobody"),
        ({"intent": None}, "cloud events unknown"),
        ({"evidence": None}, "the capture was cut"),
        ({"evidence": {**EVIDENCE, "collected": {"complete": False}}}, "the capture was cut"),
        ({"root_causes": ["SSE-312"], "findings": [finding("SSE-312", remedy=None)]}, "has to be asked for"),
    ],
)
def test_left_alone(others: dict[str, Any], words: str) -> None:
    found = planned(**others)
    assert (found["step"], found["act"], found["commands"]) == ("none", False, [])
    assert words in found["reason"]


@pytest.mark.parametrize(
    ("source", "step"),
    [("expected", "enable_connector"), ("fmc", "enable_connector"), ("context", "none"), (None, "none")],
)
@pytest.mark.parametrize("state", ["user_disabled", "disabled"])
def test_what_somebody_switched_off_needs_somebodys_word(source: str | None, step: str, state: str) -> None:
    found = planned(intent={"cloud_events": "on", "source": source}, evidence=with_daemon("SSEConnector", state))
    assert found["step"] == step
    assert found["commands"] == (["pmtool enablebyid SSEConnector"] if step != "none" else [])


@pytest.mark.parametrize(
    ("state", "source", "asked", "step"),
    [
        ("down", "context", True, "restart_event_handler"),
        ("down", "context", False, "none"),
        ("user_disabled", "context", True, "none"),
        ("user_disabled", "fmc", True, "restart_event_handler"),
    ],
)
def test_event_handler(state: str, source: str, asked: bool, step: str) -> None:
    found = planned(
        Policy(event_handler=asked),
        root_causes=["SSE-312"],
        findings=[finding("SSE-312", remedy=None)],
        intent={"cloud_events": "on", "source": source},
        evidence=with_daemon("EventHandler", state),
    )
    assert found["step"] == step


def test_the_signature_leads_to_a_restart_of_the_appliance_where_it_may() -> None:
    assert planned(service=RESTARTED)["step"] == "restart_required"
    assert planned(service=RESTARTED)["act"] is False
    found = planned(Policy(reboot="if_needed"), service=RESTARTED)
    assert (found["step"], found["commands"]) == ("reboot_appliance", ["reboot"])
    assert "outage" in found["impact"]


@pytest.mark.parametrize(
    ("path", "value", "mark"),
    [
        ("evidence.appliance.role", "fmc", "an FTD"),
        ("evidence.appliance.role", None, "an FTD"),
        ("evidence.event_socket.file", "socket", "socket missing"),
        ("evidence.event_socket", None, "socket missing"),
        ("evidence.log.causes", {}, "log newer than the restart"),
        ("evidence.log.causes.socket_missing.count_after_success", 0, "log newer than the restart"),
        ("evidence.log", None, "log newer than the restart"),
        ("evidence.daemons.EventHandler.state", "down", "EventHandler running"),
        ("evidence.daemons", None, "EventHandler running"),
        ("intent.cloud_events", "unknown", "cloud on"),
        ("root_causes", [], "the only cause"),
        ("root_causes", ["SSE-304"], "the only cause"),
    ],
)
def test_one_mark_missing_is_no_case_for_it(path: str, value: Any, mark: str) -> None:
    given = result()
    keys = path.split(".")
    part = given
    for key in keys[:-1]:
        part = part[key]
    part[keys[-1]] = value
    found = plan(appliance("fw1", given), Policy(reboot="if_needed"), service=RESTARTED)
    assert found["step"] == "none"
    assert mark in found["reason"]
    assert "open a case" in found["reason"]


@pytest.mark.parametrize(
    "service",
    [
        {**RESTARTED, "failed": True},
        {"failed": True, "msg": "pmtool needs root"},
        {"unreachable": True, "msg": "gone"},
        {**RESTARTED, "name": "EventHandler"},
        {**RESTARTED, "action": "none", "changed": False},
        {},
    ],
)
def test_a_restart_that_did_not_take_place_leads_to_none_of_the_appliance(service: dict[str, Any]) -> None:
    found = planned(Policy(reboot="if_needed"), service=service)
    assert found["step"] == "none"
    assert "connector restarted" in found["reason"]


def test_an_enabled_connector_is_a_fresh_one() -> None:
    found = planned(Policy(reboot="if_needed"), service={**RESTARTED, "action": "enable"})
    assert found["step"] == "reboot_appliance"


def test_a_plan_is_approved_by_its_cause(tmp_path: Path) -> None:
    file = tmp_path / "result.json"

    def saved(**others: Any) -> None:
        entry = appliance("fw1", result(**others))
        whole = {"schema": "firepower.sse/result/1", "appliances": [entry], "causes": [], "policy": {"fail_on": []}}
        file.write_text(json.dumps(whole))

    def approved(host: str = "fw1") -> Any:
        return approved_plan(str(file), host=host, policy=Policy())

    saved()
    assert held_to(planned(), approved()) == planned()
    assert "not in the approved plan" in held_to(planned(), approved("fw2"))["reason"]
    hung = planned(root_causes=["SSE-305"], findings=[finding("SSE-305", found="timed_out")])
    changed = held_to(hung, approved())
    assert (changed["act"], changed["commands"]) == (False, [])
    assert "SSE-303 restart_connector then, SSE-305 restart_connector now" in changed["reason"]
    saved(outcome="off")
    assert "leaves it alone" in held_to(planned(), approved())["reason"]


@pytest.mark.parametrize("text", ["", "[]", '{"schema": "other"}', None])
def test_a_file_that_is_no_plan(tmp_path: Path, text: str | None) -> None:
    if text is not None:
        (tmp_path / "x.json").write_text(text)
    with pytest.raises(SseError, match="The approved plan can't be used"):
        approved_plan(str(tmp_path / "x.json"), host="fw1", policy=Policy())


def test_the_screen_says_before_a_yes_what_will_be_done() -> None:
    blocked = planned(root_causes=["SSE-203"], findings=[finding("SSE-203", remedy=None, headline="no \x1b[2J answer")])
    lines = plan_lines([blocked, planned()])
    text = "\n".join(lines)
    assert lines[0] == "REPAIR PLAN   1 appliance to repair, 1 left alone"
    assert text.index("restart_connector") < text.index("  left alone\n")
    for words in (
        "run     pmtool disablebyid SSEConnector",
        "traffic none",
        "hosts   a.b:443 timed_out",
        "captures/fw1",
    ):
        assert words in text
    assert all(len(line) <= 100 and line.isascii() and line.isprintable() for line in lines)


def idle(quiet: float | None) -> dict[str, Any]:
    """An appliance in order without events, whose log shows no new error for so many seconds."""
    return {"outcome": "idle", "evidence": {**EVIDENCE, "log": {"quiet_seconds": quiet}}}


@pytest.mark.parametrize(
    ("after", "helped", "words"),
    [
        ({"outcome": "delivering"}, True, "not_delivering -> delivering"),
        (idle(300), True, "not_delivering -> idle; recovered, no event yet"),
        (idle(299), False, "must be quiet for 300 s to show that it helped (299 s)"),
        (idle(None), False, "must be quiet for 300 s to show that it helped (unknown)"),
        ({}, False, "not_delivering -> not_delivering; broken"),
        ({"unreachable": True, "msg": "refused"}, False, "unreachable"),
    ],
)
def test_how_it_ended(after: dict[str, Any], helped: bool, words: str) -> None:
    entry = {
        "host": "fw1",
        "plan": planned(),
        "next": None,
        "done": ["restart_connector"],
        "after": appliance("fw1", result(**after)),
        "quiet_seconds": 300,
    }
    found, sentence = outcome(entry)
    assert (found, words in sentence) == (helped, True), sentence
    lines = outcome_lines([entry], not_begun=["fw2"])
    assert lines[2].startswith("ok" if helped else "FAILED")
    assert lines[-2] == "FAILED  fw2: not begun: an earlier appliance was not repaired"


def test_why_nothing_was_done_when_its_turn_came() -> None:
    before = {**planned(), "act": False, "reason": "another repair of it is under way"}
    after = appliance("fw1", result())
    entry: dict[str, Any] = {
        "host": "fw1",
        "plan": before,
        "next": None,
        "done": [],
        "after": after,
        "quiet_seconds": 1,
    }
    helped, sentence = outcome(entry)
    assert (helped, sentence) == (False, f"nothing done: {after['outcome']} -> {after['outcome']}; {before['reason']}")


@pytest.mark.parametrize(("named", "accepted"), [(["fw1"], True), (["fw10", "w1"], False), ([], False)])
def test_an_outage_is_accepted_by_the_whole_name(named: list[str], accepted: bool) -> None:
    assert planned(Policy(outage_accepted=tuple(named)))["outage_accepted"] is accepted


def test_one_that_was_well_when_its_turn_came_needs_no_proof() -> None:
    """Nothing was done, so nothing has to show that it helped."""
    before = planned(outcome="idle")
    entry: dict[str, Any] = {"host": "fw1", "plan": before, "next": None, "done": [], "quiet_seconds": 300}
    assert outcome({**entry, "after": appliance("fw1", result(**idle(None)))}) == (True, "nothing done: idle -> idle")

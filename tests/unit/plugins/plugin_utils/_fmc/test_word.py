# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""From an FMC's record to the evidence of one appliance, and what it lets a check conclude."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ansible_collections.firepower.sse.plugins.plugin_utils._assess import judge
from ansible_collections.firepower.sse.plugins.plugin_utils._assess.check import CHAPTERS
from ansible_collections.firepower.sse.plugins.plugin_utils._assess.flow import is_standby
from ansible_collections.firepower.sse.plugins.plugin_utils._collect.added import with_word
from ansible_collections.firepower.sse.plugins.plugin_utils._collect.script import new_boundary, request_of
from ansible_collections.firepower.sse.plugins.plugin_utils._errors import SseError
from ansible_collections.firepower.sse.plugins.plugin_utils._fmc.asked import asked
from ansible_collections.firepower.sse.plugins.plugin_utils._fmc.word import Identity, nothing, word_of
from ansible_collections.firepower.sse.plugins.plugin_utils._gather import Look, gather_fmc
from ansible_collections.firepower.sse.plugins.plugin_utils._parse.evidence import evidence

READ = {"state": "read", "reason": None}
LONDON = {"id": "id-lon", "name": "lon-fw1", "host_name": "192.0.2.11", "version": "7.2.5", "connected": True}
PARIS = {"id": "id-par", "name": "par-fw1", "host_name": "192.0.2.12", "version": "7.2.5", "connected": False}


def record(**change: Any) -> dict[str, Any]:
    """What fmc_cloud_info returns of an FMC with two devices that sends everything of both."""
    questions = ("licence", "cloud_events", "region", "tenant", "ha", "alerts", "devices", "changes")
    return {
        "version": 1,
        "fmc": {"name": "fmc-eu", "version": "7.4.2", "read_at": "2026-11-24T03:12:31Z"},
        "answers": {question: dict(READ) for question in questions},
        "licence": {"registration": "registered", "raw": "REGISTERED", "air_gapped": False},
        "cloud_events": {
            "state": "on",
            "intrusion": True,
            "file": True,
            "connection": True,
            "all_connections": False,
            "excluded": [],
        },
        "region": {"name": "eu", "raw": "EU Region"},
        "tenant": {"id": "0c4c", "name": "acme-eu"},
        "ha": {"state": "active"},
        "changes": [{"at": "2026-11-23T09:00:00Z", "user": "operator", "what": "off"}, {"at": "x"}],
        "devices": [{**LONDON, "excluded": False}, {**PARIS, "excluded": False}],
        **change,
    }


def excluding(listed: Any, *flags: bool | None) -> dict[str, Any]:
    settings = {**record()["cloud_events"], "excluded": listed}
    devices = [{**device, "excluded": flag} for device, flag in zip((LONDON, PARIS), flags, strict=True)]
    return record(cloud_events=settings, devices=devices)


def london(*names: str, device_id: str | None = None, is_fmc: bool = False) -> Identity:
    return Identity(names=frozenset(names or ("lon-fw1",)), device_id=device_id, is_fmc=is_fmc)


@pytest.mark.parametrize(
    ("identity", "device"),
    [
        (london(), "id-lon"),
        (london("LON-fw1".lower()), "id-lon"),
        (london("something", "192.0.2.11"), "id-lon"),
        (london("something", device_id="id-par"), "id-par"),
        (london("lon-fw1", device_id="id-of-nobody"), None),
        (london("lon-fw"), None),
        (london("lon-fw1", "192.0.2.12"), None),
        (london("fmc-eu", is_fmc=True), None),
    ],
)
def test_the_device_is_found_by_its_id_or_by_one_name_alone(identity: Identity, device: str | None) -> None:
    word = word_of(record(), source="fmc-eu", identity=identity)
    assert (word["device"] or {}).get("id") == device
    explained = [one["section"] for one in word["problems"]]
    assert explained == ([] if device or identity.is_fmc else ["fmc_device"])


@pytest.mark.parametrize(
    ("given", "identity", "events", "excluded"),
    [
        (record(), london(), "on", False),
        (excluding(["id-par"], False, True), london(), "on", False),
        (excluding(["id-lon"], True, False), london(), "on", True),
        (excluding(["id-par"], False, True), london("nobody"), None, None),
        # an empty list leaves nobody out, and yet says nothing of a device that is somebody else's
        (excluding([], None, None), london("nobody"), None, None),
        (excluding([], None, None), london(), "on", False),
        (excluding(["?"], None, None), london(), None, None),
        (excluding(None, None, None), london(), None, None),
        (excluding(["id-par"], False, True), london("fmc-eu", is_fmc=True), "on", False),
        (record(cloud_events={"state": "off", "intrusion": False, "excluded": []}), london(), "off", False),
        (record(cloud_events={"state": "off", "excluded": []}), london("nobody"), None, None),
        (record(cloud_events={"state": "on", "intrusion": True, "excluded": None}), london(), "on", False),
        (
            record(cloud_events={"state": "on", "excluded": None}, devices=[{**LONDON, "excluded": None}]),
            london(),
            None,
            None,
        ),
        (record(devices=[{**LONDON, "analytics_only": True, "excluded": False}]), london(), None, None),
        (record(cloud_events=None), london(), None, False),
        (record(devices=None), london(), None, None),
    ],
)
def test_on_only_where_nobody_can_be_left_out(given: Any, identity: Identity, events: Any, excluded: Any) -> None:
    word = word_of(given, source="fmc-eu", identity=identity)
    assert (word["events"], word["excluded"]) == (events, excluded)
    if events is None and given["cloud_events"]:
        assert any(one["section"] in ("fmc_cloud_events", "fmc_device") for one in word["problems"])


def test_what_was_not_read_is_null_and_says_why() -> None:
    said = "FMC 6.4.0 does not offer this by REST (from 7.2 on)"
    given = record(licence=None, ha=None, changes=None)
    given["answers"]["licence"] = {"state": "not_offered", "reason": said}
    given["answers"]["ha"] = {"state": "unreadable", "reason": None}
    word = word_of(given, source="fmc-eu", identity=london())
    assert (word["licence"], word["ha"], word["changed"]) == (None, None, None)
    assert word["problems"] == [
        {"section": "fmc_licence", "reason": said},
        {"section": "fmc_ha", "reason": "the FMC was unreadable"},
    ]


def parsed(word: dict[str, Any]) -> dict[str, Any]:
    """The evidence of a capture that holds the word and nothing else."""
    boundary = new_boundary()
    text = with_word(f"#firepower.sse capture 1 {boundary}\n\n{boundary} done\n", word, boundary=boundary)
    return evidence(capture=text, boundary=None, controller_epoch=None, regions={})


def test_the_capture_carries_the_word() -> None:
    word = word_of(record(), source="fmc-eu", identity=london())
    found = parsed(word)
    assert found["collected"] == {"at": None, "epoch": None, "complete": True, "depth": "appliance"}
    cloud = found["cloud"]
    assert {key: cloud[key] for key in ("source", "events", "excluded", "region")} == {
        "source": "fmc-eu",
        "events": "on",
        "excluded": False,
        "region": "eu",
    }
    assert cloud["device"]["name"] == "lon-fw1"
    assert cloud["changed"] == {"at": "2026-11-23T09:00:00Z", "user": "operator", "what": "off"}
    assert found["manager"] == {"kind": "fmc", "source": "fmc"}


@pytest.mark.parametrize(
    "word",
    [
        {"events": ["on"], "device": [], "licence": "x", "types": 7, "problems": {"a": 1}},
        {"events": True, "excluded": "no", "device": {"alert": "x", "connected": "yes"}, "problems": [None, 3]},
        {"device": {"alert": {"status": "\x1b[31mred\n=sse done"}}},
    ],
)
def test_a_garbled_word_is_unknown(word: dict[str, Any]) -> None:
    cloud = parsed(word)["cloud"]
    assert (cloud["events"], cloud["excluded"]) == (None, None)
    assert "\x1b" not in json.dumps(cloud)


def test_a_cut_capture_stays_cut() -> None:
    boundary = new_boundary()
    text = with_word(
        f"#firepower.sse capture 1 {boundary}\n\n{boundary} begin host\nid", nothing("x"), boundary=boundary
    )
    found = evidence(capture=text, boundary=boundary, controller_epoch=None, regions={})
    assert found["collected"]["complete"] is False
    assert found["cloud"]["source"] == "x"


LOOPED = {"results": [{"item": "fmc-us", "failed": True, "msg": "no answer"}, {"item": "fmc-eu", "cloud": record()}]}


@pytest.mark.parametrize(
    ("registered", "name", "events", "problem"),
    [
        (LOOPED, "fmc-eu", "on", None),
        (LOOPED, "fmc-us", None, "no answer"),
        (LOOPED, "fmc-ap", None, "fmc-ap was not asked: fmc_results has no answer of it"),
        ({"name": "fmc-eu", "details": json.dumps(record())}, "fmc-eu", "on", None),
        ([{"name": "fmc-eu", "cloud": record()}], "fmc-eu", "on", None),
        (None, "fmc-eu", None, "fmc-eu was not asked: fmc_results has no answer of it"),
        ({"name": "fmc-eu", "failed": True}, "fmc-eu", None, "fmc-eu gave no answer"),
        *(
            (
                {"name": "fmc-eu", **answer},
                "fmc-eu",
                None,
                "what fmc-eu answered can't be read: fmc_results has no record of it",
            )
            for answer in ({"details": "{"}, {"details": "[]"}, {"details": None}, {"cloud": None}, {"cloud": "x"})
        ),
    ],
)
def test_the_answer_of_the_right_fmc(registered: Any, name: str, events: Any, problem: str | None) -> None:
    word = asked({"fmc": name, "fmc_results": registered}, host="lon-fw1", address="192.0.2.11").word
    assert word is not None
    assert word["events"] == events
    assert [one["reason"] for one in word["problems"]] == ([problem] if problem else [])


def test_nobody_is_asked_without_an_fmc() -> None:
    assert asked({"fmc": None, "fmc_results": LOOPED}, host="lon-fw1", address=None).word is None


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        ({"depth": "fmc"}, "depth is fmc, and lon-fw1 has no FMC to ask: set fmc (the variable sse_fmc) to its name."),
        (
            {"fmc": "fmc-eu", "fmc_results": "nonsense"},
            "fmc_results is 'nonsense' and must be what a task with fmc_cloud_info registered.",
        ),
    ],
)
def test_a_bad_argument_gets_a_sentence(args: dict[str, Any], sentence: str) -> None:
    with pytest.raises(SseError) as caught:
        asked(args, host="lon-fw1", address=None)
    assert str(caught.value) == sentence


ENROLLED = {"status": {"exchange": [{"type": "registration", "status": "Enrolled"}]}}


@pytest.mark.parametrize(
    ("change", "connector", "expected", "outcome", "causes"),
    [
        ({}, None, {}, "cannot_tell", []),
        ({"cloud_events": {"state": "off", "excluded": []}}, None, {}, "off", []),
        (
            {"cloud_events": {"state": "off", "excluded": []}},
            None,
            {"cloud_events": "on"},
            "not_delivering",
            ["SSE-101"],
        ),
        ({}, {"state": "not_running", "context": None}, {}, "cannot_tell", []),
        ({}, {"state": "answered", "context": json.dumps(ENROLLED)}, {}, "cannot_tell", []),
        ({}, {"state": "unreadable", "context": None}, {}, "cannot_tell", []),
    ],
)
def test_without_a_login_nothing_is_ever_delivered(
    change: dict[str, Any], connector: Any, expected: dict[str, Any], outcome: str, causes: list[str]
) -> None:
    given = record(**change)
    given["devices"][0]["connector"] = connector
    said = asked(
        {"fmc": "fmc-eu", "fmc_results": [{"name": "fmc-eu", "cloud": given}], "depth": "fmc"},
        host="lon-fw1",
        address=None,
    )
    gathered = gather_fmc(request_of({}), Look("lon-fw1", None, said.word), connector=said.connector)
    found = gathered.evidence
    assert (found["collected"]["depth"], found["appliance"]["role"], found["appliance"]["version"]) == (
        "fmc",
        "ftd",
        "7.2.5",
    )
    options = {"checks": [], "waivers": [], "expected": expected, "fail_on": [], "chapters": list(CHAPTERS)}
    result = judge.judge_of(options, host="lon-fw1").result(found)
    assert (result["outcome"], result["root_causes"]) == (outcome, causes)
    assert result["outcome_reason"].startswith("as the FMC sees it: ")
    # Nothing is told of what only a login could show.
    told = {one["chapter"] for one in result["findings"] if one["status"] == "unknown"}
    assert told <= {"cloud_services"}


def test_an_fmc_that_only_analyses_says_nothing_of_a_licence() -> None:
    given = record(devices=[{**LONDON, "analytics_only": True, "excluded": False}])
    given["licence"]["registration"] = "evaluation"
    word = word_of(given, source="fmc-eu", identity=london())
    assert (word["known"], word["licence"], word["device"], word["region"]) == (True, None, None, None)
    assert parsed(word)["manager"]["kind"] == "unknown"


def test_the_fmc_itself_is_an_fmc_where_nobody_logs_in() -> None:
    args = {"fmc": "fmc-eu", "fmc_results": [{"name": "fmc-eu", "cloud": record()}], "depth": "fmc"}
    said = asked(args, host="fmc-eu", address=None)
    found = gather_fmc(request_of({}), Look("fmc-eu", None, said.word), connector=said.connector).evidence
    assert (found["appliance"]["role"], found["appliance"]["version"]) == ("fmc", "7.4.2")


def paired(*states: str | None, **change: Any) -> dict[str, Any]:
    """The two devices as a pair, with these states."""
    pairs = [
        {"id": "p", "name": "ha1", "role": role, "state": state, "peer": peer, **change}
        for role, state, peer in zip(("primary", "secondary"), states, ("id-par", "id-lon"), strict=True)
    ]
    devices = [{**device, "excluded": False, "pair": pair} for device, pair in zip((LONDON, PARIS), pairs, strict=True)]
    return record(devices=devices)


@pytest.mark.parametrize(
    ("given", "ha"),
    [
        (paired("Active", "Standby"), ("primary", "active", "standby")),
        (paired("Standby", "Active"), ("primary", "standby", "active")),
        (paired("Standby", None), ("primary", "standby", None)),
        (paired("Active", "Active"), ("primary", None, None)),
        (paired(None, None), ("primary", None, None)),
        (paired("Active", "Standby", peer=None), ("primary", "active", None)),
        (record(), None),
        (record(devices=None), None),
    ],
)
def test_the_unit_of_a_pair(given: dict[str, Any], ha: tuple[str | None, ...] | None) -> None:
    found = parsed(word_of(given, source="fmc-eu", identity=london()))["ha"]
    keys = ("unit", "state", "peer_state", "source")
    assert found == (None if ha is None else dict(zip(keys, (*ha, "fmc"), strict=True)))


def test_a_standby_by_the_word_of_the_fmc_is_no_verdict() -> None:
    root = {"evidence": parsed(word_of(paired("Standby", "Active"), source="fmc-eu", identity=london()))}
    assert root["evidence"]["ha"]["state"] == "standby"
    assert not is_standby(root)
    del root["evidence"]["ha"]["source"]
    assert is_standby(root)


def test_a_stranger_is_known_to_be_one() -> None:
    assert word_of(record(), source="fmc-eu", identity=london("nobody"))["known"] is False
    assert word_of(record(), source="fmc-eu", identity=london("lon-fw1", "192.0.2.12"))["known"] is None

# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The user's checks: what they change, and the one sentence for each that can't be used."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from ansible_collections.firepower.sse.plugins.plugin_utils._assess import fields, loader, queries
from ansible_collections.firepower.sse.plugins.plugin_utils._errors import SseError

OWN = {
    "id": "OWN-1",
    "title": "The connector is of version 2",
    "over": "evidence.context.connector_version",
    "query": "starts_with(not_null(evidence.context.connector_version, ''), '2.')",
    "expect": True,
    "severity": "warning",
}


def own(**keys: Any) -> dict[str, Any]:
    return {**copy.deepcopy(OWN), **keys}


def lacking(key: str) -> dict[str, Any]:
    return {name: value for name, value in OWN.items() if name != key}


BAD = [
    (
        own(query="evidence.["),
        "The check 'OWN-1' can't be used: its key 'query' is no JMESPath (Invalid jmespath expression",
    ),
    (
        own(query="nosuch(evidence)"),
        "its key 'query' can't be evaluated on the specimen of a full appliance (Unknown function: nosuch()",
    ),
    (own(query="length(evidence.clock.offset_seconds)"), "its key 'query' can't be evaluated on the specimen"),
    (own(query="length(evidence.probes) > `0`"), "its key 'query' can't be evaluated on empty evidence"),
    (own(seen="join(', ', evidence.network.dns_servers)"), "its key 'seen' can't be evaluated on empty evidence"),
    (own(query=5), "its key 'query' is 5 and must be a text"),
    (own(over=""), "its key 'over' is '' and must be a text"),
    (
        own(over="evidence.logg"),
        "its key 'over' names 'evidence.logg', and evidence has no key 'logg' there: 'evidence.logg'",
    ),
    (
        own(query="evidence.context.counters.send_growth > `0` && 'sends' || null"),
        "its key 'query' names 'evidence.context.counters.send_growth', and evidence has no key 'send_growth' there",
    ),
    (
        {"id": "SSE-999", "enabled": False},
        "The check 'SSE-999' can't be used: its key 'id' names no check of the catalogue,"
        " and without a query it is none of your own",
    ),
    ({"id": "SSE-2O3", "severity": "info"}, "its key 'id' names no check of the catalogue"),
    ({"id": "OWN-7", "enabled": False}, "its key 'id' names no check of the catalogue"),
    (own(qurey="x"), "its key 'qurey' is not known; did you mean 'query'?"),
    (own(zzz="x"), "its key 'zzz' is not known; known are advice, applies_to"),
    (own(severity="high"), "its key 'severity' is 'high' and must be one of critical, warning, info"),
    (own(severity=["critical"]), "its key 'severity' is ['critical'] and must be one of critical, warning, info"),
    (own(chapter="network"), "its key 'chapter' is 'network' and must be one of cloud_services, connectivity"),
    (own(area="disk"), "its key 'area' is 'disk' and must be one of"),
    (own(remedy="reinstall"), "its key 'remedy' is 'reinstall' and must be one of"),
    (own(needs="SSE-101"), "its key 'needs' is 'SSE-101' and must be a list"),
    (own(needs=["SSE-999"]), "its key 'needs' names 'SSE-999', and there is no check of that id"),
    (own(needs=["OWN-1"]), "its key 'needs' goes round in a circle: OWN-1 needs OWN-1"),
    (own(applies_to=["asa"]), "its key 'applies_to' is 'asa' and must be one of ftd, fmc"),
    (own(applies_when="evidence.probes"), "its key 'applies_when' must give true or false and gives ["),
    (own(enabled="no"), "its key 'enabled' is 'no' and must be true or false"),
    (own(advice=[{"when": "a", "text": "b"}]), "its key 'advice' has no last row without 'when'"),
    (own(advice=[{"if": "a", "text": "b"}]), "its key 'advice' has a row with the key 'if'"),
    (own(advice=[{"when": "a"}]), "its key 'advice' has a row that needs either 'text' or 'query'"),
    (own(advice=[{"when": "a[", "text": "b"}, {"text": "c"}]), "its key 'advice' is no JMESPath"),
    (own(advice=[]), "its key 'advice' is [] and must be a text or a list"),
    (lacking("title"), "its key 'title' is missing; a new check needs id, title, over, query, expect and severity"),
    (lacking("expect"), "its key 'expect' is missing"),
    (lacking("id"), "A check needs a key 'id' of letters, digits"),
    (
        own(id="a b"),
        "A check needs a key 'id' of letters, digits, '_', '.' and '-' that starts with a letter; 'a b' is none.",
    ),
    (own(id="x" * 65), "A check needs a key 'id'"),
    ({"id": "SSE-203", "severity": "low"}, "The check 'SSE-203' can't be used: its key 'severity' is 'low'"),
    ({"id": "SSE-201", "needs": ["SSE-212"]}, "goes round in a circle: SSE-"),
    ("SSE-201", "A check needs a key 'id' of letters"),
]


@pytest.mark.parametrize(("check", "sentence"), BAD, ids=[sentence[:60] for _check, sentence in BAD])
def test_a_check_that_cannot_be_used(check: Any, sentence: str) -> None:
    with pytest.raises(SseError) as caught:
        loader.load([check])
    assert sentence in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_circle_over_two_checks_names_them_in_order() -> None:
    with pytest.raises(SseError, match=r"A needs B needs A|B needs A needs B"):
        loader.load([own(id="A", needs=["B"]), own(id="B", needs=["A"])])


def test_an_id_that_stands_twice() -> None:
    with pytest.raises(SseError, match=r"'OWN-1' can't be used: its key 'id' stands twice in the option 'checks'"):
        loader.load([own(), own()])


def test_no_list() -> None:
    with pytest.raises(SseError, match=r"The option 'checks' must be a list of checks; it is \{'id': 'x'\}"):
        loader.load({"id": "x"})


def test_a_new_check_belongs_to_the_chapter_own() -> None:
    checks = loader.load([own()]).checks
    assert (checks["OWN-1"].chapter, checks["OWN-1"].reference) == ("own", None)
    assert set(checks) - set(loader.load().checks) == {"OWN-1"}


def test_a_known_id_replaces_only_the_keys_that_are_given() -> None:
    before, after = (
        loader.load().checks["SSE-213"],
        loader.load([{"id": "SSE-213", "severity": "info"}]).checks["SSE-213"],
    )
    assert after.severity == "info"
    assert {**after.__dict__, "severity": before.severity} == before.__dict__


def test_null_takes_a_value_away() -> None:
    after = loader.load([{"id": "SSE-302", "remedy": None, "advice": None, "doubt": None}]).checks["SSE-302"]
    assert (after.remedy, after.advice, after.doubt) == (None, (), None)


def test_a_check_that_is_switched_off_hands_its_needs_on() -> None:
    checks = loader.load([{"id": "SSE-205", "enabled": False}, {"id": "SSE-203", "enabled": False}]).checks
    assert not {"SSE-203", "SSE-205"} & set(checks)
    assert checks["SSE-206"].needs == ("SSE-101", "SSE-202")


def test_checks_stand_after_what_they_need() -> None:
    checks = loader.load([own(needs=["SSE-403"]), {"id": "SSE-405", "needs": ["OWN-1"]}]).checks
    places = {name: place for place, name in enumerate(checks)}
    assert all(places[need] < places[name] for name, check in checks.items() for need in check.needs)


def test_without_jmespath_one_sentence_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "jmespath", None)
    with pytest.raises(
        SseError, match=r"^The checks need the Python library jmespath on the controller.*-m pip install jmespath'\.$"
    ):
        loader.load()
    assert loader._build_all() is None


def test_every_key_of_a_check_is_documented_and_nothing_else() -> None:
    assert set(fields.FIELDS) - {"enabled"} == set(OWN_KEYS)


@pytest.mark.parametrize(
    "query",
    [
        "evidence.config.settings.proxy_auth",  # any key may stand in a file
        "evidence.log.causes.handshake.since",  # only causes that were found have a key
        "evidence.context.events.uri && null",
    ],
)
def test_what_an_appliance_may_have_is_no_slip_of_the_pen(query: str) -> None:
    assert "OWN-1" in loader.load([own(query=query)]).checks


OWN_KEYS = loader.load().checks["SSE-101"].__dict__

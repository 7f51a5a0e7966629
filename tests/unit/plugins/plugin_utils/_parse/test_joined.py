# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is computed from several commands: clocks, times, the weight of hosts, clean text."""

from __future__ import annotations

import doctest
import importlib
import json
import pkgutil

import pytest

from ansible_collections.firepower.sse.plugins.plugin_utils import _parse
from ansible_collections.firepower.sse.plugins.plugin_utils._parse import clock, stamps, summary, text
from ansible_collections.firepower.sse.plugins.plugin_utils._parse.hosts import Regions, Weights

NOON = 1_795_000_000.0
MODULES = [module.name for module in pkgutil.walk_packages(_parse.__path__, f"{_parse.__name__}.")]


@pytest.mark.parametrize("name", MODULES)
def test_samples_in_docstrings(name):
    assert doctest.testmod(importlib.import_module(name)).failed == 0


def test_there_are_samples():
    assert len(MODULES) > 25


@pytest.mark.parametrize(
    ("appliance", "controller", "dates", "wrong"),
    [
        (0, 0, [0], "none"),
        (300, 0, [0], "none"),
        (301, 0, [0], "appliance"),
        (-301, 0, [0], "appliance"),
        (0, 301, [0], "controller"),
        (2400, 2400, [0], "appliance"),
        (0, 0, [], "none"),
        (2400, 0, [], None),
        (0, None, [0], "none"),
        (2400, None, [0], "appliance"),
        (None, 0, [0], None),
        (None, 900, [0], None),
        (None, None, [0], None),
        (None, None, [], None),
        (0, 0, [0, 1, -9000], "none"),
    ],
)
def test_whose_clock_is_wrong(appliance, controller, dates, wrong):
    seen = clock.compare(
        appliance=None if appliance is None else NOON + appliance,
        controller=None if controller is None else NOON + controller,
        dates=[NOON + date for date in dates],
    )
    assert seen["wrong"] == wrong


@pytest.mark.parametrize(
    ("appliance", "reference", "span", "outside"),
    [
        (0, 0, (-10, 10), False),
        (20, 0, (-10, 10), True),
        (-20, 0, (-10, 10), True),
        (20, 20, (-10, 10), False),
        (20, None, (-10, 10), None),
        (0, 0, (None, 10), None),
        (None, 0, (-10, 10), None),
    ],
)
def test_outside_a_certificates_validity(appliance, reference, span, outside):
    seen = clock.compare(
        appliance=None if appliance is None else NOON + appliance,
        controller=None if reference is None else NOON + reference,
        dates=[],
        certificates=[(None if span[0] is None else NOON + span[0], None if span[1] is None else NOON + span[1])],
    )
    assert seen["outside_certificate"] is outside


@pytest.mark.parametrize(
    "nonsense",
    ["", None, 7, "yesterday", "2026-13-01T00:00:00Z", "2026-11-24T25:00:00Z", "2026-11-24", "2026-11-24T00:00:00"],
)
def test_no_time(nonsense):
    assert stamps.epoch(nonsense) is None


@pytest.mark.parametrize(
    "written",
    [
        "2026-11-24T03:12:40Z",
        "2026-11-24T03:12:40.123456789Z",
        "2026-11-24T04:12:40.1+01:00",
        "2026-11-23 22:42:40-0430",
    ],
)
def test_forms_of_a_time(written):
    assert stamps.rfc3339(stamps.epoch(written)) == "2026-11-24T03:12:40Z"


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("Tue, 24 Nov 2026 03:12:40 GMT", "2026-11-24T03:12:40Z"),
        ("Sun, 01 Mar 2026 00:00:00 GMT", "2026-03-01T00:00:00Z"),
        ("Sun, 31 Feb 2026 00:00:00 GMT", None),
        ("Sun, 01 anF 2026 00:00:00 GMT", None),
        ("Sun, 01 Anf 2026 00:00:00 GMT", None),
        ("Sunday, 06-Nov-94 08:49:37 GMT", None),
        ("", None),
    ],
)
def test_date_headers(written, wanted):
    assert stamps.rfc3339(stamps.http_date(written)) == wanted


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("Dec  3 21:07:00 2021 GMT", "2021-12-03T21:07:00Z"),
        ("Jan 31 21:07:00 2021", "2021-01-31T21:07:00Z"),
        ("2021-12-03 21:07:00 GMT", "2021-12-03T21:07:00Z"),
        ("Foo  3 21:07:00 2021 GMT", None),
        ("never", None),
    ],
)
def test_dates_of_certificates(written, wanted):
    assert stamps.rfc3339(stamps.certificate_date(written)) == wanted


@pytest.mark.parametrize("epoch", [None, 0, -1, 1e18, float("inf"), float("nan")])
def test_times_that_no_calendar_shows(epoch):
    assert stamps.rfc3339(epoch) is None


@pytest.mark.parametrize(("ahead", "kept"), [(-9, True), (0, True), (300, True), (301, False)])
def test_times_of_the_future(ahead, kept):
    assert stamps.past(NOON + ahead, now=NOON) == (NOON + ahead if kept else None)
    assert stamps.past(NOON + ahead, now=None) == NOON + ahead
    assert stamps.past(None, now=NOON) is None


@pytest.mark.parametrize(
    ("given", "phrase"),
    [
        ({}, "enrolled, refreshed 45 s ago"),
        ({"failures": 57}, "enrolled, refreshed 45 s ago, 57 refreshes failed"),
        ({"overdue": True, "refresh_age_seconds": 900}, "enrolled, refreshed 15 min ago, overdue"),
        ({"refresh_age_seconds": -3}, "enrolled, refreshed 0 s ago"),
        ({"refresh_age_seconds": -259_182}, "enrolled, refreshed 2 d in the future"),
        ({"refresh_age_seconds": None}, "enrolled"),
        ({"enrolled": False, "status": "Failed"}, "not enrolled: Failed"),
        ({"enrolled": None, "status": "Enrolling"}, "registration: Enrolling"),
        ({"enrolled": None, "status": None}, None),
    ],
)
def test_the_registration_in_words(tools, given, phrase):
    specimen = json.loads((tools.collection / "plugins/plugin_utils/_parse/specimen.json").read_text())
    specimen["context"]["registration"] |= given
    specimen["context"]["enrolled"] = given.get("enrolled", True)
    assert summary.summary(specimen)["registration"] == phrase


@pytest.mark.parametrize(("count", "phrase"), [(1, "1 log error, TCP timed out"), (2, "2 log errors, TCP timed out")])
def test_the_log_in_words(tools, count, phrase):
    specimen = json.loads((tools.collection / "plugins/plugin_utils/_parse/specimen.json").read_text())
    specimen["log"]["causes"]["tcp_timed_out"] |= {
        "count_after_success": count,
        "after_last_success": True,
        "since": None,
    }
    assert summary.summary(specimen)["log"] == phrase


REGISTRATION = "registration.eu.sse.itd.cisco.com"


@pytest.mark.parametrize(
    ("role", "given", "severity"),
    [
        ("events", {}, "critical"),
        ("api", {}, "critical"),
        ("api", {"region_known": False}, "warning"),
        ("api", {"elsewhere": frozenset({"api-sse.cisco.com"})}, "warning"),
        ("events", {"elsewhere": frozenset({REGISTRATION})}, "critical"),
        ("extra", {"elsewhere": frozenset({REGISTRATION})}, "critical"),
        ("messaging", {}, "warning"),
        ("customer_success", {}, "info"),
        ("security_cloud_control", {}, "info"),
        ("registration", {"enrolled": True}, "info"),
        ("registration", {"enrolled": None, "version": "7.6.0"}, "warning"),
        ("registration", {"enrolled": False, "version": "7.6.0"}, "critical"),
        ("registration", {"enrolled": False, "version": "7.4.2"}, "warning"),
        ("registration", {"enrolled": False, "version": "7.4.2", "registration": REGISTRATION}, "critical"),
        ("enrolment", {"enrolled": False, "version": "6.6.1"}, "critical"),
        ("enrolment", {"enrolled": False, "version": "7.0.0"}, "warning"),
        ("enrolment", {"enrolled": False, "version": None}, "warning"),
        ("enrolment", {"enrolled": True, "version": "6.6.1"}, "info"),
        ("extra", {}, "info"),
        ("extra", {"extra": {(REGISTRATION, 443): True}}, "critical"),
        ("extra", {"extra": {(REGISTRATION, 443): False}}, "info"),
        ("extra", {"extra": {(REGISTRATION, 8443): True}}, "info"),
    ],
)
def test_how_much_a_host_counts(role, given, severity):
    weights = Weights(**{"enrolled": True, "version": "7.4.2", "region_known": True, **given})
    assert weights.severity(role=role, host=REGISTRATION, port=443) == severity


@pytest.mark.parametrize(
    "table",
    [
        {"eu": [{"role": "api", "host": "API.eu"}, {"role": "events", "host": "ingest.eu"}]},
        {"eu": {"api": "api.eu", "events": ["ingest.eu"]}},
        {"everywhere": {"enrolment": "est"}, "regions": {"eu": {"api": "api.eu", "events": "ingest.eu"}}},
    ],
)
def test_the_table_of_regions(table):
    regions = Regions.of(table)
    assert regions.hosts("eu") == (("api", "api.eu"), ("events", "ingest.eu"))
    assert regions.critical("eu") == {"api.eu", "ingest.eu"} <= regions.names()
    assert (regions.region_of("Api.EU"), regions.region_of("api.us"), regions.region_of(None)) == ("eu", None, None)


@pytest.mark.parametrize(
    "table", [None, [], {}, {"eu": None}, {"eu": [None, {}, {"host": 7}]}, {"eu": {"api": [None]}}]
)
def test_a_table_of_nonsense(table):
    assert Regions.of(table).hosts("eu") == ()


@pytest.mark.parametrize(
    ("raw", "plain"),
    [
        ("plain Ünïcode 日本", "plain Ünïcode 日本"),
        ("\x1b[2J\x1b]0;title\x07x\x9b31m", "x31m"),
        ("a\r\nb\tc\x00\x08", "a  b c"),
        ("left\u202eright\u2066x\ufeff", "leftrightx"),
        ("line\u2028separator", "line separator"),
        ("lone\udc80", "lone"),
        ("x" * 2000, "x" * 1021 + "..."),
    ],
)
def test_clean(raw, plain):
    assert text.clean(raw) == plain


def test_scrub_reaches_keys_and_depths():
    assert text.scrub({"a\x07": [("b\x1b[0m", {"c": None, "d": 1})]}) == {"a": [["b", {"c": None, "d": 1}]]}


@pytest.mark.parametrize(
    "value", [True, None, "", "1e5", "0x10", "١٢", "9" * 30, 10**30, float("nan"), float("inf"), [], "-1"]
)
def test_what_counts_nothing(value):
    assert text.whole(value) is None

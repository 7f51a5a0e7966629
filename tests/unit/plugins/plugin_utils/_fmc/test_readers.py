# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The pure functions: JSON of an FMC in, parts of the record out, and whatever else comes in."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.firepower.sse.plugins.plugin_utils._errors import SseError
from ansible_collections.firepower.sse.plugins.plugin_utils._fmc import hosts, read_devices, read_live, read_settings
from ansible_collections.firepower.sse.plugins.plugin_utils._fmc.offers import QUESTIONS, gap, wanted

ON = {"sendIntrusionEvents": True, "sendFileEvents": True, "sendConnectionEvents": False}
OFF = dict.fromkeys(("sendIntrusionEvents", "sendFileEvents", "sendConnectionEvents"), False)


@pytest.mark.parametrize(
    ("items", "state", "excluded"),
    [
        ([ON], "on", []),
        ([OFF], "off", []),
        ([{**OFF, "sendAllConnectionEvents": True}], "on", []),
        ([{**OFF, "sendNetworkDiscoveryEvents": "true"}], "on", []),
        ([{**OFF, "sendPackets": True}], "off", []),
        ([{"sendIntrusionEvents": "false"}], "off", []),
        ([{**ON, "sendConnectionEvents": "yes"}], "on", []),
        ([{**ON, "devicesExcludedFromSendingEvents": ["d1", "fw\x1b[31m2"]}], "on", ["d1", "fw2"]),
        ([{**ON, "devicesExcludedFromSendingEvents": [7]}], "on", None),
        ([{**ON, "devicesExcludedFromSendingEvents": "d1"}], "on", None),
    ],
)
def test_cloud_events(items: Any, state: str, excluded: Any) -> None:
    found = read_settings.cloud_events(items)
    assert found is not None
    assert (found["state"], found["excluded"]) == (state, excluded)


@pytest.mark.parametrize(
    "items",
    [
        [],
        [{}],
        [{"sendFileEvents": False}],
        [{"sendIntrusionEvents": 1}],
        [{"sendIntrusionEvents": False, "sendFileEvents": "yes", "sendConnectionEvents": None}],
        [{**OFF, "sendConnectionEvents": None}],
        [{**OFF, "sendNetworkDiscoveryEvents": "yes"}],
    ],
)
def test_cloud_events_that_say_nothing(items: Any) -> None:
    assert read_settings.cloud_events(items) is None


@pytest.mark.parametrize(
    ("status", "authorization", "registration", "air_gapped"),
    [
        ("REGISTERED", "AUTHORIZED", "registered", False),
        ("REGISTERED", "AUTHORIZED_RESERVED", "registered", True),
        ("REGISTERED", "NEW_WORD", "registered", None),
        ("UNREGISTERED", None, "unregistered", None),
        ("EVALUATION", "EVALUATION", "evaluation", False),
        ("RESERVATION_IN_PROGRESS", None, "reservation_in_progress", None),
        ("SATELLITE", None, "other", None),
    ],
)
def test_licence(status: str, authorization: Any, registration: str, air_gapped: Any) -> None:
    found = read_settings.licence([{"regStatus": status, "metadata": {"authStatus": authorization}}])
    assert found is not None
    assert (found["registration"], found["air_gapped"], found["raw"]) == (registration, air_gapped, status)


@pytest.mark.parametrize(
    ("name", "domain", "region"),
    [
        ("us-east-1 (US Region)", "api-sse.cisco.com", "us"),
        ("US", None, "us"),
        ("whatever", "api.eu.sse.itd.cisco.com", "eu"),
        ("APJC", "api.apj.sse.itd.cisco.com", "apj"),
        ("Australia", "", "aus"),
        ("ap-south-1 (IN Region)", "api.in.sse.itd.cisco.com", "in"),
        ("EU or US", None, None),
        ("Staging", "staging-sse.cisco.com", None),
    ],
)
def test_region(name: str, domain: Any, region: Any) -> None:
    items = [{"name": "EU", "current": False}, {"name": name, "domain": domain, "current": "true"}]
    found = read_settings.region(items)
    assert found is not None
    assert found["name"] == region
    assert read_settings.region(items[:1]) is None


HA = {
    "id": "u1",
    "fmcPrimary": {"uuid": "u1", "ipAddress": "10.0.0.1", "role": "Active"},
    "fmcSecondary": {"uuid": "u2", "ipAddress": "10.0.0.2", "role": "Standby"},
    "overallStatus": "GOOD",
    "syncStatus": "PAUSED",
}


@pytest.mark.parametrize(
    ("items", "host", "found"),
    [
        ([], "fmc", ("standalone", None, None)),
        ([HA], "fmc", ("active", "Active, GOOD, PAUSED", "10.0.0.2")),
        ([{**HA, "id": None}], "10.0.0.2", ("standby", "Standby, GOOD, PAUSED", "10.0.0.1")),
        ([{**HA, "id": None}], "fmc", ("other", "GOOD, PAUSED", None)),
    ],
)
def test_the_fmcs_own_pair(items: Any, host: str, found: tuple[Any, ...]) -> None:
    assert tuple((read_settings.ha(items, host=host) or {}).values()) == found


def test_devices_with_pair_cluster_and_groups() -> None:
    container = {"id": "c1", "name": "ha1", "type": "DeviceHAPair", "role": "Primary", "status": "Active"}
    items: list[Any] = [
        {
            "id": "d1",
            "name": "fw1",
            "hostName": "192.0.2.11",
            "model": "Cisco Firepower 2130 Threat Defense",
            "sw_version": "7.4.2",
            "isConnected": "true",
            "regKey": "secret-key",
            "deviceGroup": {"name": "edge"},
            "metadata": {
                "deviceSerialNumber": "ABC",
                "containerDetails": container,
                "task": {"taskType": "DEVICE_BACKUP", "status": "RUNNING", "id": "t1"},
            },
        },
        {"id": "d2", "name": "fw2", "hostName": "DONTRESOLVE", "ftdMode": "ROUTED", "managementState": "UNMANAGED"}
        | {"metadata": {"task": {}}},
        {"id": "x1", "name": "chassis", "model": "Secure Firewall 4200 Threat Defense", "modelType": "Chassis"},
        {"id": "x2", "name": "old", "model": "Cisco ASA5516 FirePOWER"},
        {"id": "x3", "name": "place", "metadata": {"isDummyDevice": True}},
        {"name": "without id"},
    ]
    pairs = [
        {
            "id": "c1",
            "name": "ha1",
            "primary": {"id": "d1"},
            "secondary": {"id": "d2"},
            "metadata": {"secondaryStatus": {"currentStatus": "Standby"}},
        }
    ]
    clusters = [{"id": "k", "name": "cl", "controlDevice": {"deviceDetails": {"id": "d2"}}, "dataDevices": None}]
    groups = [{"name": "core", "members": [{"id": "d1"}, {"id": "d9"}, 7]}]
    found = read_devices.devices(items, domain="Global", pairs=pairs, clusters=clusters, groups=groups)
    assert [device["id"] for device in found] == ["d1", "d2"]
    first, second = found
    assert first["pair"] == {"name": "ha1", "id": "c1", "role": "primary", "state": "Active", "peer": "d2"}
    assert second["pair"] == {"name": "ha1", "id": "c1", "role": "secondary", "state": "Standby", "peer": "d1"}
    assert (first["groups"], first["connected"], first["version"]) == (["core", "edge"], True, "7.4.2")
    assert (second["host_name"], second["managed"], second["connected"]) == (None, False, None)
    assert second["cluster"] == {"name": "cl", "id": "k", "role": "control"}
    assert (first["task"], second["task"]) == ({"type": "DEVICE_BACKUP", "status": "RUNNING"}, None)
    assert "secret-key" not in json.dumps(found)


def test_the_worst_alert_of_a_device_counts() -> None:
    items: list[Any] = [
        {"deviceUUID": "d1", "status": "GREEN", "timestamp": 1_700_000_300},
        {"deviceUUID": "d1", "status": "RED", "timestamp": 1_700_000_000, "description": "not connected"},
        {"deviceUUID": "d1", "status": "RED", "moduleID": "CPU", "timestamp": 1_700_000_400, "description": "busy"},
        {"deviceUUID": "d2", "status": "DISABLED"},
        {"status": "RED"},
    ]
    found = read_live.alerts(items)
    assert found["d1"] == {"status": "red", "message": "not connected", "since": "2023-11-14T22:13:20Z"}
    assert found["d2"] == {"status": "disabled", "message": None, "since": None}
    assert set(found) == {"d1", "d2"}


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        ({"defaultContextInfo": '{"id": "default", "auth": {"csrfToken": "s3cret"}}', "tenantInfo": "{}"}, "answered"),
        ({"error": {"message": "SSE connector is not running"}}, "not_running"),
        ({"error": "timeout"}, "unreadable"),
        ({"defaultContextInfo": "no JSON"}, "unreadable"),
        ({"defaultContextInfo": "[" * 9999}, "unreadable"),
        ({"defaultContextInfo": {"id": "default"}}, "unreadable"),
        ({}, "unreadable"),
    ],
)
def test_a_connector_as_the_fmc_hands_it_on(answer: dict[str, Any], state: str) -> None:
    found = read_live.connector(answer)
    assert found["state"] == state
    assert (found["reason"] is None) == (state == "answered")
    assert "s3cret" not in str(found)
    assert "csrfToken" not in str(found)


def test_changes_of_the_cloud_settings_are_found_among_all_else() -> None:
    def said(time: Any, message: str, system: str = "API") -> dict[str, Any]:
        return {"time": time, "username": "eve", "subSystem": system, "message": message}

    items = [
        said(1_700_000_200, "GET /integration/cloudeventsconfigs OK (200)"),
        said(1_700_000_100, "PUT /integration/cloudeventsconfigs/1 OK (200)"),
        said("1700000300", "Save", "System > Integration > Cloud Services"),
        said(1_700_000_000, "Login Success", "Login"),
    ]
    assert [(change["at"], change["user"]) for change in read_live.changes(items)] == [
        ("2023-11-14T22:18:20Z", "eve"),
        ("2023-11-14T22:15:00Z", "eve"),
    ]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
KEYS = st.one_of(
    st.sampled_from(["id", "name", "regStatus", "metadata", "current", "members", "primary", "dataDevices", "status"]),
    st.sampled_from(
        ["deviceUUID", "timestamp", "time", "message", "sendIntrusionEvents", "info", "defaultContextInfo"]
    ),
    st.sampled_from(["devicesExcludedFromSendingEvents", "fmcPrimary", "containerDetails", "hostName", "sw_version"]),
    st.sampled_from(["serverVersion", "error", "controlDevice", "deviceDetails"]),
)


@given(st.lists(st.dictionaries(KEYS, JSON, max_size=6), max_size=3))
def test_nothing_that_comes_in_makes_a_reader_raise(items: Any) -> None:
    for read in (read_settings.licence, read_settings.cloud_events, read_settings.region, read_settings.tenant):
        json.dumps(read(items))
    json.dumps([read_settings.version(items), read_settings.ha(items, host="fmc")])
    json.dumps(read_devices.devices(items, domain="d", pairs=items, clusters=items, groups=items))
    json.dumps([read_live.alerts(items), read_live.tasks(items), read_live.changes(items)])
    json.dumps([read_live.connector(item) for item in items])


@pytest.mark.parametrize(
    ("version", "missing"),
    [
        ("6.4.0", {"licence", "region", "tenant", "ha", "alerts", "connectors"}),
        ("6.5.0", {"licence", "tenant", "ha", "alerts", "connectors"}),
        ("7.0.1", {"licence", "tenant", "connectors"}),
        ("7.2", {"tenant", "connectors"}),
        ("7.7.0", {"connectors"}),
        ("10.0.0", set()),
        (None, set()),
    ],
)
def test_what_a_release_offers(version: str | None, missing: set[str]) -> None:
    assert {question for question in QUESTIONS if gap(question, version=version)} == missing


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        (["all"], set(QUESTIONS)),
        (["!work", "!changes"], set(QUESTIONS) - {"work", "changes"}),
        (["version"], set()),
        (["alerts"], {"alerts", "devices"}),
    ],
)
def test_gather_subset(words: list[str], asked: set[str]) -> None:
    assert wanted(words) == asked


def test_an_unknown_subset_is_named() -> None:
    with pytest.raises(SseError, match="'licences'; known are all, version, licence"):
        wanted(["licences"])


@pytest.mark.parametrize(
    ("text", "name"),
    [("fw1", "fw1"), ("../../etc/passwd", "_.._etc_passwd"), ("-oX=y", "oX_y"), ("@a:b[1:9],!c&d*", "a_b_1_9___c_d_")],
)
def test_names_of_hosts(text: str, name: str) -> None:
    assert hosts.host_name(text, what="device") == name


@pytest.mark.parametrize("text", ["localhost", "LOCALHOST", "127.0.0.1", "all", "ftd", "", "--"])
def test_names_that_no_host_may_have(text: str) -> None:
    with pytest.raises(SseError, match="can't be a host's name"):
        hosts.host_name(text, what="device")


@pytest.mark.parametrize("text", ["{{ 1 }}", "{{{ 1 }}}", "{% if %}", "{# x", "a {{{% b"])
def test_no_text_is_a_template(text: str) -> None:
    found = hosts.harmless({"a": [text]})["a"][0]
    assert not any(mark in found for mark in ("{{", "{%", "{#"))

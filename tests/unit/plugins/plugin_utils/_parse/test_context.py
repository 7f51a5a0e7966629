# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The local API's answers: the context, its registration and services, its two sets of counters."""

from __future__ import annotations

import json

import pytest

from ansible_collections.firepower.sse.plugins.plugin_utils._parse import api, context, counters, stamps
from ansible_collections.firepower.sse.plugins.plugin_utils._parse.counters import Leg


@pytest.mark.parametrize(
    ("exit_code", "stdout", "answer", "message"),
    [
        (0, '{"status": {}}\nhttp_code=200\n', "ok", "HTTP 200"),
        (0, '{"status": {}}', "ok", None),
        (0, '{"error": {"message": "SSE connector is not running"}}', "not_running", "SSE connector is not running"),
        (0, '{"error": {"message": "Default context is not present."}}', "absent", "Default context is not present."),
        (0, '{"error": {"message": "other"}}\nhttp_code=500', "error", "other"),
        (0, '{"error": "plain"}', "error", "plain"),
        (0, '{"error": {"message": null}}', "error", "an error without message"),
        (0, "404 page not found\n\nhttp_code=404\n", "error", "HTTP 404"),
        (0, '{"status": {}}\nhttp_code=503\n', "error", "HTTP 503"),
        (0, '{"status": {\nhttp_code=200\n', "garbled", "the answer is no JSON object"),
        (0, "[]", "garbled", "the answer is no JSON object"),
        (0, "", "garbled", "the answer is no JSON object"),
        (0, "[" * 100_000, "garbled", "the answer is no JSON object"),
        (7, "\nhttp_code=000\n", "refused", "Failed to connect"),
        (28, "\nhttp_code=000\n", "timed_out", "Failed to connect"),
        (124, "", "timed_out", "Failed to connect"),
        (52, "", "error", "Failed to connect"),
    ],
)
def test_answers(exit_code, stdout, answer, message):
    seen = api.read(exit_code=exit_code, stdout=stdout, stderr="curl: (9) Failed to connect\n")
    assert (seen.answer, seen.message) == (answer, message)
    assert seen.body == {} or seen.answer == "ok"


NOW = stamps.epoch("2025-06-04T23:53:00Z")


@pytest.fixture(scope="session")
def example(tools):
    return json.loads(tools.text("context_7.4.2.json"))


def test_the_vendors_example(example):
    seen = context.read(body=example, now=NOW)
    assert (seen["enrolled"], seen["connector_version"], seen["fqdn"]) == (True, "2.1.16", "staging-sse.cisco.com")
    assert seen["registration"] == {
        "status": "Enrolled",
        "description": "Device has been enrolled.",
        "refreshed_at": "2025-06-04T23:50:55Z",
        "refresh_age_seconds": 125,
        "refresh_interval_seconds": 180,
        "overdue": False,
        "successes": 4,
        "failures": 0,
        "enrolled_at": "2025-06-04T23:38:54Z",
    }
    assert (seen["events"]["enabled"], seen["events"]["status"], seen["events"]["healthy"]) == (True, "Failed", False)
    assert [service["type"] for service in seen["services"]][:3] == ["tls_fingerprint", "administration", "Events"]
    assert "******" not in json.dumps(seen)


def test_nothing_of_a_context_is_read_as_unknown():
    seen = context.read(body={}, now=NOW)
    assert (seen["enrolled"], seen["services"]) == (None, [])
    assert set(seen["registration"].values()) == set(seen["events"].values()) == {None}


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("status", None),
        ("status", []),
        ("settings", "x"),
        ("statistics", {"client": None, "exchange": {"type": "registration"}}),
        ("status", {"client": [None, 1, "Events"], "exchange": [[]]}),
        ("meta", {"deviceId": ["x"], "connectorVersion": {}}),
        ("clientInfo", []),
    ],
)
def test_a_part_of_another_shape_is_as_if_it_were_not_there(example, path, value):
    body = {**example, path: value}
    context.read(body=body, now=NOW)
    counters.read(body=body)
    context.manager(body=body, tenant=None)
    context.activated(body=body)


@pytest.mark.parametrize(
    ("status", "enrolled"),
    [
        ("Enrolled", True),
        ("ENROLLED", True),
        ("Failed", False),
        ("Init", False),
        ("Stopped", False),
        ("Enrolling", None),
        ("Registered", None),
        ("", None),
    ],
)
def test_enrolled(status, enrolled):
    body = {"status": {"exchange": [{"type": "other"}, {"type": "Registration", "status": status}]}}
    assert context.read(body=body, now=NOW)["enrolled"] is enrolled


@pytest.mark.parametrize(
    ("refreshed", "interval", "age", "overdue"),
    [
        ("2025-06-04T23:44:00Z", 180, 540, False),
        ("2025-06-04T23:43:59Z", 180, 541, True),
        ("2025-06-04T23:43:59Z", None, 541, None),
        ("2025-06-05T01:53:00+02:00", 180, 0, False),
        ("2025-06-04T23:58:00Z", 180, -300, False),
        ("2025-06-04T23:58:01Z", 180, -301, None),
        ("0001-01-01T00:00:00Z", 180, None, None),
        ("", 180, None, None),
        (7, "180", None, None),
    ],
)
def test_overdue(refreshed, interval, age, overdue):
    statistics = {"refresh": {"registration": {"timestamp": refreshed}}}
    body = {
        "settings": {"exchange": {"registration": {"refreshInterval": interval}}},
        "statistics": {"exchange": [{"type": "registration", "statistics": statistics}]},
    }
    seen = context.read(body=body, now=NOW)["registration"]
    assert (seen["refresh_age_seconds"], seen["overdue"]) == (age, overdue)


def test_the_settings_interval_stands_in():
    statistics = {"activation": {"enrollment": {"timestamp": "2025-06-04T23:43:00Z"}}}
    body = {"statistics": {"exchange": [{"type": "registration", "statistics": statistics}]}}
    assert context.read(body=body, now=NOW, interval=180)["registration"]["overdue"] is True


@pytest.mark.parametrize(
    ("enabled", "wanted"), [("true", True), ("False", False), (True, True), (False, False), ("yes", None), (1, None)]
)
def test_booleans_may_be_strings(enabled, wanted):
    body = {"settings": {"client": {"events": {"enabled": enabled}}}}
    assert context.read(body=body, now=NOW)["events"]["enabled"] is wanted


@pytest.mark.parametrize(
    ("status", "healthy"),
    [("Success", True), ("Failed", False), ("Stopped", False), ("Init", None), ("New word", None)],
)
def test_health_of_the_events_service(status, healthy):
    body = {"status": {"client": [{"type": "Events", "status": status}]}}
    assert context.read(body=body, now=NOW)["events"]["healthy"] is healthy


@pytest.mark.parametrize(
    ("description", "tenant", "kind"),
    [
        ("10.0.0.1 fw (FMC managed)", None, "fmc"),
        ("10.0.0.1 fw (FMC managed)", "CDO", "unknown"),
        ("10.0.0.1 fw (FDM managed)", "CDO", "fdm"),
        ("10.0.0.1 fw", None, "unknown"),
        (None, None, "unknown"),
    ],
)
def test_manager(description, tenant, kind):
    body = {"clientInfo": {"description": description}}
    assert context.manager(body=body, tenant={"registeredTenantInfo": {"spId": tenant}})["kind"] == kind


def test_tenant(tools):
    assert context.tenant(body=json.loads(tools.text("tenant_7.6.json"))) == {
        "id": "0c4cb4e2-d251-49dc-8bfc-715e94bd4096",
        "name": "cisco-nln-bulk-ftd-sapi__svhv7h",
    }
    assert context.tenant(body={"registeredTenantInfo": None}) is None


ZERO = Leg(0, 0)


@pytest.mark.parametrize(
    ("first", "second", "wanted"),
    [
        pytest.param(
            {"zmq": Leg(10, 9), "ws": ZERO},
            {"zmq": Leg(15, 14), "ws": ZERO},
            ("zmq", 15, 14, 5, 5),
            id="ZmqStat counts",
        ),
        pytest.param(
            {"zmq": ZERO, "ws": Leg(10, 9)}, {"zmq": ZERO, "ws": Leg(15, 9)}, ("ws", 15, 9, 5, 0), id="WsStat counts"
        ),
        pytest.param(
            {"zmq": Leg(90, 90), "ws": Leg(1, 1)},
            {"zmq": Leg(90, 90), "ws": Leg(3, 3)},
            ("ws", 3, 3, 2, 2),
            id="both counted, one grows",
        ),
        pytest.param(
            {"zmq": Leg(10, 0), "ws": Leg(0, 9)},
            {"zmq": Leg(15, 0), "ws": Leg(0, 14)},
            ("ws", 0, 14, 0, 5),
            id="one receives, the other sends",
        ),
        pytest.param(
            {"zmq": ZERO, "ws": ZERO}, {"zmq": ZERO, "ws": ZERO}, ("zmq", 0, 0, 0, 0), id="nothing ever counted"
        ),
        pytest.param({"zmq": Leg(10, 9)}, {}, ("zmq", 10, 9, None, None), id="one read only"),
        pytest.param(
            {"zmq": Leg(10, 9)}, {"zmq": Leg(1, 0)}, ("zmq", 1, 0, None, None), id="restarted between the reads"
        ),
        pytest.param({"ws": Leg(None, 4)}, {"ws": Leg(None, 6)}, ("ws", None, 6, None, 2), id="a counter is missing"),
    ],
)
def test_counters(first, second, wanted):
    seen = counters.together(first=first, second=second, seconds=2.04)
    assert seen is not None
    assert tuple(seen[key] for key in ("source", "received", "sent", "received_growth", "sent_growth")) == wanted
    assert seen["seconds_between"] == (2 if second else None)


@pytest.mark.parametrize(
    ("first", "second", "wanted"),
    [
        ({"zmq": ZERO, "ws": ZERO}, {"zmq": ZERO, "ws": ZERO}, []),
        ({"zmq": Leg(10, 9), "ws": ZERO}, {"zmq": Leg(15, 14), "ws": ZERO}, [("zmq", 15, 14, 5, 5, 1)]),
        (
            {"zmq": Leg(100, 0), "ws": Leg(1, 1)},
            {"zmq": Leg(200, 0), "ws": Leg(2, 2)},
            [("zmq", 200, 0, 100, 0, 200), ("ws", 2, 2, 1, 1, 0)],
        ),
        ({"ws": Leg(None, 4)}, {}, [("ws", None, 4, None, None, None)]),
    ],
)
def test_each_set_that_counts_is_there(first, second, wanted):
    seen = counters.together(first=first, second=second, seconds=2.0)
    assert seen is not None
    assert [tuple(one.values()) for one in seen["sets"]] == wanted


@pytest.mark.parametrize(
    ("success", "failure", "disconnect", "leg", "since"),
    [
        (None, None, None, None, None),
        (2, None, None, "up", None),
        (2, 1, 0, "up", None),
        (2, 3, None, "down", None),
        (2, 3, 2.5, "down", 2.5),
        (2, 3, 1, "down", None),
        (None, 3, None, "down", None),
        (None, 3, 1, "down", 1),
        (None, None, 1, None, None),
    ],
)
def test_the_leg_to_the_cloud(success, failure, disconnect, leg, since):
    times = [None if when is None else at(when) for when in (success, failure, disconnect)]
    seen = counters.together(first={"zmq": Leg(1, 1, *times)}, second={}, seconds=None)
    assert seen is not None
    assert (seen["leg"], seen["down_since"]) == (leg, since if since is None else stamps.rfc3339(at(since)))


def test_the_times_are_of_one_set():
    """The last failure of one set and the last success of the other make no sequence."""
    seen = counters.together(first={"zmq": Leg(9, 9, at(2)), "ws": Leg(0, 0, at(1), at(3))}, second={}, seconds=None)
    assert seen is not None
    assert (seen["last_connect_success"], seen["last_connect_failure"]) == (stamps.rfc3339(at(2)), None)
    seen = counters.together(first={"zmq": Leg(9, 9), "ws": Leg(0, 0, at(1), at(3))}, second={}, seconds=None)
    assert seen is not None
    assert seen["last_connect_failure"] == stamps.rfc3339(at(3))


def at(minute):
    return 1_795_000_000.0 + 60 * minute


def test_no_counters():
    assert counters.together(first={}, second={}, seconds=2.0) is None


def test_the_vendors_counters(example):
    seen = counters.read(body=example)
    assert seen["zmq"] == Leg(0, 0, stamps.epoch("2025-06-04T23:38:56.410473182Z"), None, None)
    assert seen["ws"] == Leg(0, 0, None, None, None)

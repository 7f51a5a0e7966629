# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The simulated FMC behaves as the vendor's notes say of the real one."""

from __future__ import annotations

import http.client
import json
import ssl
import time
from typing import Any

import pytest

from ansible_collections.firepower.sse.tests.lab.fmc.endpoints import ENDPOINTS
from ansible_collections.firepower.sse.tests.lab.fmc.server import serve
from ansible_collections.firepower.sse.tests.lab.fmc.state import GLOBAL, digest, identity

from .client import CONFIG, DEVICES, EVERYTHING, PLATFORM, Client

pytestmark = pytest.mark.shell


def test_login_gives_tokens_and_domains() -> None:
    with serve(EVERYTHING) as fmc:
        client = Client(fmc)
        assert client.log_in() == 204
        names = [domain["name"] for domain in json.loads(client.headers["domains"])]
        assert names == ["Global", "Global/EMEA", "Global/Empty"]
        assert client.headers["domain_uuid"] == GLOBAL
        assert client.get(f"{PLATFORM}/info/serverversion")[1]["items"][0]["serverVersion"] == "7.4.2 (build 172)"
        assert fmc.logins == 1
        assert fmc.gets() == [f"{PLATFORM}/info/serverversion"]


@pytest.mark.parametrize("stored", ["secret", digest("secret")])
def test_wrong_password(stored: str) -> None:
    with serve({"users": {"reader": stored}}) as fmc:
        client = Client(fmc)
        assert client.log_in("reader", "wrong") == 401
        assert client.log_in("nobody", "secret") == 401
        assert client.log_in("reader", "secret") == 204


def test_token_expires_and_is_refreshed_three_times() -> None:
    with serve({"token_seconds": 0}) as fmc:
        client = Client(fmc)
        client.log_in()
        assert client.get(DEVICES)[0] == 401
        fmc.state["token_seconds"] = 60
        for _unused in range(3):
            assert client.refresh() == 204
            assert client.get(DEVICES)[0] == 200
        assert client.refresh() == 401


def test_second_login_ends_the_first() -> None:
    with serve({"users": {"api": "lab-fmc-password", "other": "x"}}) as fmc:
        first, second, other = Client(fmc), Client(fmc), Client(fmc)
        first.log_in()
        other.log_in("other", "x")
        second.log_in()
        assert first.get(DEVICES)[0] == 401
        assert first.refresh() == 401
        assert second.get(DEVICES)[0] == other.get(DEVICES)[0] == 200


def test_pages() -> None:
    with serve({"devices": [{"name": f"ftd{number:04}"} for number in range(1200)]}) as fmc:
        client = Client(fmc)
        client.log_in()
        assert len(client.get(DEVICES)[1]["items"]) == 25
        status, page = client.get(f"{DEVICES}?limit=1000&expanded=true")
        assert (status, len(page["items"]), page["paging"]["count"]) == (200, 1000, 1200)
        assert page["items"][0]["hostName"] == "ftd0000.example.net"
        last = client.get(page["paging"]["next"][0].removeprefix(fmc.url))[1]
        assert [item["name"] for item in last["items"]] == [f"ftd{number:04}" for number in range(1000, 1200)]
        assert "next" not in last["paging"]
        assert set(client.get(f"{DEVICES}?limit=1")[1]["items"][0]) == {"id", "name", "type", "links"}
        assert client.get(f"{DEVICES}?limit=1001")[0] == 400
        assert "items" not in client.get(f"{CONFIG}/devicegroups/devicegrouprecords")[1]


def test_domains() -> None:
    with serve({**EVERYTHING, "users": {"api": {"password": "lab-fmc-password", "domains": ["Global/EMEA"]}}}) as fmc:
        client, child = Client(fmc), identity("Global/EMEA")
        client.log_in()
        assert client.headers["domain_uuid"] == child
        assert client.get(DEVICES)[0] == 404
        inside = client.get(DEVICES.replace(GLOBAL, child))[1]["items"]
        assert [item["name"] for item in inside] == ["ftd3"]
        assert client.get(f"{CONFIG}/integration/cloudregions".replace(GLOBAL, child))[0] == 403


@pytest.mark.parametrize(
    ("path", "without", "with_it"),
    [
        ("integration/cloudregions", "6.4.0", "6.5.0"),
        ("health/alerts", "6.7.0", "7.0.0"),
        ("integration/fmchastatuses", "6.7.0", "7.0.0"),
        ("integration/securexconfigs", "7.4.0", "7.3.1"),
        ("integration/cloudintegrations/cloudintegrations", "7.6.1", "7.7.0"),
        (f"integration/ftdcloudstatus/{identity('ftd1')}", "7.7.0", "10.0.0"),
    ],
)
def test_version_decides_what_there_is(path: str, without: str, with_it: str) -> None:
    with serve({**EVERYTHING, "version": without}) as fmc:
        client = Client(fmc)
        client.log_in()
        assert client.get(f"{CONFIG}/{path}")[0] == 404
        fmc.state["version"] = with_it
        assert client.get(f"{CONFIG}/{path}")[0] == 200


def test_version_decides_the_shape() -> None:
    with serve({**EVERYTHING, "version": "6.4.0"}) as fmc:
        client = Client(fmc)
        client.log_in()
        addresses = (f"{CONFIG}/integration/cloudeventsconfigs?expanded=true", f"{DEVICES}?expanded=true")
        old = [client.get(address)[1]["items"][0] for address in addresses]
        fmc.state["version"] = "7.6.0"
        new = [client.get(address)[1]["items"][0] for address in addresses]
        assert "sendAllConnectionEvents" in set(new[0]) - set(old[0])
        assert "isConnected" in set(new[1]) - set(old[1])


def test_filters() -> None:
    with serve(EVERYTHING) as fmc:
        client = Client(fmc)
        client.log_in()
        alerts = client.get(f"{CONFIG}/health/alerts?filter=moduleIDs:CONN_STATUS_SSE")[1]["items"]
        assert [item["deviceUUID"] for item in alerts] == [identity("ftd2"), "0"]
        tasks = f"{CONFIG}/job/taskstatuses"
        assert client.get(tasks)[0] == 400
        running = client.get(f"{tasks}?filter=type:Deployment;status:Deploying")[1]["items"]
        assert [item["name"] for item in running] == ["Deploy to ftd1"]


def test_too_many_requests() -> None:
    with serve({"rate": {"requests": 3, "retry_after": 2}}) as fmc:
        client = Client(fmc)
        client.log_in()
        assert [client.get(DEVICES)[0] for _unused in range(3)] == [200, 200, 429]
        assert client.headers["retry-after"] == "2"
        fmc.state["rate"].update(retry_after=None)
        client.get(DEVICES)
        assert "retry-after" not in client.headers


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_a_change_is_refused_and_told(method: str) -> None:
    with pytest.raises(AssertionError, match="would change the FMC"), serve() as fmc:
        client = Client(fmc)
        client.log_in()
        assert client.request(method, DEVICES, client.session)[0] == 405
    with serve(allow_writes=True) as fmc:
        Client(fmc).request(method, DEVICES, {})
        assert [entry.method for entry in fmc.writes] == [method]


def items_or_status(client: Client, path: str = DEVICES) -> Any:
    status, page = client.get(path)
    return page.get("items", "none") if status == 200 else status


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        ("error_500", 500),
        ("too_many", 429),
        ("missing_items", "none"),
        ({"name": "answer", "status": 503, "body": {"error": {}}}, 503),
        ({"name": "answer", "body": {"items": [1]}}, [1]),
        ("stolen_session", 401),
    ],
)
def test_faults(fault: Any, expected: Any) -> None:
    with serve({"devices": [{"name": "ftd1"}], "faults": [fault]}) as fmc:
        client = Client(fmc)
        assert client.log_in() == 204
        assert items_or_status(client) == expected


@pytest.mark.parametrize(
    ("fault", "error"),
    [("html", json.JSONDecodeError), ("garbage", ValueError), ("cut_off", http.client.IncompleteRead)],
)
def test_faults_of_the_text(fault: str, error: type[Exception]) -> None:
    with serve({"devices": [{"name": "ftd1"}], "faults": [fault]}) as fmc:
        client = Client(fmc)
        client.log_in()
        with pytest.raises(error):
            client.get(DEVICES)


def test_fault_is_bound_to_path_and_count() -> None:
    with serve({"faults": [{"name": "error_500", "path": "devicerecords", "after": 1, "count": 2}]}) as fmc:
        client = Client(fmc)
        client.log_in()
        assert [client.get(DEVICES)[0] for _unused in range(4)] == [200, 500, 500, 200]
        assert client.get(f"{PLATFORM}/info/serverversion")[0] == 200


def test_token_that_expires_between_pages() -> None:
    with serve({"devices": [{"name": "a"}, {"name": "b"}], "faults": ["expire_in_paging"]}) as fmc:
        client = Client(fmc)
        client.log_in()
        assert client.get(f"{DEVICES}?limit=1")[0] == 200
        assert client.get(f"{DEVICES}?limit=1&offset=1")[0] == 401
        assert client.refresh() == 204
        assert client.get(f"{DEVICES}?limit=1&offset=1")[0] == 200


def test_numbers_as_strings_and_endless_pages() -> None:
    with serve({"devices": [{"name": "a"}], "faults": ["numbers_as_strings", "endless"]}) as fmc:
        client = Client(fmc)
        client.log_in()
        paging = client.get(DEVICES)[1]["paging"]
        assert paging == {"offset": "0", "limit": "25", "count": "2", "pages": "1", "next": [f"{fmc.url}{DEVICES}"]}


def test_login_without_tokens() -> None:
    with serve({"faults": ["empty_login"]}) as fmc:
        client = Client(fmc)
        with pytest.raises(KeyError):
            client.log_in()


def test_slow() -> None:
    with serve({"faults": [{"name": "slow", "seconds": 0.3}]}) as fmc:
        client = Client(fmc)
        client.log_in()
        start = time.monotonic()
        client.get(DEVICES)
        assert time.monotonic() - start >= 0.3


def test_certificates() -> None:
    with serve(names=["other.example.net"]) as fmc, pytest.raises(ssl.SSLCertVerificationError, match=r"127\.0\.0\.1"):
        Client(fmc).log_in()
    with serve() as fmc:
        fmc.ca_path = ssl.get_default_verify_paths().cafile or ""
        with pytest.raises(ssl.SSLCertVerificationError):
            Client(fmc).log_in()


def test_every_endpoint_starts_at_some_version() -> None:
    """An endpoint that a version does not know is 404 like any other address."""
    with serve({"version": "6.0.0"}) as fmc:
        client = Client(fmc)
        client.log_in()
        for endpoint in ENDPOINTS:
            assert client.get(endpoint.path.replace("{domain}", GLOBAL))[0] == 404

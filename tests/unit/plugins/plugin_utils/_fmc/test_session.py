# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The client against a real HTTPS server: one login, every fault a sentence, no secret in any of them."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import Any

import pytest

from ansible_collections.firepower.sse.plugins.plugin_utils._errors import SseError
from ansible_collections.firepower.sse.plugins.plugin_utils._fmc.access import access_of
from ansible_collections.firepower.sse.plugins.plugin_utils._fmc.errors import FmcError
from ansible_collections.firepower.sse.plugins.plugin_utils._fmc.pace import Pace
from ansible_collections.firepower.sse.plugins.plugin_utils._fmc.paging import items
from ansible_collections.firepower.sse.plugins.plugin_utils._fmc.wire import check_request, send
from ansible_collections.firepower.sse.tests.lab.fmc.server import serve
from ansible_collections.firepower.sse.tests.support.fmc_client import PASSWORD, session

GLOBAL = "e276abec-e0f2-11e3-8169-6d9ed49b625f"
DEVICES = f"/api/fmc_config/v1/domain/{GLOBAL}/devices/devicerecords"
TWO = [{"name": "ftd1"}, {"name": "ftd2"}]
MANY = [{"name": f"ftd{number}"} for number in range(1200)]


def listed(fmc: Any, **options: Any) -> tuple[list[dict[str, Any]], list[float]]:
    asking, waits = session(fmc, **options)
    asking.login()
    return items(asking, DEVICES), waits


def failure(fmc: Any, **options: Any) -> str:
    with pytest.raises(FmcError) as caught:
        listed(fmc, **options)
    assert PASSWORD not in f"{caught.value} {caught.value!r}"
    return str(caught.value)


def test_all_of_1200_devices_are_read_with_one_login() -> None:
    with serve({"devices": MANY}) as fmc:
        found, _waits = listed(fmc)
        assert len(found) == len({device["id"] for device in found}) == 1200
        assert (fmc.logins, len(fmc.log)) == (1, 3)


@pytest.mark.parametrize("fault", ["numbers_as_strings", {"name": "expire_in_paging", "path": "devicerecords"}])
def test_a_list_is_whole_in_spite_of(fault: Any) -> None:
    with serve({"devices": MANY, "faults": [fault]}) as fmc:
        found, _waits = listed(fmc)
        assert len(found) == 1200
        assert fmc.logins == 1
        refreshed = any("refreshtoken" in path for _method, path, _status in fmc.log)
        assert refreshed == ("expire_in_paging" in str(fault))


def test_a_list_whose_count_is_too_high_could_miss_something() -> None:
    with serve({"devices": MANY, "faults": ["endless"]}) as fmc:
        assert "has no end, or is cut short" in failure(fmc)
        assert fmc.logins == 1
        assert not any("refreshtoken" in path for _method, path, _status in fmc.log)


def test_a_list_without_items_is_empty_only_if_the_count_says_so() -> None:
    with serve({"faults": ["missing_items"]}) as fmc:
        assert listed(fmc)[0] == []
        fmc.state["devices"] = [*TWO]
        assert "cut short" in failure(fmc)


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ({"name": "error_500", "path": "devicerecords"}, "with 500"),
        ({"name": "html", "path": "devicerecords"}, "with a web page instead of JSON"),
        ({"name": "garbage", "path": "devicerecords"}, "no JSON object"),
        ({"name": "cut_off", "path": "devicerecords"}, "cut the connection off"),
        (
            {"name": "redirect", "path": "devicerecords", "to": "https://evil.example/x"},
            "'https://evil.example/x', which",
        ),
        ({"name": "slow", "path": "devicerecords", "seconds": 3}, "no answer to GET"),
        ({"name": "answer", "path": "devicerecords", "body": [1]}, "no JSON object"),
        ({"name": "answer", "path": "devicerecords", "body": {"items": {"a": 1}}}, "no list of objects"),
        ({"name": "answer", "path": "devicerecords", "body": "[" * 100_000}, "no JSON object"),
        ({"name": "answer", "path": "devicerecords", "status": 403, "body": {}}, "the role of the API user"),
        (
            {
                "name": "answer",
                "path": "devicerecords",
                "status": 400,
                "body": {"error": {"messages": [{"description": f"\x1b[31mNo {PASSWORD}\x1b[0m {'x' * 999}"}]}},
            },
            "400: No ***",
        ),
    ],
)
def test_a_fault_is_one_sentence(fault: dict[str, Any], words: str) -> None:
    with serve({"devices": [*TWO], "faults": [fault]}) as fmc:
        sentence = failure(fmc, timeout=1)
        assert words in sentence
        assert sentence.startswith("The FMC fmc-eu (127.0.0.1) ")
        assert sentence.isprintable()
        assert len(sentence) < 600
        assert fmc.logins == 1


@pytest.mark.parametrize(
    ("password", "description", "said"),
    [
        ("e", "Down for days", "Down for days"),
        ("e", "No e", "No ***"),
        ('Qu"ote-1', 'No Qu"ote-1', "No ***"),
        ("Passwort-\xfc", "No Passwort-\xfc", "No ***"),
        ("Plain-word-1", "No Plain\x1b[31m-word-1", "No ***"),
        ("Plain-word-1", f"{'x' * 292} Plain-word-1", f"{'x' * 292} ***"),
    ],
)
def test_a_secret_is_hidden_where_the_fmc_repeats_it_and_nowhere_else(
    password: str, description: str, said: str
) -> None:
    body = {"error": {"messages": [{"description": description}], "severity": "ERROR"}}
    fault = {"name": "answer", "path": "devicerecords", "status": 400, "body": body}
    with serve({"users": {"api": password}, "faults": [fault]}) as fmc:
        asking, _waits = session(fmc, password=password)
        asking.login()
        with pytest.raises(FmcError) as caught:
            items(asking, DEVICES)
    assert str(caught.value) == f"The FMC fmc-eu (127.0.0.1) answers GET {DEVICES} with 400: {said}."


def test_a_secret_is_hidden_in_the_place_that_a_request_is_sent_on_to() -> None:
    fault = {"name": "redirect", "path": "devicerecords", "to": f"https://evil.example/{'x' * 85}/{PASSWORD}"}
    with serve({"faults": [fault]}) as fmc:
        assert f"'https://evil.example/{'x' * 85}/***'" in failure(fmc)


@pytest.mark.parametrize("name", ["error_500", "cut_off"])
def test_what_fails_in_passing_is_read_again(name: str) -> None:
    with serve({"devices": [*TWO], "faults": [{"name": name, "path": "devicerecords", "count": 1}]}) as fmc:
        assert len(listed(fmc)[0]) == 2


@pytest.mark.parametrize(("said", "waited"), [(None, 2), (7, 7)])
def test_too_many_requests_are_waited_out(said: int | None, waited: int) -> None:
    fault = {"name": "too_many", "path": "devicerecords", "retry_after": said, "count": 1}
    with serve({"devices": [*TWO], "faults": [fault]}) as fmc:
        found, waits = listed(fmc)
        assert (len(found), waits) == (2, [waited])


@pytest.mark.parametrize(("said", "most"), [(None, 120), (3600, 0)])
def test_the_patience_with_too_many_requests_ends(said: int | None, most: int) -> None:
    with serve({"faults": [{"name": "too_many", "path": "devicerecords", "retry_after": said}]}) as fmc:
        asking, waits = session(fmc)
        asking.login()
        with pytest.raises(FmcError, match="too many requests"):
            items(asking, DEVICES)
        assert sum(waits) == most


def test_a_wrong_password_is_tried_once() -> None:
    with serve() as fmc:
        asking, _waits = session(fmc, password="Wrong-Pass-123456")
        with pytest.raises(FmcError, match="refuses the login of 'api'") as caught:
            asking.login()
        assert "Wrong-Pass-123456" not in f"{caught.value} {asking!r} {asking.access!r}"
        assert len(fmc.log) == 1


def test_a_login_without_a_token_is_no_login() -> None:
    with serve({"faults": [{"name": "empty_login", "path": "generatetoken"}]}) as fmc:
        assert "without a token" in failure(fmc)


def test_a_session_that_another_login_ends_is_not_begun_again() -> None:
    with serve({"devices": [*TWO], "faults": [{"name": "stolen_session", "path": "devicerecords"}]}) as fmc:
        asking, _waits = session(fmc)
        asking.login()
        for _time in range(2):
            with pytest.raises(FmcError, match=r"another login of 'api' took its place.*no second login"):
                items(asking, DEVICES)
        assert [path for method, path, _status in fmc.log if "generatetoken" in path] == [fmc.log[0][1]]
        assert len(fmc.log) == 3  # login, the list, one try to renew


def test_a_token_is_renewed_three_times() -> None:
    with serve({"devices": [*TWO]}) as fmc:
        asking, _waits = session(fmc)
        asking.login()
        for number in range(4):
            fmc.sessions.expire()
            if number < 3:
                assert len(items(asking, DEVICES)) == 2
            else:
                with pytest.raises(FmcError, match=r"renewed this login 3 times.*longer than a login") as caught:
                    items(asking, DEVICES)
                assert "another login" not in str(caught.value)
        assert fmc.logins == 1


def test_the_certificate_must_be_vouched_for_and_have_the_name() -> None:
    with serve() as fmc, serve(names=("other.example",)) as other:
        assert "this machine does not vouch for" in failure(fmc, ca_path=None)
        assert "the certificate of another name" in failure(other)
        assert listed(other, validate_certs=False)[0] == []


def test_a_directory_of_cas(tmp_path: Path) -> None:
    with serve() as fmc:
        comment = "# Zertifizierungsstelle für Geräte\n"  # as bundles have them
        (tmp_path / "ours.pem").write_text(comment + Path(fmc.ca_path).read_text(), encoding="utf-8")
        assert listed(fmc, ca_path=str(tmp_path))[0] == []


def test_nobody_listens() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        access = access_of(
            {"host": "127.0.0.1", "port": unused.getsockname()[1], "username": "u", "password": "p"}, environ={}
        )
        with pytest.raises(FmcError, match="refuses connections"):
            send(access, "GET", "/api/fmc_platform/v1/info/serverversion", headers={})


def test_the_proxy_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    with serve() as fmc, socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        monkeypatch.setenv("https_proxy", f"http://user:geheim@127.0.0.1:{unused.getsockname()[1]}")
        monkeypatch.delenv("no_proxy", raising=False)
        monkeypatch.delenv("NO_PROXY", raising=False)
        sentence = failure(fmc)
        assert "the environment's https_proxy can't" in sentence
        assert "geheim" not in sentence
        assert listed(fmc, use_proxy=False)[0] == []


@pytest.mark.parametrize(
    ("method", "path"),
    [
        *((method, DEVICES) for method in ("POST", "PUT", "PATCH", "DELETE", "HEAD", "get", "OPTIONS")),
        ("POST", "/api/fmc_platform/v1/auth/revokeaccess"),
        ("GET", "/api/fmc_config/v1/domain/../../../etc"),
        ("GET", "/api/fmc_config/v1/domain/x?y=1"),
        ("GET", "/api/fmc_config/v1/domain/x\r\nHost: y"),
        ("GET", "/elsewhere"),
        ("GET", "//evil.example/api/fmc_config/v1/x"),
    ],
)
def test_nothing_else_is_ever_sent(method: str, path: str) -> None:
    with serve() as fmc:
        asking, _waits = session(fmc)
        with pytest.raises(SseError, match="no request that reads"):
            send(asking.access, method, path, headers={})
        with pytest.raises(SseError):
            check_request(method, path)
        assert fmc.log == []


def test_the_pace_keeps_to_the_documented_rate() -> None:
    times: list[float] = []
    clock = [0.0]

    def sleep(seconds: float) -> None:
        clock[0] += seconds

    pace = Pace(clock=lambda: clock[0], sleep=sleep)
    for _request in range(500):
        pace.wait()
        times.append(clock[0])
        clock[0] += 0.01
    assert max(sum(1 for other in times if 0 <= other - time < 60) for time in times) == 120


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"host": "fmc.example.com"}, "without username and password"),
        ({"host": "fmc.example.com", "username": "u"}, "without password"),
        ({"host": "-oProxyCommand=x", "username": "u", "password": "p"}, "must be the name or the address"),
        ({"host": "https://u:geheim@fmc/", "username": "u", "password": "p"}, "of another form"),
        ({"host": "http://fmc/", "username": "u", "password": "p"}, "of another form"),
        ({"host": "fmc", "username": "a:b", "password": "p"}, "colon"),
        ({"host": "fmc", "username": "u", "password": "p", "port": 70000}, "port is 70000"),
        ({"host": "fmc", "username": "u", "password": "p", "timeout": 9999}, "timeout is 9999"),
        ({"host": "fmc", "username": "u", "password": "p", "ca_path": "/nowhere.pem"}, "can't be read"),
        ({"host": "fmc", "username": "u", "password": "p", "ca_path": __file__}, "holds no certificate"),
    ],
)
def test_bad_options(options: dict[str, Any], words: str) -> None:
    with pytest.raises(SseError, match=words) as caught:
        access_of(options, environ={})
    assert "geheim" not in str(caught.value)


def test_the_environment_gives_user_and_password() -> None:
    access = access_of({"host": "::1"}, environ={"SSE_FMC_USERNAME": "u", "SSE_FMC_PASSWORD": "geheim"})
    assert (access.username, access.password, access.url) == ("u", "geheim", "https://[::1]")
    assert "geheim" not in repr(access)

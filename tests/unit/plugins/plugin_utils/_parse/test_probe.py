# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""curl's attempts, each version's own words, and the verdict that the attempts at one host make together."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.firepower.sse.plugins.plugin_utils._parse import certificate, curl, probe, stamps, verdict


@pytest.fixture(scope="session")
def attempt(tools):
    """Reads an attempt from a fixture: a line `exit N`, the write-out, a line `===`, the trace."""

    def read(name: str, **attributes: Any) -> curl.Attempt:
        head, rest = tools.text(f"curl_{name}.txt").split("\n", 1)
        stdout, stderr = rest.split("===\n", 1)
        given = {"store": "connector_ca", "attempt": "1", "via": "direct", "address": "-"}
        given |= {key: str(value) for key, value in attributes.items()}
        return curl.read(exit_code=int(head.split(" ")[1]), stdout=stdout, stderr=stderr, attributes=given)

    return read


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("7.44_reachable", "reachable"),
        ("8.16_reachable", "reachable"),
        ("7.66_client_certificate_wanted", "reachable"),
        ("8.5_client_certificate_wanted", "reachable"),
        ("7.44_unresolved", "name_unresolved"),
        ("7.88_name_timed_out", "name_unresolved"),
        ("7.88_refused", "refused"),
        ("7.44_tcp_timed_out", "timed_out"),
        ("7.44_tls_silent", "tls_silent"),
        ("7.88_tls_silent", "tls_silent"),
        ("7.88_no_answer", "no_answer"),
        ("7.88_empty_reply", "no_answer"),
        ("7.88_reset_after_tls", "no_answer"),
        ("7.88_reset_in_tls", "tls_failed"),
        ("7.66_plain_http", "tls_failed"),
        ("7.44_untrusted", "untrusted"),
        ("7.88_untrusted", "untrusted"),
        ("7.44_wrong_name", "tls_wrong_name"),
        ("7.88_wrong_name", "tls_wrong_name"),
        ("7.88_expired", "dates"),
        ("7.44_not_yet_valid", "dates"),
        ("7.66_ca_missing", "ca_missing"),
    ],
)
def test_one_attempt(attempt, name, word):
    assert verdict.word(attempt(name)) == word


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("7.44_proxy_407", "without_credentials"),
        ("7.88_proxy_407", "without_credentials"),
        ("7.88_proxy_timed_out", "proxy_refused"),
        ("7.88_proxy_unresolved", "proxy_refused"),
        ("7.88_proxy_tls_silent", "tls_silent"),
        ("7.88_refused", "proxy_refused"),
        ("7.88_untrusted", "untrusted"),
        ("8.16_reachable", "reachable"),
    ],
)
def test_one_attempt_through_a_proxy(attempt, name, word):
    assert verdict.word(attempt(name, via="proxy")) == word


def test_a_proxy_that_refuses_the_credentials_it_got(tools):
    stdout, stderr = tools.text("curl_7.88_proxy_407.txt").split("\n", 1)[1].split("===\n", 1)
    sent = stderr.replace("< HTTP/1.1 407", "> Proxy-Authorization: ******\n< HTTP/1.1 407")
    seen = curl.read(exit_code=56, stdout=stdout, stderr=sent, attributes={"via": "proxy"})
    assert verdict.word(seen) == "proxy_refused"


def test_an_address_is_not_to_be_resolved():
    told: dict[str, Any] = {
        "stdout": "time_namelookup=0\n",
        "stderr": "curl: (28) Resolving timed out after 5000 milliseconds\n",
    }
    assert verdict.word(curl.read(exit_code=28, attributes={"address": A}, **told)) == "unknown"
    assert verdict.word(curl.read(exit_code=28, **told)) == "name_unresolved"


def test_what_was_not_asked_says_why():
    seen = probe.host([curl.read(exit_code=125, stdout="", stderr="not asked: no proxy", attributes={"via": "proxy"})])
    assert (seen["verdict"], seen["message"], seen["via"]) == ("unknown", "not asked: no proxy", "proxy")


@pytest.mark.parametrize("exit_code", [1, 2, 3, 23, 124, 126, 127, 137, 255])
def test_an_exit_status_that_says_nothing_of_the_path_is_unknown(exit_code):
    assert verdict.word(curl.read(exit_code=exit_code, stdout="", stderr="")) == "unknown"


@pytest.mark.parametrize(
    "stdout", ["", "http_code=403\n", "http_code=403\ntime_appconnect=0.1\n", "http_code=403\nssl_verify_result=0\n"]
)
def test_exit_status_0_without_the_whole_write_out_is_no_success(stdout):
    assert verdict.word(curl.read(exit_code=0, stdout=stdout, stderr="* Connection #0 left intact")) == "unknown"


def test_a_certificate_that_was_not_verified_is_no_success(attempt):
    assert verdict.word(attempt("7.88_insecure_private")) == "unknown"


def test_what_a_trace_tells_beside(attempt):
    seen = attempt("7.44_reachable")
    assert seen.certificate is not None
    assert seen.certificate.as_dict() == {
        "subject": "C=US; ST=California; L=San Jose; O=Cisco Systems, Inc.; CN=eventing-ingest.eu.sse.itd.cisco.com",
        "issuer": "C=US; O=HydrantID (Avalanche Cloud Corporation); CN=HydrantID SSL ICA G2",
        "not_before": "2025-12-03T20:57:56Z",
        "not_after": "2027-12-03T21:07:00Z",
        "public_issuer": True,
    }
    assert seen.date == stamps.epoch("2026-11-24T03:12:40Z")
    assert (seen.http_code, seen.message, seen.remote_ip, seen.local_ip) == (
        403,
        "HTTP 403",
        "203.0.113.21",
        "10.20.1.11",
    )


def test_the_date_of_a_proxy_is_not_the_clouds(attempt):
    assert attempt("7.88_proxy_407", via="proxy").date is None


def test_the_vendors_own_insecure_trace(tools):
    trace = [line[1:].strip() for line in tools.text("curl_7.44_insecure.txt").split("\n") if line.startswith("*")]
    seen = certificate.read(trace=trace)
    assert seen is not None
    assert seen.as_dict()["not_before"] == "2019-12-03T20:57:56Z"
    assert seen.public_issuer is True


@pytest.mark.parametrize(
    ("issuer", "public"),
    [
        ("C=US; O=Let's Encrypt; CN=R11", True),
        ('C=US, ST=Arizona, O="GoDaddy.com, Inc.", CN=Go Daddy Secure CA', True),
        ("/C=US/O=DigiCert Inc/CN=x", True),
        ("O=Cisco; CN=Cisco Umbrella Secondary SubCA", False),
        ("C=US; O=Cisco; CN=Cisco Basic Assurance CA", True),
        ("C=US; O=Cisco Systems; CN=Cisco Root CA 2048", True),
        ('C=US, O="Cisco Systems, Inc.", CN=Cisco RXC-R2', True),
        ("O=Cisco; CN=ngfw.example.com", False),
        ("O=Cisco", False),
        ("O=Example; CN=Cisco Root CA 2048", False),
        ("O=Not DigiCert; CN=DigiCert", False),
        ("CN=Amazon", False),
        ("", False),
    ],
)
def test_who_is_a_public_issuer(issuer, public):
    assert certificate.public(issuer=issuer) is public


GOOD = "8.16_reachable"


@pytest.mark.parametrize(
    ("attempts", "verdict_", "verified_by"),
    [
        pytest.param([(GOOD, {})], "reachable", "connector_ca", id="at once"),
        pytest.param(
            [("7.88_refused", {}), (GOOD, {"attempt": 2})], "reachable", "connector_ca", id="the second try is good"
        ),
        pytest.param(
            [("7.44_tcp_timed_out", {}), ("7.88_refused", {"attempt": 2})],
            "refused",
            None,
            id="both bad: the later one",
        ),
        pytest.param(
            [("7.66_ca_missing", {}), (GOOD, {"store": "ios"})], "reachable", "ios", id="CA file missing, ios good"
        ),
        pytest.param(
            [("7.88_untrusted", {}), ("7.88_untrusted", {"store": "ios"}), (GOOD, {"store": "system"})],
            "reachable",
            "system",
            id="the third store verifies",
        ),
        pytest.param(
            [
                ("7.66_ca_missing", {}),
                ("7.66_ca_missing", {"store": "ios"}),
                ("7.88_insecure_public", {"store": "none"}),
            ],
            "ca_missing",
            None,
            id="no store is readable",
        ),
        pytest.param(
            [("7.88_untrusted", {}), ("7.88_insecure_private", {"store": "none"})],
            "tls_foreign_issuer",
            None,
            id="a private issuer",
        ),
        pytest.param(
            [
                ("7.66_ca_missing", {}),
                ("7.88_untrusted", {"store": "system"}),
                ("7.88_insecure_public", {"store": "none"}),
            ],
            "trust_store_stale",
            None,
            id="a public issuer",
        ),
        pytest.param([("7.88_untrusted", {})], "tls_failed", None, id="issuer not seen"),
        pytest.param(
            [("7.88_expired", {}), ("7.88_insecure_public", {"store": "none"})], "tls_failed", None, id="expired"
        ),
        pytest.param(
            [
                ("7.88_untrusted", {}),
                ("7.88_wrong_name", {"store": "ios"}),
                ("7.88_insecure_public", {"store": "none"}),
            ],
            "tls_wrong_name",
            None,
            id="wrong name once a store trusts",
        ),
        pytest.param([("7.88_insecure_public", {"store": "none"})], "unknown", None, id="only without verifying"),
    ],
)
def test_attempts_at_one_host(attempt, attempts, verdict_, verified_by):
    seen = probe.host([attempt(name, **given) for name, given in attempts])
    assert (seen["verdict"], seen["verified_by"]) == (verdict_, verified_by)


A, A2, A6, A7 = "203.0.113.21", "203.0.113.22", "2001:db8::19", "2001:db8::20"
DROPPED, SLOW = "7.44_tcp_timed_out", "7.88_name_timed_out"


@pytest.mark.parametrize(
    ("by_name", "addresses", "expected", "verdict_", "each"),
    [
        pytest.param(GOOD, {A: GOOD, A2: GOOD}, [A, A2], "reachable", ["reachable", "reachable"], id="all good"),
        pytest.param(
            GOOD, {A: GOOD, A2: DROPPED}, [A, A2], "partly_reachable", ["reachable", "timed_out"], id="one of two"
        ),
        pytest.param(
            DROPPED,
            {A: GOOD, A2: DROPPED},
            [A, A2],
            "partly_reachable",
            ["reachable", "timed_out"],
            id="unlucky by name",
        ),
        pytest.param(
            DROPPED, {A: DROPPED, A2: DROPPED}, [A, A2], "timed_out", ["timed_out", "timed_out"], id="none of two"
        ),
        pytest.param(
            GOOD,
            {A: GOOD, A6: "7.88_refused"},
            [A, A6],
            "reachable",
            ["reachable", "refused"],
            id="IPv6 refused, all IPv4 good",
        ),
        pytest.param(
            DROPPED, {A: GOOD, A6: DROPPED}, [A, A6], "reachable", ["reachable", "timed_out"], id="unlucky with IPv6"
        ),
        pytest.param(GOOD, {A: GOOD}, [A, A6], "reachable", ["reachable", "unknown"], id="IPv6 not probed"),
        pytest.param(
            GOOD,
            {A: GOOD, A2: DROPPED, A6: DROPPED},
            [A, A2, A6],
            "partly_reachable",
            ["reachable", "timed_out", "timed_out"],
            id="IPv6 beside an IPv4 that is bad too",
        ),
        pytest.param(
            DROPPED, {A: DROPPED, A6: DROPPED}, [A, A6], "timed_out", ["timed_out", "timed_out"], id="neither"
        ),
        pytest.param(
            GOOD, {A6: GOOD, A7: DROPPED}, [A6, A7], "partly_reachable", ["reachable", "timed_out"], id="IPv6 alone"
        ),
        pytest.param(SLOW, {A: GOOD, A2: GOOD}, [A, A2], "unknown", ["reachable", "reachable"], id="slow name service"),
        pytest.param(SLOW, {}, [A], "unknown", ["unknown"], id="slow name service, one address"),
        pytest.param(
            SLOW, {A: DROPPED, A2: DROPPED}, [A, A2], "timed_out", ["timed_out", "timed_out"], id="slow, and dropped"
        ),
        pytest.param(
            SLOW,
            {A: GOOD, A2: DROPPED},
            [A, A2],
            "partly_reachable",
            ["reachable", "timed_out"],
            id="slow, one dropped",
        ),
        pytest.param(GOOD, {A: GOOD}, [A, A2], "unknown", ["reachable", "unknown"], id="one was not probed"),
        pytest.param(
            DROPPED, {A: DROPPED}, [A, A2], "timed_out", ["timed_out", "unknown"], id="one not probed, one is bad"
        ),
        pytest.param(GOOD, {}, [A, A2], "unknown", ["unknown", "unknown"], id="none was probed"),
        pytest.param(None, {A: GOOD, A2: GOOD}, [A, A2], "unknown", ["reachable", "reachable"], id="not asked by name"),
        pytest.param(
            None, {A: DROPPED, A2: DROPPED}, [A, A2], "timed_out", ["timed_out", "timed_out"], id="bad, not by name"
        ),
        pytest.param(GOOD, {}, [A], "reachable", ["reachable"], id="a host of one address"),
        pytest.param(DROPPED, {}, [A], "timed_out", ["timed_out"], id="a host of one address, dropped"),
        pytest.param("7.44_unresolved", {}, [], "name_unresolved", [], id="no address"),
    ],
)
def test_addresses(attempt, by_name, addresses, expected, verdict_, each):
    attempts = [attempt(by_name)] if by_name else []
    attempts += [attempt(name, address=address) for address, name in addresses.items()]
    seen = probe.host(attempts, named=expected, expected=expected)
    assert seen["verdict"] == verdict_
    assert [entry["verdict"] for entry in seen["addresses"]] == each


def test_ipv6_without_a_route_is_no_fault_while_ipv4_answers(attempt):
    lost = curl.read(
        exit_code=7,
        stdout="http_code=000\ntime_connect=0\n",
        stderr="* Immediate connect fail for 2001:db8::19: Network is unreachable\n"
        "curl: (7) Failed to connect to h port 443 after 0 ms: Couldn't connect to server",
        attributes={"address": A6, "store": "connector_ca"},
    )
    seen = probe.host([attempt(GOOD), attempt(GOOD, address=A), lost], named=[A, A6], expected=[A, A6])
    assert (seen["verdict"], seen["addresses"][1]) == ("reachable", {"address": A6, "verdict": "no_route"})
    alone = probe.host([attempt(DROPPED), attempt(DROPPED, address=A), lost], named=[A, A6], expected=[A, A6])
    assert (alone["verdict"], alone["addresses"][1]["verdict"]) == ("timed_out", "refused")


def test_a_slow_name_service_is_no_missing_name(attempt):
    seen = probe.host([attempt(SLOW)], named=[A, A2])
    assert list(seen["layers"].values()) == ["ok", "skipped", "unknown", "unknown", "unknown"]
    assert seen["message"].startswith("slow name service: the addresses are known, and curl got none (Resolving")


def test_unlucky_with_ipv6_shows_the_request_that_counts(attempt):
    seen = probe.host([attempt(DROPPED), attempt(GOOD, address=A), attempt(DROPPED, address=A6)], named=[A, A6])
    assert (seen["verdict"], seen["exit_code"], seen["http_code"]) == ("reachable", 0, 403)
    assert set(seen["layers"].values()) == {"ok", "skipped"}


def test_the_issuer_that_an_address_showed_counts_for_the_name(attempt):
    foreign = [
        attempt("7.88_untrusted", address=A),
        attempt("7.88_insecure_private", address=A, store="none"),
    ]
    assert probe.host([attempt("7.88_untrusted"), *foreign])["verdict"] == "tls_foreign_issuer"
    another = attempt("7.88_insecure_public", address=A2, store="none")
    assert probe.host([attempt("7.88_untrusted"), *foreign, another])["verdict"] == "tls_failed"


@pytest.mark.parametrize(
    ("name", "via", "layers"),
    [
        (GOOD, "direct", "ok skipped ok ok ok"),
        (GOOD, "proxy", "skipped ok ok ok ok"),
        ("7.44_unresolved", "direct", "failed skipped skipped skipped skipped"),
        (DROPPED, "direct", "ok skipped failed skipped skipped"),
        ("7.88_tls_silent", "direct", "ok skipped ok failed skipped"),
        ("7.88_no_answer", "direct", "ok skipped ok ok failed"),
        ("7.88_proxy_timed_out", "proxy", "skipped failed skipped skipped skipped"),
        ("7.88_proxy_407", "proxy", "skipped unknown unknown unknown unknown"),
    ],
)
def test_layers(attempt, name, via, layers):
    seen = probe.host([attempt(name, via=via)])
    assert list(seen["layers"].values()) == layers.split()


def test_layers_of_a_host_that_is_partly_reachable(attempt):
    seen = probe.host([attempt(GOOD), attempt(GOOD, address=A), attempt(DROPPED, address=A2, attempt=2)])
    assert seen["layers"] == {"name": "ok", "proxy": "skipped", "tcp": "failed", "tls": "ok", "answer": "ok"}
    assert (seen["attempts"], seen["message"]) == (2, "Connection timed out after 5001 milliseconds")


def test_layers_of_what_is_unknown():
    assert set(verdict.layers(verdict="unknown", via="direct").values()) == {"unknown", "skipped"}

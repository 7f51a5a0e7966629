# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The probes of collect.sh against real TLS servers on the loopback."""

from __future__ import annotations

import pytest

from ansible_collections.firepower.sse.plugins.plugin_utils._parse import network

pytestmark = pytest.mark.shell

RECORD = """#!/bin/sh
printf '%s\\n' "$@" >>{directory}/args
cat >>{directory}/config
printf 'http_code=000\\n'
printf '> Proxy-Authorization: Basic dXNlcjpwYXNz\\n' >&2
exit {status}
"""


def tries(capture, **attributes):
    """Store, attempt and exit status of each request, in their order."""
    probes = capture.probes(**attributes)
    return [(probe.attributes["store"], probe.attributes["attempt"], probe.exit) for probe in probes]


def probe_one(appliance, port, shell="sh", **args):
    """One host beside the region's, probed alone."""
    appliance.settings(connector_fqdn="")
    args = {"extra_hosts": [{"host": "localhost", "port": port, "path": "/a"}], "connect_timeout": 1, **args}
    appliance.api.body = b"{}"
    return appliance.run(shell, gather_subset=["probes"], **args)


def test_a_trusted_host(appliance, shell):
    capture = probe_one(appliance, appliance.cloud.good, shell)
    assert tries(capture) == [("connector_ca", "1", 0)]
    (probe,) = capture.probes()
    expected = {"host": "localhost", "port": str(appliance.cloud.good), "path": "/a", "role": "extra", "address": "-"}
    assert expected.items() <= probe.attributes.items()
    assert (probe.values["http_code"], probe.values["ssl_verify_result"]) == ("403", "0")
    assert probe.values["remote_ip"] == "127.0.0.1"
    assert "issuer: O=Public; CN=Public Root" in probe.stderr
    assert "< Date:" in probe.stderr
    assert "--cacert" in probe.shown
    assert "127.0.0.1" in capture["names"].stdout


def test_a_foreign_certificate_is_looked_at_without_trust(appliance, shell):
    appliance.write("etc/ssl/certs/ios.pem", appliance.cloud.ca.read_bytes())
    capture = probe_one(appliance, appliance.cloud.foreign, shell)
    expected = [("connector_ca", "1", 60), ("ios", "1", 60), ("system", "1", 60), ("none", "1", 0)]
    assert tries(capture) == expected
    last = capture.probes(store="none")[0].stderr
    assert "issuer: O=Corporation; CN=Corporate Inspection CA" in last
    sent = [line for line in last.splitlines() if line.startswith(">")]
    assert sent == ["> GET / HTTP/1.1", f"> Host: localhost:{appliance.cloud.foreign}", "> "]


def test_another_store_may_verify(appliance, shell):
    foreign = (appliance.cloud.directory / "foreign.pem").read_bytes()
    appliance.write("etc/ssl/certs/ios.pem", foreign)
    capture = probe_one(appliance, appliance.cloud.foreign, shell)
    assert tries(capture) == [("connector_ca", "1", 60), ("ios", "1", 0)]


def test_a_store_is_tried_alone(appliance):
    appliance.write("etc/ssl/connectorCA.pem", (appliance.cloud.directory / "foreign.pem").read_bytes())
    capture = probe_one(appliance, appliance.cloud.good)
    assert tries(capture)[0] == ("connector_ca", "1", 60)
    assert "CApath: /dev/null/none" in capture.probes()[0].stderr


def test_no_store_of_the_connector(appliance):
    (appliance.root / "etc/ssl/connectorCA.pem").unlink()
    capture = probe_one(appliance, appliance.cloud.good)
    assert [try_[0] for try_ in tries(capture)] == ["system", "none"]
    assert capture["ca"].stdout.splitlines()[0].split()[:3] == ["connector_ca", "missing", "0"]


def test_sizes_of_the_stores(appliance):
    lines = [line.split() for line in appliance.run(gather_subset=["trust"])["ca"].stdout.splitlines()]
    size = (appliance.root / "etc/ssl/connectorCA.pem").stat().st_size
    assert lines[0] == ["connector_ca", "readable", str(size), str(appliance.root / "etc/ssl/connectorCA.pem")]
    assert [line[0] for line in lines] == ["connector_ca", "ios", "system"]


@pytest.mark.parametrize("content", ["", "no certificate\n"])
def test_a_store_without_certificates(appliance, content):
    appliance.write("etc/ssl/connectorCA.pem", content)
    capture = probe_one(appliance, appliance.cloud.good)
    assert tries(capture)[0] == ("connector_ca", "1", 77)


def test_a_certificate_for_another_name(appliance):
    capture = probe_one(appliance, appliance.cloud.wrong_name)
    assert {try_[2] for try_ in tries(capture)[:-1]} <= {51, 60}
    assert "elsewhere" in capture.probes(store="none")[0].stderr


def test_plain_http(appliance):
    capture = probe_one(appliance, appliance.api.port)
    assert tries(capture)[0] == ("connector_ca", "1", 35)


@pytest.mark.parametrize(("host", "status"), [("localhost", 7), ("nowhere.invalid", 6)])
def test_a_failure_is_tried_twice(appliance, shell, host, status):
    capture = probe_one(appliance, 1, shell, extra_hosts=[{"host": host, "port": 1}])
    assert tries(capture) == [("connector_ca", "1", status), ("connector_ca", "2", status)]


def test_the_deadline_holds_the_second_try_too(appliance):
    capture = probe_one(appliance, appliance.cloud.silent_port, probe_timeout=2)
    assert tries(capture) == [("connector_ca", "1", 28), ("connector_ca", "2", 28)]
    assert 1.5 < capture.seconds < 4


def test_no_second_try_without_curl(appliance):
    appliance.tool("curl", "#!/bin/sh\nexit 127\n")
    assert tries(probe_one(appliance, 443)) == [("connector_ca", "1", 127)]


def test_no_second_try_without_time(appliance):
    capture = probe_one(appliance, appliance.cloud.silent_port, probe_timeout=1)
    assert tries(capture) == [("connector_ca", "1", 28)]


def test_ten_dead_hosts_cost_one_time_out(appliance):
    hosts = [{"host": f"127.0.0.{number}", "port": appliance.cloud.silent_port} for number in range(1, 11)]
    hosts = [{**host, "host": "localhost" if number == 0 else host["host"]} for number, host in enumerate(hosts)]
    appliance.tool("curl", "#!/bin/sh\nsleep 2\nexit 28\n")
    capture = probe_one(appliance, 1, extra_hosts=hosts, probe_timeout=2)
    assert len({probe.attributes["host"] for probe in capture.probes()}) == 10
    assert len(capture.sections["names"]) == 10
    assert capture.seconds < 6


def test_max_probes_bounds_what_runs_at_once(appliance, tmp_path):
    appliance.tool("curl", f"#!/bin/sh\necho + >>{tmp_path}/seen\nsleep 0.3\necho - >>{tmp_path}/seen\n")
    hosts = [{"host": f"127.0.0.{number}"} for number in range(1, 8)]
    probe_one(appliance, 1, extra_hosts=hosts, max_probes=2)
    running = most = 0
    for line in (tmp_path / "seen").read_text().split():
        running += 1 if line == "+" else -1
        most = max(most, running)
    assert most == 2


def test_each_address_of_the_event_host(appliance, shell):
    appliance.tool("getent", "#!/bin/sh\nprintf '127.0.0.1 STREAM x\\n127.0.0.1 RAW\\n127.0.0.2 STREAM\\nx;y z\\n'\n")
    capture = appliance.run(shell, gather_subset=["probes"], connect_timeout=1)
    found = {probe.attributes["address"]: probe.exit for probe in capture.probes(role="events")}
    assert found == {"-": 0, "127.0.0.1": 0, "127.0.0.2": 7}
    assert {probe.attributes["address"] for probe in capture.probes(role="api")} == {"-"}


def test_at_most_eight_addresses(appliance):
    appliance.tool("getent", "#!/bin/sh\nfor i in 1 2 3 4 5 6 7 8 9 10 11; do echo 127.0.0.$i STREAM; done\n")
    appliance.tool("curl", "#!/bin/sh\nexit 0\n")
    capture = appliance.run(gather_subset=["probes"])
    assert len(capture.probes(role="events")) == 9


def test_one_address_needs_no_probe_of_its_own(appliance):
    appliance.tool("getent", "#!/bin/sh\nprintf '127.0.0.1 STREAM x\\n127.0.0.1 RAW\\n'\n")
    assert len(appliance.run(gather_subset=["probes"]).probes(role="events")) == 1


def test_a_proxys_credentials_are_no_argument_and_in_no_capture(appliance, shell, tmp_path):
    appliance.tool("curl", RECORD.format(directory=tmp_path, status=0))
    proxy = "http://us%22er:pa%5Css%20word@proxy.example.com:8080"
    capture = probe_one(appliance, 443, shell, proxy=proxy)
    assert "word" not in (tmp_path / "args").read_text()
    config = (tmp_path / "config").read_text()
    assert config.splitlines()[:2] == [
        'proxy = "http://proxy.example.com:8080"',
        r'proxy-user = "us\"er:pa\\ss word"',
    ]
    assert "word" not in capture.text
    assert "dXNlcjpwYXNz" not in capture.text
    assert capture.probes()[0].attributes["via"] == "proxy"
    assert "--proxy proxy.example.com:8080" in capture.probes()[0].shown


@pytest.mark.parametrize(
    ("lines", "config"),
    [
        ("", None),
        ("PROXY_USERNAME=sse\nPROXY_PASSWORD=hidden\n", "sse:hidden"),
        ('PROXY_USER="s e"\nPROXY_PASS="hid"den\\$(touch ran)"\r\n', r"s e:hid\"den\\$(touch ran)"),
        ("PROXY_USERNAME=sse\n", "sse:"),
    ],
)
def test_the_appliances_own_credentials_go_to_curl_alone(appliance, tmp_path, lines, config):
    appliance.tool("curl", RECORD.format(directory=tmp_path, status=0))
    appliance.write("etc/sf/iprep_proxy.conf", f"PROXY_HOST=proxy.example.com\nPROXY_PORT=3128\n{lines}")
    capture = appliance.run(gather_subset=["probes", "network"])
    found = [line for line in (tmp_path / "config").read_text().splitlines() if line.startswith("proxy-user")]
    assert set(found) == ({f'proxy-user = "{config}"'} if config else set())
    assert "hid" not in capture.text
    assert "hid" not in (tmp_path / "args").read_text()


@pytest.mark.parametrize(
    ("text", "option", "via"),
    [
        ('PROXY_HOST=proxy.example.com\nPROXY_PORT="3128"\nPROXY_KEY=hidden\n', "auto", "proxy"),
        ("PROXY_HOST= http://us:hidden@proxy.example.com/ \r\nPROXY_PORT= 3128\n", "auto", "proxy"),
        ("PROXY_HOST=https://proxy.example.com:3128\n", "auto", "proxy"),
        ("PROXY_HOST=proxy.example.com\nPROXY_PORT=3128\n", "none", "direct"),
        ("PROXY_HOST=\nPROXY_PORT=\n", "auto", "direct"),
        (None, "auto", "direct"),
    ],
)
def test_the_appliances_own_proxy(appliance, tmp_path, text, option, via):
    appliance.tool("curl", RECORD.format(directory=tmp_path, status=0))
    if text is not None:
        appliance.write("etc/sf/iprep_proxy.conf", text)
    appliance.settings(connector_fqdn="localhost")
    capture = appliance.run(gather_subset=["probes", "network"], proxy=option)
    assert {probe.attributes["via"] for probe in capture.probes()} == {via}
    assert "hidden" not in capture.text
    assert capture["proxy"].exit == (0 if text else 1)
    config = (tmp_path / "config").read_text().strip()
    assert ('proxy = "http://proxy.example.com:3128"' in config) == (via == "proxy")


@pytest.mark.parametrize(
    ("host", "asked"),
    [
        ("2001:db8::5", "http://[2001:db8::5]:8080"),
        ("[2001:db8::5]", "http://[2001:db8::5]:8080"),
        ("http://[2001:db8::5]:1/", "http://[2001:db8::5]:8080"),
        ("10.0.0.9:1", "http://10.0.0.9:8080"),
    ],
)
def test_a_proxy_by_address(appliance, shell, tmp_path, host, asked):
    appliance.tool("curl", RECORD.format(directory=tmp_path, status=0))
    appliance.write("etc/sf/iprep_proxy.conf", f"PROXY_HOST={host}\nPROXY_PORT=8080\n")
    capture = appliance.run(shell, gather_subset=["probes", "network"])
    assert set((tmp_path / "config").read_text().split("\n")) == {f'proxy = "{asked}"', ""}
    found = network.read_proxy(text=capture["proxy"].stdout)
    assert found is not None
    shown = f"[{found['host']}]" if ":" in found["host"] else found["host"]
    assert f"http://{shown}:{found['port']}" == asked


@pytest.mark.parametrize(
    "text",
    [
        "PROXY_HOST=proxy.example.com\n",
        "PROXY_HOST=proxy.example.com\nPROXY_PORT=70000\n",
        "PROXY_HOST=proxy.example.com\nPROXY_PORT=0\n",
        "PROXY_HOST=a b;touch ran\nPROXY_PORT=3128\n",
        "PROXY_HOST=[2001:db8::5\nPROXY_PORT=3128\n",
        "PROXY_HOST=$(touch ran)\nPROXY_PORT=3128\n",
    ],
)
def test_a_proxy_that_cannot_be_asked_is_not_gone_around(appliance, shell, tmp_path, text):
    appliance.tool("curl", RECORD.format(directory=tmp_path, status=0))
    appliance.write("etc/sf/iprep_proxy.conf", text)
    capture = appliance.run(shell, gather_subset=["probes", "network"])
    assert {(probe.attributes["via"], probe.exit) for probe in capture.probes()} == {("proxy", 125)}
    assert {probe.attributes["role"] for probe in capture.probes()} == {"api", "events"}
    assert capture.probes()[0].stderr.startswith("not asked: ")
    assert not (tmp_path / "args").exists()
    assert (network.read_proxy(text=capture["proxy"].stdout) or {})["port"] is None


def test_the_environments_proxy_does_not_count(appliance, monkeypatch):
    monkeypatch.setenv("https_proxy", "http://127.0.0.1:1")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    assert tries(probe_one(appliance, appliance.cloud.good)) == [("connector_ca", "1", 0)]


def test_a_trace_is_bounded(appliance):
    appliance.tool("curl", "#!/bin/sh\nhead -c 3000000 /dev/zero | tr '\\0' x >&2\necho end >&2\n")
    capture = probe_one(appliance, 443)
    assert len(capture.text) < 60_000
    assert capture.probes()[0].stderr.endswith("xend\n")

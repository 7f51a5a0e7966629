# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Each parser of one command: the output of each known version, and broken output."""

from __future__ import annotations

import pytest

from ansible_collections.firepower.sse.plugins.plugin_utils._parse import (
    lsof,
    netstat,
    network,
    pmtool,
    properties,
    version,
)
from ansible_collections.firepower.sse.plugins.plugin_utils._parse.lsof import Peer
from ansible_collections.firepower.sse.plugins.plugin_utils._parse.version import Release

FTD_SOCKET = "/ngfw/var/sf/run/EventHandler_SSEConnector.sock"


@pytest.mark.parametrize(
    ("name", "listening", "connected", "path", "program"),
    [
        ("netstat_6.4_connected.txt", True, True, FTD_SOCKET, "EventHandler"),
        ("netstat_6.4_listening_only.txt", True, False, FTD_SOCKET, "EventHandler"),
        ("netstat_7.2_connected.txt", True, True, FTD_SOCKET, "EventHandler"),
        ("netstat_7.2_connected_alone.txt", False, True, FTD_SOCKET, "EventHandler"),
        ("netstat_7.2_connecting.txt", True, False, FTD_SOCKET, "EventHandler"),
        ("netstat_fmc_6.4_listening.txt", True, False, FTD_SOCKET.removeprefix("/ngfw"), None),
    ],
)
def test_netstat(tools, name, listening, connected, path, program):
    assert netstat.read(text=tools.text(name)) == netstat.EventSocket(listening, connected, path, program)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "EventHandler_SSEConnector.sock",
        "unix  3      [ ]         STREAM     CONNECTED     46003    7741/EventHandler    /run/another.sock",
        "tcp 0 0 10.0.0.1:22 [EventHandler_SSEConnector.sock] CONNECTED",
        "unix [",
        "unix ] EventHandler_SSEConnector.so",
    ],
)
def test_netstat_without_the_socket(text):
    assert netstat.read(text=text) == netstat.EventSocket()


@pytest.mark.parametrize(
    ("name", "pid", "listening", "peers"),
    [
        (
            "lsof_6.4_established.txt",
            None,
            ("8989",),
            (Peer("ec2-35-172-147-246.compute-1.amazonaws.com", 443, "ESTABLISHED"),),
        ),
        (
            "lsof_6.4_syn_sent.txt",
            "60815",
            ("8989",),
            (Peer("ec2-100-25-93-234.compute-1.amazonaws.com", 443, "SYN_SENT"),),
        ),
        (
            "lsof_7.6_numbers.txt",
            "13277",
            ("8989",),
            (
                Peer("::1", 51020, "ESTABLISHED"),
                Peer("127.0.0.1", 8989, "CLOSE_WAIT"),
                Peer("203.0.113.21", 443, "ESTABLISHED"),
                Peer("2001:db8::31", 443, "CLOSE_WAIT"),
                Peer("192.168.1.53", 53, None),
            ),
        ),
        ("lsof_7.0_other_columns.txt", "13277", ("8989",), (Peer("203.0.113.21", 443, "ESTABLISHED"),)),
        ("lsof_7.0_other_columns.txt", None, ("8989",), (Peer("203.0.113.21", 443, "ESTABLISHED"),)),
    ],
)
def test_lsof(tools, name, pid, listening, peers):
    assert lsof.read(text=tools.text(name), pid=pid) == lsof.Connections(listening, peers)


@pytest.mark.parametrize(
    ("line", "peers"),
    [
        ("", ()),
        ("connector", ()),
        ("connector ->", (Peer("", None, None),)),
        ("connector a->b:x y", (Peer("b", None, None),)),
        ("connector a->[::", (Peer(":", None, None),)),
        ("connector a->1.2.3.4:99999999 (", (Peer("1.2.3.4", None, None),)),
        ("other a->1.2.3.4:443 (ESTABLISHED)", ()),
    ],
)
def test_lsof_of_nonsense(line, peers):
    assert lsof.read(text=line).peers == peers


@pytest.mark.parametrize(
    ("address", "own"),
    [
        ("127.0.0.1", True),
        ("127.8.9.1", True),
        ("::1", True),
        ("localhost", True),
        ("localhost.localdomain", True),
        ("203.0.113.1", False),
        ("2001:db8::1", False),
        ("local.example.com", False),
        ("", False),
    ],
)
def test_loopback(address, own):
    assert lsof.loopback(address) is own


@pytest.mark.parametrize(
    ("name", "daemon", "wanted"),
    [
        ("pmtool_status_7.2.txt", "SSEConnector", pmtool.Daemon("running", "Running 13277", 13277, "system")),
        ("pmtool_status_7.2.txt", "EventHandler", pmtool.Daemon("running", "Running 7741", 7741, "normal")),
        (
            "pmtool_status_6.4_user_disabled.txt",
            "SSEConnector",
            pmtool.Daemon("user_disabled", "User Disabled", None, "system"),
        ),
        (
            "pmtool_status_6.4_user_disabled.txt",
            "EventHandler",
            pmtool.Daemon("waiting", "Waiting", None, "normal,gui"),
        ),
    ],
)
def test_pmtool(tools, name, daemon, wanted):
    found = pmtool.read(text=tools.text(name))
    assert found[daemon] == wanted
    assert set(found) == {"sftunnel", "EventHandler", "SSEConnector"}


@pytest.mark.parametrize(
    ("state", "word"),
    [("Down", "down"), ("Disabled", "disabled"), ("WAITING", "waiting"), ("Running", "other"), ("Started 5", "other")],
)
def test_pmtool_states(state, word):
    found = pmtool.read(text=f"SSEConnector (system) - {state}  \r\n")["SSEConnector"]
    assert (found.state, found.raw, found.pid) == (word, state, None)


@pytest.mark.parametrize(
    "text", ["", "No PM running!", "Required by: SSEConnector (system) -", "  Required by: SSEConnector (system) - now"]
)
def test_pmtool_without_head_lines(text):
    assert pmtool.read(text=text) == {}


def test_properties_of_6_4(tools):
    assert properties.read(text=tools.text("connector_properties_6.4.txt")) == {
        "registration_interval": "180",
        "connector_port": "8989",
        "connector_fqdn": "api-sse.cisco.com",
    }


def test_properties_of_7_6_keep_values_and_unknown_keys(tools):
    found = properties.read(text=tools.text("connector_properties_7.6.txt"))
    assert found["region_discovery_endpoint"] == "https://api-sse.cisco.com/providers/sse/api/v1/regions?of=device"
    assert found["log_format"] == "json"
    assert len(found) == 7


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", {}),
        ("# connector_port=1\n\nno divider\n=x\n", {}),
        ("a b=1\n../x=2\n\x1b[2J=3\n", {}),
        ("auth_token=abc\nmy.password = x\nsign_type=sudi\nclient-key=k\nkeyboard=de\nempty_token=\n", None),
    ],
)
def test_properties_of_nonsense_and_secrets(text, wanted):
    found = properties.read(text=text)
    if wanted is None:
        assert found == {
            "auth_token": "******",
            "my.password": "******",
            "sign_type": "sudi",
            "client-key": "******",
            "keyboard": "de",
            "empty_token": "",
        }
    else:
        assert found == wanted


@pytest.mark.parametrize(
    ("value", "host"),
    [
        ("api-sse.cisco.com", "api-sse.cisco.com"),
        ("API.EU.sse.itd.cisco.com.", "api.eu.sse.itd.cisco.com"),
        ("api-sse.cisco.com:8443", "api-sse.cisco.com"),
        ("https://api-sse.cisco.com/x:y", "api-sse.cisco.com"),
        ("https://******@api-sse.cisco.com:443/", "api-sse.cisco.com"),
        ("{{ 7*7 }}", None),
        ("$(reboot)", None),
        ("", None),
        (None, None),
        ("a" * 300, None),
    ],
)
def test_host_of_a_setting(value, host):
    assert properties.host(value) == host


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("sf_version_6.4_fmc.txt", Release("fmc", "Cisco Firepower Management Center for VMWare", "6.4.0", "102")),
        ("sf_version_6.5_ftd.txt", Release("ftd", "Cisco Firepower 4145 Threat Defense", "6.5.0", "115")),
    ],
)
def test_sf_version(tools, name, wanted):
    assert version.read_sf_version(text=tools.text(name)) == wanted


@pytest.mark.parametrize("text", ["", "no version here", "Cisco Fire Linux OS v6.5.0 (build 4)", "v1", "v" + "1." * 99])
def test_sf_version_of_nonsense(text):
    assert version.read_sf_version(text=text).build is None


def test_ims_conf(tools):
    assert version.read_ims_conf(text=tools.text("ims_conf_7.4_fmc.txt")) == Release(
        "fmc", "Cisco Secure Firewall Management Center for VMware", "7.4.2", "172"
    )
    assert version.read_ims_conf(text="SWVERSION=latest\nSWBUILD=x\n") == Release()


def test_versions_compare_by_number():
    assert version.release_number("7.10.1") > version.release_number("7.6") > version.release_number(None)


@pytest.mark.parametrize(
    ("text", "proxy"),
    [
        ("PROXY_HOST=proxy.example.com\nPROXY_PORT=3128\n", {"host": "proxy.example.com", "port": 3128}),
        ('PROXY_HOST="10.0.0.9"\nPROXY_PORT="8080"\n', {"host": "10.0.0.9", "port": 8080}),
        ("PROXY_HOST=http://user:secret@proxy.example.com\n", {"host": "proxy.example.com", "port": None}),
        ("PROXY_HOST=******@Proxy.example.com:80/ \nPROXY_PORT=\n", {"host": "proxy.example.com", "port": 80}),
        ("PROXY_HOST=proxy.example.com:80\nPROXY_PORT=3128\n", {"host": "proxy.example.com", "port": 3128}),
        ("PROXY_HOST=2001:db8::5\nPROXY_PORT=8080\n", {"host": "2001:db8::5", "port": 8080}),
        ("PROXY_HOST=http://[2001:DB8::5]:1\nPROXY_PORT=8080\n", {"host": "2001:db8::5", "port": 8080}),
        ("PROXY_HOST=[2001:db8::5\nPROXY_PORT=8080\n", {"host": "[2001:db8::5", "port": None}),
        ("PROXY_HOST=a b;c\nPROXY_PORT=8080\n", {"host": "a b;c", "port": None}),
        ("PROXY_HOST=p\nPROXY_PORT=0\n", {"host": "p", "port": None}),
        ("PROXY_HOST=p\nPROXY_PORT=70000\n", {"host": "p", "port": None}),
        ("PROXY_HOST=\nPROXY_PORT=3128\n", None),
        ("", None),
    ],
)
def test_proxy(text, proxy):
    assert network.read_proxy(text=text) == proxy


def test_resolv():
    text = "# nameserver 1.1.1.1\nnameserver 10.0.0.53\nnameserver\nnameserver nonsense\n\tnameserver fe80::1%eth0\n"
    assert network.read_resolv(text=text) == ["10.0.0.53", "fe80::1%eth0"]


@pytest.mark.parametrize(
    ("line", "state"),
    [
        ("ios readable 10 /etc/ssl/certs/ios.pem", "readable"),
        ("ios readable 0 /etc/ssl/certs/ios.pem", "unreadable"),
        ("ios unreadable 10 /x", "unreadable"),
        ("ios missing 0 /x", "missing"),
        ("ios absent 0 /x", None),
        ("ios readable", None),
        ("other readable 1 /x", None),
    ],
)
def test_stores(line, state):
    assert network.read_stores(text=f"{line}\n") == {"connector_ca": None, "ios": state, "system": None}


def test_names_come_once_each_and_only_addresses():
    text = "203.0.113.20   STREAM h\n203.0.113.20   DGRAM\n2001:db8::19 STREAM\nnonsense STREAM\n\n"
    assert network.read_names(text=text) == ["203.0.113.20", "2001:db8::19"]

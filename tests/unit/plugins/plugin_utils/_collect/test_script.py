# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The request made from an action's arguments, and the shell text made from the request."""

from __future__ import annotations

import re
import subprocess

import pytest

from ansible_collections.firepower.sse.plugins.plugin_utils._collect.script import (
    LIMITS,
    Request,
    new_boundary,
    render,
    request_of,
)
from ansible_collections.firepower.sse.plugins.plugin_utils._errors import SseError

HOSTILE = [
    "$(touch ran)",
    "`touch ran`",
    "'; touch ran; '",
    '"; touch ran; "',
    "a\ntouch ran\n",
    "\\'; touch ran",
    "${PATH}",
]


def settings_of(text: str) -> dict[str, str]:
    """What a shell makes of the assignments before the script."""
    head = text.split("#!/bin/sh")[0].removeprefix("{\n")
    names = [line.split("=", 1)[0] for line in head.splitlines() if line.startswith("sse_")]
    prints = "".join(f'printf "%s\\0" "${name}"\n' for name in names)
    done = subprocess.run(["sh", "-c", head + prints], capture_output=True, check=True, text=True)
    return dict(zip(names, done.stdout.split("\0"), strict=False))


def test_the_defaults():
    found = settings_of(render(request_of({}), boundary="=sse-x", controller_epoch=1795494331.5))
    assert found["sse_boundary"] == "=sse-x"
    assert found["sse_controller_epoch"] == "1795494331.500"
    assert (found["sse_root"], found["sse_region"], found["sse_proxy"]) == ("auto", "auto", "auto")
    assert found["sse_sections"].split()[0] == "identity"
    assert {name: int(found[f"sse_{name}"]) for name in LIMITS} == {name: limit[0] for name, limit in LIMITS.items()}
    first = found["sse_targets"].splitlines()[0]
    assert first == "us api api-sse.cisco.com 443 /providers/sse/services/registration/api/v2/clients"


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize("field", ["root_path", "region", "ca_file"])
def test_hostile_values_are_quoted(field, value, tmp_path, monkeypatch):
    """request_of refuses most of these; quoting must hold without it."""
    monkeypatch.chdir(tmp_path)
    text = render(Request(regions={}, **{field: value}), boundary="=sse-x", controller_epoch=0)
    assert settings_of(text)[{"root_path": "sse_root"}.get(field, f"sse_{field}")] == value
    assert list(tmp_path.iterdir()) == []


def test_hostile_credentials_are_quoted(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    proxy = "http://a%27%3Btouch%20ran:%24(touch%20ran)@proxy.example.com"
    found = settings_of(render(request_of({"proxy": proxy}), boundary="=sse-x", controller_epoch=0))
    assert found["sse_proxy"] == "proxy.example.com:80"
    assert 'proxy-user = "a\';touch ran:$(touch ran)"' in found["sse_proxy_config"].splitlines()
    assert list(tmp_path.iterdir()) == []


def test_the_text_is_one_command():
    text = render(request_of({}), boundary=new_boundary(), controller_epoch=0)
    assert text.startswith("{\n")
    assert text.endswith("{ main </dev/null; exit 0; }\n\n}\n")


def test_boundaries_differ():
    assert new_boundary() != new_boundary()
    assert re.fullmatch("=sse-[0-9a-f]{32}", new_boundary())


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (
            {"region": "mars"},
            "The region is 'mars' and must be auto or one of us, eu, apj, aus, in; regions adds others.",
        ),
        ({"root_path": "ngfw"}, "root_path is 'ngfw' and must be an absolute path of letters, digits and ._/+- only."),
        ({"root_path": "/a b"}, "root_path is '/a b' and must be an absolute path of letters, digits and ._/+- only."),
        ({"probe_timeout": 0}, "probe_timeout is 0 and must be a number from 1 to 300."),
        ({"log_bytes": 10**9}, "log_bytes is 1000000000 and must be a number from 1024 to 16777216."),
        ({"max_probes": True}, "max_probes is True and must be a number from 1 to 64."),
        (
            {"gather_subset": ["logs"]},
            "gather_subset has 'logs'; known are all, identity, daemons, config, context, socket,",
        ),
        ({"extra_hosts": [{"host": "a b"}]}, "The host of extra_hosts[0] is 'a b' and must be a host name: letters,"),
        (
            {"extra_hosts": [{"host": "https://a.b"}]},
            "The host of extra_hosts[0] is 'https://a.b' and must be a host name",
        ),
        ({"extra_hosts": [{"host": "-v"}]}, "The host of extra_hosts[0] is '-v' and must be a host name"),
        ({"extra_hosts": [{"host": "a'b"}]}, 'The host of extra_hosts[0] is "a\'b" and must be a host name'),
        ({"extra_hosts": [{"host": "a" * 64}]}, f"The host of extra_hosts[0] is '{'a' * 64}' and must be a host name"),
        ({"extra_hosts": [{}]}, "The host of extra_hosts[0] is None and must be a host name"),
        (
            {"extra_hosts": [{"host": "a.b", "port": 70000}]},
            "The port of extra_hosts[0] is 70000 and must be a port from",
        ),
        ({"extra_hosts": [{"host": "a.b", "port": "x"}]}, "The port of extra_hosts[0] is 'x' and must be a port from"),
        (
            {"extra_hosts": [{"host": "a.b", "path": "x"}]},
            "The path of extra_hosts[0] is 'x' and must begin with / and",
        ),
        (
            {"extra_hosts": [{"host": "a.b", "path": "/%s"}]},
            "The path of extra_hosts[0] is '/%s' and must begin with / and",
        ),
        ({"extra_hosts": [{"name": "a.b"}]}, "extra_hosts[0] has the unknown key 'name'; known are host, port, path,"),
        ({"regions": {"EU": {}}}, "regions has the name 'EU'; a region's name is a short lower-case word"),
        ({"regions": {"auto": {}}}, "regions has the name 'auto'; a region's name is a short lower-case word"),
        ({"regions": {"eu": "x"}}, "regions.eu is 'x' and must be a dictionary of roles and hosts."),
        (
            {"regions": {"eu": {"apis": "x"}}},
            "regions.eu has the unknown role 'apis'; known are api, events, messaging,",
        ),
        (
            {"regions": {"lab": {"api": "a.b"}}},
            "regions.lab is a new region and must at least say its hosts for api and",
        ),
        ({"regions": {"eu": {"api": "a b"}}}, "A host of regions.eu.api is 'a b' and must be a host name"),
        (
            {"proxy": "socks5://a.b:1"},
            "The proxy has a scheme or a path that curl can't use here and must be auto, none",
        ),
        ({"proxy": "http://a.b:99999"}, "The proxy can't be read as a URL and must be auto, none or a URL such as"),
        ({"proxy": "http://u:p%0Aw@a.b"}, "The proxy's user or password holds a control character."),
    ],
)
def test_wrong_values_get_one_sentence(args, message):
    with pytest.raises(SseError) as caught:
        request_of(args)
    assert str(caught.value).startswith(message)
    assert "\n" not in str(caught.value)


def test_a_wrong_proxy_does_not_show_its_password():
    for proxy in ("ftp://u:secret@a.b", "http://u:secret@a.b:99999", "http://u:secret@a b"):
        with pytest.raises(SseError) as caught:
            request_of({"proxy": proxy})
        assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("subset", "parts"),
    [
        ([], 11),
        (["all"], 11),
        (["!log"], 10),
        (["all", "!log", "!probes"], 9),
        (["log", "probes"], 2),
        (["log", "!log"], 0),
        (["!all"], 0),
    ],
)
def test_gather_subset(subset, parts):
    assert len(request_of({"gather_subset": subset}).parts) == parts


def test_regions_are_laid_over_the_table():
    given = {
        "eu": {
            "messaging": ["mx1.example.com", {"host": "MX2.example.com", "port": 8443, "path": "/x"}],
            "enrolment": None,
        },
        "lab": {"api": "api.lab.example.com", "events": "events.lab.example.com"},
    }
    regions = request_of({"regions": given, "region": "lab"}).regions
    eu = [(row["role"], row["host"], row["port"], row["path"]) for row in regions["eu"]]
    assert ("messaging", "mx2.example.com", 8443, "/x") in eu
    assert ("events", "eventing-ingest.eu.sse.itd.cisco.com", 443, "/") in eu
    assert "enrolment" not in {row[0] for row in eu}
    assert [row["role"] for row in regions["lab"]] == ["api", "events", "enrolment"]
    assert regions["lab"][0]["path"] == "/providers/sse/services/registration/api/v2/clients"
    assert len(request_of({}).regions["eu"]) == 8

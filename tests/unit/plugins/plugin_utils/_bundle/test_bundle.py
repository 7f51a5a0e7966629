# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The support bundle: no planted secret leaves, the same input gives the same bytes, and only its owner reads it."""

from __future__ import annotations

import io
import json
import tarfile
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest

from ansible_collections.firepower.sse.plugins.action.support_bundle import ActionModule
from ansible_collections.firepower.sse.plugins.plugin_utils._bundle.captures import appliances_in
from ansible_collections.firepower.sse.plugins.plugin_utils._bundle.masking import masked
from ansible_collections.firepower.sse.plugins.plugin_utils._errors import SseError

SECRET = "Geheim4711xyz"
PLANTED = [
    f'{{"auth": {{"csrfToken": "{SECRET}"}}}}',
    f'{{\n  "csrfToken":\n    "{SECRET}"\n}}',
    f'msg="answer {{\\"access_token\\": \\"{SECRET}\\"}}"',
    f"PROXY_PASSWORD={SECRET}",
    f"PROXY_PASS = '{SECRET}'",
    f"auth_token: {SECRET}",
    f"proxyconnect http://user:{SECRET}@proxy.example.com:3128",
    f"curl -v -x proxy:3128 --proxy-user me:{SECRET} https://api-sse.cisco.com",
    f"> Authorization: Bearer {SECRET}",
    f"Proxy-Authorization: Basic {SECRET}",
    f"Cookie: a=1; session={SECRET}",
    f"eyJhbGciOiJIUzI1NiJ9.{SECRET}.sig",
    f"-----BEGIN RSA PRIVATE KEY-----\n{SECRET}\n-----END RSA PRIVATE KEY-----",
    f"-----BEGIN PRIVATE KEY-----\n{SECRET}",
    f"admin@fw:~$ echo {SECRET} | sudo -S pmtool status",
    f"root@fw:~# curl -u me:{SECRET} https://x.example",
    f"Password: {SECRET}",
    f"admin@10.0.0.1's password: {SECRET}",
    f"tokens: [{SECRET}, b]",
]


@pytest.mark.parametrize("text", PLANTED)
def test_no_secret_is_left(text):
    shown, number = masked(text)
    assert SECRET not in shown
    assert number >= 1
    assert masked(shown)[0] == shown


@pytest.mark.parametrize(
    "text",
    [
        "connector_fqdn=api-sse.cisco.com",
        'time="2026-11-24T03:12:40Z" level=error msg="dial tcp 203.0.113.7:443: i/o timeout"',
        "SSEConnector (system) - Running 13277",
        "*  subject: C=US; O=Cisco Systems, Inc.; CN=api-sse.cisco.com",
        '"uri": "http://localhost:8989/v1/contexts/default"',
    ],
)
def test_what_is_no_secret_stays(text):
    assert masked(text) == (text, 0)


def site(place: Path) -> dict[str, Any]:
    """A result file of two appliances, one with a capture."""
    (place / "fra-fw1.capture").write_text("\n".join(PLANTED))
    result = {
        "schema": "firepower.sse/result/1",
        "started": "2026-11-24T03:12:00Z",
        "finished": "2026-11-24T03:12:40Z",
        "causes": [{"number": 1, "check": "SSE-203", "headline": "no TCP answer", "hosts": ["fra-fw1", "fra-fw2"]}],
        "notes": [],
        "policy": {"fail_on": []},
        "appliances": [
            {"host": "fra-fw1", "capture": str(place / "fra-fw1.capture"), "evidence": {"x": f"token={SECRET}"}},
            {"host": "fra-fw2", "capture": None},
            {"host": "muc-fw1", "capture": None},
        ],
    }
    (place / "result.json").write_text(json.dumps(result))
    return {"result": str(place / "result.json"), "dest": str(place / "out" / "case.tar.gz")}


def run(args: dict[str, Any], *, check: bool = False) -> dict[str, Any]:
    task = Mock(
        args=args, action="firepower.sse.support_bundle", async_val=0, environment=[], diff=False, check_mode=check
    )
    result: dict[str, Any] = ActionModule(task, Mock(), Mock(), Mock(), Mock(), Mock()).run(task_vars={})
    return result


def test_a_bundle_of_a_cause(tmp_path):
    args = {**site(tmp_path), "cause": 1}
    assert run(args, check=True)["changed"] is True
    dest = Path(args["dest"])
    assert not dest.exists()
    found = run(args)
    assert (found["changed"], found["hosts"], found["missing"]) == (True, ["fra-fw1", "fra-fw2"], ["fra-fw2"])
    assert dest.stat().st_mode & 0o777 == 0o600
    content = dest.read_bytes()
    assert run(args)["changed"] is False
    dest.unlink()
    run(args)
    assert dest.read_bytes() == content
    with tarfile.open(fileobj=io.BytesIO(content)) as tar:
        streams = {member.name: tar.extractfile(member) for member in tar.getmembers()}
        texts = {name: stream.read().decode() for name, stream in streams.items() if stream}
        assert {member.mode for member in tar.getmembers()} == {0o600}
    root = "firepower-sse-bundle/"
    assert sorted(texts) == [f"{root}README.txt", f"{root}captures/fra-fw1.txt", f"{root}result.json"]
    assert SECRET not in "".join(texts.values())
    part = json.loads(texts[f"{root}result.json"])
    assert [entry["host"] for entry in part["appliances"]] == ["fra-fw1", "fra-fw2"]
    assert "No capture:  fra-fw2" in texts[f"{root}README.txt"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"cause": 7}, "The result file has no cause 7; its causes are 1."),
        ({"hosts": ["lon-*"]}, "None of the 3 appliances of the result file matches lon-*."),
        ({}, "one of the following is required: cause, hosts"),
        ({"cause": 1, "result": "/nonexistent"}, "The bundle needs a result file: /nonexistent is not there."),
        ({"cause": 1, "captures": ["/nonexistent"]}, "There is no capture at '/nonexistent'"),
        ({"cause": 1, "dest": "/proc/x/y.tar.gz"}, "The bundle can't be written to '/proc/x/y.tar.gz'"),
    ],
)
def test_a_wrong_option(tmp_path, change, message):
    found = run({**site(tmp_path), **change})
    assert found["failed"] is True
    assert message in found["msg"]


def test_the_appliances_in_files(tmp_path):
    session = "root@{}:~# pmtool status\nSSEConnector (system) - Running 5\nroot@{}:~# \n"
    (tmp_path / "case.txt").write_text(session.format("a", "a") + session.format("all", "all"))
    (tmp_path / "other.log").write_text(session.format("a", "a"))
    (tmp_path / "junk.txt").write_text("nothing\n")
    (tmp_path / "{{ 7*7 }}.capture").write_text("nothing\n")
    (tmp_path / ".hidden.txt").write_text(session.format("b", "b"))
    (tmp_path / "picture.png").write_text("x")
    found = [(entry["name"], entry["appliance"]) for entry in appliances_in([str(tmp_path)])]
    assert sorted(found, key=str) == sorted(
        [("a", "a"), ("all-capture", "all"), ("a-2", "a"), ("junk", None), ("7_7", None)], key=str
    )
    assert len(appliances_in([str(tmp_path / "*.txt")])) == 3
    with pytest.raises(SseError, match="There is no capture at"):
        appliances_in([str(tmp_path / "*.nothing")])

# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""collect.sh for real, in every shell that /bin/sh can be, on a fake appliance."""

from __future__ import annotations

import json
import os
import subprocess
import time
from pathlib import Path

import pytest

from ansible_collections.firepower.sse.plugins.plugin_utils._collect.script import new_boundary

pytestmark = pytest.mark.shell

SECRET = "a-csrf-token-that-nobody-may-see"
LOG = "var/log/connector/connector.log"
ALL = {
    *("host", "ims_conf", "sf_version", "pmtool", "properties", "socket_file", "netstat", "lsof", "context", "tenant"),
    *("log_stat", "log_head", "log", "proxy", "resolv", "ca", "region", "names", "probe"),
}
ON_THE_APPLIANCE = ["identity", "daemons", "config", "context", "socket", "connections", "log", "network"]


def test_a_healthy_appliance(appliance, shell):
    capture = appliance.run(shell, sample_seconds=1)
    assert capture.complete
    assert set(capture.sections) == ALL
    assert capture["host"].values["role"] == "ftd"
    assert capture["host"].values["root"] == str(appliance.root)
    assert capture["host"].values["controller_epoch"] == "1.000"
    assert abs(int(capture["host"].values["epoch"]) - time.time()) < 60
    assert capture["ims_conf"].stdout.splitlines()[-1] == "SWVERSION=7.2.5"
    assert "SSEConnector (system) - Running" in capture["pmtool"].stdout
    assert capture["lsof"].attributes == {"pid": str(os.getpid())}
    assert capture["region"].values == {"region": "lab", "source": "connector_fqdn", "api_host": "localhost"}
    first, second = capture.sections["context"]
    assert (first.attributes["n"], second.attributes["n"], first.exit) == ("1", "2", 0)
    assert first.stdout.splitlines()[-1] == "http_code=200"
    assert float(second.attributes["at"]) - float(first.attributes["at"]) >= 0.9
    assert {probe.exit for probe in capture.probes(address="-")} == {0}
    assert capture.seconds < 6


def test_the_connectors_start_is_the_process_start(appliance):
    child = subprocess.Popen(["sleep", "30"])
    try:
        appliance.tool("pmtool", f"#!/bin/sh\necho 'SSEConnector (system) - Running {child.pid}'\n")
        values = appliance.run(gather_subset=["daemons"])["host"].values
    finally:
        child.kill()
        child.wait()
    assert abs(int(values["connector_started"]) - int(values["epoch"])) < 5
    assert "event_handler_started" not in values


@pytest.mark.parametrize(
    ("subset", "names"),
    [
        (["identity"], {"host", "ims_conf", "sf_version"}),
        (["log"], {"host", "log_stat", "log_head", "log"}),
        (["socket", "daemons"], {"host", "socket_file", "netstat", "pmtool"}),
        (["trust"], {"host", "ca"}),
        (["clish"], {"host"}),
        (["probes"], {"host", "ca", "region", "names", "probe"}),
        (["!probes", "!log", "!context", "!trust"], ALL - {*("log_stat", "log_head", "log", "context", "tenant")}
         - {"ca", "region", "names", "probe"}),
    ],
)  # fmt: skip
def test_gather_subset(appliance, subset, names):
    assert set(appliance.run(gather_subset=subset).sections) == names


def test_it_only_reads(appliance):
    def state():
        return {path: (path.stat().st_mtime_ns, path.stat().st_size) for path in appliance.root.rglob("*")}

    before = state()
    appliance.run(sample_seconds=1)
    assert state() == before
    assert {request.split()[0] for request in appliance.api.requests} == {"GET"}


def test_a_part_of_the_script_does_nothing(appliance, shell, tmp_path):
    ran = tmp_path / "ran"
    appliance.tool("pmtool", f"#!/bin/sh\ntouch {ran}\n")
    text = appliance.script(new_boundary()).encode()
    whole = len(text.rstrip())
    for length in [*range(1, whole, 499), *range(whole - 30, whole)]:
        done = subprocess.run(
            [*shell.split(), "-s"], input=text[:length], capture_output=True, timeout=20, check=False, cwd=tmp_path
        )
        assert done.stdout == b"", length
    assert not ran.exists()
    assert appliance.api.requests == []


def test_no_process_is_left(appliance):
    appliance.tool("pmtool", "#!/bin/sh\ntrap '' TERM\nsleep 300 & sleep 300\n")
    mark = {"SSE_TEST_MARK": new_boundary()}
    appliance.run(env=mark, gather_subset=["daemons"], command_timeout=1)
    needle = f"SSE_TEST_MARK={mark['SSE_TEST_MARK']}".encode()
    for _second in range(4):  # busybox's timeout looks once a second whether its job is gone
        left = [path for path in Path("/proc").glob("[0-9]*/environ") if needle in _bytes(path)]
        if not left:
            return
        time.sleep(1)
    assert left == []


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


@pytest.mark.parametrize("tool", ["sleep 60", "trap '' TERM; while :; do sleep 0.1; done"])
def test_a_tool_that_hangs(appliance, shell, tool):
    appliance.tool("pmtool", f"#!/bin/sh\necho Daemons:\n{tool}\n")
    capture = appliance.run(shell, gather_subset=["daemons"], command_timeout=1)
    assert capture["pmtool"].exit == 124
    assert capture["pmtool"].stdout == "Daemons:\n"
    assert capture["pmtool"].milliseconds >= 900
    assert capture.complete
    assert capture.seconds < 6


def test_what_a_tool_leaves_behind_does_not_hold_its_section(appliance, shell):
    appliance.tool("pmtool", "#!/bin/sh\necho Daemons:\nsetsid sleep 20 &\n")
    capture = appliance.run(shell, gather_subset=["daemons"], command_timeout=1)
    assert (capture["pmtool"].exit, capture["pmtool"].stdout) == (0, "Daemons:\n")
    assert capture["pmtool"].milliseconds >= 3900
    assert capture.seconds < 10


def test_the_whole_has_a_deadline(appliance, shell):
    """Tools that hang cost their limits each, and what would come after that is not run."""
    for tool in ("pmtool", "netstat"):
        running = f"echo 'SSEConnector (system) - Running {os.getpid()}'"  # lsof is run for a process only
        appliance.tool(tool, f"#!/bin/sh\n{running}\nsetsid sleep 30 &\nexec sleep 30\n")
    capture = appliance.run(shell, gather_subset=["daemons", "socket", "connections", "log"], command_timeout=1)
    assert capture.complete
    assert [capture[name].exit for name in ("pmtool", "netstat", "log")] == [124] * 3
    assert "took too long" in capture["log"].stderr
    assert capture.seconds < 16


def test_stderr_is_bounded(appliance, shell):
    appliance.tool("pmtool", "#!/bin/sh\nhead -c 3000000 /dev/zero | tr '\\0' x >&2\necho end >&2\nexit 3\n")
    section = appliance.run(shell, gather_subset=["daemons"])["pmtool"]
    assert section.exit == 3
    assert len(section.stderr) < 33_000
    assert section.stderr.endswith("xend\n")


def test_no_duration_is_negative(appliance, shell):
    """A clock that goes back, as the kernel's may by a tick, is no section of minus ten milliseconds."""
    text = appliance.script(new_boundary(), gather_subset=["identity"])
    backwards = text.replace("\nbegin_section() {", "\nclock() { now=$((${now:-900000} - 10)); }\n\nbegin_section() {")
    done = subprocess.run([*shell.split(), "-s"], input=backwards.encode(), capture_output=True, timeout=20, check=True)
    ends = [line.split()[-1] for line in done.stdout.decode().splitlines() if " end " in line]
    assert set(ends) == {"0"}


@pytest.mark.parametrize(
    ("text", "status", "stderr"),
    [
        ("#!/bin/sh\necho hello\necho no >&2\nexit 3\n", 3, "no"),
        ("#!/bin/sh\nprintf '\\377\\376\\0'; echo\nexit 0\n", 0, ""),
        ("#!/bin/sh\nprintf 'no newline'\nprintf 'neither' >&2\nexit 125\n", 125, "neither"),
        ("#!/bin/sh\nkill -9 $$\n", 137, ""),
    ],
)
def test_exit_status_and_stderr_are_the_tools_own(appliance, shell, text, status, stderr):
    appliance.tool("pmtool", text)
    section = appliance.run(shell, gather_subset=["daemons"])["pmtool"]
    said = [line for line in section.stderr.splitlines() if "Killed" not in line]  # some shells tell of a killed child
    assert (section.exit, "".join(said)) == (status, stderr)


def test_a_missing_tool(appliance, shell):
    (appliance.root / "usr/local/sf/bin/pmtool").unlink()
    section = appliance.run(shell, gather_subset=["daemons"])["pmtool"]
    assert section.exit == 127
    assert "pmtool" in section.stderr


def test_a_tool_that_may_not_run(appliance):
    (appliance.root / "usr/local/sf/bin/pmtool").chmod(0o644)
    assert appliance.run(gather_subset=["daemons"])["pmtool"].exit in (126, 127)


@pytest.mark.parametrize("end", [b"last line\n", b"no newline", b"x" * 1_000_000])
def test_a_log_of_50_mb_is_bounded(appliance, end):
    file = appliance.write(LOG, b"first line\n")
    with file.open("ab") as stream:
        stream.truncate(50_000_000)
        stream.seek(0, os.SEEK_END)
        stream.write(b"\n" + end)
    capture = appliance.run(gather_subset=["log"], log_bytes=20_000, log_lines=50)
    assert len(capture.text) < 25_000
    assert capture["log"].stdout.endswith(end[-500:].decode())
    assert capture["log_stat"].stdout.split()[0] == str(file.stat().st_size)
    assert capture.seconds < 6


def test_lines_of_the_log_are_bounded(appliance):
    appliance.write(LOG, "".join(f"line {number}\n" for number in range(1000)))
    assert appliance.run(gather_subset=["log"], log_lines=3)["log"].stdout == "line 997\nline 998\nline 999\n"


@pytest.mark.parametrize(
    ("name", "pack"),
    [("connector.log.1", None), ("connector.log.1.gz", "gzip"), ("connector-2026-11-23T03-00-00.000.log.gz", "gzip")],
)
def test_the_newest_rotated_log(appliance, shell, name, pack):
    old = appliance.write("var/log/connector/connector.log.9", "too old\n")
    os.utime(old, (1, 1))
    file = appliance.write(f"var/log/connector/{name.removesuffix('.gz')}", "rotated\n")
    if pack:
        subprocess.run(["gzip", file], check=True)
    capture = appliance.run(shell, gather_subset=["log"])
    assert capture["log_rotated"].stdout == "rotated\n"
    assert capture["log_rotated"].attributes["path"].endswith(name)
    assert len(capture["log_stat"].stdout.splitlines()) == 3


def test_no_log_at_all(appliance):
    (appliance.root / LOG).unlink()
    capture = appliance.run(gather_subset=["log"])
    assert capture["log"].exit == capture["log_stat"].exit == 1
    assert "No such file" in capture["log"].stderr


def test_secrets_stay_on_the_appliance(appliance, shell):
    words = [f'token="{SECRET}"', f'{{\\"csrfToken\\":\\"{SECRET}\\"}}', f"Bearer {SECRET}", f"csrfToken: {SECRET}"]
    words += [f"password={SECRET}", f"eyJhbGciOiJIUzI1NiJ9.{SECRET}", f"http://us:{SECRET}@proxy.example.com:8080/"]
    words += [f"token: {SECRET}", f"passwd={SECRET}", f"pwd = {SECRET}", f"tokens=[{SECRET}, {SECRET}]"]
    words += [f'{{\\"Authorization\\":\\"Bearer {SECRET}\\"}}', f"Cookie: a={SECRET}; b={SECRET}"]
    words[-1:] = [f'{words[-1]}" msg2="']
    appliance.write(LOG, "".join(f'time="x" level=error msg="{word} tail"\n' for word in words))
    appliance.settings(
        api_token=SECRET,
        Client_Secret=SECRET,
        sudi_registration_fqdn="kept.example.com",
        region_discovery_endpoint=f"https://us:{SECRET}@localhost:1/regions",
        some_proxy=f"us:{SECRET}@proxy.example.com:8080",
    )
    capture = appliance.run(shell)
    assert SECRET not in capture.text
    assert capture["log"].stdout.count("tail") == len(words)
    assert "sudi_registration_fqdn=kept.example.com" in capture["properties"].stdout
    assert "region_discovery_endpoint=https://******@localhost:1/regions" in capture["properties"].stdout
    assert capture.probes(role="discovery")[0].attributes["host"] == "localhost"
    assert capture.sections["context"][0].stdout.count("Enrolled") == 1


@pytest.mark.parametrize(
    "body",
    [
        f'{{"csrfToken": "{SECRET}", "status": "kept"}}',
        f'{{"csrfToken" : "\\"{SECRET}", "status": "kept"}}',
        f'{{"status": "kept", "csrfToken":"{SECRET}',
        f'{{"status": "kept", "csrfToken":"{SECRET}\\',
        f'{{"status": "kept", "csrfToken":{SECRET}}}',
        f'{{"status": "kept",\n  "X-CSRF-Token": "{SECRET}",\n  "authSecret": "{SECRET}"\n}}',
        f'{{"status": "kept",\n  "csrfToken"\n:\n"{SECRET}"}}',
        f'{{"status": "kept", "tokens": ["{SECRET}",\n"{SECRET}"]}}',
        f'{{"status": "kept", "token": {{"value": "{SECRET}"}}}}',
        f'{{"status": "kept", "Authorization": "Bearer {SECRET}", "Cookie": "a={SECRET}; b={SECRET}"}}',
        f'{{"status": "kept", "uri": "https://us:{SECRET}@proxy.example.com/"}}',
        json.dumps({"status": "kept", "inner": json.dumps({"csrfToken": f'a"{SECRET}', "apiKey": SECRET})}),
    ],
)
def test_the_context_without_its_secret(appliance, body):
    appliance.api.body = body.encode()
    capture = appliance.run(gather_subset=["context"])
    assert SECRET not in capture.text
    assert "kept" in capture["context"].stdout


def test_what_is_no_secret_stays_as_it_is(appliance):
    """Above all it stays JSON."""
    kept = {"status": {"client": [{"type": "Events", "status": "Success"}]}, "tokenless": 1, "note": 'a "b" c:\\d=e'}
    appliance.api.body = json.dumps({**kept, "csrfToken": SECRET, "secrets": [1, 2], "password": None}).encode()
    text = appliance.run(gather_subset=["context"])["context"].stdout
    masked = dict.fromkeys(("tokenless", "csrfToken", "secrets", "password"), "******")
    assert json.loads(text.rpartition("\nhttp_code=")[0]) == {**kept, **masked}


def test_a_huge_context_is_bounded(appliance):
    appliance.api.body = json.dumps({"csrfToken": SECRET, "filler": "x" * 3_000_000}).encode()
    capture = appliance.run(gather_subset=["context"])
    assert len(capture.text) < 300_000
    assert SECRET not in capture.text


@pytest.mark.parametrize(
    ("fqdn", "source", "host"),
    [
        ("https://LOCALHOST:443/path", "connector_fqdn", "localhost"),
        ("localhost.", "connector_fqdn", "localhost"),
        ("staging.example.com", "context", "localhost"),  # the context knows a region of the table
        ("$(touch ran)", "context", "localhost"),
        ("a b", "context", "localhost"),
        ("-v", "context", "localhost"),
        ("`touch ran`", "context", "localhost"),
        ("%s'\"; touch ran;", "context", "localhost"),
        ("", "context", "localhost"),
    ],
)
def test_the_region(appliance, shell, fqdn, source, host, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    appliance.settings(connector_fqdn=fqdn)
    capture = appliance.run(shell, gather_subset=["probes"], probe_timeout=1)
    assert (capture["region"].values["source"], capture["region"].values["api_host"]) == (source, host)
    assert not (tmp_path / "ran").exists()


def test_an_unknown_region_probes_what_the_appliance_is_set_to(appliance):
    appliance.settings(connector_fqdn="staging.invalid", connector_port=1)
    capture = appliance.run(gather_subset=["probes"], region="lab")
    assert capture["region"].values == {"region": "-", "source": "connector_fqdn", "api_host": "staging.invalid"}
    assert {probe.attributes["host"] for probe in capture.probes()} == {"staging.invalid"}
    assert {probe.exit for probe in capture.probes()} == {6}


def test_the_option_counts_where_the_settings_are_unreadable(appliance):
    (appliance.root / "etc/sf/connector.properties").unlink()
    capture = appliance.run(gather_subset=["probes"], region="lab")
    assert capture["region"].values == {"region": "lab", "source": "option", "api_host": "localhost"}
    assert {probe.attributes["role"] for probe in capture.probes()} == {"api", "events"}


def test_further_names_of_the_settings_are_probed(appliance):
    discovery = f"https://localhost:{appliance.cloud.wrong_name}/discover"
    appliance.settings(region_discovery_endpoint=discovery, sudi_registration_fqdn="registration.invalid")
    roles = {probe.attributes["role"] for probe in appliance.run(gather_subset=["probes"], connect_timeout=1).probes()}
    assert {"discovery", "registration"} <= roles


@pytest.mark.parametrize("port", ["99999999999999999999", "8989; true", "0", "-1", "", "$(true)"])
def test_a_port_that_is_none(appliance, port):
    appliance.settings(connector_port=port)
    context = appliance.run(gather_subset=["context"])["context"]
    assert context.attributes["port"] == "8989"


def test_nobody_listens(appliance):
    appliance.settings(connector_port=1)
    capture = appliance.run(gather_subset=["context"])
    assert capture["context"].exit == 7
    assert "tenant" not in capture.sections


def test_an_api_that_does_not_answer(appliance):
    appliance.settings(connector_port=appliance.cloud.silent_port)
    capture = appliance.run(gather_subset=["context"], command_timeout=1, sample_seconds=2)
    assert capture["context"].exit == 28
    assert capture.seconds < 4


def test_an_api_that_speaks_tls(appliance):
    appliance.api.speak_tls(appliance.cloud.certificate("foreign", "localhost"))
    context = appliance.run(gather_subset=["context"])["context"]
    assert (context.exit, context.attributes["scheme"]) == (0, "https")

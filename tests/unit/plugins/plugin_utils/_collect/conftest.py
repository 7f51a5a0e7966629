# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A fake appliance for the script: a tree of files, the local API, and servers that speak TLS; loopback only."""

from __future__ import annotations

import http.server
import json
import os
import re
import shutil
import socket
import ssl
import subprocess
import threading
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest

from ansible_collections.firepower.sse.plugins.plugin_utils._collect.script import new_boundary, render, request_of

if TYPE_CHECKING:
    from pathlib import Path

SECRET = "a-csrf-token-that-nobody-may-see"
KEY = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")
CONTEXT = {
    "settings": {
        "client": {"administration": {"auth": {"csrfToken": f'{SECRET}"\\x'}}},
        "exchange": {"fqdn": "localhost"},
    },
    "status": {"exchange": [{"type": "registration", "status": "Enrolled"}]},
}
PMTOOL = """#!/bin/sh
cat  # would eat the script if it were on stdin
printf 'Received status (0): \\n\\nDaemons:\\n\\nEventHandler (normal) - Running 1\\n'
printf '  Required by: SSEConnector\\nSSEConnector (system) - Running {pid}\\n'
"""


@dataclass
class Section:
    attributes: dict[str, str]
    shown: str
    stdout: str
    stderr: str
    exit: int
    milliseconds: int

    @property
    def values(self) -> dict[str, str]:
        return dict(line.split("=", 1) for line in self.stdout.splitlines() if "=" in line)


@dataclass
class Capture:
    """What one run printed, read without the help of the collection's own parser."""

    text: str
    seconds: float
    complete: bool
    sections: dict[str, list[Section]] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Section:
        (only,) = self.sections[name]
        return only

    def probes(self, **attributes: str) -> list[Section]:
        found = self.sections.get("probe", [])
        return [one for one in found if attributes.items() <= one.attributes.items()]


def _read(text: str, boundary: str, seconds: float) -> Capture:
    mark = re.escape(boundary)
    head = rf"\n{mark} begin (\S+)([^\n]*)\n([^\n]*)\n{mark} out\n"
    frame = re.compile(rf"{head}(.*?)\n{mark} err\n(.*?)\n{mark} end \1 (\d+) (\d+)\n", re.DOTALL)
    capture = Capture(text=text, seconds=seconds, complete=text.endswith(f"\n{boundary} done\n"))
    for name, words, shown, stdout, stderr, status, took in frame.findall(text):
        attributes = dict(word.split("=", 1) for word in words.split())
        section = Section(attributes, shown, stdout, stderr, int(status), int(took))
        capture.sections.setdefault(name, []).append(section)
    assert text.count(f"\n{boundary} begin ") == sum(map(len, capture.sections.values()))
    return capture


@dataclass
class Appliance:
    """``root`` is its /ngfw; ``request`` and ``run`` send the script to a shell as the connection does."""

    root: Path
    api: Api
    cloud: Cloud

    def write(self, path: str, text: str | bytes) -> Path:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode() if isinstance(text, str) else text)
        return file

    def tool(self, name: str, text: str) -> None:
        self.write(f"usr/local/sf/bin/{name}", text).chmod(0o755)

    def settings(self, **keys: object) -> None:
        lines = {"registration_interval": 180, "connector_port": self.api.port, "connector_fqdn": "localhost", **keys}
        self.write("etc/sf/connector.properties", "".join(f"{key}={value}\n" for key, value in lines.items()))

    def script(self, boundary: str, **args: Any) -> str:
        api, events = self.cloud.ports[:2]
        regions: dict[str, Any] = {
            "lab": {"api": {"host": "localhost", "port": api}, "events": {"host": "localhost", "port": events}}
        }
        regions["lab"]["enrolment"] = None
        args = {"root_path": str(self.root), "sample_seconds": 0, "regions": regions, **args}
        return render(request_of(args), boundary=boundary, controller_epoch=1.0)

    def run(self, shell: str = "sh", *, env: dict[str, str] | None = None, **args: Any) -> Capture:
        boundary = new_boundary()
        started = time.monotonic()
        done = subprocess.run(
            [*shell.split(), "-s"],
            input=self.script(boundary, **args).encode(),
            capture_output=True,
            timeout=60,
            env={**os.environ, **(env or {})},
            check=False,
        )
        noise = b"ignored null byte"  # bash says so of a tool that prints one
        assert [line for line in done.stderr.splitlines() if noise not in line] == []
        assert done.returncode == 0
        return _read(done.stdout.decode(errors="replace"), boundary, time.monotonic() - started)


class _Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_GET(self) -> None:
        body, status = self.server.answer(self.path)
        self.server.requests.append(f"{self.command} {self.path}")
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_DELETE = do_PUT = do_GET

    def log_message(self, *_args: object) -> None:
        pass


class _Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.requests: list[str] = []
        self.body = b"Forbidden"
        self.status = 403
        threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True).start()

    def answer(self, _path: str) -> tuple[bytes, int]:
        return self.body, self.status

    def handle_error(self, *_args: object) -> None:
        pass


class Api(_Server):
    """The connector's local API."""

    def __init__(self) -> None:
        super().__init__()
        self.body, self.status = json.dumps(CONTEXT).encode(), 200

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    def speak_tls(self, certificate: Path) -> None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        self.socket = context.wrap_socket(self.socket, server_side=True)


class Cloud:
    """Two TLS servers for localhost, certified by one CA, one for another name, one by another CA, and a silent one."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.ca = self._authority("ca", "/O=Public/CN=Public Root")
        self._authority("foreign", "/O=Corporation/CN=Corporate Inspection CA")
        certificates = (("ca", "localhost"), ("ca", "localhost"), ("ca", "elsewhere"), ("foreign", "localhost"))
        self.servers = [self._server(self.certificate(*one)) for one in certificates]
        self.silent = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.ports = [server.server_address[1] for server in self.servers]
        self.good, _events, self.wrong_name, self.foreign = self.ports
        self.silent_port = self.silent.getsockname()[1]

    def certificate(self, authority: str, name: str) -> Path:
        pem, request = self.directory / f"{authority}-{name}.pem", self.directory / "request"
        self._openssl("req", *KEY, "-keyout", pem, "-out", request, "-subj", f"/CN={name}")
        names = self.directory / "names"
        names.write_text(f"subjectAltName=DNS:{name}")
        signer = ("-CA", self.directory / f"{authority}.pem", "-CAkey", self.directory / f"{authority}.key")
        self._openssl("x509", "-req", "-in", request, *signer, "-CAcreateserial", "-extfile", names, "-out", names)
        pem.write_text(pem.read_text() + names.read_text())
        return pem

    def _authority(self, name: str, subject: str) -> Path:
        pem, key = self.directory / f"{name}.pem", self.directory / f"{name}.key"
        self._openssl("req", "-x509", *KEY, "-keyout", key, "-out", pem, "-subj", subject)
        return pem

    @staticmethod
    def _server(certificate: Path) -> _Server:
        server = _Server()
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
        return server

    @staticmethod
    def _openssl(*args: object) -> None:
        subprocess.run(["openssl", *map(str, args)], check=True, capture_output=True)

    def close(self) -> None:
        self.silent.close()
        for server in self.servers:
            server.shutdown()
            server.server_close()


@pytest.fixture(scope="session")
def cloud(tmp_path_factory: pytest.TempPathFactory) -> Any:
    servers = Cloud(tmp_path_factory.mktemp("cloud"))
    yield servers
    servers.close()


@pytest.fixture
def appliance(tmp_path: Path, cloud: Cloud) -> Any:
    api = Api()
    made = Appliance(root=tmp_path / "ngfw", api=api, cloud=cloud)
    made.settings()
    made.write("etc/sf/ims.conf", 'MODEL="Cisco Firepower Threat Defense for VMware"\nSWVERSION=7.2.5\nOTHER=1\n')
    made.write("etc/sf/sf-version", "Cisco Firepower Threat Defense v7.2.5 (build 208)\n")
    made.write("etc/ssl/connectorCA.pem", cloud.ca.read_bytes())
    made.write("var/log/connector/connector.log", 'time="2026-11-24T03:00:00Z" level=error msg="old"\n' * 3)
    made.tool("pmtool", PMTOOL.format(pid=os.getpid()))
    yield made
    api.shutdown()
    api.server_close()


@pytest.fixture(params=["dash", "bash", "busybox sh"])
def shell(request: pytest.FixtureRequest) -> str:
    """Each shell that /bin/sh can be."""
    name: str = request.param
    if shutil.which(name.split()[0]) is None:
        pytest.fail(f"{name.split()[0]} is not installed; the script must be tried with it.")
    return name

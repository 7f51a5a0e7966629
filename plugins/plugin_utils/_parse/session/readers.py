# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One command's output as a section, if it says anything; a reader for each kind of command."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .. import clish, properties
from . import curl_trace, layout
from .commands import FILES, SOCKET, known_path
from .dates import epoch_of
from .taken import Section

if TYPE_CHECKING:
    from .taken import Sections
    from .transcript import Run

# What a restart makes a thing of the past.
PASSING = ("pmtool", "context", "tenant", "netstat", "socket_file", "lsof", "log")
NO_FILE = re.compile(r"(?:cat|tail|head|ls|grep|more|less): .*No such file or directory")
_MODE = re.compile(r"[a-z-][r-][w-][xsS-][r-][w-][xsS-][r-][w-][xtT-][.+@]?\s")  # a long line of ls
_ABOUT_TRUST = (0, 35, 51, 60, 77)


def _pmtool(taken: Sections, run: Run, lines: list[str], at: int) -> None:
    taken.add("pmtool", Section("pmtool", "\n".join(lines), at), instead=False)


def _file(taken: Sections, run: Run, lines: list[str], at: int) -> None:
    """A file that was shown, or that is not there: the latter only where this is its own place."""
    command = run.command
    if command is None:
        return
    kind = command.kind
    path = command.path if re.fullmatch(r"[\w./-]{1,256}", command.path) else "-"
    missing = next((line for line in lines[:3] if NO_FILE.search(line)), None)
    if missing is not None:
        if known_path(command.path, wanted=FILES[kind], role=taken.role):
            taken.add(kind, Section(f"{kind} path={path}", "", at, 1, missing))
        return
    if kind == "log":
        _log(taken, run.partial, layout.log_lines(lines), path, at)
    elif run.partial:
        taken.notes.setdefault(kind, "only some of its lines were shown")
        if kind == "properties":
            _region(taken, lines, at)
    elif lines:
        taken.add(kind, Section(f"{kind} path={path}", "\n".join(lines), at))


def _log(taken: Sections, partial: bool, lines: list[str], path: str, at: int) -> None:
    if partial and not lines:
        taken.notes.setdefault("log", "a filter that shows no line proves nothing")
        return
    before = taken.last("log")
    if not (partial and before and not before.partial):
        taken.add("log", Section(f"log path={path}", "\n".join(lines), at, partial=partial))


def _region(taken: Sections, lines: list[str], at: int) -> None:
    fqdn = properties.host(properties.read(text="\n".join(lines)).get("connector_fqdn"))
    if fqdn:
        taken.add("region", Section("region", f"region=-\nsource=connector_fqdn\napi_host={fqdn}", at))


def _netstat(taken: Sections, run: Run, lines: list[str], at: int) -> None:
    whole = not run.partial
    named = [line for line in lines if "EventHandler_SSEConnector.so" in line and "unix" in line]
    if named or (whole and len([line for line in lines if line.startswith("unix")]) > 1):
        taken.add("netstat", Section("netstat", "\n".join(named), at, partial=not whole))
    else:
        taken.notes.setdefault("netstat", "no line was shown, which a filter or a wrong name can cause as well")


def _lsof(taken: Sections, run: Run, lines: list[str], at: int) -> None:
    own = [layout.numbered(line) for line in lines if line.startswith("connector")]
    if own:
        taken.add("lsof", Section("lsof pid=-", "\n".join(own), at, partial=run.partial))
    else:
        taken.notes.setdefault("lsof", "no line of the connector was shown, which proves nothing about its connections")


def _ls(taken: Sections, run: Run, lines: list[str], at: int) -> None:
    path = run.command.path if run.command else ""
    if not path.endswith(SOCKET):
        return
    if any(NO_FILE.search(line) for line in lines):
        kind = "absent" if known_path(path, wanted=SOCKET, role=taken.role) else ""
    else:
        long = (line for line in lines if _MODE.match(line) and line.endswith(SOCKET))
        kind = next(("socket" if line[0] == "s" else "other" for line in long), "")
    if kind:
        taken.add("socket_file", Section(f"socket_file path={path}", kind, at))


def _curl(taken: Sections, run: Run, lines: list[str], at: int) -> None:
    words = run.command.words if run.command else ()
    request = curl_trace.request_of(words)
    if request is None:
        return
    if request.local:
        _local(taken, request, lines, at)
    elif request.scheme == "https" and not request.sends:
        _probe(taken, request, curl_trace.answer_of(lines), at)


def _local(taken: Sections, request: curl_trace.Request, lines: list[str], at: int) -> None:
    name = {"/v1/contexts/default": "context", "/v1/contexts/default/tenant": "tenant"}.get(request.path.rstrip("/"))
    answer = curl_trace.answer_of(lines)
    body = curl_trace.json_of(layout.without_trace(lines))
    head = f"scheme={request.scheme} port={request.port}"
    if name is None:
        return
    if body is not None:
        code = f"http_code={answer.http_code:03}\n" if answer.http_code else ""
        taken.add(name, Section(head, f"{body}\n{code}", at), instead=False)
    elif answer.exit_code:
        taken.add(name, Section(head, "\nhttp_code=000\n", at, answer.exit_code, answer.trace[-1]), instead=False)
    else:
        taken.notes.setdefault(name, "its answer did not come whole")


def _probe(taken: Sections, request: curl_trace.Request, answer: curl_trace.Answer, at: int) -> None:
    if answer.exit_code is None:
        taken.notes.setdefault("probe", f"what curl said of {request.host} does not tell how it ended")
        return
    name = f"probe {request.host}:{request.port} {request.address}"
    # Before TLS it makes no difference whether a certificate would have been looked at.
    early = answer.exit_code in (6, 7, 28) and "SSL connection using" not in answer.text
    store = "system" if early and request.store == "none" else request.store
    via = "proxy" if request.proxy or "proxy" in answer.text.lower() else "direct"
    head = f"host={request.host} port={request.port} path=/ address={request.address} store={store} attempt=1 via={via}"
    section = Section(head, curl_trace.write_out(request, answer), at, answer.exit_code, answer.text)
    # What was asked later tells how it is: of before only another store's word about the certificate is left.
    kept = [
        one
        for one in taken.found.get(name, [])
        if answer.exit_code in _ABOUT_TRUST and one.exit_code in _ABOUT_TRUST and f"store={store} " not in one.head
    ]
    taken.found[name] = [*kept, section]


def _date(taken: Sections, run: Run, lines: list[str], at: int) -> None:
    if run.command is None or any(word in ("-s", "--set", "-d", "-r") for word in run.command.words):
        return
    found = epoch_of(lines[0]) if len(lines) == 1 else None
    if found is not None:
        taken.dates.append((at, found))
    elif lines:
        taken.notes.setdefault("host", "the zone that date shows is only a name: date -u says it without one")


def _version(taken: Sections, run: Run, lines: list[str], at: int) -> None:
    product = layout.version_line(lines)
    if product:
        taken.add("sf_version", Section("sf_version", product, at))


def _network(taken: Sections, run: Run, lines: list[str], at: int) -> None:
    servers, proxy = clish.network(lines)
    if servers is not None:
        taken.add("resolv", Section("resolv", servers, at))
    if proxy is not None:
        taken.add("proxy", Section("proxy", proxy, at))


def _failover(taken: Sections, run: Run, lines: list[str], at: int) -> None:
    taken.failover = lines


READERS = {
    "pmtool": _pmtool,
    "netstat": _netstat,
    "lsof": _lsof,
    "ls": _ls,
    "curl": _curl,
    "date": _date,
    "show_version": _version,
    "show_network": _network,
    "show_failover": _failover,
    **dict.fromkeys(FILES, _file),
}
SECTION = {"curl": "probe", "ls": "socket_file", "show_version": "sf_version", "show_network": "proxy", "date": "host"}

__all__ = ["NO_FILE", "PASSING", "READERS", "SECTION"]

# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The trace of `curl -v` as a person sees it, without exit status or write-out: both are told by its words."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit

_LOCAL = ("localhost", "127.0.0.1", "::1")
# What takes a value: letters, of which the value may be the rest of the word, and long options.
_LETTERS = "AbcCdDeEFHKmoPQrtTuUwxXyYz"
_LONG = re.compile(
    r"--(?:proxy|cacert|capath|output|max-time|connect-timeout|header|user-agent|resolve|interface|user|write-out"
    r"|proxy-user|request|data|data-\w{1,16}|upload-file|form|form-string|config|json)"
)
_SENDING = re.compile(r"-[dTF]|--data.*|--upload-file|--form.*|--json")
_UNKNOWN = ("-K", "--config")  # a file may ask for anything
_TO_SCREEN = ("-", "/dev/stdout", "/dev/stderr", "/dev/tty")
_PLAIN_HOST = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]{0,252}|::1")
_ADDRESS = re.compile(r"-|\[?[0-9A-Fa-f:.]{2,45}\]?")
_PLAIN_PATH = re.compile(r"/[A-Za-z0-9._~/+-]{0,512}")
_ERROR = re.compile(r"curl: \((\d{1,3})\) ?(.*)")
_STATUS = re.compile(r"<? ?HTTP/[\d.]{1,3} (\d{3})\b")
_TRYING = re.compile(r"Connected to \S{1,255} \(([0-9A-Fa-f:.]{2,45})\) port (\d{1,5})")
_STORES = {"connectorCA.pem": "connector_ca", "ios.pem": "ios"}


@dataclass(frozen=True)
class Request:
    """What curl was asked; `store` is none under -k. `sends` is true for anything but a GET."""

    scheme: str
    host: str
    port: int
    path: str
    store: str = "system"
    proxy: bool = False
    sends: bool = False
    address: str = "-"

    @property
    def local(self) -> bool:
        """Of the connector's own interface."""
        return self.host in _LOCAL


@dataclass(frozen=True)
class Answer:
    """`exit_code` is None where the words do not tell how it ended."""

    exit_code: int | None
    http_code: int
    trace: list[str]

    @property
    def text(self) -> str:
        """All words of the trace."""
        return "\n".join(self.trace)


def request_of(words: tuple[str, ...]) -> Request | None:
    """The request of a command line; None without exactly one plain URL.

    >>> request = request_of(("curl", "-v", "-k", "https://api-sse.cisco.com"))
    >>> request.host, request.port, request.store
    ('api-sse.cisco.com', 443, 'none')
    """
    urls, store, proxy, address = [], "system", False, "-"
    for option, value in _options(words):
        if option == "--connect-to":
            return None  # another host than the URL says
        proxy = proxy or option in ("-x", "--proxy")
        if option == "--cacert" and store != "none":
            store = _STORES.get(value.rpartition("/")[2], "given")
        elif option == "--resolve":
            address = value.rpartition(":443:")[2]
        elif option in ("-k", "--insecure"):
            store = "none"
        elif not option:
            urls.append(value)
    request = _of_url(urls[0], store, proxy, _sends(words)) if len(urls) == 1 else None
    if request is None or not _ADDRESS.fullmatch(address):
        return None
    return replace(request, address=address.strip("[]"))


def _sends(words: tuple[str, ...]) -> bool:
    """Whether the command line asks for anything but a GET."""
    given = _options(words)
    if any(option in _UNKNOWN for option, _value in given):
        return True
    methods = [value for option, value in given if option in ("-X", "--request")]
    methods = methods or ["GET" for option, _value in given if option in ("-G", "--get")]
    return methods[-1] != "GET" if methods else any(_SENDING.fullmatch(option) for option, _value in given)


def changes(words: tuple[str, ...]) -> bool:
    """Whether it may change something of the connector: it sends, and nothing proves that it went elsewhere."""
    request = request_of(words)
    return _sends(words) and (request is None or request.local)


def shows_body(words: tuple[str, ...]) -> bool:
    """Whether what the server sends goes to the screen."""
    return not any(
        option in ("-O", "-I", "--head", "--remote-name", "--remote-name-all")
        or (option in ("-o", "--output") and value not in _TO_SCREEN)
        for option, value in _options(words)
    )


def _options(words: tuple[str, ...]) -> list[tuple[str, str]]:
    """Each option with its value, those of one letter apart; what is no option is the value of none."""
    found: list[tuple[str, str]] = []
    rest = iter(words[1:])
    for word in rest:
        if word.startswith("--"):
            found.append((word, next(rest, "") if _LONG.fullmatch(word) else ""))
        elif word.startswith("-") and word != "-":
            bare = next((at for at, letter in enumerate(word) if letter in _LETTERS), len(word))
            found += [(f"-{letter}", "") for letter in word[1:bare]]
            if bare < len(word):
                found.append((f"-{word[bare]}", word[bare + 1 :] or next(rest, "")))
        else:
            found.append(("", word))
    return found


def _of_url(text: str, store: str, proxy: bool, sends: bool) -> Request | None:
    url = text if "://" in text else f"http://{text}"
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not _PLAIN_HOST.fullmatch(host):
        return None
    path = parts.path if _PLAIN_PATH.fullmatch(parts.path) else "/"
    return Request(parts.scheme, host, port or (443 if parts.scheme == "https" else 80), path, store, proxy, sends)


def answer_of(lines: list[str]) -> Answer:
    """What came back, by the lines below the command."""
    error = next((found for line in reversed(lines) if (found := _ERROR.search(line))), None)
    status = [int(found[1]) for line in lines if (found := _STATUS.match(line))]
    trace = [line for line in lines if line[:1] in "*<>" and line]
    code = status[-1] if status else 0
    if error is None:
        return Answer(0 if code else None, code, trace)
    exit_code = int(error[1])
    # Before --connect-timeout it is the system that gives up, and an old curl calls that 7.
    if exit_code == 7 and "timed out" in error[2].lower():
        exit_code = 28
    return Answer(exit_code, code, [*trace, error[0]])


def write_out(request: Request, answer: Answer) -> str:
    """What -w would have written, as far as the trace tells it."""
    peer = _TRYING.search(answer.text)
    trusted = answer.exit_code == 0 and request.store != "none"
    secured = trusted or "SSL connection using" in answer.text
    written: dict[str, Any] = {
        "http_code": f"{answer.http_code:03}",
        "ssl_verify_result": 0 if trusted else None,
        "num_connects": 1 if peer else 0,
        "remote_ip": peer[1] if peer else None,
        "remote_port": peer[2] if peer else None,
        "time_connect": 0.001 if peer else None,
        "time_appconnect": 0.001 if secured else None,
    }
    return "".join(f"{key}={value}\n" for key, value in written.items() if value is not None)


def json_of(lines: list[str]) -> str | None:
    """The first JSON object below the command, on one line; None if it did not come whole.

    A terminal that wraps long lines breaks strings in two: then the lines are one text without line ends.
    """
    for text in ("\n".join(lines), "".join(lines)):
        start = text.find("{", text.find("\n{") + 1 if "\n{" in text else 0)
        if start < 0:
            return None
        try:
            value, _end = json.JSONDecoder(parse_constant=lambda _name: None).raw_decode(text[start:])
        except (ValueError, RecursionError):
            continue
        if isinstance(value, dict):
            return json.dumps(value)
    return None


__all__ = ["Answer", "Request", "answer_of", "changes", "json_of", "request_of", "shows_body", "write_out"]

# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The commands of the procedure, as people type them: which one it is, and what a filter behind it may hide."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .changes import SHELLS, SUDO, change_in, changes, stages_of

SOCKET = "/var/sf/run/EventHandler_SSEConnector.sock"
FILES = {
    "properties": "/etc/sf/connector.properties",
    "log": "/var/log/connector/connector.log",
    "sf_version": "/etc/sf/sf-version",
    "ims_conf": "/etc/sf/ims.conf",
    "proxy": "/etc/sf/iprep_proxy.conf",
    "resolv": "/etc/resolv.conf",
}
_BY_NAME = {path.rpartition("/")[2]: kind for kind, path in FILES.items()}
_READERS = ("cat", "tail", "head", "more", "less", "grep", "egrep", "fgrep", "zgrep")
_GREPS = ("grep", "egrep", "fgrep", "zgrep")
_HARMLESS = ("cat", "more", "less", "tee", "jq", "column")  # behind a pipe: all lines, perhaps laid out anew
_SHOWN = {"show version": "show_version", "show network": "show_network", "show failover": "show_failover"}
_ENTERING = ("expert", "su", "exit", "logout", "ssh", "connect")
_SUDO = re.compile(rf"(?:echo .{{0,256}}\| ?)?{SUDO}")
_QUIET = re.compile(r"2> ?/dev/null")
_STREAMS = re.compile(r"2> ?&1")
# Without -a netstat shows only what listens, or only what does not; any other word narrows lsof.
_ALL = re.compile(r"-[A-Za-z]*a[A-Za-z]*|--all")
_ALL_FILES = ("-i", "-n", "-P", "-nP", "-Pn")


@dataclass(frozen=True)
class Command:
    """`kind` is the name of what it reads. `partial`: its output lacks lines that a filter left out, so what is absent
    from it proves nothing. `path` is the file as it was typed, `words` are the command without what is behind a pipe.
    """

    kind: str
    words: tuple[str, ...] = ()
    partial: bool = False
    path: str = ""
    sudo: bool = False

    @property
    def entering(self) -> bool:
        """Leads to another prompt."""
        return self.kind in _ENTERING


def command_of(text: str) -> Command | None:
    """The command of the procedure that a typed line is, None for any other, and for several in one line.

    A change among several is the command all the same: what was read before it no longer holds.

    >>> command_of("sudo pmtool status | grep SSEConnector")
    Command(kind='pmtool', words=('pmtool', 'status'), partial=True, path='', sudo=True)
    >>> command_of("date; pmtool status") is command_of("netsatt -anlp") is None
    True
    """
    quiet, bare = bool(_QUIET.search(text)), _STREAMS.sub("", _QUIET.sub("", text)).strip()
    plain = _SUDO.sub("", bare, count=1) if bare.startswith(("sudo ", "echo ")) else bare
    stages, alone = stages_of(plain)
    found = _alone(stages) if alone and all(stages) else None
    changing = change_in(stages[1:] if found else stages)
    if changing:
        return Command("change", changing)
    if found is None:
        return None
    return Command(found.kind, found.words, found.partial or quiet, found.path, plain != bare)


def _alone(stages: list[tuple[str, ...]]) -> Command | None:
    """The first command of a pipeline."""
    first, rest = stages[0], stages[1:]
    name = first[0].rpartition("/")[2]
    return _of(name, (name, *first[1:]), [stage for stage in rest if not _harmless(stage)])


def _harmless(stage: tuple[str, ...]) -> bool:
    return stage[0] in _HARMLESS or (stage[0].startswith("python") and "json.tool" in stage)


def _of(name: str, words: tuple[str, ...], filters: list[tuple[str, ...]]) -> Command | None:
    partial = bool(filters)
    # A curl that sends stays one: its answer has to be told from prompts.
    if name != "curl" and changes(words):
        return Command("change", words)
    if name == "pmtool":
        return Command("pmtool", words, partial)
    if name in _ENTERING:
        return Command(name, words)
    if name in SHELLS or name.endswith(".sh"):
        return Command("collect", words, partial) if words[-1].endswith(".sh") else None
    if name == "show":
        kind = _SHOWN.get(" ".join(words[:2]))
        return Command(kind, words, partial) if kind else None
    if name == "netstat":
        of_all = any(_ALL.fullmatch(word) for word in words)
        return Command("netstat", words, not (of_all and _shows(filters, SOCKET)))
    if name == "lsof":
        of_all = all(word in _ALL_FILES for word in words[1:])
        return Command("lsof", words, not (of_all and _shows(filters, "connector"))) if "-i" in words else None
    if name in ("curl", "date", "hostname"):
        return None if partial and name != "curl" else Command(name, words, partial)
    if name == "ls":
        return Command("ls", words, partial, words[-1])
    return _reader(name, words, partial) if name in _READERS else None


def _shows(filters: list[tuple[str, ...]], wanted: str) -> bool:
    """Whether a line that names `wanted` passes all filters, whatever else it says."""
    return all(
        stage[0] in _GREPS
        and not any(word.startswith("-") and word not in ("-i", "--color", "--color=auto") for word in stage[1:])
        and any(
            word.lower() in wanted.lower() if "-i" in stage else word in wanted
            for word in stage[-1:]
            if len(word) > 2 and not word.startswith("-")
        )
        for stage in filters
    )


def _reader(name: str, words: tuple[str, ...], partial: bool) -> Command | None:
    files = [word for word in words[1:] if word.rpartition("/")[2] in _BY_NAME]
    if len(files) != 1 or words[-1] != files[0]:
        return None
    kind = _BY_NAME[files[0].rpartition("/")[2]]
    # The end of a log is what counts of it; of a file of settings nothing may be missing.
    whole = name in ("cat", "more") or (name == "tail" and kind == "log" and "-r" not in words)
    return Command(kind, words, partial or not whole, files[0])


def known_path(path: str, *, wanted: str, role: str | None) -> bool:
    """Whether it is the file's own place on this appliance, so that its absence there means something."""
    return path == f"/ngfw{wanted}" or (path == wanted and role == "fmc")


__all__ = ["FILES", "SOCKET", "Command", "command_of", "known_path"]

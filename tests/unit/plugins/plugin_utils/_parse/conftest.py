# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fixtures of the parsers' tests: texts by name, captures made of sections, evidence checked against its schema."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from ansible_collections.firepower.sse.plugins.plugin_utils._parse.evidence import evidence

HERE = Path(__file__).parent / "fixtures"
COLLECTION = Path(__file__).parents[5]
BOUNDARY = "=sse-0123456789abcdef0123456789abcdef"
REGIONS = {
    "eu": [
        {"role": "api", "host": "api.eu.sse.itd.cisco.com", "port": 443, "path": "/providers"},
        {"role": "events", "host": "eventing-ingest.eu.sse.itd.cisco.com", "port": 443, "path": "/"},
        {"role": "messaging", "host": "mx01.eu.sse.itd.cisco.com", "port": 443, "path": "/"},
    ],
    "us": [{"role": "api", "host": "api-sse.cisco.com", "port": 443, "path": "/"}],
}
SCHEMA = json.loads((COLLECTION / "docs" / "schema" / "evidence-1.json").read_text())
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def section(head: str, stdout: str = "", *, exit_code: int = 0, stderr: str = "", command: str = "command") -> str:
    """The text of one section; `head` is its name and attributes."""
    name = head.split(" ")[0]
    marks = [f"begin {head}\n{command}", f"out\n{stdout}", f"err\n{stderr}", f"end {name} {exit_code} 12\n"]
    return f"\n{BOUNDARY} {marks[0]}\n{BOUNDARY} {marks[1]}\n{BOUNDARY} {marks[2]}\n{BOUNDARY} {marks[3]}"


def whole(*sections: str) -> str:
    """A whole capture of sections."""
    return f"#firepower.sse capture 1 {BOUNDARY}\n{''.join(sections)}\n{BOUNDARY} done\n"


def parts_of(text: str) -> tuple[str, list[str], str]:
    """First line, sections and end of a capture, to be put together again otherwise."""
    head, *pieces = text.split(f"\n{text.split(' ', 3)[3].split(chr(10))[0]} begin ")
    mark = text.split("\n", 1)[0].rsplit(" ", 1)[1]
    last, end = pieces[-1].rsplit(f"\n{mark} done", 1)
    return head, [f"\n{mark} begin {piece}" for piece in [*pieces[:-1], last]], f"\n{mark} done{end}"


def check(found: dict[str, Any]) -> dict[str, Any]:
    """The evidence itself, once it is known to fit the schema and to be plain JSON."""
    VALIDATOR.validate(found)
    json.dumps(found, allow_nan=False).encode()
    return found


class Tools:
    """What a test module needs from here, in one fixture."""

    boundary = BOUNDARY
    regions = REGIONS
    schema = SCHEMA
    collection = COLLECTION
    section = staticmethod(section)
    whole = staticmethod(whole)
    parts_of = staticmethod(parts_of)
    check = staticmethod(check)

    @staticmethod
    def text(name: str) -> str:
        """The fixture's text."""
        return (HERE / name).read_bytes().decode()

    @staticmethod
    def names(pattern: str) -> list[Path]:
        """The fixtures whose names match."""
        return sorted(HERE.glob(pattern))

    @staticmethod
    def evidence(*sections: str, live: bool = False, **arguments: Any) -> dict[str, Any]:
        """Valid evidence of a capture of these sections."""
        given: dict[str, Any] = {"controller_epoch": None, "regions": REGIONS, "extra_hosts": [], **arguments}
        return check(evidence(capture=whole(*sections), boundary=BOUNDARY if live else None, **given))


@pytest.fixture(scope="session")
def tools() -> type[Tools]:
    return Tools

# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Adds to a capture what the controller knows beside the appliance, so that the saved text gives the same verdict."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


LINES = ("show network", "show failover")  # of the appliance's command line, where the login leads there
_MOST = 200  # lines of an answer
_PRIVATE = re.compile(r"user|passw|secret|key|community", re.IGNORECASE)


def with_word(capture: str, word: dict[str, Any], *, boundary: str) -> str:
    """The capture with the FMC's word of the appliance in a section `fmc`."""
    return _with(capture, section("fmc", "what the FMC says", json.dumps(word), boundary=boundary), boundary)


def with_clish(capture: str, answers: Mapping[str, str], *, boundary: str) -> str:
    """The capture with what CLISH answered to each of LINES, such as in a section `show_failover`.

    An answer must not hold a mark; the boundary is made at random after CLISH was asked.
    """
    for line, answer in answers.items():
        told = "\n".join(row for row in answer.splitlines()[:_MOST] if not _private(row))
        capture = _with(capture, section(line.replace(" ", "_"), line, told, boundary=boundary), boundary)
    return capture


def _private(row: str) -> bool:
    """A field that is about a login, or whose value may hold one."""
    name, _colon, value = row.partition(":")
    return bool(_PRIVATE.search(name)) or "@" in value


def _with(capture: str, added: str, boundary: str) -> str:
    """The section before the mark that ends it all."""
    done = f"\n{boundary} done\n"
    whole, cut = (capture[: -len(done)], done) if capture.endswith(done) else (capture, "")
    return f"{whole}{added}{cut}"


def capture_of_fmc(word: dict[str, Any], *, connector: Mapping[str, str], boundary: str) -> str:
    """A capture of an appliance without a login: the FMC's word, and what the connector's interface told the FMC.

    A body must not hold a mark; the boundary is made at random after the FMC was asked.
    """
    handed_on = "".join(
        section(name, "as the FMC hands it on", f"{body}\nhttp_code=200", boundary=boundary, attributes="n=1")
        for name, body in connector.items()
    )
    head = f"#firepower.sse capture 1 {boundary}\n"
    return with_word(f"{head}{handed_on}\n{boundary} done\n", {**word, "depth": "fmc"}, boundary=boundary)


def section(name: str, command: str, stdout: str, *, boundary: str, attributes: str = "") -> str:
    """One section as the script on the appliance writes them, of a command that ended well."""
    begin = f"{boundary} begin {name} {attributes}".rstrip()
    return f"\n{begin}\n{command}\n{boundary} out\n{stdout}\n\n{boundary} err\n\n{boundary} end {name} 0 0\n"


__all__ = ["LINES", "capture_of_fmc", "section", "with_clish", "with_word"]

# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a person sees laid out in another way than the parsers of a capture take it."""

from __future__ import annotations

import re

_AWS = re.compile(r"\bec2-(\d{1,3})-(\d{1,3})-(\d{1,3})-(\d{1,3})\.[a-z0-9.-]{1,64}\.amazonaws\.com\b")
_PRODUCT = re.compile(
    r"(?:Model\s{0,32}:\s{0,8})?(Cisco [A-Za-z0-9 ()/._-]{3,100}?)(?: \(\d{1,4}\))?"
    r" [Vv](?:ersion )?(\d{1,3}(?:\.\d{1,4}){1,4})(?: \([Bb]uild (\d{1,8})\))?"
)
_TRACE = ("* ", "> ", "< ", "{ [", "} [")


def log_lines(lines: list[str]) -> list[str]:
    """Lines of the log; what a terminal wrapped is one line again.

    >>> log_lines(['time="2026-11-24T03:12:40Z" level=error msg="dial tcp 203.0.113', '.7:443: i/o timeout"'])
    ['time="2026-11-24T03:12:40Z" level=error msg="dial tcp 203.0.113.7:443: i/o timeout"']
    """
    whole: list[str] = []
    for line in lines:
        if line.endswith("^C"):
            break
        open_ = bool(whole) and whole[-1].startswith(("time=", "{")) and not whole[-1].endswith(('"', "}"))
        if open_ and not line.startswith(("time=", "{")):
            whole[-1] += line
        elif line.strip():
            whole.append(line)
    return whole


def numbered(line: str) -> str:
    """A line of lsof with the addresses that names of AWS spell out.

    >>> numbered("TCP fw:1->ec2-100-25-93-234.compute-1.amazonaws.com:https (SYN_SENT)")
    'TCP fw:1->100.25.93.234:https (SYN_SENT)'
    """
    return _AWS.sub(r"\1.\2.\3.\4", line)


def without_trace(lines: list[str]) -> list[str]:
    """What curl -v printed without its trace and progress, so that the body is left."""
    return [line for line in lines if not line.startswith(_TRACE) and line.strip("*<> ")]


def version_line(lines: list[str]) -> str | None:
    """The product in `show version`, as the file sf-version has it.

    >>> version_line(["Model      : Cisco Firepower 4145 Threat Defense (76) Version 6.5.0 (Build 115)"])
    'Cisco Firepower 4145 Threat Defense v6.5.0 (build 115)'
    """
    for line in lines:
        found = _PRODUCT.match(line.strip())
        if found and "Linux OS" not in found[1] and "Operating System" not in found[1]:
            return f"{found[1]} v{found[2]}" + (f" (build {found[3]})" if found[3] else "")
    return None


__all__ = ["log_lines", "numbered", "version_line", "without_trace"]

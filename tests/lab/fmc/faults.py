# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What goes wrong on purpose. A fault is a name, or a mapping with `name` and

path           a pattern (searched for) that path and query must hold; default: all but the two logins
after, count   skip so many matching requests; then do it so often (default: for ever, once for the two marked *)

slow {seconds}       answers late                       error_500            the FMC's own error, status 500
too_many {retry_after: seconds or null}  429            html {status: 200}   a login page instead of JSON
garbage              bytes that are no JSON             cut_off              the connection ends within the body
answer {status, body, headers}  just this; a body that is no text is sent as JSON
redirect {to}        302
expire_in_paging*    the access token is over before the next page; a refresh helps
stolen_session*      another login of the same user ends this one, its refresh token too
missing_items        a list without `items`             numbers_as_strings   every number is a string
endless              `paging.next` on every page leads back to it, and `count` is one too high
empty_login          generatetoken answers 204 with a body and without tokens
"""

from __future__ import annotations

import re
from typing import Any

NAMES = {
    "slow", "error_500", "too_many", "html", "garbage", "cut_off", "answer", "redirect", "expire_in_paging",
    "stolen_session", "missing_items", "numbers_as_strings", "endless", "empty_login",
}  # fmt: skip
ONCE = ("expire_in_paging", "stolen_session")
HTML = "<!DOCTYPE html><html><head><title>Login</title></head><body><form>Please log in</form></body></html>"
GARBAGE = b'\x00\xff{"items": [\x1b[31m{{ 7*7 }}'
Fault = dict[str, Any]


def matching(state: dict[str, Any], target: str) -> dict[str, Fault]:
    """The faults that this request meets, by name; counts them as used."""
    found: dict[str, Fault] = {}
    for place, given in enumerate(state["faults"]):
        fault: Fault = {"name": given} if isinstance(given, str) else given
        state["faults"][place] = fault
        if fault["name"] not in NAMES:
            raise ValueError(f"unknown fault {fault['name']!r}; known: {', '.join(sorted(NAMES))}")
        if not applies(fault, target):
            continue
        fault["used"] = fault.get("used", 0) + 1
        count = fault.get("count", 1 if fault["name"] in ONCE else None)
        turn = fault["used"] - fault.get("after", 0)
        if turn > 0 and (count is None or turn <= count):
            found[fault["name"]] = fault
    return found


def applies(fault: Fault, target: str) -> bool:
    if fault["name"] == "empty_login":
        return "/auth/generatetoken" in target
    if fault["name"] == "expire_in_paging" and not re.search(r"[?&]offset=[1-9]", target):
        return False
    return bool(re.search(fault["path"], target)) if "path" in fault else "/auth/" not in target


def changed(body: Any, found: dict[str, Fault], here: str) -> Any:
    """The body of an answer that is right, bent."""
    if "missing_items" in found and isinstance(body, dict):
        body = {key: value for key, value in body.items() if key != "items"}
    if "endless" in found and "paging" in body:
        body = {**body, "paging": {**body["paging"], "next": [here], "count": body["paging"]["count"] + 1}}
    return as_strings(body) if "numbers_as_strings" in found else body


def as_strings(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: as_strings(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [as_strings(inner) for inner in value]
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value

# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a run ends with: which appliances fail it, and in one sentence why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .appliance import FINE, is_checked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .appliance import Record

# `error` is no choice: input that could not be used, or a task that broke, always fails the run.
FAIL_ON = ("critical", "warning", "unknown", "unreachable", "nothing_checked")


def verdict(appliances: list[Record], numbered: list[Record], fail_on: Sequence[str]) -> Record:
    """`{failed, because, sentence, hosts}`; hosts are the failed ones, each with one sentence."""
    checked = sum(map(is_checked, appliances))
    because: dict[str, int] = {}
    hosts: dict[str, str] = {}
    for appliance in appliances:
        words = [word for word in conditions(appliance) if word == "error" or word in fail_on]
        for word in words:
            because[word] = because.get(word, 0) + 1
        if words:
            hosts[appliance["host"]] = sentence(appliance, numbered, words[0])
    if not checked and "nothing_checked" in fail_on:
        because["nothing_checked"] = len(appliances)
        for appliance in appliances:
            hosts.setdefault(appliance["host"], sentence(appliance, numbered, "nothing_checked"))
    return {
        "failed": bool(because),
        "because": list(because),
        "sentence": _whole(appliances, numbered, checked),
        "hosts": hosts,
    }


def conditions(appliance: Record) -> list[str]:
    """The words of a policy that an appliance meets, the gravest first."""
    if appliance["error"] is not None:
        return ["error"]
    if appliance["outcome"] == "unreachable":
        return ["unreachable"]
    seen = {(finding["status"], finding["severity"]) for finding in appliance["findings"]}
    met = {
        "critical": appliance["outcome"] == "not_delivering" or ("fail", "critical") in seen,
        "unknown": appliance["outcome"] == "cannot_tell" or ("unknown", "critical") in seen,
        "warning": ("fail", "warning") in seen,
    }
    return [word for word, is_met in met.items() if is_met]


def sentence(appliance: Record, numbered: list[Record], word: str) -> str:
    """One sentence for a person who sees nothing but this appliance's line."""
    if appliance["error"] is not None:
        return f"not checked: {appliance['error']}"
    if appliance["outcome"] == "unreachable":
        return f"unreachable: {appliance['outcome_reason']}"
    mine = [cause for cause in numbered if appliance["host"] in cause["hosts"]]
    outcome = appliance["outcome"].replace("_", " ")
    if mine:
        named = "; ".join(
            f"{'' if cause['kind'] == 'root' else 'possible '}cause {cause['number']}: {cause['headline']}"
            for cause in mine
        )
        return f"{outcome}, {named}"
    if word in ("critical", "unknown") and appliance["outcome"] in ("not_delivering", "cannot_tell"):
        return f"{outcome}: {appliance['outcome_reason'] or 'no reason given'}"
    return f"{outcome}, but {_first(appliance, word)}"


def _first(appliance: Record, word: str) -> str:
    """The first finding that meets the word, and how many more there are."""
    wanted = ("unknown", "critical") if word == "unknown" else ("fail", word)
    found = [finding for finding in appliance["findings"] if (finding["status"], finding["severity"]) == wanted]
    if not found:
        return "nothing was checked"
    first = found[0]
    what = (
        f"{first.get('headline') or first['title']}"
        if word != "unknown"
        else f"not seen: {first.get('reason') or first['title']}"
    )
    return f"{first['check']} {what}{f' and {len(found) - 1} more' if len(found) > 1 else ''}"


def _whole(appliances: list[Record], numbered: list[Record], checked: int) -> str:
    """The run in one line: what is wrong, or what is fine."""
    roots = sum(cause["kind"] == "root" for cause in numbered)
    outcomes = [appliance["outcome"] for appliance in appliances if is_checked(appliance)]
    parts = (
        (roots, "cause", "causes"),
        (len(numbered) - roots, "possible cause", "possible causes"),
        (
            0 if numbered else outcomes.count("not_delivering"),
            "not delivering, no cause named",
            "not delivering, no cause named",
        ),
        (outcomes.count("cannot_tell"), "cannot tell", "cannot tell"),
        (sum(appliance["outcome"] == "unreachable" for appliance in appliances), "unreachable", "unreachable"),
        (sum(appliance["error"] is not None for appliance in appliances), "not checked", "not checked"),
    )
    wrong = [f"{number} {one if number == 1 else many}" for number, one, many in parts if number]
    if not checked:
        return ", ".join(["nothing was checked", *wrong])
    fine = [f"{outcomes.count(word)} {word}" for word in FINE if word in outcomes]
    return ", ".join(wrong or fine)

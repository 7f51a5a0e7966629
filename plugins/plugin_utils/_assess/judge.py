# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""From an action's options to its result: the part that appliance_check and assess share."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from ansible_collections.firepower.sse.plugins.plugin_utils._errors import SseError
from ansible_collections.firepower.sse.plugins.plugin_utils._regions import regions_with

from . import loader, policy
from .engine import assess, summary_of
from .look import look
from .root import expected_state
from .statuses import BLOCKED, UNKNOWN
from .waivers import told, waivers_for


@dataclass(frozen=True)
class Judge:
    """Options that were found good. Made by judge_of, before an appliance is touched."""

    catalogue: loader.Catalogue
    expected: dict[str, Any]
    waivers: list[dict[str, Any]]
    chapters: frozenset[str]
    fail_on: frozenset[str]
    host: str
    now: datetime.datetime

    def result(self, evidence: dict[str, Any]) -> dict[str, Any]:
        """The result of the task, the evidence in it. All checks are evaluated; *chapters* limits what is told."""
        found = assess(
            evidence=evidence,
            expected=self.expected,
            catalogue=self.catalogue,
            waivers=self.waivers,
            host=self.host,
            now=self.now,
        )
        of_fmc = look(evidence, "collected", "depth") == "fmc"
        findings = [one for one in found["findings"] if one["chapter"] in self.chapters]
        found["findings"] = _of_fmc(findings) if of_fmc else findings
        if given := told(self.waivers, now=self.now.date(), known=self.catalogue.checks):
            found["waivers"] = given
        failing = policy.because(found["findings"], self.fail_on)
        failure = {"failed": True, "msg": policy.sentence(self.host, found, failing)} if failing else {}
        return {"changed": False, **found, "summary": summary_of(found["findings"]), "evidence": evidence, **failure}


def judge_of(args: dict[str, Any], *, host: str) -> Judge:
    """The judge that an action's plain arguments ask for. Raises SseError."""
    now = datetime.datetime.now(tz=datetime.timezone.utc)
    checks = loader.load(args.get("checks") or [])
    waivers = args.get("waivers") or []
    waivers_for(waivers, host=host, now=now.date(), known=checks.checks)
    return Judge(
        catalogue=checks,
        expected=_expected(args),
        waivers=waivers,
        chapters=frozenset(args["chapters"]),
        fail_on=frozenset(args["fail_on"]),
        host=host,
        now=now,
    )


def _of_fmc(findings: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Where nobody logged in, all that only the appliance shows would be unknown, which says nothing of this one."""
    of_manager = ("cloud_services", "own")
    return [one for one in findings if one["chapter"] in of_manager or one["status"] not in (UNKNOWN, BLOCKED)]


def _expected(args: dict[str, Any]) -> dict[str, Any]:
    state = expected_state(args.get("expected") or {})
    if state["region"] != "auto":
        known = regions_with(args.get("regions") or {})
        if state["region"] not in known:
            raise SseError(f"The expected region is {state['region']!r} and must be auto or one of {', '.join(known)}.")
    return state

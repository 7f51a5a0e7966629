# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""JUnit XML: one suite an appliance, one case a check. Red where the policy is, and for each appliance not looked at.

JUnit knows no warning: what failed or was not seen and is no failure by the policy is skipped, and says so.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as Xml

from .appliance import is_checked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .appliance import Record

_ILLEGAL = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # in XML 1.0
_RUN = "run"
_RESULTS = {"failure": "failures", "error": "errors", "skipped": "skipped"}
# By the words of a policy: what becomes of a finding that it names.
_BY_POLICY = {"fail": "failure", "unknown": "error"}


def junit(document: Record) -> str:
    """The document as JUnit XML."""
    fail_on = document["policy"]["fail_on"]
    suites = [_run(document), *(_suite(entry, document, fail_on) for entry in document["appliances"])]
    root = Xml.Element("testsuites", {"name": "firepower.sse", "time": str(document["seconds"])})
    for key in ("tests", "failures", "errors"):
        root.set(key, str(sum(int(suite.get(key, "0")) for suite in suites)))
    root.extend(suites)
    Xml.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{Xml.tostring(root, encoding="unicode")}\n'


def _run(document: Record) -> Xml.Element:
    """What belongs to no appliance: whether any was checked, the verdict, the causes and the waivers."""
    none = not document["checked"] and "nothing_checked" in document["policy"]["fail_on"]
    case = _case(_RUN, "An appliance was checked", *(("error", "nothing was checked") if none else (None, "")))
    suite = _counted(_text(_RUN), [case], document["seconds"], document["finished"])
    lines = [document["verdict"]["sentence"]]
    lines += [
        f"cause {cause['number']}{'' if cause['kind'] == 'root' else '?'}: {cause['check']} {cause['headline']}: "
        f"{' '.join(cause['hosts'])}"
        for cause in document["causes"]
    ]
    lines += [f"waiver {one['check']} {one['words']} ({one['reason']})" for one in document["waivers"]]
    Xml.SubElement(suite, "system-out").text = _text("\n".join(lines))
    return suite


def _suite(entry: Record, document: Record, fail_on: list[str]) -> Xml.Element:
    host = entry["host"]
    cases = [_checked(entry)]
    if is_checked(entry):
        cases.append(_outcome(entry, fail_on))
        cases += [_finding(host, finding, fail_on) for finding in entry["findings"]]
    return _counted(_text(host), cases, entry["seconds"] or 0, document["finished"])


def _checked(entry: Record) -> Xml.Element:
    name = "The appliance was checked"
    if is_checked(entry):
        return _case(f"{entry['host']}.{_RUN}", name)
    said = f"not checked: {entry['error']}" if entry["error"] else f"unreachable: {entry['outcome_reason']}"
    return _case(f"{entry['host']}.{_RUN}", name, "error", said, [entry["advice"]])


def _outcome(entry: Record, fail_on: list[str]) -> Xml.Element:
    word = entry["outcome"]
    kind = None
    if word == "not_delivering":
        kind = "failure" if "critical" in fail_on else "skipped"
    elif word == "cannot_tell":
        kind = "error" if "unknown" in fail_on else "skipped"
    reason = f"{word.replace('_', ' ')}: {entry['outcome_reason'] or 'no reason given'}"
    return _case(f"{entry['host']}.{_RUN}", "Events are delivered, or there is none to deliver", kind, reason)


def _finding(host: str, finding: Record, fail_on: list[str]) -> Xml.Element:
    status, severity = finding["status"], finding["severity"]
    place, name = f"{host}.{finding.get('chapter') or 'own'}", f"{finding['check']} {finding['title']}"
    if status == "pass":
        return _case(place, name)
    message = finding.get("headline") if status == "fail" else None
    message = message or finding.get("reason") or finding["title"]
    wanted = {"fail": severity, "unknown": "unknown" if severity == "critical" else ""}.get(status, "")
    if wanted in fail_on:
        kind = _BY_POLICY[status]
        return _case(place, name, kind, f"{'not seen: ' if kind == 'error' else ''}{message}", _details(finding))
    return _case(place, name, "skipped", f"{status.replace('_', ' ')} ({severity}): {message}")


def _details(finding: Record) -> list[str]:
    """Proof and next step, one line each."""
    seen = finding.get("seen")
    labelled = [("seen", one) for one in (seen if isinstance(seen, list) else [])]
    labelled += [(label, finding.get(key)) for label, key in (("since", "since"), ("do", "advice"), ("not", "avoid"))]
    labelled.append(("why", finding.get("reason")))
    return [f"{label}: {text}" for label, text in labelled if isinstance(text, str) and text]


def _case(
    place: str, name: str, kind: str | None = None, message: str = "", lines: Sequence[str | None] = ()
) -> Xml.Element:
    case = Xml.Element("testcase", {"classname": _text(place), "name": _text(name), "time": "0"})
    if kind:
        told = Xml.SubElement(case, kind, {"type": kind, "message": _text(message)})
        told.text = _text("\n".join(filter(None, lines))) or None
    return case


def _counted(name: str, cases: list[Xml.Element], seconds: float, finished: str) -> Xml.Element:
    suite = Xml.Element("testsuite", {"name": name, "tests": str(len(cases))})
    for kind, key in _RESULTS.items():
        suite.set(key, str(sum(case.find(kind) is not None for case in cases)))
    suite.set("time", f"{seconds:.3f}")
    suite.set("timestamp", finished.removesuffix("Z"))  # the format has no zone; it is UTC
    suite.extend(cases)
    return suite


def _text(text: str) -> str:
    return _ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", text)

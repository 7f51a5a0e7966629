# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""One appliance as the report knows it, whatever the task that should have checked it returned."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from .advice import with_advice
from .text import clean

Record = dict[str, Any]

OUTCOMES = ("not_delivering", "cannot_tell", "unreachable", "delivering", "idle", "off")
FINE = ("delivering", "idle", "off")  # nothing is to be done
SEVERITIES = ("critical", "warning", "info")
_STATUSES = ("pass", "fail", "blocked", "unknown", "manual", "waived", "not_applicable")
# What ssh and Ansible put before the words that matter.
_PREAMBLE = re.compile(r"(?:Task failed: |Action failed: |Failed to authenticate: )+")
_SSH_PREAMBLE = re.compile(
    r"(?:Failed to connect to the host via ssh:"
    r"|Data could not be sent to remote host \S+ Make sure this host can be reached over ssh:)"
    r"\s*(?:Warning: Permanently added .{1,200} known hosts\. *)?(?:ssh: )?(?:connect to host \S+ port \d+: )?"
)
_BANNER = re.compile(r" ?(?:@ *){9,}")  # around ssh's warnings


def at(record: Any, path: str) -> Any:
    """What stands at a dotted path; None as soon as a step is missing or not a dict."""
    for key in path.split("."):
        record = record.get(key) if isinstance(record, Mapping) else None
    return record


def word(record: Any, path: str) -> str | None:
    """The text at a dotted path; None where there is none."""
    value = at(record, path)
    return value if isinstance(value, str) and value else None


def number(value: Any) -> float | None:
    """A JSON number; None for anything else, booleans too."""
    return value if isinstance(value, (int, float)) and not isinstance(value, bool) else None


def records(value: Any) -> list[Record]:
    """The dicts of a list; nothing of anything else."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def appliance(host: str, result: Mapping[str, Any]) -> Record:
    """The appliance's part of the result file.

    A result without a known outcome is never dropped: it becomes `unreachable` (no login) or an `error` (the task
    failed, or did not run). What to do then stands in `advice`.
    """
    record: Record = clean(dict(result))
    outcome, error = record.get("outcome"), None
    if record.get("unreachable") is True:
        outcome = "unreachable"
    elif outcome not in OUTCOMES:
        outcome, error = "cannot_tell", _error(record)
    judged = outcome != "unreachable" and error is None
    findings = _findings(record) if judged else []
    reason, advice = (
        (_text(record.get("outcome_reason")), None) if judged else with_advice(error or _message(record) or "no login")
    )
    return {
        "host": clean(host),
        "outcome": outcome,
        "outcome_reason": reason,
        "error": error if error is None else reason,
        "advice": advice,
        "intent": record["intent"] if judged and isinstance(record.get("intent"), dict) else None,
        "root_causes": _names(record.get("root_causes")) if judged else [],
        "possible_causes": _names(record.get("possible_causes")) if judged else [],
        "findings": findings,
        "evidence": record.get("evidence") if judged and isinstance(record.get("evidence"), dict) else None,
        "summary": count(findings),
        "capture": _text(record.get("capture")),
        "seconds": number(record.get("seconds")),
        "waivers": _waivers(record.get("waivers")),
        "events_since": None,
        "first_seen": {},
        "since_last": None,
    }


def is_checked(appliance: Record) -> bool:
    """Whether anything was seen of it."""
    return appliance["error"] is None and appliance["outcome"] != "unreachable"


def count(findings: list[Record]) -> dict[str, int]:
    """How many findings need a look, by what they ask of the reader. Of what was not seen, info asks nothing."""
    failed = [finding["severity"] for finding in findings if finding["status"] == "fail"]
    told = [finding["status"] for finding in findings if finding["severity"] != "info"]
    return {
        "fail": failed.count("critical"),
        "warning": failed.count("warning"),
        "unknown": told.count("unknown"),
        "waived": told.count("waived"),
        "manual": told.count("manual"),
    }


def _error(result: Record) -> str:
    if result.get("skipped") is True:
        return "was skipped: nothing was looked at"
    if not result:
        return "has no result: the check did not run there"
    if "outcome" in result:
        return f"has the outcome {result['outcome']!r}, which is none of {', '.join(OUTCOMES)}"
    return _message(result) or "returned no outcome"


def _message(record: Record) -> str | None:
    message = _PREAMBLE.sub("", _text(record.get("msg")) or "", count=1)
    message = _BANNER.sub(" ", _SSH_PREAMBLE.sub("ssh: ", message, count=1)).strip()
    return f"{message} the session ended without a word" if message == "ssh:" else message or None


def _text(value: Any) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def _names(value: Any) -> list[str]:
    return [name for name in value if isinstance(name, str)] if isinstance(value, list) else []


def _waivers(value: Any) -> list[Record]:
    """The waivers that its check was given, as far as they are some."""
    return [
        {
            **{key: entry[key] for key in ("check", "reason", "expires")},
            "hosts": _names(entry.get("hosts")),
            "expired": entry.get("expired") is True,
            "known": entry.get("known") is not False,
        }
        for entry in (value if isinstance(value, list) else [])
        if isinstance(entry, dict) and all(_text(entry.get(key)) for key in ("check", "reason", "expires"))
    ]


def _findings(record: Record) -> list[Record]:
    """Findings that have at least a name; one without a status that means something was not seen, and is critical."""
    found = record.get("findings")
    return [
        {
            **finding,
            "title": _text(finding.get("title")) or finding["check"],
            "severity": finding["severity"] if finding.get("severity") in SEVERITIES else SEVERITIES[0],
            "status": finding["status"] if finding.get("status") in _STATUSES else "unknown",
        }
        for finding in (found if isinstance(found, list) else [])
        if isinstance(finding, dict) and _text(finding.get("check"))
    ]

# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Each part of the evidence in a short phrase, for screens that have one line."""

from __future__ import annotations

from typing import Any

from .skeleton import SUMMARY
from .stamps import SKEW
from .text import clean

LIMIT = 90

CAUSE_WORDS = {
    "socket_missing": "event socket missing",
    "socket_refused": "event socket refused",
    "tcp_timed_out": "TCP timed out",
    "tcp_refused": "TCP refused",
    "name_unresolved": "name not resolved",
    "untrusted": "certificate not trusted",
    "certificate_dates": "certificate dates",
    "wrong_name": "certificate of another name",
    "proxy": "proxy",
    "handshake": "handshake refused",
    "deadline": "no answer in time",
    "other_error": "other errors",
}

_ANSWERS = {
    "absent": "the connector has no default context",
    "not_running": "the connector says it is not running",
    "refused": "nobody answers on the local API",
    "timed_out": "the local API is silent",
    "error": "the local API answers with an error",
    "garbled": "the local API's answer is garbled",
}


def summary(evidence: dict[str, Any]) -> dict[str, str | None]:
    """A phrase of at most 90 characters for each key, None where the part was not seen."""
    phrases = {
        "names": _names(evidence["probes"]),
        "api_probe": _probe(evidence["probes"], "api"),
        "events_probe": _probe(evidence["probes"], "events"),
        "trust": _trust(evidence["trust"]),
        "connector": _daemon(evidence["daemons"], "SSEConnector"),
        "event_handler": _daemon(evidence["daemons"], "EventHandler"),
        "event_socket": _socket(evidence["event_socket"]),
        "connection": _connection(evidence["connections"]),
        "registration": _registration(evidence["context"]),
        "events": _events(evidence["context"]),
        "log": _log(evidence["log"]),
        "clock": _clock(evidence["clock"]),
    }
    return {key: None if phrases[key] is None else clean(str(phrases[key]), limit=LIMIT) for key in SUMMARY}


def _names(probes: list[dict[str, Any]] | None) -> str | None:
    """Of the hosts that are required, if there are any."""
    counted = [probe for probe in probes or [] if probe["required"]] or probes or []
    known = [probe["layers"]["name"] for probe in counted if probe["layers"]["name"] in ("ok", "failed")]
    return f"{known.count('ok')} of {len(known)} names resolve" if known else None


def _probe(probes: list[dict[str, Any]] | None, role: str) -> str | None:
    """Of several hosts of a role the first that is not reachable."""
    of_role = [probe for probe in probes or [] if probe["role"] == role]
    probe = next((one for one in of_role if one["verdict"] != "reachable"), of_role[0] if of_role else None)
    if probe is None:
        return None
    tried = ", tried twice" if probe["attempts"] > 1 and probe["verdict"] != "reachable" else ""
    addresses = [entry["verdict"] for entry in probe["addresses"] or [] if entry["verdict"] != "no_route"]
    if len(addresses) > 1 and probe["verdict"] in ("reachable", "partly_reachable", "timed_out", "refused"):
        return f"{addresses.count('reachable')} of {len(addresses)} addresses answer{tried}"
    said = f", {probe['message']}" if probe["message"] else ""
    return f"{probe['verdict'].replace('_', ' ')}{tried}{said}"


def _trust(trust: dict[str, Any] | None) -> str | None:
    if trust is None:
        return None
    if trust["verified_by"]:
        return f"verified by {', '.join(trust['verified_by'])}"
    stores = ", ".join(f"{name} {trust[name]}" for name in ("connector_ca", "ios", "system") if trust[name])
    return f"verified by none; {stores}" if stores else "verified by none"


def _daemon(daemons: dict[str, Any] | None, name: str) -> str | None:
    daemon = (daemons or {}).get(name)
    if daemon is None:
        return None
    pid = f", PID {daemon['pid']}" if daemon["pid"] is not None else ""
    return f"{name} running{pid}" if daemon["state"] == "running" else f"{name} {daemon['raw']}"


def _socket(socket: dict[str, Any] | None) -> str | None:
    if socket is None:
        return None
    if socket["connected"]:
        return "joined"
    if socket["file"] == "absent":
        return "socket file absent"
    if socket["listening"]:
        return "listening, not joined"
    return None if socket["listening"] is None else "nobody listens"


def _connection(connections: dict[str, Any] | None) -> str | None:
    if connections is None or connections["events"] is None:
        return None
    state = connections["events"]
    if state == "none":
        return "connector has no connection for events"
    peers = [peer for peer in connections["peers"] if (peer["state"] or "").lower() == state]
    to = next((f" to {peer['address']}" for peer in peers if peer["role"] == "events"), "")
    return f"connector {'in another state' if state == 'other' else state.upper()}{to}"


def _registration(context: dict[str, Any] | None) -> str | None:
    if context is None:
        return None
    if context["answer"] != "ok":
        return f"no context: {_ANSWERS[context['answer']]}"
    registration = context["registration"]
    if not context["enrolled"]:
        word = "not enrolled" if context["enrolled"] is False else "registration"
        return f"{word}: {registration['status']}" if registration["status"] else None
    return f"enrolled{_refreshed(registration)}"


def _refreshed(registration: dict[str, Any]) -> str:
    age, failures = registration["refresh_age_seconds"], registration["failures"]
    failed = f", {failures} refreshes failed" if failures else ""
    if age is None:
        return failed
    if age < -SKEW:
        return f", refreshed {duration(-age)} in the future{failed}"
    return f", refreshed {duration(max(age, 0))} ago{', overdue' if registration['overdue'] else ''}{failed}"


def _events(context: dict[str, Any] | None) -> str | None:
    if context is None or context["answer"] != "ok":
        return None
    events, counters = context["events"], context["counters"]
    status = events["status"] or "state unknown"
    if not counters or counters["sent"] is None:
        return f"{status}: {events['description']}" if events["description"] else status
    return f"{status}; {_count(counters, 'received')}, {_count(counters, 'sent')}"


def _count(counters: dict[str, Any], key: str) -> str:
    growth = counters[f"{key}_growth"]
    return f"{key} {counters[key]}{f' (+{growth})' if growth is not None else ''}"


def _log(log: dict[str, Any] | None) -> str | None:
    if log is None:
        return None
    if log["state"] != "present":
        return f"log {log['state']}"
    open_ = {name: cause for name, cause in log["causes"].items() if cause["after_last_success"] is not False}
    if not open_:
        return "no error since the last success" if log["last_success"] else "no error"
    name = max(open_, key=lambda one: open_[one]["count_after_success"] or open_[one]["count"])
    cause = open_[name]
    since = f", since {cause['since'][:16]}Z" if cause["since"] else ""
    settling = ", right after the start" if cause["settling"] else ""
    count = cause["count_after_success"] or cause["count"]
    return f"{count} log error{'' if count == 1 else 's'}, {CAUSE_WORDS[name]}{since}{settling}"


def _clock(clock: dict[str, Any]) -> str | None:
    wrong = clock["wrong"]
    if wrong is None:
        return None
    if wrong == "none":
        return "right"
    off = clock["cloud_offset_seconds" if wrong == "appliance" else "controller_offset_seconds"]
    return f"{wrong} is {duration(abs(off))} {'ahead' if off > 0 else 'behind'}"


def duration(seconds: int) -> str:
    """A length of time in its largest fitting unit.

    >>> duration(45), duration(7200), duration(795600)
    ('45 s', '2 h', '9 d')
    """
    for unit, size in (("d", 172_800), ("h", 7_200), ("min", 180)):
        if seconds >= size:
            return f"{seconds // {'d': 86_400, 'h': 3_600, 'min': 60}[unit]} {unit}"
    return f"{seconds} s"


__all__ = ["CAUSE_WORDS", "duration", "summary"]

# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Prometheus' text format, for the textfile collector of node_exporter or a push gateway."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .appliance import OUTCOMES, Record, at, is_checked, number
from .policy import FAIL_ON
from .times import epoch_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    Sample = tuple[dict[str, str], float]

_PREFIX = "firepower_sse_"
_NOT_CHECKED = "not_checked"
_CAUSE_LABELS = ("check", "kind", "area", "headline")
_STATES = (*OUTCOMES, _NOT_CHECKED)
_KINDS = ("fail", "warning", "unknown", "waived")


def prometheus(document: Record) -> str:
    """The document as metrics; a moment or a counter that was not seen has no sample."""
    return "".join(line for name, kind, about, of in _FAMILIES for line in _family(name, kind, about, of(document)))


def _because(document: Record) -> Iterable[Sample]:
    because = document["verdict"]["because"]
    return [({"condition": word}, word in because) for word in (*FAIL_ON, "error")]


def _outcomes(document: Record) -> Iterable[Sample]:
    return [
        ({"host": entry["host"], "outcome": state}, state == _state(entry))
        for entry in document["appliances"]
        for state in _STATES
    ]


def _findings(document: Record) -> Iterable[Sample]:
    return [
        ({"host": entry["host"], "kind": kind}, entry["summary"][kind])
        for entry in document["appliances"]
        if is_checked(entry)
        for kind in _KINDS
    ]


def _sent(document: Record) -> Iterable[Sample]:
    return [
        ({"host": entry["host"]}, sent)
        for entry in document["appliances"]
        if (sent := number(at(entry, "evidence.context.counters.sent"))) is not None
    ]


def _causes(document: Record) -> Iterable[Sample]:
    """Causes that differ in nothing that a label says are one series."""
    summed: dict[tuple[str, ...], int] = {}
    for cause in document["causes"]:
        labels = tuple(cause[key] or "" for key in _CAUSE_LABELS)
        summed[labels] = summed.get(labels, 0) + len(cause["hosts"])
    return [(dict(zip(_CAUSE_LABELS, labels, strict=True)), count) for labels, count in summed.items()]


def _state(entry: Record) -> str:
    return _NOT_CHECKED if entry["error"] is not None else str(entry["outcome"])


# Name, type, help, samples.
_FAMILIES: tuple[tuple[str, str, str, Callable[[Record], Iterable[Sample]]], ...] = (
    ("run_timestamp_seconds", "gauge", "When the run ended.", lambda run: [({}, epoch_of(run["finished"]) or 0)]),
    ("run_duration_seconds", "gauge", "How long the run took.", lambda run: [({}, run["seconds"])]),
    ("run_failed", "gauge", "Whether the policy failed the run.", lambda run: [({}, run["verdict"]["failed"])]),
    ("run_failed_because", "gauge", "The conditions that failed the run.", _because),
    ("appliance_outcome", "gauge", "1 for the outcome of an appliance, 0 for the others.", _outcomes),
    (
        "appliance_findings",
        "gauge",
        "Findings of an appliance that need a look, by kind: fail (critical), warning, unknown, waived.",
        _findings,
    ),
    ("cause_appliances", "gauge", "Appliances that share a cause.", _causes),
    (
        "events_sent_total",
        "counter",
        "Events that an appliance's connector has sent to the cloud since its start.",
        _sent,
    ),
)


def _family(name: str, kind: str, about: str, samples: Iterable[Sample]) -> Iterable[str]:
    yield f"# HELP {_PREFIX}{name} {about}\n# TYPE {_PREFIX}{name} {kind}\n"
    for labels, value in samples:
        told = ",".join(f'{key}="{_escaped(text)}"' for key, text in labels.items())
        yield f"{_PREFIX}{name}{'{' + told + '}' if told else ''} {_number(value)}\n"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace('"', '\\"')


def _number(value: float) -> str:
    return str(int(value)) if value == int(value) else repr(float(value))

# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What was seen of one appliance: a phrase for each part, every probe, and what the log tells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..appliance import FINE, at, records, word
from .causes import facts_list
from .element import Html, el

if TYPE_CHECKING:
    from ..appliance import Record

_LAYERS = ("name", "proxy", "tcp", "tls", "answer")
_PHRASES = {
    "names": "Names",
    "api_probe": "API host",
    "events_probe": "Events host",
    "trust": "Trust",
    "event_handler": "EventHandler",
    "connector": "Connector",
    "event_socket": "Event socket",
    "connection": "Connection",
    "registration": "Enrolment",
    "events": "Events",
    "log": "Log",
    "clock": "Clock",
}


def seen(entry: Record) -> list[object]:
    """Of an appliance that is fine the phrases alone."""
    phrases: list[tuple[str, object]] = [
        (title, word(entry, f"evidence.summary.{key}")) for key, title in _PHRASES.items()
    ]
    told: list[object] = [el("h4", "What was seen"), facts_list(phrases)]
    if entry["outcome"] in FINE:
        return told
    return [*told, _probes(entry), _log(entry), _problems(entry)]


def _probes(entry: Record) -> Html | None:
    rows = [
        el(
            "tr",
            el("th", f"{probe.get('host')}:{probe.get('port')}", scope="row"),
            el(
                "td",
                str(probe.get("verdict") or "?").replace("_", " "),
                class_="ok" if probe.get("verdict") == "reachable" else "bad",
            ),
            el("td", _failed_at(probe)),
            el("td", _addresses(probe)),
            el("td", ", ".join(filter(None, [str(probe.get("message") or ""), _issuer(probe)]))),
        )
        for probe in records(at(entry, "evidence.probes"))
        if probe.get("required") is True or probe.get("verdict") != "reachable"
    ]
    head = el(
        "tr", [el("th", name, scope="col") for name in ("Host", "Verdict", "Failed at", "Addresses", "Last word")]
    )
    about = el("caption", "Probes from the appliance: hosts that events need, and whatever did not answer")
    table = el("table", about, el("thead", head), el("tbody", rows))
    return el("div", table, class_="wide", tabindex="0", role="group", aria_label="Probes") if rows else None


def _failed_at(probe: dict[str, Any]) -> str:
    return ", ".join(layer for layer in _LAYERS if at(probe, f"layers.{layer}") == "failed")


def _addresses(probe: dict[str, Any]) -> str:
    found = records(probe.get("addresses"))
    return ", ".join(f"{one.get('address')} {str(one.get('verdict')).replace('_', ' ')}" for one in found)


def _issuer(probe: dict[str, Any]) -> str:
    issuer = word(probe, "certificate.issuer")
    return f"issuer {issuer}" if issuer and probe.get("verdict") != "reachable" else ""


def _log(entry: Record) -> list[Html]:
    found = at(entry, "evidence.log.causes")
    causes = {name: one for name, one in found.items() if isinstance(one, dict)} if isinstance(found, dict) else {}
    items = [
        el(
            "li",
            f"{name.replace('_', ' ')}: {one.get('count')}, of these {one.get('count_after_success')} after the last"
            f" success; {one.get('first')} to {one.get('last')}",
            el("br"),
            el("code", one.get("sample") or ""),
        )
        for name, one in causes.items()
    ]
    return [el("h4", "In the log"), el("ul", items)] if items else []


def _problems(entry: Record) -> list[Html]:
    items = [el("li", f"{one.get('section')}: {one.get('reason')}") for one in records(at(entry, "evidence.problems"))]
    return [el("h4", "What could not be read"), el("ul", items)] if items else []

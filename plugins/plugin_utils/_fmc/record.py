# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What an FMC says, as one record: for each question of `offers` its answer, or why there is none."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ansible_collections.firepower.sse.plugins.plugin_utils._parse import stamps

from . import read_live, read_settings
from .errors import FmcError
from .inventory import devices_of
from .offers import QUESTIONS, gap, numbers
from .pace import rate_of
from .paging import PAGE, items

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from .session import Domain, Session

VERSION = "/api/fmc_platform/v1/info/serverversion"
_LICENCE = "/api/fmc_platform/v1/license/smartlicenses"
_AUDIT_PAGES = 3  # every request of every API user is in there
# The types that REST lists by their status. The remaining one, PendingChangesRequest, only compares.
_WORK = {"Deployment": "Deploying", "DEVICE_BACKUP": "Running", "Registration": "Running", "Unregistration": "Running"}
_NOT_KNOWN = (400, 404, 422)  # what a release says of a type that it does not have
_FAILURES = 3  # connectors in a row that can't be read; then the rest is not asked
_ID = re.compile(r"[A-Za-z0-9-]{1,64}")


@dataclass
class Inquiry:
    """A record that grows: `answers` tells of each question what became of it."""

    session: Session
    questions: Collection[str]
    domains: Sequence[Domain]
    version: str | None
    answers: dict[str, dict[str, Any]] = field(default_factory=dict)

    def ask(self, question: str, read: Callable[[], Any]) -> Any:
        """The answer, or None."""
        if question not in self.questions:
            return self._note(question, "not_asked", None)
        missing = gap(question, version=self.version)
        if missing:
            return self._note(question, "not_offered", missing)
        try:
            found = read()
        except FmcError as exc:
            return self._note(question, "unreadable", str(exc))
        if found is None:
            return self._note(question, "unreadable", "The FMC's answer holds nothing that is known here.")
        self.answers.setdefault(question, {"state": "read", "reason": None})
        return found

    def remark(self, question: str, reason: str) -> None:
        """What of an answer is missing."""
        self.answers[question] = {"state": "read", "reason": reason}

    def setting(self, name: str) -> list[dict[str, Any]]:
        """A list of the FMC's own settings, which belong to its main domain."""
        return items(self.session, f"/api/fmc_config/v1/domain/{self.session.main_domain.uuid}/integration/{name}")

    def _note(self, question: str, state: str, reason: str | None) -> None:
        self.answers[question] = {"state": state, "reason": reason}


def record_of(session: Session, *, questions: Collection[str], domains: Sequence[Domain], now: float) -> dict[str, Any]:
    """The record of an FMC whose login has succeeded. Raises FmcError if it answers nothing at all."""
    begun = time.monotonic()
    version, build, reason = _version(session)
    session.pace.rate = rate_of(numbers(version))
    asked = Inquiry(session, questions, domains, version)
    parts = {
        "licence": asked.ask("licence", lambda: read_settings.licence(items(session, _LICENCE))),
        "cloud_events": asked.ask(
            "cloud_events", lambda: read_settings.cloud_events(asked.setting("cloudeventsconfigs"))
        ),
        "region": asked.ask("region", lambda: read_settings.region(asked.setting("cloudregions"))),
        "tenant": asked.ask(
            "tenant", lambda: read_settings.tenant(asked.setting("cloudintegrations/cloudintegrations"))
        ),
        "ha": asked.ask("ha", lambda: read_settings.ha(asked.setting("fmchastatuses"), host=session.access.host)),
        "changes": asked.ask("changes", lambda: _changes(asked)),
        "devices": asked.ask("devices", lambda: _devices(asked)),
    }
    alerts = asked.ask("alerts", lambda: _alerts(asked)) or {}
    contexts = asked.ask("connectors", lambda: _connectors(asked, parts["devices"])) or {}
    for device in parts["devices"] or []:
        device["excluded"] = _excluded(parts["cloud_events"], device)
        device["alert"], device["connector"] = alerts.get(device["id"]), contexts.get(device["id"])
    # Last, as it is the first to become untrue.
    parts["work"] = asked.ask("work", lambda: _work(asked, now=now + time.monotonic() - begun))
    asked.answers["version"] = {"state": "read" if version else "unreadable", "reason": reason}
    _nothing_read(asked)
    return {
        "version": 1,
        "fmc": {
            "name": session.access.name,
            "host": session.access.host,
            "version": version,
            "build": build,
            "read_at": stamps.rfc3339(int(now)),
            "alert": alerts.get(read_live.FMC_ITSELF),
        },
        "answers": {question: asked.answers[question] for question in ("version", *QUESTIONS)},
        **parts,
    }


def _version(session: Session) -> tuple[str | None, str | None, str | None]:
    try:
        version, build = read_settings.version(items(session, VERSION))
    except FmcError as exc:
        return None, None, str(exc)
    return version, build, None if version else "The FMC's answer holds no version that is known here."


def _nothing_read(asked: Inquiry) -> None:
    if all(answer["state"] != "read" for answer in asked.answers.values()):
        reasons = [answer["reason"] for answer in asked.answers.values() if answer["state"] == "unreadable"]
        raise FmcError(reasons[-1] if reasons else f"{asked.session.access.label} was asked nothing.")


def _devices(asked: Inquiry) -> list[dict[str, Any]]:
    found, missing = devices_of(asked.session, asked.domains)
    if missing:
        asked.remark("devices", missing)
    return found


def _excluded(settings: dict[str, Any] | None, device: dict[str, Any]) -> bool | None:
    if settings is None or settings["excluded"] is None:
        return None
    return bool({device["id"], device["name"]} & set(settings["excluded"]))


def _alerts(asked: Inquiry) -> dict[str, dict[str, Any]]:
    listed = []
    for domain in asked.domains:
        path = f"/api/fmc_config/v1/domain/{domain.uuid}/health/alerts"
        listed += items(asked.session, path, {"filter": f"moduleIDs:{read_live.MODULE}"})
    return read_live.alerts(listed)


def _connectors(asked: Inquiry, devices: list[dict[str, Any]] | None) -> dict[str, dict[str, Any]]:
    if devices is None:
        raise FmcError("The devices could not be read, so nothing could be asked about them.")
    uuids = {domain.name: domain.uuid for domain in asked.domains}
    found: dict[str, dict[str, Any]] = {}
    failed = 0
    for device in devices:
        if failed >= _FAILURES:
            asked.remark("connectors", f"{_FAILURES} in a row could not be read, so the rest was not asked")
            break
        path = f"/api/fmc_config/v1/domain/{uuids[device['domain']]}/integration/ftdcloudstatus/{device['id']}"
        try:
            if not _ID.fullmatch(device["id"]):
                raise FmcError("its id has another form than is known")
            found[device["id"]] = read_live.connector(asked.session.get(path))
            failed = 0
        except FmcError as exc:
            found[device["id"]] = {"state": "unreadable", "context": None, "tenant": None, "reason": str(exc)}
            failed += 1
    if found and all(answer["state"] == "unreadable" for answer in found.values()):
        raise FmcError(next(iter(found.values()))["reason"])
    return found


def _work(asked: Inquiry, *, now: float) -> dict[str, Any]:
    running: list[dict[str, Any]] = []
    refused: dict[str, str] = {}
    for domain in asked.domains:
        path = f"/api/fmc_config/v1/domain/{domain.uuid}/job/taskstatuses"
        for kind, status in _WORK.items():
            try:
                running += read_live.tasks(items(asked.session, path, {"filter": f"type:{kind};status:{status}"}))
            except FmcError as exc:
                if exc.status not in _NOT_KNOWN:
                    raise
                refused[kind] = str(exc)
    known = [kind for kind in _WORK if kind not in refused]
    if refused and known:
        asked.remark("work", f"not told of {', '.join(refused)}: {next(iter(refused.values()))}")
    elif refused:
        raise FmcError(next(iter(refused.values())))
    at = stamps.rfc3339(int(now))
    return {"at": at, "busy": bool(running), "tasks": running[: read_live.MOST_TASKS], "asked": known}


def _changes(asked: Inquiry) -> list[dict[str, Any]]:
    path = f"/api/fmc_platform/v1/domain/{asked.session.main_domain.uuid}/audit/auditrecords"
    return read_live.changes(items(asked.session, path, most=_AUDIT_PAGES * PAGE))


__all__ = ["record_of"]

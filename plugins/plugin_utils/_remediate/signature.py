# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The one picture that only a restart of the appliance heals: all of it must be seen after the connector's restart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ansible_collections.firepower.sse.plugins.plugin_utils._report.appliance import Record, at, word

if TYPE_CHECKING:
    from collections.abc import Sequence

NO_SOCKET = "SSE-303"


def guards(appliance: Record, causes: Sequence[str], service: Record) -> list[Record]:
    """{guard, passed, reason} for each of its marks; *service* is what connector_service returned before."""
    role, file = word(appliance, "evidence.appliance.role"), word(appliance, "evidence.event_socket.file")
    handler = word(appliance, "evidence.daemons.EventHandler.state")
    wanted = word(appliance, "intent.cloud_events")
    refused = at(appliance, "evidence.log.causes.socket_missing.count_after_success")
    newer = isinstance(refused, int) and refused > 0
    fresh = service.get("name") == "SSEConnector" and service.get("action") in ("restart", "enable")
    fresh = fresh and not service.get("failed") and not service.get("unreachable")
    return [
        _mark("connector restarted", fresh, "just now" if fresh else str(service.get("msg") or "not seen to be")),
        _mark("an FTD", role == "ftd", role or "unknown"),
        _mark("the only cause", list(causes) == [NO_SOCKET], ", ".join(causes) or "none seen for sure"),
        _mark("socket missing", file == "absent", file or "not seen"),
        _mark(
            "log newer than the restart",
            newer,
            f"{refused} lines since" if newer else "no line about the missing socket since the connector's start",
        ),
        _mark("EventHandler running", handler == "running", handler or "not seen"),
        _mark("cloud on", wanted == "on", wanted or "unknown"),
    ]


def _mark(name: str, passed: bool, reason: str) -> Record:
    return {"guard": name, "passed": passed, "reason": reason}


__all__ = ["NO_SOCKET", "guards"]

# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a check is: the words of the catalogue as one typed record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .queries import Query

# The chapters of the procedure, in its order; `own` holds the user's.
CHAPTERS = ("cloud_services", "connectivity", "connector", "event_delivery", "own")
SEVERITIES = ("critical", "warning", "info")
AREAS = ("network", "device", "cloud", "manager", "settings")
ROLES = ("ftd", "fmc")
GROUPS = ("found", "check")
# toggle_cloud is a person's: it concerns all devices of an FMC.
REMEDIES = ("restart_connector", "reboot_appliance", "toggle_cloud")
# Together these four say that the way to the cloud stands.
PROOFS = ("enrolled", "joined", "connected", "healthy")
CONNECTED = "connected"
# What must not speak against it before an appliance that sends nothing counts as one that has nothing to send.
QUIET = "quiet"


@dataclass(frozen=True)
class Choice:
    """One row of a table of texts: *text*, or what *query* finds, where *when* is true (None: always)."""

    when: Query | None
    text: str | None
    query: Query | None = None


@dataclass(frozen=True)
class Check:
    """One expected state. Queries run over {evidence, expected, intent, release}; docs/own-checks.md tells the keys."""

    id: str
    title: str
    chapter: str
    severity: str
    over: Query | None
    query: Query | None
    expect: Any = None
    expect_from: Query | None = None
    needs: tuple[str, ...] = ()
    unseen: Query | None = None
    doubt: Query | None = None
    leaves_open: Query | None = None
    unknown: str | None = None
    applies_to: tuple[str, ...] = ROLES
    applies_when: Query | None = None
    not_applicable: str | None = None
    manual: bool | Query = False
    proves: str | None = None
    area: str = "device"
    headline: str | None = None
    remedy: str | None = None
    advice: tuple[Choice, ...] = ()
    avoid: str | None = None
    since: Query | None = None
    seen: Query | None = None
    group: str = "found"
    reference: str | None = None
    meaning: str | None = None

# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether somebody wants this appliance to send events to the cloud, and who says so."""

from __future__ import annotations

from typing import Any

from .look import look


def intent_of(*, evidence: dict[str, Any], expected: dict[str, Any]) -> dict[str, Any]:
    """{cloud_events: on|off|unknown, source: expected|fmc|context|null}.

    The operator's word rules, then the FMC's; without either, an enrolled context with events enabled can only have
    come from somebody who wanted it. The opposite proves nothing: a broken appliance looks like one that is off.
    """
    wanted = expected.get("cloud_events")
    if wanted in ("on", "off"):
        return {"cloud_events": wanted, "source": "expected"}
    if look(evidence, "cloud", "events") == "off" or look(evidence, "cloud", "excluded") is True:
        return {"cloud_events": "off", "source": "fmc"}
    if look(evidence, "cloud", "events") == "on":
        return {"cloud_events": "on", "source": "fmc"}
    if look(evidence, "context", "enrolled") is True and look(evidence, "context", "events", "enabled") is True:
        return {"cloud_events": "on", "source": "context"}
    return {"cloud_events": "unknown", "source": None}

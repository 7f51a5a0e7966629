# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Evidence of which nothing was seen: the shape that every builder fills, and what assess tries queries on."""

from __future__ import annotations

from typing import Any

VERSION = 1

SUMMARY = (
    "names",
    "api_probe",
    "events_probe",
    "trust",
    "connector",
    "event_handler",
    "event_socket",
    "connection",
    "registration",
    "events",
    "log",
    "clock",
)

# Parts whose keys always stand, with null for what was not seen; all other parts are null as a whole.
PARTS: dict[str, tuple[str, ...]] = {
    "appliance": ("role", "root", "hostname", "model", "version", "build", "uptime_seconds", "uid"),
    "clock": (
        "appliance_epoch",
        "offset_seconds",
        "cloud_offset_seconds",
        "controller_offset_seconds",
        "wrong",
        "outside_certificate",
    ),
    "region": ("name", "source", "api_host", "live"),
    "network": ("proxy", "proxy_read", "direct_seen", "dns_servers", "source_address", "interface"),
    "summary": SUMMARY,
}

# The part `cloud`, which is null where no FMC was asked.
CLOUD = (
    "source",
    "at",
    "fmc_version",
    "known",
    "events",
    "excluded",
    "types",
    "licence",
    "region",
    "tenant",
    "ha",
    "device",
    "changed",
)

NULLABLE = (
    "daemons",
    "config",
    "context",
    "event_socket",
    "connections",
    "log",
    "probes",
    "trust",
    "ha",
    "cloud",
)


def nothing(part: str) -> dict[str, Any]:
    """One part with all its keys, each null."""
    return dict.fromkeys(PARTS[part])


def empty() -> dict[str, Any]:
    """Evidence of an appliance of which nothing at all was seen; valid against docs/schema/evidence-1.json."""
    evidence: dict[str, Any] = {
        "version": VERSION,
        "collected": {"at": None, "epoch": None, "complete": False, "depth": "appliance"},
        **{part: nothing(part) for part in PARTS},
        **dict.fromkeys(NULLABLE),
        "manager": {"kind": "unknown", "source": None},
        "problems": [],
    }
    evidence["network"]["proxy_read"] = False
    return evidence


__all__ = ["CLOUD", "NULLABLE", "PARTS", "SUMMARY", "VERSION", "empty", "nothing"]

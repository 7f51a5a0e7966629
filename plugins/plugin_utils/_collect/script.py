# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What to collect from an appliance, and the shell text that does it."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ansible_collections.firepower.sse.plugins.plugin_utils._collect.hosts import ExtraHost, extra_hosts
from ansible_collections.firepower.sse.plugins.plugin_utils._collect.proxy import Proxy, proxy_of
from ansible_collections.firepower.sse.plugins.plugin_utils._collect.subset import CLISH, PARTS, parts_of
from ansible_collections.firepower.sse.plugins.plugin_utils._errors import SseError
from ansible_collections.firepower.sse.plugins.plugin_utils._regions import Regions, region_name, regions_with
from ansible_collections.firepower.sse.plugins.plugin_utils._shell_text import shell_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_BODY = (Path(__file__).parent / "collect.sh").read_text(encoding="utf-8")
_PATH = re.compile(r"/[A-Za-z0-9._/+-]{0,1000}")

LIMITS: dict[str, tuple[int, int, int]] = {  # option: default, least, most
    "command_timeout": (15, 1, 600),
    "connect_timeout": (5, 1, 120),
    "probe_timeout": (10, 1, 300),
    "max_probes": (16, 1, 64),
    "log_bytes": (131072, 1024, 16777216),
    "log_lines": (2000, 1, 100000),
    "sample_seconds": (2, 0, 60),
}


@dataclass(frozen=True)
class Request:
    """What one round trip collects. Made by request_of, which checks every value."""

    regions: Regions
    region: str = "auto"  # auto, none (no host but the extra ones) or a region's name
    follow_settings: bool = True  # what the appliance is set to comes before the region
    parts: tuple[str, ...] = PARTS
    root_path: str = "auto"
    ca_file: str = ""
    proxy: Proxy = field(default_factory=Proxy)
    extra_hosts: tuple[ExtraHost, ...] = ()
    limits: Mapping[str, int] = field(default_factory=lambda: {name: limit[0] for name, limit in LIMITS.items()})


def request_of(args: Mapping[str, Any]) -> Request:
    """The request that an action's arguments ask for. Raises SseError, before an appliance is touched."""
    regions = regions_with(args.get("regions") or {})
    return Request(
        regions=regions,
        region=region_name(args.get("region") or "auto", regions=regions),
        parts=parts_of(args.get("gather_subset") or ["all"]),
        root_path=_root_of(args.get("root_path") or "auto"),
        proxy=proxy_of(args.get("proxy") or "auto"),
        extra_hosts=tuple(extra_hosts(args.get("extra_hosts") or [], option="extra_hosts")),
        limits=limits_of(args),
    )


def _root_of(value: str) -> str:
    return value if value == "auto" else path_of(value, option="root_path")


def path_of(value: str, *, option: str) -> str:
    """An absolute path on the appliance that needs no quotes. Raises SseError."""
    if _PATH.fullmatch(value):
        return value
    raise SseError(f"{option} is {value!r} and must be an absolute path of letters, digits and ._/+- only.")


def limits_of(args: Mapping[str, Any]) -> dict[str, int]:
    """The numbers among the arguments, each within its bounds. Raises SseError."""
    found = {name: args.get(name, limit[0]) for name, limit in LIMITS.items()}
    for name, (_default, least, most) in LIMITS.items():
        if isinstance(found[name], bool) or not isinstance(found[name], int) or not least <= found[name] <= most:
            raise SseError(f"{name} is {found[name]!r} and must be a number from {least} to {most}.")
    return found


def new_boundary() -> str:
    """A mark that no output of an appliance can guess."""
    return f"=sse-{secrets.token_hex(16)}"


def render(request: Request, *, boundary: str, controller_epoch: float) -> str:
    """The shell text for one appliance, to be read by ``/bin/sh -s`` from its stdin."""
    settings = {
        "boundary": boundary,
        "controller_epoch": f"{controller_epoch:.3f}",
        "root": request.root_path,
        "sections": " ".join(part for part in request.parts if part != CLISH) or "none",
        "region": request.region,
        "follow_settings": "yes" if request.follow_settings else "no",
        "targets": "\n".join(_target_lines(request.regions)),
        "extra": "\n".join(f"extra {row['host']} {row['port']} {row['path']}" for row in request.extra_hosts),
        "proxy": request.proxy.word,
        "proxy_config": request.proxy.config,
        "ca_file": request.ca_file,
        **{name: str(value) for name, value in request.limits.items()},
    }
    return shell_text(_BODY, settings)


def _target_lines(regions: Regions) -> Iterable[str]:
    for name, rows in regions.items():
        for row in rows:
            yield f"{name} {row['role']} {row['host']} {row['port']} {row['path']}"


__all__ = ["LIMITS", "Request", "limits_of", "new_boundary", "path_of", "render", "request_of"]

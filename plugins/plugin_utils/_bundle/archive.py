# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The archive for a support case: what goes in, and its bytes, which depend on nothing else."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ansible_collections.firepower.sse.plugins.plugin_utils._assess.waivers import names_host
from ansible_collections.firepower.sse.plugins.plugin_utils._collect.capture_file import file_name
from ansible_collections.firepower.sse.plugins.plugin_utils._errors import SseError

from .masking import masked, masked_value

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ROOT = "firepower-sse-bundle"
_HOSTS = ("hosts", "new_hosts")
_FEW = ("schema", "started", "finished", "causes", "notes", "policy")


@dataclass
class Bundle:
    """Texts by their name in the archive; `missing` are appliances of which there is no capture."""

    hosts: list[str]
    texts: dict[str, str] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    masked: int = 0

    def add(self, name: str, text: str) -> None:
        """Puts a text in, without secrets."""
        self.texts[name], number = masked(text)
        self.masked += number


def chosen(result: Mapping[str, Any], *, cause: int | None, hosts: Sequence[str]) -> list[str]:
    """The appliances of a cause of a result file, or those that a pattern names. Raises SseError if there is none."""
    known = [str(entry["host"]) for entry in result["appliances"]]
    if cause is not None:
        found = [entry for entry in result["causes"] if entry["number"] == cause]
        if not found:
            numbers = ", ".join(str(entry["number"]) for entry in result["causes"]) or "none"
            raise SseError(f"The result file has no cause {cause}; its causes are {numbers}.")
        return [host for host in known if host in found[0]["hosts"]]
    matched = [host for host in known if names_host(hosts, host)]
    if not matched:
        wanted = ", ".join(hosts) or "an empty list of hosts"
        raise SseError(f"None of the {len(known)} appliances of the result file matches {wanted}.")
    return matched


def bundle_of(result: Mapping[str, Any], hosts: Sequence[str], captures: Mapping[str, bytes]) -> Bundle:
    """What is packed for these appliances; `captures` are their files' contents, by host."""
    packed = Bundle(list(hosts))
    part, packed.masked = masked_value(_part(result, hosts))
    packed.texts["result.json"] = json.dumps(part, indent=1) + "\n"
    for host in hosts:
        if host in captures:
            packed.add(f"captures/{file_name(host)}.txt", captures[host].decode("utf-8", "replace"))
        else:
            packed.missing.append(host)
    packed.texts["README.txt"] = _readme(result, packed)
    return packed


def _part(result: Mapping[str, Any], hosts: Sequence[str]) -> dict[str, Any]:
    """The result file without other appliances."""
    part: dict[str, Any] = {key: result[key] for key in _FEW if key in result}
    for key in ("causes", "notes"):
        part[key] = [_only(entry, hosts) for entry in part.get(key, []) if set(entry["hosts"]) & set(hosts)]
    part["appliances"] = [entry for entry in result["appliances"] if entry["host"] in hosts]
    return part


def _only(value: Any, hosts: Sequence[str]) -> Any:
    """The value without other hosts, wherever it names some; what is told of others alone is left out."""
    if isinstance(value, list):
        return [_only(one, hosts) for one in value if not _of_others(one, hosts)]
    if not isinstance(value, dict):
        return value
    return {
        key: [host for host in one if host in hosts] if key in _HOSTS and isinstance(one, list) else _only(one, hosts)
        for key, one in value.items()
    }


def _of_others(one: Any, hosts: Sequence[str]) -> bool:
    named = one.get("hosts") if isinstance(one, dict) else None
    return isinstance(named, list) and bool(named) and not set(map(str, named)) & set(hosts)


def _readme(result: Mapping[str, Any], packed: Bundle) -> str:
    causes = [entry for entry in result["causes"] if set(entry["hosts"]) & set(packed.hosts)]
    lines = [
        "Evidence of appliances that do not deliver events to the Security Services Exchange (SSE)",
        "",
        f"Checked:     {result.get('started')} to {result.get('finished')} (UTC)",
        f"Appliances:  {', '.join(packed.hosts)}",
        *(f"Cause {entry['number']}:     {entry['check']} {entry['headline']}" for entry in causes),
        "",
        "result.json        the verdict of these appliances, with every finding and the evidence behind it",
        "captures/NAME.txt  the raw output of the commands on the appliance NAME, each with its exit status",
        *([f"No capture:  {', '.join(packed.missing)}"] if packed.missing else []),
        "",
        f"Secrets are masked as ****** ({packed.masked} places here, others on the appliance already). Addresses and",
        "host names are not masked: the case can't be worked on without them. Look through it before you send it.",
        "",
    ]
    return masked("\n".join(lines))[0]


def archive(packed: Bundle, *, epoch: int) -> bytes:
    """A .tar.gz; the same texts give the same bytes."""
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w", format=tarfile.PAX_FORMAT) as tar:
        for name in sorted(packed.texts):
            content = packed.texts[name].encode("utf-8", "replace")
            info = tarfile.TarInfo(f"{ROOT}/{name}")
            info.size, info.mtime, info.mode = len(content), epoch, 0o600
            tar.addfile(info, io.BytesIO(content))
    return gzip.compress(stream.getvalue(), compresslevel=6, mtime=0)


__all__ = ["ROOT", "Bundle", "archive", "bundle_of", "chosen"]

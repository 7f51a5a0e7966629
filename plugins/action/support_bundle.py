# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Packs the captures and the result of some appliances for a support case, on the controller."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ansible_collections.firepower.sse.plugins.plugin_utils._action import SseAction, argument_spec_of
from ansible_collections.firepower.sse.plugins.plugin_utils._bundle.archive import archive, bundle_of, chosen
from ansible_collections.firepower.sse.plugins.plugin_utils._bundle.captures import appliances_in, content_of
from ansible_collections.firepower.sse.plugins.plugin_utils._errors import SseError
from ansible_collections.firepower.sse.plugins.plugin_utils._parse.stamps import epoch as epoch_of
from ansible_collections.firepower.sse.plugins.plugin_utils._report.files import read_previous, write


class ActionModule(SseAction):
    SPEC = argument_spec_of("support_bundle")
    RULES = {"required_one_of": [["cause", "hosts"]], "mutually_exclusive": [["cause", "hosts"]]}

    def act(self, args: dict[str, Any], task_vars: dict[str, Any]) -> dict[str, Any]:
        result = _result(Path(args["result"]))
        hosts = chosen(result, cause=args["cause"], hosts=args["hosts"] or [])
        packed = bundle_of(result, hosts, _captures(result, hosts, args["captures"]))
        content = archive(packed, epoch=int(epoch_of(result.get("finished")) or 0))
        dest = Path(args["dest"]).expanduser().absolute()
        return {
            "changed": _write(dest, content, dry=self._task.check_mode),
            "dest": str(dest),
            "hosts": hosts,
            "files": sorted(packed.texts),
            "missing": packed.missing,
            "masked": packed.masked,
        }


def _result(path: Path) -> dict[str, Any]:
    found, problem = read_previous(path)
    if found is None:
        raise SseError(f"The bundle needs a result file: {problem or f'{path} is not there'}.")
    return found


def _captures(result: dict[str, Any], hosts: list[str], places: list[str] | None) -> dict[str, bytes]:
    """The captures by host: from the places that were named, else from where the run saved them."""
    if places:
        files = {str(entry["name"]): str(entry["capture"]) for entry in appliances_in(places)}
    else:
        files = {entry["host"]: entry["capture"] for entry in result["appliances"] if entry.get("capture")}
    return {host: content_of(Path(files[host])) for host in hosts if host in files and Path(files[host]).exists()}


def _write(path: Path, content: bytes, *, dry: bool) -> bool:
    """Whether the file changed, or would. It is readable by its owner alone."""
    try:
        if dry:
            return not (path.is_file() and path.read_bytes() == content)
        return write(path, content, private=True)
    except OSError as exc:
        raise SseError(f"The bundle can't be written to {str(path)!r}: {exc.strerror or exc}.") from exc

# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Shows the plan of a fleet, or what became of it; writes before and after of each appliance."""

from __future__ import annotations

import json
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ansible.utils.display import Display

from ansible_collections.firepower.sse.plugins.plugin_utils._action import SseAction, argument_spec_of
from ansible_collections.firepower.sse.plugins.plugin_utils._collect.capture_file import file_name
from ansible_collections.firepower.sse.plugins.plugin_utils._errors import SseError
from ansible_collections.firepower.sse.plugins.plugin_utils._remediate.screen import (
    NOT_BEGUN,
    outcome,
    outcome_lines,
    plan_lines,
)
from ansible_collections.firepower.sse.plugins.plugin_utils._report import files
from ansible_collections.firepower.sse.plugins.plugin_utils._report.appliance import appliance
from ansible_collections.firepower.sse.plugins.plugin_utils._report.registered import pairs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

display = Display()


class ActionModule(SseAction):
    SPEC = argument_spec_of("repair_report")

    def act(self, args: dict[str, Any], task_vars: dict[str, Any]) -> dict[str, Any]:
        if not args["finished"]:
            return _planned([entry["plan"] for entry in args["results"]], args)
        entries = [_entry(entry) for entry in args["results"]]
        begun = {entry["host"] for entry in entries}
        not_begun = [host for host in args["expected_hosts"] if host not in begun]
        for entry in entries if args["output_dir"] else []:
            _write(Path(args["output_dir"]) / f"{file_name(entry['host'])}.repair.json", entry)
        if args["screen"]:
            display.display(
                "\n".join(["", *outcome_lines(entries, not_begun=not_begun, folder=args["output_dir"] or "")])
            )
        told = {entry["host"]: outcome(entry) for entry in entries}
        failed = {host: said for host, (helped, said) in told.items() if not helped}
        failed.update(dict.fromkeys(not_begun, NOT_BEGUN))
        if args["output_dir"] and args["expected_hosts"]:
            _write_limit(Path(args["output_dir"]) / "failed.txt", failed)
        return {"changed": False, "failed_hosts": failed}


def _planned(plans: list[dict[str, Any]], args: dict[str, Any]) -> dict[str, Any]:
    if args["screen"]:
        display.display("\n".join(["", *plan_lines(plans, folder=args["output_dir"] or "")]))
    acting = [plan["host"] for plan in plans if plan["act"]]
    if len(acting) > args["max_hosts"]:
        raise SseError(
            f"{len(acting)} appliances would be repaired, and at most {args['max_hosts']} may be in one run:"
            " limit the run, or raise remediate_max_hosts. Nothing was changed."
        )
    return {"changed": False, "acting": acting}


def _entry(entry: dict[str, Any]) -> dict[str, Any]:
    host = entry["host"]
    ((_host, result),) = pairs([{"host": host, "result": entry["after"]}])
    return {**entry, "after": appliance(host, result)}


def _write(path: Path, entry: dict[str, Any]) -> None:
    helped, said = outcome(entry)
    with _named(path):
        files.write(path, json.dumps({**entry, "helped": helped, "sentence": said}, indent=1) + "\n")


def _write_limit(path: Path, failed: Iterable[str]) -> None:
    """A file for --limit; none where nothing failed, as an empty one would choose nobody without a word."""
    with _named(path):
        if failed:
            files.write(path, "".join(f"{host}\n" for host in failed))
        else:
            path.unlink(missing_ok=True)


@contextmanager
def _named(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as exc:
        raise SseError(f"Writing {str(path)!r} failed: {exc}. Set output_dir to a writable directory.") from exc

# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The command line: `lab run`, `up`, `down`, `exec`, `status`, `fault`, `clear`, `faults`, `check-tools`."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from control import faults, live, outer, places, tools
from control.fleet import read
from control.keeper import keep
from control.problem import Problem

DESCRIPTION = "Real Linux hosts in namespaces that stand for Firepower appliances, and a simulated cloud."


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="lab", description=DESCRIPTION)
    verbs = top.add_subparsers(dest="verb", required=True)
    for verb, text in (("run", "start a fleet, run a command in its network, stop it"), ("up", "start a fleet")):
        sub = verbs.add_parser(verb, help=text)
        sub.add_argument("fleet", type=Path)
        sub.add_argument("--dir", help="empty folder for the lab's files, kept after the run")
    for verb, text in (("fault", "set a fault on a running appliance"), ("clear", "take a fault back")):
        sub = verbs.add_parser(verb, help=text)
        sub.add_argument("host")
        sub.add_argument("fault")
        sub.add_argument("--dir")
    sub = verbs.add_parser("exec", help="run a command in the lab's network, or as root on one of its appliances")
    sub.add_argument("host", nargs="?")
    sub.add_argument("--dir")
    for verb, text in (("status", "say what runs"), ("down", "stop the fleet that `up` started")):
        verbs.add_parser(verb, help=text).add_argument("--dir")
    verbs.add_parser("faults", help="list all faults")
    verbs.add_parser("check-tools", help="say what the system lacks; exit 1 if anything")
    sub = verbs.add_parser("keeper")
    sub.add_argument("fleet", type=Path)
    sub.add_argument("--dir")
    sub.add_argument("--lifeline", type=int, default=-1)
    return top


def act(given: argparse.Namespace, command: list[str]) -> int:
    if given.verb == "check-tools":
        advice = tools.advice()
        print(f"lab: {advice or 'all tools are there'}")
        return int(bool(advice))
    if given.verb == "faults":
        print(faults.table())
        return 0
    if given.verb == "keeper":
        return keep(Path(given.dir), read(given.fleet), given.lifeline, command)
    if given.verb in ("run", "up"):
        if (given.verb == "run") != bool(command):
            raise Problem("usage: lab run FLEET.yml [--dir DIR] -- COMMAND…, or lab up FLEET.yml [--dir DIR]")
        read(given.fleet)
        if advice := tools.advice():
            raise Problem(advice)
        return outer.run(given.fleet, given.dir, command) if command else outer.up(given.fleet, given.dir)
    place = Path(given.dir or os.environ.get("SSE_LAB_DIR") or places.base() / outer.NAME)
    if given.verb == "exec":
        return outer.execute(place, given.host, command)
    if given.verb == "down":
        return outer.down(place)
    if given.verb == "status":
        print(live.status(place))
        return 0
    if not outer.inside(place):
        return outer.execute(place, None, [str(outer.LAB), given.verb, given.host, given.fault, "--dir", str(place)])
    return live.change(place, given.host, given.fault, on=given.verb == "fault")


def main() -> int:
    words = sys.argv[1:]
    cut = words.index("--") if "--" in words else len(words)
    try:
        return act(parser().parse_args(words[:cut]), words[cut + 1 :])
    except Problem as exc:
        print(f"lab: {exc}", file=sys.stderr)
        return 1

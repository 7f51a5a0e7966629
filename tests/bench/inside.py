# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures in a running lab; bench.py starts it there. Prints what it does to stderr, writes figures as JSON."""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

from appliances import Appliances
from meter import adopt_orphans, measure
from ways import WAYS, Ways

IDLE_SECONDS = 6.0
# What takes minutes is measured once: its figures are far from the others'.
ONCE_FROM = {"procedure": 32}
# Runs of the check on fleets/dark.yml: name, limit, forks.
DARK_RUNS = (
    ("4 that answer", "fine-*", 32),
    ("the same and 1 black-holed", "fine-*:dark-01", 32),
    ("the same and 6 black-holed", "fine-*:dark-*", 32),
    ("the same and 6 black-holed, 5 forks", "fine-*:dark-*", 5),
    ("1 whose connections to one host of the cloud vanish", "one-host-dropped", 32),
    ("1 whose connections to all 8 hosts of the cloud vanish", "all-hosts-dropped", 32),
)


class Bench:
    def __init__(self, place: Path, work: Path) -> None:
        self.work = work
        self.ways = Ways(place, work)
        self.appliances = Appliances(place)
        self.idle_rate = self.appliances.idle_rate(IDLE_SECONDS)
        self.environment = {**os.environ, "ANSIBLE_HOME": str(work / "home"), "ANSIBLE_NOCOLOR": "1"}
        adopt_orphans()

    def run(self, way: str, *, memory: bool = False, **options: Any) -> dict[str, Any]:
        words, log = self.ways.words(way, **options), self.work / f"{way}.log"
        run = measure(
            words,
            appliances=self.appliances,
            idle_rate=self.idle_rate,
            output=log,
            environment=self.environment,
            memory=memory,
        )
        said = f"{way}: {run.wall:.1f} s, controller {run.cpu:.1f} s, appliances {run.appliance_cpu:.1f} s"
        print(f"bench: {said}, status {run.status}", file=sys.stderr, flush=True)
        good = self._good(way, run.status)
        if not good:
            print(f"bench: {way} did not do its work:\n{log.read_text(errors='replace')[-3000:]}", file=sys.stderr)
        return {**asdict(run), "good": good}

    def _good(self, way: str, status: int) -> bool:
        """Whether the run did its work; what a broken run costs means nothing."""
        if way == "check" and status == 2:  # it found faults, or could not tell: as told on the screen
            return bool(self.ways.result())
        return status == 0 and (way != "ssh" or self.ways.answers() == len(self.appliances.logs))

    def compare(self, repetitions: int) -> dict[str, Any]:
        """A first round for the memory, whose sampling costs time, then the timed rounds; the ways take turns."""
        size = len(self.appliances.logs)
        found: dict[str, Any] = {}
        for number in range(repetitions + 1):
            for way in WAYS:
                if number > 1 and size >= ONCE_FROM.get(way, size + 1):
                    continue
                run = self.run(way, memory=number == 0)
                if number == 0:
                    found[way] = {"memory": run["memory"], "good": run["good"], "runs": []}
                else:
                    found[way]["good"] &= run["good"]
                    found[way]["runs"].append(run)
        return {"size": size, "idle_rate": self.idle_rate, "load": os.getloadavg()[0], "ways": found}

    def dark(self) -> list[dict[str, Any]]:
        self.run("check", limit="fine-*")  # the first run reads everything from the disk
        return [{"about": about, **self.run("check", limit=limit, forks=forks)} for about, limit, forks in DARK_RUNS]


def main() -> None:
    given = argparse.ArgumentParser()
    given.add_argument("what", choices=("compare", "dark"))
    given.add_argument("--repetitions", type=int, default=3)
    given.add_argument("--out", type=Path, required=True)
    args = given.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="sse-bench-") as work:
        bench = Bench(Path(os.environ["SSE_LAB_DIR"]), Path(work))
        figures = bench.compare(args.repetitions) if args.what == "compare" else bench.dark()
    args.out.write_text(json.dumps(figures, indent=1), encoding="utf-8")
    print(f"bench: {args.what} took {time.monotonic() - began:.0f} s", file=sys.stderr)


if __name__ == "__main__":
    main()

# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the check costs, beside other ways to ask the same: runs labs of several sizes, prints tables, writes the page.

bench.py [--sizes 1 8 32 64] [--repetitions 3] [--page docs/performance.md]
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from aims import Compared, aims
from page import aim_table, dark_table, setting, size_table, slope_table, write_marked

HERE = Path(__file__).resolve().parent
LAB = HERE.parent / "lab" / "lab"
SIZES = [1, 8, 32, 64]


def in_lab(fleet: Path, what: str, repetitions: int) -> Any:
    """Figures of inside.py on *fleet*."""
    with tempfile.TemporaryDirectory(prefix="sse-bench-") as work:
        out = Path(work) / "figures.json"
        words = [sys.executable, str(HERE / "inside.py"), what, "--out", str(out), "--repetitions", str(repetitions)]
        if subprocess.run([str(LAB), "run", str(fleet), "--", *words], check=False).returncode:
            sys.exit(f"bench: no figures of {fleet.name}: see above")
        return json.loads(out.read_text(encoding="utf-8"))


def compare(size: int, repetitions: int) -> Any:
    text = (HERE / "healthy.yml").read_text(encoding="utf-8").replace("COUNT", str(size))
    with tempfile.TemporaryDirectory(prefix="sse-bench-") as work:
        fleet = Path(work) / f"healthy-{size}.yml"
        fleet.write_text(text, encoding="utf-8")
        return in_lab(fleet, "compare", repetitions)


def arguments() -> argparse.Namespace:
    given = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    given.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="appliances of each lab")
    given.add_argument("--repetitions", type=int, default=3, help="timed rounds; the median counts")
    given.add_argument("--without-dark", action="store_true", help="leave out the black-holed appliances")
    given.add_argument("--page", type=Path, help="a page whose marked part takes the tables, if all sizes were run")
    return given.parse_args()


def main() -> None:
    given = arguments()
    compared = [compare(size, given.repetitions) for size in given.sizes]
    dark = [] if given.without_dark else in_lab(HERE / "dark.yml", "dark", 1)
    tables = [size_table(compared), aim_table(aims(compared, dark)), slope_table(compared), dark_table(dark)]
    text = "\n\n".join(filter(None, [setting(compared), *tables]))
    print(f"\n{text}")
    if bad := broken(compared):
        sys.exit(f"bench: these did not do their work, so their figures mean nothing: {', '.join(bad)}")
    if given.page and set(SIZES) <= set(given.sizes) and dark:
        write_marked(given.page, text)
        print(f"\nbench: written to {given.page}")


def broken(compared: Compared) -> list[str]:
    return [
        f"{way} at {entry['size']}" for entry in compared for way, found in entry["ways"].items() if not found["good"]
    ]


if __name__ == "__main__":
    main()

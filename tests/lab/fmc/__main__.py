# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""`python -m fmc --state FILE --listen ADDRESS:PORT --cert FILE --key FILE [--host NAME] [--log FILE]`

Runs until it is killed; prints READY once it listens.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from .server import start


def read(path: Path) -> dict[str, Any]:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".json":
        return json.loads(text)
    import yaml  # the one thing beyond the standard library, and only where it is asked for

    return yaml.safe_load(text)


def main() -> None:
    parser = argparse.ArgumentParser(prog="fmc", description="A simulated FMC.")
    for name in ("state", "cert", "key"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--listen", default="127.0.0.1:8443")
    parser.add_argument("--host", default="", help="the name that links in its answers show")
    parser.add_argument("--log", type=Path)
    given = parser.parse_args()
    address, _colon, port = given.listen.rpartition(":")
    server = start(read(given.state), (address, int(port)), given.cert, given.key, given.host, given.log)
    print("READY", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()

# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""serve.py DIRECTORY: the simulated FMC with DIRECTORY/state.json, until DIRECTORY/stop is there.

Writes fmc.json (host, port, ca_path) once it listens, and requests.log. Fails if it was asked to change something.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from ansible_collections.firepower.sse.tests.lab.fmc.server import serve

place = Path(sys.argv[1])
with serve(json.loads((place / "state.json").read_text(encoding="utf-8"))) as fmc:
    fmc.log_file = place / "requests.log"
    fmc.log_file.touch()
    port = int(fmc.url.rpartition(":")[2])
    told = {"host": "127.0.0.1", "port": port, "ca_path": fmc.ca_path}
    (place / "fmc.new").write_text(json.dumps(told), encoding="utf-8")
    (place / "fmc.new").rename(place / "fmc.json")
    while not (place / "stop").exists():
        time.sleep(0.1)

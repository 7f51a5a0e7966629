# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the cloud received, per appliance: kept in memory, written to one JSON file for tests to read."""

from __future__ import annotations

import asyncio
import json
import os
from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class Counters:
    def __init__(self, path: Path, appliances: dict[str, str]) -> None:
        self.path, self.appliances = path, appliances
        self.numbers: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        self.behind_proxy: dict[tuple[str, int], str] = {}
        self.changed = True

    def appliance(self, peer: tuple[str, int]) -> str:
        """The name of who is calling; a proxied connection is its client's."""
        address = self.behind_proxy.get(peer[:2], peer[0])
        return self.appliances.get(address, address)

    def add(self, peer: tuple[str, int], what: str) -> None:
        self.numbers[self.appliance(peer)][what] += 1
        self.changed = True

    async def write_forever(self) -> None:
        while True:
            if self.changed:
                self.changed = False
                new = self.path.with_suffix(".new")
                new.write_text(json.dumps(self.numbers, indent=1, sort_keys=True))
                os.replace(new, self.path)
            await asyncio.sleep(0.3)

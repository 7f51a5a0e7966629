# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The bytes of a session in both directions, and whether it is still there."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from .client import Heard, SshClient

if TYPE_CHECKING:
    from collections.abc import Callable


class Channel:
    """Around a client that has started. After an end nothing is sent or heard any more."""

    def __init__(self, client: SshClient) -> None:
        self.client = client
        self.lost = False
        self._sign = b""
        self._before = b""  # what could be the sign's beginning

    def watch_for(self, sign: str) -> None:
        """From now on this text means that the other side has ended, though ssh itself lives on."""
        self._sign = sign.encode()

    def hear(self, seconds: float) -> Heard:
        return self._exchange(seconds)

    def send(self, data: bytes, listen: Callable[[Heard], None] = lambda heard: None) -> bool:
        """Whether all of it went out. What comes in meanwhile is noise, unless somebody listens."""
        rest = memoryview(data)
        while rest and not self.lost:
            heard = self._exchange(60, rest)
            listen(heard)
            rest = rest[heard.sent :]
        return not rest and not self.lost

    def drain(self, quiet: float, limit: float) -> None:
        until = time.monotonic() + limit
        while (left := until - time.monotonic()) > 0:
            heard = self.hear(min(quiet, left))
            if heard.ended or not heard.session:
                return

    def last_words(self) -> str:
        return "" if self._signed_off else self.client.last_words()

    @property
    def _signed_off(self) -> bool:
        return bool(self._sign) and self._sign in self._before

    def _exchange(self, seconds: float, data: bytes | memoryview = b"") -> Heard:
        if self.lost:
            return Heard(ended=True)
        heard = self.client.exchange(seconds, data)
        self._before = self._before[-len(self._sign) :] + heard.session if self._sign else b""
        self.lost = heard.ended or self._signed_off
        return Heard(heard.session, heard.terminal, heard.sent, self.lost)


__all__ = ["Channel"]

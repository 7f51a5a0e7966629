# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tokens and limits: who is logged in, how often a token was refreshed, how many requests came."""

from __future__ import annotations

import threading
import time
import uuid
from dataclasses import dataclass, field
from typing import Any

REFRESHES = 3


@dataclass
class Session:
    """One login; the names of its two tokens and how long the access token lives."""

    user: str
    ends: float
    refreshes: int = 0
    access: str = field(default_factory=lambda: str(uuid.uuid4()))
    renewal: str = field(default_factory=lambda: str(uuid.uuid4()))


class Sessions:
    """One session a user: a login ends the one before, with both its tokens."""

    def __init__(self, state: dict[str, Any]) -> None:
        self.state = state
        self.by_user: dict[str, Session] = {}
        self.lock = threading.Lock()

    def log_in(self, user: str) -> Session:
        with self.lock:
            session = Session(user, time.monotonic() + self.state["token_seconds"])
            self.by_user[user] = session
            return session

    def refresh(self, access: str, renewal: str) -> Session | None:
        """New tokens for a session, also for one whose access token has expired; None when it has no refresh left."""
        with self.lock:
            for user, old in self.by_user.items():
                if (old.access, old.renewal) == (access, renewal) and old.refreshes < REFRESHES:
                    ends = time.monotonic() + self.state["token_seconds"]
                    self.by_user[user] = Session(user, ends, old.refreshes + 1)
                    return self.by_user[user]
        return None

    def user_of(self, access: str) -> str | None:
        with self.lock:
            for user, session in self.by_user.items():
                if session.access == access and time.monotonic() < session.ends:
                    return user
        return None

    def expire(self) -> None:
        """Every access token is over; refreshing goes on to work."""
        with self.lock:
            for session in self.by_user.values():
                session.ends = 0


class Limits:
    """So many requests a minute, so many at once."""

    def __init__(self, state: dict[str, Any]) -> None:
        self.state = state
        self.times: list[float] = []
        self.running = 0
        self.lock = threading.Lock()

    def enter(self, usual: int) -> bool:
        """False when this request is one too many; leave() is due either way."""
        rate, now = self.state["rate"], time.monotonic()
        with self.lock:
            self.running += 1
            self.times = [then for then in self.times if then > now - rate["seconds"]]
            if len(self.times) >= (rate["requests"] or usual) or self.running > self.state["parallel"]:
                return False
            self.times.append(now)
            return True

    def leave(self) -> None:
        with self.lock:
            self.running -= 1

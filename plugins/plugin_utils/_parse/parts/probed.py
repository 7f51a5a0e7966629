# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""All attempts of a capture, by host, and what they tell beside their verdicts: addresses, clocks, certificates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import curl, network
from ..capture import NOT_EXECUTABLE, NOT_FOUND
from ..hosts import CRITICAL
from ..judge import UNVERIFIED
from ..lsof import plain
from ..text import clean, port

if TYPE_CHECKING:
    from ..curl import Attempt
    from ..view import View

MOST_HOSTS = 64
Target = tuple[str, int, str]


class Probed:
    """The attempts of a capture by host, port and path, with each host's role and addresses."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.attempts: dict[Target, list[Attempt]] = {}
        self.roles: dict[Target, str] = {}
        self.names: dict[str, list[str]] = {}
        for section in view.capture.all("names"):
            host = clean(section.attributes.get("host", ""), limit=255).lower()
            self.names[host] = network.read_names(text=section.stdout)
            if not section.seen:
                view.problem("names", f"{host}: {section.reason}")
        for section in view.capture.all("probe"):
            given = section.attributes
            host = clean(given.get("host", ""), limit=255).lower()
            target = (host, port(given.get("port", "443")) or 0, clean(given.get("path", "/")))
            if not host or (target not in self.attempts and len(self.attempts) >= MOST_HOSTS):
                continue
            self.roles.setdefault(target, clean(given.get("role", "other"), limit=40))
            self.attempts.setdefault(target, []).append(
                curl.read(exit_code=section.exit, stdout=section.stdout, stderr=section.stderr, attributes=given)
            )
            if section.exit in (NOT_FOUND, NOT_EXECUTABLE):
                view.problem("probe", section.reason)
        if not self.attempts:
            view.missing("probe")

    def addresses(self, proxy: dict[str, Any] | None) -> dict[str, str]:
        """Role by address; an address of two roles says nothing and is left out."""
        found: dict[str, set[str]] = {}
        role_of = {target[0]: role for target, role in reversed(self.roles.items())}
        for host, addresses in self.names.items():
            for address in addresses:
                found.setdefault(plain(address), set()).add(role_of.get(host, "other"))
        for target, attempts in self.attempts.items():
            for attempt in attempts:
                role = "proxy" if attempt.via == "proxy" else self.roles[target]
                for seen in (attempt.remote_ip, attempt.address):
                    found.setdefault(plain(seen or ""), set()).add(role)
        if proxy:
            found[plain(proxy["host"])] = {"proxy"}
            for address in self.names.get(proxy["host"].lower(), []):
                found[plain(address)] = {"proxy"}
        return {address: next(iter(roles)) for address, roles in found.items() if address and len(roles) == 1}

    def dates(self) -> list[float]:
        """The clocks of the cloud's servers; of answers that were verified, if there are any."""
        stamped = [attempt for attempts in self.attempts.values() for attempt in attempts if attempt.date is not None]
        verified = [attempt for attempt in stamped if attempt.store != UNVERIFIED]
        return [attempt.date for attempt in verified or stamped if attempt.date is not None]

    def validities(self) -> list[tuple[float | None, float | None]]:
        """The spans of the certificates of hosts that count."""
        return [
            (attempt.certificate.not_before, attempt.certificate.not_after)
            for target, attempts in self.attempts.items()
            for attempt in attempts
            if attempt.certificate and self.roles[target] in CRITICAL
        ]

    def source_address(self) -> str | None:
        """The address that the management speaks from."""
        every = (attempt.local_ip for attempts in self.attempts.values() for attempt in attempts)
        return next((plain(address) for address in every if address), None)


__all__ = ["Probed", "Target"]

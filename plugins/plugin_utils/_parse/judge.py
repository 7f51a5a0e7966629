# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The verdict of several attempts at one host, or at one of its addresses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from . import verdict as words
from .curl import SELF_SIGNED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .certificate import Certificate
    from .curl import Attempt

UNVERIFIED = "none"  # the store of the -k request


@dataclass(frozen=True)
class Judged:
    """A verdict, the attempt that it rests on, and the certificate wherever one was seen."""

    verdict: str
    message: str
    attempt: Attempt
    verified_by: str | None = None
    certificate: Certificate | None = None


def judge(attempts: Sequence[Attempt], *, elsewhere: Certificate | None = None, proxy_refuses: bool = False) -> Judged:
    """There is at least one attempt.

    `elsewhere` is what another address of the host showed, for attempts that were not trusted and saw no issuer.
    `proxy_refuses` is the connector's own word: with its credentials the proxy lets it through no more than this check.
    """
    seen = [(words.word(attempt), attempt) for attempt in attempts if attempt.store != UNVERIFIED]
    unverified = [attempt for attempt in attempts if attempt.store == UNVERIFIED]
    shown = next((attempt.certificate for attempt in attempts if attempt.certificate), None)
    for word, attempt in seen:
        if word == "reachable":
            return Judged(word, attempt.message, attempt, attempt.store, attempt.certificate or shown)
    if not seen:
        return Judged("unknown", "only asked without verifying the certificate", unverified[0], None, shown)
    word, attempt = _deciding(seen)
    if word == words.UNTRUSTED:
        return _untrusted(attempt, shown or elsewhere)
    if word == words.DATES:
        return Judged("tls_failed", attempt.message, attempt, None, shown)
    if word == words.WITHOUT_CREDENTIALS and proxy_refuses:
        return Judged("proxy_refused", attempt.message, attempt)
    if word == words.WITHOUT_CREDENTIALS:
        return Judged("unknown", "the proxy asks for a password, and this check has none", attempt)
    return Judged(word, attempt.message, attempt, None, shown)


def _deciding(seen: list[tuple[str, Attempt]]) -> tuple[str, Attempt]:
    """The attempt that came furthest: a name is compared only once the chain was trusted, dates once it was built."""
    for wanted in ("tls_wrong_name", words.DATES, words.UNTRUSTED):
        for word, attempt in seen:
            if word == wanted:
                return word, attempt
    known = [pair for pair in seen if pair[0] not in ("ca_missing", "unknown")]
    return known[-1] if known else next((pair for pair in seen if pair[0] == "ca_missing"), seen[-1])


def _untrusted(attempt: Attempt, shown: Certificate | None) -> Judged:
    """A public issuer points at the store, any other at somebody on the way; without an issuer neither is said."""
    if shown is None or shown.public_issuer is None:
        return Judged("tls_failed", f"{attempt.message}; the issuer was not seen", attempt, None, shown)
    stale = shown.public_issuer and attempt.verify_result != SELF_SIGNED
    return Judged("trust_store_stale" if stale else "tls_foreign_issuer", attempt.message, attempt, None, shown)


__all__ = ["UNVERIFIED", "Judged", "judge"]

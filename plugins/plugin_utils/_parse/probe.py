# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The attempts at one host put together: verdict, addresses, layers."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from . import verdict as words
from .curl import SELF_SIGNED
from .lsof import plain

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


def judge(attempts: Sequence[Attempt]) -> Judged:
    """The verdict of all attempts at one host, or at one of its addresses; there is at least one attempt."""
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
        return _untrusted(attempt, shown)
    if word == words.DATES:
        return Judged("tls_failed", attempt.message, attempt, None, shown)
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


def host(attempts: Sequence[Attempt], *, named: Sequence[str] = (), expected: Sequence[str] = ()) -> dict[str, Any]:
    """One host's part of the evidence: attempts without address, then those at each address.

    `named` are the addresses that the name service gave, `expected` those of them that have a probe of their own.
    """
    by_address: dict[str, list[Attempt]] = {}
    for attempt in attempts:
        if attempt.address:
            by_address.setdefault(plain(attempt.address), []).append(attempt)
    plainly = [attempt for attempt in attempts if not attempt.address]
    each = {address: judge(of_address) for address, of_address in by_address.items()}
    overall = judge(plainly) if plainly else _commonest(each)
    addresses = _addresses(each, overall=overall, named=named, expected=expected)
    verdict = _together(overall.verdict, [entry["verdict"] for entry in addresses])
    if verdict == "reachable" and not plainly:
        verdict = "unknown"  # its addresses answer, but nobody asked by name
    return {
        "verdict": verdict,
        "message": _said(verdict, overall, each),
        "via": overall.attempt.via,
        "addresses": addresses,
        "layers": _layers(verdict, overall, addresses),
        "exit_code": overall.attempt.exit_code,
        "http_code": overall.attempt.http_code,
        "attempts": max(attempt.attempt for attempt in attempts),
        "remote_ip": plain(overall.attempt.remote_ip) if overall.attempt.remote_ip else None,
        "local_ip": plain(overall.attempt.local_ip) if overall.attempt.local_ip else None,
        "seconds": overall.attempt.total,
        "verified_by": None if overall.verified_by == "-" else overall.verified_by,
        "certificate": _certificate(overall, each),
    }


def _commonest(each: dict[str, Judged]) -> Judged:
    verdict = Counter(judged.verdict for judged in each.values()).most_common(1)[0][0]
    return next(judged for judged in each.values() if judged.verdict == verdict)


def _addresses(
    each: dict[str, Judged], *, overall: Judged, named: Sequence[str], expected: Sequence[str]
) -> list[dict[str, str]]:
    """Each address with its verdict; IPv6 without a route is no fault while IPv4 answers."""
    direct = overall.attempt.via == "direct"
    wanted = [plain(address) for address in expected] if direct and len(expected) > 1 else []
    if not each and not wanted:
        # A host of one address is probed once, and a connection that fails leaves no address in curl's write-out.
        known = [overall.attempt.remote_ip or "", *named] if direct else []
        only = {plain(address) for address in known if address}
        return [{"address": address, "verdict": overall.verdict} for address in only] if len(only) == 1 else []
    four = any(judged.verdict == "reachable" and ":" not in address for address, judged in each.items())
    verdicts = {
        **{
            address: "no_route" if four and _no_route(address, judged) else judged.verdict
            for address, judged in each.items()
        },
        **{address: "unknown" for address in wanted if address not in each},
    }
    in_order = sorted(verdicts, key=lambda address: (":" in address, address))  # a name service turns them round
    return [{"address": address, "verdict": verdicts[address]} for address in in_order]


def _no_route(address: str, judged: Judged) -> bool:
    return ":" in address and judged.verdict == "refused" and judged.attempt.no_route


def _together(overall: str, addresses: list[str]) -> str:
    """partly_reachable where one address answers and another does not, whatever luck the request by name had."""
    failed = [verdict for verdict in addresses if verdict not in ("reachable", "no_route", "unknown")]
    if failed:
        return "partly_reachable" if overall == "reachable" or "reachable" in addresses else overall
    # An address of which nothing is known may be the one that is blocked.
    return "unknown" if overall == "reachable" and "unknown" in addresses else overall


def _said(verdict: str, overall: Judged, each: dict[str, Judged]) -> str:
    if verdict != "partly_reachable":
        return overall.message
    return next((judged.message for judged in each.values() if judged.verdict != "reachable"), overall.message)


def _layers(verdict: str, overall: Judged, addresses: list[dict[str, str]]) -> dict[str, str]:
    if verdict != "partly_reachable":
        return words.layers(verdict=verdict, via=overall.attempt.via)
    failed = [entry["verdict"] for entry in addresses if entry["verdict"] in words.FAILED_LAYER]
    states = words.layers(verdict="reachable", via=overall.attempt.via)
    # The other address passed every layer: only the one where this one stopped is not well.
    return {**states, **{words.FAILED_LAYER[word]: "failed" for word in failed if word != "no_route"}}


def _certificate(overall: Judged, each: dict[str, Judged]) -> dict[str, Any] | None:
    shown = overall.certificate or next((judged.certificate for judged in each.values() if judged.certificate), None)
    return shown.as_dict() if shown else None


__all__ = ["Judged", "host", "judge"]

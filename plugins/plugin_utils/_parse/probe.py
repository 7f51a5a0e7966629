# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The attempts at one host put together: verdict, addresses, layers."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from . import verdict as words
from .judge import Judged, judge
from .lsof import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .certificate import Certificate
    from .curl import Attempt

Addresses = list[dict[str, str]]

_NO_FAULT = ("reachable", "no_route", "unknown")


def host(
    attempts: Sequence[Attempt],
    *,
    named: Sequence[str] = (),
    expected: Sequence[str] = (),
    proxy_refuses: bool = False,
) -> dict[str, Any]:
    """One host's part of the evidence: attempts without address, then those at each address.

    `named` are the addresses that the name service gave, `expected` those of them that have a probe of their own.
    """
    by_address: dict[str, list[Attempt]] = {}
    for attempt in attempts:
        if attempt.address:
            by_address.setdefault(plain(attempt.address), []).append(attempt)
    each = {address: judge(of_address) for address, of_address in by_address.items()}
    plainly = [attempt for attempt in attempts if not attempt.address]
    overall = _by_name(plainly, each, proxy_refuses) if plainly else _commonest(each)
    slow = bool(plainly and (named or each)) and overall.verdict == "name_unresolved"
    overall = _slow(overall, each) if slow else overall
    addresses = _addresses(each, overall=overall, named=named, expected=expected)
    overall = _spared(overall, each, addresses or [])
    verdict = _together(overall.verdict, addresses or [])
    if verdict == "reachable" and not plainly:
        verdict = "unknown"  # its addresses answer, but nobody asked by name
    layers = _layers(verdict, overall, addresses or [])
    return {
        "verdict": verdict,
        "message": _said(verdict, overall, each),
        "via": overall.attempt.via,
        "addresses": addresses,
        "layers": {**layers, "name": "ok"} if slow else layers,
        "exit_code": overall.attempt.exit_code,
        "http_code": overall.attempt.http_code,
        "attempts": max(attempt.attempt for attempt in attempts),
        "remote_ip": plain(overall.attempt.remote_ip) if overall.attempt.remote_ip else None,
        "local_ip": plain(overall.attempt.local_ip) if overall.attempt.local_ip else None,
        "seconds": overall.attempt.total,
        "verified_by": None if overall.verified_by == "-" else overall.verified_by,
        "certificate": _certificate(overall, each),
    }


def _by_name(plainly: list[Attempt], each: dict[str, Judged], proxy_refuses: bool) -> Judged:
    certificates = {judged.certificate.issuer: judged.certificate for judged in each.values() if judged.certificate}
    alone: Certificate | None = next(iter(certificates.values())) if len(certificates) == 1 else None
    return judge(plainly, elsewhere=alone, proxy_refuses=proxy_refuses)


def _slow(overall: Judged, each: dict[str, Judged]) -> Judged:
    """The system has the host's addresses, so its name resolves: curl only got none in its time.

    What was asked by address decides then; where that answers, it is not known how the connector fares with the name.
    """
    unknown = (*_NO_FAULT, "name_unresolved")
    failed = {address: judged for address, judged in each.items() if judged.verdict not in unknown}
    if failed and len(failed) == len(each):
        return _commonest(failed)
    said = f"slow name service: the addresses are known, and curl got none ({overall.message})"
    return replace(overall, verdict="unknown", message=said)


def _commonest(each: dict[str, Judged]) -> Judged:
    verdict = Counter(judged.verdict for judged in each.values()).most_common(1)[0][0]
    return next(judged for judged in each.values() if judged.verdict == verdict)


def _addresses(
    each: dict[str, Judged], *, overall: Judged, named: Sequence[str], expected: Sequence[str]
) -> Addresses | None:
    """Each address with its verdict, None where nobody knows which there are.

    IPv6 without a route is no fault while IPv4 answers.
    """
    direct = overall.attempt.via == "direct"
    wanted = [plain(address) for address in expected] if direct and len(expected) > 1 else []
    if not each and not wanted:
        if direct and not named and overall.verdict != "name_unresolved":
            return None
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


def _counted(addresses: Addresses) -> list[str]:
    """The verdicts that decide: not those of IPv6 while every address of IPv4 answers, for these are taken then."""
    four = [entry["verdict"] for entry in addresses if ":" not in entry["address"]]
    return four if four and set(four) == {"reachable"} else [entry["verdict"] for entry in addresses]


def _spared(overall: Judged, each: dict[str, Judged], addresses: Addresses) -> Judged:
    """The request by name may have had the bad luck of an IPv6 address that does not count."""
    counted = _counted(addresses)
    if overall.verdict not in ("timed_out", "refused") or len(counted) == len(addresses):
        return overall
    return next(judged for address, judged in each.items() if ":" not in address)


def _together(overall: str, addresses: Addresses) -> str:
    """partly_reachable where one address answers and another does not, whatever luck the request by name had."""
    counted = _counted(addresses)
    if any(verdict not in _NO_FAULT for verdict in counted):
        return "partly_reachable" if overall == "reachable" or "reachable" in counted else overall
    # An address of which nothing is known may be the one that is blocked.
    return "unknown" if overall == "reachable" and "unknown" in counted else overall


def _said(verdict: str, overall: Judged, each: dict[str, Judged]) -> str:
    if verdict != "partly_reachable":
        return overall.message
    return next((judged.message for judged in each.values() if judged.verdict != "reachable"), overall.message)


def _layers(verdict: str, overall: Judged, addresses: Addresses) -> dict[str, str]:
    if verdict != "partly_reachable":
        return words.layers(verdict=verdict, via=overall.attempt.via)
    failed = [entry["verdict"] for entry in addresses if entry["verdict"] in words.FAILED_LAYER]
    states = words.layers(verdict="reachable", via=overall.attempt.via)
    # The other address passed every layer: only the one where this one stopped is not well.
    return {**states, **{words.FAILED_LAYER[word]: "failed" for word in failed if word != "no_route"}}


def _certificate(overall: Judged, each: dict[str, Judged]) -> dict[str, Any] | None:
    shown = overall.certificate or next((judged.certificate for judged in each.values() if judged.certificate), None)
    return shown.as_dict() if shown else None


__all__ = ["host"]

# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What one attempt of curl says about the path to a host: one word, which names the layer that failed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import curl

if TYPE_CHECKING:
    from .curl import Attempt

# Words of an attempt alone, which judge() turns into a verdict once it knows the issuer, or what the connector meets.
UNTRUSTED = "untrusted"
DATES = "dates"
WITHOUT_CREDENTIALS = "without_credentials"

LAYERS = ("name", "proxy", "tcp", "tls", "answer")

# Verdict: the layer that failed; those before it were passed, those behind it were not reached.
FAILED_LAYER = {
    "name_unresolved": "name",
    "proxy_refused": "proxy",
    "refused": "tcp",
    "timed_out": "tcp",
    "no_route": "tcp",
    "tls_silent": "tls",
    "tls_failed": "tls",
    "tls_foreign_issuer": "tls",
    "trust_store_stale": "tls",
    "tls_wrong_name": "tls",
    "ca_missing": "tls",
    "no_answer": "answer",
}

_WRONG_NAME = ("no alternative certificate", "does not match target host", "doesn't match")
_WRONG_DATES = ("has expired", "not yet valid")

_BY_EXIT = {
    curl.PROXY_NAME: "proxy_refused",
    curl.PROXY: "proxy_refused",
    curl.NAME: "name_unresolved",
    curl.CONNECT: "refused",
    curl.EMPTY: "no_answer",
    curl.BAD_CA: "ca_missing",
    **dict.fromkeys(curl.TLS_OTHER, "tls_failed"),
}


def word(attempt: Attempt) -> str:
    """One attempt's verdict; `unknown` where nothing decides.

    `untrusted` and `dates` where the certificate decides, `without_credentials` where the proxy wants a password that
    this check does not have.
    """
    if _answered(attempt):
        return "reachable"
    if attempt.via == "proxy" and _stopped_at_proxy(attempt):
        return WITHOUT_CREDENTIALS if attempt.asked_for_credentials and not attempt.credentials else "proxy_refused"
    if attempt.exit_code in curl.UNTRUSTED:
        return _certificate_word(attempt)
    if attempt.exit_code == curl.TIME_OUT:
        return _time_out_word(attempt)
    if attempt.refused_us and attempt.exit_code in (curl.HANDSHAKE, *curl.BROKEN):
        return "reachable"
    if attempt.exit_code == curl.HANDSHAKE or attempt.exit_code in curl.BROKEN:
        return "no_answer" if attempt.secured else "tls_failed"
    return _BY_EXIT.get(attempt.exit_code, "unknown")


def _answered(attempt: Attempt) -> bool:
    """Any HTTP status over trusted TLS, 403 too: the service refuses the request, which proves the path."""
    return bool(attempt.http_code and attempt.secured and attempt.verify_result == 0)


def _stopped_at_proxy(attempt: Attempt) -> bool:
    """True where the proxy could not be reached or opened no tunnel."""
    if attempt.http_connect:
        return not 200 <= attempt.http_connect < 300
    if attempt.exit_code in (curl.CONNECT, curl.TIME_OUT) and not attempt.reached:
        return True
    return not attempt.secured and not attempt.tunnel and attempt.exit_code in (curl.TIME_OUT, *curl.BROKEN)


def _certificate_word(attempt: Attempt) -> str:
    """What is wrong with the certificate; a name is compared only once the chain is trusted.

    Where curl could not ask, or asked for the name itself, the result says 0 or 1 and only its words are left.
    """
    result, said = attempt.verify_result, attempt.message.lower()
    if result in curl.DATES:
        return DATES
    if result == curl.HOSTNAME:
        return "tls_wrong_name"
    if result not in (0, 1, None):
        return UNTRUSTED
    if result == 0 or attempt.exit_code == 51 or any(words in said for words in _WRONG_NAME):
        return "tls_wrong_name"
    return DATES if any(words in said for words in _WRONG_DATES) else UNTRUSTED


def _time_out_word(attempt: Attempt) -> str:
    if attempt.secured:
        return "no_answer"
    if attempt.reached:
        return "tls_silent"
    # With --resolve curl has nothing to look up, and may write 0 for it.
    if attempt.named == 0 and attempt.address is None:
        return "name_unresolved"
    if "resolving" in attempt.message.lower():
        return "unknown"
    return "timed_out"


def layers(*, verdict: str, via: str) -> dict[str, str]:
    """Each layer's state: ok, failed, unknown, or skipped where it was not reached or is not there.

    >>> layers(verdict="tls_silent", via="direct")
    {'name': 'ok', 'proxy': 'skipped', 'tcp': 'ok', 'tls': 'failed', 'answer': 'skipped'}
    """
    if verdict == "reachable":
        states = dict.fromkeys(LAYERS, "ok")
    elif verdict in FAILED_LAYER:
        at = LAYERS.index(FAILED_LAYER[verdict])
        states = {name: "ok" if n < at else "failed" if n == at else "skipped" for n, name in enumerate(LAYERS)}
    else:
        states = dict.fromkeys(LAYERS, "unknown")
    if via == "proxy":
        states["name"] = "skipped"  # the proxy looks the name up
    else:
        states["proxy"] = "skipped" if verdict != "proxy_refused" else "failed"
    return states


__all__ = ["DATES", "FAILED_LAYER", "LAYERS", "UNTRUSTED", "WITHOUT_CREDENTIALS", "layers", "word"]

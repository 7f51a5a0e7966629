# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The certificate that a server showed, as curl's trace prints it, and who issued it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .stamps import certificate_date, rfc3339
from .text import clean

# Organisations of public certification authorities, as the O= of an issuer begins. A certificate of one of them that is
# not trusted speaks for an old trust store; any other issuer for somebody who inspects TLS on the way.
PUBLIC = (
    "actalis",
    "amazon",
    "baltimore",
    "buypass",
    "certigna",
    "certum",
    "comodo ca",
    "cybertrust",
    "d-trust",
    "digicert",
    "digital signature trust",
    "entrust",
    "geotrust",
    "globalsign",
    "godaddy",
    "google trust services",
    "harica",
    "hydrantid",
    "identrust",
    "internet security research group",
    "let's encrypt",
    "quovadis",
    "sectigo",
    "ssl corporation",
    "ssl.com",
    "starfield",
    "swisssign",
    "symantec",
    "telia",
    "thawte",
    "the usertrust network",
    "trustwave",
    "unizeto",
    "usertrust",
    "verisign",
)

# Cisco's own authorities, which the bundles of Cisco's products hold. The organisation alone will not do: what Umbrella
# inspects with bears it as well.
CISCO = (
    "cisco basic assurance",
    "cisco ecc root",
    "cisco licensing root",
    "cisco root ca",
    "cisco rxc",
    "cisco ssca",
    "cisco xssl",
)

_ORGANISATION = re.compile(r"(?:^|[;,/]\s*)O\s*=\s*\"?([^;,/\"]+)")
_COMMON_NAME = re.compile(r"(?:^|[;,/]\s*)CN\s*=\s*\"?([^;,/\"]+)")


@dataclass(frozen=True)
class Certificate:
    """Dates are seconds since 1970; None where the trace does not say."""

    subject: str | None
    issuer: str | None
    not_before: float | None
    not_after: float | None

    @property
    def public_issuer(self) -> bool | None:
        """True for a well-known public authority, None if the issuer was not seen."""
        return None if self.issuer is None else public(issuer=self.issuer)

    def as_dict(self) -> dict[str, str | bool | None]:
        """The form that stands in the evidence."""
        return {
            "subject": self.subject,
            "issuer": self.issuer,
            "not_before": rfc3339(self.not_before),
            "not_after": rfc3339(self.not_after),
            "public_issuer": self.public_issuer,
        }


def public(*, issuer: str) -> bool:
    """True where the issuer's organisation is a well-known public authority.

    >>> public(issuer="C=US; O=HydrantID (Avalanche Cloud Corporation); CN=HydrantID SSL ICA G2")
    True
    >>> public(issuer="C=DE; O=Example AG; CN=DigiCert look-alike")
    False
    """
    organisation = _word(_ORGANISATION, issuer)
    if organisation in ("cisco", "cisco systems"):
        return _word(_COMMON_NAME, issuer).startswith(CISCO)
    return organisation.startswith(PUBLIC)


def _word(pattern: re.Pattern[str], issuer: str) -> str:
    found = pattern.search(issuer)
    return found[1].strip().lower() if found else ""


def read(*, trace: list[str]) -> Certificate | None:
    """The server's certificate in the lines of a trace, without their mark `* `.

    >>> read(trace=["Server certificate:", " issuer: O=Amazon; CN=Amazon RSA 2048 M02"]).issuer
    'O=Amazon; CN=Amazon RSA 2048 M02'
    """
    if "Server certificate:" not in trace:
        return None
    found: dict[str, str] = {}
    for line in trace[trace.index("Server certificate:") + 1 :]:
        key, colon, value = line.strip().partition(":")
        if colon and key in ("subject", "issuer", "start date", "expire date"):
            found.setdefault(key, clean(value.strip()))
    if not found:
        return None
    return Certificate(
        found.get("subject"),
        found.get("issuer"),
        certificate_date(found.get("start date", "")),
        certificate_date(found.get("expire date", "")),
    )


__all__ = ["CISCO", "PUBLIC", "Certificate", "public", "read"]

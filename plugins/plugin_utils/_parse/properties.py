# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""connector.properties: the settings of SSEConnector."""

from __future__ import annotations

import re

from .text import clean, key_values

# Present in every version known, 6.4 on; a file with none of them is no settings file.
KNOWN = ("registration_interval", "connector_port", "connector_fqdn")
PORT = 8989  # of the local API, where the file does not say

_KEY = re.compile(r"[A-Za-z_][\w.-]{0,127}", re.ASCII)
_HOST = re.compile(r"(?=.{1,253}\Z)[a-z0-9](?:[a-z0-9-]{0,62}\.)*[a-z0-9-]{0,63}", re.ASCII)
_SECRET = re.compile(r"token|secret|passw|passphrase|private|credential|(?:^|[._-])key(?:$|[._-])", re.IGNORECASE)


def read(*, text: str) -> dict[str, str]:
    r"""Every setting, also those of keys that are not known; secrets are blanked.

    >>> read(text="connector_port=8989\nregion_discovery_endpoint=https://api-sse.cisco.com/a=b\nauth_token=x\n")
    {'connector_port': '8989', 'region_discovery_endpoint': 'https://api-sse.cisco.com/a=b', 'auth_token': '******'}
    """
    return {
        key: "******" if value and _SECRET.search(key) else clean(value)
        for key, value in key_values(text).items()
        if _KEY.fullmatch(key)
    }


def host(value: str | None) -> str | None:
    """The host in a setting that is a name, NAME:PORT or a URL; None for anything that is no host name.

    >>> host("https://API-sse.cisco.com:443/providers"), host("{{ 7*7 }}")
    ('api-sse.cisco.com', None)
    """
    peer = (value or "").rpartition("://")[2].partition("/")[0].rpartition("@")[2]
    name = peer.partition(":")[0].rstrip(".").lower()
    return name if _HOST.fullmatch(name) else None


__all__ = ["KNOWN", "PORT", "host", "read"]

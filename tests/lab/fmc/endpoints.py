# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which address answers what, from which version on, and how a list is cut into pages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from . import devices, settings, work
from .state import GLOBAL, release, visible_domains

if TYPE_CHECKING:
    from collections.abc import Callable

State = dict[str, Any]
Item = dict[str, Any]
Domain = dict[str, str]
CONFIG = "/api/fmc_config/v1/domain/{domain}"
PLATFORM = "/api/fmc_platform/v1"
DEFAULT_LIMIT, MOST = 25, 1000
ALWAYS = (99,)


class Refusal(Exception):
    """An answer that is not 200: its status and the description in it."""

    def __init__(self, status: int, description: str) -> None:
        super().__init__(description)
        self.status = status


@dataclass(frozen=True)
class Endpoint:
    """A list of objects; `whole`: the items are complete without expanded=true too."""

    path: str
    since: tuple[int, ...]
    items: Callable[[State, Domain, dict[str, str]], list[Item]]
    until: tuple[int, ...] = ALWAYS
    whole: bool = False
    only_global: bool = False


# The versions are those of the vendor's notes; where these are silent, the oldest that is simulated.
ENDPOINTS = [
    Endpoint(f"{PLATFORM}/info/serverversion", (6, 1), settings.server_version, whole=True),
    Endpoint(f"{PLATFORM}/info/domain", (6, 1), devices.domain_list, whole=True),
    Endpoint(f"{PLATFORM}/license/smartlicenses", (7, 2), settings.smart_licences, whole=True),
    Endpoint(f"{PLATFORM}/domain/{{domain}}/audit/auditrecords", (6, 1), work.audit, whole=True),
    Endpoint(f"{CONFIG}/devices/devicerecords", (6, 1), devices.devices),
    Endpoint(f"{CONFIG}/devicehapairs/ftddevicehapairs", (6, 2, 3), devices.pairs),
    Endpoint(f"{CONFIG}/deviceclusters/ftddevicecluster", (6, 4), devices.clusters),
    Endpoint(f"{CONFIG}/devicegroups/devicegrouprecords", (6, 1), devices.groups),
    Endpoint(f"{CONFIG}/integration/cloudeventsconfigs", (6, 4), settings.cloud_events, only_global=True),
    Endpoint(f"{CONFIG}/integration/cloudregions", (6, 5), settings.cloud_regions, only_global=True),
    Endpoint(
        f"{CONFIG}/integration/cloudintegrations/cloudintegrations",
        (7, 7),
        settings.cloud_integrations,
        whole=True,
        only_global=True,
    ),
    Endpoint(f"{CONFIG}/integration/securexconfigs", (7, 0), settings.securex, until=(7, 4), only_global=True),
    Endpoint(f"{CONFIG}/integration/fmchastatuses", (7, 0), settings.ha_status, only_global=True),
    Endpoint(f"{CONFIG}/health/alerts", (7, 0), work.alerts, whole=True),
    Endpoint(f"{CONFIG}/job/taskstatuses", (6, 1), work.tasks),
]
CONNECTOR = Endpoint(f"{CONFIG}/integration/ftdcloudstatus", (10, 0), lambda *_unused: [])


def pattern(endpoint: Endpoint) -> re.Pattern[str]:
    path = re.escape(endpoint.path).replace(re.escape("{domain}"), "(?P<domain>[^/]+)")
    return re.compile(path + "(?:/(?P<id>[^/]+))?")


PATTERNS = [(pattern(endpoint), endpoint) for endpoint in [*ENDPOINTS, CONNECTOR]]


def offered(state: State, endpoint: Endpoint) -> bool:
    return endpoint.since <= release(state["version"]) < endpoint.until


def answer(state: State, user: str, target: str, base: str) -> Any:
    """The body of a 200 for `target` (path and query), or Refusal. `base`: what links in the answer begin with."""
    parts = urlsplit(target)
    query = dict(parse_qsl(parts.query, keep_blank_values=True))
    for known, endpoint in PATTERNS:
        if (found := known.fullmatch(parts.path)) and offered(state, endpoint):
            break
    else:
        raise Refusal(404, "The requested resource was not found.")
    named = found.groupdict()
    domain = domain_of(state, user, named.get("domain"))
    if endpoint.only_global and domain["uuid"] != GLOBAL:
        raise Refusal(403, "The requested resource is available in the Global domain only.")
    if endpoint is CONNECTOR:
        return existing(work.connector(state, domain, named["id"] or ""))
    try:
        items = endpoint.items(state, domain, {**query, "id": named["id"]} if named["id"] else query)
    except ValueError as exc:
        raise Refusal(400, str(exc)) from exc
    here = f"{base}{parts.path}"
    if named["id"]:
        return existing(next((linked(item, here) for item in items if item.get("id") == named["id"]), None))
    return page(items, query, here, endpoint.whole)


def existing(found: Item | None) -> Item:
    if found is None:
        raise Refusal(404, "The object was not found.")
    return found


def domain_of(state: State, user: str, wanted: str | None) -> Domain:
    """The domain of the address, `default` for Global; the platform's addresses without one answer everybody."""
    if wanted is None:
        return {"name": "Global", "uuid": GLOBAL}
    wanted = GLOBAL if wanted == "default" else wanted
    for domain in visible_domains(state, user):
        if domain["uuid"] == wanted:
            return domain
    raise Refusal(404, "Domain not found.")


def linked(item: Item, here: str) -> Item:
    return {**item, "links": {"self": here}}


def page(items: list[Item], query: dict[str, str], here: str, whole: bool) -> dict[str, Any]:
    offset, limit = (number(query, name, usual) for name, usual in (("offset", 0), ("limit", DEFAULT_LIMIT)))
    if not 1 <= limit <= MOST or offset < 0:
        raise Refusal(400, f"Invalid offset {offset} or limit {limit}: a limit is 1 to {MOST}.")
    chosen = [linked(item, f"{here}/{item['id']}") if "id" in item else item for item in items[offset : offset + limit]]
    if not whole and query.get("expanded", "").lower() != "true":
        chosen = [{key: item[key] for key in ("id", "name", "type", "links") if key in item} for item in chosen]
    paging: dict[str, Any] = {"offset": offset, "limit": limit, "count": len(items), "pages": -(-len(items) // limit)}
    if offset + limit < len(items):
        paging["next"] = [f"{here}?{urlencode({**query, 'offset': offset + limit, 'limit': limit})}"]
    made: dict[str, Any] = {"links": {"self": f"{here}?{urlencode({**query, 'offset': offset, 'limit': limit})}"}}
    if chosen:  # an empty list is left out
        made["items"] = chosen
    return {**made, "paging": paging}


def number(query: dict[str, str], name: str, usual: int) -> int:
    try:
        return int(query.get(name, usual))
    except ValueError as exc:
        raise Refusal(400, f"Invalid {name} {query[name]!r}.") from exc


def error(description: str) -> dict[str, Any]:
    return {
        "error": {"category": "FRAMEWORK", "messages": [{"description": description}], "severity": "ERROR"},
    }

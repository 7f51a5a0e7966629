# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The catalogue as a page for people, docs/checks.md."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from .check import CHAPTERS, Check, Choice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .loader import Catalogue
    from .queries import Query

_HEAD = """\
<!--
Copyright (c) 2026 firepower.sse contributors
GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
SPDX-License-Identifier: GPL-3.0-or-later
-->
<!-- Made by tools/checks_page.py from plugins/plugin_utils/_assess/catalogue/. Change the catalogue, not this page. -->

# The checks

Each check looks at one expected state of an appliance. It ends in one of these:

| status | meaning |
|---|---|
| pass | the expected state was seen |
| fail | another state was seen |
| blocked | it failed or was not seen, and a check that it needs failed: nothing of its own |
| unknown | not seen, with the reason; missing evidence never passes |
| manual | nobody can see it from here; a person has to look |
| waived | it fails, and somebody accepted that until a day |
| not_applicable | it says nothing about this appliance |

A failing critical check whose needs were all seen to pass is a **root cause** on an appliance that does not deliver.
While an appliance delivers there is no cause: what fails is told as a warning.

Where a text has several rows, the first whose condition holds is told. Queries are
[JMESPath](https://jmespath.org) over the [evidence](evidence.md); [own-checks.md](own-checks.md) tells all keys, and
how to add a check, replace one or switch it off.
"""
_CHAPTERS = {
    "cloud_services": "Cloud services: what the manager decides",
    "connectivity": "Connectivity: from the name to the answer",
    "connector": "Connector: settings, daemon, enrolment, event socket",
    "event_delivery": "Event delivery: whether events leave the appliance",
}
_REMEDIES = {
    "restart_connector": "the connector is restarted, where this is a root cause; no traffic is touched",
    "reboot_appliance": "the appliance is restarted",
    "toggle_cloud": "cloud events are switched off and on in the manager, by a person",
}


def page(catalogue: Catalogue) -> str:
    """The whole page in Markdown; `### SSE-304` gives the anchor `#sse-304` that findings refer to."""
    lines = [_HEAD]
    for chapter in CHAPTERS[:-1]:
        checks = sorted((c for c in catalogue.checks.values() if c.chapter == chapter), key=lambda check: check.id)
        lines += [f"## {_CHAPTERS[chapter]}", "", "| check | expected state | severity |", "|---|---|---|"]
        lines += [f"| [{c.id}](#{c.id.lower()}) | {_cell(c.title)} | {c.severity} |" for c in checks]
        lines.append("")
        for check in checks:
            lines += [*_section(check), ""]
    lines += ["## Shared texts", "", "Advice refers to these as `{name}`.", ""]
    for name, rows in catalogue.phrases.items():
        lines += [f"**{name}**", "", *_rows(rows), ""]
    return "\n".join(lines).rstrip() + "\n"


def _section(check: Check) -> Iterator[str]:
    yield from (f"### {check.id}", "", f"**{check.title}.** {check.meaning or ''}".rstrip(), "")
    roles = " and ".join(role.upper() for role in check.applies_to)
    yield f"- Severity {check.severity}, area {check.area}, for {roles}."
    if check.needs:
        yield f"- Needs {', '.join(f'[{need}](#{need.lower()})' for need in check.needs)}."
    yield from _how_seen(check)
    if check.applies_when:
        yield f"- Not applicable ({check.not_applicable}) unless {_code(check.applies_when)}"
    if check.unknown:
        yield f"- {'Manual' if check.manual else 'Unknown'}: {check.unknown}."
    if not isinstance(check.manual, bool):
        yield f"- Manual where {_code(check.manual)}"
    if check.headline:
        yield f"- Told as: {check.headline}"
    if check.remedy:
        yield f"- Remedy: {_REMEDIES[check.remedy]}."
    if check.advice:
        yield from ("", "What to do:", "", *_rows(check.advice))
    if check.avoid:
        yield from ("", f"What not to do: {check.avoid}.")


def _how_seen(check: Check) -> Iterator[str]:
    if check.query is None:
        return
    expected = _code(check.expect_from) if check.expect_from else f"`{json.dumps(check.expect)}`"
    yield f"- Seen by {_code(check.query)}, expected {expected}."
    for query, what in ((check.unseen, "No pass, but unknown, where"), (check.doubt, "No failure, but unknown, where")):
        if query:
            yield f"- {what} something is found by {_code(query)}."


def _rows(rows: tuple[Choice, ...]) -> Iterator[str]:
    for row in rows:
        said = row.text or (f"what {_code(row.query)} finds" if row.query else "")
        yield f"- Where {_code(row.when)}: {said}" if row.when else f"- {said}"


def _code(query: Query) -> str:
    # JMESPath's own literals stand between backticks, so two of them hold the code
    return f"`` {query.text} ``"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")

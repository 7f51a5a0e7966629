# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prometheus' text: read by the official client, one sample a series."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.firepower.sse.plugins.plugin_utils._report.document import document
from ansible_collections.firepower.sse.plugins.plugin_utils._report.prometheus import prometheus
from ansible_collections.firepower.sse.tests.unit.plugins.plugin_utils._report import samples
from ansible_collections.firepower.sse.tests.unit.plugins.plugin_utils._report.samples import finding, result

DEFAULT = ["critical", "unknown", "unreachable", "nothing_checked"]


def text_of(results: list[tuple[str, dict[str, Any]]]) -> str:
    return prometheus(document(results, fail_on=DEFAULT, now=samples.NOW, started=samples.NOW - 38))


def parsed(text: str) -> dict[tuple[str, tuple[tuple[str, str], ...]], float]:
    """Every sample by its series, as the official client reads it."""
    from prometheus_client.parser import text_string_to_metric_families

    families = list(text_string_to_metric_families(text))
    assert all(family.documentation and family.type in ("gauge", "counter") for family in families)
    found = [
        ((sample.name, tuple(sorted(sample.labels.items()))), sample.value)
        for family in families
        for sample in family.samples
    ]
    assert len(dict(found)) == len(found)
    return dict(found)


@pytest.mark.shell
def test_the_official_client_reads_the_fleet() -> None:
    found = parsed(text_of(samples.fleet()))
    assert found["firepower_sse_run_timestamp_seconds", ()] == samples.NOW
    assert found["firepower_sse_run_duration_seconds", ()] == 38
    assert found["firepower_sse_run_failed", ()] == 1
    because = {dict(labels)["condition"]: value for (name, labels), value in found.items() if name.endswith("_because")}
    assert because == {
        "critical": 1,
        "unknown": 1,
        "unreachable": 1,
        "error": 1,
        "warning": 0,
        "nothing_checked": 0,
    }
    outcomes = {labels: value for (name, labels), value in found.items() if name == "firepower_sse_appliance_outcome"}
    assert sum(outcomes.values()) == 12
    assert outcomes[(("host", "sin-fw1"), ("outcome", "unreachable"))] == 1
    assert outcomes[(("host", "bad-fw1"), ("outcome", "not_checked"))] == 1
    causes = {
        dict(labels)["check"]: value for (name, labels), value in found.items() if name.endswith("cause_appliances")
    }
    assert causes == {"SSE-203": 4, "SSE-402": 1}
    assert found["firepower_sse_events_sent_total", (("host", "lon-fw1a"),)] == 100200
    assert ("firepower_sse_events_sent_total", (("host", "sin-fw1"),)) not in found


@pytest.mark.shell
@pytest.mark.parametrize("bad", ['quote " backslash \\ end\\', 'x"} 1\nforged{a="b', "\N{SNOWMAN} \\n"])
def test_labels_come_back_as_they_were(bad: str) -> None:
    content = document([("fw1", result("not_delivering", [finding()]))], fail_on=DEFAULT, now=samples.NOW)
    content["causes"][0]["headline"] = bad
    content["appliances"][0]["host"] = bad
    found = parsed(prometheus(content))
    told = [dict(labels) for _name, labels in found]
    assert {labels["headline"] for labels in told if "headline" in labels} == {bad}
    assert {labels["host"] for labels in told if "host" in labels} == {bad}


@pytest.mark.shell
def test_causes_that_no_label_tells_apart_are_one_series() -> None:
    fleet = [(f"fw{number}", result("not_delivering", [finding(found=number)])) for number in range(3)]
    assert len(document(fleet, fail_on=[], now=0)["causes"]) == 3
    (value,) = [value for (name, _labels), value in parsed(text_of(fleet)).items() if name.endswith("cause_appliances")]
    assert value == 3


def test_nobody_was_asked() -> None:
    text = text_of([])
    assert "firepower_sse_run_failed 1\n" in text
    assert 'firepower_sse_run_failed_because{condition="nothing_checked"} 1\n' in text
    assert text.endswith("\n")

# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""result.json as a whole: valid against its schema, whatever came in."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ansible_collections.firepower.sse.plugins.plugin_utils import _report
from ansible_collections.firepower.sse.plugins.plugin_utils._report.document import document, summary
from ansible_collections.firepower.sse.plugins.plugin_utils._report.files import to_json
from ansible_collections.firepower.sse.plugins.plugin_utils._report.policy import FAIL_ON
from ansible_collections.firepower.sse.plugins.plugin_utils._report.screen import screen
from ansible_collections.firepower.sse.tests.unit.plugins.plugin_utils._report import samples

ROOT = Path(_report.__file__).parents[3]
SCHEMA = json.loads((ROOT / "docs" / "schema" / "result-1.json").read_text())
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)  # made once: validate() would check the schema each time
CLOUD_SIDE = yaml.safe_load((Path(_report.__file__).parent / "manual.yml").read_text())
NIGHT = samples.fleet()
FORTY = [(f"fw{number:02}", samples.result("not_delivering", [samples.finding()])) for number in range(40)]


def build(results: Any, **more: Any) -> dict[str, Any]:
    return document(results, fail_on=list(FAIL_ON), now=samples.NOW, cloud_side=CLOUD_SIDE, **more)


def check(content: dict[str, Any]) -> None:
    VALIDATOR.validate(json.loads(to_json(content)))
    assert all(len(line) <= 100 and line.isascii() and line.isprintable() for line in screen(content, {"json": "x"}))


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize(
    "results",
    [
        [],
        NIGHT,
        FORTY,
        [("a", samples.UNREACHABLE), ("b", samples.UNREACHABLE)],
        [("a", {}), ("b", samples.BAD_INPUT)],
        [("a", samples.result())],
    ],
    ids=["nobody", "night", "forty", "all unreachable", "errors", "fine"],
)
def test_valid(results: list[tuple[str, dict[str, Any]]]) -> None:
    check(build(results))
    check(build(results, previous=build(NIGHT), started=samples.NOW - 4000))


@pytest.mark.parametrize(
    "path", ["verdict", "appliances", "causes.0.seen", "appliances.0.outcome", "policy.fail_on", "schema", "notes"]
)
def test_the_schema_misses_what_is_missing(path: str) -> None:
    content = json.loads(to_json(build(NIGHT)))
    *steps, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    inner = content
    for step in steps:
        inner = inner[step]
    del inner[last]
    with pytest.raises(jsonschema.ValidationError):
        VALIDATOR.validate(content)


def test_hostile_text_in_every_field() -> None:
    results = [("fw1", samples.hostile(samples.result("not_delivering", [samples.finding(), samples.SOCKET])))]
    content = build(
        [*results, ("fw2", samples.hostile(samples.UNREACHABLE)), (samples.HOSTILE, samples.hostile(samples.BAD_INPUT))]
    )
    check(content)
    text = to_json(content) + json.dumps(summary(content))
    assert not [bad for bad in ("{{", "{%", "\\u001b", "\\ud800", "\\u202e", "hunter2") if bad in text]
    lines = screen(content, {"json": "out/result.json"})
    assert [line for line in lines if line.startswith("FAILED")] == lines[-1:]


@pytest.mark.parametrize("key", sorted(samples.result()))
@pytest.mark.parametrize("value", [None, 3, "text", [], ["x", None, {"a": 1}], {"a": {"b": []}}, float("nan")])
def test_any_shape_in_any_key(key: str, value: Any) -> None:
    check(build([("fw1", samples.result("not_delivering", [samples.finding()]) | {key: value})]))


@pytest.mark.parametrize("key", sorted(samples.finding()))
@pytest.mark.parametrize("value", [None, 3, "text", ["x", None], {"a": 1}])
def test_any_shape_in_a_finding(key: str, value: Any) -> None:
    check(
        build(
            [
                (
                    "fw1",
                    samples.result("not_delivering", [samples.finding() | {key: value}]) | {"root_causes": ["SSE-203"]},
                )
            ]
        )
    )


@pytest.mark.parametrize("key", sorted(samples.evidence()))
@pytest.mark.parametrize(
    "value", [None, 3, "text", ["x"], {"events": [], "state": {}, "counters": 3, "proxy": {"host": []}}]
)
def test_any_shape_in_the_evidence(key: str, value: Any) -> None:
    check(build([("fw1", samples.result(evidence=samples.evidence(**{key: value})))]))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=60)
@given(st.dictionaries(st.sampled_from(sorted([*samples.result(), "unreachable", "msg", "skipped"])), JSON))
def test_generated_results(result: dict[str, Any]) -> None:
    check(build([("fw1", result)]))


@pytest.mark.parametrize(
    ("started", "seconds"), [(None, 30), (samples.NOW - 38, 38), (samples.NOW + 99, 0), (float(0), round(samples.NOW))]
)
def test_how_long_it_took(started: float | None, seconds: int) -> None:
    assert build([("fw1", samples.result())], started=started)["seconds"] == seconds


def test_the_cloud_side_matters_only_behind_appliances_that_work() -> None:
    assert build([("fw1", samples.result("not_delivering", [samples.finding()]))])["manual"] == []
    listed = build([("fw1", samples.result()), ("fw2", samples.UNREACHABLE)])["manual"]
    assert [item["chapter"] for item in listed] == ["cloud_side"] * len(CLOUD_SIDE)
    assert all(item["hosts"] == ["fw1"] for item in listed)


def test_events_since_the_last_run() -> None:
    later = samples.evidence(collected={"at": "2026-11-24T04:24:10Z"})
    later["context"]["counters"]["sent"] += 41202
    content = build([("fw1", samples.result(evidence=later))], previous=build([("fw1", samples.result())]))
    assert content["appliances"][0]["events_since"] == {"sent": 41202, "seconds": 4320}


def test_summary_is_small() -> None:
    content = build(FORTY)
    assert len(json.dumps(summary(content))) < 2000
    assert summary(content)["causes"][0]["number"] == 1

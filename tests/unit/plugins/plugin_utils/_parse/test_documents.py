# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The schema is closed, and its page for the user explains every key and word of it."""

from __future__ import annotations

import jsonschema
import pytest

from ansible_collections.firepower.sse.plugins.plugin_utils._parse import log_cause, skeleton, verdict


def objects(schema, path=""):
    """Every object of the schema with its path."""
    if isinstance(schema, list):
        for entry in schema:
            yield from objects(entry, path)
    if isinstance(schema, dict):
        if "object" in (schema.get("type"), *([] if isinstance(schema.get("type"), str) else schema.get("type") or [])):
            yield path, schema
        for key, inner in schema.get("properties", {}).items():
            yield from objects(inner, f"{path}.{key}".lstrip("."))
        for key in ("items", "anyOf"):
            yield from objects(schema.get(key), path)
        for key, inner in schema.get("$defs", {}).items():
            yield from objects(inner, key)


def test_the_schema_is_a_schema_and_closed(tools):
    jsonschema.Draft202012Validator.check_schema(tools.schema)
    seen = dict(objects(tools.schema))
    assert len(seen) > 20
    for path, schema in seen.items():
        if path == "config.settings":
            continue
        assert schema["additionalProperties"] is False, path
        if path != "log.causes":
            assert schema["required"] == list(schema["properties"]), path


def test_schema_and_skeleton_name_the_same_parts(tools):
    assert set(tools.schema["properties"]) == set(skeleton.empty())
    for part, keys in skeleton.PARTS.items():
        assert set(tools.schema["properties"][part]["properties"]) == set(keys)


def test_schema_and_code_have_the_same_words(tools):
    probe = tools.schema["$defs"]["probe"]["properties"]
    words = set(probe["verdict"]["enum"])
    assert words == set(verdict.FAILED_LAYER) - {"no_route"} | {"reachable", "partly_reachable", "unknown"}
    assert set(probe["layers"]["properties"]) == set(verdict.LAYERS)
    causes = dict(objects(tools.schema))["log.causes"]
    assert set(causes["properties"]) == set(log_cause.CAUSES)


@pytest.fixture(scope="session")
def page(tools):
    return (tools.collection / "docs" / "evidence.md").read_text()


def test_the_page_explains_every_key(tools, page):
    for path, schema in objects(tools.schema):
        for key in schema.get("properties", {}):
            # A part is explained by its keys.
            assert any(f"{key}{end}" in page for end in ("`", ".", "[].")), f"{path}.{key}"


def test_the_page_explains_every_word(tools, page):
    verdicts = tools.schema["$defs"]["probe"]["properties"]["verdict"]["enum"]
    for word in [*verdicts, *log_cause.CAUSES]:
        assert f"`{word}`" in page, word
    assert [word for word in verdicts if f"\n| `{word}` |" not in page] == []

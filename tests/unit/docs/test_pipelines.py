# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""docs/pipelines.md and the rulebook: they name playbooks that exist, and start nothing that repairs."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from ansible_collections.firepower.sse.plugins.action import assess

COLLECTION = Path(assess.__file__).parents[2]
PAGE = (COLLECTION / "docs" / "pipelines.md").read_text(encoding="utf-8")
RULEBOOK = COLLECTION / "extensions" / "eda" / "rulebooks" / "check_on_webhook.yml"
BLOCKS = re.findall(r"^( *)```(\w+)\n(.*?)^ *```$", PAGE, re.MULTILINE | re.DOTALL)
SNIPPETS = [yaml.safe_load(text) for _indent, language, text in BLOCKS if language == "yaml"]


@pytest.mark.parametrize("path", [COLLECTION / "docs" / "pipelines.md", COLLECTION / "docs" / "captures.md", RULEBOOK])
def test_the_playbooks_that_are_named_exist(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    named = set(re.findall(r"(?:ansible-playbook|-p|run|import_playbook:|name:) firepower\.sse\.(\w+)", text))
    assert "check" in named
    assert all((COLLECTION / "playbooks" / f"{name}.yml").exists() for name in named)


def actions(rules: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [rule["action"] for book in rules for rule in book["rules"]]


def test_an_event_starts_the_check_and_nothing_else() -> None:
    shipped = yaml.safe_load(RULEBOOK.read_text(encoding="utf-8"))
    assert [action["run_playbook"]["name"] for action in actions(shipped)] == ["firepower.sse.check"]
    shown = [one for one in SNIPPETS if isinstance(one, list) and "rules" in one[0]]
    assert [action["run_job_template"]["name"] for book in shown for action in actions(book)] == ["SSE check"]
    assert shown[0][0]["sources"] == shipped[0]["sources"]


def test_gitlab_keeps_the_files_of_a_job_that_fails() -> None:
    (job,) = [one["sse-check"] for one in SNIPPETS if "sse-check" in one]
    assert job["artifacts"]["when"] == "always"
    assert job["artifacts"]["paths"] == ["sse-out/"]


def test_the_groovy_is_balanced() -> None:
    (text,) = [text for _indent, language, text in BLOCKS if language == "groovy"]
    assert text.count("{") == text.count("}")
    assert text.count("(") == text.count(")")


def test_the_collection_says_what_an_execution_environment_needs() -> None:
    said = yaml.safe_load((COLLECTION / "meta" / "execution-environment.yml").read_text(encoding="utf-8"))
    files = {kind: (COLLECTION / path).read_text(encoding="utf-8") for kind, path in said["dependencies"].items()}
    assert "jmespath" in files["python"]
    assert "openssh-client" in files["system"]

# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The build context of an execution environment with the collection, made by ansible-builder without an engine."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import yaml

COLLECTION = Path(__file__).resolve().parents[2]
BUILDER = Path(sys.executable).parent / "ansible-builder"


def definition() -> dict[str, Any]:
    """The one that docs/pipelines.md shows."""
    page = (COLLECTION / "docs" / "pipelines.md").read_text(encoding="utf-8")
    text = page.partition("## An execution environment")[2].partition("```yaml\n")[2].partition("```")[0]
    found: dict[str, Any] = yaml.safe_load(text)
    return found


def test_the_definition_of_the_docs_makes_a_build_context(tmp_path: Path) -> None:
    (tmp_path / "ee.yml").write_text(yaml.safe_dump(definition()))
    command: list[Any] = [
        BUILDER,
        "create",
        "-f",
        tmp_path / "ee.yml",
        "-c",
        tmp_path / "context",
        "--output-filename",
        "Containerfile",
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, cwd=tmp_path, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "FROM $EE_BASE_IMAGE" in (tmp_path / "context" / "Containerfile").read_text()
    wanted = yaml.safe_load((tmp_path / "context" / "_build" / "requirements.yml").read_text())
    assert wanted["collections"][0]["name"] == "firepower.sse"


def test_the_builder_finds_what_the_collection_needs(tmp_path: Path) -> None:
    """As it does inside the image that it builds, where the collection is installed."""
    place = tmp_path / "ansible_collections" / "firepower"
    place.mkdir(parents=True)
    (place / "sse").symlink_to(COLLECTION)
    command: list[Any] = [
        BUILDER,
        "introspect",
        tmp_path,
        "--write-pip",
        tmp_path / "pip.txt",
        "--write-bindep",
        tmp_path / "bindep.txt",
    ]
    environment = {**os.environ, "ANSIBLE_COLLECTIONS_PATH": str(tmp_path)}
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, env=environment, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "jmespath" in (tmp_path / "pip.txt").read_text()
    assert "openssh-clients" in (tmp_path / "bindep.txt").read_text()

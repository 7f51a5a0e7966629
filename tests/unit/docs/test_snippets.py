# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the pages show can be typed: YAML parses, Ansible accepts playbooks, options and variables exist."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shlex
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from ansible.cli.inventory import InventoryCLI
from ansible.cli.playbook import PlaybookCLI

from ansible_collections.firepower.sse.plugins.action import report

COLLECTION = Path(report.__file__).parents[2]
PAGES = [COLLECTION / "README.md", *sorted(COLLECTION.glob("docs/*.md")), *sorted(COLLECTION.glob("roles/*/README.md"))]
BLOCK = re.compile(r"^ *```(\w+)\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(
    r"(?:^ *\$ |`|script:\s*(?:- )?|sh (?='))('?ansible-(?:playbook|inventory) (?:\\\n|[^`\n])+)", re.MULTILINE
)
PROGRAMS = {"ansible-playbook": PlaybookCLI, "ansible-inventory": InventoryCLI}
RULEBOOK = COLLECTION / "extensions" / "eda" / "rulebooks" / "check_on_webhook.yml"


def named(page: Path, number: int) -> str:
    return f"{page.relative_to(COLLECTION)}-{number}"


def blocks(language: str) -> dict[str, str]:
    found = {}
    for page in PAGES:
        texts = [text for kind, text in BLOCK.findall(page.read_text(encoding="utf-8")) if kind == language]
        found.update({named(page, number): textwrap.dedent(text) for number, text in enumerate(texts, 1)})
    return found


YAML = {name: yaml.safe_load(text) for name, text in blocks("yaml").items()}
COMMANDS = {
    named(page, number): command.replace("\\\n", " ")
    for page in PAGES
    for number, command in enumerate(COMMAND.findall(page.read_text(encoding="utf-8")), 1)
}
RULES = [name for name, content in YAML.items() if isinstance(content, list) and "rules" in content[0]]
PLAYS = [name for name, content in YAML.items() if isinstance(content, list) and name not in RULES]


def test_there_is_something_to_look_at() -> None:
    shown = "".join(page.read_text(encoding="utf-8") for page in PAGES)
    assert len(YAML) == shown.count("```yaml")
    assert len(COMMANDS) == len(re.findall(r"ansible-(?:playbook|inventory) \S", shown))
    assert (len(RULES), len(PLAYS) > 5) == (1, True)


@pytest.mark.parametrize("name", PLAYS)
def test_ansible_accepts_what_is_shown_of_a_playbook(name: str, tmp_path: Path) -> None:
    plays = YAML[name]
    if not {"hosts", "ansible.builtin.import_playbook"} & set(plays[0]):
        plays = [{"hosts": "all", "tasks": plays}]
    (tmp_path / "play.yml").write_text(yaml.safe_dump(plays), encoding="utf-8")
    done = subprocess.run(
        [Path(sys.executable).parent / "ansible-playbook", "--syntax-check", "-i", "firewalls,", "play.yml"],
        env={**os.environ, "ANSIBLE_COLLECTIONS_PATH": str(COLLECTION.parents[2]), "ANSIBLE_HOME": str(tmp_path)},
        cwd=tmp_path,
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_has_options_a_playbook_and_variables_that_exist(name: str) -> None:
    words = shlex.split(COMMANDS[name], comments=True)
    words = shlex.split(words[0]) if len(words) == 1 else words  # within Groovy
    program = PROGRAMS[words[0]](words)
    program.init_parser()
    given = program.parser.parse_args(words[1:])
    text = "".join(
        path.read_text(encoding="utf-8")
        for kind in ("playbooks", "roles")
        for path in sorted((COLLECTION / kind).rglob("*.yml"))
    )
    for playbook in getattr(given, "args", None) or []:
        assert (COLLECTION / "playbooks" / f"{playbook.removeprefix('firepower.sse.')}.yml").is_file()
    for extra in getattr(given, "extra_vars", None) or []:
        names = json.loads(extra) if extra.startswith("{") else [extra.partition("=")[0]]
        assert [variable for variable in names if not re.search(rf"\b{variable}\b", text)] == []


def schema_of(package: str, path: str) -> Any:
    spec = importlib.util.find_spec(package)
    assert spec is not None
    assert spec.origin is not None
    return json.loads((Path(spec.origin).parent / path).read_text(encoding="utf-8"))


# The text does not depend on the version of ansible-core; and only the linters' environment has the schemas.
@pytest.mark.shell
@pytest.mark.parametrize(
    ("content", "package", "path"),
    [
        *(
            (YAML[name], "check_jsonschema", "builtin_schemas/vendor/gitlab-ci.json")
            for name in ("docs/pipelines.md-1", "docs/result.md-1")
        ),
        (YAML["docs/pipelines.md-2"], "ansiblelint", "schemas/execution-environment.json"),
        *((YAML[name], "ansiblelint", "schemas/rulebook.json") for name in RULES),
        (yaml.safe_load(RULEBOOK.read_text(encoding="utf-8")), "ansiblelint", "schemas/rulebook.json"),
    ],
    ids=["GitLab", "GitLab, short", "execution environment", "rulebook of the page", "rulebook"],
)
def test_it_fits_the_schema_of_what_reads_it(content: Any, package: str, path: str) -> None:
    schema = schema_of(package, path)
    jsonschema.validators.validator_for(schema)(schema).validate(content)

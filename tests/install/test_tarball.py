# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The tarball in an environment that holds what the README asks for, and nothing else.

``$SSE_TREE`` holds the tarball, ``$SSE_ENVS`` the environments; ``make integration`` sets both.
"""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

RUN = Path(os.environ["SSE_ENVS"], "run", "bin")
# "Checked, and found what must not be": the status of a play whose last task fails for a host.
FINDINGS = 2


@pytest.fixture(scope="module")
def collections(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the tarball as a user does."""
    (tarball,) = Path(os.environ["SSE_TREE"]).glob("firepower-sse-*.tar.gz")
    target = tmp_path_factory.mktemp("collections")
    command: list[Any] = [RUN / "ansible-galaxy", "collection", "install", "--collections-path", target, tarball]
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    return target


def check_this_machine(collections: Path, directory: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the check by its full name on this machine, which is no appliance, without becoming root."""
    command: list[Any] = [RUN / "ansible-playbook", "firepower.sse.check", "--inventory", "here,"]
    for variable in ("ansible_connection=local", "ansible_become=false", f"sse_output_dir={directory / 'out'}"):
        command += ["--extra-vars", variable]
    clean = {
        "HOME": str(directory),
        "PATH": f"{RUN}:/usr/bin:/bin",
        "LC_ALL": "C.UTF-8",
        "ANSIBLE_COLLECTIONS_PATH": str(collections),
    }
    (directory / "ansible.cfg").touch()  # of the working directory: it keeps the user's own away
    return subprocess.run(
        command, cwd=directory, env=clean | environment, check=False, capture_output=True, text=True, timeout=120
    )


def test_the_environment_holds_nothing_else() -> None:
    freeze = subprocess.run(
        [RUN / "python", "-c", "from importlib.metadata import distributions as d; print(*(i.name for i in d()))"],
        check=True,
        capture_output=True,
        text=True,
    )
    installed = {name.lower() for name in freeze.stdout.split()}
    assert {"ansible-core", "jmespath"} <= installed
    assert not installed & {"pytest", "jsonschema", "requests", "netaddr", "ansible"}


def test_the_check_runs_by_its_name(collections: Path, tmp_path: Path) -> None:
    done = check_this_machine(collections, tmp_path)
    assert done.returncode == FINDINGS, done.stdout + done.stderr
    result = json.loads((tmp_path / "out" / "result.json").read_text(encoding="utf-8"))
    assert (result["asked"], result["checked"]) == (1, 1)
    assert result["appliances"][0]["outcome"] == "cannot_tell"
    assert "Traceback" not in done.stdout + done.stderr


def test_without_jmespath_one_sentence_says_so(collections: Path, tmp_path: Path) -> None:
    (tmp_path / "jmespath.py").write_text("raise ImportError(\"No module named 'jmespath'\")\n", encoding="utf-8")
    done = check_this_machine(collections, tmp_path, PYTHONPATH=str(tmp_path))
    said = done.stdout + done.stderr
    assert done.returncode != 0, said
    assert "jmespath" in said
    assert "pip install jmespath" in said
    assert "Traceback" not in said

# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who may repair an appliance: one run of this controller, as long as it lives."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest

from ansible_collections.firepower.sse.plugins.plugin_utils._errors import SseError
from ansible_collections.firepower.sse.plugins.plugin_utils._remediate.claim import claim

if TYPE_CHECKING:
    from pathlib import Path


def test_the_first_run_has_it_until_it_ends(tmp_path: Path) -> None:
    place = str(tmp_path / "locks")
    with subprocess.Popen(["sleep", "60"]) as other:
        assert claim("fw1", process=other.pid, directory=place) is None
        assert claim("fw1", process=other.pid, directory=place) is None
        said = claim("fw1", process=os.getpid(), directory=place)
        assert said == f"another repair of it is under way on this controller (process {other.pid})"
        assert claim("fw2", process=os.getpid(), directory=place) is None
        other.kill()
    assert claim("fw1", process=os.getpid(), directory=place) is None


@pytest.mark.parametrize("text", ["", "no number", "999999999999999999999 1", f"{os.getppid()} 1", "\x00"])
def test_what_was_left_of_an_ended_run_is_no_claim(tmp_path: Path, text: str) -> None:
    """A number that another process has now, too: the start tells them apart."""
    place = str(tmp_path)
    assert claim("fw1", process=os.getpid(), directory=place) is None
    (file,) = tmp_path.iterdir()
    file.write_text(text)
    assert claim("fw1", process=os.getpid(), directory=place) is None
    assert file.read_text().startswith(f"{os.getpid()} ")


def test_a_place_that_can_not_be_written_to(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(SseError, match="can't be made: File exists"):
        claim("fw1", process=os.getpid(), directory=str(tmp_path / "file"))

# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Files of the report."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

from ansible_collections.firepower.sse.plugins.plugin_utils._report import files

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_written_whole_with_its_mode(tmp_path: Path, umask: int) -> None:
    path = tmp_path / "new" / "dir" / "result.json"
    before = os.umask(umask)
    try:
        assert files.write(path, "text\n") is True
    finally:
        os.umask(before)
    assert path.read_text() == "text\n"
    assert path.stat().st_mode & 0o777 == 0o640
    assert [entry.name for entry in path.parent.iterdir()] == ["result.json"]


def test_the_same_text_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "result.json"
    assert [files.write(path, "a"), files.write(path, "a"), files.write(path, "b")] == [True, False, True]


def test_a_failure_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "result.json"
    files.write(path, "old")

    def full(_descriptor: int) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        files.write(path, "new")
    assert path.read_text() == "old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["result.json"]


def test_a_link_is_replaced_not_followed(tmp_path: Path) -> None:
    target = tmp_path / "target"
    target.write_text("theirs")
    path = tmp_path / "result.json"
    path.symlink_to(target)
    files.write(path, "ours")
    assert (target.read_text(), path.read_text(), path.is_symlink()) == ("theirs", "ours", False)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (None, None),
        (b"", "could not be read"),
        (b"{", "could not be read"),
        (b"\xff\xfe", "could not be read"),
        (b"[" * 100000, "could not be read"),
        (b"[]", "is no result file of schema"),
        (b'{"schema": "firepower.sse/result/2"}', "is no result file of schema"),
    ],
)
def test_an_earlier_file_that_is_none(tmp_path: Path, content: bytes | None, problem: str | None) -> None:
    path = tmp_path / "result.json"
    if content is not None:
        path.write_bytes(content)
    found, why = files.read_previous(path)
    assert found is None
    assert (why is None) if problem is None else (problem in (why or ""))


def test_a_directory_in_its_place(tmp_path: Path) -> None:
    assert "could not be read" in (files.read_previous(tmp_path)[1] or "")


def test_json_is_ascii_with_an_entry_a_line() -> None:
    text = files.to_json({"schema": "s", "hosts": ["a", "b"], "rows": [{"host": "ü"}, {"host": "\u2028"}], "none": []})
    assert text.isascii()
    assert json.loads(text)["rows"] == [{"host": "ü"}, {"host": "\u2028"}]
    assert text.count("\n") == 6

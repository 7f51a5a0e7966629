# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Files both ways."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from ansible.errors import AnsibleError, AnsibleFileNotFound

from ansible_collections.firepower.sse.plugins.connection import expert


def test_files_both_ways(connect, tmp_path) -> None:
    data = os.urandom(1000) + b"\n~.\n\x00"
    source, back, directory = tmp_path / "source", tmp_path / "back", tmp_path / "remote"
    source.write_bytes(data)
    directory.mkdir()
    connection = connect()
    for name in ("plain", "with blank", "it's", "-n", "$HOME;ls", "größe", "new\nline"):
        connection.put_file(str(source), str(directory / name))
        assert (directory / name).read_bytes() == data
        connection.fetch_file(str(directory / name), str(back))
        assert back.read_bytes() == data


@pytest.mark.shell
@pytest.mark.parametrize("size", [0, 1, 100000, 200007])
def test_file_sizes(connect, monkeypatch, tmp_path, size) -> None:
    monkeypatch.setattr(expert, "CHUNK", 100000)
    data = os.urandom(size)
    source, back, remote = tmp_path / "source", tmp_path / "back", tmp_path / "remote"
    source.write_bytes(data)
    connection = connect()
    connection.put_file(str(source), str(remote))
    assert remote.read_bytes() == data
    connection.fetch_file(str(remote), str(back))
    assert back.read_bytes() == data


@pytest.mark.shell
def test_the_umask_is_that_of_roots_login(appliance, connect, tmp_path) -> None:
    appliance.configure(sudo={"umask": "027"})
    connection = connect()
    assert connection.exec_command(f"touch {tmp_path}/made; umask") == (0, b"0027\n", b"")
    (tmp_path / "source").write_text("x")
    connection.put_file(str(tmp_path / "source"), str(tmp_path / "put"))
    assert [(tmp_path / name).stat().st_mode & 0o777 for name in ("made", "put")] == [0o640, 0o640]


@pytest.mark.shell
@pytest.mark.parametrize("how", ["none", "directory", "breaks off", "cut"])
def test_a_fetch_that_fails_leaves_the_old_copy(appliance, connect, monkeypatch, tmp_path, how) -> None:
    there, copy = tmp_path / "there", tmp_path / "here" / "copy"
    copy.parent.mkdir()
    copy.write_text("old evidence")
    if how == "directory":
        there.mkdir()
    elif how != "none":
        there.write_bytes(b"x" * 3000)
    if how == "breaks off":  # as a disk that can't be read to its end
        appliance.tool("tail", "head -c 1000; echo 'tail: read error' >&2; exit 1")
    if how == "cut":
        monkeypatch.setattr(expert, "CHUNK", 1000)
        appliance.tool("tail", f'[ "$2" = +1 ] || kill -9 $(cat {appliance.pid}); exec /usr/bin/tail "$@"')
    with pytest.raises(AnsibleError):
        connect().fetch_file(str(there), str(copy))
    assert copy.read_text() == "old evidence"
    assert [path.name for path in copy.parent.iterdir()] == ["copy"]


@pytest.mark.shell
def test_who_can_read_a_fetched_copy(connect, tmp_path) -> None:
    """Nobody else at first, as it may hold a secret of root; a copy that is there already stays as it is."""
    there, new, old, link = (tmp_path / name for name in ("there", "new", "old", "link"))
    there.write_text("text")
    old.write_text("")
    old.chmod(0o640)
    link.symlink_to(old)
    connection = connect()
    connection.fetch_file(str(there), str(new))
    connection.fetch_file(str(there), str(link))
    assert new.stat().st_mode & 0o777 == 0o600
    assert old.stat().st_mode & 0o777 == 0o640
    assert link.is_symlink()
    assert new.read_text() == old.read_text() == "text"


@pytest.mark.parametrize("name", [".", "none/copy", "fifo"])
def test_a_place_that_takes_no_copy(connect, tmp_path, name) -> None:
    os.mkfifo(tmp_path / "fifo")
    (tmp_path / "there").write_text("text")
    with pytest.raises(AnsibleError, match="on the controller"):
        connect().fetch_file(str(tmp_path / "there"), str(tmp_path / name))


@pytest.mark.shell
def test_a_file_that_lives_in_proc(connect, tmp_path) -> None:
    connect().fetch_file("/proc/version", str(tmp_path / "back"))
    assert (tmp_path / "back").read_bytes() == Path("/proc/version").read_bytes()


def test_files_that_can_not_be(connect, tmp_path) -> None:
    connection = connect()
    with pytest.raises(AnsibleFileNotFound, match="no such file"):
        connection.put_file(str(tmp_path / "none"), str(tmp_path / "x"))
    (tmp_path / "source").write_text("x")
    with pytest.raises(AnsibleError, match=r"can't transfer .*/none/x"):
        connection.put_file(str(tmp_path / "source"), str(tmp_path / "none" / "x"))
    with pytest.raises(AnsibleError, match="can't transfer"):
        connection.fetch_file(str(tmp_path / "none"), str(tmp_path / "back"))
    with pytest.raises(AnsibleError, match="can't transfer"):
        connection.fetch_file(str(tmp_path), str(tmp_path / "back"))

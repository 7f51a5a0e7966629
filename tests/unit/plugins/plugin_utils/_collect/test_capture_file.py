# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Raw captures on the controller."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ansible_collections.firepower.sse.plugins.plugin_utils._collect.capture_file import save_capture
from ansible_collections.firepower.sse.plugins.plugin_utils._collect.script import request_of
from ansible_collections.firepower.sse.plugins.plugin_utils._errors import SseError
from ansible_collections.firepower.sse.plugins.plugin_utils._gather import Look, gather


def test_only_its_owner_reads_it(tmp_path):
    path = save_capture("text\r\n\ufffd", directory=str(tmp_path / "new" / "one"), host="fra-fw1")
    assert path == str(tmp_path / "new" / "one" / "fra-fw1.capture")
    assert (tmp_path / "new/one/fra-fw1.capture").read_bytes() == "text\r\n\ufffd".encode()
    assert (tmp_path / "new/one/fra-fw1.capture").stat().st_mode & 0o777 == 0o600
    assert [file.name for file in (tmp_path / "new/one").iterdir()] == ["fra-fw1.capture"]


@pytest.mark.parametrize(
    ("host", "name"),
    [("../../etc/passwd", "_.._etc_passwd"), ("a b;c", "a_b_c"), ("...", "host"), ("fe80::1%eth0", "fe80__1_eth0")],
)
def test_a_hosts_name_leads_nowhere_else(tmp_path, host, name):
    path = Path(save_capture("x", directory=str(tmp_path), host=host))
    assert path.parent == tmp_path
    assert re.fullmatch(rf"{name}-[0-9a-f]{{8}}\.capture", path.name)


def test_hosts_of_similar_names_have_files_of_their_own(tmp_path):
    hosts = ["fw_1", "fw/1", "fw:1", "fw 1", ".fw_1"]
    assert len({save_capture("x", directory=str(tmp_path), host=host) for host in hosts}) == len(hosts)
    assert save_capture("x", directory=str(tmp_path), host="fw/1") == save_capture(
        "y", directory=str(tmp_path), host="fw/1"
    )


def test_a_capture_that_cannot_be_saved_takes_no_verdict_away(tmp_path):
    (tmp_path / "file").write_text("")
    request = request_of({"gather_subset": ["identity"]})
    gathered = gather(request, Look(host="h", capture_dir=str(tmp_path / "file")), run=lambda _text: "")
    assert gathered.capture is None
    assert gathered.evidence["version"] == 1
    reasons = {problem["section"]: problem["reason"] for problem in gathered.evidence["problems"]}
    assert reasons["capture_dir"].startswith("The capture of h can't be written to ")


def test_no_link_is_followed(tmp_path):
    (tmp_path / "target").write_text("kept")
    (tmp_path / "h.capture").symlink_to(tmp_path / "target")
    save_capture("new", directory=str(tmp_path), host="h")
    assert (tmp_path / "target").read_text() == "kept"


def test_a_directory_that_is_none(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(SseError, match=r"The capture of h can't be written to '.*/file/h.capture': "):
        save_capture("x", directory=str(tmp_path / "file"), host="h")

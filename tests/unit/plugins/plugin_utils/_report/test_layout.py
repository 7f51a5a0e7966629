# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lines and names."""

from __future__ import annotations

import pytest

from ansible_collections.firepower.sse.plugins.plugin_utils._report.layout import WIDTH, cell, names, sides, wrap
from ansible_collections.firepower.sse.plugins.plugin_utils._report.short import common_domain


@pytest.mark.parametrize(
    ("hosts", "expected"),
    [
        ([], ""),
        (["a"], "a"),
        (["fw1", "fw2"], "fw1 fw2"),
        (["fw1", "fw2", "fw3", "muc"], "fw1..3 muc"),
        (["fw08", "fw09", "fw10", "fw11"], "fw08..11"),
        (["fw8", "fw9", "fw10"], "fw8 fw9 fw10"),
        (["fw1", "fw3", "fw5"], "fw1 fw3 fw5"),
        (["fw3", "fw2", "fw1"], "fw3 fw2 fw1"),
        (["a1.example.com", "a2.example.com", "a3.example.com"], "a1.example.com..3.example.com"),
        (["10.0.0.1", "10.0.0.2", "10.0.0.3"], "10.0.0.1..3"),
        (["x" + "9" * 5000, "y"], "x" + "9" * 5000 + " y"),
    ],
)
def test_names(hosts: list[str], expected: str) -> None:
    assert names(hosts) == expected


def test_names_are_bounded() -> None:
    assert names([f"{letter}-fw" for letter in "abcdef"], most=4) == "a-fw b-fw c-fw d-fw and 2 more"


@pytest.mark.parametrize(("text", "expected"), [("ab", "ab  "), ("abcd", "abcd"), ("abcdef", "ab..")])
def test_cell(text: str, expected: str) -> None:
    assert cell(text, 4) == expected


@pytest.mark.parametrize("text", ["", "word", "many words " * 40, "x" * 500, "a-b-c " * 60])
def test_nothing_is_wider_than_the_screen(text: str) -> None:
    assert all(len(line) <= WIDTH for line in [*wrap(text, "   do    "), *sides(text, "3 devices", 4)])


def test_wrap_says_that_it_cut() -> None:
    lines = wrap("word " * 100, "x ", most=2)
    assert len(lines) == 2
    assert lines[-1].endswith(" ...")


@pytest.mark.parametrize(
    ("hosts", "ending"),
    [
        ([], ""),
        (["a.example.com"], ""),
        (["a.example.com", "b.example.com"], ".example.com"),
        (["a.fra.example.com", "b.muc.example.com"], ".example.com"),
        (["a.example.com", "example.com"], ".com"),
        (["a.example.com", "b"], ""),
        (["fw1", "fw2"], ""),
        (["a.x", "a.x"], ".x"),
        (["10.20.1.1", "10.30.1.1"], ""),
        (["a.1.1", "10.30.1.1"], ""),
        (["2001:db8::1", "2001:db8::2"], ""),
    ],
)
def test_common_domain(hosts: list[str], ending: str) -> None:
    assert common_domain(hosts) == ending

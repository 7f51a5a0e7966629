# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The reader of captures: what comes whole is kept, whatever else is broken."""

from __future__ import annotations

import pytest

from ansible_collections.firepower.sse.plugins.plugin_utils._parse import capture

B = "=sse-0123456789abcdef0123456789abcdef"
FIRST = f"#firepower.sse capture 1 {B}\n"
ONE = f"\n{B} begin one path=/a=b odd -\ncat /a\n{B} out\nfirst\n\nlast\n\n{B} err\noops\n\n{B} end one 3 17\n"
TWO = f"\n{B} begin two\ntrue\n{B} out\n\n{B} err\n\n{B} end two 0 1\n"
DONE = f"\n{B} done\n"


def test_a_section_comes_as_it_was_written():
    read = capture.read(text=FIRST + ONE + TWO + DONE, boundary=None)
    assert (read.complete, read.problems) == (True, [])
    assert read.sections == [
        capture.Section("one", {"path": "/a=b"}, "cat /a", "first\n\nlast\n", "oops\n", 3, 17),
        capture.Section("two", {}, "true", "", "", 0, 1),
    ]


@pytest.mark.parametrize(
    ("text", "boundary"),
    [
        pytest.param(FIRST + ONE + TWO + DONE, B, id="live"),
        pytest.param("motd\nmore" + FIRST + ONE + TWO + DONE, B, id="live, with noise before"),
        pytest.param((FIRST + ONE + TWO + DONE).encode(), None, id="bytes"),
        pytest.param((FIRST + ONE + TWO + DONE).replace("\n", "\r\n"), None, id="saved with CRLF"),
        pytest.param("\n" + FIRST + ONE + TWO + DONE, None, id="an empty line before line 1"),
        pytest.param(FIRST + ONE.replace(" 17\n", " -17\n") + TWO + DONE, None, id="a clock that went back"),
    ],
)
def test_what_may_vary(text, boundary):
    read = capture.read(text=text, boundary=boundary)
    assert [section.name for section in read.sections] == ["one", "two"]
    assert read.sections[0].stdout == "first\n\nlast\n"
    assert (read.complete, read.problems) == (True, [])


CUT = "was cut: its last mark `done` is missing"


@pytest.mark.parametrize(
    ("text", "names", "problems"),
    [
        pytest.param(FIRST + ONE + TWO, ["one", "two"], [("capture", CUT)], id="done is missing"),
        pytest.param(
            FIRST + TWO + ONE[: ONE.index("last")],
            ["two"],
            [("one", "was cut before its end mark"), ("capture", CUT)],
            id="cut in stdout",
        ),
        pytest.param(
            FIRST + TWO + ONE[: ONE.index(" end")],
            ["two"],
            [("one", "was cut before its end mark"), ("capture", CUT)],
            id="cut within a mark",
        ),
        pytest.param(
            FIRST + ONE[: ONE.index(f"\n{B} end")] + TWO + DONE, ["two"], [("one", "has no end mark")], id="no end mark"
        ),
        pytest.param(
            FIRST + ONE.replace(" 3 17", " x 17") + TWO + DONE,
            ["two"],
            [("one", "has a garbled end: 'end one x 17'")],
            id="exit status garbled",
        ),
        pytest.param(
            FIRST + ONE.replace("end one", "end two") + TWO + DONE,
            ["two"],
            [("one", "has a garbled end: 'end two 3 17'")],
            id="end of another name",
        ),
        pytest.param(
            FIRST + ONE.replace(f"\n{B} out", "") + TWO + DONE,
            ["two"],
            [("one", "has its mark `err` out of order")],
            id="out mark lost",
        ),
        pytest.param(
            FIRST + ONE.replace(" err", " erx") + TWO + DONE,
            ["two"],
            [("one", "has a mark that is not known: 'erx'")],
            id="unknown mark",
        ),
        pytest.param(
            FIRST + ONE.replace("begin one", "begin ../x") + TWO + DONE,
            ["two"],
            [("unnamed", "has a begin mark without a name: 'begin ../x path=/a=b odd -'")],
            id="no name",
        ),
    ],
)
def test_a_broken_section_is_named_and_the_rest_kept(text, names, problems):
    read = capture.read(text=text, boundary=B)
    assert [section.name for section in read.sections] == names
    assert read.problems == problems


@pytest.mark.parametrize(
    ("text", "boundary", "words"),
    [
        pytest.param("", None, "line 1 is not", id="empty file"),
        pytest.param("hello\n" + FIRST + ONE + DONE, None, "line 1 is not", id="line 1 is another"),
        pytest.param(ONE + DONE, None, "line 1 is not", id="line 1 is lost"),
        pytest.param(FIRST.replace(" 1 ", " 2 ") + ONE + DONE, None, "version 2", id="a later format"),
        pytest.param(FIRST.replace(B, "=sse-12") + ONE + DONE, None, "line 1 is not", id="a short boundary"),
        pytest.param("", B, "no section mark", id="nothing live"),
        pytest.param(FIRST + ONE + DONE, B[:-1] + "0", "no section mark", id="another run's boundary"),
    ],
)
def test_no_capture_at_all(text, boundary, words):
    read = capture.read(text=text, boundary=boundary)
    assert read.sections == []
    assert not read.complete
    assert words in read.problems[0][1]


def test_marks_within_a_line_or_of_another_run_are_text():
    forged = f"x{B} end one 0 0\n=sse-{'f' * 32} begin three\n {B} done\n{B}done\n"
    read = capture.read(text=FIRST + ONE.replace("first", forged) + TWO + DONE, boundary=B)
    assert [section.name for section in read.sections] == ["one", "two"]
    assert forged in read.sections[0].stdout


def test_invalid_utf8_and_lone_surrogates_are_replaced():
    for text in (
        (FIRST + ONE + DONE).encode().replace(b"first", b"\xff\xc3"),
        FIRST + ONE.replace("first", "\udcff\ud800") + DONE,
    ):
        read = capture.read(text=text, boundary=None)
        assert "�" in read.sections[0].stdout
        read.sections[0].stdout.encode()


@pytest.mark.parametrize(
    ("exit_code", "seen", "reason"),
    [
        (0, True, ""),
        (1, True, "exit status 1: oops"),
        (124, False, "the time limit was hit after 17 ms"),
        (126, False, "exit status 126: oops"),
        (127, False, "command not found: cat"),
    ],
)
def test_why_a_section_shows_nothing(exit_code, seen, reason):
    read = capture.read(text=FIRST + ONE.replace(" 3 17", f" {exit_code} 17") + DONE, boundary=None)
    assert (read.sections[0].seen, read.sections[0].reason) == (seen, reason)

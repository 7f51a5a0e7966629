# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Bytes of a terminal as a person sees them, and secrets out of what is shown."""

from __future__ import annotations

import pytest

from ansible_collections.firepower.sse.plugins.plugin_utils._expert.text import (
    LIMIT,
    Screen,
    clean,
    quoted,
    redact,
    visible,
)

SECRETS = (b"Correct-Horse-9", b"abc")


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"plain\r\n", "plain\n"),
        (b"\x1bE\x1b[J\x07> ", "> "),
        (b"\x1b[18t> ", "> "),
        (b"\x1b[1;31mred\x1b[0m", "red"),
        (b"\x1b]0;admin@fw: ~\x07admin@fw:~$ ", "admin@fw:~$ "),
        (b"\x1b]0;admin@fw: ~\x1b\\admin@fw:~$ ", "admin@fw:~$ "),
        (b"\x1b[?2004h$ ", "$ "),
        (b"\x1b(B$ ", "$ "),
        (b"a\x00b", "ab"),
        (b"one\r\r\ntwo\n\rthree", "one\ntwo\nthree"),
        (b"wiped\r     \rleft", "wiped\r     \rleft"),
        (b"\xff\xfe", "\ufffd\ufffd"),
        ("Gerät".encode(), "Gerät"),
        (b"", ""),
    ],
)
def test_clean(data: bytes, text: str) -> None:
    assert clean(data) == text


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("plain  ", "plain"),
        ("--More--\r        \rnext", "next"),
        ("--More--\b\b\b\b\b\b\b\b        \b\b\b\b\b\b\b\bnext", "next"),
        ("long line\rshort", "shortline"),
        ("\b\b\r", ""),
        ("  indented", "  indented"),
        # a prompt that is as wide as the terminal, or wider
        (f"{'a' * 78}$  \r", f"{'a' * 78}$"),
        (f"admin@fw:/{'deep/' * 14}firep\rower# ", "ower#"),
    ],
)
def test_visible(line: str, shown: str) -> None:
    assert visible(line) == shown


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("nothing to hide", "nothing to hide"),
        ("typed Correct-Horse-9 here", "typed ******** here"),
        ("abcabc", "****************"),
        ("Correct-Horse-9Correct-Horse-9", "****************"),
        # torn by other output: what is left of it still tells
        ("Correct-Broadcast message", "(not shown: it may hold a password)"),
        ("Cor\r\nrect-Horse", "(not shown: it may hold a password)"),
        ("", ""),
    ],
)
def test_redact(text: str, result: str) -> None:
    assert redact(text, SECRETS) == result


def test_redact_without_secrets() -> None:
    assert redact("text", ()) == "text"
    assert redact("text", (b"",)) == "text"


def test_quoted_is_one_bounded_line() -> None:
    assert quoted("one\ntwo\x1b[31m\x07") == "'one two [31m'"
    assert quoted("x" * 1000) == f"'...{'x' * 200}'"
    assert quoted("it's") == '"it\'s"'


def test_screen_is_bounded_and_keeps_the_end() -> None:
    screen = Screen()
    screen.add(b"x" * (3 * LIMIT))
    screen.add(b"\r\n> ")
    assert len(screen.text) <= LIMIT
    assert screen.last_line == "> "


@pytest.mark.parametrize(("data", "last"), [(b"a\r\n> ", "> "), (b"--More--\r        \r", ""), (b"a\n", ""), (b"", "")])
def test_last_line(data: bytes, last: str) -> None:
    assert Screen(data).last_line == last

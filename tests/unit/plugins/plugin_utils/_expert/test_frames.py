# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Answers in any pieces, with other output in any place."""

from __future__ import annotations

import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ansible_collections.firepower.sse.plugins.plugin_utils._expert.errors import ExpertError, Kind
from ansible_collections.firepower.sse.plugins.plugin_utils._expert.frames import (
    COMMAND_LIMIT,
    Answer,
    AnswerReader,
    Disturbed,
    run_request,
)

MARK = "0123456789abcdef"
NOISE = b"\r\nBroadcast message from root@firepower:\r\n\r\nThe system is going down for reboot NOW!\r\n"


def frame(status: int, out: bytes, err: bytes, mark: str = MARK) -> bytes:
    return f"R {mark} {status} {len(out)} {len(err)}\n".encode() + out + err + f"E {mark}\n".encode()


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 255), st.binary(max_size=300), st.binary(max_size=300), st.lists(st.integers(1, 40), max_size=50))
def test_any_bytes_in_any_pieces(status: int, out: bytes, err: bytes, sizes: list[int]) -> None:
    whole = frame(status, out, err)
    reader = AnswerReader(MARK)
    answer = None
    for size in [*sizes, len(whole)]:
        piece, whole = whole[:size], whole[size:]
        answer = reader.feed(piece) or answer
    assert answer == Answer(status, out, err)


@settings(max_examples=200, deadline=None)
@given(st.binary(min_size=1, max_size=200), st.binary(max_size=200), st.data())
def test_noise_anywhere_never_gives_a_wrong_answer(out: bytes, err: bytes, data: st.DataObject) -> None:
    whole = frame(7, out, err)
    place = data.draw(st.integers(0, len(whole)))
    try:
        answer = AnswerReader(MARK).feed(whole[:place] + NOISE + whole[place:])
    except Disturbed:
        return
    # Before the frame and behind it noise does no harm; inside the trailer it shows with the next byte.
    assert answer in (Answer(7, out, err), None)


def _pieces() -> list[tuple[str, bytes]]:
    head, tail = f"R {MARK} 0 3 3\n".encode(), f"E {MARK}\n".encode()
    return [
        ("in the head", head[:9] + NOISE + head[9:] + b"outerr" + tail),
        ("in stdout", head + b"o" + NOISE + b"uterr" + tail),
        ("in stderr", head + b"oute" + NOISE + b"rr" + tail),
        ("before the trailer", head + b"outerr" + NOISE + tail),
        ("bytes lost", head + b"outer" + tail),
    ]


@pytest.mark.parametrize("data", [data for _name, data in _pieces()], ids=[name for name, _data in _pieces()])
def test_disturbed(data: bytes) -> None:
    with pytest.raises(Disturbed):
        AnswerReader(MARK).feed(data)


@pytest.mark.parametrize(
    "data",
    [b"", b"R ", NOISE, frame(0, b"x", b"", "fedcba9876543210"), f"R {MARK} 0 5 0\nabc".encode(), b"\x00" * 200000],
    ids=["nothing", "head begins", "noise", "another mark", "body begins", "noise without end"],
)
def test_not_complete(data: bytes) -> None:
    assert AnswerReader(MARK).feed(data) is None


def test_an_answer_inside_the_output_is_output() -> None:
    inner = frame(0, b"forged", b"", "fedcba9876543210")
    assert AnswerReader(MARK).feed(frame(1, inner, b"")) == Answer(1, inner, b"")


@pytest.mark.parametrize("shell", ["dash", "bash", "busybox sh"])
@pytest.mark.parametrize("command", [b"echo 'a b' \"$HOME\"\n\n", "größe \\n \\0101 %s".encode(), bytes(range(1, 256))])
def test_a_command_survives_the_way_through_printf(shell: str, command: bytes) -> None:
    request = run_request(MARK, command, 5)
    kind, mark, size, word = request.rstrip(b"\n").split(b" ")
    assert (kind, mark, size) == (b"X", MARK.encode(), b"5")
    assert request.count(b"\n") == 1
    assert request.isascii()
    done = subprocess.run([*shell.split(), "-c", 'printf %b "$1"', "sh", word], capture_output=True, check=True)
    assert done.stdout == command


def test_a_command_that_no_shell_could_take() -> None:
    run_request(MARK, b"x" * COMMAND_LIMIT)
    with pytest.raises(ExpertError) as caught:
        run_request(MARK, b"x" * (COMMAND_LIMIT + 1))
    assert caught.value.kind is Kind.TOO_LONG

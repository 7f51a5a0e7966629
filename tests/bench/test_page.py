# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tables and aims from figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from aims import aims, middle, slope
from page import BEGIN, END, aim_table, size_table, write_marked
from ways import WAYS

if TYPE_CHECKING:
    from pathlib import Path


def entry(size: int, **cpu: list[float]) -> dict[str, Any]:
    """Figures in which wall is twice the CPU; a way that is not named took one second."""
    ways = {}
    for way in WAYS:
        runs = [
            {"cpu": value, "wall": 2 * value, "appliance_cpu": size * 0.5, "executions": 1}
            for value in cpu.get(way, [1.0])
        ]
        ways[way] = {"memory": 100.0, "good": True, "runs": runs}
    return {"size": size, "load": 0.5, "ways": ways}


def dark(*walls: float) -> list[dict[str, Any]]:
    return [{"about": "", "wall": wall} for wall in walls]


def test_the_middle_of_the_rounds_counts() -> None:
    assert middle(entry(8, check=[9.0, 1.0, 2.0]), "check", "cpu") == 2.0


def test_slope_leaves_out_the_smallest_fleet() -> None:
    compared = [entry(64, check=[4.0]), entry(1, check=[1.9]), entry(8, check=[2.0])]
    assert slope(compared, "check") == pytest.approx(1000 * 2.0 / 56)
    assert slope(compared[:2], "check") is None


@pytest.mark.parametrize(
    ("figures", "reached"),
    [
        ({"check": [2.0], "raw": [2.0], "ssh": [1.0], "procedure": [20.0]}, [True, True, True, True, True]),
        ({"check": [2.1], "raw": [2.0], "ssh": [1.0], "procedure": [20.0]}, [False, False, False, True, True]),
    ],
)
def test_aims_at_their_borders(figures: dict[str, list[float]], reached: list[bool]) -> None:
    assert [aim.reached for aim in aims([entry(32, **figures)], [])] == reached


def test_more_commands_or_memory_miss_the_aim() -> None:
    found = entry(32)
    found["ways"]["check"]["runs"][0]["executions"] = 2
    found["ways"]["check"]["memory"] = 250.1
    assert [aim.reached for aim in aims([found], [])][3:] == [False, False]


@pytest.mark.parametrize(
    ("walls", "reached"),
    [((5, 15, 16, 25, 13, 13.5), [True, True]), ((5, 15, 25, 25, 13, 23), [False, False])],
)
def test_six_black_holes_cost_one_time_out(walls: tuple[float, ...], reached: list[bool]) -> None:
    assert [aim.reached for aim in aims([], dark(*walls))] == reached


def test_tables() -> None:
    text = size_table([entry(32, check=[2.0])])
    assert "| 32 | (a) `ansible-playbook firepower.sse.check` | 4.0 s | 2.00 s | 500 ms | 100 MiB | 1 |" in text
    assert len(text.splitlines()) == 2 + len(WAYS)
    assert "| controller CPU, (a) by (b) | at most 1.0 | 2.00 | **no** |" in aim_table(
        aims([entry(32, check=[2.0])], [])
    )
    assert aim_table([]) == ""


def test_only_the_marked_part_is_written(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"before\n{BEGIN}\nold\n{END}\nafter\n")
    write_marked(page, "new")
    assert page.read_text() == f"before\n{BEGIN}\n\nnew\n\n{END}\nafter\n"
    page.write_text("no marks")
    with pytest.raises(ValueError, match="has no marks"):
        write_marked(page, "new")
    assert page.read_text() == "no marks"

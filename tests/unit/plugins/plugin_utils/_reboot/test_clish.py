# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What CLISH says, read: whatever is not understood is unreadable."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.firepower.sse.plugins.plugin_utils._reboot import clish

PAIR = """Failover On
Failover unit Secondary
Failover LAN Interface: FAILOVER GigabitEthernet0/7 (up)
Version: Ours 9.18(3)39, Mate 9.18(3)39
Serial Number: Ours 9AAAAAAAAAA, Mate 9BBBBBBBBBB
Last Failover at: 07:15:04 UTC Nov 20 2026
\tThis host: Secondary - Standby Ready
\t\tActive time: 0 (sec)
\t\tslot 0: empty
\tOther host: Primary - Active
\t\tActive time: 341220 (sec)
"""


def test_a_pair() -> None:
    assert clish.failover(PAIR) == clish.Failover(
        True, "Secondary", "Standby Ready", "Primary", "Active", "9AAAAAAAAAA", "9BBBBBBBBBB"
    )
    assert clish.failover(PAIR.replace("\n", "\r\n")).on is True


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("Failover Off\nFailover unit Secondary\nFailover LAN Interface: not Configured\n", False),
        ("", None),
        ("Failover Off (pseudo-Standby)\n", None),
        ("Failover On\n", None),
        ("Failover On\nFailover Off\n", None),
        ("Failover Off\n  This host: Primary - Active\n", None),
        (PAIR + PAIR, None),
        (PAIR + "\tOther host: Primary - Active\n", None),
        (PAIR.replace("Other host: Primary", "Other host: Secondary"), None),
        (PAIR.replace("Other host:", "This host:"), None),
        (PAIR.replace("Failover On", "x Failover On"), None),
        ("Syntax error: Illegal command\n", None),
        ("Failover  On\n", None),
    ],
)
def test_switch(text: str, on: bool | None) -> None:
    found = clish.failover(text)
    assert found.on is on
    assert not on or found.state


@pytest.mark.parametrize("state", ["Active", "Failed", "Not Detected", "Sync Config", "Negotiation", "Bulk Sync"])
def test_states_are_the_texts_own(state: str) -> None:
    assert clish.failover(PAIR.replace("Primary - Active", f"Primary - {state}")).peer_state == state


def test_serials_that_contradict_each_other_are_none() -> None:
    found = clish.failover(PAIR + "Serial Number: Ours 9CCCCCCCCCC, Mate 9BBBBBBBBBB\n")
    assert (found.on, found.serial, found.mate_serial) == (True, None, None)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Clustering is not configured\n", "none"),
        ("Cluster fmc-cl: On\n    Interface mode: spanned\n", "member"),
        ("Clustering is not configured\nCluster a: On\n", "member"),
        ("", "unreadable"),
        ("Syntax error: Illegal command\n", "unreadable"),
        ("He said: Clustering is not configured\n", "unreadable"),
    ],
)
def test_cluster(text: str, word: str) -> None:
    assert clish.cluster(text) == word


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("No upgrade in progress\n", "idle"),
        ("There is no upgrade in progress.\n", "idle"),
        ("Base OS: 7.2\nThere is no upgrade in progress\n", "idle"),
        ("                ^\nSyntax error: Illegal command\n", "not_offered"),
        ("Upgrade from 7.0.1 to 7.2.5 in progress (60%)\n", "busy"),
        ("There is no upgrade in progress\nUpgrade from 7.0.1 in progress\n", "busy"),
        ("There was no upgrade in progress when the upgrade began\n", "busy"),
        ("", "unreadable"),
        ("ok\n", "unreadable"),
        ("nothing\nSyntax error\n", "unreadable"),
    ],
)
def test_upgrade(text: str, word: str) -> None:
    assert clish.upgrade(text) == word


@given(st.text(max_size=300))
def test_no_text_is_taken_for_a_standby_or_raises(text: str) -> None:
    assert clish.failover(text).on is None or "Failover O" in text
    assert clish.cluster(text) in ("none", "member", "unreadable")
    assert clish.upgrade(text) in ("idle", "busy", "not_offered", "unreadable")

# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What to do without a login: real messages of ssh, sudo and Ansible, as appliances of the lab gave them."""

from __future__ import annotations

import pytest

from ansible_collections.firepower.sse.plugins.plugin_utils._expert.errors import ExpertError, Kind
from ansible_collections.firepower.sse.plugins.plugin_utils._report.appliance import appliance

SENT = 'Data could not be sent to remote host "10.20.1.3". Make sure this host can be reached over ssh: '
SSH = "Failed to connect to the host via ssh: "


@pytest.mark.parametrize(
    ("message", "step"),
    [
        (SENT, "The login shell may be CLISH: set ansible_connection: firepower.sse.expert."),
        (f"Task failed: {SENT.strip()}", "The login shell may be CLISH: set ansible_connection: firepower.sse.expert."),
        (f"{SSH}Syntax error on line stdin:1 : Unknown command\n", "The login shell may be CLISH"),
        (
            "The shell on the appliance did not run the script: its login shell is the appliance's CLI; use the"
            " connection firepower.sse.expert (it said 'x').",
            "The login shell may be CLISH",
        ),
        ("Timeout (12s) waiting for privilege escalation prompt: ", "The login shell may be CLISH"),
        (f"{SENT}ssh: connect to host 10.20.1.3 port 22: Connection refused\n", "Check that the appliance is up"),
        (f"{SENT}ssh: connect to host 10.9.9.9 port 22: Connection timed out", "Check the address, and that nothing"),
        ("Connection timed out during banner exchange", "Check the address, and that nothing"),
        (f"{SENT}ssh: connect to host 203.0.113.9 port 22: Network is unreachable", "Check the address, and this"),
        (f"{SSH}ssh: connect to host 203.0.113.9 port 22: No route to host", "Check the address, and this"),
        (f"{SENT}ssh: Could not resolve hostname no.invalid: Name or service not known", "Check ansible_host"),
        (f"{SSH}No ED25519 host key is known for a and you have requested strict checking.", "Compare the host key"),
        (
            f"{SSH}@@@@@@@@@@@@\n@ WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED! @\n@@@@@@@@@@@@",
            "Compare the host key",
        ),
        (f"{SENT}admin@10.20.1.3: Permission denied (publickey,password).", "Check ansible_user, and its password"),
        ("Invalid/incorrect password: Permission denied, please try again.", "Check ansible_user, and its password"),
        (
            "to use the 'ssh' connection type with passwords or pkcs11_provider, you must install the sshpass program",
            "Install sshpass on this controller",
        ),
        ("Incorrect sudo password", "Correct the password that sudo asks this user for: -K, or"),
        ("Task failed: Missing sudo password", "Give the password that sudo asks this user for: -K, or"),
        (f"{SSH}Connection closed by 10.20.1.3 port 22", "Log in by hand and see"),
        ("region 'xx' is unknown; known: us, eu, apj, aus, in", None),
    ],
)
@pytest.mark.parametrize("word", ["unreachable", "failed"])
def test_the_next_step(message: str, step: str | None, word: str) -> None:
    advice = appliance("fw1", {word: True, "msg": message})["advice"]
    assert advice is None if step is None else (advice or "").startswith(step)


@pytest.mark.parametrize("kind", Kind, ids=lambda kind: kind.name)
def test_the_expert_connection_says_what_to_do(kind: Kind) -> None:
    entry = appliance("fw1", {"unreachable": True, "msg": f"10.20.1.1: {ExpertError(kind, 'Sorry, try again.')}"})
    assert entry["outcome_reason"] == f"10.20.1.1: {kind.value.what} ('Sorry, try again.')"
    assert (entry["advice"] or "").lower() == f"{kind.value.advice}.".lower()


def test_who_was_judged_gets_none() -> None:
    assert appliance("fw1", {"outcome": "cannot_tell", "outcome_reason": "Connection refused"})["advice"] is None

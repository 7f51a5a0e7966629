# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every prompt that is known from documents and recordings, and lines that look like one."""

from __future__ import annotations

from pathlib import Path

import pytest

from ansible_collections.firepower.sse.plugins.plugin_utils._expert.errors import ExpertError, Kind
from ansible_collections.firepower.sse.plugins.plugin_utils._expert.prompts import (
    LOGIN_STOPS,
    QUESTION,
    SSH_ENDS,
    SUDO_STOPS,
    Place,
    place_of,
    stop_in,
)


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("> ", Place.CLISH),
        (">", Place.CLISH),
        ("Firepower-module1> ", Place.BOOT_CLI),
        ("Firepower-module1>", Place.BOOT_CLI),
        ("firepower# ", Place.FXOS),
        ("firepower #", Place.FXOS),
        ("FPR4100-A /ssa/slot* # ", Place.FXOS),
        ("firepower(local-mgmt)# ", Place.FXOS),
        ("admin@firepower:~$ ", Place.SHELL),
        ("admin@firepower:~$", Place.SHELL),
        ("ava-ftd01:~$ ", Place.SHELL),
        ("admin@ftd:/home/admin# ", Place.SHELL),
        ("/opt/cisco/platform$", Place.SHELL),
        ("/opt/bootcli/cisco/cli/bin$ ", Place.SHELL),
        ("root@h:~#", Place.SHELL),
        ("root@h:/# ", Place.SHELL),
        ("root@h:common# ", Place.SHELL),
        ("root@h:/Volume/home/admin# ", Place.SHELL),
        ("bash-4.2# ", Place.SHELL),
        ("sh-5.1$ ", Place.SHELL),
        ("# ", Place.SHELL),
        ("--More--", Place.PAGER),
        ("--More-- ", Place.PAGER),
        ("<--- More --->", Place.PAGER),
        ("", None),
        ("->", None),
        ("firepower>", None),
        ("Password: ", None),
        ("####", None),
        ("$$$$$$", None),
        ("Model : FTD > 7", None),
        ("expert", None),
    ],
)
def test_place(line: str, place: Place | None) -> None:
    assert place_of(line) is place


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Press <ENTER> to display the EULA: ", Kind.EULA),
        ("Please enter 'YES' or press <ENTER> to AGREE to the EULA: ", Kind.EULA),
        ("You must change your password.\nEnter new password: ", Kind.CHANGE_PASSWORD),
        ("You must change the password for 'admin' to continue.", Kind.CHANGE_PASSWORD),
        ("You are required to change your password immediately (root enforced)", Kind.CHANGE_PASSWORD),
        ("You are required to change your password immediately (administrator enforced).", Kind.CHANGE_PASSWORD),
        ("Current Password: ", Kind.CHANGE_PASSWORD),
        ("(current) UNIX password: ", Kind.CHANGE_PASSWORD),
        ("Enter new password: ", Kind.CHANGE_PASSWORD),
        ("New password: ", Kind.CHANGE_PASSWORD),
        ("sudo: Account or password is expired, reset your password and try again", Kind.CHANGE_PASSWORD),
        ("Your password has expired. Choose a new one.", Kind.CHANGE_PASSWORD),
        ("WARNING: Your password has expired.", Kind.CHANGE_PASSWORD),
        ("Too many logins for 'admin'.", Kind.SESSION_LIMIT),
        ("Last login: Mon Nov 23 from 10.0.0.1", None),
        ("Maximum number of concurrent sessions reached", Kind.SESSION_LIMIT),
        ("Warning: your password will expire in 5 days", None),
        ("Policy: You must change your password every 90 days.", None),
        ("You must change your password every 90 days.", None),
        ("WARNING: password has expired accounts are removed", None),
        ("Our rules: a user whose password is expired asks the help desk", None),
        ("Note: Maximum number of sessions is 5", None),
        ("Guests must accept the EULA of the guest net", None),
        ("Successful login attempts for user 'admin' : 7", None),
    ],
)
def test_login_stops(text: str, kind: Kind | None) -> None:
    found = stop_in(text, LOGIN_STOPS)
    assert (found and found[0]) is kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Sorry, try again.", Kind.SUDO_PASSWORD),
        ("sudo: 1 incorrect password attempt", Kind.SUDO_PASSWORD),
        ("sudo: 3 incorrect password attempts", Kind.SUDO_PASSWORD),
        ("admin is not in the sudoers file.  This incident will be reported.", Kind.SUDO_DENIED),
        ("sudo: a terminal is required to read the password", Kind.NOT_ROOT),
        ("bash: sudo: command not found", Kind.NOT_ROOT),
        ("sudo: a password is required", Kind.NO_SUDO_PASSWORD),
        ("We trust you have received the usual lecture from the local System\nAdministrator.", None),
        ("Last login: Mon Nov 23 17:40:12 UTC 2026 on pts/0", None),
    ],
)
def test_sudo_stops(text: str, kind: Kind | None) -> None:
    found = stop_in(text, SUDO_STOPS)
    assert (found and found[0]) is kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("ssh: connect to host fw1 port 22: Connection refused", Kind.REFUSED),
        ("ssh: connect to host fw1 port 22: Connection timed out", Kind.TIMED_OUT),
        ("Timeout, server fw1 not responding.", Kind.TIMED_OUT),
        ("ssh: connect to host fw1 port 22: No route to host", Kind.NOT_CONNECTED),
        ("ssh: Could not resolve hostname fw1: Name or service not known", Kind.NOT_CONNECTED),
        ("kex_exchange_identification: Connection closed by remote host", Kind.NOT_CONNECTED),
        ("admin@fw1: Permission denied (publickey,password,keyboard-interactive).", Kind.LOGIN_DENIED),
        ("Received disconnect from 10.0.0.1 port 22:2: Too many authentication failures", Kind.LOGIN_DENIED),
        ("No ED25519 host key is known for fw1 and you have requested strict checking.", Kind.HOST_KEY),
        ("Host key verification failed.", Kind.HOST_KEY),
        ("@    WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!     @", Kind.HOST_KEY),
        ("channel 0: open failed: connect failed: Connection refused\nstdio forwarding failed", Kind.REFUSED),
        ("Connection to fw1 closed by remote host.", None),
        ("", None),
    ],
)
def test_ssh_ends(text: str, kind: Kind | None) -> None:
    found = stop_in(text, SSH_ENDS)
    assert (found and found[0]) is kind


@pytest.mark.parametrize(
    ("line", "is_question"),
    [
        ("Password: ", True),
        ("Enter the token: ", True),
        ("Verification code:", True),
        ("Continue (yes/no)? ", True),
        ("Proceed? [y/n]: ", True),
        ("Please enter 'YES' or 'NO': ", True),
        ("> ", False),
        ("admin@firepower:~$ ", False),
        ("Successful login attempts for user 'admin' : 7", False),
        ("Cisco Fire Linux OS v6.5.0 (build 4)", False),
    ],
)
def test_question(line: str, is_question: bool) -> None:
    assert bool(QUESTION.fullmatch(line)) is is_question


@pytest.mark.parametrize("kind", Kind, ids=lambda kind: kind.name)
def test_every_error_says_what_and_what_to_do(kind: Kind) -> None:
    said = str(ExpertError(kind, "seen\x1b[31m\nhere"))
    assert said.startswith(kind.value.what)
    assert said.endswith(kind.value.advice)
    assert "\n" not in said
    assert "\x1b" not in said
    assert kind.value.seen_as in ("unreachable", "denied", "failed")


@pytest.mark.parametrize("kind", Kind, ids=lambda kind: kind.name)
def test_the_guide_explains_every_error(kind: Kind) -> None:
    seen_as = "fails" if kind.value.seen_as == "failed" else "unreachable"
    row = f"| {kind.value.what} | {seen_as} | {kind.value.advice} |"
    assert row in (Path(__file__).parents[5] / "docs" / "connection.md").read_text(encoding="utf-8")

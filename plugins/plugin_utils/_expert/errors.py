# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What can go wrong on the way to a root shell: each error by name, with what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from .text import quoted, redact


@dataclass(frozen=True)
class Failure:
    """What happened, what to do, and what Ansible makes of it: unreachable, denied (unreachable too) or failed."""

    what: str
    advice: str
    seen_as: str = "failed"


class Kind(Enum):
    """The named errors. docs/connection.md explains each to the user."""

    REFUSED = Failure(
        "the connection was refused",
        "check that the appliance is up and that its ssh access list admits this controller",
        "unreachable",
    )
    TIMED_OUT = Failure(
        "the time ran out", "check the path to the appliance, or raise ansible_expert_login_timeout", "unreachable"
    )
    NOT_CONNECTED = Failure("ssh could not connect", "check name, address and route of the appliance", "unreachable")
    LOST = Failure("the ssh session ended before the command ran", "nothing was run: run the play again", "unreachable")
    LOGIN_LOST = Failure(
        "the ssh session ended during the login",
        "no command was run; it is not tried again, because failed logins lock the account: log in by hand to see why",
        "unreachable",
    )
    LOST_DURING = Failure(
        "the ssh session ended while the command ran",
        "its effect is unknown and it is not run again: look at the appliance before the next try",
    )
    NO_GO = Failure(
        "the appliance did not ask for the command's input",
        "the command may have begun without it, and it is not run again: look at the appliance before the next try",
    )
    HOST_KEY = Failure(
        "the host key is unknown or has changed",
        "compare it at the console, then put it into known_hosts",
        "unreachable",
    )
    LOGIN_DENIED = Failure(
        "the login was not accepted",
        "check user, password and key; it is tried once only, because failed logins lock the account",
        "denied",
    )
    NO_PASSWORD = Failure("ssh asks for a password and none is set", "set ansible_password, or use a key", "denied")
    KEY_PASSPHRASE = Failure("ssh asks for the passphrase of a key", "load the key into an ssh agent", "denied")
    FOREIGN_QUESTION = Failure(
        "another host than the appliance asks for a password",
        "the appliance's password is not given to it: use a key for the jump host",
        "denied",
    )
    SECOND_QUESTION = Failure(
        "a question came that this connection does not know",
        "nothing was answered: log in by hand and settle it, or use an account that is not asked",
    )
    EULA = Failure(
        "the appliance wants its licence agreement accepted",
        "nothing was accepted: log in by hand once and finish the first set-up",
    )
    CHANGE_PASSWORD = Failure(
        "the appliance wants a new password for this user",
        "none was set: log in by hand, change it, then update the inventory",
    )
    SESSION_LIMIT = Failure(
        "the appliance admits no further session of this user",
        "close other sessions (CLISH: show users), or lower forks for this appliance",
    )
    HOP_REFUSED = Failure(
        "'connect ftd' did not lead to the command line of the FTD",
        "set ansible_expert_ftd_name to the name of the logical device, or use its own management address",
    )
    NO_EXPERT = Failure(
        "the command line knows no 'expert'",
        "the shell is locked (system lockdown-sensor) or this user lacks the right: use another user",
    )
    NO_CLI = Failure(
        "the login lands in a shell, not in the command line",
        "show commands can't be asked here (as on an FMC before 6.5)",
    )
    CLI_LINE = Failure("this line is not asked", "only one printable line that begins with 'show ' is")
    CLI_LOST = Failure(
        "the ssh session ended before the command line answered",
        "a show line changes nothing: run the play again",
        "unreachable",
    )
    CLI_TOO_LONG = Failure(
        "the command line's answer is too long", "its beginning is lost: ask by a show line that prints less"
    )
    SUDO_PASSWORD = Failure(
        "sudo did not accept the password",
        "it was tried once: set ansible_become_password, or ansible_expert_sudo_password, to the password of this user",
    )
    NO_SUDO_PASSWORD = Failure(
        "sudo asks for a password and none is set", "set ansible_become_password, or ansible_expert_sudo_password"
    )
    SUDO_DENIED = Failure("this user may not become root by sudo", "use a user with configuration (Config) access")
    NOT_ROOT = Failure("sudo did not give a root shell", "check what 'sudo su -' does for this user")
    BECOME_PASSWORD = Failure(
        "become would give a password where the command's input belongs",
        "leave ansible_expert_elevate at true, or use an account whose sudo asks for none and set no become password",
    )
    NO_HELPER = Failure(
        "the shell can't be used",
        "it needs sh, head, stty, mktemp and one writable directory of /dev/shm, /run, /tmp, /var/tmp",
    )
    DISTURBED = Failure(
        "the answer was disturbed by other output on the terminal, more than once",
        "the command ran once; see what writes to the terminal (wall, syslog)",
    )
    TOO_LONG = Failure("the command is too long", "give the data by a file or by stdin")
    NO_SSH = Failure("the ssh client did not start", "install it, or correct ansible_ssh_executable")


class ExpertError(Exception):
    """A named error; `detail` is the appliance's or ssh's own words, for people, never parsed."""

    def __init__(self, kind: Kind, detail: str = "") -> None:
        super().__init__(kind, detail)
        self.kind = kind
        self.detail = detail

    def __str__(self) -> str:
        said = f" ({quoted(self.detail)})" if self.detail.strip() else ""
        return f"{self.kind.value.what}{said}: {self.kind.value.advice}"

    def without(self, secrets: tuple[bytes, ...]) -> ExpertError:
        """The same error, with no secret in its detail (a device may echo what it should not)."""
        return ExpertError(self.kind, redact(self.detail, secrets))


__all__ = ["ExpertError", "Failure", "Kind"]

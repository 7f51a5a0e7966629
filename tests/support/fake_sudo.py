# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""In the place of sudo behind the stand-in of ssh: asks as sudo does, then runs the command as the test's user.

Usage: fake_sudo.py CONFIG.json [-p PROMPT] su - [root -c COMMAND], or fake_sudo.py CONFIG.json ... -u USER COMMAND
"""

from __future__ import annotations

import json
import os
import signal
import sys
import termios
from pathlib import Path
from typing import Any

DEFAULTS: dict[str, Any] = {
    "password": "",  # "" = NOPASSWD
    # ok | not_in_sudoers | not_this (only a plain `su -` is allowed) | not_allowed | question | cut (ends the session)
    "mode": "ok",
    "umask": "",  # what the login of root sets, e.g. "022"
    "late_echo": False,  # the password shows, as where the echo is switched off too late
    "su_noise": "",  # printed by su before the command
}
LECTURE = """
We trust you have received the usual lecture from the local System
Administrator. It usually boils down to these three things:

    #1) Respect the privacy of others.
    #2) Think before you type.
    #3) With great power comes great responsibility.

"""


def say(text: str) -> None:
    os.write(2, text.encode())


def ask(prompt: str, *, echo: bool) -> str:
    terminal = os.open("/dev/tty", os.O_RDWR)
    before = termios.tcgetattr(terminal)
    quiet = termios.tcgetattr(terminal)
    quiet[3] &= ~termios.ECHO
    termios.tcsetattr(terminal, termios.TCSAFLUSH, before if echo else quiet)
    os.write(terminal, prompt.encode())
    answer = b""
    while not answer.endswith(b"\n") and (byte := os.read(terminal, 1)):
        answer += byte
    termios.tcsetattr(terminal, termios.TCSADRAIN, before)
    os.write(terminal, b"\n")
    return answer.decode().rstrip("\n")


def authenticate(config: dict[str, Any], prompt: str, attempts: Path) -> None:
    for _try in range(3):
        answer = ask(prompt, echo=config["late_echo"])
        with attempts.open("a", encoding="utf-8") as log:
            log.write("answered\n")
        if answer == config["password"]:
            return
        say("Sorry, try again.\n")
    say("sudo: 3 incorrect password attempts\n")
    sys.exit(1)


def refuse(mode: str, words: list[str]) -> None:
    if mode == "not_in_sudoers":
        say("admin is not in the sudoers file.  This incident will be reported.\n")
        sys.exit(1)
    if mode == "not_allowed" or (mode == "not_this" and "-c" in words):
        say(f"Sorry, user admin is not allowed to execute '/bin/{' '.join(words)}' as root on firepower.\n")
        sys.exit(1)
    if mode == "question":
        ask("Verification code: ", echo=True)
        sys.exit(1)


def main(config_path: str, words: list[str]) -> int:
    whole = json.loads(Path(config_path).read_text(encoding="utf-8"))
    config = {**DEFAULTS, **whole.get("sudo", {})}
    if "-u" in words:  # become to another user, from root: asks nothing
        user = words[words.index("-u") + 1]
        os.execvpe("/bin/sh", words[words.index("-u") + 2 :], {**os.environ, "FAKE_USER": user})
    prompt = "Password: "
    if words[0] == "-p":
        prompt, words = words[1], words[2:]
    if whole.get("lecture"):
        say(LECTURE)
    if config["password"]:
        authenticate(config, prompt, Path(f"{config_path}.sudo"))
    if config["mode"] == "cut":
        os.kill(int(Path(whole["ssh"]["pid"]).read_text(encoding="utf-8")), signal.SIGKILL)
    refuse(config["mode"], words)
    if config["umask"]:
        os.umask(int(config["umask"], 8))
    say(config["su_noise"])
    if "-c" in words:
        os.execv("/bin/sh", ["sh", "-c", words[words.index("-c") + 1]])
    os.execvpe("bash", ["bash", "--norc", "--noprofile", "-i"], {**os.environ, "PS1": r"root@\h:\W# "})


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))

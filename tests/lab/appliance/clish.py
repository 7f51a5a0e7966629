# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The restricted command line of an appliance, as a login shell of the lab's sshd and of the stand-in of ssh.

    clish.py [CONFIG.json] [-c LINE]

The configuration is read at each start; what it does not say is as on a healthy FTD (clish_texts.DEFAULTS lists the
keys). With `-c LINE`, or SSH_ORIGINAL_COMMAND, it answers one line and goes, as for `ssh HOST LINE`.
"""

from __future__ import annotations

import json
import os
import sys
import termios
import time
import tty
from pathlib import Path
from typing import TYPE_CHECKING, Any

import clish_texts as texts

if TYPE_CHECKING:
    from collections.abc import Mapping

CONFIG = "/etc/clish.json"
REFUSED = 255  # what the exec channel gives for a line that CLISH does not know


class LeaveCli(Exception):
    """`exit`, or the end of what is typed."""


def out(text: str) -> None:
    os.write(1, text.encode())


class Terminal:
    """Line editing as in CLISH: each character is echoed by the program, not by the terminal."""

    def __init__(self, config: Mapping[str, Any]) -> None:
        self._config = config
        self._broadcast = config["broadcast"]

    def ask(self, prompt: str) -> str:
        before = termios.tcgetattr(0) if os.isatty(0) else None
        if before:
            tty.setcbreak(0)
        try:
            out(f"{self._config['noise']}{prompt}")
            self._below_prompt()
            return self._line()
        finally:
            if before:
                termios.tcsetattr(0, termios.TCSADRAIN, before)

    def _below_prompt(self) -> None:
        if self._broadcast:
            time.sleep(0.05)
            out(f"\n{self._broadcast}\n")
            self._broadcast = ""
        if self._config["flush"]:
            time.sleep(self._config["flush"])
            termios.tcflush(0, termios.TCIFLUSH)

    def _line(self) -> str:
        typed = ""
        while True:
            key = os.read(0, 1)
            if key in (b"", b"\x04"):
                raise LeaveCli
            if key in (b"\r", b"\n"):
                out("\n")
                return typed
            if key in (b"\x7f", b"\x08"):
                typed = typed[:-1]
                out("\b \b")
            elif key >= b" ":
                time.sleep(self._config["slow_echo"])
                typed += key.decode("latin-1")
                out(key.decode("latin-1"))

    def show(self, text: str) -> None:
        """Text by pages, on a terminal."""
        page = self._config["pager"] if os.isatty(1) else 0
        lines = text.splitlines(keepends=True)
        while page and len(lines) > page:
            out("".join(lines[:page]))
            lines = lines[page:]
            if not self._next_page():
                return
        out("".join(lines))

    def _next_page(self) -> bool:
        before = termios.tcgetattr(0)
        tty.setcbreak(0)
        out("--More--")
        key = os.read(0, 1)
        out("\r        \r")
        termios.tcsetattr(0, termios.TCSADRAIN, before)
        return key not in (b"q", b"")


class Clish:
    def __init__(self, config: dict[str, Any], config_path: str) -> None:
        self._config = config
        self._config_path = config_path
        self._terminal = Terminal(config)
        self._status = 0

    def login(self) -> int:
        """An interactive login."""
        time.sleep(self._config["login_delay"])
        if self._config["session_limit"]:
            out("Too many logins for 'admin'.\n")
            return 1
        if self._config["last_login"]:
            out("Last login: Mon Nov 23 17:40:12 UTC 2026 from 10.20.0.9 on pts/0\n")
            out("Successful login attempts for user 'admin' : 7\n")
        self._first_login()
        out(texts.banner(self._config))
        if self._config["direct_shell"]:
            return self._shell()
        try:
            self._hops()
            while True:
                out("\n")
                self._run(self._terminal.ask("> ").strip())
        except LeaveCli:
            return self._status

    def one_line(self, line: str) -> int:
        """What comes over the exec channel is one line, whatever it was meant to be."""
        text = texts.answer(self._config, " ".join(line.split()))
        if text is None:
            sys.stderr.write(f'Syntax error on line stdin:1 "{line}": Unknown command\n')
            return REFUSED
        out(text)
        return 0

    def _first_login(self) -> None:
        """Questions that only a person may answer; whatever is answered here is written down, for the tests."""
        texts_of = {"eula": texts.EULA, "change_password": texts.NEW_PASSWORD_OLD, "question": self._config["question"]}
        for key, text in texts_of.items():
            if self._config[key]:
                self._question(text)

    def _question(self, text: str) -> None:
        out(text)
        answer = self._terminal.ask("")
        Path(f"{self._config_path}.answered").write_text(answer, encoding="utf-8")
        raise SystemExit(1)

    def _hops(self) -> None:
        prompts = [("fxos", f"{self._config['hostname']}# "), ("boot_cli", "Firepower-module1> ")]
        wanted = f"connect ftd {self._config['ftd_name']}".strip()
        for key, prompt in prompts:
            while self._config[key]:
                line = self._terminal.ask(prompt).strip()
                if line == wanted:
                    out("Connecting to ftd console... enter exit to return to bootCLI\n")
                    break
                if line == "exit":
                    raise LeaveCli
                if line:
                    out("\n% Invalid Command at '^' marker\n")

    def _run(self, line: str) -> None:
        if line in ("exit", "logout"):
            raise LeaveCli
        if line == "expert" and not self._config["lockdown"]:
            self._status = self._shell()
            return
        if not line or (line == "expert" and self._config["lockdown"] == "silent"):
            return
        if line in self._config["hang"]:
            time.sleep(600)
        text = texts.answer(self._config, " ".join(line.split()))
        if text is None:
            out(f"                ^\nSyntax error: {'Illegal' if line.startswith('show ') else 'Unknown'} command\n")
        else:
            self._terminal.show(text)

    def _shell(self) -> int:
        time.sleep(self._config["expert_delay"])
        if self._config["notice"]:
            out(texts.NOTICE)
        if self._config["expert_question"]:
            self._question(self._config["expert_question"])
        sys.stdout.flush()
        child = os.fork()
        if child == 0:
            self._become_shell()
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) & 0xFF

    def _become_shell(self) -> None:
        path = ":".join(part for part in (self._config["path"], os.environ.get("PATH", "/usr/bin:/bin")) if part)
        kept = {key: value for key, value in os.environ.items() if key != "SSH_ORIGINAL_COMMAND"}
        terminal = ["-i"] if os.isatty(0) else []
        if self._config["shell"] == "bash":
            words = ["bash", "--noprofile", "--rcfile", self._start_file(), *terminal]
        else:
            words = [*self._config["shell"].split(), *terminal]
            kept["PS1"] = "admin@firepower:~$ "
        os.execvpe(words[0], words, {**kept, "PATH": path})

    def _start_file(self) -> str:
        """A start file for bash that exists in memory only."""
        start = f"PS1={json.dumps(self._config['prompt'])}\n"
        if self._config["tmout"]:
            start += f"readonly TMOUT={self._config['tmout']}\n"
        if self._config["profile_noise"]:
            start += f"printf %b {json.dumps(self._config['profile_noise'])}\n"
        memory = os.memfd_create("rc", 0)
        os.write(memory, start.encode())
        os.lseek(memory, 0, os.SEEK_SET)
        return f"/dev/fd/{memory}"


def configuration(path: str) -> dict[str, Any]:
    own = json.loads(Path(path).read_text(encoding="utf-8")) if Path(path).exists() else {}
    return {**texts.DEFAULTS, **own}


def main(words: list[str]) -> int:
    line = os.environ.get("SSH_ORIGINAL_COMMAND")
    if "-c" in words:
        line = words[words.index("-c") + 1]
        words = words[: words.index("-c")]
    path = words[0] if words else CONFIG
    clish = Clish(configuration(path), path)
    return clish.login() if line is None else clish.one_line(line)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

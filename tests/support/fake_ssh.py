# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A small program in the place of ssh: no server, no network, no root. For tests of the connection on any machine.

    fake_ssh.py CONFIG.json SSH-ARGUMENTS…

It asks its questions on /dev/tty and runs the lab's CLISH on a terminal, as ssh would. CONFIG.json is CLISH's own
configuration, with a part `ssh` of the keys in DEFAULTS, and a part `sudo` (see fake_sudo.py).
"""

from __future__ import annotations

import importlib
import json
import os
import pty
import select
import signal
import sys
from pathlib import Path
from typing import Any

CLISH = Path(__file__).parents[1] / "lab" / "appliance" / "clish.py"
WITH_VALUE = "eopliOJF"

DEFAULTS: dict[str, Any] = {
    "password": "",  # "" = a key is enough
    "prompt": "(admin@{host}) Password: ",
    "before": "",  # asked before the password, e.g. by a jump host
    "after": "",  # asked after the password
    "stderr": "",  # written instead of a session, e.g. "Connection refused"
    "closes": "",  # written after the password, instead of a session
    "config": "hostname {host}\nproxyjump none\n",  # the answer to -G
    "log": "",  # file: one JSON line for each start, with argv and environment
    "pid": "",  # file: the process, so that a command can cut its own session
    "answers": "",  # file: one line for each question that was answered
}


def parse(words: list[str]) -> tuple[dict[str, list[str]], str]:
    """The options by letter, and the host."""
    options: dict[str, list[str]] = {}
    rest = list(words)
    while rest and rest[0].startswith("-"):
        letter = rest.pop(0)[1:]
        options.setdefault(letter[0], []).append(rest.pop(0) if letter in WITH_VALUE else "")
    return options, rest[0] if rest else ""


def ask(question: str, answers: str) -> str:
    terminal = os.open("/dev/tty", os.O_RDWR)
    os.write(terminal, f"\r{question}".encode())  # ssh begins its questions like this
    answer = b""
    while not answer.endswith(b"\n"):
        byte = os.read(terminal, 1)
        if not byte:
            break
        answer += byte
    os.close(terminal)
    if answers:
        with Path(answers).open("a", encoding="utf-8") as log:
            log.write("answered\n")
    return answer.decode().rstrip("\n")


def log_in(config: dict[str, Any], host: str) -> None:
    if config["stderr"]:
        sys.stderr.write(config["stderr"].format(host=host) + "\n")
        sys.exit(255)
    for question in (config["before"], config["password"] and config["prompt"], config["after"]):
        if question and ask(question.format(host=host), config["answers"]) != config["password"]:
            sys.stderr.write(f"admin@{host}: Permission denied (publickey,password,keyboard-interactive).\n")
            sys.exit(255)
    if config["closes"]:
        sys.stderr.write(config["closes"].format(host=host) + "\n")
        sys.exit(255)


def relay(terminal: int) -> None:
    """Bytes between stdin, stdout and the session's terminal, until the session ends."""
    sources = [0, terminal]
    while True:
        ready, _w, _x = select.select(sources, [], [])
        try:
            if terminal in ready:
                data = os.read(terminal, 65536)
                if not data:
                    return
                os.write(1, data)
            if 0 in ready:
                data = os.read(0, 4096)
                if data:
                    os.write(terminal, data)
                else:
                    sources.remove(0)
        except OSError:
            return


def main(config_path: str, words: list[str]) -> int:
    whole = json.loads(Path(config_path).read_text(encoding="utf-8"))
    config = {**DEFAULTS, **whole.get("ssh", {})}
    if config["log"]:
        with Path(config["log"]).open("a", encoding="utf-8") as log:
            log.write(json.dumps({"argv": words, "environ": dict(os.environ)}) + "\n")
    options, host = parse(words)
    if "G" in options:
        sys.stdout.write(config["config"].format(host=host))
        return 0
    if "O" in options:
        return 0
    if config["pid"]:
        Path(config["pid"]).write_text(str(os.getpid()), encoding="utf-8")
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    log_in(config, host)
    child, terminal = pty.fork()
    if child == 0:
        sys.path.insert(0, str(CLISH.parent))
        os._exit(importlib.import_module(CLISH.stem).main([config_path]))
    relay(terminal)
    os.close(terminal)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) & 0xFF


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))

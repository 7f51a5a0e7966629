# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""service.sh with a stand-in of pmtool, under the shells that an appliance may have; killed at every step."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest

from ansible_collections.firepower.sse.plugins.plugin_utils._errors import SseError
from ansible_collections.firepower.sse.plugins.plugin_utils._service.service import Order, render, result_of

pytestmark = pytest.mark.shell

SHELLS = ["dash", "bash", "busybox sh"]
BOUNDARY = "=sse-" + 32 * "a"
# Keeps its state in files beside itself. A file `hold-VERB-before` or `-after` makes it wait there until it is gone, at
# most ten seconds, and `at-VERB-before` says that it has come there.
PMTOOL = """#!/bin/sh
cd "${0%/*}" || exit 1
hold() {
    [ -e "hold-$1" ] || return 0
    : >"at-$1"; n=0
    while [ -e "hold-$1" ] && [ $n -lt 100 ]; do sleep 0.1; n=$((n + 1)); done
}
verb=$1
[ "$verb" = status ] || { echo "$verb $2" >>log; hold "$verb-before"; }
case $verb in
    status)
        [ ! -e silent ] || { cat silent; exit 1; }
        printf 'Received status (0): \\nDaemons:\\nsnort (normal) - Running 7\\n'
        printf '\\tRequired by: SSEConnector (x) - Running 1\\n'
        printf 'SSEConnector (system) - %s\\n\\tCommand: x\\nEventHandler (normal) - Running 8\\n' "$(cat state)" ;;
    disablebyid) echo 'User Disabled' >state ;;
    enablebyid)
        [ ! -e broken ] || exit 0
        case $(cat state) in Running*) exit 0 ;; esac
        next=$(($(cat pid) + 1)); echo "Running $next" >state; echo $next >pid ;;
esac
[ "$verb" = status ] || hold "$verb-after"
"""


class Appliance:
    """A tree with pmtool, and the shell under test."""

    def __init__(self, root: Path, shell: str) -> None:
        self.root, self.shell = root, shell
        self.bins = root / "usr/local/sf/bin"
        self.bins.mkdir(parents=True)
        self.file("pmtool", PMTOOL)
        self.file("id", "#!/bin/sh\necho 0\n")
        self.file("state", "Running 100\n")
        self.file("pid", "100\n")

    def file(self, name: str, text: str = "") -> None:
        (self.bins / name).write_text(text)
        (self.bins / name).chmod(0o755)

    def read(self, name: str) -> str:
        path = self.bins / name
        return path.read_text().strip() if path.exists() else ""

    def text(self, order: Order, watchdog: float = 30) -> bytes:
        text = render(order, boundary=BOUNDARY).replace("/bin/sh", self.shell)
        return f"sse_watchdog={watchdog}\n{text}".encode()

    def order(self, state: str, **others: Any) -> Order:
        return Order(**{"daemon": "SSEConnector", "state": state, "root": str(self.root), "timeout": 5, **others})

    def run(self, state: str, **others: Any) -> dict[str, Any]:
        order = self.order(state, **others)
        done = subprocess.run(
            [*self.shell.split(), "-s"], input=self.text(order), capture_output=True, timeout=30, check=True
        )
        assert done.stderr == b""
        return result_of(done.stdout.decode(), order=order, boundary=BOUNDARY)

    def until(self, condition: Any, seconds: float = 8) -> bool:
        end = time.monotonic() + seconds
        while not condition() and time.monotonic() < end:
            time.sleep(0.05)
        return bool(condition())

    def processes(self, name: str) -> list[int]:
        """Of this appliance: those whose command line has that word and this tree."""
        found = []
        for path in Path("/proc").glob("[0-9]*/cmdline"):
            try:
                words = path.read_bytes().split(b"\0")
            except OSError:
                continue
            if name.encode() in words and any(str(self.root).encode() in word for word in words):
                found.append(int(path.parent.name))
        return found


@pytest.fixture(name="appliance", params=SHELLS)
def fixture_appliance(request: pytest.FixtureRequest, tmp_path: Path) -> Appliance:
    return Appliance(tmp_path, request.param)


@pytest.mark.parametrize(
    ("found", "state", "action", "left", "verbs"),
    [
        ("Running 100", "started", "none", "Running 100", ""),
        ("User Disabled", "started", "enable", "Running 101", "enablebyid SSEConnector"),
        ("Down", "started", "enable", "Running 101", "enablebyid SSEConnector"),
        ("Running 100", "stopped", "disable", "User Disabled", "disablebyid SSEConnector"),
        ("Disabled", "stopped", "none", "Disabled", ""),
        (
            "Running 100",
            "restarted",
            "restart",
            "Running 101",
            "disablebyid SSEConnector\nenablebyid SSEConnector",
        ),
        ("Down", "restarted", "restart", "Running 101", "disablebyid SSEConnector\nenablebyid SSEConnector"),
        ("User Disabled", "restarted", "enable", "Running 101", "enablebyid SSEConnector"),
    ],
)
def test_every_state(appliance: Appliance, found: str, state: str, action: str, left: str, verbs: str) -> None:
    appliance.file("state", f"{found}\n")
    planned = appliance.run(state, apply=False)
    assert (planned["action"], appliance.read("log"), appliance.read("state")) == (action, "", found)
    assert planned["state"]["raw"] == found
    result = appliance.run(state)
    assert (result["action"], result["changed"]) == (action, action != "none")
    assert (result["before"]["raw"], result["state"]["raw"]) == (found, left)
    assert appliance.read("log") == verbs
    assert result["diff"]["after"] == f"SSEConnector - {left}\n"
    if action in ("enable", "disable", "none"):
        assert appliance.run(state)["changed"] is (state == "restarted")


def test_nothing_stays_behind(appliance: Appliance) -> None:
    appliance.run("restarted")
    assert appliance.until(lambda: not appliance.processes("sse-watchdog") + appliance.processes("sse-restart"))
    assert appliance.read("log").count("enablebyid") == 1


@pytest.mark.parametrize("step", ["disablebyid-before", "disablebyid-after", "enablebyid-before", "enablebyid-after"])
@pytest.mark.parametrize("victim", ["session", "child", "child's group", "watchdog"])
def test_killed_at_every_step_the_daemon_is_not_left_off(tmp_path: Path, step: str, victim: str) -> None:
    """SIGKILL for the shell and all of its session, for the child that restarts, for the watchdog."""
    appliance = Appliance(tmp_path, "dash")
    appliance.file(f"hold-{step}")
    shell = subprocess.Popen(["dash", "-s"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True)
    assert shell.stdin
    shell.stdin.write(appliance.text(appliance.order("restarted"), watchdog=1.5))
    shell.stdin.close()
    assert appliance.until((appliance.bins / f"at-{step}").exists)
    kill(appliance, victim, shell)
    (appliance.bins / f"hold-{step}").unlink()
    shell.wait(timeout=20)
    assert appliance.until(lambda: appliance.read("state").startswith("Running"))
    assert appliance.until(lambda: not appliance.processes("sse-watchdog") + appliance.processes("sse-restart"), 12)
    assert appliance.read("state").startswith("Running")


def kill(appliance: Appliance, victim: str, shell: subprocess.Popen[bytes]) -> None:
    if victim == "session":
        os.killpg(shell.pid, signal.SIGKILL)
        return
    (pid,) = appliance.processes("sse-watchdog" if victim == "watchdog" else "sse-restart")[:1]
    if victim == "child's group":
        os.killpg(os.getpgid(pid), signal.SIGKILL)
    else:
        os.kill(pid, signal.SIGKILL)


def test_without_setsid(tmp_path: Path) -> None:
    """The session that ends takes nothing along, as sshd's hang-up is ignored."""
    appliance = Appliance(tmp_path, "dash")
    text = appliance.text(appliance.order("restarted")).replace(b"command -v setsid", b"command -v no-such-program")
    subprocess.run(["dash", "-s"], input=text, check=True, timeout=20, capture_output=True)
    assert appliance.read("state") == "Running 101"
    assert appliance.until(lambda: not appliance.processes("sse-restart"))


@pytest.mark.parametrize("size", [0.3, 0.9, 0.999])
def test_a_part_of_the_text_does_nothing(appliance: Appliance, size: float) -> None:
    text = appliance.text(appliance.order("stopped"))
    subprocess.run(
        [*appliance.shell.split(), "-s"],
        input=text[: int(len(text) * size)],
        capture_output=True,
        timeout=20,
        check=False,
    )
    assert appliance.read("state") == "Running 100"


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        (
            {"id": "#!/bin/sh\necho 1000\n"},
            "pmtool needs root, and the commands ran there as uid '1000': set become: true",
        ),
        ({"silent": "No PM running!\n"}, "process manager does not run"),
        ({"silent": "x\n\x1b[31mgone\n"}, "lists no daemon SSEConnector; it said 'gone'"),
        ({"silent": "SSEConnectorX (system) - Running 1\n"}, "lists no daemon SSEConnector; it lists 1 others"),
        ({"broken": "", "state": "Down\n"}, "should be restarted after 1 s, and pmtool status says 'User Disabled'"),
    ],
    ids=["no root", "no manager", "garbage", "unknown daemon", "does not come up"],
)
def test_one_sentence(tmp_path: Path, files: dict[str, str], sentence: str) -> None:
    appliance = Appliance(tmp_path, "dash")
    for name, text in files.items():
        appliance.file(name, text)
    with pytest.raises(SseError, match=sentence) as caught:
        appliance.run("restarted", timeout=1)
    assert "\n" not in str(caught.value)
    if "broken" not in files:
        assert appliance.read("log") == ""
    for pid in appliance.processes("sse-watchdog"):
        os.killpg(os.getpgid(pid), signal.SIGKILL)


def test_no_pmtool(tmp_path: Path) -> None:
    appliance = Appliance(tmp_path, "dash")
    (appliance.bins / "pmtool").unlink()
    with pytest.raises(SseError, match="There is no pmtool on the appliance"):
        appliance.run("started")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "was cut"),
        (f"#firepower.sse capture 1 {BOUNDARY}\n\n{BOUNDARY} begin before\nx\n{BOUNDARY} out\n", "was cut"),
    ],
)
def test_a_cut_answer(text: str, sentence: str) -> None:
    with pytest.raises(SseError, match=sentence):
        result_of(text, order=Order("SSEConnector", "restarted"), boundary=BOUNDARY)

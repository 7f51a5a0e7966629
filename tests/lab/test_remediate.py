# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""remediate.yml on a fleet of its own. What was changed is told by the lab's record of every changing command."""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LAB = Path(__file__).parent / "lab"
FLEET = Path(__file__).parent / "fleets" / "repair.yml"
QUICK = {
    "remediate_recovery_timeout": 9,
    "remediate_recovery_delay": 3,
    "remediate_quiet_seconds": 2,
    "remediate_reboot_timeout": 30,
    "remediate_settle_seconds": 2,
}
# Before it has any connection: while one stands, a silent interface is no sure cause.
HANG = "pmtool restartbyid SSEConnector; until pkill -STOP -x connector; do :; done"
RESTART = ["disablebyid SSEConnector", "enablebyid SSEConnector"]


class Lab:
    """A lab beside the one that these tests run in: its own folder, its own namespaces."""

    def __init__(self, place: Path) -> None:
        self.place = place
        environment = {key: value for key, value in os.environ.items() if key != "SSE_LAB_DIR"}
        self.environment = {**environment, "ANSIBLE_NOCOLOR": "1"}
        self.run("up", str(FLEET), "--dir", str(place / "lab"))

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(LAB), *words], env=self.environment, capture_output=True, text=True, timeout=300, check=True
        )

    def changes(self, host: str) -> list[str]:
        log = self.place / "lab" / host / "changes.log"
        return log.read_text(encoding="utf-8").splitlines() if log.exists() else []

    def command(self, playbook: str, *args: str, **variables: Any) -> list[str]:
        words = [
            "ansible-playbook",
            f"firepower.sse.{playbook}",
            "-i",
            str(self.place / "lab" / "inventory.yml"),
            *args,
        ]
        return [str(LAB), "exec", "--dir", str(self.place / "lab"), "--", *words, "-e", json.dumps(variables)]

    def play(self, command: list[str]) -> tuple[int, str]:
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True, timeout=300, check=False)
        return done.returncode, done.stdout + done.stderr

    def remediate(self, out: str, *args: str, **variables: Any) -> tuple[int, str]:
        given = {**QUICK, "remediate_output_dir": str(self.place / out), **variables}
        return self.play(self.command("remediate", *args, **given))

    def folder(self, out: str) -> Path:
        """That of the last run that was told to write there."""
        return max((self.place / out).iterdir())

    def outcome(self, out: str, when: str, host: str) -> str:
        """By the result file of before, or after."""
        whole = json.loads((self.folder(out) / when / "result.json").read_text(encoding="utf-8"))
        return next(entry["outcome"] for entry in whole["appliances"] if entry["host"] == host)

    def record(self, out: str, host: str) -> dict[str, Any]:
        found: dict[str, Any] = json.loads((self.folder(out) / f"{host}.repair.json").read_text(encoding="utf-8"))
        return found


@pytest.fixture(name="lab", scope="module")
def fixture_lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    lab = Lab(tmp_path_factory.mktemp("repair"))
    yield lab
    lab.run("down", "--dir", str(lab.place / "lab"))
    sys.stdout.flush()


def test_check_mode_changes_nothing(lab: Lab) -> None:
    before = {path.parent.name: path.read_text() for path in (lab.place / "lab").glob("*/changes.log")}
    status, output = lab.remediate("dry", "--check", "-l", "ftd", remediate_max_hosts=9, remediate_reboot="if_needed")
    assert status == 0, output
    assert {path.parent.name: path.read_text() for path in (lab.place / "lab").glob("*/changes.log")} == before
    assert "disabled (7.2.5)  enable_connector" in output


def test_too_many_at_once_change_nothing(lab: Lab) -> None:
    before = lab.changes("disabled")
    status, output = lab.remediate("many", "-l", "no-socket,disabled", remediate_max_hosts=1)
    assert status == 2, output
    assert "at most 1 may be in one run" in output
    assert lab.changes("disabled") == before


def test_what_the_appliance_can_not_repair_is_left_alone(lab: Lab) -> None:
    hosts = ("blocked", "hung-connected", "handler-down", "disabled-unasked", "healthy")
    before = {host: lab.changes(host) for host in hosts}
    status, output = lab.remediate("left", "-l", ",".join(hosts))
    assert status == 0, output
    assert {host: lab.changes(host) for host in hosts} == before
    assert "hosts   eventing-ingest.eu.sse.itd.cisco.com:443 timed_out" in output


@pytest.mark.parametrize(("host", "done"), [("disabled", ["enablebyid SSEConnector"]), ("hung", RESTART)])
def test_a_connector_is_repaired(lab: Lab, host: str, done: list[str]) -> None:
    if host == "hung":
        lab.run("exec", host, "--dir", str(lab.place / "lab"), "--", "sh", "-c", HANG)
    before = lab.changes(host)
    status, output = lab.remediate(host, "-l", host)
    assert status == 0, output
    assert lab.changes(host) == before + done, output
    record = lab.record(host, host)
    assert (record["helped"], record["plan"]["outcome"]) == (True, "not_delivering")
    assert record["after"]["outcome"] in ("delivering", "idle")
    outcomes = [lab.outcome(host, when, host) for when in ("before", "after")]
    assert outcomes == ["not_delivering", record["after"]["outcome"]]
    folder = lab.folder(host)
    assert f"files   {folder}" in output
    assert (folder / "captures" / f"{host}.capture").exists()
    assert (folder / "after" / "report.html").exists()
    assert not (folder / "failed.txt").exists()


def test_a_restart_that_is_required_is_only_said(lab: Lab) -> None:
    before = lab.changes("no-socket")
    status, output = lab.remediate("required", "-l", "no-socket")
    assert status == 2, output
    assert lab.changes("no-socket") == before + RESTART
    assert "a restart of the appliance is required" in output


def test_the_missing_socket_needs_the_appliances_restart(lab: Lab) -> None:
    before = lab.changes("no-socket")
    allowed = {"remediate_reboot": "if_needed", "remediate_outage_accepted": ["no-socket"]}
    status, output = lab.remediate("socket", "-l", "no-socket", **allowed)
    assert status == 0, output
    assert lab.changes("no-socket") == [*before, *RESTART, "reboot"]
    assert lab.record("socket", "no-socket")["helped"] is True


def test_the_run_stops_after_one_that_does_not_come_back(lab: Lab) -> None:
    hosts = ("never-back", "standby-failed-peer")
    before = {host: lab.changes(host) for host in hosts}
    allowed = {"remediate_reboot": "if_needed", "remediate_outage_accepted": ["never-back"]}
    status, output = lab.remediate("never", "-l", ",".join(hosts), **allowed)
    assert status == 2, output
    assert lab.changes("never-back") == [*before["never-back"], *RESTART, "reboot"]
    assert lab.changes("standby-failed-peer") == before["standby-failed-peer"]
    shown = " ".join(output.split())
    assert "no login was possible since" in shown
    assert "FAILED standby-failed-peer: not begun: an earlier appliance was not repaired" in shown
    assert (lab.folder("never") / "failed.txt").read_text(encoding="utf-8").split() == list(hosts)
    assert lab.record("never", "never-back")["helped"] is False


def test_a_standby_whose_partner_has_failed_is_not_restarted(lab: Lab) -> None:
    before = lab.changes("standby-failed-peer")
    status, output = lab.remediate("standby", "-l", "standby-failed-peer", remediate_reboot="if_needed")
    assert status == 2, output
    assert lab.changes("standby-failed-peer") == before + RESTART
    assert "other unit Failed" in " ".join(output.split())


def test_only_what_was_approved_is_done(lab: Lab) -> None:
    """The plan is that of a run in check mode; of one of its appliances the cause is another one meanwhile."""
    hosts = ("approved", "other-cause")
    before = {host: lab.changes(host) for host in hosts}
    status, output = lab.remediate("apply", "--check", "-l", ",".join(hosts))
    assert status == 0, output
    lab.run("fault", "other-cause", "events_tcp_dropped", "--dir", str(lab.place / "lab"))
    plan = str(lab.folder("apply") / "before" / "result.json")
    status, output = lab.remediate("apply", "-l", ",".join((*hosts, "cut-off")), remediate_plan=plan)
    assert status == 0, output
    shown = " ".join(output.split())
    assert lab.changes("approved") == [*before["approved"], "enablebyid SSEConnector"]
    assert lab.changes("other-cause") == before["other-cause"]
    assert lab.changes("cut-off") == []
    assert "it is not in the approved plan" in shown
    assert lab.outcome("apply", "after", "approved") in ("delivering", "idle")
    assert lab.outcome("apply", "after", "other-cause") == "not_delivering"


def test_the_standby_unit_of_a_pair_is_restarted_and_waited_for(lab: Lab) -> None:
    before = lab.changes("pair-b")
    status, output = lab.remediate("pair", "-l", "pair-b", remediate_reboot="if_needed")
    assert status == 0, output
    assert lab.changes("pair-b") == [*before, *RESTART, "reboot"]
    assert lab.changes("pair-a") == []
    assert lab.record("pair", "pair-b")["helped"] is True


def test_no_restart_while_the_fmc_deploys(lab: Lab) -> None:
    before = lab.changes("deployed-to")
    allowed = {"remediate_reboot": "if_needed", "remediate_outage_accepted": ["deployed-to"]}
    status, output = lab.remediate("deploys", "-l", "deployed-to", **allowed)
    assert status == 2, output
    assert lab.changes("deployed-to") == before + RESTART
    assert "fmc-busy: it is at work: Deployment to deployed-to (Deploying)" in " ".join(output.split())


def test_a_controller_that_is_killed_leaves_the_connector_on(lab: Lab) -> None:
    mark = {"SSE_TEST_MARK": str(lab.place)}
    command = lab.command("remediate", "-l", "cut-off", **QUICK, remediate_output_dir=str(lab.place / "cut"))
    with subprocess.Popen(
        command, env={**lab.environment, **mark}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        until(lambda: RESTART[0] in lab.changes("cut-off"), seconds=60)
        for pid in marked(f"SSE_TEST_MARK={lab.place}"):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        process.wait(timeout=10)
    until(lambda: lab.changes("cut-off") == RESTART, seconds=40)
    status = lab.run("exec", "cut-off", "--dir", str(lab.place / "lab"), "--", "sh", "-c", "pmtool status")
    assert re.search(r"^SSEConnector .* - Running \d+", status.stdout, re.MULTILINE), status.stdout
    assert not (lab.folder("cut") / "cut-off.repair.json").exists()


def marked(word: str) -> list[int]:
    """The processes with this word in their environment: the playbook, its workers, their ssh clients."""
    found = []
    for path in Path("/proc").glob("[0-9]*/environ"):
        with contextlib.suppress(OSError):
            if word.encode() in path.read_bytes().split(b"\0"):
                found.append(int(path.parent.name))
    return found


def until(true: Callable[[], bool], *, seconds: float) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, f"not within {seconds} s"
        time.sleep(0.02)

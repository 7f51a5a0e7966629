# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""playbooks/check.yml as a whole: real ansible-playbook, real report, and a stand-in for the action that looks."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from ansible_collections.firepower.sse.plugins.action import report
from ansible_collections.firepower.sse.tests.support.plays import ansible_playbook
from ansible_collections.firepower.sse.tests.unit.plugins.plugin_utils._report import samples

COLLECTION = Path(report.__file__).parents[2]
SSE = Path("ansible_collections", "firepower", "sse")
STAND_IN = """
import json
from pathlib import Path

from ansible.errors import AnsibleConnectionFailure

from ansible_collections.firepower.sse.plugins.plugin_utils._action import SseAction, argument_spec_of

HERE = Path(__file__).parent
RESULTS = json.loads((HERE / "results.json").read_text())

class ActionModule(SseAction):
    SPEC = argument_spec_of("appliance_check")

    def act(self, args, task_vars):
        host = task_vars["inventory_hostname"]
        (HERE / f"args-{host}.json").write_text(json.dumps(args))
        if RESULTS[host].get("unreachable"):
            raise AnsibleConnectionFailure(RESULTS[host]["msg"])
        return RESULTS[host]
"""
HOSTILE = "{{ lookup('pipe', 'touch pwned') }}"
BLOCKED = samples.result("not_delivering", [samples.finding(headline=f"blocked {HOSTILE}", seen=[HOSTILE])])
HOSTS = {"good": samples.result(), "idle": samples.result("idle"), "blocked": BLOCKED, "dead": samples.UNREACHABLE}


@pytest.fixture(name="site", scope="module")
def fixture_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory with the collection, its looking action replaced, and inventories."""
    site = tmp_path_factory.mktemp("site")
    root = site / SSE
    (root / "plugins" / "action").mkdir(parents=True)
    for name in (
        "playbooks",
        "meta",
        "roles",
        "plugins/plugin_utils",
        "plugins/modules",
        "plugins/doc_fragments",
        "plugins/action/report.py",
    ):
        (root / name).symlink_to(COLLECTION / name)
    (root / "plugins" / "action" / "appliance_check.py").write_text(STAND_IN)
    (root / "plugins" / "action" / "results.json").write_text(json.dumps(HOSTS))
    inventory = {
        "all": {
            "vars": {"ansible_connection": "local", "ansible_become": False},
            "children": {"firewalls": {"hosts": {name: {} for name in HOSTS}}, "db": {"hosts": {"postgres": {}}}},
        }
    }
    (site / "inventory.yml").write_text(json.dumps(inventory))
    (site / "pattern.yml").write_text(json.dumps({"all": {"vars": {"sse_hosts": "firewalls"}}}))
    (site / "undefined.yml").write_text(json.dumps({"all": {"vars": {"sse_region": "{{ nope }}"}}}))
    (site / "empty.yml").write_text("")
    (site / "own.yml").write_text(example())
    return site


def example() -> str:
    """The playbook that docs/result.md shows."""
    page = (COLLECTION / "docs" / "result.md").read_text(encoding="utf-8")
    return page.partition("## In a playbook of your own")[2].partition("```yaml\n")[2].partition("```")[0]


def given_to(site: Path, host: str) -> dict[str, Any]:
    """The arguments that the action had for a host."""
    args: dict[str, Any] = json.loads((site / SSE / "plugins" / "action" / f"args-{host}.json").read_text())
    return args


def play(site: Path, *args: str, playbook: str = "firepower.sse.check") -> tuple[int, str, dict[str, Any]]:
    """Exit status, output, and the result file of this run."""
    out = site / "out" / "result.json"
    out.unlink(missing_ok=True)
    status, output = ansible_playbook(site, playbook, "-e", "sse_output_dir=out", *args, collections=site)
    return status, output, json.loads(out.read_text()) if out.exists() else {}


def failed_in(output: str) -> list[str]:
    """The hosts that the recap shows red."""
    recap = output.partition("PLAY RECAP")[2]
    return sorted(line.split()[0] for line in recap.splitlines() if "failed=1" in line)


@pytest.mark.parametrize("tags", [[], ["--tags", "foo"]], ids=["", "tags of nobody"])
def test_a_mixed_fleet_in_check_mode(site: Path, tags: list[str]) -> None:
    status, output, result = play(site, "-i", "inventory.yml", "-e", "sse_hosts=firewalls", "--check", *tags)
    assert status == 2, output
    assert failed_in(output) == ["blocked", "dead"]
    assert result["verdict"]["because"] == ["critical", "unreachable"]
    assert result["asked"] == 4
    assert "changed=1" not in output
    assert not (site / "pwned").exists()
    verdict = "FAILED: 1 cause, 1 unreachable   out/result.json"
    assert (output.count(verdict), output.rindex(verdict) > output.rindex("fatal: [")) == (2, True)


def test_fine_under_a_limit(site: Path) -> None:
    status, output, result = play(site, "-i", "inventory.yml", "-l", "good,idle")
    assert status == 0, output
    assert (result["asked"], result["verdict"]["failed"]) == (2, False)
    assert "Could not match supplied host pattern" not in output


@pytest.mark.parametrize(
    ("args", "status", "sentence"),
    [
        (
            ["-i", "inventory.yml", "-e", "sse_hosts=firewalls", "-l", "db"],
            2,
            "sse_hosts=firewalls matches no host of this inventory under --limit db",
        ),
        (["-i", "inventory.yml", "-i", "pattern.yml"], 2, "sse_hosts=firewalls stands in the inventory"),
        (["-i", "empty.yml"], 2, "sse_hosts=all matches no host of this inventory"),
        (["-i", "empty.yml", "-l", "fw1"], 4, "the inventory holds no host"),
        (["-i", "nowhere.yml"], 2, "sse_hosts=all matches no host of this inventory"),
        (["-i", "nowhere.yml", "-l", "fw1"], 4, "the inventory holds no host"),
        (["-i", "inventory.yml", "-l", "fw1"], 1, "no hosts to target"),
        (["-i", "inventory.yml", "-l", "good", "--skip-tags", "always"], 4, "--skip-tags leaves no task"),
        (["-i", "inventory.yml", "-l", "dead"], 2, "FAILED: nothing was checked, 1 unreachable"),
    ],
    ids=[
        "disjoint limit",
        "pattern in the inventory",
        "empty inventory",
        "empty inventory under a limit",
        "no inventory",
        "no inventory under a limit",
        "limit of nobody",
        "skipped",
        "all unreachable",
    ],
)
def test_no_appliance_is_never_success(site: Path, args: list[str], status: int, sentence: str) -> None:
    found, output, _result = play(site, *args)
    assert found == status, output
    assert sentence in " ".join(output.split())


def test_the_verdict_ends_a_run_that_all_failed(site: Path) -> None:
    _status, output, _result = play(site, "-i", "inventory.yml", "-l", "dead,blocked")
    verdict = "FAILED: 1 cause, 1 unreachable   out/result.json"
    assert failed_in(output) == ["blocked", "dead"]
    assert output.rindex(verdict) > output.rindex("fatal: [")


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (["-e", "sse_output_dir=inventory.yml/out"], "Set output_dir to a writable directory."),
        (["-e", "sse_fail_on=typo"], "value of fail_on must be one or more of: critical, warning"),
        (["-e", "sse_fail_on=[typo]"], "fail_on is a text that begins with [ and must be JSON"),
    ],
    ids=["directory", "policy", "JSON"],
)
def test_no_appliance_is_touched_for_nothing(site: Path, args: list[str], sentence: str) -> None:
    status, output, result = play(site, "-i", "inventory.yml", "-l", "good", *args)
    assert (status, result) == (2, {}), output
    assert sentence in " ".join(output.split())
    assert "Collect, parse and assess" not in output


def test_variables_as_a_survey_gives_them(site: Path) -> None:
    texts = {"sse_fail_on": '["nothing_checked"]', "sse_extra_hosts": '[{"host": "a.b"}]', "sse_region": "eu"}
    texts |= {"sse_expected_cloud_events": "true"}
    status, output, result = play(site, "-i", "inventory.yml", "-l", "good,dead", "-e", json.dumps(texts))
    assert status == 0, output
    assert result["policy"]["fail_on"] == ["nothing_checked"]
    given = given_to(site, "good")
    assert given["extra_hosts"][0]["host"] == "a.b"
    assert (given["region"], given["expected"]["region"], given["expected"]["cloud_events"]) == ("eu", "eu", "on")


def test_a_variable_that_is_undefined_is_named(site: Path) -> None:
    status, _output, result = play(site, "-i", "inventory.yml", "-i", "undefined.yml", "-l", "good")
    assert status == 2
    assert result["appliances"][0]["error"].startswith(
        "The variable sse_region, for the option region, can't be made out: 'nope' is undefined"
    )


def test_the_playbook_of_the_page(site: Path) -> None:
    status, output, _result = play(site, "-i", "inventory.yml", "-e", "sse_region=apj", playbook="own.yml")
    assert status == 2, output
    assert "FAILED: 1 cause, 1 unreachable   reports/result.json" in output
    assert given_to(site, "good")["region"] == "apj"


def test_defaults_of_the_group(site: Path) -> None:
    """A default that not all actions know must reach only those of the group, which read an appliance."""
    plays = yaml.safe_load(example())
    for one in plays:
        one["module_defaults"] = {"group/firepower.sse.sse": {"region": "us", "max_probes": 2}}
    (site / "defaults.yml").write_text(json.dumps(plays))
    _status, output, _result = play(site, "-i", "inventory.yml", playbook="defaults.yml")
    assert "FAILED: 1 cause, 1 unreachable   reports/result.json" in output
    assert (given_to(site, "good")["region"], given_to(site, "good")["max_probes"]) == ("us", 2)

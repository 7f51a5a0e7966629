# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What all actions share: the spec from the documentation, plain data, sentences, one shell text."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from unittest.mock import Mock

import pytest
import yaml
from ansible.errors import AnsibleError

from ansible_collections.firepower.sse.plugins.plugin_utils import _action
from ansible_collections.firepower.sse.plugins.plugin_utils._action import SseAction, argument_spec_of, plain
from ansible_collections.firepower.sse.plugins.plugin_utils._errors import SseError
from ansible_collections.firepower.sse.plugins.plugin_utils._shell_answer import answer_of


class Action(SseAction):
    SPEC = argument_spec_of("connector_info")

    def act(self, args, task_vars):
        if args["region"] == "raise":
            raise SseError("One sentence.")
        return {"changed": False, "args": args, "host": task_vars["inventory_hostname"]}


def action_of(args=None, *, connection=None, environment=(), async_val=0):
    task = Mock(
        args=args or {}, action="firepower.sse.connector_info", async_val=async_val, check_mode=True, diff=False
    )
    task.environment = list(environment)
    connection = connection or Mock(become=None, has_pipelining=True)
    made = Action(task, connection, Mock(), Mock(), Mock(), Mock())
    made._display = Mock()
    made._low_level_execute_command = Mock(return_value={"rc": 0, "stdout": "text\n", "stderr": ""})
    return made


def run(action):
    return action.run(task_vars={"inventory_hostname": "fra-fw1"})


def test_the_spec_is_what_the_documentation_says():
    spec = argument_spec_of("connector_info")
    assert spec["region"] == {"type": "str", "default": "auto"}
    assert spec["gather_subset"] == {"type": "list", "elements": "str", "default": ["all"]}
    assert spec["extra_hosts"]["options"]["host"] == {"type": "str", "required": True}
    assert spec["capture_dir"] == {"type": "path"}


def test_a_modules_own_option_beats_the_fragments():
    spec = argument_spec_of("endpoint_probe")
    assert spec["region"] == {"type": "str"}
    assert "log_bytes" not in spec
    assert "probe_timeout" in spec


def test_defaults_are_filled_in_and_plain():
    class Tagged(str):
        pass

    result = run(action_of({"region": Tagged("eu"), "probe_timeout": "7"}))
    assert result["args"]["region"] == "eu"
    assert not isinstance(result["args"]["region"], Tagged)
    assert result["args"]["probe_timeout"] == 7
    assert result["args"]["sample_seconds"] == 2
    assert result["host"] == "fra-fw1"
    json.dumps(result)


@pytest.mark.parametrize(
    ("args", "message"),
    [
        ({"region": "raise"}, "One sentence."),
        ({"nonsense": 1}, "nonsense"),
        ({"probe_timeout": "soon"}, "probe_timeout"),
        ({"extra_hosts": [{"port": 1}]}, "extra_hosts[0] has no host; needed are host."),
        ({"extra_hosts": "[{host: a}]"}, "extra_hosts is a text that begins with [ and must be JSON, in double"),
    ],
)
def test_wrong_arguments_are_one_sentence(args, message):
    result = run(action_of(args))
    assert (result["failed"], result["changed"]) == (True, False)
    assert message in result["msg"]
    assert "exception" not in result


def test_async_is_refused():
    assert "can't run with async" in run(action_of(async_val=10))["msg"]


@pytest.mark.parametrize(("environment", "warned"), [([], False), ([{}], False), ([None], False), ([{"A": "b"}], True)])
def test_environment_is_warned_about(environment, warned):
    action = action_of(environment=environment)
    run(action)
    assert action._display.warning.called == warned


@pytest.mark.parametrize(("proxy", "masked"), [("auto", False), ("a.b:80", False), ("http://u:p@a.b:80", True)])
def test_only_a_password_is_masked(proxy, masked):
    """Masking every value of the option would hide the word auto on the whole screen."""
    action = action_of({"proxy": proxy})
    action.validate_argument_spec = Mock(return_value=(None, {"region": "eu"}))
    run(action)
    assert ("no_log" in action.validate_argument_spec.call_args.kwargs["argument_spec"]["proxy"]) is masked
    assert "no_log" not in Action.SPEC["proxy"]


def test_plain():
    assert plain({"a": (1, "b")}) == {"a": [1, "b"]}


def test_the_script_is_the_stdin_of_one_command():
    action = action_of()
    assert action.run_script("{ exit 0; }") == "text\n"
    action._low_level_execute_command.assert_called_once_with(
        "/bin/sh -s", in_data=b"{ exit 0; }", sudoable=True, encoding_errors="replace"
    )


@pytest.mark.parametrize(
    ("connection", "message"),
    [
        ({"has_pipelining": False, "transport": "paramiko", "become": None}, "The connection 'paramiko' can't give"),
        (
            {"has_pipelining": True, "become": SimpleNamespace(name="su", require_tty=False, pipelining=False)},
            "The become method 'su' can't give",
        ),
        (
            {"has_pipelining": True, "become": SimpleNamespace(name="x", require_tty=True)},
            "The become method 'x' can't give",
        ),
    ],
)
def test_what_can_not_give_stdin_is_refused(connection, message):
    action = action_of(connection=SimpleNamespace(**connection))
    with pytest.raises(SseError, match=message):
        action.run_script("x")
    assert not action._low_level_execute_command.called


@pytest.mark.parametrize(
    ("status", "stdout", "stderr", "message"),
    [
        (1, "", "sudo: sorry, you must have a tty to run sudo\n", r"requiretty.*it said 'sudo: sorry"),
        (1, "", "admin is not in the sudoers file.\n", "may not use sudo"),
        (1, "", "sudo: a password is required\n", "asks for a password"),
        (1, "Syntax error on line stdin:1 : Unknown command\n", "", "firepower.sse.expert"),
        (2, "", "/bin/sh: 9: Syntax error: end of file unexpected\n", "only a part of the script"),
        (
            127,
            "",
            "\x1b[31m/bin/sh: not found\x07\n\n",
            r"ended with status 127 and said '/bin/sh: not found'; status 0",
        ),
        (3, "", "", r"^The shell on the appliance ended with status 3; status 0 was expected\.$"),
        (0, " \n", "", "printed nothing; see with -vvvv"),
    ],
)
def test_how_the_shell_ended(status, stdout, stderr, message):
    with pytest.raises(SseError, match=message) as caught:
        answer_of(status=status, stdout=stdout, stderr=stderr)
    assert "\n" not in str(caught.value)
    assert "\x1b" not in str(caught.value)


def test_a_shell_that_ended_well():
    assert answer_of(status=0, stdout="text\n", stderr="you must have a tty, says a lecture\n") == "text\n"


def with_variables(args, **variables):
    action = action_of({"vars_prefix": "sse_", **args})
    action._templar.template = lambda value: f"templated {value}" if value == "eu" else value
    return action.run(task_vars={"inventory_hostname": "fra-fw1", **variables})


def test_options_come_from_the_variables_of_a_prefix():
    found = with_variables({}, sse_region="eu", sse_log_lines=7, sse_unknown="x", other_region="us")["args"]
    assert (found["region"], found["log_lines"], found["root_path"]) == ("templated eu", 7, "auto")


def test_the_task_goes_before_the_variable():
    assert with_variables({"region": "apj"}, sse_region="eu")["args"]["region"] == "apj"


def test_without_a_prefix_no_variable_counts():
    action = action_of()
    assert action.run(task_vars={"inventory_hostname": "x", "sse_region": "eu"})["args"]["region"] == "auto"


def test_a_variable_that_can_not_be_made_out_is_named():
    action = action_of({"vars_prefix": "sse_"})
    action._templar.template = Mock(side_effect=AnsibleError("'nope' is undefined"))
    result = action.run(task_vars={"inventory_hostname": "x", "sse_region": "{{ nope }}"})
    assert result["msg"].startswith(
        "The variable sse_region, for the option region, can't be made out: 'nope' is undefined"
    )


def test_a_text_of_json_is_what_it_stands_for():
    """As `-e` and the surveys of AWX give it."""
    found = with_variables({}, sse_extra_hosts='[{"host": "a.b"}]', sse_regions='{"x": {}}', sse_gather_subset="!log")
    assert found["args"]["extra_hosts"] == [{"host": "a.b", "port": 443, "path": "/", "required": True}]
    assert found["args"]["regions"] == {"x": {}}
    assert found["args"]["gather_subset"] == ["!log"]


def test_only_actions_that_share_their_options_are_in_the_group():
    """module_defaults of a group go to each of its actions, and one that lacks the option fails."""
    root = Path(_action.__file__).parents[2]
    group = yaml.safe_load((root / "meta" / "runtime.yml").read_text())["action_groups"]["sse"]
    assert group == ["appliance_check", "connector_info", "endpoint_probe"]
    for path in (root / "plugins" / "modules").glob("*.py"):
        assert ("firepower.sse.attributes.group" in path.read_text()) == (path.stem in group), path.stem
    shared = set.intersection(*(set(argument_spec_of(name)) for name in group))
    assert {"region", "regions", "proxy", "root_path", "connect_timeout", "probe_timeout", "vars_prefix"} <= shared

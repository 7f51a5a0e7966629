# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What all actions of the collection share: arguments from the documentation, plain data, one shell text a host."""

from __future__ import annotations

import importlib
import json
from abc import abstractmethod
from typing import TYPE_CHECKING, Any

from ansible.errors import AnsibleActionFail, AnsibleError
from ansible.plugins.action import ActionBase
from ansible.plugins.loader import connection_loader

from ansible_collections.firepower.sse.plugins.plugin_utils._entries import check_entries
from ansible_collections.firepower.sse.plugins.plugin_utils._errors import SseError
from ansible_collections.firepower.sse.plugins.plugin_utils._shell_answer import answer_of
from ansible_collections.firepower.sse.plugins.plugin_utils._spec import doc_of, spec_of
from ansible_collections.firepower.sse.plugins.plugin_utils._variables import as_meant, from_variables, with_given

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_PLUGINS = "ansible_collections.firepower.sse.plugins"
_CREDENTIALS = ("proxy",)  # options that may hold a password

# A connection is loaded in the forked worker of each host, which costs as much as the task itself. Actions are imported
# by the main process: loaded here, each worker inherits it.
connection_loader.get("firepower.sse.expert", class_only=True)


def argument_spec_of(module: str) -> dict[str, Any]:
    """The argument spec that the documentation of *module* and its fragments describe, so that they can't differ."""
    doc = doc_of(importlib.import_module(f"{_PLUGINS}.modules.{module}").DOCUMENTATION)
    options: dict[str, Any] = {}
    for fragment in doc.get("extends_documentation_fragment", []):
        if fragment.startswith("firepower.sse."):
            options.update(_fragment_options(fragment))
    return spec_of({**options, **doc.get("options", {})})


def _fragment_options(name: str) -> dict[str, Any]:
    _namespace, _collection, file, *variable = name.split(".")
    fragment = importlib.import_module(f"{_PLUGINS}.doc_fragments.{file}").ModuleDocFragment
    options: dict[str, Any] = doc_of(getattr(fragment, variable[0].upper() if variable else "DOCUMENTATION"))["options"]
    return options


def _masked(spec: dict[str, Any], args: dict[str, Any]) -> dict[str, Any]:
    """The spec with no_log where there is a password: a core that masks would else hide each "auto" on the screen."""
    secret = [name for name in _CREDENTIALS if name in spec and "@" in str(args.get(name, ""))]
    return {**spec, **{name: {**spec[name], "no_log": True} for name in secret}}


def plain(value: Any) -> Any:
    """The value without what ansible-core hangs on its strings: JMESPath and YAML know plain types only."""
    return json.loads(json.dumps(value))


class SseAction(ActionBase):  # type: ignore[misc]
    """An action says its SPEC (of argument_spec_of) and what it does, in *act*."""

    TRANSFERS_FILES = False
    SPEC: dict[str, Any] = {}
    RULES: dict[str, Any] = {}  # such as required_one_of, as validate_argument_spec takes them

    _supports_check_mode = True
    _supports_async = False
    _supports_diff = False

    @abstractmethod
    def act(self, args: dict[str, Any], task_vars: dict[str, Any]) -> dict[str, Any]:
        """The result of the task. May raise SseError."""

    def run(self, tmp: str | None = None, task_vars: dict[str, Any] | None = None) -> dict[str, Any]:
        result: dict[str, Any] = {}
        try:
            if self._task.async_val:
                raise SseError(f"{self._task.action} can't run with async: it is one short round trip.")
            result = super().run(tmp, task_vars)
            if any(self._task.environment or []):
                self._display.warning(f"environment has no effect on {self._task.action}: its commands set their own.")
            self._load_name = self._task.action  # what 2.16 names in its sentences; else the plugin's Python name
            self._task.args = as_meant(self.SPEC, self._with_variables(task_vars or {}))
            check_entries(self.SPEC, self._task.args)
            spec = _masked(self.SPEC, self._task.args)
            _validation, args = self.validate_argument_spec(argument_spec=spec, **self.RULES)
            return {**result, **self.act(plain(args), task_vars or {})}
        except (SseError, AnsibleActionFail) as exc:
            # Not raised: ansible-core 2.16 would show a traceback, or "NoneType: None", beside the sentence.
            return {**result, "failed": True, "changed": False, "msg": str(exc)}

    def _with_variables(self, task_vars: dict[str, Any]) -> dict[str, Any]:
        """The task's arguments, and what they leave to the variables of their vars_prefix."""
        given: dict[str, Any] = self._task.args
        prefix = given.get("vars_prefix")
        if not prefix or "vars_prefix" not in self.SPEC:
            return given

        def template(variable: str, option: str) -> Any:
            try:
                return self._templar.template(task_vars[variable])
            except AnsibleError as exc:
                why = str(exc).splitlines()[0]
                raise SseError(f"The variable {variable}, for the option {option}, can't be made out: {why}") from exc

        return with_given(from_variables(self.SPEC, prefix=str(prefix), variables=task_vars, template=template), given)

    def ask_clish(self, lines: Sequence[str]) -> dict[str, str]:
        """What the appliance's command line answers to each line; nothing where the connection leads to none."""
        ask: Callable[[Sequence[str]], dict[str, str]] | None = getattr(self._connection, "clish_texts", None)
        return ask(lines) if ask else {}

    def run_script(self, text: str) -> str:
        """What the shell text printed on the appliance. Raises SseError; being unreachable is Ansible's matter."""
        become = self._connection.become
        if not self._connection.has_pipelining:
            raise SseError(
                f"The connection {self._connection.transport!r} can't give a command its stdin, which is needed;"
                " use ssh, local or firepower.sse.expert."
            )
        if become and (become.require_tty or not getattr(become, "pipelining", True)):  # no such key before 2.19
            raise SseError(
                f"The become method {become.name!r} can't give a command its stdin, which is needed; use sudo."
            )
        answer = self._low_level_execute_command(
            "/bin/sh -s", in_data=text.encode(), sudoable=True, encoding_errors="replace"
        )
        return answer_of(status=answer["rc"], stdout=answer["stdout"], stderr=answer["stderr"])


__all__ = ["SseAction", "argument_spec_of", "plain"]

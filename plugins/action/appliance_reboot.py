# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Restarts an appliance where every guard lets it, and waits until it is back."""

from __future__ import annotations

import contextlib
import time
from typing import TYPE_CHECKING, Any

from ansible.errors import AnsibleAuthenticationFailure, AnsibleConnectionFailure, AnsibleError

from ansible_collections.firepower.sse.plugins.plugin_utils._action import SseAction, argument_spec_of
from ansible_collections.firepower.sse.plugins.plugin_utils._collect.script import new_boundary, path_of
from ansible_collections.firepower.sse.plugins.plugin_utils._errors import SseError
from ansible_collections.firepower.sse.plugins.plugin_utils._fmc.asked import answer_of
from ansible_collections.firepower.sse.plugins.plugin_utils._parse.text import clean
from ansible_collections.firepower.sse.plugins.plugin_utils._reboot import clish, lock, look
from ansible_collections.firepower.sse.plugins.plugin_utils._reboot.guards import guards, refusals
from ansible_collections.firepower.sse.plugins.plugin_utils._reboot.look import LOOK, REBOOT, Look
from ansible_collections.firepower.sse.plugins.plugin_utils._reboot.manager import Manager
from ansible_collections.firepower.sse.plugins.plugin_utils._reboot.wait import Away, Clock, until_back, until_in_step

if TYPE_CHECKING:
    from collections.abc import Callable

    from ansible_collections.firepower.sse.plugins.plugin_utils._reboot.guard import Guard

# A session to an appliance that loses its power says nothing: ssh has to ask.
ALIVE = "-o ServerAliveInterval=5 -o ServerAliveCountMax=3"


class ActionModule(SseAction):
    SPEC = argument_spec_of("appliance_reboot")
    clock = Clock()
    names: tuple[str, ...] = ()

    def act(self, args: dict[str, Any], task_vars: dict[str, Any]) -> dict[str, Any]:
        if self._connection.transport == "local":
            raise SseError("The connection is 'local': the controller itself is not restarted.")
        if args["root_path"] != "auto":
            path_of(args["root_path"], option="root_path")
        peer = [look.look_of(one) for one in args["peer"]["looks"]] if args["peer"] else []
        answer = answer_of(args)
        host = task_vars["inventory_hostname"]
        self.names = _names(self._task.delegate_to or host, self._play_context.remote_addr)
        first = self._look(args)
        held = lock.held(lock.name_of(first, host=host, pair=args["pair"]), directory=args["lock_dir"] or "")
        with contextlib.nullcontext() if args["guards_only"] else held:
            looks = [first, self._second(args)] if first.failover.on else [first]
            found = guards(
                looks,
                peer=peer,
                outage_accepted=args["outage_accepted"],
                pair=args["pair"],
                apart=args["settle_seconds"],
                fmc=Manager(answer, args["fmc_device_id"]) if answer else None,
            )
            told = {
                "changed": False,
                "rebooted": False,
                "elapsed": 0,
                "guards": [guard.record() for guard in found],
                "looks": [one.record() for one in looks],
            }
            if args["guards_only"]:
                return {**told, "allowed": not refusals(found)}
            return {**told, "allowed": True, **self._reboot(args, host, looks[-1], found)}

    def _reboot(self, args: dict[str, Any], host: str, before: Look, found: list[Guard]) -> dict[str, Any]:
        refused = refusals(found)
        if refused:
            return {"failed": True, "allowed": False, "msg": f"{host} is not restarted: {'; '.join(refused)}."}
        if self._task.check_mode:
            return {"changed": True}
        begun = self.clock.now()
        lost = self._order(args)
        result: dict[str, Any] = {"changed": True, "rebooted": False}
        try:
            until_back(lambda: self._ask(args), boot=before.boot, limit=args["reboot_timeout"], clock=self.clock)
            result["rebooted"] = True
            if before.failover.on and args["failover_text"]:
                self._display.warning(
                    f"{host}: whether it is Standby Ready again was not asked, as failover_text is given."
                )
            elif before.failover.on:
                until_in_step(self._failover(args), limit=args["sync_timeout"], clock=self.clock)
            self.clock.sleep(args["post_reboot_delay"])
        except SseError as exc:
            result.update(failed=True, msg=f"{host}: {str(exc).removesuffix('.')}{lost}.")
        return {**result, "elapsed": int(self.clock.now() - begun)}

    def _order(self, args: dict[str, Any]) -> str:
        """Orders the restart; why its session broke off, in words, as it may have arrived all the same."""
        try:
            self._script(args, REBOOT)
        except (AnsibleConnectionFailure, SseError) as exc:
            return f"; the session that ordered it broke off ({clean(str(exc), limit=200)})"
        return ""

    def _second(self, args: dict[str, Any]) -> Look:
        """States of a pair pass by: what counts is what stands a while later."""
        self._connection.reset()
        self.clock.sleep(args["settle_seconds"])
        return self._look(args)

    def _look(self, args: dict[str, Any]) -> Look:
        # CLISH first: a session that has entered the shell can't go back.
        answers = {
            clish.FAILOVER: args["failover_text"] or self._clish(clish.FAILOVER),
            clish.CLUSTER: args["cluster_text"] or self._clish(clish.CLUSTER),
            clish.UPGRADE: args["upgrade_text"] or self._clish(clish.UPGRADE),
        }
        return self._script(args, LOOK, answers)

    def _script(self, args: dict[str, Any], order: str, answers: dict[str, str] | None = None) -> Look:
        boundary, epoch = new_boundary(), time.time()
        delay = max(1, args["pre_reboot_delay"])
        text = look.render(order=order, boundary=boundary, root=args["root_path"], delay=delay)
        said = self.run_script(text)
        return look.read(said, boundary=boundary, epoch=epoch, answers=answers or {}, names=self.names)

    def _clish(self, line: str) -> str:
        """What CLISH answers; nothing where this connection or this login has none: then its guard refuses."""
        ask: Callable[[str], str] | None = getattr(self._connection, "clish", None)
        if ask is None:
            return ""
        try:
            return ask(line)
        except AnsibleConnectionFailure:
            raise
        except AnsibleError as exc:
            self._display.vvv(f"{line}: {exc}")
            return ""

    def _ask(self, args: dict[str, Any]) -> Look:
        self._new_login(args)
        try:
            return self._script(args, LOOK)
        except (AnsibleError, SseError) as exc:
            raise _away(exc) from exc

    def _failover(self, args: dict[str, Any]) -> Callable[[], clish.Failover]:
        def ask() -> clish.Failover:
            self._new_login(args)
            try:
                return clish.failover(self._clish(clish.FAILOVER))
            except AnsibleError as exc:
                raise _away(exc) from exc

        return ask

    def _new_login(self, args: dict[str, Any]) -> None:
        """Never over a connection of before; a try may not take longer than its limit."""
        with contextlib.suppress(AnsibleError, OSError):
            self._connection.reset()
        for option, value in (
            ("timeout", args["connect_timeout"]),
            ("login_timeout", max(20, args["connect_timeout"])),
        ):
            with contextlib.suppress(AnsibleError, KeyError):
                self._connection.set_option(option, value)
        with contextlib.suppress(AnsibleError, KeyError):
            given = self._connection.get_option("ssh_extra_args") or ""
            if ALIVE not in given:
                self._connection.set_option("ssh_extra_args", f"{given} {ALIVE}".strip())


def _names(*found: Any) -> tuple[str, ...]:
    """By which the FMC may know the appliance that is really asked, which a delegated task's host is not."""
    return tuple(dict.fromkeys(str(name).lower() for name in found if name))


def _away(exc: Exception) -> Away:
    refused = isinstance(exc, AnsibleAuthenticationFailure)
    return Away(clean(str(exc), limit=200), refused=refused)

# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

DOCUMENTATION = r"""
name: expert
short_description: Run shell commands on a Firepower appliance whose login shell is CLISH
version_added: 1.0.0
author:
  - firepower.sse contributors (@firepower-sse)
description:
  - An ssh login to an FTD, or to an FMC since 6.5, lands in the restricted command line CLISH, which understands no
    shell command. This connection logs in with the system's own C(ssh), enters C(expert), becomes root by C(sudo),
    and then runs what Ansible asks, with true exit status, with stdout apart from stderr, and binary-safe in both
    directions.
  - An appliance that lands in a shell at once, as an FMC 6.4 does, works with the same settings.
  - Keys, agents, C(ProxyJump), known hosts and C(ControlPersist) stay the business of C(ssh) and its configuration.
    Neither Python nor file transfer is needed on the appliance, and no further package on the controller.
  - A password is typed once, only at a prompt that was recognised as the appliance's own, and appears in no command
    line, environment, file or log.
  - A dialogue that can't go on (licence agreement, password change, lockdown, wrong password) is never answered. It
    ends in an error that says what was seen and what to do.
notes:
  - One login is made for each task that touches the appliance. With C(ControlPersist), the default of O(ssh_args),
    the tasks of a play share one authenticated connection.
  - Everything runs as root, so that C(become=true) costs nothing and C(become_user) works without a password. See
    O(elevate).
  - A host is unreachable where nothing was run (refused, timed out, lost before the command, login not accepted); it
    fails where a person must act, or where the session was lost while a command ran. A command is never run twice.
  - Actions can ask the command line one C(show) line without entering the shell, by the method C(clish(line)) of the
    connection.
  - Not tried on a real appliance yet. The guide lists what wants a try.
seealso:
  - plugin: ansible.builtin.ssh
    plugin_type: connection
options:
  host:
    description: Name or address of the appliance.
    type: str
    default: inventory_hostname
    vars:
      - name: inventory_hostname
      - name: ansible_host
      - name: ansible_ssh_host
      - name: delegated_vars['ansible_host']
      - name: delegated_vars['ansible_ssh_host']
  inventory_name:
    description: Name of the appliance in the inventory. Two names never share a kept connection.
    type: str
    default: ''
    vars:
      - name: inventory_hostname
  port:
    description: Port of the appliance's ssh server. If not set, C(ssh) decides.
    type: int
    keyword:
      - name: port
    ini:
      - section: defaults
        key: remote_port
    env:
      - name: ANSIBLE_REMOTE_PORT
    vars:
      - name: ansible_port
      - name: ansible_ssh_port
  remote_user:
    description:
      - User to log in as. It needs configuration (Config) access, so that C(expert) and C(sudo) are open to it.
      - If not set, C(ssh) decides.
    type: str
    keyword:
      - name: remote_user
    cli:
      - name: user
        option: --user
    ini:
      - section: defaults
        key: remote_user
    env:
      - name: ANSIBLE_REMOTE_USER
    vars:
      - name: ansible_user
      - name: ansible_ssh_user
  password:
    description:
      - Password of O(remote_user), for an ssh server that asks for one (C(password) or C(keyboard-interactive)).
      - The option C(-k) sets it too.
    type: str
    vars:
      - name: ansible_password
      - name: ansible_ssh_pass
      - name: ansible_ssh_password
  sudo_password:
    description:
      - Password that C(sudo) asks for on the appliance.
      - If not set, the become password of the command line (C(-K)) is taken, then O(password).
    type: str
    vars:
      - name: ansible_become_pass
      - name: ansible_become_password
      - name: ansible_expert_sudo_password
  elevate:
    description:
      - Whether to become root by C(sudo).
      - With V(false) commands run as O(remote_user), and C(become) works only where sudo asks for no password. With
        a become password a task fails before anything is sent.
    type: bool
    default: true
    vars:
      - name: ansible_expert_elevate
  ftd_name:
    description:
      - Name of the logical device, for a login that lands in FXOS or in the boot command line and needs C(connect ftd
        NAME).
      - If not set, C(connect ftd) is typed there.
    type: str
    default: ''
    vars:
      - name: ansible_expert_ftd_name
  login_timeout:
    description: Seconds until the first prompt must be there. Each later step of the dialogue has 30 seconds.
    type: int
    default: 60
    ini:
      - section: expert_connection
        key: login_timeout
    env:
      - name: ANSIBLE_EXPERT_LOGIN_TIMEOUT
    vars:
      - name: ansible_expert_login_timeout
  timeout:
    description: Seconds until the TCP connection must stand.
    type: int
    default: 10
    cli:
      - name: timeout
    ini:
      - section: defaults
        key: timeout
    env:
      - name: ANSIBLE_TIMEOUT
    vars:
      - name: ansible_ssh_timeout
  private_key_file:
    description: Private key to log in with. A key with a passphrase must be loaded into an ssh agent.
    type: path
    cli:
      - name: private_key_file
        option: --private-key
    ini:
      - section: defaults
        key: private_key_file
    env:
      - name: ANSIBLE_PRIVATE_KEY_FILE
    vars:
      - name: ansible_private_key_file
      - name: ansible_ssh_private_key_file
  host_key_checking:
    description:
      - Whether an unknown or changed host key ends the login.
      - With V(false), C(ssh) adds an unknown one to its known hosts, and with a changed one it still logs in by key.
    type: bool
    default: true
    ini:
      - section: defaults
        key: host_key_checking
    env:
      - name: ANSIBLE_HOST_KEY_CHECKING
    vars:
      - name: ansible_host_key_checking
      - name: ansible_ssh_host_key_checking
  ssh_executable:
    description: The ssh client.
    type: str
    default: ssh
    ini:
      - section: ssh_connection
        key: ssh_executable
    env:
      - name: ANSIBLE_SSH_EXECUTABLE
    vars:
      - name: ansible_ssh_executable
  ssh_args:
    description:
      - Arguments for C(ssh). They win over what this connection sets by itself.
      - The default keeps a connection to the appliance open for a minute after a task. Root is not kept with it.
    type: str
    default: -o ControlMaster=auto -o ControlPersist=60s
    ini:
      - section: ssh_connection
        key: ssh_args
    env:
      - name: ANSIBLE_SSH_ARGS
    vars:
      - name: ansible_ssh_args
  ssh_common_args:
    description: Further arguments for C(ssh).
    type: str
    default: ''
    cli:
      - name: ssh_common_args
    ini:
      - section: ssh_connection
        key: ssh_common_args
    env:
      - name: ANSIBLE_SSH_COMMON_ARGS
    vars:
      - name: ansible_ssh_common_args
  ssh_extra_args:
    description: Further arguments for C(ssh).
    type: str
    default: ''
    cli:
      - name: ssh_extra_args
    ini:
      - section: ssh_connection
        key: ssh_extra_args
    env:
      - name: ANSIBLE_SSH_EXTRA_ARGS
    vars:
      - name: ansible_ssh_extra_args
  control_path_dir:
    description: Directory of the sockets of C(ControlPersist), where the arguments name no C(ControlPath).
    type: path
    default: ~/.ansible/cp
    ini:
      - section: ssh_connection
        key: control_path_dir
    env:
      - name: ANSIBLE_SSH_CONTROL_PATH_DIR
    vars:
      - name: ansible_control_path_dir
  pipelining:
    description: Whether modules are run from stdin instead of from a file. There is no reason to switch it off.
    type: bool
    default: true
    env:
      - name: ANSIBLE_PIPELINING
    ini:
      - section: connection
        key: pipelining
    vars:
      - name: ansible_pipelining
"""

EXAMPLES = r"""
# In the inventory. The password is better kept in a vault, or given by -k.
# [ftd:vars]
# ansible_connection=firepower.sse.expert
# ansible_user=admin
# ansible_password={{ vaulted_password }}

- name: Ask a firewall for its processes
  hosts: ftd
  gather_facts: false
  tasks:
    - name: Run a command as root, behind CLISH
      ansible.builtin.raw: pmtool status
      changed_when: false
"""

from pathlib import Path
from subprocess import DEVNULL, SubprocessError, run
from typing import TYPE_CHECKING, Any, NoReturn

from ansible.errors import AnsibleAuthenticationFailure, AnsibleConnectionFailure, AnsibleError, AnsibleFileNotFound
from ansible.module_utils.common.text.converters import to_bytes, to_text
from ansible.plugins.connection import ConnectionBase
from ansible.utils.display import Display

from ansible_collections.firepower.sse.plugins.plugin_utils._expert.cli import checked
from ansible_collections.firepower.sse.plugins.plugin_utils._expert.dialogue import Goal
from ansible_collections.firepower.sse.plugins.plugin_utils._expert.errors import ExpertError, Kind
from ansible_collections.firepower.sse.plugins.plugin_utils._expert.files import whole_file
from ansible_collections.firepower.sse.plugins.plugin_utils._expert.session import Account, Session
from ansible_collections.firepower.sse.plugins.plugin_utils._expert.target import Target

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ansible_collections.firepower.sse.plugins.plugin_utils._expert.frames import Answer

display = Display()

CHUNK = 4 << 20  # bytes of a file in one command: both sides hold that much in memory
SEEN_AS = {
    "unreachable": AnsibleConnectionFailure,
    "denied": AnsibleAuthenticationFailure,
    "failed": AnsibleError,
}


class Connection(ConnectionBase):  # type: ignore[misc]
    """Options to a session, the session's errors to Ansible's. All else is in plugin_utils/_expert."""

    transport = "firepower.sse.expert"
    has_pipelining = True
    has_tty = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._session: Session | None = None

    def get_option(self, option: str, hostvars: Any = None) -> Any:
        """While elevated, the remote user is root: then `~`, async and become to root need no further sudo."""
        if option == "remote_user" and super().get_option("elevate", hostvars=hostvars):
            return "root"
        return super().get_option(option, hostvars=hostvars)

    # What Ansible calls

    def _connect(self) -> Connection:
        self._connected = True  # the login is made by the first command, which then can't be lost before it
        return self

    def exec_command(self, cmd: str, in_data: bytes | None = None, sudoable: bool = True) -> tuple[int, bytes, bytes]:
        super().exec_command(cmd, in_data=in_data, sudoable=sudoable)
        display.vvv(f"EXEC {to_text(cmd)}", host=self._host)
        if sudoable and self.become and self.become.expect_prompt() and not super().get_option("elevate"):
            self._fail(ExpertError(Kind.BECOME_PASSWORD))
        answer = self._run(cmd, to_bytes(in_data) if in_data else b"")
        return answer.status, answer.stdout, answer.stderr

    def put_file(self, in_path: str, out_path: str) -> None:
        super().put_file(in_path, out_path)
        source = Path(in_path)
        if not source.is_file():
            raise AnsibleFileNotFound(f"{self._host}: can't copy {in_path!r} to the appliance: there is no such file")
        target = self._shell.quote(out_path)
        with source.open("rb") as file:
            chunk = file.read(CHUNK)
            self._file_step(f"cat > {target}", out_path, chunk)
            while chunk := file.read(CHUNK):
                self._file_step(f"cat >> {target}", out_path, chunk)

    def fetch_file(self, in_path: str, out_path: str) -> None:
        super().fetch_file(in_path, out_path)
        try:
            with whole_file(Path(out_path)) as file:
                for chunk in self._chunks(in_path):
                    file.write(chunk)
        except OSError as exc:
            raise AnsibleError(f"{self._host}: can't write {out_path!r} on the controller: {exc}") from exc

    def reset(self) -> None:
        """Also ends the connection that ControlPersist keeps."""
        self.close()
        if command := self._target().control_command("stop"):
            try:
                run(command, stdin=DEVNULL, capture_output=True, timeout=10, check=False)
            except (OSError, SubprocessError) as exc:
                display.warning(f"{self._host}: the kept ssh connection was not ended: {exc}")

    def close(self) -> None:
        session, self._session = self._session, None
        self._connected = False
        if session:
            session.close()

    # What our own actions may call

    def clish(self, line: str) -> str:
        """The text that CLISH answers to one `show` line, its own error messages included, as a person sees it.

        Logs in, but enters no shell. A session that is in the shell already is left for it: appliances limit
        sessions. Raises AnsibleConnectionFailure where the appliance is not reached, AnsibleError where its login has
        no CLISH (FMC 6.4).
        """
        try:
            question = checked(to_text(line))
            return self._at(Goal.CLI).ask(question)
        except ExpertError as exc:
            self._fail(exc)

    def clish_texts(self, lines: Sequence[str], *, limit: float = 15.0) -> dict[str, str]:
        """What CLISH answers to each line, in the login that the next command goes on with.

        A line that CLISH does not answer within *limit* seconds ends that login: it and those after it are missing, and
        the next command logs in anew. So it does where the login has no CLISH. Raises as clish() for an appliance that
        is not reached.
        """
        found: dict[str, str] = {}
        try:
            session = self._at(Goal.CLI)
        except ExpertError as exc:
            if exc.kind is not Kind.NO_CLI:
                self._fail(exc)
            self.close()
            return found
        for line in lines:
            try:
                found[line] = session.ask(line, limit)
            except ExpertError as exc:
                self._log(f"{line}: {exc}")
                self.close()
                break
        return found

    # How it is done

    def _run(self, cmd: str, stdin: bytes = b"") -> Answer:
        command = to_bytes(cmd, errors="surrogate_or_strict")
        goal = Goal.ROOT if super().get_option("elevate") else Goal.USER
        try:
            if self._session and self._session.at is goal:
                try:
                    return self._session.run(command, stdin)
                except ExpertError as exc:
                    if exc.kind is not Kind.LOST:
                        raise
                # It was gone before the command began (a restart, an idle limit): a new login, one, runs it for the
                # first time.
                self.close()
            return self._at(goal).run(command, stdin)
        except ExpertError as exc:
            self._fail(exc)

    def _at(self, goal: Goal) -> Session:
        """A live session at this place: the one that is open, if its way leads there, or a new login."""
        session = self._session
        if session and not (session.alive and session.at in (goal, Goal.CLI)):
            self.close()
            session = None
        if session is None:
            session = self._session = Session(self._target(), self._account(), self._log)
            display.vvv(f"LOGIN {' '.join(self._target().command())}", host=self._host)
        if session.at is not goal:
            session.reach(goal)
        return session

    def _fail(self, exc: ExpertError) -> NoReturn:
        self.close()
        raise SEEN_AS[exc.kind.value.seen_as](f"{self._host}: {exc}") from exc

    def _chunks(self, path: str) -> Iterator[bytes]:
        """The file in pieces; its end counts only if `tail` came to it without an error."""
        source, start = self._shell.quote(path), 1
        while True:
            read = f"{{ {{ tail -c +{start}; echo $? >&4; }} | head -c {CHUNK} >&3; }} 4>&1"
            command = f'[ ! -d {source} ] && exec < {source} 3>&1 && exit "$({read})"'
            chunk = self._file_step(command, path, full=CHUNK)
            yield chunk
            start += len(chunk)
            if len(chunk) < CHUNK:
                return

    def _file_step(self, command: str, path: str, stdin: bytes = b"", full: int | None = None) -> bytes:
        """`full`: so many bytes of stdout mean success, whatever the status (head then stops tail by a signal)."""
        answer = self._run(command, stdin)
        if answer.status and len(answer.stdout) != full:
            said = to_text(answer.stderr, errors="replace").strip() or f"exit status {answer.status}"
            raise AnsibleError(f"{self._host}: can't transfer {path!r} on the appliance: {said}")
        return answer.stdout

    def _target(self) -> Target:
        option = super().get_option
        args = [self._split_ssh_args(option(name) or "") for name in ("ssh_args", "ssh_common_args", "ssh_extra_args")]
        key = option("private_key_file")
        return Target(
            host=str(option("host")),
            executable=str(option("ssh_executable")),
            port=option("port"),
            user=str(option("remote_user")) if option("remote_user") else None,
            key_file=str(key) if key else None,
            name=str(option("inventory_name")),
            args=tuple(word for words in args for word in words),
            check_host_key=option("host_key_checking"),
            connect_timeout=option("timeout"),
            by_password=bool(option("password")),
            control_dir=str(option("control_path_dir")),
        )

    def _account(self) -> Account:
        login = super().get_option("password")
        become = self.become.get_option("become_pass", playcontext=self._play_context) if self.become else None
        candidates = (
            super().get_option("sudo_password"),
            become,
            getattr(self._play_context, "become_pass", None),
            login,
        )
        return Account(
            password=_secret(login),
            sudo_password=next((_secret(value) for value in candidates if value), None),
            ftd_name=str(super().get_option("ftd_name") or ""),
            login_limit=float(super().get_option("login_timeout")),
        )

    @property
    def _host(self) -> str:
        return str(super().get_option("host"))

    def _log(self, note: str) -> None:
        display.vvv(note, host=self._host)


def _secret(value: Any) -> bytes | None:
    """A password as it is typed; `str` also opens what comes from a vault."""
    return to_bytes(str(value)) if value else None

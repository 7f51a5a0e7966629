# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Accounts, ssh, sudo and name resolution of one appliance, as text files."""

from __future__ import annotations

import json
import uuid
from typing import Any

from control import world
from control.fleet import MODELS, Appliance

ADMIN, WWW = 1000, 80
HOME = "/Volume/home/admin"
SYSTEM_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
PAM = {
    "sshd": "auth required pam_unix.so\naccount required pam_unix.so\nsession required pam_permit.so\n",
    "su": "auth sufficient pam_rootok.so\nauth required pam_unix.so\naccount required pam_unix.so\n"
    "session required pam_permit.so\n",
}
SSHD = """\
HostKey /etc/ssh/ssh_host_ed25519_key
UsePAM yes
PasswordAuthentication yes
KbdInteractiveAuthentication yes
PermitRootLogin prohibit-password
AuthorizedKeysFile .ssh/authorized_keys
LogLevel VERBOSE
UseDNS no
MaxStartups 100
PrintMotd no
Subsystem sftp /usr/lib/openssh/sftp-server
"""
SUDOERS = f"""\
Defaults env_reset, passprompt="Password: ", secure_path="{SYSTEM_PATH}"
root ALL=(ALL:ALL) ALL
admin ALL=(ALL:ALL) ALL
"""
CLISH = """\
#!/bin/sh
exec /usr/bin/python3 -ESs /.lab/programs/clish.py /etc/clish.json "$@"
"""


def account_files(wanted: Appliance) -> dict[str, str]:
    """File name → text; nothing in them is secret."""
    shell = "/.lab/clish" if wanted.login == "clish" else "/bin/bash"
    bins = f"{wanted.root}/usr/local/sf/bin"
    return {
        "/etc/passwd": "root:x:0:0:root:/root:/bin/bash\nsshd:x:100:65534::/run/sshd:/usr/sbin/nologin\n"
        f"www:x:{WWW}:{WWW}::/:/usr/sbin/nologin\nadmin:x:{ADMIN}:{ADMIN}::{HOME}:{shell}\n"
        "nobody:x:65534:65534::/:/usr/sbin/nologin\n",
        "/etc/group": f"root:x:0:\ntty:x:5:\nwww:x:{WWW}:\nadmin:x:{ADMIN}:\nnogroup:x:65534:\n",
        "/etc/nsswitch.conf": "passwd: files\ngroup: files\nshadow: files\nhosts: files dns\nservices: files\n",
        "/etc/hostname": f"{wanted.name}\n",
        "/etc/hosts": f"127.0.0.1 localhost\n::1 localhost\n{wanted.address} {wanted.name}\n",
        "/etc/resolv.conf": f"nameserver {world.ROUTER}\noptions timeout:1 attempts:2\n",
        "/etc/profile": f'if [ "$(id -u)" = 0 ]; then PATH={bins}:{SYSTEM_PATH}; else PATH={SYSTEM_PATH}; fi\n'
        "export PATH\nPS1='\\u@\\h:\\w\\$ '\n",
        "/root/.profile": ". /etc/profile\n",
        "/etc/ssh/sshd_config": SSHD,
        "/etc/sudoers": SUDOERS,
        "/etc/sudo.conf": "",
        **{f"/etc/pam.d/{name}": PAM["su"] for name in ("su", "su-l", "sudo", "sudo-i", "other")},
        "/etc/pam.d/sshd": PAM["sshd"],
        "/etc/clish.json": json.dumps(clish_settings(wanted), indent=1),
    }


def clish_settings(wanted: Appliance) -> dict[str, Any]:
    """What the simulated CLISH says of itself; the fleet file's `clish` has the last word."""
    given = {"hostname": wanted.name, "version": wanted.version, "role": wanted.role, "model": MODELS[wanted.role]}
    if wanted.ha:
        given["failover"] = failover(wanted)
    return {**given, **wanted.clish}


def failover(wanted: Appliance) -> str:
    """`show failover` of one unit of a pair; `ha: {role: active, unit: Primary, mate: NAME, mate_state: …}`.

    With a mate it shows the serial numbers of both.
    """
    unit = wanted.ha.get("unit", "Primary" if wanted.ha.get("role") == "active" else "Secondary")
    states = {"active": "Active", "standby": "Standby Ready"}
    mine = states.get(wanted.ha.get("role", "active"), wanted.ha.get("role"))
    theirs = wanted.ha.get("mate_state", "Standby Ready" if mine == "Active" else "Active")
    other = "Secondary" if unit == "Primary" else "Primary"
    mate = wanted.ha.get("mate")
    serials = f"Serial Number: Ours {serial(wanted.name)}, Mate {serial(mate)}\n" if mate else ""
    return (
        f"Failover On\nFailover unit {unit}\nFailover LAN Interface: FAILOVER GigabitEthernet0/1 (up)\n{serials}"
        f"        This host: {unit} - {mine}\n        Other host: {other} - {theirs}\n"
    )


def serial(name: str) -> str:
    """The serial number of the appliance of that name."""
    return f"9A{uuid.uuid5(uuid.NAMESPACE_DNS, name).hex[:9].upper()}"

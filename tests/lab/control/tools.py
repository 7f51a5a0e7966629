# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the lab needs of the system, and how to install what is missing."""

from __future__ import annotations

import os
import shutil
import subprocess

PACKAGES = {
    "ip": "iproute2",
    "nft": "nftables",
    "unshare": "util-linux",
    "nsenter": "util-linux",
    "openssl": "openssl",
    "sshd": "openssh-server",
    "ssh-keygen": "openssh-client",
    "dnsmasq": "dnsmasq-base",
    "curl": "curl",
    "lsof": "lsof",
    "netstat": "net-tools",
    "sudo": "sudo",
    "pkill": "procps",
}
SYSTEM_PATH = "/usr/sbin:/usr/bin:/sbin:/bin"


def missing() -> list[str]:
    """Programs that are not there; the appliances see only /usr, so their Python is /usr/bin/python3."""
    absent = [name for name in PACKAGES if not shutil.which(name, path=SYSTEM_PATH)]
    if os.geteuid() and not shutil.which("newuidmap", path=SYSTEM_PATH):
        absent.append("newuidmap")
    python = "import sys; sys.exit(sys.version_info < (3, 10))"
    suits = ["/usr/bin/python3", "-c", python]
    if not os.path.exists(suits[0]) or subprocess.run(suits, check=False).returncode:
        absent.append("python3")
    return absent


def advice() -> str:
    """One sentence about what is missing, empty where nothing is."""
    absent = missing()
    if absent:
        packages = {**PACKAGES, "newuidmap": "uidmap", "python3": "python3"}
        wanted = " ".join(sorted({packages[name] for name in absent}))
        return f"missing: {', '.join(absent)}; install with: apt-get install --no-install-recommends {wanted}"
    if os.geteuid():
        return user_namespace()
    return ""


def user_namespace() -> str:
    """An ordinary user needs a range of subordinate ids and leave to make user namespaces."""
    words = ["unshare", "--user", "--map-root-user", "--map-auto", "--net", "--mount", "true"]
    path = {**os.environ, "PATH": SYSTEM_PATH}
    tried = subprocess.run(words, capture_output=True, text=True, check=False, env=path)
    if not tried.returncode:
        return ""
    return (
        f"user namespaces do not work here ({tried.stderr.strip()}): give this user lines in /etc/subuid and "
        "/etc/subgid (usermod --add-subuids 100000-165535 --add-subgids 100000-165535 NAME), or run as root"
    )

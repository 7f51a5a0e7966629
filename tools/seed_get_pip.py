#!/usr/bin/env python3
# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Let ansible-test make virtual environments where only a package index can be reached.

ansible-test downloads a bootstrap script of pip from a host of its own into ``~/.ansible/test/cache``. Where that
host has no address, this puts a stand-in there: the pip release that ansible-test asks for, from the package index,
and a script that runs it. Everywhere else it does nothing. Run it with the Python that has ansible-core and pip.
"""

from __future__ import annotations

import re
import socket
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

DOWNLOAD_HOST = "ci-files.testing.ansible.com"
CACHE = Path("~/.ansible/test/cache").expanduser()
STAND_IN = """\
import os, runpy, sys
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "{wheel}"))
sys.argv = ["pip", "install"] + [word for word in sys.argv[1:] if word not in ("--no-setuptools", "--no-wheel")]
runpy.run_module("pip", run_name="__main__", alter_sys=True)
"""


def host_is_known() -> bool:
    """Tell whether the host that ansible-test downloads from has an address here."""
    try:
        socket.getaddrinfo(DOWNLOAD_HOST, 443)
    except OSError:
        return False
    return True


def wanted_pip_releases() -> set[str]:
    """Read the releases of pip that ansible-test would bootstrap from its own source."""
    package = find_spec("ansible_test._internal")
    if package is None or not package.submodule_search_locations:
        raise SystemExit(f"{sys.executable} has no ansible-core: run this script with one that has")
    source = Path(package.submodule_search_locations[0], "python_requirements.py").read_text(encoding="utf-8")
    return set(re.findall(r"\bpip='([0-9.]+)'", source))


def seed(release: str) -> None:
    """Put the wheel of one pip release and the script that runs it into the cache."""
    script = CACHE / f"get_pip_{release.replace('.', '_')}.py"
    if script.exists():
        return
    download = [sys.executable, "-m", "pip", "--disable-pip-version-check", "download", "--quiet"]
    subprocess.run([*download, "--no-deps", "--only-binary", ":all:", "--dest", CACHE, f"pip=={release}"], check=True)
    script.write_text(STAND_IN.format(wheel=f"pip-{release}-py3-none-any.whl"), encoding="utf-8")
    print(f"set-up: pip {release} from the package index for ansible-test, into {script}")


def main() -> None:
    """Seed each wanted release where the download cannot work."""
    if host_is_known():
        return
    CACHE.mkdir(parents=True, exist_ok=True)
    for release in sorted(wanted_pip_releases()):
        seed(release)


if __name__ == "__main__":
    main()

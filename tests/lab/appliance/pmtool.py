# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""pmtool of a simulated appliance: hands its words to the process manager, which is the host's process 1."""

from __future__ import annotations

import os
import socket
import sys


def main() -> int:
    if os.geteuid():
        print("pmtool must be run as root", file=sys.stderr)
        return 1
    with socket.socket(socket.AF_UNIX) as manager:
        try:
            manager.connect("/run/pm.sock")
        except OSError:
            print("No PM running!")
            return 1
        manager.sendall(" ".join(sys.argv[1:]).encode() + b"\n")
        manager.shutdown(socket.SHUT_WR)
        reply = b"".join(iter(lambda: manager.recv(65536), b""))
    sys.stdout.buffer.write(reply)
    return 0


if __name__ == "__main__":
    sys.exit(main())

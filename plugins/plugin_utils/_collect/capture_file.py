# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes a raw capture on the controller."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from ansible_collections.firepower.sse.plugins.plugin_utils._errors import SseError
from ansible_collections.firepower.sse.plugins.plugin_utils._new_file import new_file


def save_capture(text: str, *, directory: str, host: str) -> str:
    """Writes ``<directory>/<host>.capture``, readable by its owner alone, and returns its path. Raises SseError.

    Nobody reads half of it, and no link is followed.
    """
    name = file_name(host)
    path = Path(directory).expanduser().absolute() / f"{name}.capture"
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with new_file(path) as stream:
            stream.write(text.encode("utf-8", "replace"))
    except OSError as exc:
        raise SseError(f"The capture of {host} can't be written to {str(path)!r}: {exc.strerror}.") from exc
    return str(path)


def file_name(host: str) -> str:
    """The host's name; two hosts whose names differ only in what a file's name can't hold get two files."""
    name = re.sub(r"[^A-Za-z0-9._-]", "_", host).lstrip(".")
    if name == host:
        return name
    return f"{name or 'host'}-{hashlib.sha256(host.encode('utf-8', 'replace')).hexdigest()[:8]}"


__all__ = ["file_name", "save_capture"]

# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Files of a report: read with suspicion, written whole or not at all."""

from __future__ import annotations

import json
import tempfile
from typing import TYPE_CHECKING, Any

from ansible_collections.firepower.sse.plugins.plugin_utils._new_file import new_file

from .document import SCHEMA

if TYPE_CHECKING:
    from pathlib import Path

    from .appliance import Record

_MODE = 0o640
_DIRECTORY_MODE = 0o750
_NEEDED = {"appliances": list, "causes": list, "policy": dict}
_LARGEST = 200_000_000


def read_previous(path: Path) -> tuple[Record | None, str | None]:
    """A result file, and why it can't be used; neither when there is none."""
    try:
        if not path.exists():
            return None, None
        if path.stat().st_size > _LARGEST:
            return None, f"{path} is larger than {_LARGEST // 1_000_000} MB"
        found: Any = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as exc:
        return None, f"{path} could not be read: {exc}"
    if not isinstance(found, dict) or found.get("schema") != SCHEMA:
        return None, f"{path} is no result file of schema {SCHEMA}"
    if not all(isinstance(found.get(key), kind) for key, kind in _NEEDED.items()):
        return None, f"{path} lacks one of {', '.join(_NEEDED)}, so it is no whole result file"
    return found, None


def try_to_write(path: Path) -> None:
    """Whether a file can be put there, without touching it; makes its directory. Raises OSError."""
    _make_directory(path)
    if path.is_dir():
        raise IsADirectoryError(f"{path} is a directory")
    with tempfile.TemporaryFile(dir=path.parent):
        pass


def write(path: Path, text: str | bytes, *, private: bool = False) -> bool:
    """Put the text there in one step, with mode 0640, or 0600; says whether the file changed. Raises OSError."""
    _make_directory(path, _DIRECTORY_MODE & 0o700 if private else _DIRECTORY_MODE)
    content = text if isinstance(text, bytes) else text.encode("utf-8")
    if path.is_file() and path.read_bytes() == content:
        return False
    with new_file(path, mode=_MODE & 0o600 if private else _MODE) as stream:
        stream.write(content)
    return True


def _make_directory(path: Path, mode: int = _DIRECTORY_MODE) -> None:
    path.parent.mkdir(mode=mode, parents=True, exist_ok=True)


def to_json(document: Record) -> str:
    """ASCII, so that no viewer has to guess; one entry a line, so that a person can find it and grep can too."""
    parts = [f"{json.dumps(key)}: {_entries(value)}" for key, value in document.items()]
    return "{" + ",\n".join(parts) + "}\n"


def _entries(value: Any) -> str:
    if not isinstance(value, list) or not any(isinstance(entry, dict) for entry in value):
        return json.dumps(value, allow_nan=False)
    return "[\n" + ",\n".join(json.dumps(entry, allow_nan=False) for entry in value) + "]"

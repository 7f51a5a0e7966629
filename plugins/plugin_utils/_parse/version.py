# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which appliance it is, from its version files: `sf-version` and `ims.conf`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .text import clean, key_values, lines

_VERSION = re.compile(r"\bv?(\d{1,3}(?:\.\d{1,4}){1,4})(?:\s{0,4}\([Bb]uild\s{1,4}(\d{1,8})\))?", re.ASCII)
_DOTTED = re.compile(r"\d{1,4}(?:\.\d{1,4}){1,4}", re.ASCII)


@dataclass(frozen=True)
class Release:
    """What runs there; `role` is fmc, ftd or None."""

    role: str | None = None
    model: str | None = None
    version: str | None = None
    build: str | None = None


def read_sf_version(*, text: str) -> Release:
    """The first line that names a product; the line of the operating system has a version of its own.

    >>> text = "Cisco Fire Linux OS v6.5.0 (build 4)\\nCisco Firepower 4145 Threat Defense v6.5.0 (build 115)"
    >>> read_sf_version(text=text)
    Release(role='ftd', model='Cisco Firepower 4145 Threat Defense', version='6.5.0', build='115')
    """
    for line in lines(text):
        found = _VERSION.search(line)
        if found and "Linux OS" not in line:
            model = clean(line[: found.start()].strip(), limit=128) or None
            return Release(_role(model or ""), model, found[1], found[2])
    return Release()


def read_ims_conf(*, text: str) -> Release:
    r"""Lines MODEL=, MODEL_CLASS=, SWVERSION=, SWBUILD=.

    >>> read_ims_conf(text='MODEL_CLASS="Defense Center"\nSWVERSION=6.4.0\nSWBUILD=102\n')
    Release(role='fmc', model=None, version='6.4.0', build='102')
    """
    found = key_values(text)
    version, build = found.get("SWVERSION", ""), found.get("SWBUILD", "")
    model = clean(found.get("MODEL", ""), limit=128) or None
    return Release(
        _role(f"{found.get('MODEL_CLASS', '')} {model or ''}"),
        model,
        version if _DOTTED.fullmatch(version) else None,
        build if build.isascii() and build.isdigit() and len(build) <= 8 else None,
    )


def _role(model: str) -> str | None:
    if "Defense Center" in model or "Management Center" in model:
        return "fmc"
    return "ftd" if "Threat Defense" in model else None


def release_number(version: str | None) -> tuple[int, ...]:
    """A version that can be compared; () if there is none.

    >>> release_number("7.10.1") > release_number("7.6")
    True
    """
    return tuple(int(piece) for piece in version.split(".")) if version else ()


__all__ = ["Release", "read_ims_conf", "read_sf_version", "release_number"]

# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A certificate authority and a server's certificate, made by openssl."""

from __future__ import annotations

import atexit
import functools
import ipaddress
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

CA = "basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign\nsubjectKeyIdentifier=hash\n"
SERVER = "basicConstraints=CA:FALSE\nextendedKeyUsage=serverAuth\n"
KEY = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")


@dataclass(frozen=True)
class Certificates:
    """Paths of PEM files: the authority that a client is to trust, the server's certificate and key."""

    ca: Path
    cert: Path
    key: Path


def openssl(*words: str | Path) -> None:
    done = subprocess.run(["openssl", *map(str, words)], capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"openssl {words[0]} failed: {done.stderr.strip()}")


@functools.cache
def authority() -> Path:
    """One for the whole process; its folder goes when the process ends."""
    folder = Path(tempfile.mkdtemp(prefix="fmc-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    make_authority(folder)
    return folder


def make_authority(folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    configuration = folder / "ca.cnf"
    configuration.write_text(f"[req]\ndistinguished_name=d\nprompt=no\n[d]\nCN=Lab FMC CA\n[v]\n{CA}", encoding="utf-8")
    files = ("-keyout", folder / "ca.key", "-out", folder / "ca.pem")
    openssl("req", "-x509", "-days", "700", *KEY, "-config", configuration, "-extensions", "v", *files)


@functools.cache
def server(names: tuple[str, ...], folder: Path | None = None) -> Certificates:
    """A certificate for these host names and addresses; `folder` holds an authority of its own."""
    folder = folder or authority()
    stem = folder / f"server-{len(list(folder.glob('server-*.key')))}"
    cert, key, request, extensions = (stem.with_suffix(end) for end in (".pem", ".key", ".csr", ".ext"))
    shown = ",".join(f"IP:{name}" if is_address(name) else f"DNS:{name}" for name in names)
    extensions.write_text(f"{SERVER}subjectAltName={shown}\n", encoding="utf-8")
    openssl("req", "-new", *KEY, "-subj", f"/CN={names[0]}", "-keyout", key, "-out", request)
    by = ("-CA", folder / "ca.pem", "-CAkey", folder / "ca.key", "-CAcreateserial")
    openssl("x509", "-req", "-days", "700", "-in", request, *by, "-extfile", extensions, "-out", cert)
    return Certificates(folder / "ca.pem", cert, key)


def is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True

# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The certificates of the simulated world, made by openssl: a public chain, other roots, a company's own CA."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

# The leaf's issuers as an engineer sees them in `curl -v`; the first is the only one that signs.
PUBLIC_ROOT = "/C=US/O=IdenTrust/CN=IdenTrust Commercial Root CA 1"
PUBLIC_ISSUER = "/C=US/O=HydrantID (Avalanche Cloud Corporation)/CN=HydrantID Server CA O1"
OTHER_ROOTS = ("/C=BM/O=QuoVadis Limited/CN=QuoVadis Root CA 2", "/C=US/O=DigiCert Inc/CN=DigiCert Global Root G2")
PRIVATE_ROOT = "/C=DE/O=Example AG/OU=Network Security/CN=Example AG TLS Inspection CA"
SERVER = "/C=US/ST=California/L=San Jose/O=Cisco Systems, Inc./CN="
CA_EXTENSIONS = "basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign\nsubjectKeyIdentifier=hash\n"


def openssl(*words: str, given: str = "") -> str:
    done = subprocess.run(["openssl", *words], input=given, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"openssl {words[0]} failed: {done.stderr.strip()}")
    return done.stdout


def new_key(path: Path) -> None:
    path.touch(mode=0o600)
    path.write_text(openssl("ecparam", "-name", "prime256v1", "-genkey", "-noout"))


def signed(folder: Path, name: str, subject: str, extensions: str, key: str, issuer: str) -> None:
    """Writes NAME.pem, signed by ISSUER (itself where the names are equal)."""
    request = openssl("req", "-new", "-key", str(folder / key), "-subj", subject)
    config = folder / f"{name}.ext"
    config.write_text(extensions)
    by = ["-signkey", str(folder / key)]
    if issuer != name:
        by = ["-CA", str(folder / f"{issuer}.pem"), "-CAkey", str(folder / f"{issuer}.key"), "-CAcreateserial"]
    words = ["x509", "-req", "-days", "700", "-sha256", "-extfile", str(config), *by]
    (folder / f"{name}.pem").write_text(openssl(*words, given=request))


def authority(folder: Path, name: str, subject: str, issuer: str = "") -> None:
    new_key(folder / f"{name}.key")
    signed(folder, name, subject, CA_EXTENSIONS, f"{name}.key", issuer or name)


def make_authorities(folder: Path) -> None:
    folder.mkdir(mode=0o700)
    authority(folder, "root", PUBLIC_ROOT)
    authority(folder, "issuer", PUBLIC_ISSUER, issuer="root")
    authority(folder, "private", PRIVATE_ROOT)
    for number, subject in enumerate(OTHER_ROOTS):
        authority(folder, f"other{number}", subject)
    new_key(folder / "server.key")


def pool(folder: Path, genuine: bool) -> str:
    """A trust store as a bundle: other public roots, and the one that counts only if `genuine`."""
    names = [f"other{number}" for number in range(len(OTHER_ROOTS))] + (["root"] if genuine else [])
    return "".join((folder / f"{name}.pem").read_text() for name in names)


def server_chain(folder: Path, name: str, issuer: str, valid_for: str | None = None) -> Path:
    """The chain a server presents for NAME, made at first use."""
    chain = folder / f"{issuer}-{name}.chain"
    if not chain.exists():
        shown = valid_for or name
        extensions = f"subjectAltName=DNS:{shown}\nextendedKeyUsage=serverAuth\nbasicConstraints=CA:FALSE\n"
        signed(folder, f"{issuer}-{name}", f"{SERVER}{shown}", extensions, "server.key", issuer)
        above = [f"{issuer}-{name}", issuer] + (["root"] if issuer == "issuer" else [])
        chain.write_text("".join((folder / f"{part}.pem").read_text() for part in above))
    return chain

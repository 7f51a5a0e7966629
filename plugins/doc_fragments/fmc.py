# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How an FMC's REST API is reached: for the action and for the inventory."""

from __future__ import annotations


class ModuleDocFragment:
    DOCUMENTATION = r"""
options:
  port:
    description: The TCP port of the FMC's web interface. A port in the URL O(host) goes before it.
    type: int
    default: 443
  ca_path:
    description:
      - The CA of the FMC's certificate, a PEM file on the controller, or a directory of such files (C(.pem), C(.crt),
        C(.cer)).
      - Default are the CAs that the controller trusts. A new FMC has a certificate of its own, which nobody vouches
        for. Save it as a file and name that here, and use as O(host) a name that stands in it.
    type: path
  validate_certs:
    description:
      - Whether the FMC's certificate is verified. Without that, whoever is in between gets the password.
    type: bool
    default: true
  use_proxy:
    description: Whether the proxy of the controller's environment (C(https_proxy), C(no_proxy)) is used.
    type: bool
    default: true
  timeout:
    description: Seconds that the FMC may keep silent within one request.
    type: int
    default: 30
  domains:
    description:
      - The domains of the FMC whose devices are read, by the FMC's own name of them, such as V(Global/Europe), or by
        id. Default are all that the user may see.
      - Settings of the FMC itself, such as its licence, always are those of the domain Global.
    type: list
    elements: str
    default: []
"""

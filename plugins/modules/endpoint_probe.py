# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: endpoint_probe
short_description: Probes from an appliance the hosts of a region, or given hosts
version_added: 1.0.0
description:
  - Asks each host over TLS, as the appliance itself reaches it, all of them side by side, and says for each which
    layer failed, if one did, among name, proxy, TCP, TLS and answer.
  - Where a certificate is not trusted, it says whose it is and its dates, from a second request that does not check
    it and sends nothing but the request line.
  - HTTP 403 is a good answer. The request is not what the service expects, but it got through.
  - Each of several addresses of the region's event host is probed on its own.
author:
  - firepower.sse contributors (@firepower-sse)
extends_documentation_fragment:
  - firepower.sse.attributes
  - firepower.sse.attributes.group
  - firepower.sse.collect.probes
options:
  region:
    description:
      - The region whose hosts are probed, V(auto) being the one that the appliance is set to.
      - Without it, O(hosts) are probed, or V(auto) if there are none.
    type: str
  hosts:
    description: The hosts to probe, in addition to those of O(region) if that is given too.
    type: list
    elements: dict
    default: []
    suboptions:
      host:
        description: The host's name.
        type: str
        required: true
      port:
        description: The TCP port.
        type: int
        default: 443
      path:
        description: What is asked for.
        type: str
        default: /
      required:
        description: Whether the connector needs this host.
        type: bool
        default: true
  ca_file:
    description:
      - A file of certificates on the appliance; only these are trusted.
      - Without it C(connectorCA.pem), C(ios.pem) and the system's pool are tried in turn, and the result says which
        one verified.
    type: str
seealso:
  - module: firepower.sse.connector_info
  - module: firepower.sse.appliance_check
notes:
  - Needs no root, but the appliance's settings and certificates may not be readable without it.
"""

EXAMPLES = r"""
- name: Probe the hosts of the region that the appliance is set to
  firepower.sse.endpoint_probe:
  become: true
  register: probed

- name: Show what is not reachable
  ansible.builtin.debug:
    msg: "{{ probed.probes | rejectattr('verdict', 'equalto', 'reachable') | map(attribute='host') }}"

- name: Would this appliance reach the Indian region?
  firepower.sse.endpoint_probe:
    region: in
  become: true

- name: Probe two hosts against one file of certificates
  firepower.sse.endpoint_probe:
    hosts:
      - host: tools.example.com
        path: /status
      - host: proxy.example.com
        port: 8443
    ca_file: /ngfw/etc/ssl/connectorCA.pem
    probe_timeout: 6
  become: true
"""

RETURN = r"""
probes:
  description: One entry for each host, as C(probes) of the evidence in docs/evidence.md.
  type: list
  elements: dict
  returned: success
  contains:
    host:
      description: The host's name.
      type: str
      sample: eventing-ingest.eu.sse.itd.cisco.com
    port:
      description: The TCP port.
      type: int
      sample: 443
    verdict:
      description: V(reachable), or the layer that failed.
      type: str
      sample: tls_foreign_issuer
    layers:
      description: For C(name), C(proxy), C(tcp), C(tls) and C(answer) one of V(ok), V(failed), V(unknown), V(skipped).
      type: dict
      sample: {"name": "ok", "proxy": "skipped", "tcp": "ok", "tls": "failed", "answer": "skipped"}
    addresses:
      description: The verdict for each address, where the host has several.
      type: list
      elements: dict
      sample: [{"address": "192.0.2.7", "verdict": "timed_out"}]
    certificate:
      description: Subject, issuer and dates, where they were seen.
      type: dict
      sample: {"subject": "CN=api-sse.cisco.com", "issuer": "CN=Corporate Inspection CA"}
all_reachable:
  description: Whether there is at least one probe and all of them are V(reachable).
  type: bool
  returned: success
  sample: false
region:
  description: Which region was probed, and what says so.
  type: dict
  returned: success
  sample: {"name": "eu", "source": "connector_fqdn", "api_host": "api.eu.sse.itd.cisco.com"}
trust:
  description: Which files of certificates were there, and which of them verified a host.
  type: dict
  returned: success
  sample: {"connector_ca": "readable", "ios": "missing", "system": "readable", "verified_by": ["connector_ca"]}
problems:
  description: What could not be read, and why.
  type: list
  elements: dict
  returned: success
  sample: []
capture:
  description: The path of the raw text on the controller; V(null) without O(capture_dir).
  type: str
  returned: success
  sample: null
seconds:
  description: How long the round trip took.
  type: float
  returned: success
  sample: 0.9
"""

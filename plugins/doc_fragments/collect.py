# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The options of every action that reads an appliance: what probes need, and the rest."""

from __future__ import annotations


class ModuleDocFragment:
    DOCUMENTATION = r"""
options:
  extra_hosts:
    description: Hosts to probe as well.
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
  gather_subset:
    description:
      - What to read. V(all), or any of V(identity), V(daemons), V(config), V(context), V(socket), V(connections),
        V(log), V(probes), V(trust), V(network), V(clish). A V(!) before a word leaves it out.
      - V(clish) is C(show network) and C(show failover) of the appliance's command line, where the connection is
        P(firepower.sse.expert#connection).
      - What was not read is empty in the evidence, and checks that need it end in C(unknown).
    type: list
    elements: str
    default: [all]
  command_timeout:
    description: Seconds that one command on the appliance may take.
    type: int
    default: 15
  log_bytes:
    description: So many bytes of the end of C(connector.log) are read, and a quarter of it of the newest rotated file.
    type: int
    default: 131072
  log_lines:
    description: At most so many lines of it.
    type: int
    default: 2000
  sample_seconds:
    description:
      - Seconds between two reads of the connector's counters, at least. Counters that grow prove that events flow.
      - With V(0) they are read once.
    type: int
    default: 2
"""

    PROBES = r"""
options:
  region:
    description:
      - The region of the Security Services Exchange whose hosts are probed.
      - V(auto) takes it from the appliance's own settings, its connector's C(connector_fqdn) first, then its
        context.
      - A region of the table (V(us), V(eu), V(apj), V(aus), V(in)) or of O(regions).
    type: str
    default: auto
  regions:
    description:
      - Adds regions to the table, or lays other hosts over those of a region, role by role.
      - A dictionary of regions, each a dictionary of roles (V(api), V(events), V(messaging), V(registration),
        V(customer_success), V(security_cloud_control), V(enrolment)), each a host's name, a dictionary of C(host),
        C(port) and C(path), a list of these, or V(null) for none.
      - A new region must say at least C(api) and C(events).
    type: dict
    default: {}
  proxy:
    description:
      - How the probes reach the cloud.
      - V(auto) goes through the proxy that the appliance has in its file C(iprep_proxy.conf), with the
        credentials there if any, and directly if there is none.
      - V(none) goes directly.
      - Else the URL of a proxy, such as V(http://user:password@proxy.example.com:8080). Its credentials become no
        argument of a command on the appliance and are in no capture.
    type: str
    default: auto
  root_path:
    description:
      - Where the appliance's tree begins, V(/ngfw) on an FTD and V(/) on an FMC. V(auto) finds out.
    type: str
    default: auto
  connect_timeout:
    description: Seconds that one try to connect may take, the TLS handshake included.
    type: int
    default: 5
  probe_timeout:
    description: Seconds that the probe of one host may take with all its tries. All hosts are probed side by side.
    type: int
    default: 10
  max_probes:
    description:
      - So many hosts are probed at the same time; more than these are probed in turns.
      - The addresses of the event host are probed as well, at most eight.
    type: int
    default: 16
  vars_prefix:
    description:
      - Options that the task does not give are taken from the variables of this prefix. With V(sse_), C(sse_region) is
        the option C(region), and C(sse_expected_tenant) the suboption C(tenant) of C(expected).
      - The variable for C(region) is also the expected region, where a module has that, unless C(sse_expected_region)
        is set.
      - Much faster over a large fleet than a template for each option.
    type: str
  capture_dir:
    description:
      - A directory on the controller into which the raw output of the appliance is written, as
        C(<inventory_hostname>.capture), readable by its owner alone. It is made if it is missing.
    type: path
"""

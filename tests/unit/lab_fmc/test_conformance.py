# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the simulated FMC answers: against our own schemas everywhere, against the vendor's contract where that file is.

The contract can't be shipped. SSE_FMC_CONTRACT names it; by default it is looked for beside the repository.
"""

from __future__ import annotations

import copy
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
import yaml

from ansible_collections.firepower.sse.tests.lab.fmc.endpoints import CONFIG, ENDPOINTS, Endpoint, offered
from ansible_collections.firepower.sse.tests.lab.fmc.running import LOGIN, REFRESH, Fmc
from ansible_collections.firepower.sse.tests.lab.fmc.server import serve
from ansible_collections.firepower.sse.tests.lab.fmc.state import GLOBAL, identity

from .client import DEVICES, EVERYTHING, PLATFORM, Client

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.shell

COLLECTION = Path(__file__).resolve().parents[3]
CONTRACT = Path(os.environ.get("SSE_FMC_CONTRACT") or COLLECTION.parent / "shared" / "fmc" / "contract.yaml")
SCHEMAS = json.loads((COLLECTION / "tests/lab/fmc/schemas/answers.json").read_text(encoding="utf-8"))
VERSIONS = ["6.4.0", "6.7.0", "7.0.5", "7.2.5", "7.4.2", "7.7.0", "10.0.0"]
STATES: dict[str, dict[str, Any]] = {
    "everything": EVERYTHING,
    "nothing": {"tenant": None, "licence": {"status": "EVALUATION", "authorization": None, "evaluation_days": 89}},
}
# Endpoints of which the contract holds nothing.
NOT_IN_CONTRACT = ("auditrecords", "securexconfigs")
# Where the contract contradicts itself: its schemas demand of every answer what only a registration sends, its own
# examples of answers hold none of it.
EXCUSED = {"Device": ["regKey"]}
# Without expanded=true an item is a reference; the contract's examples say so, its schemas do not.
WHOLE_ONLY = ("Device", "FTDHADeviceContainer", "RestFTDClusterDeviceContainer")
# All operations of which an example breaks the contract's own schema: besides the above, placeholders ("number",
# "object", "valid_enum") and booleans as texts. The simulated FMC follows the schemas there.
CONTRADICTORY = {
    "getAllDevice", "getDevice", "getAllFTDHADeviceContainer", "getFTDHADeviceContainer", "getAllDeviceGroup",
    "getAllRestFTDClusterDeviceContainer", "getRestFTDClusterDeviceContainer", "getTaskStatus",
}  # fmt: skip


def name_of(endpoint: Endpoint) -> str:
    return endpoint.path.rsplit("/", 1)[1]


def address(endpoint: Endpoint, query: str) -> str:
    tasks = "filter=type:Deployment;status:Deploying&" if name_of(endpoint) == "taskstatuses" else ""
    return f"{endpoint.path.replace('{domain}', GLOBAL)}?{tasks}{query}"


def known(fmc: Fmc) -> list[Endpoint]:
    return [endpoint for endpoint in ENDPOINTS if offered(fmc.state, endpoint)]


@pytest.fixture(params=[(version, state) for version in VERSIONS for state in STATES], ids="-".join)
def client(request: pytest.FixtureRequest) -> Iterator[tuple[Fmc, Client]]:
    version, state = request.param
    with serve({**STATES[state], "version": version}) as fmc:
        made = Client(fmc)
        made.log_in()
        yield fmc, made


def conforms(name: str, body: Any) -> None:
    jsonschema.Draft202012Validator({**SCHEMAS, "$ref": f"#/$defs/{name}"}).validate(body)


def test_own_schemas(client: tuple[Fmc, Client]) -> None:
    fmc, asking = client
    for endpoint in known(fmc):
        status, page = asking.get(address(endpoint, "expanded=true&limit=1000"))
        assert status == 200
        conforms("list", page)
        for item in page.get("items", []):
            conforms(name_of(endpoint), item)
            if "id" in item and "links" in item:
                one = asking.get(item["links"]["self"].removeprefix(fmc.url))
                assert one[0] == 200
                conforms(name_of(endpoint), one[1])
        conforms("list", asking.get(address(endpoint, ""))[1])
    conforms("error", asking.get(f"{DEVICES}/unknown")[1])


@pytest.mark.parametrize("device", ["ftd1", "ftd2"])
def test_connector_as_the_fmc_hands_it_on(device: str) -> None:
    with serve({**EVERYTHING, "version": "10.0.0"}) as fmc:
        asking = Client(fmc)
        asking.log_in()
        body = asking.get(f"{CONFIG}/integration/ftdcloudstatus/{identity(device)}".format(domain=GLOBAL))[1]
    conforms("ftdcloudstatus", body)
    assert ("error" in body) == (device == "ftd2")


@pytest.fixture(scope="module")
def contract() -> dict[str, Any]:
    if not CONTRACT.exists():
        pytest.skip(f"the vendor's contract is not here: {CONTRACT} (SSE_FMC_CONTRACT names another place)")
    return yaml.load(CONTRACT.read_text(encoding="utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader))


class Conformance:
    """The contract by openapi-core, once for whole objects and once for references."""

    def __init__(self, contract: dict[str, Any]) -> None:
        from openapi_core import OpenAPI

        whole, short = copy.deepcopy(contract), copy.deepcopy(contract)
        for name, keys in EXCUSED.items():
            schema = whole["components"]["schemas"][name]
            schema["required"] = [key for key in schema["required"] if key not in keys]
        for name in WHOLE_ONLY:
            short["components"]["schemas"][name].pop("required")
        self.whole, self.short = OpenAPI.from_dict(whole), OpenAPI.from_dict(short)

    def check(self, asking: Client, method: str, path: str, status: int, body: Any) -> None:
        """Raises where the answer to `path` is not one that the contract knows."""
        from openapi_core.testing import MockRequest, MockResponse

        plain, _mark, query = path.partition("?")
        args = dict(part.partition("=")[::2] for part in query.split("&") if part)
        request = MockRequest("https://fmc", method, plain, args=args, headers=dict(asking.session))
        kind = asking.headers.get("content-type", "").partition(";")[0]
        data = b"" if body is None else json.dumps(body).encode()
        response = MockResponse(data, headers=asking.headers, status_code=status, content_type=kind)
        used = self.whole if "expanded=true" in path or status != 200 else self.short
        used.validate_response(request, response)


@pytest.fixture(scope="module")
def conformance(contract: dict[str, Any]) -> Conformance:
    return Conformance(contract)


def test_contract(client: tuple[Fmc, Client], conformance: Conformance) -> None:
    fmc, asking = client
    checked = 0
    for endpoint in known(fmc):
        if name_of(endpoint) in NOT_IN_CONTRACT:
            continue
        for query in ("expanded=true&limit=1000", "limit=2"):
            path = address(endpoint, query)
            conformance.check(asking, "get", path, *asking.get(path))
            checked += 1
    assert checked >= 2 * 7
    path = f"{DEVICES}/unknown"
    conformance.check(asking, "get", path, *asking.get(path))


def test_contract_of_connector_and_logins(conformance: Conformance) -> None:
    with serve({**EVERYTHING, "version": "10.0.0"}) as fmc:
        asking = Client(fmc)
        conformance.check(asking, "post", LOGIN, asking.log_in(), None)
        conformance.check(asking, "post", REFRESH, asking.refresh(), None)
        for device in ("ftd1", "ftd2"):
            path = f"{CONFIG}/integration/ftdcloudstatus/{identity(device)}".format(domain=GLOBAL)
            conformance.check(asking, "get", path, *asking.get(path))
        fmc.state["rate"].update(requests=1, retry_after=1)
        path = f"{PLATFORM}/info/serverversion"
        conformance.check(asking, "get", path, *asking.get(path))


def absolute(value: Any) -> Any:
    """The contract with its references made absolute, so that a part of it can be used alone."""
    if isinstance(value, dict):
        made = {key: absolute(inner) for key, inner in value.items()}
        return {**made, "$ref": f"urn:contract{made['$ref']}"} if isinstance(made.get("$ref"), str) else made
    return [absolute(inner) for inner in value] if isinstance(value, list) else value


def test_examples_of_the_contract(contract: dict[str, Any]) -> None:
    from openapi_schema_validator import OAS30ReadValidator
    from referencing import Registry
    from referencing.jsonschema import DRAFT4

    whole = absolute(contract)
    registry = Registry().with_resource("urn:contract", DRAFT4.create_resource(whole))
    operations = [operation for path in whole["paths"].values() for operation in path.values()]
    broken = {
        operation["operationId"]
        for operation in operations
        for answer in operation["responses"].values()
        for media in answer.get("content", {}).values()
        for example in media.get("examples", {}).values()
        if not OAS30ReadValidator(media["schema"], registry=registry).is_valid(example["value"])
    }
    assert broken == CONTRADICTORY


def test_contract_is_no_rubber_stamp(conformance: Conformance) -> None:
    """A wrong type, a wrong word and an unknown address are found."""
    with serve(EVERYTHING) as fmc:
        asking = Client(fmc)
        asking.log_in()
        path = f"{DEVICES}?expanded=true"
        status, body = asking.get(path)
        for key, value in (("ftdMode", "SIDEWAYS"), ("isConnected", "yes"), ("hostName", None)):
            bent = copy.deepcopy(body)
            bent["items"][0][key] = value
            with pytest.raises(Exception, match="InvalidData"):
                conformance.check(asking, "get", path, status, bent)
        with pytest.raises(Exception, match=r"Path not found"):
            conformance.check(asking, "get", "/api/fmc_config/v1/nowhere", 200, {})

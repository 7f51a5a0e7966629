# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The HTML report: markup that nothing can forge, usable without network and script, and opened in a browser."""

from __future__ import annotations

import re
import struct
import subprocess
import zlib
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest

from ansible_collections.firepower.sse.plugins.plugin_utils._report.document import document
from ansible_collections.firepower.sse.plugins.plugin_utils._report.html.element import Html, el
from ansible_collections.firepower.sse.plugins.plugin_utils._report.html.page import page
from ansible_collections.firepower.sse.tests.unit.plugins.plugin_utils._report import samples
from ansible_collections.firepower.sse.tests.unit.plugins.plugin_utils._report.samples import evidence, finding, result
from ansible_collections.firepower.sse.tests.unit.plugins.plugin_utils._report.test_chain import CATALOGUE

if TYPE_CHECKING:
    from pathlib import Path

DEFAULT = ["critical", "unknown", "unreachable", "nothing_checked"]
CLOUD_SIDE = [{"check": "SSE-501", "title": "The appliance is listed", "advice": "the portal"}]
VOID = {"meta", "br"}
EVIL = (
    "</title></style></script><script>document.title='pwned'</script>"
    "<img src=http://evil/x onerror=alert(1)>\"'&{{ x }}"
)
PARTS = "names events_probe log clock trust connector event_handler event_socket connection registration events"
PHRASES = {name: f"{name} as it was seen, in one phrase of sixty letters or so" for name in PARTS.split()}
PROBE = {
    "host": "h",
    "port": 443,
    "required": True,
    "verdict": "x",
    "message": "m",
    "addresses": [{"address": "a"}],
    "certificate": {"issuer": "i"},
    "layers": {"tcp": "x"},
}
SHOWN = "headline title advice avoid reason since reference area expected found seen"


class Page(HTMLParser):
    """Elements with their attributes; fails on tags that do not match."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.stack: list[str] = []
        self.feed(text)
        self.close()
        assert self.stack == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        assert len(dict(attrs)) == len(attrs)
        if tag not in VOID:
            self.stack.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.stack.pop() == tag


def content(results: list[tuple[str, dict[str, Any]]], **more: Any) -> dict[str, Any]:
    return document(results, fail_on=DEFAULT, now=samples.NOW, cloud_side=CLOUD_SIDE, **more)


def night() -> dict[str, Any]:
    """A fleet with everything on it: causes, gaps, a waiver, and an earlier run."""
    waived = finding("SSE-213", "waived", severity="warning", reason="waived until 2026-12-31: change 4711")
    waiver = {"check": "SSE-213", "hosts": ["wai-*"], "reason": "change 4711", "expires": "2026-12-31"}
    unseen = finding("SSE-401", "unknown", reason="netstat is not there")
    extra = ("wai-fw1", result(findings=[waived, unseen], waivers=[waiver]))
    before = content([*samples.fleet()[4:], ("lon-fw1a", result("not_delivering", [finding()]))][:-2])
    return content([*samples.fleet(), extra], previous=before)


def body(text: str) -> str:
    return text[text.index("<body>") :]


def test_an_element_escapes_all_but_elements() -> None:
    assert el("p", "<b>", el("b", "&"), None, 3, ["x", el("br")], class_='a"b<', hidden=False, aria_label=None) == (
        '<p class="a&quot;b&lt;">&lt;b&gt;<b>&amp;</b>3x<br></p>'
    )
    assert not isinstance(el("b") + "<i>", Html)  # what is put together elsewhere is escaped as a whole


@pytest.mark.parametrize(
    "results", [[], samples.fleet(), [("a", {})], [("a", samples.UNREACHABLE)], [("a", result("off"))]]
)
def test_well_formed(results: list[tuple[str, dict[str, Any]]]) -> None:
    Page(page(content(results)))


def test_nothing_from_outside_and_no_script() -> None:
    text = page(night())
    elements = Page(text).elements
    assert not {tag for tag, _attributes in elements} & {"script", "img", "link", "iframe", "object", "form", "input"}
    for _tag, attributes in elements:
        assert not [name for name in attributes if name.startswith("on") or name in ("src", "style", "xlink:href")]
        assert (attributes.get("href") or "#").startswith("#")
    assert "url(" not in text
    assert "@import" not in text
    policy = next(attributes["content"] for tag, attributes in elements if attributes.get("http-equiv"))
    assert policy
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'")


def test_every_link_has_its_place_and_every_place_is_one() -> None:
    elements = Page(page(night())).elements
    places = [attributes["id"] for _tag, attributes in elements if "id" in attributes]
    assert len(places) == len(set(places))
    links = {(attributes["href"] or "")[1:] for tag, attributes in elements if tag == "a"}
    assert links <= set(places)
    assert {"causes", "fleet", "devices", "content", "cause-1", "device-1"} <= links


def test_it_can_be_heard() -> None:
    elements = Page(page(night())).elements
    tags = [tag for tag, _attributes in elements]
    assert ("html", {"lang": "en"}) in elements
    assert (tags.count("main"), tags.count("h1"), tags.count("nav")) == (1, 1, 1)
    assert tags.count("table") == tags.count("caption")
    assert all(attributes.get("scope") for tag, attributes in elements if tag == "th")
    for tag, attributes in elements:
        if tag == "svg":
            assert attributes.get("aria-hidden") or (attributes["role"] == "img" and attributes["aria-label"])
        if "wide" in (attributes.get("class") or ""):  # scrolls, so the keyboard must reach it
            assert (attributes["tabindex"], bool(attributes["aria-label"])) == ("0", True)
    spoken = [attributes["aria-label"] or "" for tag, attributes in elements if tag == "svg" and "role" in attributes]
    assert f"SSEConnector to SSE: broken (SSE-203: no TCP answer from {samples.HOST}:443)" in spoken[0]


def test_causes_come_first_and_healthy_appliances_are_folded() -> None:
    text = body(page(night()))
    order = [
        text.index(f'id="{name}"') for name in ("causes", "open", "changes", "fleet", "notes", "waivers", "devices")
    ]
    assert order == sorted(order)
    opened = re.findall(r'<details class="device (\w+)"( open="open")?', text)
    assert {outcome for outcome, is_open in opened if is_open} == {"not_delivering"}
    assert len(opened) == 13


def test_every_state_of_a_run_is_told() -> None:
    text = body(page(night()))
    for words in (
        "no TCP answer from eventing-ingest.eu.sse.itd.cisco.com:443",
        "10.20.1.11..14, direct, no proxy",
        "0 of 2 addresses answer, tried twice",
        "Ask the firewall team to allow, by name",
        "no restart, no reboot: these devices are healthy",
        "Check that the appliance is up and that its ssh access list admits this controller.",
        "waived until 2026-12-31: change 4711",
        "covers a failure",
        "netstat is not there",
        "The appliance is listed",
    ):
        assert words in text, words


@pytest.mark.parametrize("key", SHOWN.split())
def test_a_finding_can_not_forge_markup(key: str) -> None:
    given: dict[str, Any] = {key: [EVIL] if key in ("seen", "found") else EVIL}
    for status in ("fail", "unknown", "waived", "manual"):
        check_harmless(page(content([("fw1", result("not_delivering", [finding(status=status, **given)]))])))


def test_hostile_text_everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(samples, "HOSTILE", EVIL)
    seen = evidence(
        probes=[PROBE],
        summary=PHRASES,
        log={"causes": {"a": {"count": 1, "sample": "s"}}},
        problems=[{"section": "s", "reason": "r"}],
        cloud={"source": "s"},
        manager={"kind": "m"},
    )
    one = samples.hostile(result("not_delivering", [finding(), samples.SOCKET], evidence=seen, capture="c"))
    check_harmless(page(content([(EVIL, one), ("b", samples.hostile(samples.UNREACHABLE))])))  # type: ignore[list-item]


def check_harmless(text: str) -> None:
    tags = {tag for tag, _attributes in Page(text).elements}
    assert not tags & {"script", "img"}
    assert "<script" not in text


@pytest.mark.parametrize("value", [None, 3, "text", [3, "x"], {"a": {"b": []}}, True])
@pytest.mark.parametrize(
    "key", ["probes", "summary", "log", "problems", "daemons", "appliance", "context", "manager", "cloud", "ha"]
)
def test_evidence_of_any_shape(key: str, value: Any) -> None:
    Page(page(content([("fw1", result("cannot_tell", [finding()], evidence=evidence(**{key: value})))])))


def big(number: int) -> dict[str, Any]:
    """A fleet as large as they come: every check of the catalogue, one appliance of ten broken."""
    passing = [finding(check["id"], "pass", title=check["title"], seen=[], advice=None) for check in CATALOGUE]
    seen = evidence(summary=PHRASES)
    fine = result(findings=passing, evidence=seen)
    broken = result("not_delivering", [*passing[:-3], finding(), finding("SSE-402", "blocked")], evidence=seen)
    hosts = [f"branch-{index:04}.firewalls.example.com" for index in range(number)]
    return content([(host, broken if index % 10 == 0 else fine) for index, host in enumerate(hosts)])


def test_a_thousand_appliances_are_no_burden() -> None:
    text = page(big(1000))
    assert len(text) < 8_000_000
    assert text.count('<details class="device delivering">') == 900
    assert "content-visibility: auto" in text


def browser(*arguments: str) -> str:
    done = subprocess.run(
        [
            "chromium",
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--hide-scrollbars",
            "--disable-dev-shm-usage",
            *arguments,
        ],
        check=True,
        capture_output=True,
        text=True,
        timeout=120,
    )
    return done.stdout


def picture(path: Path) -> tuple[int, int, int]:
    """Width, height and number of different bytes in the pixels of a PNG: an empty page has hardly any."""
    data, place, pixels = path.read_bytes(), 8, b""
    width, height = struct.unpack(">II", data[16:24])
    while place < len(data):
        (length,) = struct.unpack(">I", data[place : place + 4])
        if data[place + 4 : place + 8] == b"IDAT":
            pixels += data[place + 8 : place + 8 + length]
        place += length + 12
    return width, height, len(set(zlib.decompress(pixels)))


@pytest.mark.shell
def test_a_real_browser_shows_it(tmp_path: Path) -> None:
    report = tmp_path / "report.html"
    report.write_text(page(night()), encoding="utf-8")
    dom = browser("--dump-dom", report.as_uri())
    assert dom.count('<details class="device ') == 13
    assert dom.count("<article") == 5
    assert dom.count('<svg class="chain"') == 2 + 11  # the causes, and the appliances that were checked
    assert "Ask the firewall team to allow, by name" in dom
    for options in (
        ["--window-size=1280,2000"],
        ["--window-size=500,2000"],
        ["--window-size=1280,2000", "--force-dark-mode"],
    ):
        shot = tmp_path / "shot.png"
        browser(*options, f"--screenshot={shot}", report.as_uri())
        width, height, shades = picture(shot)
        assert (f"{width},{height}" in options[0], shades > 50) == (True, True)
    pdf = tmp_path / "report.pdf"
    browser(f"--print-to-pdf={pdf}", report.as_uri())
    assert pdf.read_bytes().startswith(b"%PDF")


@pytest.mark.shell
def test_a_real_browser_runs_nothing_that_a_device_says(tmp_path: Path) -> None:
    report = tmp_path / "report.html"
    forged = result("not_delivering", [finding(headline=EVIL, seen=[EVIL], advice=EVIL)])
    report.write_text(page(content([("fw1", forged)])), encoding="utf-8")
    dom = browser("--dump-dom", report.as_uri())
    assert "<title>pwned" not in dom
    assert "<script" not in dom
    assert "<img" not in dom
    assert "&lt;script&gt;document.title='pwned'" in dom

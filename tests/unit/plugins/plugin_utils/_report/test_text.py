# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Device text made harmless."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.firepower.sse.plugins.plugin_utils._report.text import clean, clean_text, printable


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain", "plain"),
        ("Zürich", "Zürich"),
        ("a\x1b[31mred\x1b[0m", "ared"),
        ("\x1b[2J\x1b[1;1Hgone", "gone"),
        ("\x9b2Jgone", "gone"),
        ("\x1b]0;title\x07text", "text"),
        ("\x1b]8;;https://evil.example\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("cut \x1b[", "cut "),
        ("a\rb\nc\td", "a b c d"),
        ("bell\x07back\x08", "bellback"),
        ("right\u202eto left", "rightto left"),
        ("zero\u200bwidth", "zerowidth"),
        ("lone \ud800 half", "lone \ufffd half"),
        ("{{ lookup('pipe', 'id') }}", "{ { lookup('pipe', 'id') }}"),
        ("{% raw %}{# note #}", "{ % raw %}{ # note #}"),
        ("{\x00{ joined }}", "{ { joined }}"),
        ("{{{ three }}}", "{ { { three }}}"),
        ('{"error": {"message": "kept"}}', '{"error": {"message": "kept"}}'),
        ("x" * 5000, "x" * 3997 + "..."),
    ],
)
def test_clean_text(text: str, expected: str) -> None:
    assert clean_text(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("http://user:p%40ss@proxy:3128/x", "http://********@proxy:3128/x"),
        ("csrfToken=abc123", "csrfToken=********"),
        ('{"csrfToken": "abc def"}', '{"csrfToken": ********}'),
        ("password: hunter22", "password: ********"),
        ("PASSWORD='two words' next", "PASSWORD=******** next"),
        ("Authorization: Bearer abcdef", "Authorization: ********"),
        ("Set-Cookie: sid=1; HttpOnly", "Set-Cookie: ******** HttpOnly"),
        ("client_secret=s3cr3t&x=1", "client_secret=********&x=1"),
        ("got eyJhbGciOiJIUzI1.eyJzdWIiOiIxMjM0.sig-x from it", "got ******** from it"),
        # words that only look like it
        ("Invalid/incorrect password: Permission denied", "Invalid/incorrect password: Permission denied"),
        ("a new token: switch events off and on", "a new token: switch events off and on"),
        ("registration_interval=180", "registration_interval=180"),
    ],
)
def test_secrets_are_masked(text: str, expected: str) -> None:
    assert clean_text(text) == expected


def test_clean_reaches_every_key_and_value() -> None:
    dirty = {"a{{": ["\x1b[1m", ("t\n",)], "token": "x", "tokens": 3, "b": {"c": 1.5, "d": None, "e": True}}
    assert clean(dirty) == {
        "a{ {": ["", ["t "]],
        "token": "********",
        "tokens": 3,
        "b": {"c": 1.5, "d": None, "e": True},
    }


@pytest.mark.parametrize(("value", "expected"), [(float("nan"), None), (float("-inf"), None), ({1: object}, None)])
def test_what_json_has_not(value: object, expected: object) -> None:
    cleaned = clean(value)
    json.dumps(cleaned, allow_nan=False)
    assert cleaned == expected or isinstance(cleaned, dict)


def test_depth_is_bounded() -> None:
    deep: object = "end"
    for _step in range(200):
        deep = [deep]
    assert "..." in json.dumps(clean(deep))


@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    cleaned = clean_text(text)
    assert cleaned.isprintable()
    assert not any(start in cleaned for start in ("{{", "{%", "{#"))
    assert set(printable(cleaned)) <= {chr(code) for code in range(32, 127)}
    assert len(printable(cleaned)) == len(cleaned)

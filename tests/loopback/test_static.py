"""The files of both pages: no words of their own, nothing from elsewhere, nothing kept."""

import re

import pytest

from bot.commands.serve.site import STATIC as CHECK
from bot.demo.page.site import STATIC as DEMO
from bot.loopback.site import SHARED

FILES = [path for static in (SHARED, CHECK, DEMO) for path in sorted(static.iterdir())]
MOST_LINES = {SHARED: 200, CHECK: 200, DEMO: 300}
KEEPERS = {DEMO / "theme.js"}  # keeps the scheme that somebody chose


@pytest.fixture(params=FILES, ids=[f"{path.parents[1].name}/{path.name}" for path in FILES])
def path(request: pytest.FixtureRequest):
    return request.param


def test_a_file_is_short_and_says_nothing_to_users(path):
    text = path.read_text("utf-8")
    assert len(text.splitlines()) < MOST_LINES[path.parent]
    assert re.findall(r"[\u4e00-\u9fff]+", text) == []


def test_a_file_needs_nothing_from_elsewhere_and_parses_no_markup(path):
    text = path.read_text("utf-8")
    addresses = set(re.findall(r"(?:https?:)?//[\w.-]+\.[a-z]{2,}[\w/]*", text))
    assert addresses <= {"http://www.w3.org/2000/svg"}
    risky = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|style="
    assert re.findall(risky, text) == []
    assert not re.search(r"<script(?![^>]*\ssrc=)|\son\w+=", text)
    keeps = re.search(r"localStorage|sessionStorage|indexedDB|document\.cookie", text)
    assert bool(keeps) == (path in KEEPERS)

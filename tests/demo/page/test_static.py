"""The page's files: no words of their own, nothing from elsewhere, colors one can read."""

import re
import tomllib
from itertools import product

import pytest

from bot.demo.page.site import STATIC
from bot.library.load import CONTENT

FILES = sorted(path for path in STATIC.iterdir() if path.is_file())
SOURCES = {path.name: path.read_text("utf-8") for path in FILES}
SCRIPTS = "\n".join(text for name, text in SOURCES.items() if name.endswith(".js"))
NORMAL, LARGE = 4.5, 3.0  # least contrast by WCAG 2.2 AA: of text, and of icons and outlines


@pytest.mark.parametrize("name", SOURCES)
def test_a_file_is_short_and_says_nothing_to_users(name):
    text = SOURCES[name]
    assert len(text.splitlines()) < 300
    shown = re.findall(r"[\u4e00-\u9fff]+", text)
    assert shown == []


@pytest.mark.parametrize("name", SOURCES)
def test_a_file_needs_nothing_from_elsewhere_and_parses_no_markup(name):
    addresses = set(re.findall(r"(?:https?:)?//[\w.-]+\.[a-z]{2,}[\w/]*", SOURCES[name]))
    assert addresses <= {"http://www.w3.org/2000/svg"}
    risky = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|style="
    assert re.findall(risky, SOURCES[name]) == []
    assert not re.search(r"<script(?![^>]*\ssrc=)|\son\w+=", SOURCES[name])


def said_keys(words: dict[str, str]) -> set[str]:
    """The keys that scripts and markup name; a key with a hole stands for all it can become."""
    named = set(re.findall(r'say\(\s*"([\w.]+)"', SCRIPTS))
    named |= set(re.findall(r'data-(?:text|label)="([\w.]+)"', SOURCES["index.html"]))
    choices = re.findall(r'\? "(\w+\.\w+)" : "(\w+\.\w+)"', SCRIPTS)
    named |= {key for pair in choices for key in pair}
    for start, end in re.findall(r"say\(`([\w.]*)\$\{[^}]+\}([\w.]*)`", SCRIPTS):
        named |= {key for key in words if key.startswith(start) and key.endswith(end)}
    return named


SAID_BY_PYTHON = {"bot", "group", "operator", "person.member", "person.admin", "person.fixer"}


def test_every_sentence_exists_and_is_said_somewhere(words):
    said = said_keys(words)
    assert said - set(words) == set()
    assert set(words) - said - SAID_BY_PYTHON == set()


def test_every_complaint_has_a_sentence(words):
    source = (STATIC.parent / "deeds.py").read_text("utf-8")
    keys = set(re.findall(r'Complaint\("(\w+)"', source))
    assert keys >= {"failed", "picture"}
    assert {f"error.{key}" for key in keys} <= set(words)


def test_every_sample_has_a_name_on_the_page(words, library):
    (listed,) = re.findall(r"SAMPLES = \[(.*?)\]", SCRIPTS)
    names = re.findall(r'"(\w+)"', listed)
    assert set(names) == set(library.samples)
    assert {f"samples.{name}" for name in names} <= set(words)


def test_page_words_stand_apart_from_the_bots():
    table = tomllib.loads((CONTENT / "texts" / "zh-Hans.demo.toml").read_text("utf-8"))
    assert set(table) == {"demo"}


def read_colors() -> dict[str, tuple[str, str]]:
    found = re.findall(r"(--[\w-]+): light-dark\((#\w{6}), (#\w{6})\)", SOURCES["tokens.css"])
    return {name: (light, dark) for name, light, dark in found}


def luminance(color: str) -> float:
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


PAIRS = [
    *product(["--ink", "--faint", "--accent", "--danger"], ["--paper", "--hover"], [NORMAL]),
    *product(["--ink", "--theirs-faint", "--accent"], ["--theirs"], [NORMAL]),
    *product(["--ink", "--ours-faint", "--ours-accent"], ["--ours"], [NORMAL]),
    ("--on-key", "--key", NORMAL),
    ("--on-key", "--key-hover", NORMAL),
    ("--on-key", "--pill", NORMAL),
    ("--on-accent", "--accent", NORMAL),
    ("--on-chosen", "--chosen", NORMAL),
    *product(["--focus"], ["--paper", "--wall"], [LARGE]),
]


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground", "least"), PAIRS)
def test_colors_can_be_told_apart(ink, ground, least, scheme):
    colors = read_colors()
    assert contrast(colors[ink][scheme], colors[ground][scheme]) >= least


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_names_and_faces_can_be_read(scheme):
    found = re.findall(
        r"(--ink-own|--tint): light-dark\((#\w{6}), (#\w{6})\)", SOURCES["tokens.css"]
    )
    grounds = {"--ink-own": read_colors()["--theirs"][scheme], "--tint": "#ffffff"}
    assert len(found) == 12
    for name, *color in found:
        assert contrast(color[scheme], grounds[name]) >= NORMAL, (name, color)

"""The chat page's files: sentences that exist, colors one can read."""

import re
import tomllib

from bot.demo.page.site import STATIC
from bot.library.load import CONTENT

SOURCES = {path.name: path.read_text("utf-8") for path in sorted(STATIC.iterdir())}
SCRIPTS = "\n".join(text for name, text in SOURCES.items() if name.endswith(".js"))


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

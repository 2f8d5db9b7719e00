"""The check page's files: sentences that exist, nothing to tap, colors one can read."""

import re

from bot.commands.serve.site import STATIC, list_words

SOURCES = {path.name: path.read_text("utf-8") for path in sorted(STATIC.iterdir())}
SCRIPTS = "\n".join(text for name, text in SOURCES.items() if name.endswith(".js"))
PAGE = SOURCES["index.html"]


def test_every_sentence_exists_and_is_said_somewhere(library):
    holes = set(re.findall(r"\$(\w+)", PAGE))
    words = set(list_words(library))
    assert holes == words
    carried = dict(re.findall(r'data-([\w-]+)="\$(\w+)"', PAGE))
    said = set(re.findall(r"(?<!/)\bwords\.(\w+)", SCRIPTS))
    named = {re.sub(r"-(\w)", lambda match: match[1].upper(), name) for name in carried}
    assert said == named


def test_no_link_and_no_number_can_be_tapped():
    assert re.findall(r'<a\b|"tel:|href: `(?!#)', PAGE + SCRIPTS) == []
    assert 'name="format-detection" content="telephone=no' in PAGE


def test_every_field_has_a_label():
    fields = re.findall(r'<(?:textarea|input) id="(\w+)"', PAGE)
    assert len(fields) == 2
    assert set(re.findall(r'<label for="(\w+)"', PAGE)) == set(fields)

"""Sentences by key: the language's own, else the default one's, else a fault of the code."""

import string

import pytest

from bot.analysis.model import Authenticity, Conduct, Deadline, Kind
from bot.library.texts import Texts, flatten

DEFAULT = Texts("zh-Hans", {"a.one": "甲", "a.two": "乙{word}"})
OTHER = Texts("en", {"a.one": "A"}, DEFAULT)


def test_its_own_sentence_comes_first():
    assert OTHER["a.one"] == "A"


def test_a_missing_sentence_comes_from_the_default():
    assert OTHER["a.two"] == "乙{word}"
    assert OTHER.fill("a.two", word=3) == "乙3"


def test_a_key_nobody_has_is_a_fault():
    with pytest.raises(KeyError, match=r"a\.three"):
        OTHER["a.three"]
    with pytest.raises(KeyError):
        OTHER.fill("a.three")


def test_contains_and_find_know_the_fallback():
    assert "a.two" in OTHER
    assert "a.three" not in OTHER
    assert OTHER.find("a.three", "a.two", "a.one") == "乙{word}"
    assert OTHER.find("a.three") is None


def test_tables_flatten_to_dotted_keys():
    assert flatten({"a": {"b": {"c": "x"}, "d": "y"}, "e": 1}) == {
        "a.b.c": "x",
        "a.d": "y",
        "e": "1",
    }


def test_every_sentence_can_be_parsed_as_a_template(library):
    for texts in library.texts.values():
        for key in texts:
            fields = [name for _, name, _, _ in string.Formatter().parse(texts[key])]
            assert all(name is None or name.isidentifier() for name in fields), key


@pytest.mark.parametrize(
    ("area", "values"),
    [("kind", Kind), ("authenticity", Authenticity), ("conduct", Conduct), ("deadline", Deadline)],
)
def test_every_value_of_an_axis_has_words(library, area, values):
    for texts in library.texts.values():
        assert [each for each in values if f"{area}.{each}" not in texts] == []


def test_every_question_and_answer_has_words(library):
    for texts in library.texts.values():
        for question in library.content.verdicts.questions:
            assert f"question.{question.id}.ask" in texts
            for answer in question.answers:
                assert f"question.{question.id}.answers.{answer.id}" in texts
                assert f"question.{question.id}.said.{answer.id}" in texts


def test_every_kind_but_small_talk_has_advice_of_its_own(library):
    for texts in library.texts.values():
        for kind in set(Kind) - {Kind.NOT_AN_SMS}:
            for part in ("now", "not"):
                assert f"advice.{kind}.{part}" in texts, kind

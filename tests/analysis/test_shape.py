"""Patterns that most texts can be spared."""

import pytest

from bot.analysis.pattern import Pattern
from bot.analysis.shape import Shape, Signs


@pytest.mark.parametrize(
    ("text", "shown"),
    [("尊敬的客户", True), ("客户尊敬", False), ("您已逾期", True), ("1点", True), ("一点", False)],
)
def test_any_sign_will_do(text, shown):
    assert Signs(("尊敬的|您(?:已|有)", r"\d点")).show(text) is shown


def test_signs_count_between_two_places_only():
    signs = Signs(("尊敬的", "^您好"))
    assert signs.show("尊敬的您", 0, 3)
    assert not signs.show("尊敬的您", 1)
    assert not signs.show("尊敬的您", 0, 2)


def test_a_sign_that_runs_out_of_time_shows_nothing():
    endless = "(?:(?:甲|甲甲)+)+(?=丁)戊"
    assert not Signs((endless,)).show("甲" * 80 + "丁戊")
    assert Signs((endless, "乙")).show("甲" * 80 + "丁戊乙")


def test_only_signs_whose_words_are_there_are_searched_for(monkeypatch):
    searched = []
    monkeypatch.setattr(Pattern, "search", lambda self, *_: searched.append(self._source))
    Signs(("甲.乙", "丙.丁", "[^戊]己")).show("甲乙己")
    assert sorted(searched) == ["[^戊]己", "甲.乙"]


def test_a_shape_is_found_between_two_places():
    shape = Shape("(?<=。)我[^。]{1,9}")
    assert [match.span() for match in shape.find("我。我怕。我", 0, 6)] == [(2, 4)]
    assert not list(shape.find("他。他怕。他"))

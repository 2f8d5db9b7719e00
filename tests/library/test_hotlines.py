"""Official numbers are found by how people call an office, and no weak number ever is."""

import pytest

from bot.analysis.content import Confidence
from bot.library.hotlines import HotlineSearch, build_hotlines

NUMBERS = [
    ("12368", "12368"),
    ("法院", "12368"),
    ("招商银行", "95555"),
    ("招行客服电话", "95555"),
    ("工商银行电话多少", "95588"),
    ("心理熱線", "12356"),
    ("反诈", "96110"),
    ("法律援助", "12348"),
    ("微粒贷", "95384"),
]


@pytest.fixture(scope="module")
def hotlines(library) -> HotlineSearch:
    return build_hotlines(library)


@pytest.mark.parametrize(("asked", "number"), NUMBERS)
def test_an_office_is_found(hotlines, asked, number):
    found = hotlines.find(asked, most=6)
    assert number in {each for entry in found for each, _ in entry.numbers}


@pytest.mark.parametrize("asked", ["", " ", "1", "逾期怎么办", "会不会坐牢", "asdf", "🙂"])
def test_what_is_no_office_finds_none(hotlines, asked):
    assert hotlines.find(asked, most=6) == ()


def test_no_number_of_low_confidence_is_found(hotlines, library):
    weak = {
        line.number
        for each in library.institutions.values()
        for line in each.hotlines
        if line.confidence is Confidence.LOW
    }
    shown = {number for entry, _ in hotlines._entries for number, _ in entry.numbers}
    good = {
        line.number
        for each in library.institutions.values()
        for line in each.hotlines
        if line.confidence is not Confidence.LOW
    }
    assert not (weak - good) & shown


def test_a_service_that_no_page_speaks_of_is_not_offered(hotlines):
    offered = {entry.id for entry, _ in hotlines._entries}
    assert "tax_12366" not in offered
    assert "court_12368" in offered

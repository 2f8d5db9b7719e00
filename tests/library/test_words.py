"""Questions in English find their page."""

import pytest

from bot.library.speak import speak
from bot.library.words import build_word_search

QUESTIONS = [
    ("can I go to prison for debt", "legal.criminal"),
    ("I got an SMS from a court", "verify.court"),
    ("they call my family and friends", "collection_misconduct.contacts"),
    ("I transferred money to a scammer", "scammed_already.money"),
    ("how do I get legal aid", "legal.aid"),
    ("payment order", "legal.payorder"),
    ("collectors come to my door", "collection_misconduct.door"),
    ("i want to complain about the bank", "complaint"),
]


@pytest.fixture(scope="module")
def search(library):
    return build_word_search(speak(library, "en"))


@pytest.mark.parametrize(("question", "page"), QUESTIONS)
def test_a_question_finds_its_page(search, question, page):
    assert any(found.startswith(page) for found in search.find(question)), search.find(question)


def test_most_aliases_find_their_page(search, library):
    pages = library.translations["en"].pages
    asked = [(alias, page_id) for page_id, page in pages.items() for alias in page.aliases]
    assert len(asked) > 300
    found = sum(page_id in search.find(alias) for alias, page_id in asked)
    assert found / len(asked) >= 0.97


@pytest.mark.parametrize("question", ["", "hello", "what is the weather like", "早上好"])
def test_what_is_about_nothing_of_ours_finds_nothing(search, question):
    assert search.find(question) == ()

"""The pages say what the research asks for: every node, every piece of advice, plain sentences."""

import re
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from bot.analysis.content import Confidence

ADVICE = tomllib.loads((Path(__file__).parent / "advice.toml").read_text("utf-8"))
OUTLINE = Path(__file__).parents[3] / "shared" / "reference" / "guidance_outline.yaml"
NO_PAGES = {"我的案件", "综合融资成本明示表", "月费率"}  # parts of an app or a contract
LONG = 28  # characters of a sentence that is still read in one go
SENTENCE = re.compile(r"[。；：！？\n]")
WARNED = ("negotiate", "legal.mediate", "verify.lender", "collection_misconduct.door")
NOT_ABOUT_PAYING = {
    "negotiate.after",  # the agreement stands already
    "collection_misconduct.door.police",
}


def read_outline() -> str:
    if not OUTLINE.exists():
        pytest.skip("the research is not beside this tree")
    return OUTLINE.read_text("utf-8")


def test_every_node_of_the_outline_is_a_page(library):
    nodes = dict(re.findall(r"^- id: (\S+)\n  title: (.+)$", read_outline(), re.MULTILINE))
    assert len(nodes) == 114
    titles = {page.id: page.title for page in library.pages.values()}
    assert nodes.items() <= titles.items()


def test_every_piece_of_advice_of_the_outline_is_listed():
    outline = read_outline()
    said = re.findall(r"^(?:- |  )advice: (.+)$", outline, re.MULTILINE)
    assert Counter(said) == Counter(each["said"] for each in ADVICE["advice"])
    claims = re.findall(r"^(?:- |  )claim: (.+)$", outline, re.MULTILINE)
    assert Counter(claims) == Counter(each["claim"] for each in ADVICE["correction"])


def test_every_piece_of_advice_has_its_page(library):
    assert len(ADVICE["advice"]) >= 50
    for each in ADVICE["advice"]:
        assert each["pages"], each["said"]
        assert set(each["pages"]) <= set(library.pages), each["said"]


def test_every_correction_rests_on_facts_that_some_page_shows(library):
    shown = {ref for page in library.pages.values() for ref in page.refs}
    for each in ADVICE["correction"]:
        facts = [library.facts[ref] for ref in each["refs"]]
        assert any(fact.confidence is not Confidence.LOW for fact in facts), each["claim"]
        assert shown & set(each["refs"]), each["claim"]


@pytest.mark.parametrize(
    "claim",
    [
        "一般会撤诉",
        "都会给宽限期",
        "不会通过短信发出",
        "多为高利贷",
        "可能过了三年",
        "好几年的老账",
    ],
)
def test_no_page_repeats_what_was_put_right(library, claim):
    assert [page.id for page in library.pages.values() if claim in page.body] == []


def test_who_may_admit_an_old_debt_is_warned_on_the_same_page(library):
    pages = [page for page in library.pages.values() if page.id.startswith(WARNED)]
    unwarned = {page.id for page in pages if "时效" not in page.body}
    assert unwarned == NOT_ABOUT_PAYING
    for page in pages:
        if page.id not in unwarned:
            assert {"lim-ack", "lim-revive"} & set(page.refs), page.id


def test_who_speaks_of_a_court_message_asks_to_check_it(library):
    for page in library.pages.values():
        if "法院短信" in page.body and not page.id.startswith("group_admins"):
            assert "12368" in page.body, page.id


def test_sentences_are_short(library):
    sentences = [
        sentence.strip()
        for page in library.pages.values()
        for sentence in SENTENCE.split(page.body)
        if sentence.strip()
    ]
    long = [each for each in sentences if len(each) > LONG]
    assert len(long) <= len(sentences) / 200, long


def test_no_page_leads_to_itself_or_twice_to_another(library):
    for page in library.pages.values():
        assert page.id not in page.next
        assert len(set(page.next)) == len(page.next), page.id


def test_a_page_names_only_pages_that_exist(library):
    titles = {page.title for page in library.pages.values()}
    pointed = re.compile(r"看“([^”]+)”")
    for page in library.pages.values():
        for title in pointed.findall(page.body):
            assert title in titles | NO_PAGES, (page.id, title)


def test_a_page_that_is_pointed_to_is_one_tap_away(library):
    by_title = {page.title: page.id for page in library.pages.values()}
    missing = [
        (page.id, title)
        for page in library.pages.values()
        for title in re.findall(r"看“([^”]+)”", page.body)
        if title in by_title and by_title[title] not in page.next
    ]
    assert missing == []

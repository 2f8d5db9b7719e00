"""Every letter with none, all and every pair of its optional facts: only confirmed facts stand."""

import re
from collections.abc import Iterator
from datetime import date

import pytest

from bot.forms.fields import Choices
from bot.forms.form import Progress
from bot.letters.model import Draft, Paragraph, Style, Table
from bot.letters.plain import write_text
from bot.library.letters import Letter
from bot.library.load import CONTENT, Library
from bot.views.frame import Frame
from bot.views.letters import write_draft
from tests.letters.answers import TODAY, fill, list_optional, list_pairs, list_variants

LETTERS = tuple(sorted({each.stem for each in (CONTENT / "letters").glob("*.toml")} - {"fields"}))
WANTED = {
    *("repay_plan_request", "card_installment_request", "hardship_statement"),
    *("complaint_lender", "complaint_12378", "stop_third_party_contact", "evidence_list_timeline"),
    *("defence_answer", "limitation_defence", "payment_order_objection", "living_cost_application"),
    *("credit_dispute", "identity_theft_statement"),
}
# What says nothing without another fact that it belongs to.
LEANING = {
    "claimed_as_of": "claimed_amount",
    "police_receipt": "credit_reason",
    "third_party_relation": "incidents",
}
_BAD = re.compile(r"[，。；：、]{2,}|\n[，。；、]|[{}]|None|，\n|undefined|元元|日日")


def faults(draft: Draft, numerals: str) -> Iterator[str]:
    """What no letter may look like."""
    text = write_text(draft)
    yield from (f"bad: {found}" for found in _BAD.findall(text.replace("〔", "字")))
    if text.count("〔") != text.count("〕"):
        yield "a blank is not closed"
    heads = [
        each.text
        for each in draft.blocks
        if isinstance(each, Paragraph) and each.style is Style.HEADING
    ]
    if [each[0] for each in heads] != list(numerals[: len(heads)]):
        yield f"numbered wrongly: {heads}"
    for block, following in zip(draft.blocks, [*draft.blocks[1:], None], strict=True):
        if isinstance(block, Table):
            if {len(each) for each in (block.head, *block.rows, block.widths)} != {len(block.head)}:
                yield "a table that is not square"
        elif not block.text.strip():
            yield "an empty paragraph"
        elif block.style is Style.HEADING and (
            following is None
            or (isinstance(following, Paragraph) and following.style is Style.HEADING)
        ):
            yield f"nothing under {block.text}"


def find_shown(frame: Frame, letter: Letter, progress: Progress) -> dict[str, str]:
    """For each optional fact that was given, words that stand in the letter because of it."""
    shown = {}
    for place, value in progress.trail:
        asked = letter.questions[place.question.id]
        if value is None or asked.id not in list_optional(letter):
            continue
        if asked.masked:
            shown[asked.id] = "138****5678"
        elif asked.group:
            shown[asked.id] = value.digest
        elif asked.answer.kind == "list":
            shown[asked.id] = value[0]
        elif asked.answer.kind == "day":
            shown[asked.id] = f"{value.year}年{value.month}月{value.day}日"
        elif asked.answer.kind == "money":
            shown[asked.id] = f"{value:,}元"
        elif asked.answer.kind == "words":
            shown[asked.id] = value.rstrip("。")
        elif asked.answer.kind == "whole":
            shown[asked.id] = f"{value}期"
    return shown


@pytest.fixture
def draft(library: Library, private: Frame):
    def write(letter: Letter, progress: Progress) -> Draft:
        return write_draft(private, letter, progress, library.reading(TODAY))

    return write


def test_these_are_the_letters(library):
    assert tuple(sorted(library.letters)) == LETTERS
    assert set(LETTERS) >= WANTED


@pytest.mark.parametrize(
    ("blocks", "fault"),
    [
        ((Paragraph("本人，，"),), "bad"),
        ((Paragraph("本人{name}"),), "bad"),
        ((Paragraph("已还None。"),), "bad"),
        ((Paragraph("〔　　"),), "a blank is not closed"),
        ((Paragraph("二、经过", Style.HEADING), Paragraph("甲")), "numbered wrongly"),
        ((Paragraph("一、经过", Style.HEADING),), "nothing under"),
        ((Paragraph(" "),), "an empty paragraph"),
        ((Table(("甲",), (("1", "2"),), (10,)),), "a table that is not square"),
    ],
)
def test_faults_are_seen(blocks, fault):
    assert any(each.startswith(fault) for each in faults(Draft("信", blocks), "一二三"))


@pytest.mark.parametrize("name", LETTERS)
def test_none_all_and_every_pair(name, library, private, draft):
    letter, numerals = library.letters[name], private.texts["letters.numerals"]
    every = find_shown(private, letter, fill(letter, None))
    for varied in list_variants(letter):
        pairs = list_pairs(letter) if varied.keys() <= {"stance"} else ()
        for given in (set(), None, *pairs):
            progress = fill(letter, given, varied)
            written = draft(letter, progress)
            assert list(faults(written, numerals)) == [], (given, varied)
            text, shown = write_text(written), find_shown(private, letter, progress)
            for fact, words in shown.items():
                leaning = LEANING.get(fact)
                if leaning is None or given is None:
                    assert words in text or leaning, (fact, given, varied)
            for fact in every.keys() - shown.keys():
                assert every[fact] not in text or every[fact] in shown.values(), (fact, given)


@pytest.mark.parametrize("name", LETTERS)
def test_with_all_facts_no_blank_but_those_for_the_hand(name, library, draft):
    """A whole identity number, the ground of a case, the signature, a choice of addressee."""
    text = write_text(draft(library.letters[name], fill(library.letters[name], None)))
    blanks = re.findall(r"(\S{2,6})〔", text.replace("\u3000", ""))
    by_hand = ("身份证号", "案由：", "（签名）：", "致：", "，号码", "对方号码")
    assert [each for each in blanks if not any(each.endswith(words) for words in by_hand)] == []


@pytest.mark.parametrize("name", LETTERS)
def test_each_option_writes_its_own_sentence(name, library, draft):
    """Whatever is chosen among several leaves a trace, and what is not chosen leaves none."""
    letter = library.letters[name]
    for asked in letter.question:
        if not isinstance(asked.answer, Choices):
            continue
        texts = {
            option: write_text(draft(letter, fill(letter, None, {asked.id: option})))
            for option in asked.options
            if not letter.find_stop({asked.id: (option,)}, TODAY)
        }
        assert len(set(texts.values())) == len(texts), asked.id


def test_a_letter_that_promises_to_pay_says_what_it_does_not_admit(library, draft):
    for name in ("repay_plan_request",):
        text = write_text(draft(library.letters[name], fill(library.letters[name], None)))
        assert "不代表认可" in text
    for name in ("complaint_lender", "complaint_12378", "stop_third_party_contact"):
        text = write_text(draft(library.letters[name], fill(library.letters[name], set())))
        assert "不构成对欠款金额或诉讼时效的确认" in text


def test_an_answer_never_claims_limitation_and_offers_payment_at_once(library, draft):
    letter = library.letters["defence_answer"]
    said = {
        option: write_text(draft(letter, fill(letter, None, {"stance": option})))
        for option in ("limit", "settle", "neither")
    }
    assert {name: ("已过诉讼时效" in text, "愿意" in text) for name, text in said.items()} == {
        "limit": (True, False),
        "settle": (False, True),
        "neither": (False, False),
    }


@pytest.mark.parametrize(
    ("name", "answers"),
    [
        ("repay_plan_request", {"age": "old"}),
        ("repay_plan_request", {"age": "unsure"}),
        ("card_installment_request", {"age": "old"}),
        ("card_installment_request", {"over_means": "no"}),
        ("limitation_defence", {"age": "young"}),
        ("limitation_defence", {"ack_since": "some"}),
        ("limitation_defence", {"ack_since": "unsure"}),
        ("limitation_defence", {"demand_since": "some"}),
        ("limitation_defence", {"last_demand_date": date(2023, 11, 22)}),
        ("limitation_defence", {"last_due_date": date(2025, 1, 1)}),
        ("defence_answer", {"last_repay_date": date(2024, 12, 31)}),
        ("defence_answer", {"ack_since": "unsure"}),
        ("payment_order_objection", {"payment_objection": ("amount", "poor")}),
        ("payment_order_objection", {"ack_since": "some"}),
        ("credit_dispute", {"credit_reason": ("real",)}),
        ("identity_theft_statement", {"mine": "maybe"}),
        ("living_cost_application", {"by_court": "no"}),
        ("complaint_12378", {"complained": "no"}),
    ],
)
def test_what_would_harm_is_stopped(name, answers, library):
    assert library.letters[name].find_stop(answers, TODAY) is not None


def test_three_years_and_a_day_stop_nothing(library):
    letter = library.letters["limitation_defence"]
    assert letter.find_stop({"last_demand_date": date(2023, 11, 21)}, TODAY) is None


def test_letters_that_could_acknowledge_a_debt_warn_before_anything_is_asked(library):
    for name in ("repay_plan_request", "card_installment_request"):
        letter = library.letters[name]
        assert any("时效" in each for each in letter.warnings)
        assert letter.fields[0] == "age"

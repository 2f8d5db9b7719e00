"""Letters in content: a mistake is named, and the real ones have none."""

import shutil
from dataclasses import replace
from datetime import date

import pytest

from bot.letters.model import Clause, Column, Line
from bot.library.letters import Stop, list_letter_faults, list_texts
from bot.library.lint import lint, list_stale
from bot.library.load import CONTENT, load_library
from bot.library.read import ContentError


@pytest.fixture
def faults(library):
    """The complaints about one letter with something changed."""
    letter = library.letters["payment_order_objection"]

    def find(**changed):
        known = (library.letters, library.pages, library.facts, library.calculators)
        return list(list_letter_faults(replace(letter, **changed), *known))

    return find


def test_the_real_ones_have_no_fault(library, faults):
    assert faults() == []
    assert [each for each in lint(library) if each.file.startswith("letters")] == []


CELLS = (Column("甲", "{nothing}", 10),)


@pytest.mark.parametrize(
    ("changed", "complaint"),
    [
        ({"title": "长" * 15}, "more than 14"),
        ({"purpose": "长" * 91}, "more than 90"),
        ({"cautions": ("长" * 91,)}, "more than 90"),
        ({"clause": (Clause(lines=(Line("长" * 161),)),)}, "more than 160"),
        ({"on": ("no.page",)}, "names the page no.page"),
        ({"also": ("no_letter",)}, "names the letter no_letter"),
        ({"tools": ("no_tool",)}, "names the calculator no_tool"),
        ({"refs": ("no-fact",)}, "rests on no-fact"),
        ({"needs": ("hearing_date",)}, "needs hearing_date"),
        (
            {"stop": (Stop("停", {"payment_objection": ("none",)}),)},
            "payment_objection has no",
        ),
        ({"stop": (Stop("停", {"stance": ("limit",)}),)}, "stance has no limit"),
        ({"stop": (Stop("停"),)}, "stops at what it does not ask"),
        ({"stop": (Stop("停", recent=("last_due_date",)),)}, "stops at what it does not ask"),
        ({"clause": (Clause(lines=(Line("{nothing}"),)),)}, "nothing is called nothing"),
        ({"clause": (Clause(lines=(Line("甲", given=("nothing",)),)),)}, "nothing is called"),
        (
            {"clause": (Clause(lines=(Line("{phone}", otherwise="{full_name}"),)),)},
            "the blank form of a sentence rests on full_name",
        ),
        (
            {"clause": (Clause(lines=(Line("甲", when={"payment_objection": ("x",)}),)),)},
            "payment_objection has no x",
        ),
        ({"clause": (Clause(rows="incidents", columns=CELLS),)}, "a table has rows that are asked"),
        ({"clause": (Clause(rows="evidence_list"),)}, "a table has rows that are asked"),
        ({"clause": (Clause(rows="evidence_list", columns=CELLS),)}, "no cell is called nothing"),
    ],
)
def test_a_mistake_is_named(faults, changed, complaint):
    found = faults(**changed)
    assert any(each.startswith(complaint) for each in found), found


def test_words_and_numbers_that_may_not_be_said_are_named(library):
    letter = library.letters["hardship_statement"]
    worse = replace(letter, cautions=("催收违法，不用还，打 95999 。",))
    said = [str(each) for each in lint(replace(library, letters={letter.id: worse}))]
    for words in ("says 违法", "says 不用还", "shows 95999"):
        assert any(words in each for each in said), words


def test_old_letters_are_named(library):
    assert any("letter repay_plan_request" in str(e) for e in list_stale(library, date(2028, 1, 1)))


def test_a_field_that_is_needed_can_not_be_skipped(library):
    letter = library.letters["repay_plan_request"]
    assert not letter.questions["lender_name"].skip
    assert letter.questions["phone"].skip
    assert library.letters["defence_answer"].questions["settle_offer"].when == {
        "stance": ("settle",)
    }


def test_no_field_asks_for_a_whole_identity_or_card_number(library):
    """Asked for, it would be given; the blank in the letter waits for the hand."""
    asked = {each.id: each for letter in library.letters.values() for each in letter.question}
    for each in asked.values():
        assert "卡号多少" not in each.ask
        assert "身份证" not in each.ask


def test_every_example_and_button_can_be_read(library):
    reading = library.reading(date(2026, 11, 22))
    for letter in library.letters.values():
        for asked in letter.question:
            for text in (*asked.buttons, *([asked.example] if asked.example else [])):
                asked.to_question().read(text, reading, {})


def test_every_sentence_is_listed(library):
    said = set(list_texts(library.letters["complaint_lender"]))
    assert {"投诉信（致机构）", "经过、原话要点", "恐吓、辱骂。", "停止夜间联系"} <= said


def test_a_broken_file_is_told_with_its_name(tmp_path):
    root = tmp_path / "content"
    shutil.copytree(CONTENT, root)
    path = root / "letters" / "hardship_statement.toml"
    path.write_text(path.read_text("utf-8").replace('"full_name"', '"shoe_size"'), "utf-8")
    with pytest.raises(ContentError, match=r"letters/hardship_statement\.toml:\d+: .*shoe_size"):
        load_library(root)

"""Rows in the public JSON form: answers are read strictly, and a complaint repeats nothing."""

import json

import pytest

from bot.commands.form import BadRow, Row, judge_row, read_row, to_json, write_json

LOAN = "【马上消费金融】您的借款已逾期，请尽快还款"


@pytest.fixture(scope="module")
def questions(library):
    return library.content.verdicts.questions


def raw(**row: object) -> bytes:
    return json.dumps(row).encode()


def test_a_row_is_read_whole(questions):
    row = read_row(raw(id=1, text="x", sender="106", answers={"loan": "yes"}), questions)
    assert row == Row(1, "x", "106", {"loan": "yes"})


def test_without_numbering_a_row_needs_no_id(questions):
    assert read_row(raw(text="x"), questions, numbered=False) == Row(None, "x")
    assert read_row(raw(text="x", id="a"), questions, numbered=False).id == "a"
    with pytest.raises(BadRow, match="id is missing"):
        read_row(raw(text="x"), questions)


def test_an_answer_counts_as_it_does_in_the_bot(questions, engine):
    bare = judge_row(engine, read_row(raw(id=1, text=LOAN), questions))
    answered = read_row(raw(id=1, text=LOAN, answers={"loan": "yes"}), questions)
    assert bare.asks == "loan"
    assert judge_row(engine, answered).authenticity != bare.authenticity


@pytest.mark.parametrize(
    "answers",
    [
        "yes",
        ["loan"],
        {"loan": "秘密"},
        {"秘密": "yes"},
        {"loan": ["yes"]},
        {"loan": {"yes": 1}},
        {"loan": None},
        {"sender": "yes"},
    ],
)
def test_an_answer_that_does_not_exist_is_refused(questions, answers):
    with pytest.raises(BadRow) as bad:
        read_row(raw(id=7, text=LOAN, answers=answers), questions)
    assert bad.value.id == 7
    assert "answers" in bad.value.complaint
    assert "秘密" not in bad.value.complaint


def test_what_is_written_can_be_read_by_any_reader_of_utf8(engine):
    text = "转账到\ud83d个人账户"
    written = write_json(to_json(engine.analyze(text), "\ud83d"))
    assert json.loads(written.encode())["id"] == "\ud83d"
    assert "转" in write_json({"a": "转"})

"""The one question that could still change the verdict."""

from datetime import date

import pytest

TODAY = date(2026, 11, 21)
PAPER = "【杭州市西湖区人民法院】您有新文书待签收"
DEBT = "【马上消费金融】您的借款已逾期,请尽快还款"
SCAM = "请把验证码发给客服核实"


@pytest.mark.parametrize(("text", "asked"), [(PAPER, "sender"), (DEBT, "loan"), ("你好", None)])
def test_asks_what_matters_for_the_kind(engine, text, asked):
    assert engine.analyze(text, today=TODAY).asks == asked


def test_a_decided_scam_asks_nothing(engine):
    report = engine.analyze(SCAM, today=TODAY)
    assert report.authenticity == "scam"
    assert report.asks is None


def test_asks_on_until_everything_is_answered(engine):
    answers: dict[str, str] = {}
    asked = []
    while (question := engine.analyze(PAPER, answers=answers).asks) is not None:
        assert question not in asked
        asked.append(question)
        answers[question] = "unknown"
    assert sorted(asked) == ["papers", "sender"]


def test_never_asks_for_a_sender_it_knows(engine):
    report = engine.analyze(DEBT, sender="95555", answers={"loan": "unknown"})
    assert report.asks is None


def test_every_listed_question_can_be_asked(library):
    verdicts = library.content.verdicts
    assert all(question.kinds and question.answers for question in verdicts.questions)
    codes = [question.code for question in verdicts.questions]
    assert len(set(codes)) == len(codes)

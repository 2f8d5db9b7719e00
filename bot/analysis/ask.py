"""Chooses the one question whose answer would change the verdict most."""

from collections.abc import Callable, Iterable

from bot.analysis.content import Answer, Question
from bot.analysis.facts import Facts
from bot.analysis.model import Authenticity, Kind
from bot.analysis.score import GRAVITY

Judge = Callable[[Facts], Authenticity]


def choose_question(
    kind: Kind,
    authenticity: Authenticity,
    facts: Facts,
    questions: Iterable[Question],
    judge: Judge,
) -> str | None:
    """The id of the unanswered question of this kind with the widest swing, if any swings at all.

    ``judge`` gives the verdict on the same message with changed facts. A decided scam asks
    nothing: no answer could make it less grave. Between equals, content's order decides.
    """
    if authenticity is Authenticity.SCAM:
        return None
    best, widest = None, 0
    for question in questions:
        if kind not in question.kinds or _is_known(question, facts):
            continue
        swing = sum(
            abs(GRAVITY[judge(_answer(facts, question, answer))] - GRAVITY[authenticity])
            for answer in question.answers
        )
        if swing > widest:
            best, widest = question.id, swing
    return best


def _is_known(question: Question, facts: Facts) -> bool:
    asks_sender = any(answer.sender for answer in question.answers)
    return question.id in facts.answers or (asks_sender and facts.sender_segment is not None)


def _answer(facts: Facts, question: Question, answer: Answer) -> Facts:
    """The facts as they would be after this answer."""
    answers = {**facts.answers, question.id: answer.id}
    return facts.answered(answers, answer.sender or facts.sender_segment)

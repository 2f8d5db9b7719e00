"""Chooses the one question whose answer could still change the verdict."""

from collections.abc import Iterable

from bot.analysis.content import Question
from bot.analysis.facts import Facts
from bot.analysis.model import Authenticity, Kind


def choose_question(
    kind: Kind, authenticity: Authenticity, facts: Facts, questions: Iterable[Question]
) -> str | None:
    """The id of the first unanswered question that content lists for this kind, if any.

    A decided scam asks nothing: no answer could make it less grave.
    """
    if authenticity is Authenticity.SCAM:
        return None
    for question in questions:
        if kind not in question.kinds or question.id in facts.answers:
            continue
        if question.id == "sender" and facts.sender_segment is not None:
            continue
        return question.id
    return None

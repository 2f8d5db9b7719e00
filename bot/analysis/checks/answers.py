"""The user's answers to the question asked."""

from collections.abc import Iterable

from bot.analysis.checks.register import check_of, holds
from bot.analysis.facts import Facts, Span


@check_of("answers")
def answered_no_loan(facts: Facts) -> Iterable[Span]:
    """The user has no loan there."""
    return holds(facts.answers.get("loan") == "no")


@check_of("answers")
def answered_loan(facts: Facts) -> Iterable[Span]:
    """The user has a loan there."""
    return holds(facts.answers.get("loan") == "yes")


@check_of("answers")
def answered_papers(facts: Facts) -> Iterable[Span]:
    """Papers came by post or show in the court's own service."""
    return holds(facts.answers.get("papers") == "yes")


@check_of("answers")
def answered_no_papers(facts: Facts) -> Iterable[Span]:
    """No papers came so far."""
    return holds(facts.answers.get("papers") == "no")

"""How the choice of words reads as a whole."""

from collections.abc import Iterable

from bot.analysis.checks.register import NOWHERE, check
from bot.analysis.checks.words import no_message
from bot.analysis.diction import Lean
from bot.analysis.facts import Facts, Span


@check
def reads_like_scam(facts: Facts) -> Iterable[Span]:
    """Reads like scams do."""
    return _telling(facts, "scam")


@check
def reads_like_abuse(facts: Facts) -> Iterable[Span]:
    """Reads like abusive collecting does."""
    return _telling(facts, "abusive")


@check
def reads_unlike_abuse(facts: Facts) -> Iterable[Span]:
    """Reads as abusive collecting doesn't."""
    return (NOWHERE,) if facts.diction["abusive"] is Lean.UNLIKE else ()


@check
def reads_like_crisis(facts: Facts) -> Iterable[Span]:
    """Reads like the words of somebody in danger, and nothing shows that a business sent it."""
    return _telling(facts, "crisis") if no_message(facts) else ()


def _telling(facts: Facts, scale: str) -> Iterable[Span]:
    return (facts.find_telling(scale),) if facts.diction[scale] is Lean.LIKE else ()

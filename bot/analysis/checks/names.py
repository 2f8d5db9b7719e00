"""Courts, firms and institutions by name."""

from collections.abc import Iterable

from bot.analysis.checks.register import check, check_of, holds
from bot.analysis.facts import Facts, Span


@check
def court_unnamed(facts: Facts) -> Iterable[Span]:
    """Neither a court's full name nor a case number."""
    return holds(not facts.courts and not facts.cases)


@check
def not_a_court(facts: Facts) -> Iterable[Span]:
    """No court signs or numbers it: measures that only a court takes are announced by another."""
    return holds(not facts.cases and not court_signature(facts))


@check
def lawfirm_unnamed(facts: Facts) -> Iterable[Span]:
    """No law firm's full name."""
    return holds(not facts.lawfirms)


@check
def arbitration_unnamed(facts: Facts) -> Iterable[Span]:
    """No arbitration commission's full name."""
    return holds(not facts.arbitrators)


@check_of("signatures")
def court_signature(facts: Facts) -> Iterable[Span]:
    """Signed with the name of a court."""
    return [
        (start, end)
        for start, end in facts.signatures
        if any(start <= first and last <= end for first, last in facts.courts)
    ]


@check_of("mentions")
def institution_claimed(facts: Facts) -> Iterable[Span]:
    """Speaks in the name of an institution that content knows."""
    return [(each.start, each.end) for each in facts.mentions if each.claimed]


@check_of("mentions")
def institution_named(facts: Facts) -> Iterable[Span]:
    """Names an institution that content knows, in whatever role."""
    return [(each.start, each.end) for each in facts.mentions]


def _speaks_as_bank(facts: Facts) -> bool:
    return any(each.type.endswith("_bank") for each in facts.claimed)


@check_of("mentions")
def bank_claimed(facts: Facts) -> Iterable[Span]:
    """Speaks in the name of a bank."""
    return institution_claimed(facts) if _speaks_as_bank(facts) else ()


@check
def bank_unclaimed(facts: Facts) -> Iterable[Span]:
    """Does not speak in the name of a bank."""
    return holds(not _speaks_as_bank(facts))


@check
def institution_unnamed(facts: Facts) -> Iterable[Span]:
    """Names no institution that content knows."""
    return holds(not facts.mentions)

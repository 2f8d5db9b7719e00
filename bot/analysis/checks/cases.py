"""Court case numbers."""

from collections.abc import Iterable

from bot.analysis.checks.register import check, check_of, holds
from bot.analysis.facts import Facts, Span
from bot.analysis.model import Agreement, Kind


@check_of("cases")
def case_listed(facts: Facts) -> Iterable[Span]:
    """A complete case number whose type is known and whose year can be."""
    if case_elsewhere(facts):
        return ()
    return [
        (case.start, case.end)
        for case in facts.cases
        if case.type and (facts.today is None or case.year <= facts.today.year)
    ]


@check_of("cases")
def case_future(facts: Facts) -> Iterable[Span]:
    """A case number of a year that has not come."""
    return [
        (case.start, case.end)
        for case in facts.cases
        if facts.today is not None and case.year > facts.today.year
    ]


def _cases_of(facts: Facts, *kinds: Kind) -> list[Span]:
    return [(case.start, case.end) for case in facts.cases if case.type and case.type.kind in kinds]


@check_of("cases")
def case_enforcement(facts: Facts) -> Iterable[Span]:
    """A case number of enforcement (执…)."""
    return _cases_of(facts, Kind.ENFORCEMENT)


@check_of("cases")
def case_mediation(facts: Facts) -> Iterable[Span]:
    """A case number of mediation before filing (诉前调)."""
    return _cases_of(facts, Kind.MEDIATION)


@check_of("cases")
def case_court(facts: Facts) -> Iterable[Span]:
    """A case number of a filed case or of a payment order."""
    return _cases_of(facts, Kind.COURT_NOTICE)


@check
def case_none(facts: Facts) -> Iterable[Span]:
    """No case number at all."""
    return holds(not facts.cases)


@check_of("cases")
def court_and_case(facts: Facts) -> Iterable[Span]:
    """A court's full name together with a complete case number."""
    return case_listed(facts) if facts.courts else ()


@check_of("cases")
def case_elsewhere(facts: Facts) -> Iterable[Span]:
    """A case number whose court lies elsewhere than every court that the message names."""
    if any(case.agrees is Agreement.DIFFERS for case in facts.cases):
        return facts.courts
    return ()


@check_of("cases")
def case_stale(facts: Facts) -> Iterable[Span]:
    """A case number of the year before last or older."""
    return [
        (case.start, case.end)
        for case in facts.cases
        if facts.today is not None and case.year < facts.today.year - 1
    ]

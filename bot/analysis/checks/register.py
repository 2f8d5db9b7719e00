"""The register of named checks, and what they share."""

from collections.abc import Callable, Iterable

from bot.analysis.facts import Amount, Facts, Link, Ownership, Phone, Span

Check = Callable[[Facts], Iterable[Span]]
NOWHERE: Span = (0, 0)
ORDINARY = frozenset({"landline", "n400", "n800"})
CHECKS: dict[str, Check] = {}
GROUNDS: dict[str, str] = {}  # the check's name → the field of Facts without which it never holds


def check(function: Check) -> Check:
    """Registers a check under its own name."""
    CHECKS[function.__name__] = function
    return function


def check_of(ground: str) -> Callable[[Check], Check]:
    """Registers a check that never holds while the field ``ground`` of the facts is empty."""

    def register(function: Check) -> Check:
        GROUNDS[function.__name__] = ground
        return check(function)

    return register


def holds(condition: bool) -> Iterable[Span]:
    """A check without a place in the text."""
    return (NOWHERE,) if condition else ()


def links_of(facts: Facts, owner: Ownership) -> list[Link]:
    """The links of one kind of owner."""
    return [link for link in facts.links if link.owner is owner]


def phones_in(facts: Facts, *segments: str) -> list[Phone]:
    """The numbers that fall in any of these segments of the plan."""
    return [phone for phone in facts.phones if phone.segment in segments]


def spans_of(entities: Iterable[Link] | Iterable[Phone] | Iterable[Amount]) -> list[Span]:
    """Where they stand."""
    return [(entity.start, entity.end) for entity in entities]

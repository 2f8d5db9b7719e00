"""Whose the links are."""

from collections.abc import Iterable

from bot.analysis.checks.register import check_of, links_of, spans_of
from bot.analysis.facts import Facts, Ownership, Span
from bot.analysis.identity import list_domains


@check_of("links")
def link_any(facts: Facts) -> Iterable[Span]:
    """Any web address."""
    return spans_of(facts.links)


@check_of("links")
def link_imitation(facts: Facts) -> Iterable[Span]:
    """A host that looks like an official one and is not."""
    return spans_of(links_of(facts, Ownership.IMITATION))


@check_of("links")
def link_unknown(facts: Facts) -> Iterable[Span]:
    """A host that belongs to nobody content knows, or hides behind a shortener."""
    return spans_of([*links_of(facts, Ownership.UNKNOWN), *links_of(facts, Ownership.SHORTENER)])


@check_of("links")
def link_strange(facts: Facts) -> Iterable[Span]:
    """A host that belongs to nobody content knows, or that imitates one; shorteners don't count."""
    return spans_of([*links_of(facts, Ownership.UNKNOWN), *links_of(facts, Ownership.IMITATION)])


@check_of("links")
def link_foreign(facts: Facts) -> Iterable[Span]:
    """An unknown host in the name of an institution whose own hosts are known."""
    if not any(map(list_domains, facts.claimed)):
        return ()
    return spans_of(links_of(facts, Ownership.UNKNOWN))


@check_of("links")
def link_claimed(facts: Facts) -> Iterable[Span]:
    """A host of the very institution that the message speaks for."""
    return spans_of(links_of(facts, Ownership.CLAIMED))


@check_of("links")
def link_court(facts: Facts) -> Iterable[Span]:
    """A host that courts deliver from, or one under .gov.cn."""
    return spans_of(
        link
        for link in facts.links
        if link.owner is Ownership.COURT
        or (link.owner is Ownership.OFFICIAL and link.host.endswith(".gov.cn"))
    )


@check_of("links")
def link_shortener(facts: Facts) -> Iterable[Span]:
    """A public shortener, which hides where it leads."""
    return spans_of(links_of(facts, Ownership.SHORTENER))


@check_of("links")
def link_address(facts: Facts) -> Iterable[Span]:
    """A bare IP address instead of a name."""
    return spans_of(
        link
        for link in facts.links
        if link.domain is None and link.owner is Ownership.UNKNOWN and link.host[-1:].isdigit()
    )

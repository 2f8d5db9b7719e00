"""Who talks, in what words, with which details."""

from collections.abc import Iterable

from bot.analysis.checks.numbers import phone_unpublished
from bot.analysis.checks.register import check, check_of, holds, spans_of
from bot.analysis.facts import PUBLIC, Facts, Ownership, Span
from bot.analysis.numbers import MOBILE

_MOSTLY = 0.38  # share of a text from which it counts as a warning
_PLAINLY = 0.5  # and from which nothing else in it can be meant
_PUBLIC_NUMBERS = ("short_", "emergency")


@check
def speaker_unnamed(facts: Facts) -> Iterable[Span]:
    """No signature, no institution, no court, no firm: nobody to ask back."""
    named = facts.signatures or facts.mentions or facts.courts or facts.lawfirms
    return holds(not named and not facts.sender)


@check_of("phones")
def mobile_only(facts: Facts) -> Iterable[Span]:
    """The only way given to get in touch is a private mobile number."""
    mobiles = [(phone.start, phone.end) for phone in facts.phones if phone.segment in MOBILE]
    other = len(mobiles) < len(facts.phones) or facts.links or "app" in facts.text
    return () if other else mobiles


@check
def link_safe(facts: Facts) -> Iterable[Span]:
    """No link at all, or none that nobody owns."""
    doubtful = {Ownership.UNKNOWN, Ownership.SHORTENER, Ownership.IMITATION}
    return holds(not any(link.owner in doubtful for link in facts.links))


@check
def routes_safe(facts: Facts) -> Iterable[Span]:
    """Neither a doubtful link nor a number that the claimed institution is not known to have."""
    return () if phone_unpublished(facts) else link_safe(facts)


@check_of("amounts")
def amount_and_date(facts: Facts) -> Iterable[Span]:
    """Both a sum of money and a calendar date."""
    return spans_of(facts.amounts[:1]) if facts.dates else ()


@check
def beside_app(facts: Facts) -> Iterable[Span]:
    """Another way to pay is offered beside the lender's own app."""
    return holds(facts.beside_app)


@check
def not_beside_app(facts: Facts) -> Iterable[Span]:
    """No other way than the one that matched is offered."""
    return holds(not facts.beside_app)


@check
def warning_only(facts: Facts) -> Iterable[Span]:
    """Most of the text warns, and it has no business of its own."""
    return no_demand(facts) if facts.warned >= _MOSTLY and not facts.cases else ()


@check
def warning_plain(facts: Facts) -> Iterable[Span]:
    """Warns for the most part, and there is nobody to answer, to pay or to visit."""
    links = any(link.owner not in PUBLIC for link in facts.links)
    phones = any(not each.segment.startswith(_PUBLIC_NUMBERS) for each in facts.phones)
    reached = links or phones or facts.accounts or facts.cards
    return () if reached or facts.warned < _PLAINLY else no_demand(facts)


@check
def no_demand(facts: Facts) -> Iterable[Span]:
    """Asks nothing of its own: no debt, no private number or account, no unknown link."""
    private = any(phone.segment in MOBILE for phone in facts.phones)
    unknown = any(link.owner is Ownership.UNKNOWN for link in facts.links)
    return holds(not (facts.demanding or private or unknown or facts.accounts))


@check
def no_message(facts: Facts) -> Iterable[Span]:
    """Nothing shows that a business sent it: no signature, link, case number or address."""
    sent = facts.signatures or facts.links or facts.cases or facts.sender
    return holds(not sent and not facts.addressed)


@check
def nothing_to_answer(facts: Facts) -> Iterable[Span]:
    """Nothing shows that a business sent it, and there is nobody to call, write to or pay."""
    ways = facts.phones or facts.accounts or facts.cards
    return () if ways else no_message(facts)


@check
def own_words(facts: Facts) -> Iterable[Span]:
    """Not signed and not sent by a business: the user's own words, as far as text shows."""
    return holds(not facts.signatures and not facts.links)


@check_of("signatures")
def signature_any(facts: Facts) -> Iterable[Span]:
    """Carries a 【signature】."""
    return facts.signatures


@check
def signature_none(facts: Facts) -> Iterable[Span]:
    """Carries no 【signature】."""
    return holds(not facts.signatures)


@check_of("amounts")
def amount_any(facts: Facts) -> Iterable[Span]:
    """Names a sum of money."""
    return spans_of(facts.amounts)


@check_of("dates")
def date_any(facts: Facts) -> Iterable[Span]:
    """Names a calendar date."""
    return facts.dates


@check_of("disguises")
def words_disguised(facts: Facts) -> Iterable[Span]:
    """Words, numbers or hosts written so that filters don't know them, in order."""
    return facts.disguises


@check_of("breaks")
def words_broken(facts: Facts) -> Iterable[Span]:
    """Words broken up by symbols, as senders do to slip through filters."""
    return holds(facts.breaks >= 3)  # fewer also happens in genuine brand names

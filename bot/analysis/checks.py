"""Named checks for what patterns can't say. A rule names one; it returns the spans that hold.

A check that holds without a place in the text returns the empty span ``NOWHERE``.
"""

from collections.abc import Callable, Iterable

from bot.analysis.facts import Facts, Link, Ownership, Phone, Span
from bot.analysis.model import Kind

Check = Callable[[Facts], Iterable[Span]]
NOWHERE: Span = (0, 0)
_MOBILE = frozenset({"mobile", "mvno"})
_ORDINARY = frozenset({"landline", "n400", "n800"})
_MOSTLY = 0.38  # share of a text from which it counts as a warning
CHECKS: dict[str, Check] = {}


def _check(function: Check) -> Check:
    CHECKS[function.__name__] = function
    return function


def _holds(condition: bool) -> Iterable[Span]:
    return (NOWHERE,) if condition else ()


def _links(facts: Facts, owner: Ownership) -> list[Link]:
    return [link for link in facts.links if link.owner is owner]


def _spans(entities: Iterable[Link] | Iterable[Phone]) -> list[Span]:
    return [(entity.start, entity.end) for entity in entities]


# Links


@_check
def link_any(facts: Facts) -> Iterable[Span]:
    """Any web address."""
    return _spans(facts.links)


@_check
def link_imitation(facts: Facts) -> Iterable[Span]:
    """A host that looks like an official one and is not."""
    return _spans(_links(facts, Ownership.IMITATION))


@_check
def link_unknown(facts: Facts) -> Iterable[Span]:
    """A host that belongs to nobody content knows, or hides behind a shortener."""
    return _spans([*_links(facts, Ownership.UNKNOWN), *_links(facts, Ownership.SHORTENER)])


@_check
def link_strange(facts: Facts) -> Iterable[Span]:
    """A host that belongs to nobody content knows, or that imitates one; shorteners don't count."""
    return _spans([*_links(facts, Ownership.UNKNOWN), *_links(facts, Ownership.IMITATION)])


@_check
def link_foreign(facts: Facts) -> Iterable[Span]:
    """An unknown host in the name of an institution whose own hosts are known."""
    if not any(each.domains for each in facts.claimed):
        return ()
    return _spans(_links(facts, Ownership.UNKNOWN))


@_check
def link_claimed(facts: Facts) -> Iterable[Span]:
    """A host of the very institution that the message speaks for."""
    return _spans(_links(facts, Ownership.CLAIMED))


@_check
def link_court(facts: Facts) -> Iterable[Span]:
    """A host that courts deliver from, or one under .gov.cn."""
    return _spans(
        link
        for link in facts.links
        if link.owner is Ownership.COURT
        or (link.owner is Ownership.OFFICIAL and link.host.endswith(".gov.cn"))
    )


@_check
def link_shortener(facts: Facts) -> Iterable[Span]:
    """A public shortener, which hides where it leads."""
    return _spans(_links(facts, Ownership.SHORTENER))


@_check
def link_address(facts: Facts) -> Iterable[Span]:
    """A bare IP address instead of a name."""
    return _spans(
        link
        for link in facts.links
        if link.domain is None and link.owner is Ownership.UNKNOWN and link.host[-1:].isdigit()
    )


# Numbers and senders


def _segment(facts: Facts, *segments: str) -> list[Phone]:
    return [phone for phone in facts.phones if phone.segment in segments]


@_check
def phone_mobile(facts: Facts) -> Iterable[Span]:
    """A private mobile number to call or write to."""
    return _spans(_segment(facts, *_MOBILE))


@_check
def phone_unpublished(facts: Facts) -> Iterable[Span]:
    """A mobile, landline or 400 number that the claimed institution does not publish."""
    published = set(phone_published(facts))
    given = _segment(facts, *_MOBILE, *_ORDINARY)
    return [span for span in _spans(given) if span not in published]


@_check
def phone_foreign(facts: Facts) -> Iterable[Span]:
    """Numbers are given in an institution's name, and none is one that it publishes."""
    if not any(each.hotlines for each in facts.claimed) or phone_published(facts):
        return ()
    return phone_unpublished(facts)


@_check
def phone_overseas(facts: Facts) -> Iterable[Span]:
    """A number abroad."""
    return _spans(_segment(facts, "oversea"))


@_check
def phone_published(facts: Facts) -> Iterable[Span]:
    """A hotline that the claimed institution publishes, of medium confidence or better."""
    published = {
        line.number.replace("-", "")
        for each in facts.claimed
        for line in each.hotlines
        if line.confidence != "low"
    }
    return _spans(phone for phone in facts.phones if phone.number in published)


@_check
def sender_published(facts: Facts) -> Iterable[Span]:
    """Sent from a number that the claimed institution publishes, or 12368 for a court."""
    published = {line.number for each in facts.claimed for line in each.hotlines}
    return _holds(facts.sender is not None and facts.sender in published)


@_check
def sender_overseas(facts: Facts) -> Iterable[Span]:
    """Sent from abroad."""
    return _holds(facts.sender_segment == "oversea")


@_check
def sender_mobile(facts: Facts) -> Iterable[Span]:
    """Sent from a private mobile number."""
    return _holds(facts.sender_segment in _MOBILE)


@_check
def sender_mail(facts: Facts) -> Iterable[Span]:
    """Sent from a mail or messenger account."""
    return _holds(facts.sender_segment == "email_sender")


@_check
def sender_court(facts: Facts) -> Iterable[Span]:
    """Shown as sent from 12368."""
    return _holds(facts.sender_segment == "short_123xx" and facts.sender in {None, "12368"})


@_check
def sender_port(facts: Facts) -> Iterable[Span]:
    """Sent through an enterprise port (106…), which anybody may rent."""
    return _holds((facts.sender_segment or "").startswith("a2p_"))


@_check
def sender_port_claimed(facts: Facts) -> Iterable[Span]:
    """Sent through an enterprise port and speaking for a known institution."""
    return sender_port(facts) if facts.claimed else ()


@_check
def sender_short(facts: Facts) -> Iterable[Span]:
    """Sent from a 95 or 96 short number."""
    return _holds((facts.sender_segment or "").startswith("short_9"))


# Case numbers


@_check
def case_listed(facts: Facts) -> Iterable[Span]:
    """A complete case number whose type is known and whose year can be."""
    if case_elsewhere(facts):
        return ()
    return [
        (case.start, case.end)
        for case in facts.cases
        if case.type and (facts.today is None or case.year <= facts.today.year)
    ]


@_check
def case_future(facts: Facts) -> Iterable[Span]:
    """A case number of a year that has not come."""
    return [
        (case.start, case.end)
        for case in facts.cases
        if facts.today is not None and case.year > facts.today.year
    ]


def _cases_of(facts: Facts, *kinds: Kind) -> list[Span]:
    return [(case.start, case.end) for case in facts.cases if case.type and case.type.kind in kinds]


@_check
def case_enforcement(facts: Facts) -> Iterable[Span]:
    """A case number of enforcement (执…)."""
    return _cases_of(facts, Kind.ENFORCEMENT)


@_check
def case_mediation(facts: Facts) -> Iterable[Span]:
    """A case number of mediation before filing (诉前调)."""
    return _cases_of(facts, Kind.MEDIATION)


@_check
def case_court(facts: Facts) -> Iterable[Span]:
    """A case number of a filed case or of a payment order."""
    return _cases_of(facts, Kind.COURT_NOTICE)


@_check
def case_none(facts: Facts) -> Iterable[Span]:
    """No case number at all."""
    return _holds(not facts.cases)


@_check
def court_and_case(facts: Facts) -> Iterable[Span]:
    """A court's full name together with a complete case number."""
    return case_listed(facts) if facts.courts else ()


@_check
def case_elsewhere(facts: Facts) -> Iterable[Span]:
    """A case number of another province than the court that the message names."""
    places = {case.place for case in facts.cases if case.place}
    if not places:
        return ()
    return [
        (start, end)
        for start, end in facts.courts
        if (named := facts.province_of(start, end)) and named not in places
    ]


# Names and details


@_check
def court_unnamed(facts: Facts) -> Iterable[Span]:
    """Neither a court's full name nor a case number."""
    return _holds(not facts.courts and not facts.cases)


@_check
def not_a_court(facts: Facts) -> Iterable[Span]:
    """No court signs or numbers it: measures that only a court takes are announced by another."""
    return _holds(not facts.cases and not court_signature(facts))


@_check
def lawfirm_unnamed(facts: Facts) -> Iterable[Span]:
    """No law firm's full name."""
    return _holds(not facts.lawfirms)


@_check
def arbitration_unnamed(facts: Facts) -> Iterable[Span]:
    """No arbitration commission's full name."""
    return _holds(not facts.arbitrators)


@_check
def speaker_unnamed(facts: Facts) -> Iterable[Span]:
    """No signature, no institution, no court, no firm: nobody to ask back."""
    named = facts.signatures or facts.mentions or facts.courts or facts.lawfirms
    return _holds(not named and not facts.sender)


@_check
def mobile_only(facts: Facts) -> Iterable[Span]:
    """The only way given to get in touch is a private mobile number."""
    mobiles = [(phone.start, phone.end) for phone in facts.phones if phone.segment in _MOBILE]
    other = len(mobiles) < len(facts.phones) or facts.links or "app" in facts.text
    return () if other else mobiles


@_check
def link_safe(facts: Facts) -> Iterable[Span]:
    """No link at all, or none that nobody owns."""
    doubtful = {Ownership.UNKNOWN, Ownership.SHORTENER, Ownership.IMITATION}
    return _holds(not any(link.owner in doubtful for link in facts.links))


@_check
def amount_and_date(facts: Facts) -> Iterable[Span]:
    """Both a sum of money and a calendar date."""
    return facts.amounts[:1] if facts.dates else ()


@_check
def beside_app(facts: Facts) -> Iterable[Span]:
    """Another way to pay is offered beside the lender's own app."""
    return _holds(facts.beside_app)


@_check
def not_beside_app(facts: Facts) -> Iterable[Span]:
    """No other way than the one that matched is offered."""
    return _holds(not facts.beside_app)


@_check
def court_signature(facts: Facts) -> Iterable[Span]:
    """Signed with the name of a court."""
    return [
        (start, end)
        for start, end in facts.signatures
        if any(start <= first and last <= end for first, last in facts.courts)
    ]


@_check
def institution_claimed(facts: Facts) -> Iterable[Span]:
    """Speaks in the name of an institution that content knows."""
    return [(each.start, each.end) for each in facts.mentions if each.claimed]


@_check
def institution_named(facts: Facts) -> Iterable[Span]:
    """Names an institution that content knows, in whatever role."""
    return [(each.start, each.end) for each in facts.mentions]


def _speaks_as_bank(facts: Facts) -> bool:
    return any(each.type.endswith("_bank") for each in facts.claimed)


@_check
def bank_claimed(facts: Facts) -> Iterable[Span]:
    """Speaks in the name of a bank."""
    return institution_claimed(facts) if _speaks_as_bank(facts) else ()


@_check
def bank_unclaimed(facts: Facts) -> Iterable[Span]:
    """Does not speak in the name of a bank."""
    return _holds(not _speaks_as_bank(facts))


@_check
def warning_only(facts: Facts) -> Iterable[Span]:
    """Most of the text warns, and it has no business of its own."""
    return no_demand(facts) if facts.warned >= _MOSTLY and not facts.cases else ()


@_check
def no_demand(facts: Facts) -> Iterable[Span]:
    """Asks nothing of its own: no debt, no private number, no unknown link."""
    private = any(phone.segment in _MOBILE for phone in facts.phones)
    unknown = any(link.owner is Ownership.UNKNOWN for link in facts.links)
    return _holds(not (facts.demanding or private or unknown))


@_check
def no_message(facts: Facts) -> Iterable[Span]:
    """Nothing shows that a business sent it: no signature, link, case number or address."""
    sent = facts.signatures or facts.links or facts.cases or facts.sender
    return _holds(not sent and not facts.addressed)


@_check
def own_words(facts: Facts) -> Iterable[Span]:
    """Not signed and not sent by a business: the user's own words, as far as text shows."""
    return _holds(not facts.signatures and not facts.links)


@_check
def institution_unnamed(facts: Facts) -> Iterable[Span]:
    """Names no institution that content knows."""
    return _holds(not facts.mentions)


@_check
def signature_any(facts: Facts) -> Iterable[Span]:
    """Carries a 【signature】."""
    return facts.signatures


@_check
def signature_none(facts: Facts) -> Iterable[Span]:
    """Carries no 【signature】."""
    return _holds(not facts.signatures)


@_check
def amount_any(facts: Facts) -> Iterable[Span]:
    """Names a sum of money."""
    return facts.amounts


@_check
def date_any(facts: Facts) -> Iterable[Span]:
    """Names a calendar date."""
    return facts.dates


@_check
def words_broken(facts: Facts) -> Iterable[Span]:
    """Words broken up by symbols, as senders do to slip through filters."""
    return _holds(facts.breaks >= 3)  # fewer also happens in genuine brand names


# Answers to the question asked


@_check
def answered_no_loan(facts: Facts) -> Iterable[Span]:
    """The user has no loan there."""
    return _holds(facts.answers.get("loan") == "no")


@_check
def answered_loan(facts: Facts) -> Iterable[Span]:
    """The user has a loan there."""
    return _holds(facts.answers.get("loan") == "yes")


@_check
def answered_papers(facts: Facts) -> Iterable[Span]:
    """Papers came by post or show in the court's own service."""
    return _holds(facts.answers.get("papers") == "yes")


@_check
def answered_no_papers(facts: Facts) -> Iterable[Span]:
    """No papers came so far."""
    return _holds(facts.answers.get("papers") == "no")

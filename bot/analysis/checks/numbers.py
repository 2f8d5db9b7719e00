"""Numbers to call, and who sent it."""

from collections.abc import Iterable

from bot.analysis.checks.register import ORDINARY, check, check_of, holds, phones_in, spans_of
from bot.analysis.facts import Facts, Span
from bot.analysis.identity import compare_phones, find_unlisted, list_published
from bot.analysis.model import Agreement
from bot.analysis.numbers import MOBILE, OVERSEA


@check_of("phones")
def phone_mobile(facts: Facts) -> Iterable[Span]:
    """A private mobile number to call or write to."""
    return spans_of(phones_in(facts, *MOBILE))


@check_of("phones")
def phone_unpublished(facts: Facts) -> Iterable[Span]:
    """A mobile, landline or 400 number that the claimed institution is not known to have."""
    return spans_of(find_unlisted(facts, phones_in(facts, *MOBILE, *ORDINARY)))


@check_of("phones")
def phone_unlisted(facts: Facts) -> Iterable[Span]:
    """The same, where content knows numbers that the claimed institution publishes."""
    return phone_unpublished(facts) if any(map(list_published, facts.claimed)) else ()


@check_of("phones")
def phone_foreign(facts: Facts) -> Iterable[Span]:
    """A private mobile number in a bank's name, and none that the bank publishes.

    Other numbers that are merely not listed contradict nothing.
    """
    answers = {compare_phones(facts, each) for each in facts.claimed}
    if Agreement.AGREES in answers or Agreement.DIFFERS not in answers:
        return ()
    return phone_mobile(facts)


@check_of("phones")
def phone_overseas(facts: Facts) -> Iterable[Span]:
    """A number abroad, and not the rest of a longer number: 00 also stands inside accounts."""
    return [
        (phone.start, phone.end)
        for phone in phones_in(facts, OVERSEA)
        if not facts.text[: phone.start].rstrip(" -")[-1:].isdigit()
    ]


@check_of("phones")
def phone_published(facts: Facts) -> Iterable[Span]:
    """A hotline that the claimed institution publishes, of medium confidence or better."""
    published = {number for each in facts.claimed for number in list_published(each)}
    return spans_of(phone for phone in facts.phones if phone.number in published)


@check_of("sender")
def sender_published(facts: Facts) -> Iterable[Span]:
    """Sent from a number that the claimed institution publishes."""
    if facts.sender is None:
        return ()
    published = {number for each in facts.claimed for number in list_published(each)}
    return holds(facts.sender in published)


@check_of("sender_segment")
def sender_overseas(facts: Facts) -> Iterable[Span]:
    """Sent from abroad."""
    return holds(facts.sender_segment == OVERSEA)


@check_of("sender_segment")
def sender_mobile(facts: Facts) -> Iterable[Span]:
    """Sent from a private mobile number."""
    return holds(facts.sender_segment in MOBILE)


@check_of("sender_segment")
def sender_mail(facts: Facts) -> Iterable[Span]:
    """Sent from a mail or messenger account."""
    return holds(facts.sender_segment == "email_sender")


@check_of("sender_segment")
def sender_court(facts: Facts) -> Iterable[Span]:
    """Shown as sent from 12368."""
    return holds(facts.sender_segment == "short_123xx" and facts.sender in {None, "12368"})


@check_of("sender_segment")
def sender_port(facts: Facts) -> Iterable[Span]:
    """Sent through an enterprise port (106…), which anybody may rent."""
    return holds((facts.sender_segment or "").startswith("a2p_"))


@check_of("sender_segment")
def sender_port_claimed(facts: Facts) -> Iterable[Span]:
    """Sent through an enterprise port and speaking for a known institution."""
    return sender_port(facts) if facts.claimed else ()


@check_of("sender_segment")
def sender_short(facts: Facts) -> Iterable[Span]:
    """Sent from a 95 or 96 short number."""
    return holds((facts.sender_segment or "").startswith("short_9"))


@check
def number_abroad(facts: Facts) -> Iterable[Span]:
    """Sent from abroad, or a number abroad to call."""
    return [*sender_overseas(facts), *phone_overseas(facts)]

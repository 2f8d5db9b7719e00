"""Compares what a message gives with the institution that it speaks for.

By the rules of ``reference/institutions.yaml``: what is of low confidence is never official, a
number that is not listed contradicts nothing, and an unverified number never makes it worse.
"""

from collections.abc import Iterable

from bot.analysis.content import Confidence, Institution
from bot.analysis.facts import Facts, Link, Ownership, Phone
from bot.analysis.model import Agreement, Comparison
from bot.analysis.numbers import MOBILE, OVERSEA, strip_marks

SENDER, LINK, PHONE = "sender", "link", "phone"
_BANK = "_bank"  # how the types of banks end


def compare_identity(facts: Facts) -> tuple[Comparison, ...]:
    """One answer for each institution claimed and each thing that the message gives or has."""
    found = []
    for institution in dict.fromkeys(facts.claimed):
        if facts.sender or facts.sender_segment:
            answer = compare_number(facts.sender, facts.sender_segment, institution)
            found.append(Comparison(institution.id, SENDER, answer))
        if facts.links:
            answers = {compare_link(link, institution) for link in facts.links}
            worst = (Agreement.DIFFERS, Agreement.AGREES)
            found.append(Comparison(institution.id, LINK, _first(answers, worst)))
        if facts.phones:
            found.append(Comparison(institution.id, PHONE, compare_phones(facts, institution)))
    return tuple(found)


def compare_phones(facts: Facts, institution: Institution) -> Agreement:
    """All numbers that the message gives; one that the institution publishes is enough."""
    answers = {compare_number(phone.number, phone.segment, institution) for phone in facts.phones}
    return _first(answers, (Agreement.AGREES, Agreement.DIFFERS))


def compare_number(number: str | None, segment: str | None, institution: Institution) -> Agreement:
    """A number without marks, and its segment, against what the institution publishes."""
    if number is not None and number in list_published(institution):
        return Agreement.AGREES
    if number is not None and number in list_unverified(institution):
        return Agreement.UNKNOWN
    if segment == OVERSEA:
        return Agreement.DIFFERS
    if segment in MOBILE and institution.type.endswith(_BANK):
        return Agreement.DIFFERS
    return Agreement.UNKNOWN


def compare_link(link: Link, institution: Institution) -> Agreement:
    """A host against the institution's own; shorteners and others' hosts tell nothing."""
    if link.owner is Ownership.CLAIMED and is_known(institution):
        return Agreement.AGREES
    strange = link.owner is Ownership.UNKNOWN and list_domains(institution)
    if strange or link.owner is Ownership.IMITATION:
        return Agreement.DIFFERS
    return Agreement.UNKNOWN


def is_known(institution: Institution) -> bool:
    """Whether what content says of it is good enough to hold a message to it."""
    return institution.confidence is not Confidence.LOW


def list_published(institution: Institution) -> set[str]:
    """Numbers that it publishes, of medium confidence or better, without marks."""
    if not is_known(institution):
        return set()
    return {
        strip_marks(line.number)
        for line in institution.hotlines
        if line.confidence is not Confidence.LOW
    }


def list_unverified(institution: Institution) -> set[str]:
    """Numbers that may be its own: they speak neither for nor against."""
    lines = (line.number for line in institution.hotlines)
    return {strip_marks(each) for each in (*lines, *institution.unverified_numbers)}


def list_domains(institution: Institution) -> tuple[str, ...]:
    """Its own domains, when they are good enough to tell others apart."""
    if not is_known(institution):
        return ()
    return (*institution.domains, *institution.short_domains)


def find_unlisted(facts: Facts, phones: Iterable[Phone]) -> list[Phone]:
    """Those of ``phones`` that no institution claimed publishes or may have."""
    listed: set[str] = set()
    for institution in facts.claimed:
        listed |= list_published(institution) | list_unverified(institution)
    return [phone for phone in phones if phone.number not in listed]


def _first(answers: set[Agreement], order: Iterable[Agreement]) -> Agreement:
    return next((each for each in order if each in answers), Agreement.UNKNOWN)

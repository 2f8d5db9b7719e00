"""Finds web addresses in text and tells whose they are, without opening anything."""

from collections.abc import Iterable, Sequence

import regex
from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.analysis.content import Confidence, Content, Institution
from bot.analysis.facts import Link, Ownership
from bot.analysis.identity import list_domains

_LINK = regex.compile(
    r"(?<![a-z0-9@._-])(?:(?P<scheme>h(?:tt|xx)ps?)://)?"
    r"(?P<host>\d{1,3}(?:\.\d{1,3}){3}(?=[:/])"
    r"|(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,6}[a-z][a-z0-9-]{1,23})"
    r"(?P<port>:\d{2,5})?(?P<path>[/?#][!-~]{0,400})?(?![a-z0-9@])"
)
_HINT = regex.compile(r"\.[a-z]|\d\.\d{1,3}\.\d")  # without one there is no address
_IP = regex.compile(r"\d{1,3}(?:\.\d{1,3}){3}")
_NEAR = 1  # edits by which a look-alike label may differ from a brand's
_NEAR_CLAIMED = 2  # the same, when the message itself claims that brand
_SHORTEST_BRAND = 4
_SHORTEST_FUZZY = 5
_ENDINGS = (".gov.cn.", ".court.gov.", ".com.cn.", ".org.cn.")  # where they end nothing


class LinkFinder:
    """Finds links and classifies their hosts by content's official domains."""

    def __init__(self, content: Content) -> None:
        self._find_domain = content.find_domain
        self._generic = frozenset(content.vocabulary.generic_labels)
        self._shorteners = frozenset(content.vocabulary.shorteners)
        self._court_hosts = frozenset(
            platform.host
            for platform in content.courts.platforms
            if platform.confidence is not Confidence.LOW
        )
        self._official = frozenset(_domains(content, low=False))
        self._known = frozenset((*content.vocabulary.known_hosts, *_domains(content, low=True)))
        labels = {self._label(domain) for domain in self._official}
        labels |= set(content.vocabulary.brand_labels)
        brands = {label for label in labels - self._generic if len(label) >= _SHORTEST_BRAND}
        self._brands = tuple(sorted(brands))
        self._fuzzy_brands = [each for each in self._brands if len(each) >= _SHORTEST_FUZZY]

    def find(self, text: str, claimed: Iterable[Institution]) -> tuple[Link, ...]:
        """Every link of the text, in order; ``claimed`` are the institutions it speaks for."""
        if _HINT.search(text) is None:
            return ()
        own = frozenset(domain for each in claimed for domain in list_domains(each))
        labels = frozenset(map(self._label, own)) - self._generic
        found = []
        for match in _LINK.finditer(text):
            host, scheme = match["host"], match["scheme"] or ""
            is_address = _IP.fullmatch(host) is not None
            domain = None if is_address else self._find_domain(host)
            if not is_address and not scheme and domain is None:
                continue
            if is_address and not (scheme or match["port"] or match["path"]):
                continue
            owner = self._owner(host + (match["port"] or ""), domain, own, labels)
            path = match["path"] or ""
            found.append(Link(match.start(), match.end(), host, domain, path, scheme, owner))
        return tuple(found)

    def _owner(
        self, host: str, domain: str | None, own: frozenset[str], labels: frozenset[str]
    ) -> Ownership:
        """``own`` and ``labels`` are the domains of those claimed, and their names in them."""
        if host in self._court_hosts:
            return Ownership.COURT
        if domain is None:
            return Ownership.KNOWN if host in self._known else Ownership.UNKNOWN
        above = _list_above(host)
        if not own.isdisjoint(above):
            return Ownership.CLAIMED
        if host.endswith(".gov.cn") or domain == "gov.cn":
            return Ownership.OFFICIAL
        if host in self._shorteners:
            return Ownership.SHORTENER
        if not self._official.isdisjoint(above):
            return Ownership.OFFICIAL
        if not self._known.isdisjoint(above):
            return Ownership.KNOWN
        if self._imitates(host, domain, labels):
            return Ownership.IMITATION
        return Ownership.UNKNOWN

    def _imitates(self, host: str, domain: str, claimed: frozenset[str]) -> bool:
        stem = host.removesuffix(_suffix(domain))
        dashed = stem.replace("-", ".")
        if "xn--" in host or any(name in f".{dashed}." for name in _ENDINGS):
            return True
        labels = (label for label in dashed.split(".") if label and label not in self._generic)
        return any(self._resembles(label, claimed) for label in labels)

    def _resembles(self, label: str, claimed: frozenset[str]) -> bool:
        for brand in claimed:
            if len(brand) >= _SHORTEST_BRAND - 1 and brand in label:
                return True
            near = _NEAR_CLAIMED if len(brand) > _SHORTEST_FUZZY else _NEAR
            if len(brand) >= _SHORTEST_FUZZY and _is_near(label, [brand], near):
                return True
        if label.startswith(self._brands) or label.endswith(self._brands):
            return True
        if len(label) < _SHORTEST_FUZZY or label.isdigit():
            return False
        return _is_near(label, self._fuzzy_brands, _NEAR)

    def _label(self, domain: str) -> str:
        return (self._find_domain(domain) or domain).split(".")[0]


def _domains(content: Content, *, low: bool) -> Iterable[str]:
    """All hosts of entries of low confidence, or of the others."""
    for institution in content.institutions:
        if (institution.confidence is Confidence.LOW) is low:
            yield from institution.domains
            yield from institution.short_domains
    for service in content.services:
        if (service.confidence is Confidence.LOW) is low:
            yield from service.domains
    if low:
        yield from (
            each.host for each in content.courts.platforms if each.confidence is Confidence.LOW
        )


def _list_above(host: str) -> list[str]:
    """The host and all domains that it lies below: who owns one of them owns it."""
    labels = host.split(".")
    return [".".join(labels[index:]) for index in range(len(labels))]


def _suffix(domain: str) -> str:
    return "." + domain.split(".", 1)[1] if "." in domain else ""


def _is_near(label: str, brands: Sequence[str], most: int) -> bool:
    """Whether at most so many edits make one of the brands of it."""
    return process.extractOne(label, brands, scorer=OSA.distance, score_cutoff=most) is not None

"""Finds web addresses in text and tells whose they are, without opening anything."""

from collections.abc import Iterable

import regex
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
        self._brands = frozenset(
            label for label in labels - self._generic if len(label) >= _SHORTEST_BRAND
        )

    def find(self, text: str, claimed: Iterable[Institution]) -> tuple[Link, ...]:
        """Every link of the text, in order; ``claimed`` are the institutions it speaks for."""
        if _HINT.search(text) is None:
            return ()
        own = {domain for each in claimed for domain in list_domains(each)}
        found = []
        for match in _LINK.finditer(text):
            host, scheme = match["host"], match["scheme"] or ""
            is_address = _IP.fullmatch(host) is not None
            domain = None if is_address else self._find_domain(host)
            if not is_address and not scheme and domain is None:
                continue
            if is_address and not (scheme or match["port"] or match["path"]):
                continue
            owner = self._owner(host + (match["port"] or ""), domain, own)
            path = match["path"] or ""
            found.append(Link(match.start(), match.end(), host, domain, path, scheme, owner))
        return tuple(found)

    def _owner(self, host: str, domain: str | None, own: set[str]) -> Ownership:
        if host in self._court_hosts:
            return Ownership.COURT
        if domain is None:
            return Ownership.KNOWN if host in self._known else Ownership.UNKNOWN
        if _belongs(host, own):
            return Ownership.CLAIMED
        if host.endswith(".gov.cn") or domain == "gov.cn":
            return Ownership.OFFICIAL
        if host in self._shorteners:
            return Ownership.SHORTENER
        if _belongs(host, self._official):
            return Ownership.OFFICIAL
        if _belongs(host, self._known):
            return Ownership.KNOWN
        if self._imitates(host, domain, own):
            return Ownership.IMITATION
        return Ownership.UNKNOWN

    def _imitates(self, host: str, domain: str, own: set[str]) -> bool:
        stem = host.removesuffix(_suffix(domain))
        dashed = stem.replace("-", ".")
        if "xn--" in host or any(f".{name}." in f".{dashed}" for name in self._spelled()):
            return True
        labels = [label for label in dashed.split(".") if label and label not in self._generic]
        claimed = {self._label(each) for each in own} - self._generic
        return any(self._resembles(label, claimed) for label in labels)

    def _spelled(self) -> tuple[str, ...]:
        return ("gov.cn", "court.gov", "com.cn", "org.cn")

    def _resembles(self, label: str, claimed: set[str]) -> bool:
        for brand in claimed:
            if len(brand) >= _SHORTEST_BRAND - 1 and brand in label:
                return True
            near = _NEAR_CLAIMED if len(brand) > _SHORTEST_FUZZY else _NEAR
            if len(brand) >= _SHORTEST_FUZZY and _differs_by(label, brand) <= near:
                return True
        if any(label.startswith(brand) or label.endswith(brand) for brand in self._brands):
            return True
        if len(label) < _SHORTEST_FUZZY or label.isdigit():
            return False
        return any(
            len(brand) >= _SHORTEST_FUZZY and _differs_by(label, brand) <= _NEAR
            for brand in self._brands
        )

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


def _belongs(host: str, domains: Iterable[str]) -> bool:
    """Whether ``host`` is one of the domains or below it; never by substring."""
    labels = host.split(".")
    known = domains if isinstance(domains, set | frozenset) else frozenset(domains)
    return any(".".join(labels[index:]) in known for index in range(len(labels)))


def _suffix(domain: str) -> str:
    return "." + domain.split(".", 1)[1] if "." in domain else ""


def _differs_by(label: str, brand: str) -> int:
    return int(OSA.distance(label, brand, score_cutoff=_NEAR_CLAIMED))

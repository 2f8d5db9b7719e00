"""Registrable domains by the public suffix list."""

from collections.abc import Callable

from publicsuffixlist import PublicSuffixList


def build_domain_finder() -> Callable[[str], str | None]:
    """A function from a host to its registrable domain, or None."""
    suffixes = PublicSuffixList(accept_unknown=False)

    def find_domain(host: str) -> str | None:
        domain: str | None = suffixes.privatesuffix(host)
        return domain

    return find_domain

"""Marks which characters of a text spans cover, so that asking costs the same for any number."""

from collections.abc import Iterable

from bot.analysis.facts import Span


def cover(length: int, spans: Iterable[Span]) -> bytearray:
    """One byte for each of ``length`` characters: 1 where some span lies, else 0."""
    covered = bytearray(length)
    for start, end in spans:
        covered[start:end] = b"\1" * (end - start)
    return covered

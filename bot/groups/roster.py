"""Whom Telegram names as a group's admins, and who only looks like one of them."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from bot.analysis.normalize import normalize

_SHORTEST_ALIKE = 5  # folded characters from which one that differs still looks the same
_SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Roster:
    """The admins' user ids, and the folded names that only they should bear."""

    admins: frozenset[int]
    names: frozenset[str] = field(repr=False, default=frozenset())


def fold_name(name: str, characters: Mapping[str, str]) -> str:
    """A display name as people read it: look-alikes undone, no blanks, signs or pictures."""
    plain = normalize(name, characters).text.casefold()
    return "".join(each for each in plain if each.isalnum())


def poses(names: Iterable[str], known: Collection[str], titles: Collection[str]) -> bool:
    """Whether one of the folded ``names`` is a known one, bare or with a title such as 客服.

    Longer names may differ in one character.
    """
    return any(
        _looks_like(bare, other)
        for name in names
        for bare in {name, _strip(name, titles)}
        for other in known
        if len(other) >= _SHORTEST
    )


def _strip(name: str, titles: Collection[str]) -> str:
    """The name without titles at its beginning and end."""
    for title in titles:
        bare = name.removeprefix(title).removesuffix(title)
        if bare and bare != name:
            return _strip(bare, titles)
    return name


def _looks_like(name: str, other: str) -> bool:
    if name == other:
        return True
    longest = max(len(name), len(other))
    if min(len(name), len(other)) < _SHORTEST_ALIKE or abs(len(name) - len(other)) > 1:
        return False
    return _count_common(name, other) + _count_common(name[::-1], other[::-1]) >= longest - 1


def _count_common(name: str, other: str) -> int:
    """Characters that both begin with."""
    pairs = zip(name, other, strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(name), len(other)))

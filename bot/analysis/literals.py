"""Works out which phrases a pattern cannot match without, so that one scan can rule it out.

Reads the pattern with the standard library's own parser; what that parser or this reading does
not understand has no needed phrase, and is simply tried every time.
"""

import re
from collections.abc import Iterable, Sequence

# re's parser is the only complete description of its syntax; its module is private by name only.
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

_MOST_ALTERNATIVES = 160


def needed_phrases(pattern: str) -> frozenset[str]:
    """Phrases of which at least one is in every text that ``pattern`` matches; empty: unknown."""
    try:
        tree: Sequence[Any] = parser.parse(pattern.replace(r"\p{Han}", r"\w"))
    except (re.error, OverflowError):
        return frozenset()
    return _of_sequence(tree)


def _of_sequence(items: Sequence[Any]) -> frozenset[str]:
    candidates: list[frozenset[str]] = []
    run = [""]
    for operation, argument in items:
        name = str(operation)
        if (letters := _letters(name, argument)) and len(run) * len(letters) <= _MOST_ALTERNATIVES:
            run = [prefix + letter for prefix in run for letter in letters]
            continue
        candidates.append(frozenset(run))
        run = [""]
        candidates.append(_of_item(name, argument))
    candidates.append(frozenset(run))
    return max(candidates, key=_worth, default=frozenset())


def _letters(name: str, argument: Any) -> list[str]:
    """The few characters that one item stands for, or nothing when it is not that simple."""
    if name == "LITERAL":
        return [chr(argument)]
    if name == "IN" and all(str(kind) == "LITERAL" for kind, _ in argument):
        return [chr(code) for _, code in argument]
    return []


def _of_item(name: str, argument: Any) -> frozenset[str]:
    if name == "SUBPATTERN":
        return _of_sequence(argument[-1])
    if name == "BRANCH":
        return _of_branches(argument[1])
    if name in {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"} and argument[0] > 0:
        return _of_sequence(argument[2])
    if name == "ATOMIC_GROUP":
        return _of_sequence(argument)
    return frozenset()


def _of_branches(branches: Iterable[Sequence[Any]]) -> frozenset[str]:
    phrases: set[str] = set()
    for branch in branches:
        needed = _of_sequence(branch)
        if not needed:
            return frozenset()
        phrases |= needed
    return frozenset(phrases) if len(phrases) <= _MOST_ALTERNATIVES else frozenset()


def _worth(phrases: frozenset[str]) -> tuple[int, int]:
    """Longer phrases rule out more; among equals, fewer alternatives."""
    return (min((len(phrase) for phrase in phrases), default=0), -len(phrases))

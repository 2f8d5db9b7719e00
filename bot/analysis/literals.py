"""Works out which phrases a pattern cannot match without, so that one scan can rule it out.

Reads the pattern with the standard library's own parser; what that parser or this reading does
not understand needs no phrase, and is simply tried every time.
"""

import re
from collections.abc import Iterable, Sequence

# re's parser is the only complete description of its syntax; its module is private by name only.
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

Need = frozenset[str]

_MOST_ALTERNATIVES = 160
_MOST_NEEDS = 4
_MOST_LETTERS = 24  # alternatives of one character that are still worth looking for


def find_needs(pattern: str) -> tuple[Need, ...]:
    """Sets of phrases; every text that ``pattern`` matches holds at least one of each set."""
    try:
        tree: Sequence[Any] = parser.parse(pattern.replace(r"\p{Han}", r"\w"))
    except (re.error, OverflowError):
        return ()
    needs = sorted(set(_of_sequence(tree)), key=_worth, reverse=True)
    telling = [need for need in needs[1:] if _tells(need)]
    return tuple(needs[:1] + telling[: _MOST_NEEDS - 1])


def _of_sequence(items: Sequence[Any]) -> list[Need]:
    needs: list[Need] = []
    run = [""]
    for operation, argument in items:
        name = str(operation)
        if (letters := _letters(name, argument)) and len(run) * len(letters) <= _MOST_ALTERNATIVES:
            run = [prefix + letter for prefix in run for letter in letters]
            continue
        needs.append(frozenset(run))
        run = [""]
        needs += _of_item(name, argument)
    needs.append(frozenset(run))
    return [need for need in needs if need and "" not in need]


def _letters(name: str, argument: Any) -> list[str]:
    """The few characters that one item stands for, or nothing when it is not that simple."""
    if name == "LITERAL":
        return [chr(argument)]
    if name == "IN" and all(str(kind) == "LITERAL" for kind, _ in argument):
        return [chr(code) for _, code in argument]
    return []


def _of_item(name: str, argument: Any) -> list[Need]:
    if name == "SUBPATTERN":
        return _of_sequence(argument[-1])
    if name == "BRANCH":
        return _of_branches(argument[1])
    if name in {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"} and argument[0] > 0:
        return _of_sequence(argument[2])
    if name == "ATOMIC_GROUP":
        return _of_sequence(argument)
    return []


def _of_branches(branches: Iterable[Sequence[Any]]) -> list[Need]:
    phrases: set[str] = set()
    for branch in branches:
        needs = _of_sequence(branch)
        if not needs:
            return []
        best: Need = max(needs, key=_worth)
        phrases |= best
    return [frozenset(phrases)] if len(phrases) <= _MOST_ALTERNATIVES else []


def _worth(need: Need) -> tuple[int, int, list[str]]:
    """Longer phrases rule out more; among equals, fewer alternatives; the rest is for order."""
    return (min(map(len, need)), -len(need), sorted(need))


def _tells(need: Need) -> bool:
    return min(map(len, need)) > 1 or len(need) <= _MOST_LETTERS

"""Works out which phrases a pattern cannot match without, and in how many ways it can.

By the phrases, one scan of a text rules most patterns out; by the ways, a clock is spared. Reads
the pattern with the standard library's own parser; what that parser or this reading does not
understand needs no phrase and has no end of ways: it is tried every time, by the clock.
"""

import math
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache

# re's parser is the only complete description of its syntax; its module is private by name only.
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

Need = frozenset[str]
Tree = Any  # the parser's sequence; its ``data`` is a list, going through which is much quicker
DIGIT = "\ue000"  # of the private use area: no text that is scanned has it for itself
LONGEST_RUN = 20  # digits; a longer run tells no more

_REPEATS = frozenset({"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"})
_MOST_ALTERNATIVES = 400
_MOST_NEEDS = 4
_MOST_REPEATS = 400  # more count as an open end
_FEW_REPEATS = 3
_MOST_LETTERS = 24  # alternatives of one character that are still worth looking for
_STRUCTURE = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[(|)]", re.DOTALL)  # what is no plain text
_RARITY = 0.05  # of the letters that could follow another, the share of each: a rough guess


def find_needs(pattern: str, *, runs: bool = False) -> tuple[Need, ...]:
    """Sets of phrases; every text that ``pattern`` matches holds at least one of each set.

    With ``runs``, a run of digits is a phrase as well: so many times ``DIGIT``.
    """
    needs = _read_needs(pattern) or ()
    if not runs:
        needs = tuple(each for each in needs if not any(word.startswith(DIGIT) for word in each))
    telling = tuple(need for need in needs[1:] if _weigh(need) <= _MOST_LETTERS)
    return needs[:1] + telling[: _MOST_NEEDS - 1]


def is_plain(pattern: str) -> bool:
    """Whether the standard library's parser understands it, but for the class Han."""
    return _read_needs(pattern) is not None


# Content is checked before it is compiled; reading a pattern is most of either.
@lru_cache(maxsize=8192)
def _read_needs(pattern: str) -> tuple[Need, ...] | None:
    """All that it needs, the most telling first; None for what can't be read."""
    tree = _parse(pattern)
    if tree is None:
        return None
    found = set(_of_sequence(tree))
    found -= {frozenset([DIGIT * length]) for length in range(_longest_run(found))}
    return tuple(sorted(found, key=rate_need, reverse=True))


def _longest_run(needs: Iterable[Need]) -> int:
    """A text that holds it holds the shorter ones."""
    alone = (phrase for need in needs if len(need) == 1 for phrase in need)
    return max((len(phrase) for phrase in alone if phrase.startswith(DIGIT)), default=0)


def split_branches(pattern: str) -> list[str]:
    """The alternatives of a pattern that is nothing but alternatives."""
    branches, start, depth = [], 0, 0
    for match in _STRUCTURE.finditer(pattern):
        part = match.group()
        if part == "|" and depth == 0:
            branches.append(pattern[start : match.start()])
            start = match.end()
        depth += (part == "(") - (part == ")")
    return [*branches, pattern[start:]]


def count_ways(pattern: str) -> float:
    """An upper bound of the ways in which ``pattern`` can match, or nearly, at one place.

    What it is multiplied by when matching fails late is time; infinite for an open repeat.
    """
    tree = _parse(pattern)
    return math.inf if tree is None else _ways_of_sequence(tree)


def _parse(pattern: str) -> Tree | None:
    try:
        return parser.parse(pattern.replace(r"\p{Han}", r"\w"))
    except (re.error, OverflowError):
        return None


def _ways_of_sequence(tree: Tree) -> float:
    return math.prod(_ways_of_item(operation.name, argument) for operation, argument in tree.data)


def _ways_of_item(name: str, argument: Any) -> float:
    if name in {"LITERAL", "NOT_LITERAL", "IN", "ANY", "AT"}:
        return 1
    if name == "SUBPATTERN":
        return _ways_of_sequence(argument[-1])
    if name in {"ASSERT", "ASSERT_NOT"}:
        return _ways_of_sequence(argument[1])
    if name == "BRANCH":
        return _ways_of_branches(argument[1])
    if name in {"MAX_REPEAT", "MIN_REPEAT"}:
        least, most, repeated = argument
        ways = _ways_of_sequence(repeated)
        if most > _MOST_REPEATS:
            return math.inf
        return sum(ways**times for times in range(int(least), int(most) + 1))
    return math.inf


def _ways_of_branches(branches: Iterable[Tree]) -> float:
    """At one place only those branches can match that begin with the character that stands there.

    Of phrases only those that begin each other.
    """
    by_letter: dict[int | None, list[Tree]] = {}
    for branch in branches:
        first = branch.data[0] if branch.data else None
        letter = first[1] if first and first[0] is parser.LITERAL else None
        by_letter.setdefault(letter, []).append(branch)
    anywhere = sum(_ways_of_sequence(branch) for branch in by_letter.pop(None, []))
    return anywhere + max(map(_ways_of_alike, by_letter.values()), default=0)


def _ways_of_alike(branches: Sequence[Tree]) -> float:
    phrases = [_write_all(branch)[0] for branch in branches if _is_phrase(branch)]
    others = (_ways_of_sequence(branch) for branch in branches if not _is_phrase(branch))
    return _longest_chain(phrases) + sum(others)


def _longest_chain(phrases: Iterable[str]) -> int:
    """How many of the phrases begin each other at most."""
    longest, chain = 0, list[str]()
    for phrase in sorted(phrases):
        while chain and not phrase.startswith(chain[-1]):
            chain.pop()
        chain.append(phrase)
        longest = max(longest, len(chain))
    return longest


def _is_phrase(tree: Tree) -> bool:
    return {operation for operation, _ in tree.data} <= {parser.LITERAL}


def _of_sequence(tree: Tree) -> list[Need]:
    needs: list[Need] = [frozenset([DIGIT * min(run, LONGEST_RUN)]) for run in _digit_runs(tree)]
    run = [""]
    for operation, argument in tree.data:
        if operation is parser.ASSERT:
            needs += _of_sequence(argument[1])
        written = _write(operation.name, argument)
        if written and len(run) * len(written) <= _MOST_ALTERNATIVES:
            run = [before + after for before in run for after in written]
            continue
        needs.append(frozenset(run))
        run = written or [""]
        if not written:
            needs += _of_item(operation.name, argument)
    needs.append(frozenset(run))
    return [need for need in needs if need and "" not in need]


def _digit_runs(tree: Tree) -> Iterator[int]:
    """The least lengths of the runs of nothing but digits."""
    run = 0
    for operation, argument in tree.data:
        least = _count_digits(operation.name, argument)
        if least is None:
            yield run
        run = 0 if least is None else run + least
    yield run


def _count_digits(name: str, argument: Any) -> int | None:
    """The least number of digits that an item stands for, None for what takes other characters."""
    if name == "LITERAL":
        return 1 if chr(argument).isdecimal() else None
    if name == "IN":
        return 1 if all(map(_is_digits, argument)) else None
    if name in _REPEATS:
        least, _, repeated = argument
        counts = [_count_digits(operation.name, inner) for operation, inner in repeated.data]
        return None if None in counts else least * sum(count or 0 for count in counts)
    return 0 if name in {"AT", "ASSERT", "ASSERT_NOT"} else None


def _is_digits(member: tuple[Any, Any]) -> bool:
    kind, code = member[0].name, member[1]
    if kind == "LITERAL":
        return chr(code).isdecimal()
    if kind == "RANGE":
        return bool(ord("0") <= code[0] <= code[1] <= ord("9"))
    return (kind, str(code)) == ("CATEGORY", "CATEGORY_DIGIT")


def _write(name: str, argument: Any) -> list[str]:
    """All texts that one item stands for, or nothing when they are not known or too many."""
    if name == "LITERAL":
        return [chr(argument)]
    if name == "IN":
        return _letters(argument)
    if name in {"AT", "ASSERT", "ASSERT_NOT"}:
        return [""]
    if name == "SUBPATTERN":
        return _write_all(argument[-1])
    if name == "BRANCH":
        branches = [_write_all(branch) for branch in argument[1]]
        return [text for texts in branches for text in texts] if all(branches) else []
    if name in _REPEATS and argument[1] <= _FEW_REPEATS:
        least, most, repeated = argument
        once = _write_all(repeated)
        times = range(int(least), int(most) + 1) if once else range(0)
        return [text for count in times for text in _multiply([once] * count)]
    return []


def _write_all(tree: Tree) -> list[str]:
    if _is_phrase(tree):
        return ["".join([chr(code) for _, code in tree.data])]
    return _multiply(_write(operation.name, argument) for operation, argument in tree.data)


def _multiply(parts: Iterable[list[str]]) -> list[str]:
    run = [""]
    for part in parts:
        if len(run) * len(part) > _MOST_ALTERNATIVES:
            return []
        run = [before + after for before in run for after in part]
    return run


def _letters(members: Iterable[Any]) -> list[str]:
    """The few characters of a set, or nothing when they are many or not listed."""
    codes: list[int] = []
    for kind, code in members:
        if kind.name == "LITERAL":
            codes.append(code)
        elif kind.name == "RANGE" and code[1] - code[0] < _MOST_LETTERS:
            codes += range(code[0], code[1] + 1)
        else:
            return []
    return [chr(code) for code in codes]


def _of_item(name: str, argument: Any) -> list[Need]:
    if name == "SUBPATTERN":
        return _of_sequence(argument[-1])
    if name == "BRANCH":
        return _of_branches(argument[1])
    if name in _REPEATS and argument[0] > 0:
        return _of_sequence(argument[2])
    if name == "ATOMIC_GROUP":
        return _of_sequence(argument)
    return []


def _of_branches(branches: Iterable[Tree]) -> list[Need]:
    phrases: set[str] = set()
    for branch in branches:
        needs = _of_sequence(branch)
        if not needs:
            return []
        best: Need = max(needs, key=rate_need)
        phrases |= best
    return [frozenset(phrases)] if len(phrases) <= _MOST_ALTERNATIVES else []


def rate_need(need: Collection[str]) -> tuple[float, int, str]:
    """The less likely it is that a text holds one of them, the more it rules out.

    The rest is for order.
    """
    return (-_weigh(frozenset(need)), -len(need), min(need))


@lru_cache(maxsize=8192)
def _weigh(need: Need) -> float:
    """About how often a text holds one of them, as multiples of one letter's chance."""
    return sum(map(_chance, need))


def _chance(phrase: str) -> float:
    """One for a letter and less for each that must follow; most texts hold digits."""
    if phrase.startswith(DIGIT):
        return _MOST_LETTERS / (len(phrase) // 4 + 1) ** 2
    return _RARITY ** (len(phrase) - 1)

"""Generated rules and a fair race: the matcher against one plain ``re`` search a rule.

The mix is that of the research: 60 % phrase lists, 25 % "A … B within n characters", 10 %
entities, 5 % phrases with separators. Phrases are distinct and cut from messages, so that rules
do fire; both sides must give the same rules, or the race is off.
"""

import random
import re
import statistics
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from time import process_time

from bot.analysis.content import Family, Rule
from bot.analysis.facts import Facts
from bot.analysis.match import Matcher
from bot.analysis.model import Toward
from bot.analysis.vocabulary import Vocabulary

ROUNDS = 7  # interleaved; the median counts
_KINDS = ("phrases",) * 12 + ("gap",) * 5 + ("entity",) * 2 + ("separated",)
_HAN = re.compile("[\u4e00-\u9fff]+")
_ENTITIES = (
    r"(?<!\d)1[3-9]\d{{{n}}}(?!\d)",
    r"\d{{{n}}}(?:\.\d{{1,2}})?\u5143",
    r"https?://[a-z0-9.-]{{{n},60}}",
    r"[a-z0-9-]{{{n},20}}\.(?:cn|com|top)",
    r"(?<!\d)\d{{1,2}}:\d{{2}}.{{{n}}}",
    r"(?<!\d)\d{{{n}}}(?!\d)",
)


@dataclass(frozen=True)
class Race:
    """Medians of seconds for all texts, and how many rules fired on a text."""

    ours: float
    plain: float
    hits: float


def cut_phrases(texts: Sequence[str], chance: random.Random) -> Iterator[str]:
    """Distinct phrases of three to five characters, without end, half of them turned around."""
    runs = [run for text in texts for run in _HAN.findall(text) if len(run) >= 5]
    seen: set[str] = set()
    while True:
        run, length = chance.choice(runs), chance.randint(3, 5)
        start = chance.randrange(len(run) - length + 1)
        phrase = run[start : start + length]
        phrase = phrase[::-1] if chance.random() < 0.5 else phrase
        if phrase not in seen:
            seen.add(phrase)
            yield phrase


def write_patterns(count: int, texts: Sequence[str]) -> list[str]:
    """The same list for the same arguments; a shorter one is the beginning of a longer one."""
    chance = random.Random(7)
    phrases = cut_phrases(texts, chance)
    return [_write(_KINDS[n % len(_KINDS)], n, phrases, chance) for n in range(count)]


def _write(kind: str, number: int, phrases: Iterator[str], chance: random.Random) -> str:
    if kind == "phrases":
        return "|".join(next(phrases) for _ in range(chance.randint(2, 6)))
    if kind == "gap":
        before, after = next(phrases), next(phrases)
        return f"{before[:2]}.{{0,{chance.randint(4, 20)}}}{after[:3]}"
    if kind == "entity":
        return _ENTITIES[number // 2 % len(_ENTITIES)].format(n=4 + number // 20 % 9)
    return r"[ *.]{0,2}".join(next(phrases))


def build_matcher(patterns: Sequence[str], vocabulary: Vocabulary) -> Matcher:
    day = date(2026, 11, 21)
    rules = [
        Rule(f"r{n}", Toward.SCAM, 1, "", "", day, (), (), family="f", any=(pattern,))
        for n, pattern in enumerate(patterns)
    ]
    return Matcher(rules, [Family("f", "f", 9)], vocabulary, {})


def race(count: int, facts: Sequence[Facts], vocabulary: Vocabulary) -> Race:
    """``count`` rules over all messages; raises AssertionError when the two disagree."""
    patterns = write_patterns(count, [each.text for each in facts])
    matcher = build_matcher(patterns, vocabulary)
    compiled = [re.compile(pattern) for pattern in patterns]

    def ours() -> list[list[str]]:
        return [[hit.rule.id for hit in matcher.match(each).hits] for each in facts]

    def plain() -> list[list[str]]:
        return [
            [f"r{n}" for n, pattern in enumerate(compiled) if pattern.search(each.text)]
            for each in facts
        ]

    assert ours() == plain(), "the matcher and the plain loop disagree"
    fastest, slowest = interleave(ours, plain)
    return Race(fastest, slowest, sum(map(len, ours())) / len(facts))


def interleave(*works: Callable[[], object], rounds: int = ROUNDS) -> list[float]:
    """The median processor seconds of each work, taken in turns."""
    times: list[list[float]] = [[] for _ in works]
    for _ in range(rounds):
        for work, spent in zip(works, times, strict=True):
            start = process_time()
            work()
            spent.append(process_time() - start)
    return [statistics.median(each) for each in times]

"""What makes a rule unusable for the engine, and the word lists that its patterns name."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

import regex

from bot.analysis.checks import CHECKS
from bot.analysis.content import Rule
from bot.analysis.pattern import check_syntax

_NAMED_LIST = regex.compile(r"\\L<(\w+)>")


def fill_lists(rule: Rule, words: Mapping[str, Sequence[str]]) -> Rule:
    """The rule with each named list of its patterns written out; an unknown one stays."""

    def fill(patterns: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(_NAMED_LIST.sub(_write_out, each) for each in patterns)

    def _write_out(match: regex.Match[str]) -> str:
        listed = sorted(words.get(match[1], ()), key=len, reverse=True)
        return f"(?:{'|'.join(map(regex.escape, listed))})" if listed else match[0]

    if not any("\\L<" in each for each in (*rule.any, *rule.all, *rule.unless)):
        return rule
    return replace(rule, any=fill(rule.any), all=fill(rule.all), unless=fill(rule.unless))


def list_faults(rule: Rule, known: Collection[str], lists: Collection[str]) -> list[str]:
    """Why the engine could not be built with this rule.

    ``known`` are the ids of all rules, ``lists`` the names of all word lists.
    """
    missing = (each for each in rule.requires if each not in known)
    found = [f"requires {each}, which does not exist" for each in missing]
    if rule.check and rule.check not in CHECKS:
        found.append(f"no check is called {rule.check}")
    found += [
        f"no list of words is called {name}"
        for name in {name for names in rule.near for name in names}.difference(lists)
    ]
    for pattern in (*rule.any, *rule.all, *rule.unless):
        try:
            check_syntax(pattern)
        except regex.error as error:
            found.append(f"{pattern}: {error}")
    return found

"""What makes a rule unusable for the engine, and the word lists that its patterns name."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

import regex

from bot.analysis.checks import CHECKS
from bot.analysis.content import Rule
from bot.analysis.pattern import check_syntax

_NAMED_LIST = regex.compile(r"\\L<(\w+)>")


def write_list(words: Sequence[str]) -> str:
    """The words of a list as alternatives of a pattern, longer ones first."""
    return f"(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})"


def fill_patterns(patterns: Sequence[str], lists: Mapping[str, str]) -> tuple[str, ...]:
    """Patterns with each named list written out; an unknown one stays."""
    return tuple(
        _NAMED_LIST.sub(lambda match: lists.get(match[1], match[0]), each) for each in patterns
    )


def fill_lists(rule: Rule, lists: Mapping[str, str]) -> Rule:
    """The rule with each named list of its patterns written out; an unknown one stays."""
    if not any("\\L<" in each for each in (*rule.any, *rule.all, *rule.unless)):
        return rule
    return replace(
        rule,
        any=fill_patterns(rule.any, lists),
        all=fill_patterns(rule.all, lists),
        unless=fill_patterns(rule.unless, lists),
    )


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

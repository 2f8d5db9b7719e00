"""What makes a rule unusable for the engine."""

import regex

from bot.analysis.checks import CHECKS
from bot.analysis.content import Rule
from bot.analysis.pattern import compile_once


def list_faults(rule: Rule, known: set[str]) -> list[str]:
    """Why the engine could not be built with this rule; ``known`` are the ids of all rules."""
    missing = (each for each in rule.requires if each not in known)
    found = [f"requires {each}, which does not exist" for each in missing]
    if rule.check and rule.check not in CHECKS:
        found.append(f"no check is called {rule.check}")
    for pattern in (*rule.any, *rule.all, *rule.unless):
        try:
            compile_once(pattern)
        except regex.error as error:
            found.append(f"{pattern}: {error}")
    return found

"""Named checks for what patterns can't say. A rule names one; it returns the spans that hold.

A check that holds without a place in the text returns the empty span ``NOWHERE``.
"""

from bot.analysis.checks import answers, cases, diction, links, names, numbers, words
from bot.analysis.checks.register import CHECKS, GROUNDS, NOWHERE, Check

__all__ = [
    "CHECKS",
    "GROUNDS",
    "NOWHERE",
    "Check",
    "answers",
    "cases",
    "diction",
    "links",
    "names",
    "numbers",
    "words",
]

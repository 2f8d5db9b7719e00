"""A verdict in parts, for a page that sets them out itself: the bot's own sentences, unjoined.

The text comes cut into pieces, so that nobody has to count code points a second time.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.analysis.content import Question
from bot.analysis.model import Authenticity, Finding, Report
from bot.library.pages import Page
from bot.views.frame import Frame
from bot.views.guidance import render_basis
from bot.views.reasons import list_sides, say_because, say_notes
from bot.views.screen import Screen, cut_quote
from bot.views.state import State
from bot.views.verdict import (
    HELP_PAGE,
    PAID_PAGE,
    find_question,
    is_small_talk,
    say_advice,
    say_change,
    say_headline,
    say_people_first,
    say_tally,
)
from bot.views.verification import render_verify

_DOTS = re.compile("[.．。]")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text between two borders.

    ``numbers`` are the reasons that stand on it, ``ends`` those whose last words these are.
    """

    text: str
    numbers: tuple[int, ...]
    ends: tuple[int, ...]
    is_link: bool


@dataclass(frozen=True, slots=True)
class Reason:
    """Why, with the number that the text's pieces know; ``quote`` is empty without a place."""

    number: int
    quote: str
    because: str


@dataclass(frozen=True, slots=True)
class Side:
    """The reasons of one side, weightiest first; ``toward`` as in the public JSON."""

    toward: str
    title: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose by its id: an answer or a page."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Asked:
    """The one question that could change the verdict."""

    id: str
    words: str
    answers: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A title and lines under it."""

    title: str
    body: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that a page shows of a report. Fields are empty or None where nothing is said."""

    people_first: tuple[str, ...]
    headline: str
    lines: tuple[str, ...]
    advice: tuple[str, ...]
    tally: str
    change: str
    asked: Asked | None
    basis: str
    pieces: tuple[Piece, ...]
    sides: tuple[Side, ...]
    notes: tuple[str, ...]
    verify: Passage | None
    pages: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Leaf:
    """A guidance page with what it rests on and the pages it leads to."""

    title: str
    body: str
    basis: Passage
    next: tuple[Choice, ...]


def lay_out(
    frame: Frame,
    report: Report,
    state: State,
    text: str,
    *,
    before: Authenticity | None = None,
    found: Sequence[str] = (),
) -> Sheet:
    """The sheet of a report on ``text``; ``found`` are pages that fit a question of the user's."""
    if is_small_talk(report):
        return _lay_out_talk(frame, report, text, found)
    findings = [each for _, listed in list_sides(frame, report) for each in listed]
    headline, *lines = say_headline(frame, state)
    if report.parts:
        lines.append(frame.texts.fill("verdict.several", count=len(report.parts)))
    if report.due:
        lines.append(frame.texts.fill("card.due", day=report.due))
    return Sheet(
        people_first=say_people_first(frame) if report.crisis else (),
        headline=headline,
        lines=tuple(lines),
        advice=tuple(say_advice(frame, state)),
        tally=say_tally(frame, report, state),
        change=say_change(frame, state, before) if before is not None else "",
        asked=_ask(frame, find_question(frame, report.asks)) if report.asks else None,
        basis=frame.texts["verdict.basis"],
        pieces=cut_text(text, findings, _list_links(report), frame.texts["screen.dot"]),
        sides=_list_sides(frame, report),
        notes=tuple(say_notes(frame, report)),
        verify=_split(render_verify(frame, report, state)),
        pages=_choose(frame, _list_pages(frame, report)),
    )


def _lay_out_talk(frame: Frame, report: Report, text: str, found: Sequence[str]) -> Sheet:
    """What a question or small talk gets: pages that fit, else the topics; no verdict."""
    help_first = (HELP_PAGE,) if report.crisis else ()
    headline, *lines = frame.texts["check.found" if found else "check.not_found"].splitlines()
    return Sheet(
        people_first=say_people_first(frame) if report.crisis else (),
        headline=headline,
        lines=tuple(lines),
        advice=(),
        tally="",
        change="",
        asked=None,
        basis=frame.texts["verdict.basis"],
        pieces=cut_text(text, (), (), frame.texts["screen.dot"]),
        sides=(),
        notes=(),
        verify=None,
        pages=_choose(frame, (*help_first, *(found or frame.library.actions.roots))),
    )


def turn_leaf(frame: Frame, page: Page) -> Leaf:
    """A guidance page in parts; the one that asks what happened leads to every answer's page."""
    pages, aid = frame.library.pages, frame.library.first_aid
    ways = dict.fromkeys((*(aid.pages if page.id == aid.page else ()), *page.next))
    return Leaf(
        title=page.title,
        body=page.body.strip(),
        basis=_split(render_basis(frame, page)),
        next=_choose(frame, (each for each in ways if each in pages)),
    )


def cut_text(
    text: str, findings: Sequence[Finding], links: Sequence[Span], dot: str
) -> tuple[Piece, ...]:
    """The text cut at every border of a finding or link; findings count from 1 as they come.

    In a link ``dot`` stands for each dot: nobody can tap it, and nothing can turn it into a link.
    """
    length = len(text)
    spans = [(min(each.start, length), min(each.end, length)) for each in findings]
    borders = {0, length, *(min(border, length) for span in (*spans, *links) for border in span)}
    return tuple(_cut(text, span, spans, links, dot) for span in pairwise(sorted(borders)))


def _cut(text: str, span: Span, findings: Sequence[Span], links: Sequence[Span], dot: str) -> Piece:
    start, end = span
    covering = [
        (number, until)
        for number, (since, until) in enumerate(findings, start=1)
        if since <= start and end <= until
    ]
    is_link = any(since <= start and end <= until for since, until in links)
    words = text[start:end]
    return Piece(
        text=_DOTS.sub(dot, words) if is_link else words,
        numbers=tuple(number for number, _ in covering),
        ends=tuple(number for number, until in covering if until == end),
        is_link=is_link,
    )


def _list_sides(frame: Frame, report: Report) -> tuple[Side, ...]:
    sides, number = [], 0
    for title, findings in list_sides(frame, report):
        reasons = []
        for finding in findings:
            number += 1
            quote = cut_quote(finding.quote, frame.texts["screen.dot"])
            reasons.append(Reason(number, quote, say_because(frame, finding)))
        sides.append(Side(findings[0].toward, title, tuple(reasons)))
    return tuple(sides)


def _list_links(report: Report) -> tuple[Span, ...]:
    """Where links stand that no known institution owns, in every message of the text."""
    return tuple({span for each in (report, *report.parts) for span in each.links})


def _list_pages(frame: Frame, report: Report) -> tuple[str, ...]:
    """What the bot's buttons lead to: help in danger, what to do, and money already sent."""
    help_first = (HELP_PAGE,) if report.crisis else ()
    todo = frame.library.actions.list_todo(report.kind, report.conduct)
    return tuple(dict.fromkeys((*help_first, *todo, PAID_PAGE)))


def _choose(frame: Frame, pages: Iterable[str]) -> tuple[Choice, ...]:
    return tuple(Choice(each, frame.library.pages[each].title) for each in pages)


def _ask(frame: Frame, question: Question) -> Asked:
    said = f"question.{question.id}"
    answers = (
        Choice(each.id, frame.texts[f"{said}.answers.{each.id}"]) for each in question.answers
    )
    return Asked(question.id, frame.texts[f"{said}.ask"], tuple(answers))


def _split(screen: Screen) -> Passage:
    title, _, body = screen.visible.partition("\n")
    return Passage(title, body.strip())

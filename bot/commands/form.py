"""The public JSON form: the row that comes in, the answer that goes out; see README."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.analysis import Engine, Report, Toward
from bot.analysis.content import Question
from bot.clock import today


@dataclass(frozen=True, slots=True)
class Row:
    """A message to judge; ``answers`` are ids of questions with the id of an answer to each."""

    id: object
    text: str
    sender: str | None = None
    answers: Mapping[str, str] = field(default_factory=dict)


class BadRow(Exception):  # noqa: N818 — it says what is wrong with what came in
    """Something that can't be judged; ``complaint`` never repeats it."""

    def __init__(self, identifier: object, complaint: str) -> None:
        super().__init__(complaint)
        self.id = identifier
        self.complaint = complaint


def read_row(raw: bytes, questions: Iterable[Question], *, numbered: bool = True) -> Row:
    """One JSON object in UTF-8; raises BadRow on anything else. ``numbered``: it needs an id."""
    identifier = None
    try:
        row = json.loads(raw, parse_constant=_refuse_constant)
        if isinstance(row, dict):
            identifier = row["id"] if numbered else row.get("id")
        return _check_row(row, identifier, questions)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise BadRow(identifier, _complaint(error)) from None


def judge_row(engine: Engine, row: Row) -> Report:
    """The report on a row as of today."""
    return engine.analyze(row.text, sender=row.sender, answers=row.answers, today=today())


def _refuse_constant(name: str) -> None:
    """NaN and Infinity are Python's, not JSON's."""
    raise ValueError(name)


def _check_row(row: Any, identifier: object, questions: Iterable[Question]) -> Row:
    if not isinstance(row, Mapping):
        raise TypeError("a line must be a JSON object")
    text, sender = row["text"], row.get("sender")
    if not isinstance(text, str):
        raise TypeError("text must be a string")
    if sender is not None and not isinstance(sender, str):
        raise TypeError("sender must be a string")
    return Row(identifier, text, sender or None, _check_answers(row.get("answers"), questions))


def _check_answers(answers: Any, questions: Iterable[Question]) -> Mapping[str, str]:
    if answers is None:
        return {}
    if not isinstance(answers, Mapping):
        raise TypeError("answers must be a JSON object")
    known = {each.id: [answer.id for answer in each.answers] for each in questions}
    if not all(answer in known.get(question, ()) for question, answer in answers.items()):
        raise TypeError("answers names a question or an answer that does not exist")
    return dict(answers)


def _complaint(error: Exception) -> str:
    """What is wrong with a row, without repeating it."""
    if isinstance(error, KeyError):
        return f"{error.args[0]} is missing"
    if isinstance(error, TypeError):
        return str(error)
    if isinstance(error, RecursionError):
        return "nested too deeply"
    return "not JSON in UTF-8"


def refuse_row(bad: BadRow) -> dict[str, Any]:
    """The answer to a row that can't be judged."""
    return {"id": bad.id, "error": bad.complaint}


def to_json(report: Report, identifier: object) -> dict[str, Any]:
    """The answer to a row, ready to be written."""
    answer: dict[str, Any] = {
        "id": identifier,
        "kind": report.kind,
        "authenticity": report.authenticity,
        "conduct": report.conduct,
        "deadline": report.deadline,
        "crisis": report.crisis,
        "findings": [
            {
                "rule": each.rule,
                "family": each.family,
                "toward": each.toward,
                "points": each.points,
                "start": each.start,
                "end": each.end,
                "quote": each.quote,
                "because": each.because,
            }
            for each in report.findings
        ],
        "for": [each.rule for each in report.findings if each.toward is Toward.GENUINE],
        "against": [each.rule for each in report.findings if each.toward is Toward.SCAM],
        "asks": report.asks,
        "due": report.due.isoformat() if report.due else None,
        "skipped": list(report.skipped),
        "pack": report.pack,
    }
    if report.parts:
        answer["parts"] = [to_json(part, None) for part in report.parts]
    return answer


def write_json(answer: object) -> str:
    """JSON on one line that any UTF-8 reader takes."""
    text = json.dumps(answer, ensure_ascii=False)
    if not text.isascii() and any("\ud800" <= each <= "\udfff" for each in text):
        text = json.dumps(answer)  # half a character pair can only be written escaped
    return text

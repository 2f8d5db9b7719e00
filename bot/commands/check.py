"""``python -m bot check``: judge messages in the terminal, without Telegram."""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import nullcontext
from pathlib import Path
from typing import Any, BinaryIO

from bot.analysis import Engine, Report, Toward
from bot.clock import today
from bot.commands.card import render_card
from bot.library.load import Library, load_library
from bot.library.read import ContentError

BAD_USAGE = 2
_STDIN = "-"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's words."""
    parser.add_argument("text", nargs="*", help="the message; standard input when absent")
    parser.add_argument("--file", type=Path, help="read the message, or JSON Lines, from a file")
    parser.add_argument("--sender", help="the number or name that it came from")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print one JSON object")
    form.add_argument("--jsonl", action="store_true", help="JSON Lines in, JSON Lines out")
    form.add_argument("--samples", action="store_true", help="judge the sample messages")


def check(arguments: argparse.Namespace) -> int:
    """Exit code 0 when it ran, 2 on bad usage or content that can't be used."""
    if complaint := _misuse(arguments):
        print(f"check: {complaint}", file=sys.stderr)
        return BAD_USAGE
    try:
        library = load_library()
        return _check(arguments, library, Engine(library.content))
    except ContentError as error:
        print(error, file=sys.stderr)
    except BrokenPipeError:
        raise
    except OSError as error:
        print(f"check: {arguments.file}: {error.strerror}", file=sys.stderr)
    except UnicodeDecodeError:
        print("check: the text is not UTF-8", file=sys.stderr)
    return BAD_USAGE


def _misuse(arguments: argparse.Namespace) -> str | None:
    """What is wrong with the combination of words, if anything."""
    given = [bool(arguments.text), arguments.file is not None, arguments.samples]
    if sum(given) > 1:
        return "give a text, --file or --samples, not several"
    if arguments.jsonl and arguments.text:
        return "--jsonl reads lines from --file or standard input, not words"
    if arguments.sender and (arguments.jsonl or arguments.samples):
        return "--sender goes with one message; with --jsonl each line has its own"
    return None


def _check(arguments: argparse.Namespace, library: Library, engine: Engine) -> int:
    if arguments.jsonl:
        with _open(arguments.file) as lines:
            for answer in judge_lines(engine, lines):
                _print_json(answer)
        return 0
    if arguments.samples:
        for text in library.samples.values():
            report = engine.analyze(text, today=today())
            print(render_card(library, report, text), end="\n\n")
        return 0
    text = _read_text(arguments)
    if not text.strip():
        print("check: there is no text to check", file=sys.stderr)
        return BAD_USAGE
    report = engine.analyze(text, sender=arguments.sender, today=today())
    if arguments.json:
        _print_json(to_json(report, None))
    else:
        print(render_card(library, report, text))
    return 0


def judge_lines(engine: Engine, lines: Iterable[bytes]) -> Iterator[dict[str, Any]]:
    """One answer for each line that is not blank, in order; a bad line gives its error."""
    for line in lines:
        if not line.strip():
            continue
        identifier = None
        try:
            row = json.loads(line, parse_constant=_refuse_constant)
            identifier = row["id"] if isinstance(row, dict) else None
            text, sender = _fields(row)
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            yield {"id": identifier, "error": _complaint(error)}
            continue
        yield to_json(engine.analyze(text, sender=sender, today=today()), identifier)


def _refuse_constant(name: str) -> None:
    """NaN and Infinity are Python's, not JSON's."""
    raise ValueError(name)


def _fields(row: Any) -> tuple[str, str | None]:
    if not isinstance(row, Mapping):
        raise TypeError("a line must be a JSON object")
    text, sender = row["text"], row.get("sender")
    if not isinstance(text, str):
        raise TypeError("text must be a string")
    if sender is not None and not isinstance(sender, str):
        raise TypeError("sender must be a string")
    return text, sender or None


def _complaint(error: Exception) -> str:
    """What is wrong with a line, without repeating it."""
    if isinstance(error, KeyError):
        return f"{error.args[0]} is missing"
    if isinstance(error, TypeError):
        return str(error)
    if isinstance(error, RecursionError):
        return "nested too deeply"
    return "not JSON in UTF-8"


def to_json(report: Report, identifier: object) -> dict[str, Any]:
    """The public form of a report; see README."""
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


def _read_text(arguments: argparse.Namespace) -> str:
    if arguments.text and arguments.text != [_STDIN]:
        return " ".join(arguments.text)
    with _open(arguments.file) as stream:
        raw: bytes = stream.read()
    return raw.decode("utf-8-sig")


def _open(path: Path | None) -> Any:
    stream: BinaryIO = sys.stdin.buffer
    return path.open("rb") if path else nullcontext(stream)


def _print_json(answer: Mapping[str, Any]) -> None:
    text = json.dumps(answer, ensure_ascii=False)
    if not text.isascii() and any("\ud800" <= each <= "\udfff" for each in text):
        text = json.dumps(answer)  # half a character pair can only be written escaped
    sys.stdout.write(text + "\n")
    sys.stdout.flush()

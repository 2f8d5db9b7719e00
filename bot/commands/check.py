"""``python -m bot check``: judge messages in the terminal, without Telegram."""

import argparse
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Any, BinaryIO

from bot.analysis import Engine
from bot.analysis.content import Question
from bot.clock import today
from bot.commands.card import render_card
from bot.commands.form import BadRow, judge_row, read_row, refuse_row, to_json, write_json
from bot.library.load import Library, load_library
from bot.library.read import ContentError
from bot.library.speak import list_languages, say_report, speak
from bot.library.texts import DEFAULT_LANGUAGE

BAD_USAGE = 2
PORT = 8017
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
    parser.add_argument("--lang", default=DEFAULT_LANGUAGE, help="the language of the answer")
    form.add_argument("--serve", action="store_true", help="a page for it, on this machine alone")
    parser.add_argument("--port", type=int, help=f"the page's port: {PORT}, or 0 for a free one")


def check(arguments: argparse.Namespace) -> int:
    """Exit code 0 when it ran, 2 on bad usage or content that can't be used."""
    if complaint := _misuse(arguments):
        print(f"check: {complaint}", file=sys.stderr)
        return BAD_USAGE
    try:
        library = load_library(languages=arguments.lang != DEFAULT_LANGUAGE)
        if arguments.lang not in list_languages(library):
            print(f"check: there is no language {arguments.lang}", file=sys.stderr)
            return BAD_USAGE
        library = speak(library, arguments.lang)
        if arguments.serve:
            from bot.commands.serve import serve  # noqa: PLC0415 the others need no server

            return serve(library, PORT if arguments.port is None else arguments.port)
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
    given = [bool(arguments.text), arguments.file is not None, arguments.samples, arguments.serve]
    if sum(given) > 1:
        return "give a text, --file, --samples or --serve, not several"
    if arguments.port is not None and not arguments.serve:
        return "--port goes with --serve"
    if arguments.jsonl and arguments.text:
        return "--jsonl reads lines from --file or standard input, not words"
    if arguments.sender and (arguments.jsonl or arguments.samples or arguments.serve):
        return "--sender goes with one message; each line of --jsonl and --serve's page have theirs"
    return None


def _check(arguments: argparse.Namespace, library: Library, engine: Engine) -> int:
    if arguments.jsonl:
        with _open(arguments.file) as lines:
            for answer in judge_lines(engine, lines, library.content.verdicts.questions, library):
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
        _print_json(to_json(say_report(library, report), None))
    else:
        print(render_card(library, report, text))
    return 0


def judge_lines(
    engine: Engine,
    lines: Iterable[bytes],
    questions: Sequence[Question],
    library: Library | None = None,
) -> Iterator[dict[str, Any]]:
    """One answer for each line that is not blank, in order; a bad line gives its error.

    Reasons are in the language of ``library``.
    """
    for line in lines:
        if not line.strip():
            continue
        try:
            row = read_row(line, questions)
        except BadRow as bad:
            yield refuse_row(bad)
        else:
            report = judge_row(engine, row)
            yield to_json(say_report(library, report) if library else report, row.id)


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
    sys.stdout.write(write_json(answer) + "\n")
    sys.stdout.flush()

"""The check page's server: it judges, and keeps and sends nothing."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from html import escape
from pathlib import Path
from string import Template

from aiohttp import web
from aiohttp.typedefs import Handler

from bot.analysis import Authenticity, Engine
from bot.analysis.engine import LONGEST_TEXT
from bot.commands.form import BadRow, Row, judge_row, read_row, refuse_row, to_json, write_json
from bot.library.load import Library
from bot.library.search import build_search
from bot.library.speak import say_report
from bot.loopback.guard import Guard
from bot.loopback.site import LocalSite
from bot.views.frame import Frame
from bot.views.sheet import lay_out, turn_leaf
from bot.views.state import StateCodec, state_of

STATIC = Path(__file__).with_name("static")
MOST_BYTES = 256 * 1024  # of a request; 20,000 characters as JSON escapes are 120,000 to 240,000
AREA = "serve"
_SHARED = {
    "basis": "verdict.basis",
    "todo": "todo.title",
    "why": "why.title",
    "nothing": "why.nothing",
}


class Site(LocalSite):
    """The check page over the bot's own engine, content and sentences."""

    def __init__(self, library: Library) -> None:
        super().__init__(Guard(refuse), STATIC, MOST_BYTES)
        self._library = library
        self._engine = Engine(library.content)
        self._search = build_search(library.written)
        self._questions = library.content.verdicts.questions
        codec = StateCodec(library.content.rules, self._questions)
        self._frame = Frame(library, library.texts[library.language], codec)
        self._index = _fill_index(library)

    def add_routes(self, router: web.UrlDispatcher) -> None:
        """The public answer, and the parts that the page shows."""
        router.add_get("/", self._show_index)
        router.add_post("/check", self._answer_row(self._check))
        router.add_post("/sheet", self._answer_row(self._lay_out))
        router.add_get("/pages/{id}", self._open_page)

    async def _show_index(self, _request: web.Request) -> web.Response:
        return web.Response(text=self._index, content_type="text/html")

    def _check(self, row: Row) -> object:
        """The answer of ``check --json``."""
        return to_json(say_report(self._library, judge_row(self._engine, row)), row.id)

    def _lay_out(self, row: Row) -> object:
        """The same answer, and the sheet that the page shows of it."""
        report, text = judge_row(self._engine, row), row.text[:LONGEST_TEXT]
        sheet = lay_out(
            self._frame,
            report,
            state_of(report, row.answers),
            text,
            before=self._judge_before(row),
            found=self._search.find(text),
        )
        is_cut = len(text) < len(row.text)
        return {
            "report": to_json(say_report(self._library, report), row.id),
            "sheet": asdict(sheet),
            "is_cut": is_cut,
        }

    def _judge_before(self, row: Row) -> Authenticity | None:
        """The verdict without the last answer; None when nothing was answered."""
        if not row.answers:
            return None
        *earlier, _ = row.answers.items()
        return judge_row(self._engine, replace(row, answers=dict(earlier))).authenticity

    def _answer_row(self, answer: Callable[[Row], object]) -> Handler:
        """Reads a row from a request and answers it; what is none gets a complaint."""

        async def handle(request: web.Request) -> web.Response:
            try:
                row = read_row(await request.read(), self._questions, numbered=False)
            except web.HTTPRequestEntityTooLarge:
                return refuse(413, f"too long: at most {MOST_BYTES} bytes")
            except BadRow as bad:
                return _write(refuse_row(bad), status=400)
            return _write(answer(row))

        return handle

    async def _open_page(self, request: web.Request) -> web.Response:
        page = self._library.pages.get(request.match_info["id"])
        if page is None:
            return refuse(404, "there is no such page")
        return _write(asdict(turn_leaf(self._frame, page)))


def refuse(status: int, complaint: str) -> web.Response:
    """An answer in the form of a bad row's."""
    return web.json_response({"id": None, "error": complaint}, status=status)


def _write(answer: object, status: int = 200) -> web.Response:
    return web.Response(
        text=write_json(answer), status=status, content_type="application/json", charset="utf-8"
    )


def _fill_index(library: Library) -> str:
    words = {key: escape(said) for key, said in list_words(library).items()}
    return Template((STATIC / "index.html").read_text("utf-8")).substitute(words)


def list_words(library: Library) -> Mapping[str, str]:
    """The page's sentences by their key: its own, and those that it shares with the bot."""
    texts = library.texts[library.language]
    words = texts.list_area(AREA) | {key: texts[shared] for key, shared in _SHARED.items()}
    words["cut"] = texts.fill("serve.cut", longest=LONGEST_TEXT)
    words["language"] = library.language
    words["pack"] = texts.fill("serve.pack", pack=library.content.pack)
    return words

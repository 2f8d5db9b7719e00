"""Letters: the menu, what to know before writing, the preview, and the files."""

from telegram import InlineKeyboardButton

from bot.forms.form import Progress
from bot.forms.reading import Reading
from bot.letters.compose import compose
from bot.letters.model import Draft
from bot.letters.plain import write_text
from bot.letters.word import write_word
from bot.library.letters import GROUPS, Letter, Stop
from bot.library.pages import list_basis
from bot.views.basis import say_article
from bot.views.buttons import Action, Row, button, in_rows, keyboard
from bot.views.calculators import key_of as key_of_tool
from bot.views.confirmed import gather_facts
from bot.views.frame import Frame
from bot.views.screen import File, Screen, shown, untap

PREFIX = "l"  # of the keys of letters among forms
MOST_PREVIEW = 2_400  # characters; the files hold all of it
_UTF8_FOR_WINDOWS = "utf-8-sig"


def key_of(letter: Letter) -> str:
    """The key of a letter's form."""
    return f"{PREFIX}.{letter.id}"


def render_letters(frame: Frame, name: str = "") -> Screen:
    """The groups of letters, those of a group, or one letter; KeyError for an unknown name."""
    if not name:
        return _render_groups(frame)
    return _render_group(frame, name) if name in GROUPS else _render_intro(frame, name)


def _render_groups(frame: Frame) -> Screen:
    texts = frame.texts
    groups = [[button(texts[f"letters.group.{each}"], Action.LETTERS, each)] for each in GROUPS]
    body = f"<b>{shown(texts['letters.title'])}</b>\n{shown(texts['letters.intro'])}"
    return Screen(body, keyboard(*groups, [button(texts["button.home"], Action.HOME)]))


def _render_group(frame: Frame, group: str) -> Screen:
    texts = frame.texts
    listed = [each for each in frame.library.letters.values() if each.group == group]
    lines = [f"<b>{shown(texts[f'letters.group.{group}'])}</b>", ""]
    lines += [f"<b>{shown(each.title)}</b>\n{shown(each.purpose)}" for each in listed]
    rows = in_rows([button(each.title, Action.LETTERS, each.id) for each in listed])
    ways = [button(texts["button.up"], Action.LETTERS), button(texts["button.home"], Action.HOME)]
    return Screen("\n".join(lines), keyboard(*rows, ways))


def _render_intro(frame: Frame, name: str) -> Screen:
    """Warnings first: nothing is asked before they were shown."""
    texts, letter = frame.texts, frame.library.letters[name]
    lines = [f"<b>{shown(letter.title)}</b>", ""]
    if letter.warnings:
        lines += [f"<b>{shown(texts['letters.warning'])}</b>"]
        lines += [*map(shown, letter.warnings), ""]
    lines += [shown(texts.fill("letters.when", text=letter.purpose))]
    if letter.avoid:
        lines.append(shown(texts.fill("letters.avoid", text=letter.avoid)))
    lines += ["", shown(texts["letters.how"]), _say_basis(frame, letter)]
    ways = [
        button(texts["button.up"], Action.LETTERS, letter.group),
        button(texts["button.home"], Action.HOME),
    ]
    begin = [button(texts["letters.begin"], Action.BEGIN, key_of(letter))]
    return Screen("\n".join(lines), keyboard(begin, *_tools(frame, letter.tools), ways))


def list_letter_offers(frame: Frame, page: str) -> Row:
    """The buttons of the letters that a page offers."""
    letters = frame.library.letters.values()
    return [_open_letter(frame, each.id) for each in letters if page in each.on]


def write_draft(frame: Frame, letter: Letter, progress: Progress, reading: Reading) -> Draft:
    """The letter from the answers given, in the language of those it goes to."""
    library = frame.library.written
    texts, written = library.texts[library.language], library.letters[letter.id]
    facts = gather_facts(texts, written, progress, reading)
    numerals = texts["letters.numerals"]
    return compose(written.heading or written.title, written.clause, facts, numerals)


def render_review(frame: Frame, letter: Letter, progress: Progress, reading: Reading) -> Screen:
    """The whole letter as it would be written, and what to look at before it is made."""
    texts = frame.texts
    text = write_text(write_draft(frame, letter, progress, reading)).strip()
    text = untap(text, texts["screen.dot"])
    if len(text) > MOST_PREVIEW:
        text = f"{text[:MOST_PREVIEW]}…\n{texts['letters.more']}"
    lines = [f"<b>{shown(texts['letters.review'])}</b>", f"<blockquote>{shown(text)}</blockquote>"]
    lines += [shown(texts["letters.check"])]
    start = f"{key_of(letter)}.{progress.step}."
    return Screen(
        "\n".join(lines),
        keyboard(
            [button(texts["letters.make"], Action.FORM, f"{start}d")],
            [
                button(texts["forms.button.back"], Action.FORM, f"{start}b"),
                button(texts["forms.button.cancel"], Action.FORM, f"{start}x"),
            ],
        ),
    )


def render_made(frame: Frame, letter: Letter, progress: Progress, reading: Reading) -> Screen:
    """The two files, where to send them, and what to mind; the answers are forgotten after it."""
    texts = frame.texts
    draft = write_draft(frame, letter, progress, reading)
    lines = [f"<b>{shown(texts.fill('letters.made', title=letter.title))}</b>", ""]
    lines += [shown(texts.fill("letters.channel", text=letter.channel)), ""]
    lines.append(shown(texts["tools.caution"]))
    lines += [shown(texts.fill("tools.caution_line", text=each)) for each in letter.cautions]
    lines += ["", shown(texts["letters.note"])]
    files = (
        File(f"{draft.title}.docx", write_word(draft)),
        File(f"{draft.title}.txt", write_text(draft).encode(_UTF8_FOR_WINDOWS)),
    )
    return Screen("\n".join(lines), keyboard(*_rows(frame, letter)), files)


def render_stop(frame: Frame, letter: Letter, stop: Stop) -> Screen:
    """Why this letter is better not sent now, and what to do instead."""
    texts = frame.texts
    lines = [
        f"<b>{shown(letter.title)}</b>",
        "",
        shown(stop.text),
        "",
        shown(texts["letters.gone"]),
    ]
    pages = [[_open_page(frame, each)] for each in stop.next]
    others = [[_open_letter(frame, each)] for each in stop.letters]
    ways = [_open(texts["letters.all"], Action.LETTERS), _open(texts["button.home"], Action.HOME)]
    return Screen("\n".join(lines), keyboard(*_tools(frame, stop.tools), *others, *pages, ways))


def _say_basis(frame: Frame, letter: Letter) -> str:
    basis = list_basis(letter.refs, frame.library.facts)
    lines = (say_article(frame.texts, each, checked) for each, checked in basis)
    said = "\n".join(map(shown, (frame.texts["tools.basis"], *lines)))
    return f"<blockquote expandable>{said}</blockquote>"


def _rows(frame: Frame, letter: Letter) -> list[Row]:
    texts = frame.texts
    more = [_open_letter(frame, each) for each in letter.also]
    ways = [_open(texts["letters.all"], Action.LETTERS), _open(texts["button.home"], Action.HOME)]
    pages = [_open_page(frame, each) for each in letter.next]
    return [*([each] for each in (*pages, *more)), ways]


def _tools(frame: Frame, names: tuple[str, ...]) -> list[Row]:
    tools = [frame.library.calculators[each] for each in names]
    return [
        [_open(frame.texts.fill("tools.open", title=each.title), Action.BEGIN, key_of_tool(each))]
        for each in tools
    ]


def _open_letter(frame: Frame, name: str) -> InlineKeyboardButton:
    title = frame.library.letters[name].title
    return _open(frame.texts.fill("letters.open", title=title), Action.LETTERS, name)


def _open_page(frame: Frame, page: str) -> InlineKeyboardButton:
    return _open(frame.library.pages[page].title, Action.PAGE, page)


def _open(text: str, action: Action, argument: str = "") -> InlineKeyboardButton:
    """A button that shows the screen of an action in a message of its own."""
    return button(text, Action.OPEN, action, argument)

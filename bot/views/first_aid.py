"""What happened, and what to do then, most urgent first: the first half hour."""

from bot.library.first_aid import Happened
from bot.views.buttons import Action, Row, button, copy_button, keyboard
from bot.views.frame import Frame
from bot.views.screen import Screen, shown


def list_choices(frame: Frame, chosen: tuple[Happened, ...] = (), code: str = "") -> list[Row]:
    """A button for everything that may have happened (too), added to what was chosen."""
    key = "first_aid.too" if chosen else "first_aid.choice"
    return [
        [
            button(
                frame.texts.fill(key, label=each.label),
                Action.HAPPENED,
                "".join(other.code for other in (*chosen, each)),
                code,
            )
        ]
        for each in frame.library.first_aid.happened
        if each not in chosen and not (chosen and each.alone)
    ]


def render_first_aid(frame: Frame, chosen: tuple[Happened, ...], code: str = "") -> Screen:
    """Numbered steps, what to bring, the numbers to call; ``code`` is the verdict, if any."""
    texts, aid = frame.texts, frame.library.first_aid
    said = texts["first_aid.and"].join(each.label for each in chosen)
    steps = aid.list_steps(chosen)
    lines = [f"<b>{shown(texts['first_aid.title'])}</b>"]
    lines += [shown(texts.fill("first_aid.said", said=said)), ""]
    lines += [shown(f"{number}. {text}") for number, text in enumerate(steps, start=1)]
    if things := aid.list_things(chosen):
        lines += ["", shown(texts["first_aid.bring"])]
        lines += [shown(texts.fill("first_aid.thing", thing=each)) for each in things]
    lines += ["", shown(texts["first_aid.heart"])]
    body = "\n".join(lines)
    rows = [_copies(frame, body), *list_choices(frame, chosen, code), *_pages(frame, chosen, code)]
    return Screen(body, keyboard(*rows, *_ways(frame, code)))


def _copies(frame: Frame, body: str) -> Row:
    """The numbers that the steps name."""
    services = (frame.library.services[each] for each in frame.library.first_aid.services)
    numbers = [each.number for each in services if each.number and each.number in body]
    return [copy_button(frame.texts.fill("button.copy", number=each), each) for each in numbers]


def _pages(frame: Frame, chosen: tuple[Happened, ...], code: str) -> list[Row]:
    pages = dict.fromkeys(page for each in chosen for page in each.pages)
    return [
        [button(frame.library.pages[each].title, Action.PAGE, each, code)]
        for each in pages
        if each in frame.library.pages
    ]


def _ways(frame: Frame, code: str) -> list[Row]:
    """Basis and another choice; back to the verdict, and home."""
    texts, page = frame.texts, frame.library.first_aid.page
    about = [
        button(texts["button.basis"], Action.BASIS, page, code),
        button(texts["first_aid.again"], Action.PAGE, page, code),
    ]
    back = [button(texts["button.back"], Action.VERDICT, "", code)] if code else []
    return [about, [*back, button(texts["button.home"], Action.HOME)]]

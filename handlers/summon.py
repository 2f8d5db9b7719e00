"""A member calls the bot in a group: /check as a reply, an @mention, or as a guest."""

from collections.abc import Iterator

from telegram import Message, MessageEntity, Update
from telegram.error import BadRequest, TelegramError

from bot.analysis import Report
from bot.context import Context
from bot.groups.buckets import Turn
from bot.groups.settings import Summon
from bot.views.called import (
    offer_screen,
    render_called,
    render_hint,
    render_hint_in_crisis,
)
from bot.views.frame import Frame
from bot.views.screen import Screen
from bot.views.state import state_of
from bot.views.verdict import is_small_talk
from handlers.admins import is_from_admin
from handlers.check import analyze, read_text
from handlers.limits import hint_busy, speaks_for_itself, take_turn
from handlers.replies import log
from handlers.whisper import answer_caller, change_answer, find_person, hint, whisper

_LINKS = (MessageEntity.MENTION, MessageEntity.TEXT_MENTION)


async def call(update: Update, context: Context) -> None:
    """/check in a group judges the message replied to, else the words after the command."""
    message = update.message
    if message is not None:
        await call_by_name(context, message)


async def call_by_name(context: Context, message: Message) -> None:
    """An @mention judges the message replied to, else the words around the mention."""
    if await _may_call(context, message):
        await _answer(context, message, _find_shown(context, message))


async def call_as_guest(update: Update, context: Context) -> None:
    """The same where the bot is no member: one answer, whose buttons are links."""
    message = update.guest_message
    if message is None or message.guest_query_id is None:
        return
    turn = take_turn(context, message)
    if turn is Turn.REFUSED:
        return
    frame = context.frame(private=False)
    screen = render_hint(frame, "called.busy")
    if turn is Turn.GRANTED:
        screen, _ = _judge(context, message, _find_shown(context, message), frame)
    try:
        await message.answer_guest_query(offer_screen(frame, screen))
    except BadRequest as error:
        log.info("a guest query could not be answered: %s", type(error).__name__)


async def judge_again(context: Context, message: Message) -> None:
    """A message that was asked about has changed: so do the answers to it.

    Of one that changes all the time nothing is said any more: a verdict must not outlive its text.
    """
    talk, chat = context.services.talk, message.chat.id
    frame = context.frame(private=False)
    text, report = _read_gravest(context, message, message)
    answers = talk.find_answers(chat, message.message_id)
    restless = not talk.may_judge_again(chat, message.message_id)
    for answer in answers:
        screen = _render(frame, report, text, linked=answer.receiver is not None, again=True)
        if restless:
            screen = render_hint(frame, "called.restless")
        await change_answer(context, chat, answer, screen)


def is_called(context: Context, message: Message) -> bool:
    """Whether a message begins or ends with the bot's name; in between it is only talked about."""
    text = (message.text or message.caption or "").strip().lower()
    found = set(_list_mentions(context, message))
    return any(text.startswith(each) or text.endswith(each) for each in found)


def _list_mentions(context: Context, message: Message) -> Iterator[str]:
    """The words, in lower case, by which a message mentions the bot."""
    name = f"@{context.services.bot_name}".lower()
    found = {**message.parse_entities(list(_LINKS)), **message.parse_caption_entities(list(_LINKS))}
    for entity, words in found.items():
        if words.lower() == name or (entity.user is not None and entity.user.id == context.bot.id):
            yield words.lower()


async def _may_call(context: Context, message: Message) -> bool:
    """Whether an answer is due; too much is told once, kindly, and a non-admin only in private."""
    if speaks_for_itself(message):
        return False
    wanted = context.services.groups.find(message.chat.id).summon
    if wanted is Summon.ADMINS and not await _is_admin(context, message):
        await _turn_down(context, message)
        return False
    turn = take_turn(context, message)
    if turn is Turn.LAST_WORD:
        await hint_busy(context, message)
    return turn is Turn.GRANTED


async def _turn_down(context: Context, message: Message) -> None:
    """A kind word to the caller alone, or none; it takes nothing from those who may call."""
    who = find_person(message)
    if who is not None and context.services.talk.may_turn_down(message.chat.id, who.id):
        frame = context.frame(private=False)
        await whisper(context, message, render_hint(frame, "called.admins"))


async def _is_admin(context: Context, message: Message) -> bool:
    try:
        return await is_from_admin(context.app, message)
    except TelegramError:
        return False


def _find_shown(context: Context, message: Message) -> Message:
    """The message that is meant: the one replied to unless it is ours, else the call itself."""
    replied = message.reply_to_message
    if replied is None or context.bot.bot in (replied.from_user, replied.via_bot):
        return message
    return replied


async def _answer(context: Context, message: Message, shown: Message) -> None:
    frame = context.frame(private=False)
    public, report = _judge(context, message, shown, frame)
    if report is None:
        await hint(context, message, public)
        return
    whispered, to = render_called(frame, state_of(report, {}), linked=True), shown.message_id
    answer = await answer_caller(context, message, public, whispered, to)
    context.services.talk.remember(message.chat.id, to, answer)


def _judge(
    context: Context, message: Message, shown: Message, frame: Frame
) -> tuple[Screen, Report | None]:
    """The screen, and the report when it is a verdict; with links only for a guest."""
    text, report = _read_gravest(context, message, shown)
    if not text:
        key = "called.how" if shown is message else "called.no_text"
        return render_hint(frame, key), None
    if not is_small_talk(report):
        context.services.count_report(report, private=False, language=context.language)
        context.services.count_for_digest(message.chat.id, report)
    linked = message.guest_query_id is not None
    return _render(frame, report, text, linked=linked), None if is_small_talk(report) else report


def _render(
    frame: Frame, report: Report, text: str, linked: bool, *, again: bool = False
) -> Screen:
    if is_small_talk(report) or not text:
        hint = render_hint(frame, "called.changed" if again else "called.talk")
        return render_hint_in_crisis(frame) if report.crisis else hint
    note = frame.texts["called.edited"] if again else ""
    return render_called(frame, state_of(report, {}), note=note, linked=linked)


def _read_gravest(context: Context, message: Message, shown: Message) -> tuple[str, Report]:
    """The first text that is no small talk: the part quoted, the message, what it quotes itself."""
    texts = [each for each in _list_texts(context, message, shown) if each.strip()]
    reports = [(each, analyze(context, each, {})) for each in texts]
    told = [each for each in reports if not is_small_talk(each[1])]
    return (told or reports or [("", analyze(context, "", {}))])[0]


def _list_texts(context: Context, message: Message, shown: Message) -> Iterator[str]:
    if message.quote is not None and shown is not message and message.quote.is_manual:
        yield message.quote.text
    text = read_text(shown)
    if shown is message:
        for words in _list_mentions(context, message):
            at = text.lower().find(words)
            text = text[:at] + text[at + len(words) :] if at >= 0 else text
    yield text
    if shown.quote is not None and (shown is not message or message.external_reply is not None):
        yield shown.quote.text

"""Answers in a group: to the caller alone where Telegram lets us, else a short public message."""

from telegram import Message, ReplyParameters, User
from telegram.error import BadRequest, ChatMigrated, Forbidden

from bot.context import Context
from bot.groups.talk import Answer
from bot.views.screen import Screen
from handlers.replies import log

_ID = "ephemeral_message_id"
_NOBODY = "participant_id_invalid"  # who called has left; the group takes whispers all the same


async def answer_caller(
    context: Context, message: Message, public: Screen, whispered: Screen, to: int
) -> Answer:
    """Answers a call about the message numbered ``to``; raises TelegramError."""
    answer = await whisper(context, message, whispered, to)
    return answer or await _answer_all(message, public, to)


async def whisper(context: Context, message: Message, screen: Screen, to: int = 0) -> Answer | None:
    """Answers so that the caller alone sees it; None where Telegram refuses.

    A group that refused is left alone for some hours. The library knows no ephemeral messages.
    """
    talk, caller = context.services.talk, find_person(message)
    command = message.api_kwargs.get(_ID)
    if caller is None or not (command or talk.may_whisper(message.chat.id)):
        return None
    target: dict[str, object] = {"message_id": to or message.message_id}
    if command:
        target = {_ID: command}
    try:
        sent = await message.get_bot().send_message(
            message.chat.id,
            screen.html,
            "HTML",
            reply_markup=screen.keyboard,
            message_thread_id=message.message_thread_id if message.is_topic_message else None,
            api_kwargs={
                "ephemeral_message_parameters": {"receiver_user_id": caller.id},
                "reply_parameters": {**target, "allow_sending_without_reply": True},
            },
        )
    except (BadRequest, Forbidden) as error:
        if _NOBODY not in error.message.lower():
            talk.note_refusal(message.chat.id)
        return None
    return Answer(int(sent.api_kwargs.get(_ID, 0)), caller.id)


async def change_answer(context: Context, chat: int, answer: Answer, screen: Screen) -> None:
    """Shows another screen in an answer of ours; one that is gone, or says so already, is fine."""
    bot = context.bot
    try:
        if answer.receiver is None:
            await bot.edit_message_text(
                screen.html, chat, answer.id, parse_mode="HTML", reply_markup=screen.keyboard
            )
            return
        words: dict[str, object] = {
            "chat_id": chat,
            "receiver_user_id": answer.receiver,
            _ID: answer.id,
            "text": screen.html,
            "parse_mode": "HTML",
        }
        if screen.keyboard is not None:
            words["reply_markup"] = screen.keyboard.to_dict()
        await bot.do_api_request("editEphemeralMessageText", api_kwargs=words)
    except BadRequest as error:
        log.info("an answer could not be changed: %s", type(error).__name__)


def find_person(message: Message) -> User | None:
    """Who wrote a message, when it is a person under their own name."""
    user = message.from_user
    return None if user is None or user.is_bot or message.sender_chat is not None else user


async def _answer_all(message: Message, screen: Screen, to: int) -> Answer:
    target = ReplyParameters(to, allow_sending_without_reply=True) if to else None
    try:
        sent = await message.reply_html(
            screen.html, reply_markup=screen.keyboard, reply_parameters=target
        )
    except ChatMigrated as error:
        # What was to be replied to stays behind in the old group.
        sent = await message.get_bot().send_message(
            error.new_chat_id, screen.html, "HTML", reply_markup=screen.keyboard
        )
    return Answer(sent.message_id)


async def hint(context: Context, message: Message, screen: Screen) -> None:
    """Answers a call with a kind word, to the caller alone where that can be."""
    if await whisper(context, message, screen) is None:
        await _answer_all(message, screen, message.message_id)

"""A member of a group says that a verdict is wrong: the verdict stays, its keyboard asks why."""

from telegram import CallbackQuery, Message
from telegram.error import BadRequest

from bot.clock import today
from bot.context import Context
from bot.groups.talk import ENOUGH_DOUBTS
from bot.views.buttons import Action, Press
from bot.views.called import list_doubts, list_ways
from bot.views.feedback import REASONS
from bot.views.state import State
from bot.views.watched import render_doubted
from handlers.replies import answer_press
from handlers.watch import tell

DOUBTS = (Action.WRONG, Action.WRONG_REASON, Action.VERDICT)


async def press_doubt(
    context: Context, query: CallbackQuery, message: Message, press: Press
) -> None:
    """Asks for the reason, takes it, or goes back; raises ValueError for an unknown button."""
    services = context.services
    frame, state = context.frame(private=False), services.codec.decode(press.state)
    toast = ""
    if not services.talk.may_press(message.chat.id, query.from_user.id):
        await answer_press(query, frame.texts["doubted.enough"])
        return
    if press.action is Action.WRONG_REASON:
        toast = frame.texts["wrong.thanks_short"]
        if not await _take(context, query, message, press.argument, state):
            toast = frame.texts["doubted.enough"]
    elif press.action is Action.WRONG:
        toast = frame.texts["doubted.ask"]
    await answer_press(query, toast)
    asks = press.action is Action.WRONG
    keyboard = list_doubts(frame, state) if asks else list_ways(frame, state)
    try:
        await query.edit_message_reply_markup(keyboard)
    except BadRequest:
        return


async def _take(
    context: Context, query: CallbackQuery, message: Message, reason: str, state: State
) -> bool:
    """Counts a doubt, within bounds; tells receivers once when there are enough of them."""
    if reason not in REASONS:
        raise ValueError("a reason that this version does not know")
    services, chat = context.services, message.chat
    count = services.talk.take_doubt(chat.id, message.message_id, query.from_user.id)
    if not count:
        return False
    label = f"{state.kind}/{state.authenticity}/{reason}"
    services.stats.count(today(), [("wrong", label)])
    if count == ENOUGH_DOUBTS:
        frame = context.frame(private=True)
        screen = render_doubted(frame, state, count, group=chat.title or "", link=message.link)
        await tell(context, chat.id, screen)
    return True

"""Messages in a group that one member alone sees: `message_id` 0 and an id of their own."""

from __future__ import annotations

from bot.demo.entities import read_text
from bot.demo.keyboard import check_markup
from bot.demo.model import ADMINISTRATORS, MEMBERS, Chat, Json, Post
from bot.demo.parameters import Parameters
from bot.demo.refusal import bad_request
from bot.demo.world import World

_ANSWERABLE = 15  # seconds in which the bot may answer an ephemeral command

_PARAMETERS = "ephemeral_message_parameters"


def find_receiver(world: World, chat: Chat, call: Parameters) -> Json | None:
    """Return who alone will see the message, None for everybody; raise a 400 where it may not be.

    An administrator may whisper to any member, every other bot only in answer to an ephemeral
    command of that member.
    """
    given = call.decoded(_PARAMETERS, "ephemeral message parameters")
    if given is None:
        return None
    if not isinstance(given, dict) or "callback_query_id" in given:
        raise bad_request(f"this server carries only receiver_user_id in {_PARAMETERS}")
    if chat.is_private:
        raise bad_request("ephemeral messages can't be sent to private chats")
    receiver = world.users.get(given.get("receiver_user_id", 0))
    if receiver is None or receiver["is_bot"] or chat.statuses.get(receiver["id"]) not in MEMBERS:
        raise bad_request("PARTICIPANT_ID_INVALID")
    answers = _answers_command(world, chat, receiver, call)
    if chat.statuses[world.bot_id] not in ADMINISTRATORS and not answers:
        raise bad_request("MESSAGE_NOT_COMMAND")
    return receiver


def _answers_command(world: World, chat: Chat, receiver: Json, call: Parameters) -> bool:
    reply = call.decoded("reply_parameters", "reply parameters")
    if not isinstance(reply, dict) or "ephemeral_message_id" not in reply:
        return False
    command = world.ephemerals.get((chat.id, reply["ephemeral_message_id"]))
    if command is None or command.fields["from"]["id"] != receiver["id"]:
        raise bad_request("message to be replied not found")
    return world.now() - int(command.fields["date"]) <= _ANSWERABLE


def add_ephemeral(
    world: World, chat: Chat, sender: Json, receiver: Json, content: Json, reply_to: int | None
) -> Post:
    """Store a message that two see and no chat lists."""
    ephemeral_id = world.chance.randint(10_000_000, 99_999_999)
    head: Json = {"message_id": 0, "date": world.now(), "chat": chat.info, "from": sender}
    whispered = {"ephemeral_message_id": ephemeral_id, "receiver_user": receiver}
    post = Post(head | whispered | content, reply_to)
    world.ephemerals[chat.id, ephemeral_id] = post
    world.wake()
    return post


def edit_ephemeral_message_text(world: World, call: Parameters) -> bool:
    """Replace text and keyboard of an ephemeral message of the bot's."""
    text, entities = read_text(call)
    chat = world.find_chat(call.text("chat_id"))
    world.check_access(chat)
    post = world.ephemerals.get((chat.id, call.integer("ephemeral_message_id")))
    if post is None or post.fields["receiver_user"]["id"] != call.integer("receiver_user_id"):
        raise bad_request("message to edit not found")
    markup = check_markup(call.decoded("reply_markup", "reply keyboard markup"), private=False)
    gone = ("text", "entities", "reply_markup")
    kept = {name: value for name, value in post.fields.items() if name not in gone}
    content: Json = {"text": text} | ({"entities": entities} if entities else {})
    post.fields = kept | content | ({"reply_markup": markup} if markup else {})
    world.wake()
    return True

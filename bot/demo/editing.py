"""Methods that change or delete a message."""

from __future__ import annotations

from bot.demo.entities import read_caption, read_text
from bot.demo.keyboard import check_markup
from bot.demo.model import ADMINISTRATORS, Chat, Json, Post
from bot.demo.parameters import Parameters
from bot.demo.refusal import bad_request
from bot.demo.world import World

_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same"
    " as a current content and reply markup of the message"
)
_DELETABLE = 48 * 3600


def edit_message_text(world: World, call: Parameters) -> Json:
    """Replace text and keyboard; a keyboard that isn't sent again is gone."""
    call.refuse_uncarried()
    text, entities = read_text(call)
    chat, post = _find_own(world, call)
    if "text" not in post.fields:
        raise bad_request("there is no text in the message to edit")
    content: Json = {"text": text} | ({"entities": entities} if entities else {})
    return _replace(world, chat, post, content | _read_markup(call, chat), ("text", "entities"))


def edit_message_caption(world: World, call: Parameters) -> Json:
    """Replace caption and keyboard of a photo or document."""
    call.refuse_uncarried()
    caption, entities = read_caption(call)
    chat, post = _find_own(world, call)
    if "text" in post.fields:
        raise bad_request("there is no caption in the message to edit")
    content: Json = {"caption": caption} if caption else {}
    if entities:
        content["caption_entities"] = entities
    content |= _read_markup(call, chat)
    return _replace(world, chat, post, content, ("caption", "caption_entities"))


def edit_message_reply_markup(world: World, call: Parameters) -> Json:
    """Replace the keyboard, or take it away."""
    call.refuse_uncarried()
    chat, post = _find_own(world, call)
    return _replace(world, chat, post, _read_markup(call, chat), ())


def delete_message(world: World, call: Parameters) -> bool:
    """Delete a message where Telegram lets a bot."""
    chat = world.find_chat(call.text("chat_id"))
    world.check_access(chat)
    post = chat.find_post(call.integer("message_id"))
    if post is None:
        raise bad_request("message to delete not found")
    own = post.fields.get("from", {}).get("id") == world.bot_id
    may = own or chat.is_private or chat.statuses[world.bot_id] in ADMINISTRATORS
    if not may or world.now() - post.fields["date"] >= _DELETABLE:
        raise bad_request("message can't be deleted")
    post.deleted = True
    world.tell("deleted", chat, message_id=post.id)
    return True


def _find_own(world: World, call: Parameters) -> tuple[Chat, Post]:
    if call.has("inline_message_id"):
        raise bad_request("MESSAGE_ID_INVALID")
    if not call.has("chat_id") or not call.has("message_id"):
        raise bad_request("message identifier is not specified")
    chat = world.find_chat(call.text("chat_id"))
    world.check_access(chat)
    post = chat.find_post(call.integer("message_id"))
    if post is None:
        raise bad_request("message to edit not found")
    if post.fields.get("from", {}).get("id") != world.bot_id:
        raise bad_request("message can't be edited")
    return chat, post


def _read_markup(call: Parameters, chat: Chat) -> Json:
    markup = check_markup(call.decoded("reply_markup", "reply keyboard markup"), chat.is_private)
    return {"reply_markup": markup} if markup else {}


def _replace(world: World, chat: Chat, post: Post, content: Json, fields: tuple[str, ...]) -> Json:
    names = (*fields, "reply_markup")
    if all(post.fields.get(name) == content.get(name) for name in names):
        raise bad_request(_NOT_MODIFIED)
    kept = {name: value for name, value in post.fields.items() if name not in names}
    post.fields = kept | content | {"edit_date": world.now()}
    message = world.render(chat, post)
    world.tell("edited", chat, message=message)
    return message

"""What people write, change, delete and press, and what of it the bot gets to see."""

from __future__ import annotations

import mimetypes
from collections.abc import Iterator

from bot.demo.entities import CAPTION_UNITS, TEXT_UNITS, detect_entities
from bot.demo.ephemeral import add_ephemeral
from bot.demo.guests import summon
from bot.demo.keyboard import find_data
from bot.demo.markup import count_units
from bot.demo.model import ADMINISTRATORS, MEMBERS, Chat, Json, Post, Upload
from bot.demo.queries import build_inline_text
from bot.demo.sending import find_quote, find_thread
from bot.demo.world import Query, World

_SERVICE = frozenset(
    {
        "new_chat_members",
        "left_chat_member",
        "migrate_to_chat_id",
        "migrate_from_chat_id",
        "forum_topic_created",
    }
)
# The accounts Telegram puts into `from` when a chat speaks.
_ANONYMOUS_ADMIN: Json = {
    "id": 1087968824,
    "is_bot": True,
    "first_name": "Group",
    "username": "GroupAnonymousBot",
}
_CHANNEL: Json = {
    "id": 136817688,
    "is_bot": True,
    "first_name": "Channel",
    "username": "Channel_Bot",
}
_TELEGRAM: Json = {"id": 777000, "is_bot": False, "first_name": "Telegram"}


def emit_message(world: World, chat: Chat, post: Post) -> None:
    """Queue the update about a new message if the bot may see it, and tell every listener."""
    message = world.render(chat, post)
    if is_visible(world, chat, post):
        world.updates.add("message", message)
    elif _SERVICE.isdisjoint(post.fields) and _is_mentioned(world.bot["username"], post.fields):
        summon(world, chat, post)
    world.tell("sent", chat, message=message)


def is_visible(world: World, chat: Chat, post: Post) -> bool:
    """Whether the bot gets this message: in a group with privacy mode only what is meant for it."""
    status = chat.statuses.get(world.bot_id)
    if status not in MEMBERS or chat.migrated_to is not None:
        return False
    if chat.is_private or not world.privacy_mode or status in ADMINISTRATORS:
        return True
    if not _SERVICE.isdisjoint(post.fields):
        return True
    replied = chat.find_post(post.reply_to)
    if replied is not None and replied.fields.get("from", {}).get("id") == world.bot_id:
        return True
    return _is_addressed(world.bot["username"], post.fields)


def _is_mentioned(username: str, fields: Json) -> bool:
    return any(
        kind == "mention" and piece == f"@{username.lower()}"
        for kind, piece, _ in _list_entities(fields)
    )


def _is_addressed(username: str, fields: Json) -> bool:
    for kind, piece, start in _list_entities(fields):
        name, at, addressee = piece.partition("@")
        meant = addressee == username.lower()
        if kind == "bot_command" and start == 0 and name and (meant or not at):
            return True
    return _is_mentioned(username, fields)


def _list_entities(fields: Json) -> Iterator[tuple[str, str, int]]:
    """Yield type, words in lower case and place of each entity."""
    text = fields.get("text") or fields.get("caption") or ""
    units = text.encode("utf-16-le")
    for entity in fields.get("entities") or fields.get("caption_entities") or []:
        start, end = entity["offset"], entity["offset"] + entity["length"]
        yield entity["type"], units[2 * start : 2 * end].decode("utf-16-le").lower(), start


class People:
    """People who write to the bot; every method answers at once and queues what Telegram would."""

    world: World

    def send(
        self,
        chat_id: int,
        user: Json,
        text: str | None = None,
        *,
        reply_to: int | None = None,
        quote: str | None = None,
        caption: str | None = None,
        photo: bytes | None = None,
        document: bytes | tuple[str, bytes] | None = None,
        forward_origin: Json | None = None,
        message_thread_id: int | None = None,
        sender_chat: Json | None = None,
        media_group_id: str | None = None,
    ) -> Json:
        """Send a message; return it. A ValueError for what no client could send.

        Messages with the same `media_group_id`, sent one after another, are an album.
        """
        chat = self.world.chats[chat_id]
        content = self._build_content(text, caption, photo, document)
        if forward_origin is not None:
            content["forward_origin"] = forward_origin
        if media_group_id is not None:
            content["media_group_id"] = media_group_id
        content |= self._find_place(chat, reply_to, quote, message_thread_id)
        sender = self._find_sender(chat, user, sender_chat)
        post = self.world.add_post(chat, sender, content, reply_to or message_thread_id)
        emit_message(self.world, chat, post)
        return self.world.render(chat, post)

    def whisper(self, chat_id: int, user: Json, text: str, *, reply_to: int | None = None) -> Json:
        """Send an ephemeral command, which the bot alone sees; return it."""
        chat = self.world.chats[chat_id]
        if not text.startswith("/"):
            raise ValueError("only commands can be ephemeral")
        sender = self._find_sender(chat, user, None)["from"]
        content = _build_text(text) | self._find_place(chat, reply_to, None, None)
        post = add_ephemeral(self.world, chat, sender, self.world.bot, content, reply_to)
        message = self.world.render(chat, post)
        self.world.updates.add("message", message)
        return message

    def repost(self, chat_id: int, channel: Json, text: str) -> Json:
        """Let Telegram forward a post of the linked channel into its group; return it."""
        chat = self.world.chats[chat_id]
        origin = {"type": "channel", "chat": channel, "message_id": 1, "date": self.world.now()}
        linked = {"is_automatic_forward": True, "forward_origin": origin}
        sender = {"from": _TELEGRAM, "sender_chat": channel}
        post = self.world.add_post(chat, sender, _build_text(text) | linked)
        emit_message(self.world, chat, post)
        return self.world.render(chat, post)

    def edit(self, chat_id: int, message_id: int, text: str) -> Json:
        """Change the text, or the caption, of a person's message; return it."""
        chat, post = self._find(chat_id, message_id)
        if post.fields.get("from", {}).get("id") == self.world.bot_id:
            raise ValueError("people can't edit what the bot wrote")
        media = "photo" in post.fields or "document" in post.fields
        changed = _build_caption(text) if media else _build_text(text)
        gone = ("text", "entities", "caption", "caption_entities")
        kept = {name: value for name, value in post.fields.items() if name not in gone}
        post.fields = kept | changed | {"edit_date": self.world.now()}
        message = self.world.render(chat, post)
        if is_visible(self.world, chat, post):
            self.world.updates.add("edited_message", message)
        self.world.tell("edited", chat, message=message)
        return message

    def delete(self, chat_id: int, message_id: int) -> None:
        """Delete a message, the bot's too; Telegram doesn't tell the bot."""
        chat, post = self._find(chat_id, message_id)
        post.deleted = True
        self.world.tell("deleted", chat, message_id=message_id)

    def press(
        self,
        chat_id: int,
        user: Json,
        message_id: int,
        data: str,
        *,
        inaccessible: bool = False,
        force: bool = False,
    ) -> str:
        """Press a button of the bot's message; return the callback query's id.

        A ValueError when no button carries the data, unless forced. A deleted message, or
        `inaccessible`, comes as Telegram's InaccessibleMessage.
        """
        world = self.world
        chat = world.chats[chat_id]
        post = chat.posts.get(message_id)
        if not force and (post is None or data not in find_data(post.fields.get("reply_markup"))):
            raise ValueError(f"message {message_id} has no button with this data")
        query = Query(world.draw_digits(), world.clock())
        world.queries[query.id] = query
        message: Json = {"chat": chat.info, "message_id": message_id, "date": 0}
        if post is not None and not post.deleted and not inaccessible:
            message = world.render(chat, post)
        head: Json = {"id": query.id, "from": user, "message": message}
        tail: Json = {"chat_instance": chat.instance, "data": data}
        world.updates.add("callback_query", head | tail)
        world.tell("pressed", chat, message_id=message_id, callback_query_id=query.id)
        return query.id

    def ask_inline(self, user: Json, text: str, *, chat_type: str = "sender") -> str:
        """Type an inline query, cut at 256 characters; return its id."""
        query_id = self.world.draw_digits()
        query: Json = {"id": query_id, "from": user, "query": text[:256], "offset": ""}
        self.world.inline_queries[query_id] = self.world.clock()
        self.world.updates.add("inline_query", query | {"chat_type": chat_type})
        return query_id

    def choose(self, chat_id: int, user: Json, query_id: str, result_id: str) -> Json:
        """Send a result of an answered inline query into a chat; return the message.

        A ValueError when the answer has no such result, or nothing but media in it.
        """
        results = self.world.inline_answers[query_id]["results"]
        chosen: Json = next((each for each in results if each["id"] == result_id), {})
        if "message_text" not in chosen.get("input_message_content", {}):
            raise ValueError(f"no result {result_id} with a text was offered")
        chat = self.world.chats[chat_id]
        content = build_inline_text(chosen) | {"via_bot": self.world.bot}
        post = self.world.add_post(chat, self._find_sender(chat, user, None), content)
        emit_message(self.world, chat, post)
        return self.world.render(chat, post)

    def _find(self, chat_id: int, message_id: int) -> tuple[Chat, Post]:
        chat = self.world.chats[chat_id]
        post = chat.find_post(message_id)
        if post is None:
            raise ValueError(f"there is no message {message_id} in this chat")
        return chat, post

    def _build_content(
        self,
        text: str | None,
        caption: str | None,
        photo: bytes | None,
        document: bytes | tuple[str, bytes] | None,
    ) -> Json:
        if sum(part is not None for part in (text, photo, document)) != 1:
            raise ValueError("a message is either a text, a photo or a document")
        if text is not None:
            return _build_text(text)
        content = _build_caption(caption or "")
        if photo is not None:
            stored = self.world.shelf.add_photo(Upload("photo.jpg", "image/jpeg", photo))
            return {"photo": stored} | content
        name, data = document if isinstance(document, tuple) else ("file.bin", document or b"")
        upload = Upload(name, mimetypes.guess_type(name)[0] or "application/octet-stream", data)
        return {"document": self.world.shelf.add_document(upload)} | content

    def _find_place(
        self, chat: Chat, reply_to: int | None, quote: str | None, thread: int | None
    ) -> Json:
        replied = chat.find_post(reply_to)
        if reply_to is not None and replied is None:
            raise ValueError(f"there is no message {reply_to} to reply to")
        if thread is not None and not chat.is_topic(thread):
            raise ValueError(f"there is no topic {thread}; add_topic makes one")
        place: Json = find_thread(chat, reply_to)
        if thread is not None:
            place = {"message_thread_id": thread, "is_topic_message": True}
        if quote is not None:
            place["quote"] = find_quote(replied.fields if replied else {}, quote)
            if place["quote"] is None:
                raise ValueError("a quote has to be in the message replied to")
        return place

    def _find_sender(self, chat: Chat, user: Json, sender_chat: Json | None) -> Json:
        if chat.migrated_to is not None:
            raise ValueError("this group has become a supergroup")
        if sender_chat is not None:
            account = _ANONYMOUS_ADMIN if sender_chat["id"] == chat.id else _CHANNEL
            return {"from": account, "sender_chat": sender_chat}
        if chat.statuses.get(user["id"]) not in MEMBERS:
            raise ValueError("who is not in the chat can't write there")
        if chat.is_private and chat.statuses.get(self.world.bot_id, "member") != "member":
            raise ValueError("who blocked the bot has to unblock it before writing")
        return {"from": user}


def _build_text(text: str) -> Json:
    text = text.strip(" \n\t")
    if not 1 <= count_units(text) <= TEXT_UNITS:
        raise ValueError("a text has 1 to 4096 UTF-16 units; clients split longer ones")
    entities = detect_entities(text)
    return {"text": text} | ({"entities": entities} if entities else {})


def _build_caption(text: str) -> Json:
    text = text.strip(" \n\t")
    if count_units(text) > CAPTION_UNITS:
        raise ValueError("a caption has at most 1024 UTF-16 units")
    entities = detect_entities(text)
    content: Json = {"caption": text} if text else {}
    return content | ({"caption_entities": entities} if entities else {})

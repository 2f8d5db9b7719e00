"""Looking at what happened, and waiting until it does."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TypeVar

from bot.demo.model import Json
from bot.demo.world import EVENTS_KEPT, World

T = TypeVar("T")

# Conditions may look at things that don't wake us, such as a database.
_LOOK_AGAIN = 0.05


class Lookout:
    """Look-ups and awaitables for tests, and events for a page that shows the chats."""

    world: World

    def messages(self, chat_id: int) -> list[Json]:
        """Return the messages that still exist, oldest first."""
        chat = self.world.chats[chat_id]
        return [self.world.render(chat, post) for post in chat.posts.values() if not post.deleted]

    def message(self, chat_id: int, message_id: int) -> Json | None:
        """Return one message, None when there is none or it was deleted."""
        chat = self.world.chats[chat_id]
        post = chat.find_post(message_id)
        return None if post is None else self.world.render(chat, post)

    def replies_to(self, chat_id: int, message_id: int) -> list[Json]:
        """Return what replies to a message, oldest first; the message itself may be gone."""
        chat = self.world.chats[chat_id]
        return [
            self.world.render(chat, post)
            for post in chat.posts.values()
            if post.reply_to == message_id and not post.deleted
        ]

    def ephemerals(self, chat_id: int, user: Json) -> list[Json]:
        """Return what the bot whispered to a member of a group, oldest first."""
        chat = self.world.chats[chat_id]
        return [
            self.world.render(chat, post)
            for (where, _), post in self.world.ephemerals.items()
            if where == chat_id and post.fields["receiver_user"]["id"] == user["id"]
        ]

    def callback_answer(self, callback_id: str) -> Json | None:
        """Return `text`, `show_alert`, `url` and `cache_time`, None while there is no answer."""
        return self.world.queries[callback_id].answer

    async def wait_for(self, predicate: Callable[[], T], timeout: float = 10.0) -> T:  # noqa: ASYNC109
        """Return the first true value of the predicate; a TimeoutError after so many seconds."""
        async with asyncio.timeout(timeout):
            while True:
                changed = self.world.changed
                value = predicate()
                if value:
                    return value
                try:
                    await asyncio.wait_for(changed.wait(), _LOOK_AGAIN)
                except TimeoutError:
                    continue

    async def wait_reply(self, chat_id: int, message_id: int, timeout: float = 10.0) -> Json:  # noqa: ASYNC109
        """Return the bot's first reply to a message; a TimeoutError when none comes."""
        replies = await self.wait_for(lambda: self._find_answers(chat_id, message_id), timeout)
        return replies[0]

    async def wait_answer(self, callback_id: str, timeout: float = 10.0) -> Json:  # noqa: ASYNC109
        """Return the answer to a press; a TimeoutError when none comes."""
        answers = await self.wait_for(
            lambda: [answer] if (answer := self.callback_answer(callback_id)) else [], timeout
        )
        return answers[0]

    async def wait_inline_answer(self, query_id: str, timeout: float = 10.0) -> Json:  # noqa: ASYNC109
        """Return the parameters that answered an inline query; a TimeoutError when none come."""
        answers = self.world.inline_answers
        return await self.wait_for(lambda: answers.get(query_id, {}), timeout)

    async def wait_confirmed(self, timeout: float = 10.0) -> None:  # noqa: ASYNC109
        """Return when no update is left unconfirmed; a TimeoutError when some stay."""
        await self.wait_for(lambda: not self.world.updates.pending(), timeout)

    def subscribe(self) -> asyncio.Queue[Json]:
        """Return a queue of events from now on.

        Each is a dict with `event` (sent, edited, deleted, pressed, answered, action, member),
        `chat_id` (None for answered) and, by kind, `message`, `message_id`, `callback_query_id`,
        `answer`, `action`, `user_id` and `status`. A full queue loses its oldest.
        """
        listener: asyncio.Queue[Json] = asyncio.Queue(EVENTS_KEPT)
        self.world.listeners.append(listener)
        return listener

    def unsubscribe(self, listener: asyncio.Queue[Json]) -> None:
        """End a subscription."""
        self.world.listeners.remove(listener)

    def _find_answers(self, chat_id: int, message_id: int) -> list[Json]:
        bot_id = self.world.bot_id
        replies = self.replies_to(chat_id, message_id)
        return [reply for reply in replies if reply.get("from", {}).get("id") == bot_id]

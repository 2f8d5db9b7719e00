"""Who administers a group: remembered for a minute, so that not every message has to ask."""

from collections.abc import Callable, Iterable

KEPT_SECONDS = 60.0
MOST_GROUPS = 1_000


class Admins:
    """User ids by group, in memory only; times are seconds of the given clock."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._kept: dict[int, tuple[float, frozenset[int]]] = {}

    def find(self, chat_id: int, within: float = KEPT_SECONDS) -> frozenset[int] | None:
        """The admins as they were at most ``within`` seconds ago; None when that is not known."""
        asked, users = self._kept.get(chat_id, (float("-inf"), frozenset()))
        return users if self._clock() - asked < min(within, KEPT_SECONDS) else None

    def keep(self, chat_id: int, users: Iterable[int]) -> frozenset[int]:
        """Remembers whom Telegram has just named."""
        now = self._clock()
        if len(self._kept) >= MOST_GROUPS:
            fresh = {
                each: kept for each, kept in self._kept.items() if now - kept[0] < KEPT_SECONDS
            }
            self._kept = fresh if len(fresh) < MOST_GROUPS else {}
        self._kept[chat_id] = now, frozenset(users)
        return self._kept[chat_id][1]

    def drop(self, chat_id: int) -> None:
        """Forgets them, since somebody's rank has changed."""
        self._kept.pop(chat_id, None)

"""What every view needs: the content, the language and the codec of buttons."""

from dataclasses import dataclass

from bot.library.load import Library
from bot.library.texts import Texts
from bot.views.state import StateCodec


@dataclass(frozen=True, slots=True)
class Frame:
    """Passed to every view; ``private`` is False in groups, where nothing is quoted.

    ``bot_name`` is the bot's user name without @, empty before Telegram has told it; ``inline``
    says whether it may be asked in other chats.
    """

    library: Library
    texts: Texts
    codec: StateCodec
    private: bool = True
    bot_name: str = ""
    inline: bool = False

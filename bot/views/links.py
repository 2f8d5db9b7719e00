"""Links that open a page of the guidance in the private chat: ``t.me/<bot>?start=g_<page id>``."""

from bot.views.frame import Frame

_PAGE = "g_"  # part of links already shared: never change it


def link_to(frame: Frame, page_id: str = "") -> str:
    """The address of a page, or of the bot itself; Telegram refuses dots in what it carries."""
    bot = f"https://t.me/{frame.bot_name}"
    return f"{bot}?start={_PAGE}{page_id.replace('.', '-')}" if page_id else bot


def read_link(argument: str) -> str | None:
    """The page's id in what /start was given, None when it is no link to a page."""
    if not argument.startswith(_PAGE):
        return None
    return argument.removeprefix(_PAGE).replace("-", ".")

"""Links into the private chat, ``t.me/<bot>?start=<letter>_<id>``: pages, and forms to begin."""

from bot.views.frame import Frame

PAGE = "g"  # letters are part of links already shared: never change one


def link_to(frame: Frame, name: str = "", letter: str = PAGE) -> str:
    """The address of a page, or of what another letter stands for, or of the bot itself."""
    bot = f"https://t.me/{frame.bot_name}"
    return f"{bot}?start={letter}_{name.replace('.', '-')}" if name else bot  # dots are refused


def read_link(argument: str, letter: str = PAGE) -> str | None:
    """The id in what /start was given, None when it is no link of this letter."""
    sign = f"{letter}_"
    if not argument.startswith(sign):
        return None
    return argument.removeprefix(sign).replace("-", ".")

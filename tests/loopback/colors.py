"""Colors as style sheets name them, and how well two can be told apart."""

import re
from pathlib import Path

from bot.loopback.site import SHARED

NORMAL, LARGE = 4.5, 3.0  # least contrast by WCAG 2.2 AA: of text, and of icons and outlines


def read_colors(static: Path) -> dict[str, tuple[str, str]]:
    """The light and the dark color by name: a page's own, and those that pages share."""
    text = "".join(
        path.read_text("utf-8") for path in (SHARED / "ground.css", static / "tokens.css")
    )
    found = re.findall(r"(--[\w-]+): light-dark\((#\w{6}), (#\w{6})\)", text)
    return {name: (light, dark) for name, light, dark in found}


def luminance(color: str) -> float:
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)

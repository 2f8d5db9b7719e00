"""What a page or a calculator rests on, in a line."""

from datetime import date

from bot.library.pages import Basis
from bot.library.texts import Texts


def say_article(texts: Texts, basis: Basis, checked: date) -> str:
    """Law, article, since when in force, when checked."""
    return texts.fill(
        "page.basis_line",
        law=basis.law,
        article=basis.article,
        effective=basis.effective,
        checked=checked,
    )

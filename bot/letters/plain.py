"""A letter as plain text, for boxes that take no file."""

from bot.letters.model import Draft, Paragraph, Style, Table

_INDENT = "\u3000\u3000"
_BETWEEN = "\uff5c"


def write_text(draft: Draft) -> str:
    """Title, paragraphs a line each, a line for each row of a table."""
    parts = [draft.title]
    if not _begins_with_heading(draft):
        parts.append("")
    for block in draft.blocks:
        if isinstance(block, Table):
            parts += [_BETWEEN.join(row) for row in (block.head, *block.rows)]
        else:
            parts += _write(block)
    return "\n".join(parts).rstrip() + "\n"


def _write(paragraph: Paragraph) -> list[str]:
    if paragraph.style is Style.HEADING:
        return ["", paragraph.text]
    indent = _INDENT if paragraph.style in (Style.BODY, Style.ITEM) else ""
    return [f"{indent}{each}" for each in paragraph.text.split("\n")]


def _begins_with_heading(draft: Draft) -> bool:
    first = draft.blocks[0] if draft.blocks else None
    return isinstance(first, Paragraph) and first.style is Style.HEADING

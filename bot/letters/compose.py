"""From confirmed facts to paragraphs: a sentence whose facts are not all there is not written."""

from collections.abc import Iterable, Iterator

from bot.letters.model import Clause, Draft, Facts, Line, Paragraph, Style, Table


def compose(title: str, clauses: Iterable[Clause], facts: Facts, numerals: str) -> Draft:
    """The letter; ``numerals`` number its parts, one character each, in order."""
    blocks: list[Paragraph | Table] = []
    number = 0
    for clause in clauses:
        written = list(_write(clause, facts))
        table = _lay_out(clause, facts)
        if table is not None:
            written.append(table)
        if not written:
            continue
        if clause.title:
            head = f"{numerals[number]}、{clause.title}"
            blocks.append(Paragraph(head, Style.HEADING))
            number += 1
        blocks += written
    return Draft(title, tuple(blocks))


def _write(clause: Clause, facts: Facts) -> Iterator[Paragraph | Table]:
    """The paragraphs; joined sentences go on in the one before."""
    begun: Paragraph | None = None
    items = 0
    for line in clause.lines:
        for text in _say(line, facts):
            if begun is not None and line.joined:
                begun = Paragraph(begun.text + text, begun.style)
                continue
            if begun is not None:
                yield begun
            items += line.style is Style.ITEM
            mark = f"{items}. " if line.style is Style.ITEM else ""
            begun = Paragraph(mark + text, line.style)
    if begun is not None:
        yield begun


def _say(line: Line, facts: Facts) -> Iterator[str]:
    if not _fits(line, facts):
        return
    if line.each:
        for number, row in enumerate(facts.rows.get(line.each, ()), start=1):
            yield line.text.format(**{**facts.words, **row}, number=number)
    elif all(name in facts.words for name in line.names):
        yield line.text.format(**facts.words)
    elif line.otherwise:
        yield line.otherwise.format(**facts.words)


def _fits(line: Line, facts: Facts) -> bool:
    chosen = all(
        set(facts.chosen.get(name, ())) & set(wanted) for name, wanted in line.when.items()
    )
    there = all(facts.has(name) for name in line.given)
    return chosen and there and not any(facts.has(name) for name in line.lacking)


def _lay_out(clause: Clause, facts: Facts) -> Table | None:
    rows = facts.rows.get(clause.rows, ())
    if not rows:
        return None
    cells = tuple(
        tuple(column.cell.format(**row, number=number) for column in clause.columns)
        for number, row in enumerate(rows, start=1)
    )
    head = tuple(column.head for column in clause.columns)
    return Table(head, cells, tuple(column.width for column in clause.columns))

"""``python -m bot content``: tells whether all of ``content/`` is fit to be shown."""

import sys
from collections import Counter

from bot.clock import today
from bot.commands.table import render_table
from bot.library.collate import list_loose, list_missing
from bot.library.lint import lint, list_stale
from bot.library.load import Library, load_library
from bot.library.read import ContentError

BAD_CONTENT = 2


def content(*, table: bool = False, missing: str = "") -> int:
    """Exit code 0 when content is fit, 2 with file, line and complaint otherwise.

    ``table``: print all rules as Markdown, and no complaint that does not keep them from it.
    ``missing``: print all that this language lacks, and nothing else.
    """
    try:
        library = load_library()
        if table:
            sys.stdout.write(render_table(library))
            return 0
        if missing:
            return _print_missing(library, missing)
        problems = lint(library)
    except ContentError as error:
        print(error, file=sys.stderr)
        return BAD_CONTENT
    for stale in (*list_stale(library, today()), *list_loose(library)):
        print(f"warning: {stale}", file=sys.stderr)
    for problem in problems:
        print(problem, file=sys.stderr)
    print(
        f"{len(library.content.rules)} rules in {len(library.content.families)} families, "
        f"{len(library.institutions)} institutions, {len(library.services)} services, "
        f"{len(library.pages)} pages, {len(library.facts)} facts, pack {library.content.pack}: "
        f"{len(problems)} problems"
    )
    for language in library.translations:
        areas = Counter(each.area for each in list_missing(library, language))
        counts = ", ".join(f"{count} of {area}" for area, count in areas.items()) or "nothing"
        print(f"{language} lacks {counts}")
    return BAD_CONTENT if problems else 0


def _print_missing(library: Library, language: str) -> int:
    if language not in library.translations:
        print(f"content: there is no language {language}", file=sys.stderr)
        return BAD_CONTENT
    for each in list_missing(library, language):
        print(f"{each.area}: {each.name}")
    return 0

"""``python -m bot content``: tells whether all of ``content/`` is fit to be shown."""

import sys

from bot.clock import today
from bot.commands.table import render_table
from bot.library.lint import lint, list_stale
from bot.library.load import load_library
from bot.library.read import ContentError

BAD_CONTENT = 2


def content(*, table: bool = False) -> int:
    """Exit code 0 when content is fit, 2 with file, line and complaint otherwise.

    ``table``: print all rules as Markdown, and no complaint that does not keep them from it.
    """
    try:
        library = load_library()
        if table:
            sys.stdout.write(render_table(library))
            return 0
        problems = lint(library)
    except ContentError as error:
        print(error, file=sys.stderr)
        return BAD_CONTENT
    for stale in list_stale(library, today()):
        print(f"warning: {stale}", file=sys.stderr)
    for problem in problems:
        print(problem, file=sys.stderr)
    print(
        f"{len(library.content.rules)} rules in {len(library.content.families)} families, "
        f"{len(library.institutions)} institutions, {len(library.services)} services, "
        f"{len(library.pages)} pages, {len(library.facts)} facts, pack {library.content.pack}: "
        f"{len(problems)} problems"
    )
    return BAD_CONTENT if problems else 0

"""The command line: ``python -m bot run | check | demo | content``."""

import argparse
import os
import sys


def build_parser() -> argparse.ArgumentParser:
    """All commands with their words; README names every one."""
    from bot.commands import check  # noqa: PLC0415 each command loads only its own parts

    parser = argparse.ArgumentParser(prog="python -m bot", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("run", help="the Telegram bot; reads .env")
    check.add_arguments(commands.add_parser("check", help="judge messages in the terminal"))
    demo = commands.add_parser("demo", help="the bot and a chat page on this machine alone")
    demo.add_argument("--port", type=int, default=0, help="the page's port; a free one if absent")
    content = commands.add_parser("content", help="check everything under content/")
    content.add_argument("--missing", default="", help="list what this language lacks instead")
    content.add_argument("--table", action="store_true", help="print all rules as Markdown instead")
    return parser


def main() -> int:
    """Runs one command; its exit code."""
    arguments = build_parser().parse_args()
    if arguments.command == "check":
        from bot.commands.check import check  # noqa: PLC0415

        return check(arguments)
    if arguments.command == "content":
        from bot.commands.content import content  # noqa: PLC0415

        return content(table=arguments.table, missing=arguments.missing)
    if arguments.command == "demo":
        from bot.commands.demo import show_demo  # noqa: PLC0415

        return show_demo(arguments.port)
    from bot.commands.run import run  # noqa: PLC0415

    return run()


if __name__ == "__main__":
    try:
        sys.exit(main())
    except BrokenPipeError:
        # The reader of our output has gone; Python would complain once more while closing it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)

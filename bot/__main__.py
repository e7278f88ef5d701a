"""Runs the command line `sitrep`, for people who run the bot and for programs."""

from __future__ import annotations

import sys

import typer

from bot.cli.articles import index, read, show
from bot.cli.feeds import add, poll
from bot.cli.questions import ask, explain, search
from bot.cli.service import backup, restore, serve
from bot.cli.session import choose_home
from bot.cli.stories import brief, stories, summary, timeline
from bot.cli.streams import say

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Briefs people on developing stories, in sentences that named sources printed.",
)
app.callback()(choose_home)
# In the order in which the help shows them.
for command in (
    index, read, ask, search, explain, timeline, stories, brief, summary, show,
    add, poll,
    serve, backup, restore,
):  # fmt: skip
    app.command()(command)


def main() -> None:
    """The entry point of `sitrep` and `python -m bot`."""
    from bot.model import SitrepError

    for stream in (sys.stdin, sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # the three are text streams here
    try:
        app(prog_name="sitrep")
    except SitrepError as error:
        say(str(error))
        sys.exit(1)
    except BrokenPipeError:
        sys.exit(1)


if __name__ == "__main__":
    main()

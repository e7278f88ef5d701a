"""The commands about stories: stories, timeline, brief, summary."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.session import READER, moment, open_desk
from bot.cli.streams import say, write

if TYPE_CHECKING:
    from bot.model import Request


class Form(StrEnum):
    """What briefings and summaries are written as."""

    JSON = "json"
    HTML = "html"
    MD = "md"
    PDF = "pdf"
    RSS = "rss"


Format = Annotated[Form, typer.Option("--format", help="What is written: JSON for programs, or a file for people.")]
Topic = Annotated[str | None, typer.Argument(help="What it should be about.")]


def stories() -> None:
    """Print the stories, one a line, with their witnesses."""
    from bot.shell.contract import story_json

    for story in open_desk().stories():
        write(story_json(story))


def timeline(
    topic: Topic = None,
    dates: Annotated[int | None, typer.Option(min=1, help="The most dates.")] = None,
    sentences: Annotated[int | None, typer.Option(min=1, help="The most events a date.")] = None,
    first: Annotated[str | None, typer.Option("--from", help="The first day.")] = None,
    last: Annotated[str | None, typer.Option("--to", help="The last day.")] = None,
) -> None:
    """Print the timeline of the story that moves, or of a topic's."""
    from bot.model import Request
    from bot.shell.contract import reply_json
    from bot.shell.flows.asking import Limits

    request = Request("timeline", topic or "", first=first, last=last)
    shown = Limits()
    limits = Limits(dates, sentences or shown.sentences, 0) if dates else Limits(sentences=sentences or shown.sentences)
    write(reply_json(None, open_desk().answer(request, moment(), limits=limits)))


def brief(
    date: Annotated[str | None, typer.Option(help="The day, as 2020-01-31.")] = None,
    topic: Annotated[str | None, typer.Option(help="What it should be about.")] = None,
    form: Format = Form.JSON,
) -> None:
    """Print the briefing of a day."""
    from bot.model import Request

    _print_in(form, Request("brief", topic or "", first=date, last=date))


def summary(topic: Topic = None, form: Format = Form.JSON) -> None:
    """Print the summary of the story that moves, or of a topic's."""
    from bot.model import Request

    _print_in(form, Request("summary", topic or ""))


def _print_in(form: Form, request: Request) -> None:
    """Print the answer to a request, as JSON or as a file; where there is no file to be had, why, on standard error."""
    from bot.shell.contract import reply_json

    view = None if form is Form.JSON else form.value
    reply = open_desk().answer(replace(request, view=view), moment(), reader=READER)
    if view is None:
        write(reply_json(None, reply))
        return
    if not reply.files:
        say(reply.messages[0].html)
        raise typer.Exit(1)
    typer.echo(reply.files[0].content, nl=False)

"""Plugs the real parts together: the command line `sitrep`, for people who run the bot and for programs.

What programs read goes to standard output as JSON Lines; progress and refusals go to standard error.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from bot.model import Refused

if TYPE_CHECKING:
    from bot.config import Settings
    from bot.model import Draft, Request
    from bot.shell.flows.asking import Desk
    from bot.shell.flows.indexing import Outcome
    from bot.shell.flows.polling import Polled
    from bot.shell.newsroom import Newsroom

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Briefs people on developing stories, in sentences that named sources printed.",
)
_state: dict[str, Any] = {}


class Form(StrEnum):
    """What briefings and summaries are written as."""

    JSON = "json"
    HTML = "html"
    MD = "md"
    PDF = "pdf"
    RSS = "rss"


# Who reads the briefings that the command line prints.
_READER = "desk"
T = TypeVar("T")

Paths = Annotated[list[Path], typer.Argument(help="Text, HTML, PDF, Markdown or JSON Lines files, or folders of them.")]
Text = Annotated[str | None, typer.Argument(help="A question, or a /command.")]
Batch = Annotated[
    str | None, typer.Option("--batch", help='JSON Lines of {"id", "text", "only", "now"}; - is standard input.')
]
Only = Annotated[str | None, typer.Option("--only", help="Article ids, separated by commas.")]
Now = Annotated[str | None, typer.Option("--now", help="The time that counts as now, in ISO form.")]
Format = Annotated[Form, typer.Option("--format", help="What is written: JSON for programs, or a file for people.")]
Topic = Annotated[str | None, typer.Argument(help="What it should be about.")]


@app.callback()
def choose_home(
    home: Annotated[Path | None, typer.Option(help="The folder of the databases ($SITREP_HOME).")] = None,
) -> None:
    """Briefs people on developing stories, in sentences that named sources printed."""
    if home is not None:
        _state["home"] = home


@app.command()
def index(
    paths: Paths, as_json: Annotated[bool, typer.Option("--json", help="Print a line for every input.")] = False
) -> None:
    """Read articles and keep them. Indexing the same input again changes nothing."""
    from bot.prompts import lenses
    from bot.shell.flows import indexing
    from bot.shell.recognisers import recogniser
    from bot.shell.sources import drafts_in

    desk = _desk()
    outcomes = indexing.index(_progress(drafts_in(paths)), desk.store, desk.embedder, lenses(), recogniser(_settings()))
    counts: dict[str, int] = {}
    for outcome in outcomes:
        counts[outcome.state] = counts.get(outcome.state, 0) + 1
        _report(outcome, as_json)
    indexing.regroup(desk.store)
    if not as_json:
        _say(", ".join(f"{count} {state}" for state, count in sorted(counts.items())) or "nothing to index")
    raise typer.Exit(1 if counts.get("refused") else 0)


@app.command()
def read(paths: Paths) -> None:
    """Print what is read in articles, without keeping anything."""
    from bot.prompts import lenses
    from bot.shell.contract import report_json
    from bot.shell.flows.indexing import read_together
    from bot.shell.recognisers import recogniser
    from bot.shell.sources import drafts_in

    refused = False
    for report in read_together(drafts_in(paths), lenses(), recogniser(_settings())):
        if isinstance(report, Refused):
            refused = True
            _say(f"refused {report.input}: {report.why}")
        else:
            _print(report_json(report))
    raise typer.Exit(1 if refused else 0)


@app.command()
def ask(text: Text = None, batch: Batch = None, only: Only = None, now: Now = None) -> None:
    """Print what the bot answers to a text, as it would in a private chat."""
    from bot.shell.contract import reply_json

    desk = _desk()
    for query in _queries(text, batch, only, now):
        reply = desk.ask(query["text"], _moment(query.get("now")), query.get("only"), admin=True, reader=_READER)
        _print(reply_json(query.get("id"), reply))


@app.command()
def search(
    text: Text = None,
    batch: Batch = None,
    only: Only = None,
    limit: Annotated[int, typer.Option(min=1, help="How many hits.")] = 10,
    articles: Annotated[bool, typer.Option("--articles", help="At most one hit an article.")] = False,
) -> None:
    """Print the sentences nearest to a text, best first."""
    from bot.shell.contract import hits_json

    desk = _desk()
    for query in _queries(text, batch, only, None):
        hits = desk.search(query["text"], limit, query.get("only"), articles=articles)
        reports = desk.store.reports(hit.quote.article for hit in hits)
        texts = {id: report.article.text for id, report in reports.items()}
        _print(hits_json(query.get("id"), hits, texts))


@app.command()
def explain(
    text: Annotated[str, typer.Argument(help="A question.")],
    only: Only = None,
    limit: Annotated[int, typer.Option(min=1, help="How many sentences.")] = 5,
) -> None:
    """Print why sentences would answer a question, or would not: their features, by what they weigh, best first."""
    from bot.shell.contract import explanation_json
    from bot.shell.flows.finding import explain as explained

    for one in explained(_desk(), text, only.split(",") if only else None)[:limit]:
        _print(explanation_json(one.scored, one.vetoes))


@app.command()
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
    _print(reply_json(None, _desk().answer(request, _moment(None), limits=limits)))


@app.command()
def stories() -> None:
    """Print the stories, one a line, with their witnesses."""
    from bot.shell.contract import story_json

    for story in _desk().stories():
        _print(story_json(story))


@app.command()
def brief(
    date: Annotated[str | None, typer.Option(help="The day, as 2020-01-31.")] = None,
    topic: Annotated[str | None, typer.Option(help="What it should be about.")] = None,
    form: Format = Form.JSON,
) -> None:
    """Print the briefing of a day."""
    from bot.model import Request

    _print_in(form, Request("brief", topic or "", first=date, last=date))


@app.command()
def summary(topic: Topic = None, form: Format = Form.JSON) -> None:
    """Print the summary of the story that moves, or of a topic's."""
    from bot.model import Request

    _print_in(form, Request("summary", topic or ""))


@app.command()
def show(article: Annotated[str, typer.Argument(help="An article's id.")]) -> None:
    """Print a stored article, in the form of `read`."""
    from bot.shell.contract import changes_json, report_json

    store = _desk().store
    found = store.reports([article])
    if not found:
        _say(f"there is no article {article}: `sitrep stories` lists them all")
        raise typer.Exit(1)
    _print(report_json(found[article]) | {"changes": changes_json(found[article], store.versions.earlier(article))})


@app.command()
def add(
    feeds: Annotated[list[str], typer.Argument(help="Addresses of feeds, or of pages that name theirs; OPML files.")],
) -> None:
    """Read feeds from now on; the first time at once. `sitrep serve` keeps reading them, `sitrep poll` does it once."""
    from bot.shell.polling import add_all

    _print_polls(lambda room: add_all(room, feeds))


@app.command()
def poll() -> None:
    """Ask the feeds that are due, once."""
    from bot.shell.polling import due, poll_all

    _print_polls(lambda room: poll_all(room, due(room, room.now())))


@app.command()
def serve() -> None:
    """Run the bot: in Telegram with TELEGRAM_BOT_TOKEN, else in the preview, a chat page on this machine."""
    from bot.shell.serving import serve as run

    run(_settings())


@app.command()
def backup() -> None:
    """Back up people.db into the home's folder `backups`, also while the bot runs (which does it every quarter of an hour)."""
    from bot.shell.store.backups import back_up

    _say(f"backed up to {back_up(_settings().home, _moment(None))}")


@app.command()
def restore(
    file: Annotated[Path | None, typer.Argument(help="A backup; without one, the latest that is sound.")] = None,
) -> None:
    """Put a backup in the place of people.db; what was there is kept in the home's folder `damaged-...`."""
    from bot.shell.store.backups import restore as put_back

    _say(f"restored {put_back(_settings().home, _moment(None), file)}")


def main() -> None:
    """The entry point of `sitrep` and `python -m bot`."""
    from bot.model import SitrepError

    for stream in (sys.stdin, sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # the three are text streams here
    try:
        app(prog_name="sitrep")
    except SitrepError as error:
        _say(str(error))
        sys.exit(1)
    except BrokenPipeError:
        sys.exit(1)


# ------------------------------------------------------------------ plugging in


def _settings() -> Settings:
    from bot.config import Settings

    return Settings(**_state)


def _desk() -> Desk:
    """The desk over the store at home."""
    from bot.shell.plugged import desk

    settings = _settings()
    return desk(settings, settings.bot_name)


def _print_polls(brought: Callable[[Newsroom], Awaitable[Sequence[Polled | Refused]]]) -> None:
    """Print what a newsroom's work brought, one feed a line."""
    import asyncio

    from bot.shell.plugged import newsroom

    async def here(work: Callable[[], T]) -> T:
        return work()

    async def done() -> Sequence[Polled | Refused]:
        room = newsroom(_settings(), _desk(), here)
        try:
            return await brought(room)
        finally:
            await room.close()

    failed = False
    for found in asyncio.run(done()):
        if why := found.why if isinstance(found, Refused) else found.error:
            failed = True
            _say(f"refused {found.input if isinstance(found, Refused) else found.url}: {why}")
        if not isinstance(found, Refused):
            _print(asdict(found))
    raise typer.Exit(1 if failed else 0)


def _print_in(form: Form, request: Request) -> None:
    """Print the answer to a request, as JSON or as a file; where there is no file to be had, why, on standard error."""
    from bot.shell.contract import reply_json

    view = None if form is Form.JSON else form.value
    reply = _desk().answer(replace(request, view=view), _moment(None), reader=_READER)
    if view is None:
        _print(reply_json(None, reply))
        return
    if not reply.files:
        _say(reply.messages[0].html)
        raise typer.Exit(1)
    typer.echo(reply.files[0].content, nl=False)


def _queries(text: str | None, batch: str | None, only: str | None, now: str | None) -> Iterator[dict[str, Any]]:
    """The queries of a batch, read as they come, or the one on the command line."""
    if (text is None) == (batch is None):
        raise typer.BadParameter("give either a TEXT or --batch FILE")
    if batch is None:
        yield {"id": None, "text": text, "only": only.split(",") if only else None, "now": now}
        return
    with sys.stdin if batch == "-" else Path(batch).open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                yield _query(line, number)


def _query(line: str, number: int) -> dict[str, Any]:
    try:
        query = json.loads(line)
    except ValueError as error:
        raise typer.BadParameter(f"line {number} of the batch is not JSON: {error}") from None
    if not isinstance(query, dict) or not isinstance(query.get("text"), str):
        raise typer.BadParameter(f'line {number} of the batch needs a "text"')
    return query


def _moment(value: str | None) -> dt.datetime:
    if value is None:
        return dt.datetime.now(dt.UTC)
    try:
        moment = dt.datetime.fromisoformat(value)
    except ValueError:
        raise typer.BadParameter(f"{value} is no time in ISO form, such as 2020-01-01T12:00:00+00:00") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)


def _progress(drafts: Iterable[Draft | Refused]) -> Iterator[Draft | Refused]:
    """The drafts, with a progress bar on a terminal."""
    from rich.console import Console
    from rich.progress import track

    console = Console(stderr=True)
    if not console.is_terminal:
        yield from drafts
        return
    several = list(drafts)
    yield from track(several, "Indexing", console=console)


def _report(outcome: Outcome, as_json: bool) -> None:
    if outcome.why:
        _say(f"{outcome.state} {outcome.input}: {outcome.why}")
    if as_json:
        _print({"input": outcome.input, "article": outcome.article, "state": outcome.state, "why": outcome.why})


def _print(row: dict[str, Any]) -> None:
    print(json.dumps(row, ensure_ascii=False), flush=True)


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()

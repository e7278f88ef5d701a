"""The commands about articles: index, read, show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.session import open_desk, settings
from bot.cli.streams import say, write
from bot.model import Refused

if TYPE_CHECKING:
    from bot.model import Draft
    from bot.shell.flows.indexing import Outcome

Paths = Annotated[list[Path], typer.Argument(help="Text, HTML, PDF, Markdown or JSON Lines files, or folders of them.")]


def index(
    paths: Paths, as_json: Annotated[bool, typer.Option("--json", help="Print a line for every input.")] = False
) -> None:
    """Read articles and keep them. Indexing the same input again changes nothing."""
    from bot.prompts import lenses
    from bot.shell.flows import indexing
    from bot.shell.recognisers import recogniser
    from bot.shell.sources import drafts_in

    desk = open_desk()
    outcomes = indexing.index(_progress(drafts_in(paths)), desk.store, desk.embedder, lenses(), recogniser(settings()))
    counts: dict[str, int] = {}
    for outcome in outcomes:
        counts[outcome.state] = counts.get(outcome.state, 0) + 1
        _report(outcome, as_json)
    indexing.regroup(desk.store)
    if not as_json:
        say(", ".join(f"{count} {state}" for state, count in sorted(counts.items())) or "nothing to index")
    raise typer.Exit(1 if counts.get("refused") else 0)


def read(paths: Paths) -> None:
    """Print what is read in articles, without keeping anything."""
    from bot.prompts import lenses
    from bot.shell.contract import report_json
    from bot.shell.flows.indexing import read_together
    from bot.shell.recognisers import recogniser
    from bot.shell.sources import drafts_in

    refused = False
    for report in read_together(drafts_in(paths), lenses(), recogniser(settings())):
        if isinstance(report, Refused):
            refused = True
            say(f"refused {report.input}: {report.why}")
        else:
            write(report_json(report))
    raise typer.Exit(1 if refused else 0)


def show(article: Annotated[str, typer.Argument(help="An article's id.")]) -> None:
    """Print a stored article, in the form of `read`."""
    from bot.shell.contract import changes_json, report_json

    store = open_desk().store
    found = store.reports([article])
    if not found:
        say(f"there is no article {article}: `sitrep stories` lists them all")
        raise typer.Exit(1)
    write(report_json(found[article]) | {"changes": changes_json(found[article], store.versions.earlier(article))})


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
        say(f"{outcome.state} {outcome.input}: {outcome.why}")
    if as_json:
        write({"input": outcome.input, "article": outcome.article, "state": outcome.state, "why": outcome.why})

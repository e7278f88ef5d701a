"""The commands that find sentences: ask, search, explain; one text at a time, or a batch of them."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.cli.session import READER, moment, open_desk
from bot.cli.streams import write

Text = Annotated[str | None, typer.Argument(help="A question, or a /command.")]
Batch = Annotated[
    str | None, typer.Option("--batch", help='JSON Lines of {"id", "text", "only", "now"}; - is standard input.')
]
Only = Annotated[str | None, typer.Option("--only", help="Article ids, separated by commas.")]
Now = Annotated[str | None, typer.Option("--now", help="The time that counts as now, in ISO form.")]


def ask(text: Text = None, batch: Batch = None, only: Only = None, now: Now = None) -> None:
    """Print what the bot answers to a text, as it would in a private chat."""
    from bot.shell.contract import reply_json

    desk = open_desk()
    for query in _queries(text, batch, only, now):
        reply = desk.ask(query["text"], moment(query.get("now")), query.get("only"), admin=True, reader=READER)
        write(reply_json(query.get("id"), reply))


def search(
    text: Text = None,
    batch: Batch = None,
    only: Only = None,
    limit: Annotated[int, typer.Option(min=1, help="How many hits.")] = 10,
    articles: Annotated[bool, typer.Option("--articles", help="At most one hit an article.")] = False,
) -> None:
    """Print the sentences nearest to a text, best first."""
    from bot.shell.contract import hits_json

    desk = open_desk()
    for query in _queries(text, batch, only, None):
        hits = desk.search(query["text"], limit, query.get("only"), articles=articles)
        reports = desk.store.reports(hit.quote.article for hit in hits)
        texts = {id: report.article.text for id, report in reports.items()}
        write(hits_json(query.get("id"), hits, texts))


def explain(
    text: Annotated[str, typer.Argument(help="A question.")],
    only: Only = None,
    limit: Annotated[int, typer.Option(min=1, help="How many sentences.")] = 5,
) -> None:
    """Print why sentences would answer a question, or would not: their features, by what they weigh, best first."""
    from bot.shell.contract import explanation_json
    from bot.shell.flows.finding import explain as explained

    for one in explained(open_desk(), text, only.split(",") if only else None)[:limit]:
        write(explanation_json(one.scored, one.vetoes))


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

"""A briefing and the lenses never part: what is counted in a line of a briefing stands in its lens, on every day of the seeds."""

from __future__ import annotations

import pytest

from bot.model import FigureMention
from bot.shell.flows.asking import Desk
from tests.evaluation.quoted import Item, Quoted, Told

DAYS = [f"2019-12-{day}" for day in range(28, 32)] + [f"2020-01-{day:02}" for day in range(1, 12)]


@pytest.fixture(scope="module")
def told(desk: Desk) -> Told:
    """What the desk says over all of the seeds."""
    return Told(desk)


@pytest.mark.parametrize("day", DAYS)
def test_every_figure_of_a_briefing_stands_in_its_lens(told: Told, desk: Desk, day: str) -> None:
    for line in told.items(f"/brief {day}"):
        for quote in line.quotes:
            for figure in figures_in(desk, quote):
                for lens in figure.lens:
                    assert shows(told.items(f"/{lens} story:{line.row['story']}"), quote, figure), (lens, quote.text)


def figures_in(desk: Desk, quote: Quoted) -> list[FigureMention]:
    """The figures read in a quoted sentence."""
    report = desk.store.reports([quote.article.id])[quote.article.id]
    return [figure for figure in report.facts.figures if quote.start <= figure.start < quote.end]


def shows(claims: list[Item], quote: Quoted, figure: FigureMention) -> bool:
    """Whether a claim of this number quotes the sentence."""
    return any(
        (claim.row["low"], claim.row["high"]) == (figure.low, figure.high)
        and any((q.article.id, q.start) == (quote.article.id, quote.start) for q in claim.quotes)
        for claim in claims
    )

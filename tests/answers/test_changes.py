"""Changes: a figure that became another, one that reports differ in, one that a second witness gives."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.answers.changes import Change, Days, changes
from bot.model import Claim, FigureMention, Quote, Relation, Span

PRINTED = {"old": dt.date(2020, 1, 2), "new": dt.date(2020, 1, 4), "later": dt.date(2020, 1, 9), "undated": None}
DAYS = Days(dt.date(2020, 1, 3), dt.date(2020, 1, 4), PRINTED.get)


def claim(low: float, relation: Relation, *articles: str, group: str = "g", high: float | None = None) -> Claim:
    """A figure of guards sent, printed in these articles."""
    figure = FigureMention(0, 3, low, high or low, None, None, "guards", None, "test", status="sent")
    return Claim(figure, None, tuple(Quote(a, Span(0, 9)) for a in articles), len(articles), group, relation)


def found(*claims: Claim) -> list[Change]:
    return changes(claims, DAYS, lambda quotes: len({quote.article for quote in quotes}))


@pytest.mark.parametrize(("relation", "kind"), [(Relation.OTHER_TIME, "revised"), (Relation.CONFLICT, "disputed")])
def test_a_figure_that_became_another(relation: Relation, kind: str) -> None:
    before, now = claim(750, relation, "old"), claim(3000, relation, "new")
    (change,) = found(before, now)
    assert (change.kind, change.claim, change.before) == (kind, now, before)
    assert change.quote.article == "new"


def test_a_second_witness() -> None:
    (change,) = found(claim(750, Relation.AGREE, "old", "new"))
    assert (change.kind, change.quote.article, change.was.article) == ("corroborated", "new", "old")


@pytest.mark.parametrize(
    "claims",
    [
        [claim(750, Relation.SINGLE, "new")],
        [claim(750, Relation.AGREE, "old")],
        [claim(750, Relation.OTHER_TIME, "old"), claim(3000, Relation.OTHER_TIME, "later")],
        [claim(750, Relation.OTHER_TIME, "old"), claim(3000, Relation.OTHER_TIME, "undated")],
        [claim(750, Relation.REFINE, "old"), claim(760, Relation.REFINE, "new")],
        [claim(750, Relation.OTHER_TIME, "old"), claim(90, Relation.OTHER_TIME, "new")],
        [claim(750, Relation.CONFLICT, "old", group="a"), claim(900, Relation.CONFLICT, "new", group="b")],
        [claim(2, Relation.AGREE, "old", "new")],
        [claim(1000, Relation.AGREE, "old", "new", high=9999)],
    ],
)
def test_what_is_no_change(claims: list[Claim]) -> None:
    assert found(*claims) == []


def test_one_change_a_sentence() -> None:
    old, new = claim(750, Relation.OTHER_TIME, "old"), claim(3000, Relation.OTHER_TIME, "new")
    more = [claim(8, Relation.OTHER_TIME, "old", group="h"), claim(9, Relation.OTHER_TIME, "new", group="h")]
    assert len(found(old, new, *more)) == 1

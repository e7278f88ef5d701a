"""Changes: a figure that became another, one that reports differ in, one that a second witness gives."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from bot.answers.changes import Change, Days, Weighed, changes
from bot.model import Claim, FigureMention, Quote, Relation, Span
from bot.shell.flows.weighing import weigh
from tests.fakes import report

PRINTED = {"old": dt.date(2020, 1, 2), "new": dt.date(2020, 1, 4), "later": dt.date(2020, 1, 9), "undated": None}
SENT = "Orrland sent 750 guards to the harbour of Quill."
DAYS = Days(dt.date(2020, 1, 3), dt.date(2020, 1, 4), PRINTED.get)


def claim(low: float, relation: Relation, *articles: str, group: str = "g", high: float | None = None) -> Claim:
    """A figure of guards sent, printed in these articles."""
    figure = FigureMention(0, 3, low, high or low, None, None, "guards", None, "test", status="sent")
    return Claim(figure, None, tuple(Quote(a, Span(0, 9)) for a in articles), len(articles), group, relation)


def found(*claims: Claim) -> list[Change]:
    return changes(Weighed(claims, lambda quotes: len({quote.article for quote in quotes})), DAYS)


@pytest.mark.parametrize(("relation", "kind"), [(Relation.OTHER_TIME, "revised"), (Relation.CONFLICT, "disputed")])
def test_a_figure_that_became_another(relation: Relation, kind: str) -> None:
    before, now = claim(750, relation, "old"), claim(3000, relation, "new")
    (change,) = found(before, now)
    assert (change.kind, change.claim, change.before) == (kind, now, before)
    assert change.quote.article == "new"


def test_what_is_told_of_a_later_day_or_beside_what_was_is_a_revision() -> None:
    before, now = claim(750, Relation.CONFLICT, "old"), claim(3000, Relation.CONFLICT, "new")
    (change,) = found(replace(before, date="2020-01-02"), replace(now, date="2020-01-03"))
    assert change.kind == "revised"
    (change,) = found(replace(before, date="2020-01-02"), replace(now, date="2020-01-01"))
    assert change.kind == "disputed", "what is recalled of an earlier day revises nothing"
    (change,) = found(claim(750, Relation.CONFLICT, "old", "new"), now)
    assert change.kind == "revised"


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


def test_what_is_withdrawn_has_no_second_witness() -> None:
    now = replace(claim(57, Relation.CONFLICT, "new"), quotes=(Quote("new", Span(10, 19)),))
    (change,) = found(claim(63, Relation.CONFLICT, "old", "new"), now)
    assert (change.kind, change.claim.figure.low) == ("disputed", 57)


def test_who_says_it_twice_is_one_source() -> None:
    said = [report("a", SENT, agency="Wire"), report("b", "Much later it said so.", agency="Wire"), report("c", SENT)]
    weighed = weigh(said, [["a"], ["b"], ["c"]])
    quotes = [Quote(one.article.id, Span(0, 9)) for one in said]
    assert (weighed.sources(quotes[:2]), weighed.sources(quotes[1:])) == (1, 2)


def test_one_change_a_sentence() -> None:
    old, new = claim(750, Relation.OTHER_TIME, "old"), claim(3000, Relation.OTHER_TIME, "new")
    more = [claim(8, Relation.OTHER_TIME, "old", group="h"), claim(9, Relation.OTHER_TIME, "new", group="h")]
    assert len(found(old, new, *more)) == 1

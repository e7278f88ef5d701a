"""Disputes: figures that cannot both be true and days that cannot both be right, each with its sides."""

from __future__ import annotations

from bot.model import Claim, FigureMention, Quote, Relation, Span
from bot.stories.dated import Dated
from bot.stories.disputes import disputes, figure_disputes
from bot.stories.ledger import known
from tests.fakes import alike, report

SANK = "A ferry sank off the port of Quill."


def claim(article: str, low: float, group: str, relation: Relation, witnesses: int = 1) -> Claim:
    figure = FigureMention(0, 3, low, low, None, None, "soldiers", None, "test")
    return Claim(figure, None, (Quote(article, Span(0, 9)),), witnesses, group, relation)


def test_the_sides_of_a_figure_stand_together_most_witnesses_first() -> None:
    (found,) = figure_disputes(
        [
            claim("a", 9, "g", Relation.CONFLICT),
            claim("b", 700, "g", Relation.CONFLICT, witnesses=2),
            claim("c", 5, "h", Relation.AGREE, witnesses=3),
            claim("d", 6, "i", Relation.OTHER_TIME),
        ]
    )
    assert (found.group, found.kind, found.about) == ("g", "figure", "soldiers")
    assert [(side.witnesses, side.quotes[0].article) for side in found.sides] == [(2, "b"), (1, "a")]


def test_groups_are_disputes_of_their_own() -> None:
    pairs = [claim(id, n, group, Relation.CONFLICT) for n, (id, group) in enumerate(zip("abcd", "ghgh", strict=True))]
    assert [[s.quotes[0].article for s in d.sides] for d in figure_disputes(pairs)] == [["a", "c"], ["b", "d"]]


def test_what_two_lenses_count_is_disputed_once() -> None:
    twice = [claim(id, low, lens, Relation.CONFLICT) for lens in ("g", "h") for id, low in (("a", 9), ("b", 700))]
    assert [dispute.group for dispute in figure_disputes(twice)] == ["g"]


def test_figures_come_first() -> None:
    reports = [report("a", SANK), report("b", SANK)]
    days = [
        Dated(Quote(r.article.id, Span(0, len(SANK))), SANK, day, "day", by_name=True)
        for r, day in zip(reports, ("2020-01-03", "2020-01-04"), strict=True)
    ]
    pair = [claim("a", 9, "g", Relation.CONFLICT), claim("b", 700, "g", Relation.CONFLICT)]
    found = disputes(pair, days, reports, known(reports, {"a": "w", "b": "x"}), alike(reports))
    assert [dispute.kind for dispute in found] == ["figure", "day"]

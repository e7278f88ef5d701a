"""Disputes: figures that cannot both be true and days that cannot both be right, each with its sides."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.model import Claim, Event, FigureMention, Quote, Relation, Report, Span
from bot.stories.disputes import day_disputes, disputes, figure_disputes
from bot.stories.ledger import known
from tests.fakes import alike, report

SANK = "A ferry sank off the port of Quill."
VOTED = "Voters chose a new parliament."


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


def told(text: str, **days: str) -> tuple[list[Report], list[Event]]:
    """Articles that tell one thing, each under its day."""
    reports = [report(id, text) for id in days]
    events = [Event(day, "day", (Quote(id, Span(0, len(text))),), 1.0) for id, day in days.items()]
    return reports, events


APART = [
    ({"a": "2020-01-03", "b": "2020-01-04"}, {"a": "w", "b": "x"}, 1),
    ({"a": "2020-01-03", "b": "2020-01-04", "c": "2020-01-04"}, {"a": "w", "b": "x", "c": "y"}, 1),
    ({"a": "2020-01-03", "b": "2020-01-03"}, {"a": "w", "b": "x"}, 0),
    ({"a": "2020-01-03", "b": "2020-01-04"}, {"a": "w", "b": "w"}, 0),  # one witness does not contradict itself
    ({"a": "2020-01-03", "b": "2020-01-20"}, {"a": "w", "b": "x"}, 0),  # another occasion
]


@pytest.mark.parametrize(("days", "witness_of", "count"), APART)
def test_one_thing_under_two_days(days: dict[str, str], witness_of: dict[str, str], count: int) -> None:
    reports, events = told(SANK, **days)
    found = day_disputes(events, witness_of, alike(reports))
    assert len(found) == count
    for dispute in found:
        assert sorted(side.value for side in dispute.sides) == sorted(set(days.values()))


def test_two_things_under_two_days_are_no_dispute() -> None:
    (one, (sank,)), (other, (voted,)) = told(SANK, a="2020-01-03"), told(VOTED, b="2020-01-04")
    assert day_disputes([sank, voted], {"a": "w", "b": "x"}, alike([*one, *other])) == ()


@pytest.mark.parametrize("value", ["2020-01", "2020-W01", "2020"])
def test_only_days_contradict_each_other(value: str) -> None:
    reports, (one, other) = told(SANK, a="2020-01-03", b="2020-01-04")
    vague = replace(other, value=value, precision="longer")
    assert day_disputes([one, vague], {"a": "w", "b": "x"}, alike(reports)) == ()


def test_figures_come_first() -> None:
    reports, events = told(SANK, a="2020-01-03", b="2020-01-04")
    pair = [claim("a", 9, "g", Relation.CONFLICT), claim("b", 700, "g", Relation.CONFLICT)]
    found = disputes(pair, events, reports, known(reports, {"a": "w", "b": "x"}), alike(reports))
    assert [dispute.kind for dispute in found] == ["figure", "day"]

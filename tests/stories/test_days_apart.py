"""Days that cannot both be right, each with its sides."""

from __future__ import annotations

from typing import Any

import pytest

from bot.model import Quote, Report, Span
from bot.stories.dated import Dated
from bot.stories.days_apart import day_disputes
from tests.fakes import alike, report

SANK = "A ferry sank off the port of Quill."
VOTED = "Voters chose a new parliament."


def told(text: str, **days: str) -> tuple[list[Report], list[Dated]]:
    """Articles that tell one thing, each giving its day by name."""
    reports = [report(id, text) for id in days]
    found = [Dated(Quote(id, Span(0, len(text))), text, day, "day", by_name=True) for id, day in days.items()]
    return reports, found


APART = [
    ({"a": "2020-01-03", "b": "2020-01-04"}, {"a": "w", "b": "x"}, 1),
    ({"a": "2020-01-03", "b": "2020-01-04", "c": "2020-01-04"}, {"a": "w", "b": "x", "c": "y"}, 1),
    ({"a": "2020-01-03", "b": "2020-01-03"}, {"a": "w", "b": "x"}, 0),
    (
        {"a": "2020-01-03", "b": "2020-01-04"},
        {"a": "w", "b": "w"},
        1,
    ),  # a paper that changed the day of its agency's copy
    ({"a": "2020-01-03", "b": "2020-01-20"}, {"a": "w", "b": "x"}, 0),  # another occasion
]


@pytest.mark.parametrize(("days", "witness_of", "count"), APART)
def test_one_thing_under_two_days(days: dict[str, str], witness_of: dict[str, str], count: int) -> None:
    reports, events = told(SANK, **days)
    found = day_disputes(events, witness_of, alike(reports))
    assert len(found) == count
    for dispute in found:
        assert sorted(side.value for side in dispute.sides) == sorted(set(days.values()))


def test_the_odd_one_out_comes_last() -> None:
    reports, found = told(SANK, a="2020-01-03", b="2020-01-04", c="2020-01-04")
    (dispute,) = day_disputes(found, {"a": "a", "b": "b", "c": "c"}, alike(reports))
    assert [(side.value, side.witnesses) for side in dispute.sides] == [("2020-01-04", 2), ("2020-01-03", 1)]


def test_a_paper_does_not_differ_with_itself() -> None:
    text = "A ferry sank off Quill on Friday. A ferry sank off Quill on Saturday."
    spans = [Span(0, 33), Span(34, len(text))]
    days = zip(spans, ("2020-01-03", "2020-01-04"), strict=True)
    found = [Dated(Quote("a", span), span.of(text), day, "day", by_name=True) for span, day in days]
    assert day_disputes(found, {"a": "a"}, lambda one, other: 1.0) == ()


def test_two_things_under_two_days_are_no_dispute() -> None:
    (one, (sank,)), (other, (voted,)) = told(SANK, a="2020-01-03"), told(VOTED, b="2020-01-04")
    assert day_disputes([sank, voted], {"a": "w", "b": "x"}, alike([*one, *other])) == ()


def test_counts_of_two_days_are_two_counts() -> None:
    (one, (few,)), (other, (more,)) = (
        told("The flu has struck 91 people in Quill.", a="2020-01-03"),
        told("The flu has struck 109 people in Quill.", b="2020-01-04"),
    )
    assert day_disputes([few, more], {"a": "w", "b": "x"}, alike([*one, *other])) == ()


UNSURE = [{"value": "2020-01", "precision": "month"}, {"by_name": False}, {"said": True}]


@pytest.mark.parametrize("change", UNSURE)
def test_only_days_given_by_name_contradict_each_other(change: dict[str, Any]) -> None:
    reports, (one, other) = told(SANK, a="2020-01-03", b="2020-01-04")
    assert day_disputes([one, other._replace(**change)], {"a": "w", "b": "x"}, alike(reports)) == ()


def test_who_names_the_day_beside_another_is_of_its_side() -> None:
    reports, (one, other, third) = told(SANK, a="2020-01-03", b="2020-01-04", c="2020-01-04")
    (dispute,) = day_disputes(
        [one, other, third, third._replace(value="2020-01-09")], {"a": "a", "b": "b", "c": "c"}, alike(reports)
    )
    assert [(side.value, side.witnesses) for side in dispute.sides] == [("2020-01-04", 2), ("2020-01-03", 1)]


def test_a_sentence_of_two_days_takes_no_side() -> None:
    reports, (one, other) = told(SANK, a="2020-01-03", b="2020-01-04")
    both = [one, other, other._replace(value="2020-01-05")]
    assert day_disputes(both, {"a": "w", "b": "x"}, alike(reports)) == ()

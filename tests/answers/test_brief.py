"""Briefings: the stories that moved on a day, each with what its articles tell for the first time."""

from __future__ import annotations

import datetime as dt

from bot.answers.brief import Moved, brief
from bot.model import Report, Story
from tests.fakes import meaning, report

DAY = dt.date(2020, 1, 4)
FERRY = "A ferry with ninety passengers sank off Quill in fog."
DIVERS = "Divers found the wreck of the ferry near the Orr light."
VOTE = "Voters of Orrland will choose a new parliament in May."


def of_day(day: dt.date, *told: tuple[str, ...], **reports: Report) -> list[Moved]:
    """The briefing over stories, each given as its witnesses: ids of one letter, copies in one word."""
    stories = [Story(f"s{n}", "", None, None, tuple(tuple(group) for group in groups)) for n, groups in enumerate(told)]
    return brief(stories, reports, day, meaning(reports.values()))


def words(moved: Moved, **reports: Report) -> list[str]:
    return [line.quote.span.of(reports[line.quote.article].article.text) for line in moved.lines]


def test_what_earlier_days_told_is_left_out() -> None:
    reports = {"a": report("a", FERRY, day="2020-01-02"), "b": report("b", f"{FERRY} {DIVERS}", day="2020-01-04")}
    (moved,) = of_day(DAY, ("a", "b"), **reports)
    assert words(moved, **reports) == [DIVERS]
    assert not moved.begins


def test_a_story_without_earlier_days_begins() -> None:
    (moved,) = of_day(DAY, ("a",), a=report("a", FERRY, day="2020-01-04"))
    assert moved.begins


def test_a_story_that_tells_nothing_new_has_not_moved() -> None:
    reports = {"a": report("a", FERRY, day="2020-01-02"), "b": report("b", FERRY, day="2020-01-04")}
    assert of_day(DAY, ("a", "b"), **reports) == []


def test_what_was_printed_on_the_eve_is_told_once_on_that_day_or_on_this() -> None:
    reports = {"a": report("a", f"{FERRY} {DIVERS}", day="2020-01-03"), "b": report("b", VOTE, day="2020-01-04")}
    days = [dt.date(2020, 1, day) for day in (3, 4, 5, 6)]
    told = [words(moved, **reports) for day in days for moved in of_day(day, ("a", "b"), **reports)]
    assert [sorted(lines) for lines in told] == [[FERRY, DIVERS], [VOTE]]


def test_other_days_and_undated_articles_are_not_of_the_day() -> None:
    assert of_day(DAY, ("a",), ("b",), a=report("a", FERRY, day="2020-01-05"), b=report("b", VOTE)) == []


def test_copies_of_the_day_are_one_witness_and_most_witnesses_come_first() -> None:
    reports = {id: report(id, FERRY, day="2020-01-04") for id in "ab"} | {
        id: report(id, VOTE, day="2020-01-04") for id in "cd"
    }
    copied, independent = ("ab",), ("c", "d")
    found = of_day(DAY, copied, independent, **reports)
    assert [(m.story.id, len(m.reports), m.witnesses) for m in found] == [("s1", 2, 2), ("s0", 2, 1)]

"""Briefings: the stories that moved on a day, each with what its articles tell for the first time."""

from __future__ import annotations

import datetime as dt

import numpy as np

from bot.answers.brief import Moved, Printed, brief
from bot.answers.salience import Values
from bot.answers.summary import Vector
from bot.model import Facts, FigureMention, Quote, Report, Story
from tests.fakes import meaning, report

DAY = dt.date(2020, 1, 4)
FERRY = "A ferry with ninety passengers sank off Quill in fog."
DIVERS = "Divers found the wreck of the ferry near the Orr light."
VOTE = "Voters of Orrland will choose a new parliament in May."


def of_day(day: dt.date, *groups: tuple[str, ...], told: list[Quote] | None = None, **reports: Report) -> list[Moved]:
    """The briefing over stories, each given as its witnesses: ids of one letter, copies in one word."""
    stories = [Story(f"s{n}", "", None, None, tuple(tuple(group) for group in story)) for n, story in enumerate(groups)]
    vectors = meaning(reports.values())

    def familiar(sentences: Vector, before: dt.date) -> Values:
        """Everything that any report printed before."""
        past = [v for q, v in vectors.items() if (on := reports[q.article].article.published.date) and on < before]
        return (sentences @ np.array(past).T).max(axis=1) if past else np.zeros(len(sentences))

    return brief(Printed(stories, reports, vectors, familiar), day, told or ())


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


def test_a_reader_is_told_once_what_was_printed_on_the_eve() -> None:
    reports = {"a": report("a", f"{FERRY} {DIVERS}", day="2020-01-03"), "b": report("b", VOTE, day="2020-01-04")}
    told: list[Quote] = []
    shown = []
    for day in (3, 4, 5, 6):
        moved = of_day(dt.date(2020, 1, day), ("a", "b"), told=told, **reports)
        shown.append(sorted(line for m in moved for line in words(m, **reports)))
        told += [line.quote for m in moved for line in m.lines]
    assert shown == [[FERRY, DIVERS], [VOTE], [], []]


def test_who_has_not_read_the_eves_briefing_is_told_of_both_days() -> None:
    reports = {"a": report("a", FERRY, day="2020-01-03"), "b": report("b", VOTE, day="2020-01-04")}
    (moved,) = of_day(DAY, ("a", "b"), **reports)
    assert sorted(words(moved, **reports)) == [FERRY, VOTE]


def test_what_another_story_told_is_not_told_again() -> None:
    reports = {"a": report("a", FERRY, day="2020-01-02"), "b": report("b", f"{FERRY} {VOTE}", day="2020-01-04")}
    (moved,) = of_day(DAY, ("a",), ("b",), **reports)
    assert words(moved, **reports) == [VOTE]
    both = {id: report(id, FERRY, day="2020-01-04") for id in "ab"}
    assert len(of_day(DAY, ("a",), ("b",), **both)) == 1


def test_a_story_that_the_reader_knows_does_not_begin() -> None:
    reports = {"a": report("a", FERRY, day="2020-01-03"), "b": report("b", VOTE, day="2020-01-04")}
    (first,) = of_day(dt.date(2020, 1, 3), ("a", "b"), **reports)
    (second,) = of_day(DAY, ("a", "b"), told=[line.quote for line in first.lines], **reports)
    assert (first.begins, second.begins) == (True, False)


DROWNED = "The number of people known to have drowned off Quill rose to {}, the harbour office said."


def drowned(id: str, day: str, number: int) -> Report:
    """A report that counts the dead."""
    text = DROWNED.format(number)
    at = text.index(str(number))
    counted = FigureMention(
        at, at + 2, number, number, None, None, "people", None, "test", status="killed", lens=("casualties",)
    )
    return report(id, text, Facts(figures=(counted,)), day=day)


def test_a_new_number_is_news_though_the_words_are_the_same() -> None:
    reports = {"a": drowned("a", "2020-01-02", 16), "b": drowned("b", "2020-01-04", 43)}
    (moved,) = of_day(DAY, ("a", "b"), **reports)
    assert words(moved, **reports) == [DROWNED.format(43)]
    told = [line.quote for line in moved.lines]
    assert of_day(dt.date(2020, 1, 5), ("a", "b"), told=told, **reports) == []


def test_a_toll_that_rose_over_night_is_told_as_it_is() -> None:
    reports = {"a": drowned("a", "2020-01-03", 16), "b": drowned("b", "2020-01-04", 43)}
    (moved,) = of_day(DAY, ("a", "b"), **reports)
    assert words(moved, **reports) == [DROWNED.format(43)]


def test_sentences_without_vectors_are_told_too() -> None:
    reports = {"a": drowned("a", "2020-01-03", 16), "b": drowned("b", "2020-01-04", 43)}
    story = Story("s0", "", None, None, (("a",), ("b",)))
    (moved,) = brief(Printed([story], reports, {}, lambda sentences, before: np.zeros(len(sentences))), DAY)
    assert moved.lines


def test_few_stories_are_told_in_more_lines() -> None:
    bridge = "Masons closed the old bridge at Tell for repairs on Monday."
    text = f"{FERRY} {DIVERS} {VOTE} {bridge}"
    storm = {
        "b": "Snow fell on Ostrand all night long.",
        "c": "Miners of Itza went back to work.",
        "d": "Farmers sold their wheat abroad.",
    }
    others = {id: report(id, told, day="2020-01-04") for id, told in storm.items()}
    mine = report("a", text, day="2020-01-04")
    (alone,) = of_day(DAY, ("a",), a=mine)
    among = of_day(DAY, ("a",), ("b",), ("c",), ("d",), a=mine, **others)
    assert (len(alone.lines), len(among[0].lines)) == (4, 3)


def test_other_days_and_undated_articles_are_not_of_the_day() -> None:
    assert of_day(DAY, ("a",), ("b",), a=report("a", FERRY, day="2020-01-05"), b=report("b", VOTE)) == []


def test_copies_of_the_day_are_one_witness_and_most_witnesses_come_first() -> None:
    reports = {id: report(id, FERRY, day="2020-01-04") for id in "ab"} | {
        id: report(id, VOTE, day="2020-01-04") for id in "cd"
    }
    copied, independent = ("ab",), ("c", "d")
    found = of_day(DAY, copied, independent, **reports)
    assert [(m.story.id, len(m.reports), m.witnesses) for m in found] == [("s1", 2, 2), ("s0", 2, 1)]

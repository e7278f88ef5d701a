"""Dated sentences: which date a sentence tells of, and where a date stands on the calendar."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.facts.dates import read_dates
from bot.model import Facts
from bot.periods import bounds, first_day, last_day, precision_of
from bot.stories.dated import Dated, dated_sentences
from tests.fakes import report


def read(text: str, day: str = "2020-01-01") -> list[Dated]:
    """The dated sentences of an article of that day (a Wednesday)."""
    made = report("a", text, day=day)
    dates = read_dates(text, made.article.sentences, dt.date.fromisoformat(day))
    return list(dated_sentences(report("a", text, Facts(dates=dates), day=day)))


def test_a_sentence_stands_under_each_day_it_tells_of() -> None:
    found = read("The march of Tuesday followed the raid of Sunday.")
    assert [(d.value, d.lag, d.by_name) for d in found] == [("2019-12-31", 1, True), ("2019-12-29", 3, True)]


def test_the_day_of_saying_it_is_not_the_day_it_happened() -> None:
    assert [d.value for d in read("The ferry sank on Sunday, the owner said on Tuesday.")] == ["2019-12-29"]
    (alone,) = read("The ferry was unsafe, the owner said on Tuesday.")
    assert (alone.value, alone.said) == ("2019-12-31", True)


def test_a_lead_without_a_date_is_of_the_papers_day() -> None:
    lead, second = read("A ferry has sunk. It left on Tuesday. Fog lay low.")
    assert (lead.value, lead.printed, second.value, second.printed) == ("2020-01-01", True, "2019-12-31", False)


@pytest.mark.parametrize("text", ["It rained yesterday.", "1 January 2020 Last updated at noon."])
def test_a_date_counted_from_the_paper_or_stamped_on_it_is_not_given_by_name(text: str) -> None:
    assert not any(dated.by_name for dated in read(text))


PRECISIONS = [
    ("2019-12-29", ("2019-12-29", "day")),
    ("2019-12-29T14:30", ("2019-12-29", "day")),
    ("2019-12-29TNI", ("2019-12-29", "day")),
    ("2019-W52", ("2019-W52", "week")),
    ("2019-W52-WE", ("2019-W52-WE", "week")),
    ("2019-12", ("2019-12", "month")),
    ("2019-SU", ("2019-SU", "season")),
    ("2019", ("2019", "year")),
    *((value, None) for value in ("P2D", "PRESENT_REF", "XXXX-WXX-2", "XXXX-12-29", "199", "2019-Q4", "")),
]


@pytest.mark.parametrize(("value", "wanted"), PRECISIONS)
def test_precision(value: str, wanted: tuple[str, str] | None) -> None:
    assert precision_of(value) == wanted


IN_ORDER = ["2018", "2019", "2019-SU", "2019-12", "2019-12-22", "2019-W52", "2019-12-24", "2020-01-04", "2020-W02-WE"]


def test_long_dates_come_before_the_days_in_them() -> None:
    days = [first_day(value) for value in IN_ORDER]
    assert days == sorted(set(days))


@pytest.mark.parametrize(
    ("week", "day"),
    [
        ("2019-W52", "2019-12-23"),
        ("2019-W52-WE", "2019-12-28"),
        ("2020-W01", "2019-12-30"),
        ("2020-W53", "2020-12-28"),
        ("2021-W01", "2021-01-04"),
    ],
)
def test_a_week_begins_on_its_monday_and_a_weekend_on_its_saturday(week: str, day: str) -> None:
    assert first_day(week) == day


SPANS = [
    ("2020-02", ("2020-02-01", "2020-02-29")),
    ("2019", ("2019-01-01", "2019-12-31")),
    ("2019-W52", ("2019-12-23", "2019-12-29")),
    ("2019-W52-WE", ("2019-12-28", "2019-12-29")),
    ("2019-SU", ("2019-06-01", "2019-08-31")),
    ("2019-12-29", ("2019-12-29", "2019-12-29")),
]


@pytest.mark.parametrize(("value", "wanted"), SPANS)
def test_a_date_has_a_first_and_a_last_day(value: str, wanted: tuple[str, str]) -> None:
    assert bounds(value) == wanted


@pytest.mark.parametrize("value", ["2019-13", "2019-02-30", "0000", "soon", "P2D", ""])
def test_what_is_no_day_of_the_calendar_has_no_bounds(value: str) -> None:
    with pytest.raises(ValueError):
        bounds(value)


@given(st.dates())
def test_every_day_lies_within_its_week_month_and_year(day: dt.date) -> None:
    year, week, _ = day.isocalendar()
    weeks = [f"{year:04}-W{week:02}"] if 1 < year < 9999 else []
    for value in [day.isoformat(), day.isoformat()[:7], day.isoformat()[:4], *weeks]:
        assert first_day(value) <= day.isoformat() <= last_day(value)


def test_a_lead_that_only_mentions_a_day_is_of_the_papers_day_too() -> None:
    found = read("Crowds filled the port to protest the sinking of Sunday.")
    assert [(d.value, d.aside, d.printed) for d in found] == [("2019-12-29", True, False), ("2020-01-01", False, True)]


def test_a_week_that_is_only_mentioned_dates_nothing_unless_an_event_is_called_by_it() -> None:
    assert [d.value for d in read("Crowds filled the port to protest a sinking last week.")] == ["2020-01-01"]
    assert "2019-W52" in [d.value for d in read("Crowds filled the port to protest last week's sinking.")]

"""The timeline: dated sentences in order, each event once, a day's weight in witnesses."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model import DateMention, Event, Facts, Quote, Report, Span, TimexType
from bot.stories.timeline import first_day, important, precision_of, timeline
from tests.fakes import alike, report


def dated(id: str, *sentences: tuple[str, str | None], day: str | None = None) -> Report:
    """An article of sentences, each with the TIMEX3 value of the date it names (its first word), or none."""
    text, mentions = "", []
    for words, value in sentences:
        if value:
            mentions.append(DateMention(len(text), len(text) + 1, TimexType.DATE, value, "test"))
        text += f"{words} "
    made = report(id, text.strip(), Facts(dates=tuple(mentions)))
    return report(id, text.strip(), made.facts, day=day) if day else made


def told(*reports: Report, witness_of: dict[str, str] | None = None) -> list[tuple[str, str]]:
    """The timeline as (date, words of the first quote)."""
    return [(event.value, words(event, reports)) for event in events(*reports, witness_of=witness_of)]


def events(*reports: Report, witness_of: dict[str, str] | None = None) -> tuple[Event, ...]:
    return timeline(reports, witness_of or {r.article.id: r.article.id for r in reports}, alike(reports))


def words(event: Event, reports: tuple[Report, ...]) -> str:
    text_of = {r.article.id: r.article.text for r in reports}
    return event.quotes[0].span.of(text_of[event.quotes[0].article])


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
        ("2019-W52-WE", "2019-12-23"),
        ("2020-W01", "2019-12-30"),
        ("2020-W53", "2020-12-28"),
        ("2021-W01", "2021-01-04"),
    ],
)
def test_a_week_begins_on_its_monday(week: str, day: str) -> None:
    assert first_day(week) == day


def test_a_timeline_is_in_date_order() -> None:
    one = dated("a", ("Friday it sank.", "2020-01-03"), ("Built in 1987.", "1987"), ("Boats came.", "2020-01-04"))
    assert told(one) == [("1987", "Built in 1987."), ("2020-01-03", "Friday it sank."), ("2020-01-04", "Boats came.")]


def test_a_week_comes_before_its_monday() -> None:
    one = dated("a", ("Monday it sank.", "2019-12-23"), ("Boats searched all week.", "2019-W52"))
    assert [value for value, _ in told(one)] == ["2019-W52", "2019-12-23"]


def test_an_event_that_two_articles_tell_is_one_with_both_quotes() -> None:
    one = dated("a", ("Friday a ferry sank off Quill.", "2020-01-03"))
    other = dated("b", ("Fog lay low.", None), ("A ferry sank off Quill on Friday.", "2020-01-03"))
    (event,) = events(one, other)
    assert [quote.article for quote in event.quotes] == ["a", "b"]
    assert event.weight > events(one)[0].weight


def test_two_things_of_one_day_are_two_events() -> None:
    one = dated("a", ("Friday a ferry sank off Quill.", "2020-01-03"), ("Friday voters elected Pell.", "2020-01-03"))
    assert len(events(one)) == 2


def test_one_thing_under_two_days_is_told_under_both() -> None:
    one = dated("a", ("The ferry sank off Quill.", "2020-01-03"))
    other = dated("b", ("The ferry sank off Quill.", "2020-01-04"))
    assert [value for value, _ in told(one, other)] == ["2020-01-03", "2020-01-04"]


def test_a_lead_without_a_date_stands_under_the_day_of_the_paper_and_weighs_less() -> None:
    lead = dated("a", ("A ferry sank off Quill.", None), ("Fog lay low.", None), day="2020-01-04")
    assert told(lead) == [("2020-01-04", "A ferry sank off Quill.")]
    assert events(lead)[0].weight < events(dated("a", ("A ferry sank.", "2020-01-04")))[0].weight


def test_what_has_no_place_on_a_calendar_is_left_out() -> None:
    assert told(dated("a", ("It took days.", "P2D"), ("Ships sail now.", "PRESENT_REF"))) == []


def test_copies_weigh_as_one_witness() -> None:
    pair = dated("a", ("A ferry sank.", "2020-01-03")), dated("b", ("A ferry sank.", "2020-01-03"))
    (once,) = events(*pair, witness_of={"a": "w", "b": "w"})
    (twice,) = events(*pair)
    assert (len(once.quotes), once.weight * 2) == (2, twice.weight)


def event(value: str, weight: float, at: int = 0) -> Event:
    return Event(value, "day", (Quote("a", Span(at, at + 1)),), weight)


SEVEN = [
    event("2020-01-01", 1),
    event("2020-01-02", 2, 1),
    event("2020-01-02", 2, 2),
    event("2020-01-03", 3),
    event("2020-01-04", 1),
]


def test_the_most_important_dates_and_the_first_of_their_events() -> None:
    assert [(e.value, e.quotes[0].span.start) for e in important(SEVEN, 2, 1)] == [("2020-01-02", 1), ("2020-01-03", 0)]
    assert important(SEVEN, None, None) == tuple(SEVEN)
    assert important([], 2, 2) == ()


DATES = st.one_of(st.dates().map(str), st.sampled_from(["2019", "2019-12", "2019-W52", "2019-SU", "P2D"]))
ARTICLES = st.lists(
    st.lists(st.tuples(st.sampled_from(["Ferry sank.", "Boats came.", "Fog lay."]), DATES), min_size=1, max_size=3),
    max_size=4,
)


@given(ARTICLES, st.randoms(), st.integers(0, 3), st.integers(0, 2))
def test_any_articles_in_any_order(articles: list[list[tuple[str, str]]], random: Random, most: int, each: int) -> None:
    reports = [dated(f"a{n}", *sentences) for n, sentences in enumerate(articles)]
    found = events(*reports)
    assert [first_day(e.value) for e in found] == sorted(first_day(e.value) for e in found)
    shown = important(found, most, each)
    assert len({e.value for e in shown}) <= most
    assert all(sum(e.value == other.value for other in shown) <= each for e in shown)
    random.shuffle(reports)
    assert events(*reports) == found

"""The timeline: dated sentences in order, each event once, the best telling first."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from bot.model import DateMention, Event, Facts, Report, TimexType
from bot.periods import first_day
from bot.stories.dated import dated_sentences
from bot.stories.telling import topic_of
from bot.stories.timeline import timeline
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


def events(*reports: Report, witness_of: dict[str, str] | None = None, most: int | None = None) -> tuple[Event, ...]:
    found = [dated for report in sorted(reports, key=lambda r: r.article.id) for dated in dated_sentences(report)]
    return timeline(
        found, topic_of(found), witness_of or {r.article.id: r.article.id for r in reports}, alike(reports), most
    )


def words(event: Event, reports: tuple[Report, ...]) -> str:
    text_of = {r.article.id: r.article.text for r in reports}
    return event.quotes[0].span.of(text_of[event.quotes[0].article])


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


def test_what_adds_nothing_to_a_date_is_left_out_where_only_so_many_are_wanted() -> None:
    say = "Friday a ferry with forty people sank off the port of Quill."
    papers = [dated(id, (say, "2020-01-03")) for id in "abc"]
    aside = dated("d", ("Fog?", "2020-01-03"))
    assert len(events(*papers, aside, most=2)) == 1
    assert len(events(*papers, aside)) == 2


def test_one_thing_under_two_days_is_told_under_both() -> None:
    one = dated("a", ("The ferry sank off Quill.", "2020-01-03"))
    other = dated("b", ("The ferry sank off Quill.", "2020-01-04"))
    assert [value for value, _ in told(one, other)] == ["2020-01-03", "2020-01-04"]


def test_a_lead_without_a_date_stands_under_the_day_of_the_paper() -> None:
    lead = dated("a", ("A ferry sank off Quill.", None), ("Fog lay low.", None), day="2020-01-04")
    assert told(lead) == [("2020-01-04", "A ferry sank off Quill.")]


def test_what_has_no_place_on_a_calendar_is_left_out() -> None:
    assert told(dated("a", ("It took days.", "P2D"), ("Ships sail now.", "PRESENT_REF"))) == []


def test_copies_weigh_as_one_witness() -> None:
    pair = dated("a", ("A ferry sank.", "2020-01-03")), dated("b", ("A ferry sank.", "2020-01-03"))
    (once,) = events(*pair, witness_of={"a": "w", "b": "w"})
    (twice,) = events(*pair)
    assert len(once.quotes) == len(twice.quotes) == 2
    assert once.weight < twice.weight


def test_an_article_tells_a_thing_once() -> None:
    one = dated("a", ("Friday a ferry sank off Quill.", "2020-01-03"), ("A ferry sank off Quill.", "2020-01-03"))
    (event,) = events(one)
    assert len(event.quotes) == 1


def test_the_events_of_a_date_that_are_kept_are_those_told_best() -> None:
    one = dated("a", ("Friday a ferry sank off Quill.", "2020-01-03"), ("Who was to blame on Friday?", "2020-01-03"))
    other = dated("b", ("A ferry sank off Quill on Friday.", "2020-01-03"))
    (event,) = events(one, other, most=1)
    assert len(event.quotes) == 2


DATES = st.one_of(st.dates().map(str), st.sampled_from(["2019", "2019-12", "2019-W52", "2019-SU", "P2D"]))
ARTICLES = st.lists(
    st.lists(st.tuples(st.sampled_from(["Ferry sank.", "Boats came.", "Fog lay."]), DATES), min_size=1, max_size=3),
    max_size=4,
)


@given(ARTICLES, st.randoms(), st.integers(1, 2))
def test_any_articles_in_any_order(articles: list[list[tuple[str, str]]], random: Random, each: int) -> None:
    reports = [dated(f"a{n}", *sentences) for n, sentences in enumerate(articles)]
    found = events(*reports)
    assert [first_day(e.value) for e in found] == sorted(first_day(e.value) for e in found)
    few = events(*reports, most=each)
    assert all(sum(e.value == other.value for other in few) <= each for e in few)
    random.shuffle(reports)
    assert events(*reports) == found

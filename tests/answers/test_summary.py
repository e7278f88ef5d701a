"""Summaries: sentences that can stand alone, each thing told once, every line with the source it was taken from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.summary import Line, Telling, in_order, summarise, tellable
from bot.model import Report
from tests.fakes import meaning, report

FERRY = "A ferry with ninety passengers sank off Quill in fog."
DIVERS = "Divers found the wreck of the ferry near the Orr light."
OWNER = "The owner of the ferry promised to pay every passenger."
VOTE = "Voters of Orrland will choose a new parliament in May."


def lines(reports: list[Report], length: int = 9) -> list[Line]:
    return in_order(summarise(Telling(reports, meaning(reports), {}), length), reports)


def texts(reports: list[Report], length: int = 9) -> list[str]:
    text_of = {r.article.id: r.article.text for r in reports}
    return [line.quote.span.of(text_of[line.quote.article]) for line in lines(reports, length)]


def test_no_more_than_was_asked_for_in_the_order_of_days() -> None:
    reports = [report("a", f"{DIVERS} {OWNER}", day="2020-01-05"), report("b", FERRY, day="2020-01-04")]
    assert texts(reports) == [FERRY, DIVERS, OWNER]
    assert len(texts(reports, 2)) == 2
    assert texts(reports, 0) == []
    assert texts([report("u", VOTE), *reports])[-1] == VOTE  # undated comes last


def test_what_two_articles_tell_is_told_once_with_both_sources() -> None:
    reports = [report("a", FERRY, day="2020-01-04"), report("b", f"{FERRY} {OWNER}", day="2020-01-04")]
    found = lines(reports)
    assert texts(reports) == [FERRY, OWNER]
    assert sorted(q.article for q in found[0].quotes) == ["a", "b"]
    assert [q.article for q in found[1].quotes] == ["b"]


def test_twins_keep_their_own_source() -> None:
    twins = [report(id, FERRY) for id in "ab"]
    found = summarise(Telling(twins, {}, {}), 9)  # without a vector nothing is like anything
    assert sorted(line.quote.article for line in found) == ["a", "b"]


def test_the_most_telling_comes_first() -> None:
    """What two witnesses open with comes before what one says."""
    reports = [report("a", f"{FERRY} {VOTE}"), report("b", f"{VOTE}"), report("c", f"{VOTE} {OWNER}")]
    (line,) = summarise(Telling(reports, meaning(reports), {}), 1)
    assert line.quote.span.of(reports["abc".index(line.quote.article)].article.text) == VOTE


def test_copies_have_one_voice() -> None:
    """Three prints of one agency's text weigh less than two papers that agree."""
    copies = [report(id, FERRY) for id in "abc"]
    other = {"d": "Miners of Itza went back to work.", "e": "Snow closed schools all over Ostrand."}
    papers = [report(id, f"{VOTE} {told}") for id, told in other.items()]
    reports = [*copies, *papers]
    witness_of = {"a": "a", "b": "a", "c": "a", "d": "d", "e": "e"}
    (line,) = summarise(Telling(reports, meaning(reports), witness_of), 1)
    assert line.quote.article in "de"
    (line,) = summarise(Telling(reports, meaning(reports), {}), 1)
    assert line.quote.article in "abc"


def test_what_the_story_was_told_in_before_counts_too() -> None:
    reports = [report("a", f"{VOTE} {DIVERS}", day="2020-01-05")]
    earlier = [report("b", f"{FERRY} {OWNER}", day="2020-01-04")]
    (line,) = summarise(Telling(reports, meaning(reports), {}, earlier), 1)
    assert line.quote.span.start > 0  # the divers found the ferry


def test_what_may_come_gives_way_to_what_is() -> None:
    reports = [report("a", "Orrland will send 750 guards to Quill. Orrland has sent 750 guards to Quill.")]
    (line,) = summarise(Telling(reports, {}, {}), 1)
    assert line.quote.span.start > 0


def test_only_what_fits_is_told() -> None:
    reports = [report("a", f"{FERRY} {OWNER}")]
    found = summarise(Telling(reports, meaning(reports), {}), 9, fits=lambda quote: quote.span.start == 0)
    assert [line.quote.span.start for line in found] == [0]


def test_who_gives_another_number_is_no_witness_of_the_line() -> None:
    given = "The owner of the ferry was given {} to mend the door, the ministry said on Friday."
    reports = [report(id, given.format(n)) for id, n in (("a", "90 days"), ("b", "120 days"), ("c", "90 days"))]
    (line,) = lines(reports)
    assert {quote.article for quote in line.quotes} in ({"a", "c"}, {"b"})


def test_nothing_to_tell_is_an_empty_summary() -> None:
    assert lines([]) == lines([report("a", "")]) == lines([report("a", "He left. It sank.")]) == []


@pytest.mark.filterwarnings("error")
def test_sentences_that_share_nothing_are_ranked_too() -> None:
    assert len(texts([report("a", FERRY), report("b", VOTE)])) == 2


@pytest.mark.filterwarnings("ignore:invalid value encountered:RuntimeWarning")
@given(
    st.lists(st.lists(st.sampled_from([FERRY, DIVERS, OWNER, VOTE, "It sank."]), max_size=4), max_size=4),
    st.integers(0, 5),
)
def test_any_articles(articles: list[list[str]], length: int) -> None:
    reports = [report(f"a{n}", " ".join(sentences)) for n, sentences in enumerate(articles)]
    quotes = {quote for r in reports for quote in tellable(r)}
    found = lines(reports, length)
    assert len(found) <= length
    assert len(set(texts(reports, length))) == len(found)
    assert all(line.quote == line.quotes[0] and set(line.quotes) <= quotes for line in found)
    assert all(len({q.article for q in line.quotes}) == len(line.quotes) for line in found)

"""Summaries: sentences that can stand alone, each thing told once, every line with the source it was taken from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.summary import Line, hangs, summarise, tellable
from bot.model import Quote, Report, Span
from tests.fakes import meaning, report

FERRY = "A ferry with ninety passengers sank off Quill in fog."
DIVERS = "Divers found the wreck of the ferry near the Orr light."
OWNER = "The owner of the ferry promised to pay every passenger."
VOTE = "Voters of Orrland will choose a new parliament in May."


def lines(reports: list[Report], length: int = 9) -> list[Line]:
    return summarise(reports, length, meaning(reports))


def texts(reports: list[Report], length: int = 9) -> list[str]:
    text_of = {r.article.id: r.article.text for r in reports}
    return [line.quote.span.of(text_of[line.quote.article]) for line in lines(reports, length)]


HANGING = [
    "He blamed the fog for what had happened there.",
    "But the ferry was too old for such a sea.",
    "The move came after weeks of talks in Quill.",
    "“We were lucky,” the captain of the ferry said.",
    "It sank.",
    "These were the words of the harbour master of Quill.",
    f"The ferry {'of the company ' * 30} sank.",
    "",
]


@pytest.mark.parametrize("sentence", HANGING)
def test_what_hangs_on_another_sentence(sentence: str) -> None:
    assert hangs(sentence)


@pytest.mark.parametrize("sentence", [FERRY, DIVERS, OWNER, VOTE, "Itza airport was closed for hours on Friday."])
def test_what_stands_alone(sentence: str) -> None:
    assert not hangs(sentence)


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
    found = summarise(twins, 9, {})  # without a vector nothing is like anything
    assert sorted(line.quote.article for line in found) == ["a", "b"]


def test_what_was_told_before_is_skipped() -> None:
    reports = [report("a", f"{FERRY} {OWNER}")]
    told = [Quote("a", Span(0, len(FERRY)))]
    found = summarise(reports, 9, meaning(reports), told)
    assert [line.quote.span.start for line in found] == [len(FERRY) + 1]


def test_only_what_fits_is_told() -> None:
    reports = [report("a", f"{FERRY} {OWNER}")]
    found = summarise(reports, 9, meaning(reports), fits=lambda quote: quote.span.start == 0)
    assert [line.quote.span.start for line in found] == [0]


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

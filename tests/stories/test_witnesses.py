"""Witnesses: however often a copy is printed, it counts once; texts of one's own count each."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model import Quote, Report, Sentence, SentenceKind, Span
from bot.stories.copies import shingles
from bot.stories.witnesses import components, passages, voices, witnesses
from tests.fakes import article, report

COPY = """A ferry with ninety people aboard sank off the port of Quill in thick fog on Friday. The harbour master said that
every boat on deck had been kept ready through the night. Divers found the hull at a depth of forty metres. The
company that owns the ferry promised to pay for the passengers' hotel rooms until the end of the month."""
OWN = """Residents of Quill woke to sirens when the island's oldest ship went down beyond the breakwater. Fishermen rowed
out with lamps and brought back whom they could find. By breakfast the school hall was full of blankets and soup, and
nobody was missing any more. Some of those rescued sang on the quay."""
REWRITE = """Fog was the likely cause when a passenger ship went down near Quill, an island port, on Friday. Officials praised
the crew, for every boat on deck had been kept ready through the night. An inquiry opens next week. Relatives of those
aboard waited at the pier and wept with relief as the first boats came back from the sea."""
CUT = COPY[: COPY.index("The\ncompany")].strip()


def counted(*reports: Report) -> tuple[tuple[str, ...], ...]:
    articles = {report.article.id: report.article for report in reports}
    return witnesses(articles, {id: shingles(article) for id, article in articles.items()})


ONE = [
    pytest.param(report("a", COPY), report("b", COPY), id="the same text"),
    pytest.param(report("a", COPY), report("b", CUT), id="cut from below"),
    pytest.param(report("a", COPY), report("b", f"{OWN} {COPY}"), id="with another text above it"),
    pytest.param(report("a", COPY), report("b", COPY.replace("ferry", "ship")), id="a word replaced"),
    pytest.param(report("a", COPY), report("b", COPY.upper().replace("'", "’")), id="other letters and quotes"),
    pytest.param(report("a", COPY, agency="AFP"), report("b", REWRITE, agency="AFP"), id="an agency's rewrite"),
]
TWO = [
    pytest.param(report("a", COPY), report("b", OWN), id="texts of their own"),
    pytest.param(report("a", COPY), report("b", REWRITE), id="a shared phrase without an agency"),
    pytest.param(report("a", COPY, agency="AFP"), report("b", REWRITE, agency="dpa"), id="two agencies"),
    pytest.param(report("a", COPY, agency="AFP"), report("b", OWN, agency="AFP"), id="two reports of one agency"),
    pytest.param(report("a", "It was foggy."), report("b", "It was foggy."), id="too short to tell"),
    pytest.param(report("a", ""), report("b", ""), id="empty"),
]


@pytest.mark.parametrize(("one", "other"), ONE)
def test_one_witness(one: Report, other: Report) -> None:
    assert counted(one, other) == (("a", "b"),)


@pytest.mark.parametrize(("one", "other"), TWO)
def test_two_witnesses(one: Report, other: Report) -> None:
    assert counted(one, other) == (("a",), ("b",))


def test_only_news_makes_a_copy() -> None:
    def in_kind(id: str, kind: SentenceKind) -> Report:
        made = article(id, COPY)
        marked = tuple(Sentence(s.start, s.end, 0, kind) for s in made.sentences)
        return Report(
            type(made)(**{f: getattr(made, f) for f in made.__slots__} | {"sentences": marked}), report(id, "").facts
        )

    assert len(counted(in_kind("a", SentenceKind.BOILERPLATE), in_kind("b", SentenceKind.BOILERPLATE))) == 2


def test_a_copy_of_a_copy_is_the_same_witness() -> None:
    start, rest = COPY.split(". ", 1)
    first, last = f"{start}. {OWN.split('. ', maxsplit=1)[0]}. {rest}", f"{rest} {OWN.split('. ')[1]}."
    assert counted(report("a", first), report("b", COPY), report("c", last), report("d", OWN)) == (
        ("a", "b", "c"),
        ("d",),
    )


def test_fifty_and_more_copies_are_one_witness() -> None:
    assert len(counted(*(report(f"a{n:02}", COPY) for n in range(70)))) == 1


# ------------------------------------------------------------------ what is copied, and what an article adds

MIXED = f"{COPY} {OWN}"


def told(*reports: Report) -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    texts = {r.article.id: r.article.text for r in reports}
    return {id: [(p.span.of(texts[id]), p.also) for p in found] for id, found in passages(reports).items()}


def test_each_sentence_is_known_for_copied_or_its_own() -> None:
    found = told(report("a", COPY), report("b", MIXED))
    assert [also for _, also in found["a"]] == [("b",)] * 4
    assert [also for _, also in found["b"]] == [("a",)] * 4 + [()] * 4
    assert found["b"][-1][0] == "Some of those rescued sang on the quay."


def counted_voices(quoted: dict[str, str], *reports: Report) -> int:
    """How many voices say it, when each article named is quoted with the sentence that begins so."""
    texts = {r.article.id: r.article for r in reports}
    starts = {id: texts[id].text.index(words) for id, words in quoted.items()}
    quotes = [
        Quote(id, Span(s.start, s.end)) for id, at in starts.items() for s in texts[id].sentences if s.start == at
    ]
    assert len(quotes) == len(quoted)
    witness_of = {id: group[0] for group in counted(*reports) for id in group}
    return len(voices(quotes, passages(reports), witness_of))


def test_an_article_that_adds_to_copy_is_a_witness_for_what_it_adds_only() -> None:
    reports = report("a", COPY), report("b", MIXED), report("c", REWRITE)
    assert counted_voices({"a": "Divers", "b": "Divers"}, *reports) == 1
    assert counted_voices({"a": "Divers", "b": "Fishermen"}, *reports) == 1  # b prints what a says of it
    assert counted_voices({"c": "Fog was", "b": "Fishermen"}, *reports) == 2
    assert counted_voices({"a": "Divers", "c": "Fog was"}, *reports) == 2


def test_an_agency_s_report_says_it_once_in_whatever_words() -> None:
    one, other = report("a", COPY, agency="AFP"), report("b", REWRITE, agency="AFP")
    assert counted_voices({"a": "Divers", "b": "An inquiry"}, one, other) == 1


@given(st.sampled_from(["a", "b", "c"]))
def test_a_copy_never_raises_the_voices(copied: str) -> None:
    reports = [report("a", COPY), report("b", MIXED), report("c", REWRITE)]
    quoted = {"a": "Divers", "b": "Fishermen", "c": "Fog was"}
    text = next(r.article.text for r in reports if r.article.id == copied)
    more = counted_voices(quoted | {"z": quoted[copied]}, *reports, report("z", text))
    assert more == counted_voices(quoted, *reports)


TEXTS = st.lists(st.sampled_from([COPY, OWN, REWRITE, CUT]), min_size=1, max_size=5)


@given(TEXTS, st.integers(0, 4))
def test_adding_a_copy_raises_the_articles_and_never_the_witnesses(texts: list[str], which: int) -> None:
    reports = [report(f"a{n}", text) for n, text in enumerate(texts)]
    more = counted(*reports, report("z", texts[which % len(texts)]))
    assert len(more) == len(counted(*reports))
    assert sum(map(len, more)) == len(reports) + 1


@given(TEXTS, st.randoms())
def test_the_order_of_articles_does_not_matter(texts: list[str], random: Random) -> None:
    reports = [report(f"a{n}", text) for n, text in enumerate(texts)]
    shuffled = list(reports)
    random.shuffle(shuffled)
    assert counted(*reports) == counted(*shuffled)
    assert sorted(id for group in counted(*reports) for id in group) == [f"a{n}" for n in range(len(texts))]


def test_components_are_what_edges_connect() -> None:
    found = components([1, 2, 3, 4, 5], [(1, 2), (4, 5), (2, 4)])
    assert sorted(map(sorted, found)) == [[1, 2, 4, 5], [3]]

"""What holds of figures in any set of articles: they stand in their lens and in their quote, copies and order change nothing."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.model import Claim, Draft, Report
from bot.prompts import lenses
from bot.shell.flows.indexing import read_report
from bot.stories.ledger import known, ledger

SENTENCES = [
    "The ministry sent about 750 soldiers to Quill.",
    "Orrland has more than 5,000 troops in Tarn, a general said.",
    "Some 3,000 more could be sent within days.",
    "Hundreds of militiamen stormed the customs house.",
    "Thousands of militia supporters stormed the customs house.",
    "The raid killed 25 fighters and wounded 55.",
    "Nobody was hurt at the customs house, the mayor said.",
    "Police arrested 40 protesters and released 12 of them.",
    "The fleet fired 16 missiles at the pier.",
    "The bank promised $3 million to rebuild Quill.",
    "More than 900 people were in shelters.",
    "The dead were nine Spaniards, two Danes and a Swede.",
]
TEXTS = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=6, unique=True).map(" ".join)
DAYS = st.sampled_from(["2020-03-04", "2020-03-05", "2020-03-09", None])
ARTICLES = st.lists(st.tuples(TEXTS, DAYS), min_size=1, max_size=4)


def reports(told: list[tuple[str, str | None]]) -> list[Report]:
    drafts = [Draft(f"{n}.txt", text, id=f"a{n}", published=day) for n, (text, day) in enumerate(told)]
    return [read_report(draft, lenses()) for draft in drafts]


def claims(articles: list[Report], witness_of: dict[str, str] | None = None) -> list[Claim]:
    weighed = known(articles, witness_of or {a.article.id: a.article.id for a in articles})
    return [claim for lens in lenses() for claim in ledger(articles, lens, weighed)]


@settings(max_examples=40, deadline=None)
@given(ARTICLES)
def test_a_figure_stands_in_its_lens_and_its_quote(told: list[tuple[str, str | None]]) -> None:
    articles = reports(told)
    texts = {a.article.id: a.article.text for a in articles}
    for lens in lenses():
        for claim in ledger(articles, lens, known(articles, {a.article.id: a.article.id for a in articles})):
            first = claim.quotes[0]
            assert lens in claim.figure.lens
            assert first.span.start <= claim.figure.start < claim.figure.end <= first.span.end
            assert claim.figure.hedge is None or claim.figure.hedge in claim.figure.of(texts[first.article])


@settings(max_examples=40, deadline=None)
@given(ARTICLES, st.randoms())
def test_the_order_of_articles_changes_nothing(told: list[tuple[str, str | None]], random: Random) -> None:
    articles = reports(told)
    assert claims(random.sample(articles, len(articles))) == claims(articles)


@settings(max_examples=40, deadline=None)
@given(ARTICLES)
def test_a_copy_is_no_witness(told: list[tuple[str, str | None]]) -> None:
    articles = reports(told)
    copy = replace(articles[0], article=replace(articles[0].article, id="z0"))
    alone = {a.article.id: a.article.id for a in articles}
    before = claims(articles, alone)
    after = claims([*articles, copy], alone | {"z0": "a0"})
    assert [(c.figure.low, c.figure.high, c.group, c.relation, c.witnesses) for c in after] == [
        (c.figure.low, c.figure.high, c.group, _with_copy(c, articles[0]), c.witnesses) for c in before
    ]


def _with_copy(claim: Claim, copied: Report) -> object:
    """A lone claim that is now printed twice is agreed upon; nothing else changes."""
    alone = claim.relation.value == "single" and any(q.article == copied.article.id for q in claim.quotes)
    return type(claim.relation)("agree") if alone else claim.relation


def test_a_sentence_taken_over_is_one_witness() -> None:
    said = "Orrland sent about 750 soldiers to the port of Quill on the coast of Tarn before noon."
    told = [(f"{said} The sea was calm.", "2020-03-04"), (f"Rain fell in Tarn all day. {said}", "2020-03-04")]
    (claim,) = claims(reports(told))
    assert (claim.witnesses, len(claim.quotes)) == (1, 2)

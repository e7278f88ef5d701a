"""The ledger: claims about one thing side by side, and how they stand to each other; nothing is averaged or lost."""

from __future__ import annotations

from random import Random
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model import Claim, DateMention, Facts, FigureMention, Relation, Report, TimexType
from bot.stories.ledger import known, ledger
from tests.fakes import report

AGREE, REFINE, CONFLICT, SINGLE, OTHER_TIME = (
    Relation.AGREE,
    Relation.REFINE,
    Relation.CONFLICT,
    Relation.SINGLE,
    Relation.OTHER_TIME,
)


class Told(NamedTuple):
    """A figure as an article tells it, with the day of its paper; whoever is counted was sent unless said otherwise."""

    printed: str
    low: float | None
    high: float | None
    counted: str = "soldiers"
    status: str | None = "sent"
    whose: str | None = "Orrland"
    to: str | None = "Quill"
    day: str | None = "2020-01-04"
    named: str | None = None
    lens: str = "troops"


def in_article(id: str, *told: Told) -> Report:
    """An article with a sentence for each figure."""
    text, figures, dates = "", [], []
    for t in told:
        start, end = len(text), len(text) + len(t.printed)
        hedge = t.printed.rsplit(" ", 1)[0] if " " in t.printed else None
        where = {"whose": t.whose, "destination": t.to, "status": t.status, "lens": (t.lens,)}
        figures.append(FigureMention(start, end, t.low, t.high, hedge, None, t.counted, None, "test", **where))  # type: ignore[arg-type]  # names and a tuple
        if t.named:
            dates.append(DateMention(start, end, TimexType.DATE, t.named, "test"))
        text += f"{t.printed} went. "
    return (
        report(id, text.strip(), Facts(tuple(dates), tuple(figures)), day=told[0].day)
        if told[0].day
        else report(id, text.strip(), Facts(tuple(dates), tuple(figures)))
    )


def claims(*reports: Report, witness_of: dict[str, str] | None = None) -> tuple[Claim, ...]:
    return ledger(reports, "troops", known(reports, witness_of or {r.article.id: r.article.id for r in reports}))


def stand(one: Told, other: Told) -> set[Relation] | None:
    """How two articles' claims stand to each other; None when they are of different things."""
    found = claims(in_article("a", one), in_article("b", other))
    return {c.relation for c in found} if len({c.group for c in found}) == 1 else None


ABOUT_750 = Told("about 750", 750, 750)
TOGETHER = [
    (ABOUT_750, ABOUT_750, AGREE),
    (ABOUT_750, Told("750", 750, 750), AGREE),
    (ABOUT_750, ABOUT_750._replace(counted="troops"), AGREE),
    (ABOUT_750, ABOUT_750._replace(whose=None), AGREE),
    (ABOUT_750, ABOUT_750._replace(to="Orr Bay"), AGREE),
    (Told("more than 5,000", 5000, None), Told("5,200", 5200, 5200), REFINE),
    (Told("up to 900", None, 900), Told("750", 750, 750), REFINE),
    (Told("hundreds", 100, 999), Told("750", 750, 750), REFINE),
    (Told("700 to 800", 700, 800), Told("750", 750, 750), REFINE),
    (Told("about 5,000", 5000, 5000), Told("5,200", 5200, 5200), REFINE),
    (Told("about 5,000", 5000, 5000), Told("6,200", 6200, 6200), CONFLICT),
    (Told("hundreds", 100, 999), Told("thousands", 1000, 9999), CONFLICT),
    (Told("750", 750, 750), Told("751", 751, 751), CONFLICT),
    (Told("more than 5,000", 5000, None), Told("4,000", 4000, 4000), CONFLICT),
    (Told("750", 750, 750), Told("4,000", 4000, 4000, day="2020-01-05"), CONFLICT),
    (Told("750", 750, 750), Told("4,000", 4000, 4000, day=None), CONFLICT),
    (Told("750", 750, 750), Told("4,000", 4000, 4000, day="2020-01-09"), OTHER_TIME),
    (Told("750", 750, 750, named="2019-12-20"), Told("4,000", 4000, 4000, named="2020-01-03"), OTHER_TIME),
]
APART = [
    (ABOUT_750, ABOUT_750._replace(whose="Quill")),
    (ABOUT_750, ABOUT_750._replace(status="stationed")),
    (ABOUT_750, ABOUT_750._replace(counted="passengers")),
    (Told("750", 750, 750), Told("4,000", 4000, 4000, whose="Quill")),
    (Told("750", 750, 750), Told("4,000", 4000, 4000, to="Orr Bay")),
    (Told("750", 750, 750), Told("4,000", 4000, 4000, status="stationed")),
    (Told("750", 750, 750, status=None), Told("4,000", 4000, 4000, status=None)),
    (Told("a", 1, 1, counted="soldier"), Told("25", 25, 25)),
    (Told("a", 1, 1, counted="contractor"), Told("a", 1, 1, counted="soldier")),
]


@pytest.mark.parametrize(("one", "other", "relation"), TOGETHER)
def test_of_one_thing(one: Told, other: Told, relation: Relation) -> None:
    assert stand(one, other) == stand(other, one) == {relation}


@pytest.mark.parametrize(("one", "other"), APART)
def test_of_two_things(one: Told, other: Told) -> None:
    assert stand(one, other) is stand(other, one) is None


def test_a_claim_keeps_the_figure_as_it_was_printed() -> None:
    (claim,) = claims(in_article("a", Told("more than 5,000", 5000, None, named="2020-01-03")))
    assert (claim.figure.low, claim.figure.high, claim.figure.hedge) == (5000, None, "more than")
    assert (claim.relation, claim.date, claim.witnesses) == (SINGLE, "2020-01-03", 1)


def test_a_claim_has_a_quote_of_every_article_that_makes_it() -> None:
    (claim,) = claims(in_article("a", ABOUT_750), in_article("b", ABOUT_750), in_article("c", ABOUT_750))
    assert sorted(q.article for q in claim.quotes) == ["a", "b", "c"]


def test_copies_count_once() -> None:
    reports = [in_article(id, ABOUT_750) for id in "abc"]
    (claim,) = claims(*reports, witness_of={"a": "w", "b": "w", "c": "x"})
    assert (claim.witnesses, len(claim.quotes)) == (2, 3)


def test_the_mention_that_says_most_speaks_for_a_claim() -> None:
    (claim,) = claims(in_article("a", ABOUT_750._replace(whose=None, to=None)), in_article("b", ABOUT_750))
    assert (claim.figure.whose, claim.figure.destination, claim.quotes[0].article) == ("Orrland", "Quill", "b")


def test_the_claims_of_a_group_stand_together_and_most_witnesses_first() -> None:
    lone = in_article("a", Told("3", 3, 3, status="left"))
    differ = [
        in_article("b", Told("750", 750, 750)),
        in_article("c", Told("9", 9, 9)),
        in_article("d", Told("9", 9, 9)),
    ]
    found = claims(lone, *differ)
    assert [(c.figure.low, c.relation) for c in found] == [(9, CONFLICT), (750, CONFLICT), (3, SINGLE)]


def test_only_the_lens_that_was_asked_for() -> None:
    assert claims(in_article("a", ABOUT_750._replace(lens="casualties"))) == ()


TOLD = st.builds(
    lambda told, counted, whose, day: told._replace(counted=counted, whose=whose, day=day),
    st.sampled_from([told for one, other, _ in TOGETHER for told in (one, other)]),
    st.sampled_from(["soldiers", "troops", "people", "marines"]),
    st.sampled_from(["Orrland", "Quill", None]),
    st.sampled_from(["2020-01-04", "2020-01-09", None]),
)


@given(st.lists(st.lists(TOLD, min_size=1, max_size=3), max_size=4), st.randoms())
def test_any_claims_in_any_order(told: list[list[Told]], random: Random) -> None:
    reports = [in_article(f"a{n}", *figures) for n, figures in enumerate(told)]
    found = claims(*reports)
    quoted = {(q.article, q.span.start) for claim in found for q in claim.quotes}
    assert quoted == {(r.article.id, s.start) for r in reports for s in r.article.sentences}
    assert all(1 <= claim.witnesses <= len({q.article for q in claim.quotes}) for claim in found)
    alone = [c for c in found if sum(c.group == other.group for other in found) == 1]
    assert all(c.relation in (SINGLE, AGREE) for c in alone)
    random.shuffle(reports)
    assert claims(*reports) == found

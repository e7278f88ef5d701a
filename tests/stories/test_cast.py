"""One actor under every spelling across articles, look-alikes apart, whatever the order of the articles."""

from __future__ import annotations

import re
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model import (
    Actor,
    ActorKind,
    ActorMention,
    Article,
    Facts,
    Judgement,
    Published,
    Report,
    Sentence,
    SentenceKind,
)
from bot.stories.cast import cast
from tests import fakes

P, F, A, S, U = (
    ActorKind.PERSON,
    ActorKind.ORGANISATION,
    ActorKind.ARMED_GROUP,
    ActorKind.STATE,
    ActorKind.MILITARY_UNIT,
)


def report(id: str, *names: tuple[str, ActorKind], kind: SentenceKind = SentenceKind.NEWS) -> Report:
    """An article with one sentence for each name."""
    text = " ".join(f"{name} came." for name, _ in names)
    starts = [m.end() if m.end() else 0 for m in re.finditer(r"^|came\. ", text)]
    sentences = [Sentence(s, s + len(name) + 6, 0, kind) for s, (name, _) in zip(starts, names, strict=True)]
    mentions = [ActorMention(s, s + len(n), k, n, "test") for s, (n, k) in zip(starts, names, strict=True)]
    article = Article(id, id, text, None, None, None, None, None, "en", Published(), tuple(sentences))
    return Report(article, Facts(actors=tuple(mentions)))


def names(actors: tuple[Actor, ...]) -> list[set[str]]:
    return sorted(({alias.text for alias in actor.aliases} for actor in actors), key=sorted)


ONE = [
    (P, "Harriet Lowell", "Lowell"),
    (P, "Adil Abdul Karim", "Abdul Karim"),
    (P, "Qasem Sulaimani", "Qassim Suleimani"),
    (P, "George W. Marsh", "George Marsh"),
    (A, "Kataib Hezbollah", "Kataeb Hizbollah"),
    (A, "Popular Mobilization Forces", "People’s Mobilization Forces"),
    (A, "Daesh", "Islamic State"),
    (U, "82nd Airborne", "82nd Airborne Division"),
    (F, "Kestrel", "Kestrel Corp."),
    (F, "Kestrel", "Kestrel Airlines"),
    (F, "Kestrel Motor Co.", "Kestrel Motors"),
    (F, "International Grain Trade Council", "IGTC"),
]
TWO = [
    (S, "Iran", "Iraq"),
    (A, "Kataib Hezbollah", "Hezbollah"),
    (A, "Popular Mobilization Forces", "Kataib Hezbollah"),
    (P, "Harriet Lowell", "Victor Lowell"),
    (P, "Abbas Karimi", "Abdul Mahdi"),
    (S, "Niger", "Nigeria"),
    (U, "1st Brigade", "2nd Brigade"),
    (U, "1st Infantry Division", "1st Armored Division"),
    (F, "Foreign Ministry", "Finance Ministry"),
    (F, "Kestrel Airlines", "Kestrel Capital Management"),
]


@pytest.mark.parametrize(("kind", "one", "other"), ONE)
def test_one_actor(kind: ActorKind, one: str, other: str) -> None:
    assert names(cast([report("a", (one, kind)), report("b", (other, kind))], {})) == [{one, other}]


@pytest.mark.parametrize(("kind", "one", "other"), TWO)
def test_two_actors(kind: ActorKind, one: str, other: str) -> None:
    assert len(cast([report("a", (one, kind)), report("b", (other, kind))], {})) == 2


def test_a_surname_that_two_people_bear_stays_alone() -> None:
    actors = cast([report("a", ("Ann Lowell", P), ("Bob Lowell", P)), report("b", ("Lowell", P))], {})
    assert names(actors) == [{"Ann Lowell"}, {"Bob Lowell"}, {"Lowell"}]


def test_a_person_and_a_state_of_one_name_stay_apart() -> None:
    assert len(cast([report("a", ("Jordan", S)), report("b", ("Jordan", P))], {})) == 2


def test_the_kind_is_the_one_most_mentions_give() -> None:
    actors = cast([report("a", ("Kestrel", F)), report("b", ("Kestrel", F)), report("c", ("Kestrel", P))], {})
    assert [actor.kind for actor in actors] == [F]


def test_a_word_of_unknown_kind_may_be_a_surname() -> None:
    lone = report("b", ("Lowell", F), ("Lowell", F))
    unknown = Report(lone.article, Facts(actors=tuple(replace(m, rule="unknown") for m in lone.facts.actors)))
    (actor,) = cast([report("a", ("Harriet Lowell", P)), unknown], {})
    assert (actor.name, actor.kind) == ("Harriet Lowell", P)


def test_an_actor_knows_its_articles_witnesses_aliases_and_fullest_name() -> None:
    reports = [
        report("b", ("Lowell", P), ("Lowell", P)),
        report("a", ("Harriet Lowell", P)),
        report("c", ("Lowell", P)),
    ]
    (actor,) = cast(reports, {"a": "w1", "b": "w1", "c": "w2"})
    assert (actor.name, actor.articles, actor.witnesses) == ("Harriet Lowell", ("a", "b", "c"), 2)
    assert [(alias.text, alias.count) for alias in actor.aliases] == [("Lowell", 3), ("Harriet Lowell", 1)]
    assert [quote.article for quote in actor.quotes] == ["a", "b", "c"]


def test_a_caption_is_never_quoted_and_a_headline_comes_last() -> None:
    reports = [
        report("a", ("Iran", S), kind=SentenceKind.CAPTION),
        report("b", ("Iran", S), kind=SentenceKind.HEADLINE),
        report("c", ("Iran", S)),
    ]
    (actor,) = cast(reports, {})
    assert [quote.article for quote in actor.quotes] == ["c", "b"]


def test_the_most_involved_come_first() -> None:
    actors = cast([report("a", ("Iraq", S), ("Iran", S)), report("b", ("Iran", S))], {})
    assert [actor.name for actor in actors] == ["Iran", "Iraq"]


POOL = sorted({(name, kind) for kind, one, other in [*ONE, *TWO] for name in (one, other)})


@given(st.lists(st.lists(st.sampled_from(POOL), min_size=1, max_size=5), min_size=1, max_size=5), st.randoms())
def test_the_order_of_articles_does_not_matter(articles: list[list[tuple[str, ActorKind]]], random: Random) -> None:
    reports = [report(f"a{n}", *found) for n, found in enumerate(articles)]
    shuffled = list(reports)
    random.shuffle(shuffled)
    assert cast(reports, {}) == cast(shuffled, {})
    assert sum(alias.count for actor in cast(reports, {}) for alias in actor.aliases) == sum(map(len, articles))


@given(st.randoms(use_true_random=False))
def test_the_editor_s_word_wins_in_any_order_of_articles(random: Random) -> None:
    reports = [
        report("a", ("Harriet Lowell", P), ("Grain Board", F)),
        report("b", ("Lowell", P), ("Victor Marsh", P)),
        report("c", ("Board of Grain", F), ("Marsh", P)),
    ]
    word = [Judgement("merge", "Grain Board", "board of grain"), Judgement("split", "Lowell")]
    random.shuffle(reports)
    assert names(cast(reports, {}, word)) == [
        {"Board of Grain", "Grain Board"},
        {"Harriet Lowell"},
        {"Lowell"},
        {"Marsh", "Victor Marsh"},
    ]


def test_a_merge_names_its_rule_and_where_both_names_stand() -> None:
    (actor,) = cast([report("a", ("Kataib Hezbollah", A)), report("b", ("Kataeb Hizbollah", A))], {})
    (reason,) = actor.why
    assert reason.rule == "transliterated"
    assert {reason.one.article, reason.other.article} == {"a", "b"}


def test_a_merge_within_an_article_names_its_rule_and_both_places() -> None:
    text = "Harriet Lowell spoke. Then Lowell left, and Lowell came back."
    full, short, again = (
        ActorMention(at, at + len(words), P, "Harriet Lowell", "test", why)
        for at, words, why in (
            (0, "Harriet Lowell", ""),
            (27, "Lowell", "shorter_person"),
            (44, "Lowell", "shorter_person"),
        )
    )
    (actor,) = cast([fakes.report("a", text, Facts(actors=(full, short, again)))], {})
    (reason,) = actor.why
    assert reason.rule == "shorter_person"
    assert [quote.span.of(text) for quote in (reason.one, reason.other)] == ["Harriet Lowell", "Lowell"]

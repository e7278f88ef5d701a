"""A sentence as a candidate: with its headline, its neighbours, and only what was read inside it."""

from __future__ import annotations

from dataclasses import replace

from bot.answers.candidates import candidate
from bot.model import ActorKind, ActorMention, Facts, Quote, Span
from tests.fakes import report

TEXT = "Orr left. Pell came. The ferry sank. It was old. Nobody knew. Gulls cried."
PELL, ORR = (ActorMention(at, at + 4, ActorKind.PERSON, "x", "test") for at in (10, 0))


def test_a_candidate_has_what_stands_around_it() -> None:
    made = report("a", TEXT, Facts(actors=(ORR, PELL)), title="Ferry lost")
    found = candidate(made, Quote("a", Span(10, 20)), 0.5)
    assert (found.text, found.title, found.before) == ("Pell came.", "Ferry lost", "Orr left.")
    assert found.beside == "Orr left. The ferry sank. It was old."
    assert found.actors == (PELL,)
    assert found.position == 1


def test_the_place_of_the_dateline_stands_with_the_headline() -> None:
    made = report("a", TEXT, Facts(actors=(ORR, PELL)), title="Ferry lost")
    first, *rest = made.article.sentences
    article = replace(made.article, sentences=(replace(first, rule="dateline"), *rest))
    assert candidate(replace(made, article=article), Quote("a", Span(10, 20)), 0.5).title == "Ferry lost x"


def test_the_first_sentence_has_none_before_it() -> None:
    found = candidate(report("a", TEXT), Quote("a", Span(0, 9)), 0.5)
    assert (found.before, found.position) == ("", 0)

"""What is looked at in a sentence: each feature says of a question and a sentence what its name says."""

from __future__ import annotations

import math

import pytest
from hypothesis import given

from bot.answers.features import FEATURES, features
from bot.answers.pairs import Candidate, compare
from bot.answers.question import read_question
from bot.model import ActorKind, ActorMention, FigureMention, Quote, Span
from tests.fakes import TEXTS


def row(question: str, text: str, title: str = "", before: str = "", at: int = 3, **read: object) -> dict[str, float]:
    """The features of one sentence."""
    found = Candidate(Quote("a", Span(0, len(text))), text, title, before, before, 0.5, at, **read)  # type: ignore[arg-type]
    (only,) = features([compare(read_question(question), found, lambda word: 1.0)])
    return only


HIGHER = [
    ("overlap", "Who sank the ferry?", "Pell sank the ferry.", "Pell sold the ferry."),
    ("exact", "Who founded the port?", "Orr founded the port.", "Orr created the port."),
    ("phrases", "Who owns the steam ferry?", "Orr owns the steam ferry.", "The ferry, which Orr owns, has an engine of steam."),
    ("bigrams", "Who sank the ferry?", "Orr sank the ferry.", "The ferry was what Orr sank."),
    ("torn", "Who built the solar engine?", "The engine Orr built is heated by a roof that is solar.", "He has a solar engine."),
    ("unmet_share", "Who sank the ferry?", "Orr sang.", "Orr sank it."),
    ("contrary", "Why is the cause unknown?", "The cause is known.", "The cause is unknown."),
    ("numbers_missing", "What sank in 1987?", "The ferry sank in 1990.", "The ferry sank in 1987."),
    ("names_missing", "What did the mayor tell Pell?", "Leave, she told Orr.", "Leave, she told Pell."),
    ("has_reason", "Why did the ferry sink?", "It sank because of fog.", "It sank at night."),
    ("deed_missing", "Who opened the bridge?", "Orr closed the bridge.", "The bridge was opened by Orr."),
    ("stub", "Who sank it?", "Fog.", "The fog that lay over Quill in the morning sank it."),
]  # fmt: skip


@pytest.mark.parametrize(("name", "question", "more", "less"), HIGHER)
def test_a_feature_tells_two_sentences_apart(name: str, question: str, more: str, less: str) -> None:
    assert row(question, more)[name] > row(question, less)[name]


def test_an_exact_number_is_worth_more_than_hundreds_and_these_more_than_none() -> None:
    exact = FigureMention(0, 7, 750, 750, None, None, "men", None, "test")
    vague = FigureMention(0, 7, 100, 999, None, None, "men", None, "test")
    asked = "How many men came?"
    values = [row(asked, "750 men came.", figures=found)["has_number"] for found in ((exact,), (vague,), ())]
    assert values == sorted(values, reverse=True)
    assert len(set(values)) == 3


def test_a_place_that_says_where_is_worth_more_than_asia_or_a_state_that_owns_and_these_more_than_none() -> None:
    def has_place(text: str, place: str) -> float:
        found = ActorMention(text.index(place), text.index(place) + len(place), ActorKind.PLACE, place, "test")
        return row("Where will the ferries go?", text, actors=(found,))["has_place"]

    assert has_place("They go to the northern port of Quill.", "Quill") == 1
    assert has_place("They go to the Middle East.", "Middle East") == 0
    assert has_place("Orrland officials say so.", "Orrland") == 0
    assert row("Where will the ferries go?", "They go home.")["has_place"] == -1


def test_a_number_of_the_question_counts_the_same_in_another_word() -> None:
    text = "The 750 troops go to Quill."
    figure = FigureMention(4, 7, 750, 750, None, None, "troops", None, "test")
    assert row("Where will the 750 soldiers go?", text, figures=(figure,))["exact"] == 1
    assert row("Where will the 600 soldiers go?", text, figures=(figure,))["exact"] < 1


def test_a_name_that_is_asked_for_is_one_the_question_has_not() -> None:
    text = "Pell met Orr."
    both = (
        ActorMention(0, 4, ActorKind.PERSON, "Pell", "test"),
        ActorMention(9, 12, ActorKind.PERSON, "Orr", "test"),
    )
    assert row("Who met Orr?", text, actors=both)["has_person"] == 1
    assert row("Who met Orr?", text, actors=both[1:])["has_person"] == -1


def test_a_pronoun_is_read_with_the_sentence_before_it() -> None:
    before = "The ferry Ondine belongs to Orr."
    asked = "When did the Ondine sink?"
    after, alone = row(asked, "It sank on Monday.", before=before), row(asked, "It sank on Monday.")
    assert after["overlap_resolved"] > alone["overlap_resolved"]
    plain = row(asked, "Boats sank on Monday.", before=before)
    assert plain["overlap_resolved"] == plain["overlap"]


def test_what_something_is_stands_in_the_first_sentence_of_its_article() -> None:
    asked, text = "what is the Quill Post", "The Quill Post is a newspaper of the islands."
    assert row(asked, text, title="Quill Post", at=0)["opens_for_subject"] == 1
    assert row(asked, text, title="Quill Post")["defines"] == 1
    assert row("who owns the Quill Post", text, title="Quill Post", at=0)["opens_for_subject"] == 0


def test_the_best_of_several_is_behind_none() -> None:
    texts = ["Pell sank the ferry.", "Pell sang.", "The sea is calm."]
    pairs = zip(texts, (0.9, 0.5, 0.1), strict=True)
    found = [Candidate(Quote("a", Span(0, len(t))), t, "", "", "", c, 0) for t, c in pairs]
    rows = features([compare(read_question("Who sank the ferry?"), one, lambda word: 1.0) for one in found])
    assert [r["cosine_place"] for r in rows] == [1, 1 / 2, 1 / 3]
    assert rows[0]["cosine_behind"] == rows[0]["overlap_behind"] == 0 > rows[1]["cosine_behind"]


@given(TEXTS, TEXTS)
def test_all_features_of_any_texts_are_numbers(question: str, text: str) -> None:
    found = row(question, text)
    assert {feature.__name__ for feature in FEATURES} < set(found)
    assert all(math.isfinite(value) for value in found.values())

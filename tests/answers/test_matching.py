"""When a word of a question is met: by itself in any form, by a spelling, by a word of its kin; and when it is contradicted."""

from __future__ import annotations

import pytest
from hypothesis import given

from bot.answers.matching import met, said, same_word, turned
from tests.fakes import TEXTS

SAME = [
    ("hizbollah", "hezbollah"),
    ("suleimani", "soleimani"),
    ("iraqi", "iraq"),
    ("american", "usa"),
    ("pell", "pell"),
]
OTHER = [("iran", "iraq"), ("niger", "nigeria"), ("australia", "austria"), ("pell", "bell"), ("british", "american")]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_one_name(one: str, other: str) -> None:
    assert same_word(one, other)
    assert same_word(other, one)


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_two_names(one: str, other: str) -> None:
    assert not same_word(one, other)
    assert not same_word(other, one)


def test_a_word_is_met_by_itself_more_than_by_its_kin_and_not_by_another() -> None:
    text = said("The yard built two ferries for the port of Quill.")
    assert met("ferry", text) == met("Quill".lower(), text) == 1
    assert 0 < met("constructed", said("The yard constructs boats and builds quays.")) == 1
    assert 0 < met("manufacture", text) < 1
    assert met("marriage", text) == 0


TURNED = [
    ("Why is the cause unknown?", "The cause is known."),
    ("What happened after the storm?", "The port closed before the storm."),
    ("Which ferry did not sink?", "The ferry Ondine sank."),
    ("Which is the smallest harbour?", "Quill has the largest harbour."),
]
STRAIGHT = [
    ("Which ferry sank?", "The ferry Ondine did not sink."),
    ("What happened before the storm?", "The port closed before the storm, and opened after it."),
    ("Who is the harbour master?", "Orr is the harbour master."),
]


@pytest.mark.parametrize(("question", "sentence"), TURNED)
def test_a_question_that_says_the_contrary(question: str, sentence: str) -> None:
    assert turned(said(question), said(sentence))


@pytest.mark.parametrize(("question", "sentence"), STRAIGHT)
def test_a_question_that_does_not(question: str, sentence: str) -> None:
    assert not turned(said(question), said(sentence))


@given(TEXTS)
def test_every_word_of_a_text_is_met_in_it(text: str) -> None:
    assert all(met(word, said(text)) == 1 for word in said(text).tokens)

"""Typing mistakes are put right by the words of the articles; what may be meant as it stands is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from rapidfuzz import fuzz

from bot.answers.corrections import corrected
from tests.fakes import TEXTS

WORDS = ["soldiers", "embassy", "Ostrand", "whether", "ferry"]


def read(text: str) -> str:
    """The text, put right by a few words."""

    def nearest(word: str, least: float) -> str | None:
        near = [other for other in WORDS if fuzz.ratio(word, other.lower()) >= least]
        return near[0].lower() if near else None

    return corrected(text, lambda word: word in map(str.lower, WORDS), nearest)


READ = [
    ("How many soldeirs left?", "How many soldiers left?"),
    ("What of the embasy", "What of the embassy"),
    ("Who left Ostrannd?", "Who left Ostrand?"),
    ("Who left Osterlund?", "Who left Osterlund?"),
    ("How is the weather?", "How is the weather?"),
    ("Who is in Ireland?", "Who is in Ireland?"),
    ("a fery left", "a fery left"),
    ("How many soldeirs left from:soldeirs.org?", "How many soldiers left from:soldeirs.org?"),
]


@pytest.mark.parametrize(("text", "meant"), READ)
def test_a_mistake_is_read_as_the_nearest_word(text: str, meant: str) -> None:
    assert read(text) == meant


@given(TEXTS)
def test_text_of_known_words_stays(text: str) -> None:
    assert corrected(text, lambda word: True, lambda word, least: "x") == text

"""What a word is, for the whole program."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.words import stem, stems, tokens

WORDS = [
    (
        "The ferry's crew, 5,200 strong, won 3.5 points.",
        ["the", "ferry", "crew", "5,200", "strong", "won", "3.5", "points"],
    ),
    ("U.S. and US forces", ["us", "and", "us", "forces"]),
    ("U.S.-led Iraq-U.S. talks", ["us", "led", "iraq", "us", "talks"]),
    ("al-Gezzi didn’t", ["al", "gezzi", "didn't"]),
    ("an A400M, H1N1 and 20km", ["an", "a400m", "h1n1", "and", "20", "km"]),
    ("Pell’s, Pell's", ["pell", "pell"]),
    ("Łódź Straße Ελλάδα", ["lodz", "strasse", "ελλάδα"]),
    ("82nd", ["82", "nd"]),
    ("… — !", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "words"), WORDS)
def test_tokens(text: str, words: list[str]) -> None:
    assert tokens(text) == words


ALIKE = [("protests", "protesting"), ("soldiers", "soldier"), ("attacked", "attacks"), ("ferries", "ferry")]


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_forms_of_one_word(one: str, other: str) -> None:
    assert stem(one) == stem(other)


def test_words_without_a_meaning_of_their_own_have_no_stem() -> None:
    assert stems("They said that it was not the ferry.") == ["ferri"]


@given(st.text())
def test_any_text_has_the_words_that_its_copy_in_other_quotes_has(text: str) -> None:
    assert tokens(text.replace("'", "’")) == tokens(text.replace("’", "'"))
    assert len(stems(text)) <= len(tokens(text))

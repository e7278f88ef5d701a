"""What a question asks about: the names that must be met, what is counted and whose."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.question import read_question
from bot.words import stem

NAMES = [
    ("What did Ann Orr tell Pell?", ("ann", "orr", "pell")),
    ("Where is Pell’s ferry?", ("pell",)),
    ("Did the U.S. send boats?", ("us",)),
    ("Who met al-Gezzi?", ("al", "gezzi")),
    ("What did President Pell say?", ("pell",)),
    ("Ferries: who owns them?", ()),
    ("who sank the ferry?", ()),
    ("Did I vote?", ()),
    ("What did Quill earn in Q3?", ("quill",)),
    ("When was Plan B signed?", ("plan", "b")),
    ("When did John F. Orr speak?", ("john", "orr")),
]


@pytest.mark.parametrize(("text", "names"), NAMES)
def test_names(text: str, names: tuple[str, ...]) -> None:
    assert read_question(text).names == names


CALLED = [
    ("What did Ann Orr tell Pell?", (("ann", "orr"), ("pell",))),
    ("When did the Legend of Quill: Song of the Sea come out?", (("legend", "quill", "song", "sea"),)),
    ("What is Quill’s Orr Bay?", (("quill",), ("orr", "bay"))),
    ("who sank the ferry?", ()),
]


@pytest.mark.parametrize(("text", "called"), CALLED)
def test_the_words_of_one_name_belong_together(text: str, called: tuple[tuple[str, ...], ...]) -> None:
    assert read_question(text).called == called


COUNTED = [
    ("How many soldiers were sent to Quill?", "soldiers", None),
    ("How many American soldiers did Pell send?", "soldiers", "United States"),
    ("how many British troops are in Quill", "troops", "United Kingdom"),
    ("How many people died?", None, None),
    ("How many people live in Quill?", "people", None),
    ("How many passengers of the ferry were saved?", "passengers", None),
    ("When were soldiers sent?", None, None),
    ("How many refugees crossed to Quill?", "refugees", None),
    ("How many lifeboat drills occur in a year?", "drills", None),
    ("How many sports fans came, and why so many boats?", "fans", None),
    ("How many Iranian business owners pay?", "owners", "Iran"),
    ("How many embassy staff fled?", "staff", None),
    ("How many planes carried the soldiers?", "planes", None),
]


@pytest.mark.parametrize(("text", "counted", "whose"), COUNTED)
def test_counted(text: str, counted: str | None, whose: str | None) -> None:
    question = read_question(text)
    assert (question.counted, question.whose) == (counted and stem(counted), whose)


def test_the_words_of_asking_are_not_what_is_asked() -> None:
    assert set(read_question("How many people did the ferry carry, please tell me?").words) == {"ferry", "carry"}


def test_numbers_and_years_are_kept_apart() -> None:
    question = read_question("How many of the 750 soldiers came to Quill in 2019?")
    assert question.numbers == ("750", "2019")


@given(st.text())
def test_any_text_is_a_question(text: str) -> None:
    question = read_question(text)
    assert question.text == text
    assert question.asks == "number" or question.counted is None

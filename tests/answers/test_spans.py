"""The shorter answer: of the type that is asked for, and never what the question says itself."""

from __future__ import annotations

import pytest

from bot.answers.pairs import Candidate
from bot.answers.question import read_question
from bot.answers.spans import short_answers
from bot.model import ActorKind, ActorMention, DateMention, FigureMention, Quote, Span, TimexType

TEXT = "On Friday Ann Orr of Quill sent 750 men to Marn."
READ = Candidate(
    Quote("a", Span(100, 100 + len(TEXT))), TEXT, "", "", "", 0.5, 0,
    dates=(DateMention(103, 109, TimexType.DATE, "2020-01-03", "test"),),
    figures=(FigureMention(132, 139, 750, 750, None, None, "men", None, "test"),),
    actors=(
        ActorMention(121, 126, ActorKind.PLACE, "Quill", "test"), ActorMention(110, 117, ActorKind.PERSON, "Ann Orr", "test"),
        ActorMention(143, 147, ActorKind.PLACE, "Marn", "test"),
    ),
)  # fmt: skip

ASKED = [
    ("Who sent the men?", ["Ann Orr"]),
    ("When were the men sent?", ["Friday"]),
    ("Where did Orr of Quill send the men?", ["Marn"]),
    ("How many men were sent?", ["750 men"]),
    ("How many ships were sent?", []),
    ("Why were they sent?", []),
]


@pytest.mark.parametrize(("question", "spans"), ASKED)
def test_short_answers(question: str, spans: list[str]) -> None:
    found = short_answers(read_question(question), READ)
    assert [TEXT[s.start - 100 : s.end - 100] for s in found] == spans


@pytest.mark.parametrize(
    ("question", "fits"),
    [
        ("How many members does the crew have?", True),
        ("How many crew came?", True),
        ("How many ships came?", False),
        ("How many metres of rope came?", False),
    ],
)
def test_a_measure_is_counted_as_what_has_it_is(question: str, fits: bool) -> None:
    text = "A ten-member crew came."
    figure = FigureMention(2, 17, 10, 10, None, None, "crew", None, "test")
    read = Candidate(Quote("a", Span(0, len(text))), text, "", "", "", 0.5, 0, figures=(figure,))
    assert bool(short_answers(read_question(question), read)) == fits


@pytest.mark.parametrize(
    ("question", "spans"), [("How many soldiers died?", ["80"]), ("How many Iranian soldiers died?", [])]
)
def test_a_figure_without_a_noun_counts_who_is_spoken_of(question: str, spans: list[str]) -> None:
    text = "Of the soldiers 80 died, and 15 came home."
    dead = FigureMention(16, 18, 80, 80, None, None, "", None, "test", status="killed", lens=("casualties",))
    read = Candidate(
        Quote("a", Span(0, len(text))), text, "", "", "", 0.5, 0,
        figures=(dead, FigureMention(29, 31, 15, 15, None, None, "", None, "test")),
    )  # fmt: skip
    assert [span.of(text) for span in short_answers(read_question(question), read)] == spans


def test_a_length_of_time_may_be_counted() -> None:
    text = "It was a two-day siege."
    figure = FigureMention(9, 16, 2, 2, None, None, "siege", "day", "test")
    read = Candidate(Quote("a", Span(0, len(text))), text, "", "", "", 0.5, 0, figures=(figure,))
    assert [span.of(text) for span in short_answers(read_question("How long was the siege?"), read)] == ["two-day"]


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("2019", True),
        ("XXXX-12-06", True),
        ("XXXX", False),
        ("XXXX-XX-XXT24:00", False),
        ("2020-01-03T10:45", True),
        ("PRESENT_REF", False),
    ],
)
def test_a_day_that_nobody_can_tell_is_no_answer(value: str, told: bool) -> None:
    text = "The ferry sank back then."
    date = DateMention(15, 24, TimexType.DATE, value, "test")
    read = Candidate(Quote("a", Span(0, len(text))), text, "", "", "", 0.5, 0, dates=(date,))
    assert bool(short_answers(read_question("When did the ferry sink?"), read)) == told

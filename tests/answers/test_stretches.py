"""The stretch of a sentence that is bold where no name, day or figure answers: each case marks it with brackets."""

from __future__ import annotations

import re

import pytest

from bot.answers.candidates import candidate
from bot.answers.question import read_question
from bot.answers.stretches import stretch
from bot.facts.reading import read_facts
from bot.model import Quote, Span
from bot.prompts import lenses
from tests.fakes import article, report

CASES = [
    ("What did the envoy say?", "The envoy said [the talks had failed]."),
    ("Who is Ann Pell?", "“We won,” said Ann Pell, [a hill baker]."),
    ("Who is Ann Pell?", "[Prime Minister] Ann Pell closed the port."),
    ("What is Gorfa?", "Gorfa is [a port on the salt coast], and it is small."),
    ("What was the mill called?", "The mill was called [the Old Gate]."),
    ("What kind of boats do they use?", "They use [flat wooden boats] on the lake."),
    ("Which militia was hit?", "The strike hit the [Marn River militia] on Friday."),
    ("In which century was the mill built?", "The mill was built in the [late 19th century]."),
    ("What is the gate named after?", "The gate was named after [a hill baker] in 1911."),
    ("Why did they march?", "They marched on Friday [to protest the new toll], police said."),
    ("Why did they march?", "Hundreds marched, [protesting U.S. tolls on rice]."),
    ("Was anyone hurt at the mill?", "There were [no injuries] at the mill."),
    ("Did Orr want a war with Marn?", "Orr said he [did not want a war with Marn], and left."),
    ("Did Marn deny any part in the fire?", "[Marn has denied any part in the fire]."),
    ("Whom did Marn summon?", "Marn later summoned [the Quill envoy], who left."),
    ("Who blocked the road?", "On Friday, [angry fishermen] blocked the road to the mill."),
    ("Who blocked the road?", "The road was blocked by [angry fishermen] on Friday."),
]
NONE = [
    ("What happened in Gorfa?", "A ferry sank in Gorfa."),
    ("Is Gorfa in Marn?", "Gorfa and Marn are far apart."),
    ("What was the mill called?", "The mill was sold."),
    ("Who is Ann Pell?", "In May, the army left Ann Pell behind."),
]


def bold(question: str, text: str) -> str | None:
    """What answers in an article of one sentence, read by the real readers."""
    read = report("a", text, read_facts(article("a", text), lenses()))
    span = stretch(read_question(question), candidate(read, Quote("a", Span(0, len(text))), 0.5))
    return span.of(text) if span else None


@pytest.mark.parametrize(("question", "marked"), CASES)
def test_what_answers_is_found(question: str, marked: str) -> None:
    assert bold(question, re.sub(r"[][]", "", marked)) == marked[marked.index("[") + 1 : marked.index("]")]


@pytest.mark.parametrize(("question", "text"), NONE)
def test_where_nothing_is_surer_than_the_whole_sentence_nothing_is_bold(question: str, text: str) -> None:
    assert bold(question, text) is None

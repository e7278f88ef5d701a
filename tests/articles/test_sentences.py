"""Sentences and paragraphs: one text a line in tests/cases/sentences.txt, and exact slices for any text."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.articles.sentences import paragraphs, split_sentences
from bot.prompts import lexicon
from tests.fakes import TEXTS

CASES = Path(__file__).parents[1] / "cases" / "sentences.txt"


def cases() -> list[str]:
    """The lines of the case file that are cases."""
    return [line for line in CASES.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]


@pytest.mark.parametrize("case", cases())
def test_case(case: str) -> None:
    text = case.replace(" | ", " ")
    assert [sentence.of(text) for sentence in split_sentences(text)] == case.split(" | ")


@pytest.mark.parametrize("abbreviation", lexicon("abbreviations")["never_last"])
def test_no_sentence_ends_behind_a_rank_or_title(abbreviation: str) -> None:
    text = f"They saw {abbreviation} Pell there. It rained."
    assert [s.of(text) for s in split_sentences(text)] == [f"They saw {abbreviation} Pell there.", "It rained."]


WRAPPED = """The ferry left Quill at noon with ninety people aboard
and was seen last off the Orr light, the harbour master
said on Friday. Boats were searching in high seas."""

LAYOUTS = [
    ("One stands here.\n\nTwo stands here.", ["One stands here.", "Two stands here."]),
    ("One stands here.\nTwo stands here.", ["One stands here.", "Two stands here."]),
    ("  One stands here. \r\n\r\n\tTwo.  ", ["One stands here.", "Two."]),
    (WRAPPED, [WRAPPED]),
    (f"Ferry lost\n\n{WRAPPED}", ["Ferry lost", WRAPPED]),
]


@pytest.mark.parametrize(("text", "wanted"), LAYOUTS)
def test_paragraphs_are_the_writers_and_not_the_page_widths(text: str, wanted: list[str]) -> None:
    assert [paragraph.of(text) for paragraph in paragraphs(text)] == wanted


def test_a_sentence_runs_on_over_a_wrapped_line() -> None:
    assert len(split_sentences(WRAPPED)) == 2


@given(TEXTS)
def test_any_text_is_covered_by_disjoint_slices_in_order(text: str) -> None:
    sentences = split_sentences(text)
    assert all(before.end <= after.start for before, after in pairwise(sentences))
    assert all(s.of(text) and s.of(text).strip() == s.of(text) for s in sentences)
    assert "".join("".join(s.of(text) for s in sentences).split()) == "".join(text.split())
    assert [s.paragraph for s in sentences] == sorted(s.paragraph for s in sentences)


@given(st.lists(TEXTS, max_size=4))
def test_no_sentence_crosses_a_paragraph(texts: list[str]) -> None:
    text = "\n\n".join(texts)
    homes = paragraphs(text)
    for sentence in split_sentences(text):
        home = homes[sentence.paragraph]
        assert home.start <= sentence.start < sentence.end <= home.end

"""Figures: what is read of one marked figure a line, and what holds for any text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.facts.figures import read_figures
from bot.model import FigureMention, Lens, Sentence, SentenceKind
from bot.prompts import lenses, lexicon

CASES = Path(__file__).parent.parent / "cases" / "figures.txt"
FIELDS = {"state": "status", "from": "origin", "to": "destination"}


def lines() -> list[str]:
    return [line for line in CASES.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]


def read(text: str, *, paragraphs: bool = False) -> tuple[FigureMention, ...]:
    spans = [m.span() for m in re.finditer(r"[^\n]+", text)] if paragraphs else [(0, len(text))]
    return read_figures(text, [Sentence(a, b, n) for n, (a, b) in enumerate(spans)], lenses())


def interval(text: str) -> tuple[float | None, float | None]:
    low, dots, high = text.partition("..")
    return (float(low) if low else None, float(high) if high else None) if dots else (float(text), float(text))


@pytest.mark.parametrize("line", [line for line in lines() if "[[" in line])
def test_marked_figure_is_read(line: str) -> None:
    marked, wanted, *rest = (part.strip() for part in line.split(" | "))
    text = marked.replace("[[", "").replace("]]", "")
    start, end = marked.index("[["), marked.index("]]") - 2
    found = {(f.start, f.end): f for f in read(text)}
    assert (start, end) in found, [text[f.start : f.end] for f in found.values()]
    figure = found[start, end]
    assert (figure.low, figure.high) == pytest.approx(interval(wanted))
    for field, value in (pair.split(" ", 1) for pair in rest[0].split("; ")) if rest else ():
        got = " ".join(figure.lens) if field == "lens" else getattr(figure, FIELDS.get(field, field))
        assert (got or "-") == value, field


@pytest.mark.parametrize("line", [line for line in lines() if "[[" not in line])
def test_unmarked_line_has_no_figure(line: str) -> None:
    assert [line[f.start : f.end] for f in read(line)] == []


def test_the_same_number_with_an_article_points_back() -> None:
    text = "Spain will send 640 soldiers from the 2nd Brigade to Latvia.\nMost of the 640 troops are engineers."
    second = read(text, paragraphs=True)[1]
    assert (second.whose, second.force) == ("Spain", "2nd Brigade")


def test_forces_without_owner_are_those_of_the_only_side_counted() -> None:
    alone = "Spain will send 640 soldiers to Latvia.\nAnother 200 soldiers could follow."
    assert read(alone, paragraphs=True)[1].whose == "Spain"
    other = "Spain will send 640 soldiers to Latvia.\nRussian officials said 200 soldiers were ready."
    assert read(other, paragraphs=True)[1].whose is None


def test_credits_hold_no_figures() -> None:
    text = "Reporting by 12 people"
    assert read_figures(text, [Sentence(0, len(text), 0, SentenceKind.CREDIT)], lenses()) == ()


def test_a_lens_is_only_data() -> None:
    tanks = Lens(frozenset({"tank", "armoured vehicle"}), ("whose",), {"lost": ("destroy",), "shown": ("… parade",)})
    text = "Rebels destroyed nine armoured vehicles; 40 tanks paraded in the capital."
    figures = read_figures(text, [Sentence(0, len(text), 0)], {"tanks": tanks})
    assert [(f.low, f.lens, f.status) for f in figures] == [(9, ("tanks",), "lost"), (40, ("tanks",), "shown")]


HEDGES = [(word, bound) for bound, words in lexicon("quantities")["hedges"].items() for word in words if word.isalpha()]


@given(st.sampled_from(HEDGES), st.integers(2, 10**9))
def test_any_number_keeps_its_hedge(hedge: tuple[str, str], number: int) -> None:
    word, bound = hedge
    text = f"The ministry sent {word} {number:,} soldiers to Mali."
    (figure,) = read(text)
    ends = {"approximate": (number, number), "lower": (number, None), "upper": (None, number)}[bound]
    assert (figure.low, figure.high, figure.hedge, figure.lens) == (*ends, word, ("troops",))


VOCABULARY = """
one two 25 1,200 3.5 2015 million hundred dozens of and to - – $ % ( ) , . the a no killed sent were soldiers U.S. about
more than people half third in from Iraq 's year old pm July or few : ; “ who died 82nd between minus = / another
"""
WORDS = st.sampled_from(VOCABULARY.split())


@given(st.one_of(st.text(), st.lists(WORDS, max_size=30).map(" ".join), st.lists(WORDS, max_size=12).map("".join)))
def test_any_text_is_read_into_exact_slices(text: str) -> None:
    figures = read(text)
    assert list(figures) == sorted(figures, key=lambda figure: figure.start)
    for figure in figures:
        assert 0 <= figure.start < figure.end <= len(text)
        assert text[figure.start : figure.end].strip() == text[figure.start : figure.end]
        assert figure.low is not None or figure.high is not None
        assert figure.low is None or figure.high is None or figure.low <= figure.high
        assert figure.hedge is None or figure.hedge in text


def test_no_word_names_two_states() -> None:
    tables = lexicon("demonyms")
    words = [word for state, listed in tables["states"].items() for word in [state, *listed]]
    assert len(words) == len(set(words))
    assert set(tables["capitals"]) | set(tables["institutions"]) <= set(tables["states"])

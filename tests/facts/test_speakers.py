"""Who says what: one line a case, quotations over several paragraphs, and what holds for any text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.articles.reading import read
from bot.facts.actors import read_actors
from bot.facts.reading import read_facts
from bot.facts.speakers import read_speeches
from bot.model import Draft, Speech
from bot.prompts import lenses

CASES = Path(__file__).parents[1] / "cases" / "speakers.txt"
WORDS = [
    "said", "told", "according to", "Reuters", "the army", "Reza Karimi", "he", "they", ",", ".", "“", "”", '"', ";", "that",
    "and", "who", "of", "the spokesman", "his office", "\n\n", "’s", "called", "was", "Iran", "WHO", "—", "É", "\u200b",
]  # fmt: skip


def cases() -> list[tuple[str, str]]:
    lines = CASES.read_text(encoding="utf-8").splitlines()
    split = [line.split(" |", 1) for line in lines if line and not line.startswith("#")]
    return [(text, wanted.strip()) for text, wanted in split]


def speeches(text: str) -> tuple[Speech, ...]:
    article = read(Draft("x", f"A headline\n\n{text}\n"))
    return read_facts(article, lenses()).speeches


def shown(text: str) -> str:
    whole = f"A headline\n\n{text}\n"
    said = [(s, s.of(whole)) for s in speeches(text)]
    return "; ".join(f"{s.rule} {s.name} ({s.who.of(whole)}): {f'“{w}”' if s.direct else w}" for s, w in said)


@pytest.mark.parametrize(("text", "wanted"), cases())
def test_case(text: str, wanted: str) -> None:
    assert shown(text) == wanted


def test_every_rule_has_a_case() -> None:
    from bot.facts.speakers.rules import RULES

    listed = {part.split(" ")[0] for _, wanted in cases() for part in wanted.split("; ")}
    assert {rule.__name__ for rule in RULES} <= listed


def test_a_quotation_goes_on_in_the_next_paragraph() -> None:
    text = "“We will stay here,” Reza Karimi said. “It is our home.\n\n“Nobody will take it from us. Nobody.”\n\nRain fell."
    assert [(s.name, s.direct) for s in speeches(text)] == [("Reza Karimi", True)] * 3


def test_another_paragraph_s_quotation_is_not_the_last_speaker_s() -> None:
    text = "“We will stay here,” Reza Karimi said.\n\n“They will go by Monday.”\n\nRain fell."
    assert len(speeches(text)) == 1


@given(st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join) | st.text(max_size=80))
def test_any_text_is_read_with_exact_slices(text: str) -> None:
    article = read(Draft("x", text))
    actors = read_actors(article.text, article.sentences)
    found, described = read_speeches(article.text, article.sentences, actors)
    for speech in found:
        assert 0 <= speech.start < speech.end <= len(article.text)
        assert 0 <= speech.who.start < speech.who.end <= len(article.text)
        assert speech.name.strip()
    assert all(0 <= d.start < d.end <= len(article.text) for d in described)
    assert [s.start for s in found] == sorted(s.start for s in found)

"""Walls: what no reader of facts may be given whole, and no sentence of a newspaper."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.articles.reading import read
from bot.articles.walls import without_walls
from bot.model import Draft, Sentence

NEWS = "A ferry sank off Quill on Friday with 90 people aboard, the harbour master said."


@pytest.mark.parametrize(
    ("wall", "rule"),
    [("and boats came " * 200, "endless"), ("12.5 3,400 -7 " * 20, "table"), ("QUJD" * 100, "encoded")],
)
def test_a_wall_is_boilerplate_in_bricks_and_the_news_stays(wall: str, rule: str) -> None:
    text = f"{NEWS}\n\n{wall.strip()}\n\n{NEWS}"
    found = read(Draft("a", text)).sentences
    assert [s.of(text) for s in found if s.kind == "news"] == [NEWS, NEWS]
    bricks = [s for s in found if s.rule == rule]
    assert bricks
    assert max(s.end - s.start for s in bricks) <= 1000
    assert "".join(s.of(text) for s in bricks).replace(" ", "") == wall.replace(" ", "")


def test_a_long_sentence_of_a_newspaper_is_news() -> None:
    text = ", and ".join([NEWS[:-1]] * 12) + "."
    assert [s.kind for s in read(Draft("a", text)).sentences] == ["news"]


@given(st.text(), st.integers(0, 30))
def test_any_text_is_kept_in_bricks_that_are_trimmed(words: str, times: int) -> None:
    text = (words * 100).strip()
    if text:
        bricks = list(without_walls(text, Sentence(0, len(text), times)))
        assert all(b.of(text) == b.of(text).strip() and b.of(text) for b in bricks)
        assert "".join("".join(b.of(text) for b in bricks).split()) == "".join(text.split())

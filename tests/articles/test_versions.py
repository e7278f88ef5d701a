"""Two versions of an article: which sentences came, went or were reworded."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.articles.versions import edits, successor

SANK, SANK_NOW = "A ferry sank off Quill with ninety aboard.", "A ferry sank off Quill with eighty aboard."
FOG, VOTE = "The fog was thick.", "Voters chose a new parliament in Orrland."

EDITS = [
    ([SANK, FOG], [SANK, FOG], []),
    ([SANK, FOG], [SANK_NOW, FOG], [(SANK, SANK_NOW)]),
    ([SANK], [SANK, FOG], [(None, FOG)]),
    ([SANK, FOG], [SANK], [(FOG, None)]),
    ([SANK], [VOTE], [(SANK, None), (None, VOTE)]),
    ([], [SANK], [(None, SANK)]),
    ([], [], []),
]


@pytest.mark.parametrize(("before", "after", "wanted"), EDITS)
def test_edits(before: list[str], after: list[str], wanted: list[tuple[str | None, str | None]]) -> None:
    assert [(edit.before, edit.after) for edit in edits(before, after)] == wanted


@pytest.mark.parametrize(("after", "wanted"), [([FOG, SANK_NOW], SANK_NOW), ([VOTE], None), ([], None)])
def test_successor(after: list[str], wanted: str | None) -> None:
    assert successor(SANK, after) == wanted


SENTENCES = st.lists(st.sampled_from([SANK, SANK_NOW, FOG, VOTE]), max_size=5)


@given(SENTENCES, SENTENCES)
def test_no_change_is_overlooked(before: list[str], after: list[str]) -> None:
    found = edits(before, after)
    assert (found == ()) == (before == after)
    came, went = [e.after for e in found if e.after], [e.before for e in found if e.before]
    assert sorted(came + before) == sorted(went + after)

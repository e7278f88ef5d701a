"""Reports of one thing are alike, reports of different things are not, by words and by meaning."""

from __future__ import annotations

import numpy as np
import pytest

from bot.stories.likeness import by_meaning, by_words
from tests.fakes import report

SANK = "The ferry Marta sank off Quill in thick fog and forty passengers were saved by fishing boats."
SAVED = "Fishing boats saved forty passengers of the ferry Marta, which sank in fog off Quill."
VOTED = "Parliament voted for the budget after a night of debate over pensions and farm subsidies."


def test_words_tell_one_event_from_another() -> None:
    alike = by_words({"sank": report("sank", SANK), "saved": report("saved", SAVED), "voted": report("voted", VOTED)})
    assert alike("sank", "sank") == 1.0
    assert alike("sank", "saved") > 0.5
    assert alike("sank", "voted") == 0.0
    assert alike("sank", "saved") == alike("saved", "sank")


@pytest.mark.parametrize(("cosine", "expected"), [(1.0, 1.0), (0.8, 0.5), (0.6, 0.0), (0.1, 0.0)])
def test_meaning_counts_above_what_any_two_reports_share(cosine: float, expected: float) -> None:
    one = np.array([1.0, 0.0], dtype=np.float32)
    other = np.array([cosine, (1 - cosine**2) ** 0.5], dtype=np.float32)
    assert by_meaning({"one": one, "other": other})("one", "other") == pytest.approx(expected, abs=1e-6)


def test_an_article_without_a_vector_is_like_none() -> None:
    some = np.ones(2, dtype=np.float32)
    for nothing in (np.zeros(2, dtype=np.float32), np.zeros(0, dtype=np.float32)):
        assert by_meaning({"one": nothing, "other": some})("one", "other") == 0.0
